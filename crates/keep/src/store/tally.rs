//! Counts by day, kept in step with the tables: summed over a transaction, then added to the file in order of the key.

use super::write::{Named, side};
use crate::columns::{EVENTS, MOST};
use crate::rows::Rows;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Source, target, type, day.
type Dyad = (String, String, String, String);
/// Day, country, GeoNames id (0 where unknown), type.
type Spot = (String, String, i64, String);
/// Month, role, actor, type.
type Doer = (String, &'static str, String, String);
/// How many, and the sum of their Goldstein values.
type Sum = (i64, f64);

/// What a transaction changes in the counts.
#[derive(Debug, Default)]
pub struct Tally {
    dyads: BTreeMap<Dyad, Sum>,
    actors: BTreeMap<Doer, Sum>,
    places: BTreeMap<Spot, Sum>,
    articles: BTreeMap<String, i64>,
}

impl Tally {
    /// Counts the rows of an article that was added.
    pub fn put_in(&mut self, rows: &Rows) {
        if let Some(day) = rows.article("published").text() {
            *self.articles.entry(day.to_string()).or_default() += 1;
        }
        for e in Named::of(rows, &EVENTS) {
            let counts = e.text("factuality") == "actual"
                && e.value("historical") == &crate::Value::Flag(false)
                && e.value("same_as").int().is_none();
            let Some(day) = e.value("day").text().filter(|_| counts) else { continue };
            let (kind, goldstein) = (e.text("type"), real(e.value("goldstein")));
            for source in side(rows, e.int("id"), "source") {
                for target in side(rows, e.int("id"), "target") {
                    let key = (source.to_string(), target.to_string(), kind.to_string(), day.to_string());
                    add(self.dyads.entry(key).or_default(), 1, goldstein);
                }
            }
            for role in ROLES {
                for actor in side(rows, e.int("id"), role) {
                    add(self.actors.entry(doer(day, role, actor, kind)).or_default(), 1, goldstein);
                }
            }
            if let Some(country) = e.value("country").text() {
                let key = (day.to_string(), country.to_string(), e.int("geonames"), kind.to_string());
                add(self.places.entry(key).or_default(), 1, goldstein);
            }
        }
    }

    /// Counts out what the file holds of an article.
    pub fn take_out(&mut self, db: &Connection, article: i64) -> rusqlite::Result<()> {
        const COUNTED: &str =
            "e.factuality = 'actual' AND NOT e.historical AND e.same_as IS NULL AND e.day IS NOT NULL";
        let range = format!("e.id >= ?1 * {MOST} AND e.id < (?1 + 1) * {MOST} AND {COUNTED}");
        let sql = format!(
            "SELECT d.source, d.target, d.type, d.day, e.goldstein FROM events e JOIN dyads d ON d.event = e.id WHERE {range}"
        );
        let mut find = db.prepare_cached(&sql)?;
        let mut found = find.query([article])?;
        while let Some(r) = found.next()? {
            let key = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
            add(self.dyads.entry(key).or_default(), -1, -r.get::<_, f64>(4)?);
        }
        for role in ROLES {
            let sql = format!(
                "SELECT DISTINCT e.id, d.{role}, e.type, e.day, e.goldstein FROM events e \
                 JOIN dyads d ON d.event = e.id WHERE {range}"
            );
            let mut find = db.prepare_cached(&sql)?;
            let mut found = find.query([article])?;
            while let Some(r) = found.next()? {
                let (actor, kind, day): (String, String, String) = (r.get(1)?, r.get(2)?, r.get(3)?);
                let key = doer(&day, role, &actor, &kind);
                add(self.actors.entry(key).or_default(), -1, -r.get::<_, f64>(4)?);
            }
        }
        let sql = format!(
            "SELECT e.day, e.country, coalesce(e.geonames, 0), e.type, e.goldstein FROM events e \
             WHERE e.country IS NOT NULL AND {range}"
        );
        let mut find = db.prepare_cached(&sql)?;
        let mut found = find.query([article])?;
        while let Some(r) = found.next()? {
            let key = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
            add(self.places.entry(key).or_default(), -1, -r.get::<_, f64>(4)?);
        }
        let day: Option<String> =
            db.query_row("SELECT published FROM articles WHERE id = ?1", [article], |r| r.get(0))?;
        if let Some(day) = day {
            *self.articles.entry(day).or_default() -= 1;
        }
        Ok(())
    }

    /// Adds all to the file.
    pub fn write(&self, db: &Connection) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached(
            "INSERT INTO daily_dyads VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET \
             events = events + excluded.events, goldstein = goldstein + excluded.goldstein",
        )?;
        for ((source, target, kind, day), (events, goldstein)) in &self.dyads {
            insert.execute((source, target, kind, day, events, goldstein))?;
        }
        let mut insert = db.prepare_cached(
            "INSERT INTO monthly_actors VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET \
             events = events + excluded.events, goldstein = goldstein + excluded.goldstein",
        )?;
        for ((month, role, actor, kind), (events, goldstein)) in &self.actors {
            insert.execute((month, role, actor, kind, events, goldstein))?;
        }
        let mut insert = db.prepare_cached(
            "INSERT INTO daily_places VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET \
             events = events + excluded.events, goldstein = goldstein + excluded.goldstein",
        )?;
        for ((day, country, geonames, kind), (events, goldstein)) in &self.places {
            insert.execute((day, country, geonames, kind, events, goldstein))?;
        }
        let mut insert = db.prepare_cached(
            "INSERT INTO daily_articles VALUES (?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
        )?;
        for (day, articles) in &self.articles {
            insert.execute((day, articles))?;
        }
        Ok(())
    }
}

/// Both sides of an event, as tables name them.
const ROLES: [&str; 2] = ["source", "target"];

fn doer(day: &str, role: &'static str, actor: &str, kind: &str) -> Doer {
    (day.get(..7).unwrap_or(day).to_string(), role, actor.to_string(), kind.to_string())
}

fn add(sum: &mut Sum, events: i64, goldstein: f64) {
    sum.0 += events;
    sum.1 += goldstein;
}

fn real(value: &crate::Value) -> f64 {
    match value {
        crate::Value::Real(x) => *x,
        _ => 0.0,
    }
}
