//! What is known before reading: weights, lexicon, codebook, actors, gazetteer. Read-only, shared by threads.

mod actors;
mod classifier;
mod codebook;
mod dense;
mod error;
mod fold;
pub mod gazetteer;
mod language;
mod linear;
mod network;
mod table;
mod weights;

pub use actors::{
    Actors, Country, Entry, FACTS_UNTIL, Holding, Kind, LONGEST_NAME, Office, Person, Role, Term,
};
pub use classifier::{Classifier, Classifiers, softmax};
pub use codebook::Codebook;
pub use dense::{Dense, DenseWeights, Projected};
pub use error::KnowledgeError;
pub use fold::{fold, fold_into};
pub use language::Language;
pub use linear::{Attributing, Blend, Table, Tables};
pub use network::{Embedding, Layer, Network, Rounded, Script, Shapes, Step};
pub use weights::{Hashes, PANEL, Weights, fnv, fnv_on};

/// The models, compiled into the program.
static ENGLISH: &[u8] = include_bytes!("../../../models/english.model");
static ATTRIBUTION: &[u8] = include_bytes!("../../../models/attribution.bin");
static GAZETTEER: &[u8] = include_bytes!("../../../models/gazetteer.bin");

static EVENTS: &[u8] = include_bytes!("../../../models/events.bin");
static PLOVER: &str = include_str!("../../../data/plover.tsv");
static GOLDSTEIN: &str = include_str!("../../../data/goldstein.tsv");

/// Version of the models, for the record.
pub const MODELS_VERSION: &str = "english-1";
/// Version of the facts, for the record.
pub const KNOWLEDGE_VERSION: &str = "2026-11";

/// All that is known before reading, loaded once.
#[derive(Debug)]
pub struct Knowledge {
    /// How to read English.
    pub language: Language,
    /// How to tell who said what.
    pub attributing: Attributing,
    /// Who is who.
    pub actors: Actors,
    /// What places there are.
    pub gazetteer: gazetteer::Gazetteer,
    /// What codes of events are worth.
    pub codebook: Codebook,
    /// How to tell events.
    pub events: Classifiers,
}

impl Knowledge {
    /// The knowledge that is compiled into the program.
    ///
    /// # Errors
    /// If a table or a model is damaged, which the tests exclude for what is shipped.
    pub fn ours() -> Result<Knowledge, KnowledgeError> {
        Ok(Knowledge {
            language: Language::load(ENGLISH)?,
            attributing: Attributing::load(ATTRIBUTION)?,
            actors: Actors::ours()?,
            gazetteer: gazetteer::Gazetteer::open(GAZETTEER)?,
            codebook: Codebook::load(PLOVER, GOLDSTEIN)?,
            events: Classifiers::load(EVENTS)?,
        })
    }
}
