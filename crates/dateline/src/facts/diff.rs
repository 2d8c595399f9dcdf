//! What a user's tables change: the names that stand for something else with them than without.

use super::span;
use document::Day;
use knowledge::gazetteer::key;
use knowledge::{Entry, Knowledge, KnowledgeError, Shape, TableFile, fold};
use std::collections::BTreeMap;
use std::fmt;

/// How a name changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stood for nothing.
    Added {
        /// What it stands for.
        now: String,
    },
    /// It stood for something else.
    Changed {
        /// What it stood for.
        was: String,
        /// What it stands for.
        now: String,
    },
    /// It stands for the same, but the user's row says so and hides ours.
    Shadowed {
        /// What it stands for.
        now: String,
    },
}

/// A name that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The name as the table writes it.
    pub name: String,
    /// How.
    pub change: Change,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.change {
            Change::Added { now } => write!(f, "added     {}: {now}", self.name),
            Change::Changed { was, now } => write!(f, "changed   {}: {was} → {now}", self.name),
            Change::Shadowed { now } => write!(f, "shadowed  {}: {now}", self.name),
        }
    }
}

/// The names of the files that stand for something else with them, sorted.
///
/// # Errors
/// If a file has no table.
pub fn diff(
    files: &[TableFile],
    without: &Knowledge,
    with: &Knowledge,
) -> Result<Vec<Difference>, KnowledgeError> {
    let mut found = Vec::new();
    for (_, name) in names(files)? {
        let (was, now) = (stands(without, &name), stands(with, &name));
        let change = match (was.is_empty(), now.is_empty()) {
            (_, true) => continue,
            (true, false) => Change::Added { now: now.shown(true) },
            _ if was.what != now.what => {
                let (was_alone, now_alone) = (was.but(&now), now.but(&was));
                Change::Changed { was: was_alone.shown(false), now: now_alone.shown(true) }
            }
            _ if now.has_own() => Change::Shadowed { now: now.shown(true) },
            _ => continue,
        };
        found.push(Difference { name, change });
    }
    Ok(found)
}

/// Columns of names.
const NAMES: &[&str] =
    &["name", "names", "aliases", "adjectives", "demonyms", "capital", "seats", "noun", "plural", "titles"];

/// The names in the files, by their folded forms.
fn names(files: &[TableFile]) -> Result<BTreeMap<String, String>, KnowledgeError> {
    let mut names = BTreeMap::new();
    for file in files {
        for part in file.parts()? {
            // What an office is called is no name; its titles are.
            let office = part.shape == Shape::Offices;
            let columns = NAMES.iter().filter(|c| !(office && **c == "name"));
            let columns: Vec<usize> = columns.filter_map(|c| part.shape.column(c)).collect();
            for row in part.rows() {
                let row = row?;
                for name in columns.iter().flat_map(|&c| row.list(c)) {
                    names.entry(fold(name)).or_insert_with(|| name.to_string());
                }
            }
        }
    }
    Ok(names)
}

/// What a name stands for, each with the row of the user's that says so.
#[derive(Default)]
struct Stands {
    what: Vec<String>,
    rows: Vec<Option<String>>,
}

impl Stands {
    fn is_empty(&self) -> bool {
        self.what.is_empty()
    }

    fn add(&mut self, what: String, row: Option<String>) {
        self.what.push(what);
        self.rows.push(row);
    }

    fn has_own(&self) -> bool {
        self.rows.iter().any(Option::is_some)
    }

    /// What stands here and not there; all where that is nothing.
    fn but(&self, other: &Stands) -> Stands {
        let mut rest = Stands::default();
        for (what, row) in self.what.iter().zip(&self.rows).filter(|(w, _)| !other.what.contains(w)) {
            rest.add(what.clone(), row.clone());
        }
        if rest.is_empty() { Stands { what: self.what.clone(), rows: self.rows.clone() } } else { rest }
    }

    fn shown(&self, rows: bool) -> String {
        let row = |r: &Option<String>| r.as_ref().filter(|_| rows).map(|r| format!(" ({r})"));
        let each = self.what.iter().zip(&self.rows);
        let parts: Vec<String> =
            each.map(|(what, r)| format!("{what}{}", row(r).unwrap_or_default())).collect();
        if parts.is_empty() { "nothing".to_string() } else { parts.join("; ") }
    }
}

/// Most places of one name that are told.
const PLACES: usize = 3;

fn stands(knowledge: &Knowledge, name: &str) -> Stands {
    let mut all = Stands::default();
    let actors = &knowledge.actors;
    let own = |origin: knowledge::Origin<'_>| (!origin.ours).then(|| origin.to_string());
    if let Some(person) = actors.people().named(name).next() {
        for term in person.terms() {
            let office = if term.office.is_empty() { String::new() } else { format!(" {}", term.office) };
            let what = format!("person {} {}{office} {}", person.id, term.code, span(term.from, term.to));
            all.add(what.trim_end().to_string(), own(term.origin));
        }
    }
    if let Some(country) = actors.country_of_adjective(name) {
        all.add(format!("nationality {}", country.code), own(country.origin));
    }
    let entries = actors.entries(name);
    for (at, entry) in entries.iter().enumerate() {
        if entries.iter().take(at).any(|before| covers(before, entry)) {
            continue;
        }
        let what = format!("{} {} {}", entry.kind.as_str(), entry.code, span(entry.from, entry.to));
        all.add(what.trim_end().to_string(), own(entry.origin));
    }
    if let Some(role) = actors.role(name) {
        let offices: Vec<&str> = role.offices().collect();
        let what = format!("role {} {}", role.code, offices.join(" "));
        all.add(what.trim_end().to_string(), own(role.origin));
    }
    places(knowledge, name, &mut all);
    all
}

/// Whether an entry before leaves another of the name no day.
fn covers(before: &Entry<'_>, entry: &Entry<'_>) -> bool {
    let from = before.from.is_none_or(|f| entry.from.is_some_and(|e: Day| f <= e));
    let to = before.to.is_none_or(|t| entry.to.is_some_and(|e: Day| e <= t));
    from && to
}

fn places(knowledge: &Knowledge, name: &str, all: &mut Stands) {
    let gazetteer = &knowledge.gazetteer;
    let matches = gazetteer.lookup(&key(name));
    let more = matches.len().saturating_sub(PLACES);
    for found in matches.into_iter().take(PLACES) {
        let Some(row) = gazetteer.place(found.place) else { continue };
        let country = row.country.and_then(|c| gazetteer.country(c)).map_or("", |c| c.code);
        let (lat, lon) = row.point;
        let what = format!("{} {country} {lat:.2} {lon:.2}", row.kind.as_str());
        all.add(what, gazetteer.origin(found.place));
    }
    if more > 0 {
        all.add(format!("{more} more places"), None);
    }
}
