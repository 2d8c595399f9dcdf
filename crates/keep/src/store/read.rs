//! Rows out of the file, as the schema has them.

use super::{Store, ddl};
use crate::columns::{Column, Kind, TABLES, Table};
use crate::rows::{Row, Rows};
use crate::{KeepError, Value, layout};
use document::{Article, Day, Published};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

impl Store {
    /// Numbers of the articles that something else than `made_by` read, in order.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn outdated(&self, made_by: &str) -> Result<Vec<i64>, KeepError> {
        self.run(|db| {
            let mut find = db.prepare("SELECT id FROM articles WHERE made_by <> ?1 ORDER BY id")?;
            find.query_map([made_by], |r| r.get(0))?.collect()
        })
    }

    /// An article as it was read from its source, to be read again. What traces a page's characters to its bytes is
    /// not kept.
    ///
    /// # Errors
    /// If there is no such article, or another program changed how its blocks are written.
    pub fn article(&self, id: i64) -> Result<Article, KeepError> {
        const COLUMNS: &str = "name, origin, language, slug, published, published_basis, text, notes, layout";
        let (mut article, blocks) = self.run(|db| {
            let mut find = db.prepare_cached(&format!("SELECT {COLUMNS} FROM articles WHERE id = ?1"))?;
            find.query_row([id], |r| {
                let day = r.get::<_, Option<String>>(4)?.and_then(|d| Day::parse(&d));
                let basis: Option<String> = r.get(5)?;
                let article = Article {
                    id: r.get(0)?,
                    origin: r.get(1)?,
                    language: r.get(2)?,
                    slug: r.get(3)?,
                    published: day.map(|day| Published { day, basis: basis.unwrap_or_default() }),
                    text: r.get(6)?,
                    notes: serde_json::from_str(&r.get::<_, String>(7)?).unwrap_or_default(),
                    ..Article::default()
                };
                Ok((article, r.get::<_, String>(8)?))
            })
        })?;
        let why = || format!("article {id}: its column 'layout' is not as dateline wrote it");
        layout::read(&blocks, &mut article)
            .ok_or_else(|| KeepError::Damaged { path: self.path.clone(), why: why() })?;
        Ok(article)
    }

    /// The answer to a question that is a table, row by row until one is refused.
    ///
    /// # Errors
    /// As [`Store::ask`].
    pub fn each(
        &self,
        table: &'static Table,
        question: &str,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> bool,
    ) -> Result<(), KeepError> {
        let wrong = |e: rusqlite::Error| self.wrong(&e);
        let mut select = self.connection().prepare_cached(question).map_err(wrong)?;
        let mut rows = select.query(rusqlite::params_from_iter(values)).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            let fields = table.columns.iter().enumerate().map(|(at, c)| Ok(value(c, row.get_ref(at)?)));
            if !each(fields.collect::<rusqlite::Result<Row>>().map_err(wrong)?) {
                break;
            }
        }
        Ok(())
    }

    /// Rows of a table: those that a condition of SQL on it chooses, `TRUE` for all, in order of its key.
    ///
    /// # Errors
    /// If the file cannot be read, or the condition is no SQL.
    pub fn rows(
        &self,
        table: &'static Table,
        condition: &str,
        parameters: &[&dyn rusqlite::ToSql],
        each: &mut dyn FnMut(Row),
    ) -> Result<(), KeepError> {
        self.run(|db| rows(db, table, condition, parameters, each))
    }

    /// All rows of an article, as they were put in; none where there is no such article.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn rows_of(&self, article: i64) -> Result<Rows, KeepError> {
        self.run(|db| rows_of(db, article))
    }
}

/// The same for [`Store::rows_of`].
pub fn rows_of(db: &Connection, article: i64) -> rusqlite::Result<Rows> {
    let mut all = Rows::default();
    for (table, found) in TABLES.into_iter().zip(&mut all.tables) {
        rows(db, table, ddl::of_article(table), &[&article], &mut |row| found.push(row))?;
    }
    Ok(all)
}

fn rows(
    db: &Connection,
    table: &Table,
    condition: &str,
    parameters: &[&dyn rusqlite::ToSql],
    each: &mut dyn FnMut(Row),
) -> rusqlite::Result<()> {
    let names: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
    let (names, key) = (ddl::quoted(&names), ddl::quoted(table.key));
    let sql = format!("SELECT {names} FROM {} WHERE {condition} ORDER BY {key}", table.name);
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query(parameters)?;
    while let Some(row) = rows.next()? {
        let values = table.columns.iter().enumerate();
        each(values.map(|(at, c)| Ok(value(c, row.get_ref(at)?))).collect::<rusqlite::Result<Row>>()?);
    }
    Ok(())
}

/// A field as its column has it; null where another program wrote something else into it.
pub(super) fn value(column: &Column, field: ValueRef<'_>) -> Value {
    let text = || field.as_str().ok();
    match (column.kind, field) {
        (Kind::Int | Kind::Article | Kind::Record, ValueRef::Integer(n)) => Value::Int(n),
        (Kind::Flag, ValueRef::Integer(n)) => Value::Flag(n != 0),
        (Kind::Real, ValueRef::Real(x)) => Value::Real(x),
        (Kind::Real, ValueRef::Integer(n)) => Value::Real(n as f64),
        (Kind::Text, ValueRef::Text(_)) => text().map_or(Value::Null, Value::from),
        (Kind::Spans, ValueRef::Text(_)) => {
            text().and_then(|t| serde_json::from_str(t).ok()).map_or(Value::Null, Value::Spans)
        }
        (Kind::Texts, ValueRef::Text(_)) => {
            text().and_then(|t| serde_json::from_str(t).ok()).map_or(Value::Null, Value::Texts)
        }
        _ => Value::Null,
    }
}
