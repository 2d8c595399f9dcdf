//! Articles to documents.

pub mod network;
