//! Training and scoring of the coder of events.

pub mod data;
pub mod examples;
pub mod print;
