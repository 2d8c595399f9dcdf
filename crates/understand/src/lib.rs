//! Articles to documents.

pub mod timex;
