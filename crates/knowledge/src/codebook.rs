//! The codebook: what the codes of PLOVER and CAMEO are worth.

use crate::KnowledgeError;
use crate::table::Table;
use document::Plover;
use std::collections::HashMap;

/// Values of types and codes, from `data/plover.tsv` and `data/goldstein.tsv`.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    goldstein: HashMap<String, (f32, String)>,
    plover: HashMap<String, f32>,
}

impl Codebook {
    /// Reads the two tables.
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
}
