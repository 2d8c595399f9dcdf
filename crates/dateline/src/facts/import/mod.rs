//! Tables made from files of others, in the project's columns.

mod cameo;
mod geonames;
mod phoenix;
mod wikidata;

use knowledge::{Knowledge, Shape};
use std::collections::BTreeMap;

/// What the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Dictionaries of actors and agents as PETRARCH and TABARI read them
    Phoenix,
    /// A dump of GeoNames, whole or of a country or of cities: 19 columns parted by tabs
    Geonames,
    /// Entities of Wikidata, one JSON object a line
    Wikidata,
}

/// Whose codes the tables have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Codes {
    /// Those of the codebook; what has none there is not carried over
    #[default]
    Ours,
    /// Those of the file, letter by letter: a name stands for its code and no more, and a role is put behind it
    Theirs,
}

/// Something that could not be carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The line of the file, from 1.
    pub line: usize,
    /// What, and why not.
    pub why: String,
}

/// The tables made from a file.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    rows: BTreeMap<Shape, Vec<Vec<String>>>,
    /// What could not be carried over, by line.
    pub skipped: Vec<Skipped>,
}

/// Makes tables of a file's bytes; `name` becomes the source of its rows.
pub fn import(format: Format, codes: Codes, name: &str, bytes: &[u8], knowledge: &Knowledge) -> Imported {
    match format {
        Format::Phoenix => phoenix::import(name, bytes, codes, &knowledge.actors),
        Format::Geonames => geonames::import(name, bytes, knowledge),
        Format::Wikidata => wikidata::import(name, bytes, &knowledge.actors),
    }
}

impl Imported {
    fn push(&mut self, shape: Shape, fields: Vec<String>) {
        self.rows.entry(shape).or_default().push(fields);
    }

    fn skip(&mut self, line: usize, why: impl Into<String>) {
        self.skipped.push(Skipped { line, why: why.into() });
    }

    /// Adds what another file gave.
    pub fn append(&mut self, other: Imported) {
        for (shape, mut rows) in other.rows {
            self.rows.entry(shape).or_default().append(&mut rows);
        }
        self.skipped.extend(other.skipped);
    }

    /// How many rows each table has.
    pub fn counts(&self) -> Vec<(Shape, usize)> {
        self.rows.iter().map(|(shape, rows)| (*shape, rows.len())).collect()
    }

    /// The tables, one behind the other: a file for `--knowledge`.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (shape, rows) in &self.rows {
            out.push_str(&shape.header());
            out.push('\n');
            for row in rows {
                let fields: Vec<String> = row.iter().map(|f| clean(f)).collect();
                out.push_str(&fields.join("\t"));
                out.push('\n');
            }
        }
        out
    }
}

/// A field holds no tab and no line end, and only single spaces.
fn clean(field: &str) -> String {
    field.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A list as a field; a value with the sign that parts values loses it.
fn list<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> String {
    let values: Vec<String> = values.into_iter().map(|v| clean(&v.as_ref().replace('|', " "))).collect();
    values.into_iter().filter(|v| !v.is_empty()).collect::<Vec<_>>().join("|")
}

/// An id: small letters with hyphens.
fn slug(name: &str) -> String {
    knowledge::fold(name).replace(' ', "-")
}
