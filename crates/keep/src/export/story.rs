//! One article with what was found in it, and the way through all of them.

use super::out::Stopped;
use crate::columns::{ARTICLES, EVENTS, MOST, PARTIES, PLACES, TABLES, Table};
use crate::named::Named;
use crate::rows::Rows;
use crate::slices::Slices;
use crate::store::of_article;
use crate::{Store, Value};

/// One article with its rows.
pub(super) struct Story {
    rows: Rows,
    /// Numbers of the events that were found, as `events.id`.
    found: Vec<i64>,
}

/// A source and a target of one event, or nobody.
pub(super) struct Pair<'s> {
    /// Its number: 1024 times that of the event, plus its place among the pairs of the event from 0. No sentence
    /// names so many; a pair beyond them has the last number.
    pub(super) number: i64,
    /// Who did it.
    pub(super) source: Option<Named<'s>>,
    /// To whom.
    pub(super) target: Option<Named<'s>>,
}

/// Pairs that one event has numbers for.
const PAIRS: i64 = 1024;

/// Tables that a coding of events is made of.
pub(super) const CODED: [&Table; 4] = [&ARTICLES, &EVENTS, &PARTIES, &PLACES];

impl Story {
    /// An article of a store, by these tables.
    pub(super) fn of(
        store: &Store,
        article: i64,
        found: Vec<i64>,
        tables: &[&'static Table],
    ) -> Result<Story, Stopped> {
        let mut rows = Rows::default();
        for (list, table) in rows.tables.iter_mut().zip(TABLES) {
            if tables.iter().any(|t| t.name == table.name) {
                store.rows(table, of_article(table), &[&article], &mut |row| list.push(row))?;
            }
        }
        Ok(Story { rows, found })
    }

    /// An article that stands in no store, all its rows.
    pub(super) fn alone(rows: Rows) -> Story {
        Story { rows, found: Vec::new() }
    }

    /// Its rows of a table.
    pub(super) fn rows(&self, table: &'static Table) -> impl Iterator<Item = Named<'_>> {
        Named::of(&self.rows, table)
    }

    /// A text of the article's own row; empty where unknown.
    pub(super) fn article(&self, column: &str) -> &str {
        self.rows.article(column).text().unwrap_or("")
    }

    /// A value of the article's own row.
    pub(super) fn value(&self, column: &str) -> &Value {
        self.rows.article(column)
    }

    /// A number of the article's own row.
    pub(super) fn number(&self, column: &str) -> i64 {
        self.rows.article(column).int().unwrap_or(0)
    }

    /// The events that were found, in order of the text.
    pub(super) fn found(&self) -> impl Iterator<Item = Named<'_>> {
        self.rows(&EVENTS).filter(|e| self.found.contains(&e.int("id")))
    }

    /// The text by code points.
    pub(super) fn slices(&self) -> Slices<'_> {
        Slices::new(self.article("text"))
    }

    /// Those who have a role in an event.
    pub(super) fn parties(&self, event: i64, role: &str) -> Vec<Named<'_>> {
        let takes_part =
            |p: &Named<'_>| p.text("of") == "event" && p.int("record") == event && p.text("role") == role;
        self.rows(&PARTIES).filter(takes_part).collect()
    }

    /// Each source of an event with each of its targets; nobody where there is none.
    pub(super) fn pairs(&self, event: i64) -> Vec<Pair<'_>> {
        let [sources, targets] = ["source", "target"].map(|role| or_nobody(self.parties(event, role)));
        let both = sources.iter().flat_map(|s| targets.iter().map(move |t| (*s, *t)));
        let number = |at: i64| event.saturating_mul(PAIRS).saturating_add(at.min(PAIRS - 1));
        both.zip(0..).map(|((source, target), at)| Pair { number: number(at), source, target }).collect()
    }

    /// Where an event took place.
    pub(super) fn place(&self, event: &Named<'_>) -> Option<Named<'_>> {
        let n = event.value("place").int()?;
        self.rows(&PLACES).find(|p| p.int("n") == n)
    }
}

fn or_nobody(all: Vec<Named<'_>>) -> Vec<Option<Named<'_>>> {
    match all.is_empty() {
        true => vec![None],
        false => all.into_iter().map(Some).collect(),
    }
}

/// The words of a stretch that two columns tell; empty where they are null.
pub(super) fn words<'t>(slices: &Slices<'t>, row: &Named<'_>, begin: &str, end: &str) -> &'t str {
    stretch(row, begin, end).map_or("", |span| slices.get(span))
}

/// The stretch that two columns tell.
pub(super) fn stretch(row: &Named<'_>, begin: &str, end: &str) -> Option<[u32; 2]> {
    let at = |column| u32::try_from(row.value(column).int()?).ok();
    Some([at(begin)?, at(end)?])
}

/// Goes through the articles that a query finds events in, in their order. A happening that an article tells of again
/// is found once; what did not happen is found where `all` is said, or where the query asks for it.
pub(super) fn each(
    store: &Store,
    query: &str,
    all: bool,
    tables: &[&'static Table],
    visit: &mut dyn FnMut(&Story) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    let (question, values) = store.found(query, all)?;
    let mut open: Option<(i64, Vec<i64>)> = None;
    store.numbers(&question, &values, &mut |event| -> Result<(), Stopped> {
        let article = event / MOST;
        match &mut open {
            Some((of, found)) if *of == article => found.push(event),
            _ => {
                if let Some((of, found)) = open.replace((article, vec![event])) {
                    visit(&Story::of(store, of, found, tables)?)?;
                }
            }
        }
        Ok(())
    })?;
    match open {
        Some((of, found)) => visit(&Story::of(store, of, found, tables)?),
        None => Ok(()),
    }
}

/// Writes a line for each pair of sides of what a query finds; how many.
pub(super) fn coded(
    store: &Store,
    query: &str,
    write: &mut dyn FnMut(&Story, &Named<'_>, &Pair<'_>) -> std::io::Result<()>,
) -> Result<usize, Stopped> {
    let mut rows = 0;
    each(store, query, false, &CODED, &mut |story| {
        for event in story.found() {
            for pair in story.pairs(event.int("id")) {
                write(story, &event, &pair)?;
                rows += 1;
            }
        }
        Ok(())
    })?;
    Ok(rows)
}

/// Goes through the articles that a query finds any event in; through all of them where it is empty.
pub(super) fn articles(
    store: &Store,
    query: &str,
    tables: &[&'static Table],
    visit: &mut dyn FnMut(&Story) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    let (question, values) = match query.trim().is_empty() {
        true => ("SELECT id FROM articles ORDER BY id".to_string(), Vec::new()),
        false => store.found_in(query)?,
    };
    store.numbers(&question, &values, &mut |article| visit(&Story::of(store, article, Vec::new(), tables)?))
}

/// A value as files of the field have it.
pub(super) fn plain(value: &Value) -> String {
    value.words()
}
