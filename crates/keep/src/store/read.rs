//! Rows out of the file, as the schema has them.

use super::{Store, form};
use crate::columns::{Column, Kind, NEWS, TABLES, Table};
use crate::rows::{Row, Rows};
use crate::same::news;
use crate::{KeepError, Value, layout};
use document::{Article, Day, Published};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};

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
        const COLUMNS: &str = "name, origin, canonical, language, section, slug, published, published_basis, updated, \
            updated_basis, text, notes, layout";
        let (mut article, blocks) = self.run(|db| {
            let mut find = db.prepare_cached(&format!("SELECT {COLUMNS} FROM articles WHERE id = ?1"))?;
            find.query_row([id], |r| {
                let day = |at: usize| -> rusqlite::Result<Option<Published>> {
                    let basis = r.get::<_, Option<String>>(at + 1)?.unwrap_or_default();
                    let day = r.get::<_, Option<String>>(at)?.and_then(|d| Day::parse(&d));
                    Ok(day.map(|day| Published { day, basis }))
                };
                let article = Article {
                    id: r.get(0)?,
                    origin: r.get(1)?,
                    canonical: r.get(2)?,
                    language: r.get(3)?,
                    section: r.get(4)?,
                    slug: r.get(5)?,
                    published: day(6)?,
                    updated: day(8)?,
                    text: r.get(10)?,
                    notes: serde_json::from_str(&r.get::<_, String>(11)?).unwrap_or_default(),
                    ..Article::default()
                };
                Ok((article, r.get::<_, String>(12)?))
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
        rows(db, table, form::of_article(table), &[&article], &mut |row| found.push(row))?;
    }
    Ok(all)
}

fn rows(
    db: &Connection,
    table: &'static Table,
    condition: &str,
    parameters: &[&dyn rusqlite::ToSql],
    each: &mut dyn FnMut(Row),
) -> rusqlite::Result<()> {
    let key = form::quoted(&form::key(table));
    let sql = format!("{} WHERE {condition} ORDER BY {key}", form::select(table));
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query(parameters)?;
    while let Some(found) = rows.next()? {
        each(row(db, table, found)?);
    }
    Ok(())
}

/// A row of the SELECT of a table, with what is made of the text again.
pub(super) fn row(
    db: &Connection,
    table: &'static Table,
    found: &rusqlite::Row<'_>,
) -> rusqlite::Result<Row> {
    let mut row = vec![Value::Null; table.columns.len()];
    for (field, (at, column)) in form::read(table).enumerate() {
        row[at] = value(column, found.get_ref(field)?);
    }
    if table.name == NEWS.name {
        let mut find = db.prepare_cached("SELECT text, layout FROM articles WHERE id = ?1")?;
        let article = find.query_row([row[0].int()], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
        let (text, layout): (String, String) = article.unwrap_or_default();
        news::complete(&mut row, &text, &layout);
    }
    Ok(row)
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
