//! Records kept, joined over articles and asked.
//!
//! The way through this room: a record becomes [`Rows`] by the one schema in [`columns`]; a [`Store`] takes rows in
//! transactions into one SQLite file that other programs open too; [`export`] writes its tables out, also as the files of the field; [`compare`]
//! sets it beside those of others.
#![warn(missing_docs)]

mod batch;
pub mod columns;
mod compare;
mod error;
mod export;
mod layout;
mod ledger;
mod named;
mod nested;
mod query;
mod rows;
pub mod same;
mod slices;
mod store;
mod value;

pub use batch::{answered, batch, rows};
pub use compare::{Broken, Class, Comparison, Each, Files, compare};
pub use error::KeepError;
pub use export::{Form, PAGE, Sink, Tables, To, Wanted, Written, annotations, export, parquet};
pub use ledger::Commitments;
pub use nested::{Read, nested, nested_schema};
pub use query::{By, Dyads, Key, Of, counted, types};
pub use rows::{Row, Rows, hash};
pub use store::{Added, Answer, Correction, Difference, Happening, Report, Store, Told};
pub use value::{Value, object};
