//! Training and scoring of the coder of events.

pub mod arguments;
pub mod data;
pub mod examples;
pub mod print;
