//! Articles to documents.

pub mod network;
pub mod sentence;
pub mod timex;
pub mod token;
