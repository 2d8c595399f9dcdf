//! Articles to documents.

pub mod sentence;
pub mod token;
