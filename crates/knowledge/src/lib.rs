//! What is known before reading: weights, lexicon, codebook, actors, gazetteer. Read-only, shared by threads.

mod actors;
mod bytes;
mod classifier;
mod codebook;
pub mod codes;
mod error;
mod fold;
pub mod gazetteer;
mod language;
mod linear;
pub mod lint;
mod near;
mod network;
mod table;
mod tables;
mod weights;

pub use actors::{
    Actors, Compiled, Country, Entry, FACTS_UNTIL, Holding, Kind, LONGEST_NAME, Office, Origin, People,
    Person, Role, Term,
};
pub use classifier::{Classifier, Classifiers, softmax};
pub use codebook::Codebook;
pub use error::KnowledgeError;
pub use fold::{fold, fold_into};
pub use language::Language;
pub use linear::{Attributing, Table, Tables};
pub use network::{Embedding, Layer, Network, Rounded, Script, Shapes, Step};
pub use tables::{Part, Shape, TableFile};
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
        Knowledge::ours_told(&mut |_| {})
    }

    /// The same, telling the name of each part once it is loaded, for who measures it.
    ///
    /// # Errors
    /// As [`Knowledge::ours`].
    pub fn ours_told(loaded: &mut dyn FnMut(&'static str)) -> Result<Knowledge, KnowledgeError> {
        let mut told = |part| loaded(part);
        let language = Language::load(ENGLISH)?;
        told("english.model");
        let attributing = Attributing::load(ATTRIBUTION)?;
        told("attribution.bin");
        let events = Classifiers::load(EVENTS)?;
        told("events.bin");
        let actors = Actors::ours()?;
        told("actors");
        let gazetteer = gazetteer::Gazetteer::open(GAZETTEER)?;
        told("gazetteer");
        let codebook = Codebook::load(PLOVER, GOLDSTEIN)?;
        told("codebook");
        Ok(Knowledge { language, attributing, actors, gazetteer, codebook, events })
    }
}
