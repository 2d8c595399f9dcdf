//! Rows into the file: many articles a transaction, with all that is derived from them.

use super::derive::Derived;
use super::form::Putting;
use super::happen::Touched;
use super::spots::Spots;
use super::{Added, Seen, Store, form, read};
use crate::columns::{EVENTS, NEWS, PLACES, STATEMENTS, TABLES, Table};
use crate::named::Named;
use crate::rows::{Row, Rows};
use crate::slices::Slices;
use crate::{KeepError, Value};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Statement, TransactionBehavior};

impl Store {
    /// Adds articles with their rows, all of them or, where it fails, none. An article that is there already in the
    /// same text changes nothing; one of the same name with another text takes the place of its older version, whose
    /// text is kept in `versions`.
    ///
    /// # Errors
    /// If the file is locked by another writer for long, the disk is full, or the file is damaged.
    pub fn add(&mut self, articles: Vec<Rows>) -> Result<Added, KeepError> {
        added(&mut self.db, &mut self.seen, articles, false).map_err(|e| KeepError::of(&self.path, &e))
    }

    /// The same of articles that were read again: what was made of them before is taken out, their text being the same.
    ///
    /// # Errors
    /// As [`Store::add`].
    pub fn replace(&mut self, articles: Vec<Rows>) -> Result<(), KeepError> {
        added(&mut self.db, &mut self.seen, articles, true)
            .map(drop)
            .map_err(|e| KeepError::of(&self.path, &e))
    }
}

fn added(db: &mut Connection, seen: &mut Seen, articles: Vec<Rows>, again: bool) -> rusqlite::Result<Added> {
    let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut done = Added::default();
    let next: i64 = db.query_row("SELECT coalesce(max(id), 0) + 1 FROM articles", [], |r| r.get(0))?;
    // Another program may have changed the file meanwhile; where the batch fails, what was looked at is forgotten with it.
    let changes = db.pragma_query_value(None, "data_version", |r| r.get(0))?;
    let before = std::mem::take(seen);
    let (news, spots) =
        if before.changes == changes { (before.news, before.spots) } else { Default::default() };
    let mut batch = Batch { db: &db, next, touched: Touched::with(news), derived: Derived::default(), spots };
    for rows in articles {
        let Some((article, hash)) = there(&db, &rows)? else {
            batch.put(&rows.numbered(batch.next))?;
            batch.next += 1;
            done.new += 1;
            continue;
        };
        let same = Some(hash) == rows.article("hash").int();
        *(if same { &mut done.same } else { &mut done.changed }) += 1;
        if same && !again {
            continue;
        }
        if !same {
            version(&db, article)?;
        }
        batch.remove(article)?;
        batch.put(&rows.numbered(article))?;
    }
    batch.spots.write(&db)?;
    batch.derived.write(&db, &|_| true)?;
    let news = batch.touched.settle(&db)?;
    let spots = batch.spots;
    db.commit()?;
    *seen = Seen { changes, news, spots };
    Ok(done)
}

/// A batch under way.
struct Batch<'b> {
    db: &'b Connection,
    /// The number of the next new article.
    next: i64,
    touched: Touched,
    derived: Derived,
    spots: Spots,
}

impl Batch<'_> {
    fn put(&mut self, rows: &Rows) -> rusqlite::Result<()> {
        for (table, rows) in TABLES.iter().zip(&rows.tables) {
            insert(self.db, table, rows, &mut self.spots)?;
        }
        let news = Named::of(rows, &NEWS).next().map(|news| news.1);
        self.touched.put_in(self.db, rows.article("name").text().unwrap_or_default(), news)?;
        self.derived.take(rows, 1);
        words(self.db, rows, Way::In, &|_| true)
    }

    /// Takes an article and all that was made of it out of the tables.
    fn remove(&mut self, article: i64) -> rusqlite::Result<()> {
        let rows = read::rows_of(self.db, article)?;
        self.touched.take_out(self.db, article)?;
        self.derived.take(&rows, -1);
        words(self.db, &rows, Way::Out, &|_| true)?;
        for table in TABLES {
            let sql = format!("DELETE FROM {} WHERE {}", form::stored(table), form::of_article(table));
            self.db.prepare_cached(&sql)?.execute([article])?;
        }
        Ok(())
    }
}

