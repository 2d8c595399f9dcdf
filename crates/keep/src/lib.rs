//! Records kept, joined over articles and asked.
//!
//! The way through this room: a record becomes [`Rows`] by the one schema in [`columns`]; a [`Store`] takes rows in
//! transactions into one SQLite file that other programs open too.
#![warn(missing_docs)]

pub mod columns;
mod error;
mod layout;
mod rows;
mod store;
mod value;

pub use error::KeepError;
pub use rows::{Row, Rows, hash};
pub use store::{Added, Answer, Store};
pub use value::Value;
