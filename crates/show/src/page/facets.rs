//! What narrows a search: values of what was found with how many have them, each a search that asks for it too.

use super::parts::{host, number, term};
use crate::request::address;
use keep::{KeepError, Of, Row, Store, Value, counted};
use maud::{Markup, html};
use std::collections::{BTreeSet, HashMap};

/// Facets are counted over so many of the latest that are found.
pub const COUNTED: usize = 200;
/// Values of a facet that are shown at once, and when asked for.
const SHOWN: [usize; 2] = [8, 60];

/// One facet: the field of a query that asks for its values, what people call it, and the column that they stand in.
struct Kind {
    field: &'static str,
    name: &'static str,
    of: &'static str,
}

const fn kind(field: &'static str, name: &'static str, of: &'static str) -> Kind {
    Kind { field, name, of }
}

/// Of events, the latest of which are at hand as `e` with their `spots s`.
const EVENTS: [Kind; 8] = [
    kind("type", "What", "e.type"),
    kind("source", "Who", SIDES),
    kind("target", "To whom", SIDES),
    kind("country", "Where", "e.country"),
    kind("place", "Place", "s.name"),
    kind("on", "When", "e.day"),
    kind("factuality", "Did it take place", "e.factuality"),
    kind("origin", "Told by", ORIGIN),
];

/// Of statements.
const STATEMENTS: [Kind; 5] = [
    kind("stance", "How", "e.stance"),
    kind("speaker", "Who", "e.speaker_actor"),
    kind("form", "In whose words", "e.form"),
    kind("on", "When", "e.day"),
    kind("origin", "Told by", ORIGIN),
];

/// Roles and codes of both sides, found at once.
const SIDES: &str =
    "(SELECT group_concat(p.role || ' ' || p.actor) FROM parties p WHERE p.record = e.id AND p.of = 'event')";
const ORIGIN: &str = "(SELECT o.origin FROM articles o WHERE o.id = e.article)";

/// The latest that were found.
pub struct Latest {
    of: Of,
    rows: Vec<Row>,
    /// Whether there are no more.
    pub whole: bool,
}

impl Latest {
    /// Asks a store.
    ///
    /// # Errors
    /// If the query cannot be asked, or the file not be read.
    pub fn of(store: &Store, of: Of, q: &str) -> Result<Latest, KeepError> {
        let (holds, values) = store.condition(of, q)?;
        const LATEST: &str = "ORDER BY e.day DESC, e.id DESC";
        let found = format!("e.id IN (SELECT e.id {} {LATEST} LIMIT {COUNTED})", counted(of, &holds));
        let again = if of == Of::Statements { "NULL" } else { "e.same_as" };
        // What takes long to find is found of those alone that are shown.
        let sql =
            format!("SELECT e.id, {again}, {} {} {LATEST}", columns(of).join(", "), counted(of, &found));
        let rows = store.ask_with(&sql, &values)?.rows;
        Ok(Latest { of, whole: rows.len() < COUNTED, rows })
    }

    /// How many there are, second mentions too.
    pub fn many(&self) -> usize {
        self.rows.len()
    }

    /// Their numbers.
    pub fn numbers(&self) -> Vec<i64> {
        self.rows.iter().filter_map(|row| row.first()?.int()).collect()
    }

    /// How many are counted: what an article tells of again is shown and not counted.
    pub fn total(&self) -> usize {
        self.counted().count()
    }

    fn counted(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.get(1) == Some(&Value::Null))
    }

    /// The facets of a query.
    pub fn show(&self, q: &str) -> Markup {
        html! {
            @for kind in kinds(self.of) { (facet(self.of, q, kind, &self.values(kind))) }
        }
    }

    /// Values of a facet with how many have each, the most frequent first.
    fn values(&self, kind: &Kind) -> Vec<(&str, usize)> {
        let at = 2 + columns(self.of).iter().position(|of| *of == kind.of).unwrap_or(0);
        let texts = || self.counted().filter_map(move |row| row.get(at)?.text());
        match kind.field {
            "source" | "target" => many(texts().flat_map(|sides| codes(sides, kind.field))),
            "origin" => many(texts().map(|origin| host(origin).unwrap_or(origin))),
            "on" => {
                // Years where there are several, else months, else days.
                let by = |letters: usize| many(texts().filter_map(move |day| day.get(..letters)));
                [4, 7].map(by).into_iter().find(|all| all.len() > 1).unwrap_or_else(|| by(10))
            }
            _ => many(texts()),
        }
    }
}

fn kinds(of: Of) -> &'static [Kind] {
    if of == Of::Statements { &STATEMENTS } else { &EVENTS }
}

/// Columns that facets are counted of, each once.
fn columns(of: Of) -> Vec<&'static str> {
    let mut all: Vec<&str> = kinds(of).iter().map(|k| k.of).collect();
    all.dedup();
    all
}

/// Codes of a role, each once.
fn codes<'t>(sides: &'t str, role: &str) -> BTreeSet<&'t str> {
    sides.split(',').filter_map(|side| side.strip_prefix(role)?.strip_prefix(' ')).collect()
}

fn many<'t>(values: impl Iterator<Item = &'t str>) -> Vec<(&'t str, usize)> {
    let mut all: HashMap<&str, usize> = HashMap::new();
    values.filter(|value| !value.is_empty()).for_each(|value| *all.entry(value).or_default() += 1);
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    all
}

/// A query without a term, where it has it.
fn without(q: &str, term: &str) -> Option<String> {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let stands = |at: usize| blank(q[..at].chars().next_back()) && blank(q[at + term.len()..].chars().next());
    let at = q.match_indices(term).map(|found| found.0).find(|at| stands(*at))?;
    let (before, after) = (q[..at].trim_end(), q[at + term.len()..].trim_start());
    Some(format!("{before} {after}").trim().to_string())
}

/// Values with their counts; the one that is asked for can be taken away.
fn facet(of: Of, q: &str, kind: &Kind, values: &[(&str, usize)]) -> Markup {
    let said = if of == Of::Statements { "statements" } else { "" };
    let item = |(value, events): &(&str, usize)| {
        let term = term(kind.field, value);
        let left = without(q, &term);
        let wanted = left.clone().unwrap_or_else(|| format!("{q} {term}").trim().to_string());
        html! {
            li {
                a href=(address("/search", &[("q", &wanted), ("of", said)])) aria-current=[left.is_some().then_some("true")] {
                    bdi { (value) } @if left.is_some() { " ×" }
                }
                span.n { (number(*events as i64)) }
            }
        }
    };
    html! {
        @if !values.is_empty() {
            h2 { (kind.name) }
            ul.facet { @for value in values.iter().take(SHOWN[0]) { (item(value)) } }
            @if values.len() > SHOWN[0] {
                details { summary { (values.len() - SHOWN[0]) " more" } ul.facet { @for value in values.iter().skip(SHOWN[0]).take(SHOWN[1]) { (item(value)) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_taken_away_whole() {
        assert_eq!(without("type:AID source:RUS", "type:AID").as_deref(), Some("source:RUS"));
        assert_eq!(without("a place:\"White Nile\" b", &term("place", "White Nile")).as_deref(), Some("a b"));
        assert_eq!(without("-type:AID type:AID,AGREE source:RUSMIL", "type:AID"), None);
        assert_eq!(without("source:RUSMIL", "source:RUS"), None);
        assert_eq!(without("on:2016", "on:2016").as_deref(), Some(""));
    }
}
