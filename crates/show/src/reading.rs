//! One article with all its rows: out of the store, or read this moment.

use crate::answer::View;
use crate::fault::Fault;
use keep::columns::{self, CORRECTIONS, TABLES, Table};
use keep::{Row, Rows, Store};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// A text that was read: its record as JSON, and as rows.
#[derive(Clone, Debug)]
pub struct Told {
    /// As `dateline read --format json` writes it.
    pub json: Value,
    /// As a store would keep it.
    pub rows: Rows,
}

/// What reads a text, by its day of publication where that is known; an error says what is wrong with them.
pub type Reader = Arc<dyn Fn(&str, Option<&str>) -> Result<Told, String> + Send + Sync>;

/// An article and its rows.
#[derive(Debug)]
pub struct Reading {
    pub(crate) rows: Rows,
    /// The happening that it tells of, and how many do.
    pub happening: Option<(i64, i64)>,
    pub(crate) corrections: Vec<Row>,
}

const HAPPENING: &str = "SELECT h.id, h.reports FROM happening_events x JOIN happenings h ON h.id = x.happening WHERE x.article = ?1";

impl Reading {
    /// Of a text that was read.
    pub fn told(told: Told) -> Reading {
        Reading { rows: told.rows, happening: None, corrections: Vec::new() }
    }

    /// Out of the store, by number or name.
    ///
    /// # Errors
    /// If there is none, or the file cannot be read.
    pub fn of(store: &Store, id: &str) -> Result<Reading, Fault> {
        let found =
            store.ask_with("SELECT id FROM articles WHERE id = CAST(?1 AS INTEGER) AND CAST(CAST(?1 AS INTEGER) AS TEXT) = ?1 \
                 UNION ALL SELECT id FROM articles WHERE name = ?1 LIMIT 1", &[id.into()])?;
        let number = found.rows.first().and_then(|r| r.first()?.int());
        let number = number.ok_or_else(|| Fault::missing("There is no such article in this store."))?;
        let told = store.ask_with(HAPPENING, &[number.into()])?.rows;
        let happening = told.first().and_then(|r| Some((r.first()?.int()?, r.get(1)?.int()?)));
        let mut corrections = Vec::new();
        store.rows(&CORRECTIONS, "article = ?1", &[&number], &mut |row| corrections.push(row))?;
        Ok(Reading { rows: store.rows_of(number)?, happening, corrections })
    }

    /// Rows of a table.
    pub fn rows(&self, table: &'static Table) -> impl Iterator<Item = View<'_>> + Clone {
        let at = TABLES.iter().position(|t| t.name == table.name).unwrap_or(0);
        self.rows.tables[at].iter().map(move |row: &Row| View { table, row })
    }

    /// What people say of a record: of `v1`, `s1`, `c1`, or of the article where it is empty.
    pub fn corrections<'r>(&'r self, record: &'r str) -> impl Iterator<Item = View<'r>> {
        let all = self.corrections.iter().map(|row| View { table: &CORRECTIONS, row });
        all.filter(move |v| v.text("record") == record)
    }

    /// The article's own row.
    pub fn article(&self) -> View<'_> {
        let none = View { table: &columns::ARTICLES, row: &[] };
        self.rows(&columns::ARTICLES).next().unwrap_or(none)
    }

    /// Everything as JSON: the article, and a list a table.
    pub fn json(&self) -> Value {
        let mut out = Map::new();
        out.insert("article".into(), self.article().json());
        for table in TABLES.into_iter().skip(1) {
            out.insert(table.name.into(), self.rows(table).map(|v| v.json()).collect());
        }
        let corrections = self.corrections.iter().map(|row| View { table: &CORRECTIONS, row });
        out.insert(CORRECTIONS.name.into(), corrections.map(|v| v.json()).collect());
        out.insert("happening".into(), json!(self.happening.map(|h| h.0)));
        Value::Object(out)
    }
}
