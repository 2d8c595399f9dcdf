//! What is made of the rows of articles in the same transaction: who stands against whom, counts. It is gathered over a
//! batch and written at its end, in the order of each table.

use crate::columns::EVENTS;
use crate::named::Named;
use crate::rows::Rows;
use rusqlite::{Connection, ToSql, params_from_iter};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a batch changes.
#[derive(Debug, Default)]
pub struct Derived {
    /// Countries of a source and a target, day, event: whether they come or go.
    sides: HashMap<([Name; 3], i64), i64>,
    /// For each of [`COUNTS`], by its key, filled up to four: events and their Goldstein sum.
    counts: [HashMap<[Name; 4], (i64, f64)>; COUNTS.len()],
    /// Articles by day.
    articles: BTreeMap<String, i64>,
    names: Names,
}

/// A text that occurs often, by its number in [`Names`].
type Name = u32;

#[derive(Debug, Default)]
struct Names {
    numbers: HashMap<String, Name>,
    texts: Vec<String>,
}

impl Names {
    fn number(&mut self, text: &str) -> Name {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as Name;
        self.texts.push(text.to_string());
        self.numbers.insert(text.to_string(), number);
        number
    }

    fn texts<const N: usize>(&self, names: &[Name; N]) -> [&str; N] {
        names.map(|n| self.texts.get(n as usize).map_or("", String::as_str))
    }
}

const IN: &str = "INSERT INTO sides VALUES (?, ?, ?, ?)";
const OUT: &str =
    "DELETE FROM sides WHERE source_country = ? AND target_country = ? AND day = ? AND event = ?";

/// Tables of counts with their keys.
const COUNTS: [(&str, &[&str]); 6] = [
    ("daily_dyads", &["source", "target", "type", "day"]),
    ("monthly_actors", &["month", "role", "actor", "type"]),
    ("daily_places", &["day", "country", "geonames", "type"]),
    ("daily_types", &["day", "type"]),
    ("whole_dyads", &["source", "target", "type"]),
    ("whole_places", &["geonames"]),
];
const DYADS: usize = 0;
const ACTORS: usize = 1;
const PLACES: usize = 2;
const TYPES: usize = 3;
const WHOLE_DYADS: usize = 4;
const WHOLE_PLACES: usize = 5;

/// Actor codes of an event on one side; the empty text where nobody is named or known.
type Side<'r> = BTreeSet<&'r str>;

impl Derived {
    /// An article comes, or goes with the sign -1.
    pub fn take(&mut self, rows: &Rows, sign: i64) {
        let sides = Named::sides(rows, "actor");
        for event in Named::of(rows, &EVENTS) {
            let side = |role| match sides.get(&(event.int("id"), role)) {
                Some(codes) => codes.iter().copied().collect(),
                None => Side::from([""]),
            };
            self.event(&event, &side("source"), &side("target"), sign);
        }
        if let Some(day) = rows.article("published").text() {
            *self.articles.entry(day.to_string()).or_default() += sign;
        }
    }

    fn event(&mut self, event: &Named<'_>, sources: &Side<'_>, targets: &Side<'_>, sign: i64) {
        let (day, kind) = (event.text("day"), event.text("type"));
        let country = |code: &'_ str| code.get(..3).unwrap_or(code).to_string();
        let countries = |side: &Side<'_>| side.iter().map(|c| country(c)).collect::<BTreeSet<_>>();
        let targets_of = countries(targets);
        for source in countries(sources) {
            for target in &targets_of {
                let at = [source.as_str(), target, day].map(|text| self.names.number(text));
                *self.sides.entry((at, event.int("id"))).or_default() += sign;
            }
        }
        let goldstein = event.real("goldstein");
        let mut count = |table: usize, key: &[&str]| {
            // What fills the key up is the same for a whole table, and never written.
            let mut names = [0; 4];
            names.iter_mut().zip(key).for_each(|(name, text)| *name = self.names.number(text));
            let at = self.counts[table].entry(names).or_default();
            *at = (at.0 + sign, at.1 + sign as f64 * goldstein);
        };
        if event.value("same_as").int().is_none() {
            count(TYPES, &[day, kind]);
        }
        if !counts(event) {
            return;
        }
        for source in sources {
            for target in targets {
                count(DYADS, &[source, target, kind, day]);
                count(WHOLE_DYADS, &[source, target, kind]);
            }
        }
        let month = day.get(..7).unwrap_or(day);
        sources.iter().for_each(|actor| count(ACTORS, &[month, "source", actor, kind]));
        targets.iter().for_each(|actor| count(ACTORS, &[month, "target", actor, kind]));
        let geonames = event.int("geonames").to_string();
        if let Some(country) = event.value("country").text() {
            count(PLACES, &[day, country, &geonames, kind]);
        }
        if event.value("geonames").int().is_some() {
            count(WHOLE_PLACES, &[&geonames]);
        }
    }

    /// Writes the tables that are wanted, by their names. Goldstein values have one decimal: sums are rounded to two, so
    /// that they do not depend on how articles were put together.
    pub fn write(self, db: &Connection, wanted: &dyn Fn(&str) -> bool) -> rusqlite::Result<()> {
        let sides = self.sides.iter().map(|((names, event), sign)| (self.names.texts(names), event, sign));
        let mut sides: Vec<_> = sides.filter(|s| *s.2 != 0 && wanted("sides")).collect();
        sides.sort_unstable();
        for ([source, target, day], event, sign) in sides {
            let sql = if *sign > 0 { IN } else { OUT };
            db.prepare_cached(sql)?.execute((source, target, day, event))?;
        }
        for ((table, key), found) in COUNTS.iter().zip(&self.counts).filter(|((table, _), _)| wanted(table)) {
            let sql = format!(
                "INSERT INTO {table} ({}, events, goldstein) VALUES ({}?, round(?, 2)) ON CONFLICT DO UPDATE \
                 SET events = events + excluded.events, goldstein = round(goldstein + excluded.goldstein, 2)",
                key.join(", "),
                "?, ".repeat(key.len())
            );
            let mut insert = db.prepare_cached(&sql)?;
            let found = found.iter().filter(|(_, n)| n.0 != 0 || n.1.abs() > 0.01);
            let mut found: Vec<_> = found.map(|(names, sums)| (self.names.texts(names), sums)).collect();
            found.sort_unstable_by_key(|f| f.0);
            for (names, (events, goldstein)) in found {
                let names = names.iter().take(key.len()).map(|name| name as &dyn ToSql);
                let sums: [&dyn ToSql; 2] = [events, goldstein];
                insert.execute(params_from_iter(names.chain(sums)))?;
            }
        }
        let sql = "INSERT INTO daily_articles VALUES (?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles";
        for (day, articles) in self.articles.iter().filter(|a| *a.1 != 0 && wanted("daily_articles")) {
            db.prepare_cached(sql)?.execute((day, articles))?;
        }
        Ok(())
    }
}

/// Events that count: they took place, are no background, and are told of for the first time in their article.
fn counts(event: &Named<'_>) -> bool {
    event.text("factuality") == "actual"
        && !event.flag("historical")
        && event.value("same_as").int().is_none()
        && event.value("day").text().is_some()
}
