//! The rules of events shown to people: lists, single rules, trials of their sentences, the codebook, and rules made
//! from files of others.

pub mod codebook;
pub mod import;
pub mod list;
pub mod trial;
mod types;
