//! What the reading of a language needs to know.

use crate::{KnowledgeError, Network, Weights};

/// A language that can be read: so far English.
#[derive(Debug)]
pub struct Language {
    /// The network that tags, parses and names.
    pub network: Network,
}

impl Language {
    /// A language from the bytes of its model file (`models/english.model`).
    ///
    /// # Errors
    /// If the file is cut short, damaged or of another version.
    pub fn load(model: &[u8]) -> Result<Language, KnowledgeError> {
        Ok(Language { network: Network::new(&Weights::load(model)?)? })
    }
}
