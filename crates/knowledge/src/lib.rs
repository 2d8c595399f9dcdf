//! What is known before reading: weights, lexicon, codebook, actors, gazetteer. Read-only, shared by threads.

mod error;
mod language;
mod network;
mod weights;

pub use error::KnowledgeError;
pub use language::Language;
pub use network::{Embedding, Layer, Network, Script, Shapes, Step};
pub use weights::{Hashes, PANEL, Weights, fnv, fnv_on};
