//! What the reading of a language needs to know.

use crate::table::Table;
use crate::{KnowledgeError, Network, Weights};
use std::collections::HashMap;

/// The table, compiled into the program.
pub(crate) const FILE: (&str, &str) = ("data/verb_forms.tsv", include_str!("../../../data/verb_forms.tsv"));

/// A language that can be read: so far English.
#[derive(Debug)]
pub struct Language {
    /// The network that tags, parses and names.
    pub network: Network,
    verb_forms: HashMap<&'static str, &'static str>,
}

impl Language {
    /// A language from the bytes of its model file (`models/english.model`).
    ///
    /// # Errors
    /// If the file is cut short, damaged or of another version.
    pub fn load(model: &[u8]) -> Result<Language, KnowledgeError> {
        let table = Table::new(FILE.0, FILE.1, &["form", "lemma", "source"])?;
        let verb_forms =
            table.rows().map(|row| row.map(|r| (r.field(0), r.field(1)))).collect::<Result<_, _>>()?;
        Ok(Language { network: Network::new(&Weights::load(model)?)?, verb_forms })
    }

    /// The lemma of an irregular form of a verb, in lower case: `overthrew`, `expelled`.
    pub fn irregular(&self, form: &str) -> Option<&'static str> {
        self.verb_forms.get(form).copied()
    }
}
