//! What is known before reading: weights, lexicon, codebook, actors, gazetteer. Read-only, shared by threads.

mod error;
pub mod gazetteer;

pub use error::KnowledgeError;