/// The article of this name: its number and hash.
fn there(db: &Connection, rows: &Rows) -> rusqlite::Result<Option<(i64, i64)>> {
    let name = rows.article("name").text().unwrap_or_default();
    let mut find = db.prepare_cached("SELECT id, hash FROM articles WHERE name = ?1")?;
    find.query_row([name], |r| Ok((r.get(0)?, r.get(1)?))).optional()
}

/// Keeps the text that the store holds of an article.
fn version(db: &Connection, article: i64) -> rusqlite::Result<()> {
    db.execute(
        "INSERT OR IGNORE INTO versions SELECT id, hash, title, published, text, made_by FROM articles WHERE id = ?1",
        [article],
    )?;
    Ok(())
}

pub(super) fn insert(
    db: &Connection,
    table: &'static Table,
    rows: &[Row],
    spots: &mut Spots,
) -> rusqlite::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let putting = Putting::into(table);
    let mut insert = db.prepare_cached(&putting.sql)?;
    for row in rows {
        let spot = table.name == PLACES.name && spots.tell(db, row)?;
        insert.execute(rusqlite::params_from_iter(putting.values(row, spot)))?;
    }
    Ok(())
}

/// The indexes of words, with their columns.
pub const WORDS: [(&str, &[&str]); 3] = [
    ("article_words", &["title", "text"]),
    ("statement_words", &["words", "speaker"]),
    ("event_words", &["words", "source", "target"]),
];

/// Whether words go into an index or out of it. An index keeps no texts: what goes out has to be told as it went in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    In,
    Out,
}

impl Way {
    fn sql(self, at: usize) -> String {
        let (table, columns) = WORDS[at];
        let (columns, marks) = (columns.join(", "), vec!["?"; columns.len() + 1].join(", "));
        match self {
            Way::In => format!("INSERT INTO {table} (rowid, {columns}) VALUES ({marks})"),
            Way::Out => format!("INSERT INTO {table} ({table}, rowid, {columns}) VALUES ('delete', {marks})"),
        }
    }
}

/// Words of an article into those of the indexes that are wanted, or out of them.
pub fn words(db: &Connection, rows: &Rows, way: Way, wanted: &dyn Fn(&str) -> bool) -> rusqlite::Result<()> {
    let text = rows.article("text").text().unwrap_or("");
    let slices = Slices::new(text);
    for (at, (name, _)) in WORDS.iter().enumerate().filter(|(_, (name, _))| wanted(name)) {
        let mut statement = db.prepare_cached(&way.sql(at))?;
        match *name {
            "article_words" => {
                statement.execute((rows.article("id").int(), rows.article("title").text(), text))?;
            }
            "statement_words" => said(&mut statement, rows, &slices)?,
            _ => done(&mut statement, rows, &slices)?,
        }
    }
    Ok(())
}

/// What is said, with its speaker.
fn said(statement: &mut Statement<'_>, rows: &Rows, slices: &Slices<'_>) -> rusqlite::Result<()> {
    for s in Named::of(rows, &STATEMENTS) {
        let Value::Spans(content) = s.value("content") else { continue };
        let said = content.iter().map(|c| slices.get(*c)).collect::<Vec<_>>().join(" ");
        statement.execute((s.int("id"), said, s.value("speaker_name").text()))?;
    }
    Ok(())
}

/// The sentences of events, with who does it to whom.
fn done(statement: &mut Statement<'_>, rows: &Rows, slices: &Slices<'_>) -> rusqlite::Result<()> {
    let names = Named::sides(rows, "name");
    for e in Named::of(rows, &EVENTS) {
        let sentence = [e.int("sentence_begin") as u32, e.int("sentence_end") as u32];
        let side = |role| names.get(&(e.int("id"), role)).map(|all| all.join("; "));
        statement.execute((e.int("id"), slices.get(sentence), side("source"), side("target")))?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(n) => ToSqlOutput::Owned((*n).into()),
            Value::Real(x) => ToSqlOutput::Owned((*x).into()),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Flag(yes) => ToSqlOutput::Owned(i64::from(*yes).into()),
            list => ToSqlOutput::Owned(list.json().to_string().into()),
        })
    }
}
