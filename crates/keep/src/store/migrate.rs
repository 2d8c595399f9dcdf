//! Files of earlier versions are brought to the schema of this program, in one transaction: whatever ends it, the file is
//! as it was. What differs is found by comparing the file with an empty store, so that a table or an index is added, changed
//! or left out in one place, `ddl` or the schema; what is derived is derived anew where its table is new.

use super::write::Way;
use super::{VERSION, ddl, derive, happen, read, write};
use crate::columns::{self, NEWS, TABLES, Table};
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
    let made = alter(&db)?;
    derive_anew(&db, &made, told)?;
    if made.iter().any(|name| name != NEWS.name && TABLES.iter().any(|t| t.name == name)) {
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

/// Makes the things of the file as those of an empty store; names of what is new, or has new columns.
fn alter(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let empty = Connection::open_in_memory()?;
    empty.execute_batch(&ddl::all())?;
    let wanted = things(&empty)?;
    let mut made = Vec::new();
    for (name, thing) in things(db)? {
        if wanted.get(&name).is_some_and(|new| new.sql == thing.sql) {
            continue;
        }
        match of_schema(&name) {
            Some(table) => made.extend(add_columns(db, table)?.then_some(name)),
            // An index may have gone with its table.
            None => db.execute_batch(&format!("DROP {} IF EXISTS {name}", thing.kind))?,
        }
    }
    let left = things(db)?;
    let mut missing: Vec<_> = wanted.into_iter().filter(|(name, _)| !left.contains_key(name)).collect();
    missing.sort_by_key(|(name, thing)| thing.table != *name); // tables first
    for (name, thing) in missing {
        db.execute_batch(&thing.sql)?;
        made.push(name);
    }
    Ok(made)
}

fn of_schema(name: &str) -> Option<&'static Table> {
    columns::all().find(|t| t.name == name)
}

/// Adds the columns that a table of the schema does not have yet, null till its articles are read again; whether there
/// were any.
fn add_columns(db: &Connection, table: &Table) -> rusqlite::Result<bool> {
    let mut select = db.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let there: Vec<String> = select.query_map([table.name], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let missing = || table.columns.iter().filter(|c| !there.iter().any(|name| name == c.name));
    for column in missing() {
        db.execute_batch(&format!("ALTER TABLE {} ADD COLUMN {}", table.name, ddl::column(column, false)))?;
    }
    Ok(missing().next().is_some())
}

/// Fills the derived tables that are new.
fn derive_anew(db: &Connection, made: &[String], told: &mut dyn FnMut(u64, u64)) -> rusqlite::Result<()> {
    let new = |name: &str| made.iter().any(|m| m == name);
    let end: i64 = db.query_row("SELECT coalesce(max(id), 0) + 1 FROM articles", [], |r| r.get(0))?;
    for first in (1..end).step_by(STRETCH as usize) {
        told(first as u64 - 1, end as u64 - 1);
        let stretch = first..end.min(first + STRETCH);
        if write::WORDS.iter().any(|(words, _)| new(words)) {
            for article in stretch.clone() {
                write::words(db, &read::rows_of(db, article)?, Way::In, &new)?;
            }
        }
        if new(NEWS.name) {
            happen::anew(db, stretch.clone())?;
        }
        derive::put_in(db, stretch, &new)?;
    }
    Ok(())
}
