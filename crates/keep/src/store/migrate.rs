//! Files of earlier versions are brought to the schema of this program, in one transaction: whatever ends it, the file is
//! as it was. What differs is found by comparing the file with an empty store, so that a table or an index is added, changed
//! or left out in one place, `ddl`, `form` or the schema: rows of the schema are copied, what is derived is derived anew
//! where its table is new.

use super::derive::Derived;
use super::spots::Spots;
use super::write::Way;
use super::{VERSION, ddl, happen, read, write};
use crate::columns::{self, ARTICLES, NEWS, TABLES, Table};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeMap;

/// What comparing cannot see, as SQL that is run first on a file older than the version.
const STEPS: &[(i64, &str)] = &[];

/// Articles that are derived from at once.
const STRETCH: i64 = 256;

/// Brings an older file to the schema of this program; `told` hears how many articles are done, of how many.
pub fn migrate(db: &mut Connection, told: &mut dyn FnMut(u64, u64)) -> rusqlite::Result<()> {
    let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from: i64 = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
    // Another program may have been quicker.
    if from >= VERSION {
        return Ok(());
    }
    for (_, sql) in STEPS.iter().filter(|(version, _)| *version > from) {
        db.execute_batch(sql)?;
    }
    let Made { new, wider } = alter(&db)?;
    derive_anew(&db, &new, told)?;
    if wider {
        // What only the texts tell is for `reread`, which goes by what made an article.
        db.execute("UPDATE articles SET made_by = made_by || ', schema ' || ?1", [from])?;
    }
    db.pragma_update(None, "user_version", VERSION)?;
    db.commit()
}

/// A table, an index or a trigger.
struct Thing {
    kind: String,
    /// Of an index or a trigger its table.
    table: String,
    sql: String,
}

/// All things of a file by their names, but those that virtual tables make for themselves.
fn things(db: &Connection) -> rusqlite::Result<BTreeMap<String, Thing>> {
    let sql = "SELECT name, type, tbl_name, sql FROM sqlite_schema s WHERE sql IS NOT NULL AND NOT EXISTS (SELECT 1 FROM \
               sqlite_schema v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND substr(s.name, 1, length(v.name) + 1) = v.name || '_')";
    let mut select = db.prepare(sql)?;
    let found = select
        .query_map([], |r| Ok((r.get(0)?, Thing { kind: r.get(1)?, table: r.get(2)?, sql: r.get(3)? })))?;
    found.collect()
}

/// What was made.
struct Made {
    /// Names of what was not there, or in another form.
    new: Vec<String>,
    /// Whether a table of what the text tells has more columns than before, or was not there.
    wider: bool,
}

/// Makes the things of the file as those of an empty store.
fn alter(db: &Connection) -> rusqlite::Result<Made> {
    let empty = Connection::open_in_memory()?;
    empty.execute_batch(&ddl::all())?;
    let wanted = things(&empty)?;
    let other = |name: &str, thing: &Thing| wanted.get(name).is_none_or(|new| new.sql != thing.sql);
    let mut old = Vec::new();
    for (name, thing) in things(db)?.iter().filter(|(name, thing)| other(name, thing)) {
        match of_schema(name).filter(|_| thing.kind == "table") {
            Some(table) => old.push(table),
            // An index may have gone with its table.
            None => db.execute_batch(&format!("DROP {} IF EXISTS {name}", thing.kind))?,
        }
    }
    let mut wider = false;
    for table in &old {
        wider |= told(table.name) && lacks(db, table)?;
        set_aside(db, table)?;
    }
    let left = things(db)?;
    let mut missing: Vec<_> = wanted.into_iter().filter(|(name, _)| !left.contains_key(name)).collect();
    // Tables first, and those before the views of them.
    missing.sort_by_key(|(name, thing)| (thing.table != *name, thing.kind == "view"));
    for (_, thing) in &missing {
        db.execute_batch(&thing.sql)?;
    }
    old.iter().try_for_each(|table| copy(db, table))?;
    let copied = |name: &str| old.iter().any(|t| t.name == name);
    let new: Vec<String> = missing.into_iter().map(|m| m.0).filter(|name| !copied(name)).collect();
    wider |= new.iter().any(|name| told(name));
    Ok(Made { new, wider })
}

/// Whether it is a table of what texts tell, with their places in them.
fn told(name: &str) -> bool {
    name != ARTICLES.name && name != NEWS.name && TABLES.iter().any(|t| t.name == name)
}

fn of_schema(name: &str) -> Option<&'static Table> {
    columns::all().find(|t| t.name == name)
}

/// Columns of a table of the file.
fn columns(db: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut select = db.prepare("SELECT name FROM pragma_table_info(?1)")?;
    select.query_map([table], |r| r.get(0))?.collect()
}

/// Whether the file has not all columns of a table.
fn lacks(db: &Connection, table: &Table) -> rusqlite::Result<bool> {
    let there = columns(db, table.name)?;
    Ok(table.columns.iter().any(|c| !there.iter().any(|name| name == c.name)))
}

/// Puts a table out of the way of the new one, without its indexes.
fn set_aside(db: &Connection, table: &Table) -> rusqlite::Result<()> {
    let name = table.name;
    let indexes = things(db)?.into_iter().filter(|(_, thing)| thing.kind == "index" && thing.table == name);
    for (index, _) in indexes {
        db.execute_batch(&format!("DROP INDEX {index}"))?;
    }
    db.execute_batch(&format!("ALTER TABLE {name} RENAME TO old_{name}"))
}

/// Copies the rows of a table that was set aside, which up to version 3 lie as the schema has them. Columns that it has
/// not are null till its articles are read again.
fn copy(db: &Connection, table: &'static Table) -> rusqlite::Result<()> {
    let (old, mut spots) = (format!("old_{}", table.name), Spots::default());
    let there = columns(db, &old)?;
    let shown = table.columns.iter().map(|c| match there.iter().any(|name| name == c.name) {
        true => format!("\"{}\"", c.name),
        false => "NULL".to_string(),
    });
    let mut select = db.prepare(&format!("SELECT {} FROM {old}", shown.collect::<Vec<_>>().join(", ")))?;
    let mut rows = select.query([])?;
    while let Some(found) = rows.next()? {
        let values = table.columns.iter().enumerate();
        let row =
            values.map(|(at, c)| Ok(read::value(c, found.get_ref(at)?))).collect::<rusqlite::Result<_>>()?;
        write::insert(db, table, &[row], &mut spots)?;
    }
    drop(rows);
    drop(select);
    spots.write(db)?;
    db.execute_batch(&format!("DROP TABLE {old}"))
}

/// Fills the derived tables that are new.
fn derive_anew(db: &Connection, made: &[String], told: &mut dyn FnMut(u64, u64)) -> rusqlite::Result<()> {
    let new = |name: &str| made.iter().any(|m| m == name);
    let end: i64 = db.query_row("SELECT coalesce(max(id), 0) + 1 FROM articles", [], |r| r.get(0))?;
    for first in (1..end).step_by(STRETCH as usize) {
        told(first as u64 - 1, end as u64 - 1);
        let stretch = first..end.min(first + STRETCH);
        let mut derived = Derived::default();
        for article in stretch.clone() {
            let rows = read::rows_of(db, article)?;
            write::words(db, &rows, Way::In, &new)?;
            derived.take(&rows, 1);
        }
        derived.write(db, &new)?;
        if new(NEWS.name) {
            happen::anew(db, stretch)?;
        }
    }
    Ok(())
}
