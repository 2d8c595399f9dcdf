//! Records kept, joined over articles and asked.
//!
//! The way through this room: a record becomes [`Rows`] by the one schema in [`columns`]; a [`Store`] takes rows in
//! transactions into one SQLite file that other programs open too; [`export`] writes its tables out.
#![warn(missing_docs)]

mod batch;
pub mod columns;
mod error;
mod export;
mod layout;
mod ledger;
mod query;
mod rows;
mod store;
mod value;

pub use batch::batch;
pub use error::KeepError;
pub use export::{Form, export, parquet};
pub use ledger::Commitments;
pub use query::{By, Dyads, Key, Of};
pub use rows::{Row, Rows, hash};
pub use store::{Added, Answer, Store, Told};
pub use value::{Value, object};
