//! The codebook: what the codes of PLOVER and CAMEO are worth.

use crate::KnowledgeError;
use crate::table::Table;
use document::Plover;
use std::collections::HashMap;

static PLOVER: &str = include_str!("../../../data/plover.tsv");
static MODES: &str = include_str!("../../../data/plover_modes.tsv");
static GOLDSTEIN: &str = include_str!("../../../data/goldstein.tsv");

/// The tables, compiled into the program.
pub(crate) const FILES: [(&str, &str); 3] =
    [("data/plover.tsv", PLOVER), ("data/plover_modes.tsv", MODES), ("data/goldstein.tsv", GOLDSTEIN)];

/// Values of types, modes and codes.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    goldstein: HashMap<String, (f32, String)>,
    plover: HashMap<String, f32>,
    /// By type and mode, a space between.
    modes: HashMap<String, f32>,
}

impl Codebook {
    /// The codebook that is compiled into the program.
    ///
    /// # Errors
    /// If a table is damaged, which the tests exclude for what is shipped.
    pub fn ours() -> Result<Codebook, KnowledgeError> {
        let mut book = Codebook::load(PLOVER, GOLDSTEIN)?;
        let modes = Table::new("data/plover_modes.tsv", MODES, &["type", "mode", "score", "source"])?;
        for row in modes.rows() {
            let row = row?;
            let score =
                row.field(2).parse().map_err(|_| row.wrong("the score is no number", "write -3.5"))?;
            book.modes.insert(format!("{} {}", row.field(0), row.field(1)), score);
        }
        Ok(book)
    }

    /// Reads the tables of types and of codes.
    ///
    /// # Errors
    /// If a header, a type or a number cannot be read.
    pub fn load(plover: &str, goldstein: &str) -> Result<Codebook, KnowledgeError> {
        let mut book = Codebook::default();
        let types =
            Table::new("data/plover.tsv", plover, &["type", "quad", "cameo_root", "score", "source"])?;
        for row in types.rows() {
            let row = row?;
            let name = Plover::parse(row.field(0)).ok_or_else(|| {
                row.wrong(format!("no type is called '{}'", row.field(0)), "use a PLOVER type")
            })?;
            let score =
                row.field(3).parse().map_err(|_| row.wrong("the score is no number", "write -3.5"))?;
            book.plover.insert(name.as_str().to_string(), score);
        }
        let codes = Table::new("data/goldstein.tsv", goldstein, &["cameo", "goldstein", "name", "source"])?;
        for row in codes.rows() {
            let row = row?;
            let value = row
                .field(1)
                .parse()
                .map_err(|_| row.wrong("the Goldstein value is no number", "write -4.0"))?;
            book.goldstein.insert(row.field(0).to_string(), (value, row.field(2).to_string()));
        }
        Ok(book)
    }

    /// The Goldstein value of a CAMEO code, else of the longest beginning of it that has one; 0 if none has.
    pub fn goldstein(&self, cameo: &str) -> f32 {
        self.row(cameo).map_or(0.0, |r| r.0)
    }

    /// What a CAMEO code is called.
    pub fn name(&self, cameo: &str) -> Option<&str> {
        self.row(cameo).map(|r| r.1.as_str())
    }

    /// All codes that have a value, in order: code, value, name.
    pub fn codes(&self) -> Vec<(&str, f32, &str)> {
        let mut all: Vec<_> = self
            .goldstein
            .iter()
            .map(|(code, (value, name))| (code.as_str(), *value, name.as_str()))
            .collect();
        all.sort_by(|a, b| a.0.cmp(b.0));
        all
    }

    fn row(&self, cameo: &str) -> Option<&(f32, String)> {
        (2..=cameo.len()).rev().find_map(|n| self.goldstein.get(cameo.get(..n)?))
    }

    /// The intensity of a PLOVER type.
    pub fn score(&self, plover: Plover) -> f32 {
        self.plover.get(plover.as_str()).copied().unwrap_or(0.0)
    }

    /// The intensity of a PLOVER type in one of its modes, of the type itself where there is none. `None` where the
    /// manual gives no value.
    ///
    /// ```
    /// let book = knowledge::Codebook::ours()?;
    /// assert_eq!(book.intensity("CONSULT", Some("visit")), Some(4.0));
    /// assert_eq!(book.intensity("CONSULT", None), Some(2.5));
    /// assert_eq!(book.intensity("PROTEST", Some("vandalize")), None);
    /// # Ok::<(), knowledge::KnowledgeError>(())
    /// ```
    pub fn intensity(&self, kind: &str, mode: Option<&str>) -> Option<f32> {
        match mode {
            Some(mode) => self.modes.get(&format!("{kind} {mode}")).copied(),
            None => self.plover.get(kind).copied(),
        }
    }
}
