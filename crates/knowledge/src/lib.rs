//! What is known before reading: weights, lexicon, codebook, actors, gazetteer. Read-only, shared by threads.

mod actors;
mod bytes;
mod classifier;
mod codebook;
pub mod codes;
mod dense;
mod error;
mod fips;
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
    Actors, Compiled, Country, Entry, FACTS_UNTIL, Holding, Kind, LONGEST_NAME, Named, Office, Origin,
    People, Person, Role, Term,
};
pub use bytes::{fnv64, fnv64_on};
pub use classifier::{Classifier, Classifiers, softmax};
pub use codebook::Codebook;
pub use dense::{Dense, DenseWeights, Projected};
pub use error::KnowledgeError;
pub use fips::Fips;
pub use fold::{fold, fold_into};
pub use language::Language;
pub use linear::{Arguing, Attributing, Blend, Table, Tables};
pub use near::distance;
pub use network::{Embedding, Layer, Network, Rounded, Script, Shapes, Step};
pub use tables::{Part, Shape, TableFile};
pub use weights::{Hashes, PANEL, Weights, fnv, fnv_on};

/// The models, compiled into the program.
static ENGLISH: &[u8] = include_bytes!("../../../models/english.model");
static ATTRIBUTION: &[u8] = include_bytes!("../../../models/attribution.bin");
static GAZETTEER: &[u8] = include_bytes!("../../../models/gazetteer.bin");

static ARGUMENTS: &[u8] = include_bytes!("../../../models/arguments.bin");
static EVENTS: &[u8] = include_bytes!("../../../models/events.bin");
static BACKGROUND: &[u8] = include_bytes!("../../../models/background.bin");

/// Version of the models, for the record.
pub const MODELS_VERSION: &str = "english-1";
/// Version of the facts, for the record.
pub const KNOWLEDGE_VERSION: &str = "2026-11";

/// A file that is compiled into the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledFile {
    /// Where it lies in the project.
    pub name: &'static str,
    /// Its length.
    pub bytes: usize,
    /// FNV-1a of its bytes, 64 bits, in hexadecimal.
    pub hash: String,
    /// What its header says of how it was made; empty where that is told elsewhere.
    pub about: String,
}

/// All files that are compiled into the program.
pub fn compiled() -> Vec<CompiledFile> {
    let second_line = |bytes: &[u8]| {
        let line = bytes.split(|&b| b == b'\n').nth(1).unwrap_or(&[]);
        String::from_utf8_lossy(line).into_owned()
    };
    let file = |name, bytes: &[u8], about: String| CompiledFile {
        name,
        bytes: bytes.len(),
        hash: format!("{:016x}", fnv64(bytes.iter().copied())),
        about,
    };
    let tables = codebook::FILES.into_iter().chain([fips::FILE, language::FILE]);
    let models = [
        file("models/actors.bin", actors::OURS, String::new()),
        file("models/gazetteer.bin", GAZETTEER, String::new()),
        file("models/english.model", ENGLISH, second_line(ENGLISH)),
        file("models/attribution.bin", ATTRIBUTION, second_line(ATTRIBUTION)),
        file("models/arguments.bin", ARGUMENTS, second_line(ARGUMENTS)),
        file("models/events.bin", EVENTS, second_line(EVENTS)),
        file("models/background.bin", BACKGROUND, second_line(BACKGROUND)),
    ];
    let table = |(name, text): (&'static str, &str)| file(name, text.as_bytes(), String::new());
    models.into_iter().chain(tables.map(table)).collect()
}

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
    /// How to tell who takes part in them.
    pub arguing: Arguing,
    /// How to tell background from news.
    pub background: Blend,
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
        let arguing = Arguing::load(ARGUMENTS)?;
        told("arguments.bin");
        let file = "models/background.bin";
        let background = Tables::load(file, BACKGROUND)?.blend(file, "background")?;
        told("background.bin");
        let actors = Actors::ours()?;
        told("actors");
        let gazetteer = gazetteer::Gazetteer::ours()?;
        told("gazetteer");
        let codebook = Codebook::ours()?;
        told("codebook");
        Ok(Knowledge { language, attributing, actors, gazetteer, codebook, events, arguing, background })
    }

    /// The same with tables of the user's laid over: for a name that they know, they count; a later file before an
    /// earlier one. What tables there are: [`Shape::OVER`].
    ///
    /// # Errors
    /// At the first row in which [`lint`] finds an error, and at a table that cannot be laid over.
    pub fn with(self, files: &[TableFile]) -> Result<Knowledge, KnowledgeError> {
        self.checked(files)?;
        Ok(Knowledge { actors: self.actors.with(files)?, gazetteer: self.gazetteer.with(files)?, ..self })
    }

    /// The same with no actors but those of the tables: for codings that have to know what they say and no more.
    /// Places are laid over as by [`Knowledge::with`].
    ///
    /// # Errors
    /// As [`Knowledge::with`].
    pub fn only(self, files: &[TableFile]) -> Result<Knowledge, KnowledgeError> {
        self.checked(files)?;
        Ok(Knowledge { actors: Actors::only(files)?, gazetteer: self.gazetteer.with(files)?, ..self })
    }

    fn checked(&self, files: &[TableFile]) -> Result<(), KnowledgeError> {
        for file in files {
            file.parts()?.iter().try_for_each(|part| part.laid_over())?;
        }
        let report = lint::check(files, Some(&self.actors));
        if let Some(error) = report.findings.into_iter().find(|f| f.severity == lint::Severity::Error) {
            return Err(error.into());
        }
        Ok(())
    }
}
