//! Stores of every earlier version, made by the dateline of their time from stories of ours (`tests/stores`), open and
//! hold what a new store of the same articles holds.
#![allow(clippy::unwrap_used)]

use keep::{Rows, Store};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::io::Read;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("migrate").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The stores of earlier versions, unpacked into a folder.
fn earlier(folder: &Path) -> Vec<PathBuf> {
    let packed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores");
    let unpack = |entry: std::io::Result<std::fs::DirEntry>| {
        let (from, mut bytes) = (entry.unwrap().path(), Vec::new());
        flate2::read::GzDecoder::new(std::fs::File::open(&from).unwrap()).read_to_end(&mut bytes).unwrap();
        let to = folder.join(from.file_stem().unwrap());
        std::fs::write(&to, bytes).unwrap();
        to
    };
    std::fs::read_dir(packed).unwrap().map(unpack).collect()
}

fn field(field: ValueRef<'_>) -> String {
    match field {
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
        other => format!("{other:?}"),
    }
}

fn lines(db: &Connection, sql: &str) -> Vec<String> {
    let mut select = db.prepare(sql).unwrap();
    let columns = select.column_count();
    let line = |r: &rusqlite::Row<'_>| {
        Ok((0..columns).map(|at| field(r.get_ref(at).unwrap())).collect::<Vec<_>>().join("|"))
    };
    select.query_map([], line).unwrap().map(Result::unwrap).collect()
}

/// Every row of every table, and every word of the indexes of words, each table in an order of its own; columns by name,
/// for those that were added later stand last.
fn dump(path: &Path) -> String {
    let db = Connection::open(path).unwrap();
    assert_eq!(lines(&db, "PRAGMA integrity_check"), ["ok"]);
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' \
                  AND name NOT LIKE 'spots\\_box\\_%' ESCAPE '\\' ORDER BY name";
    let mut out = lines(&db, "SELECT name FROM sqlite_schema WHERE type <> 'table' ORDER BY name").join(" ");
    for table in lines(&db, tables) {
        let names = format!("SELECT '\"' || name || '\"' FROM pragma_table_xinfo('{table}') ORDER BY name");
        let names = lines(&db, &names).join(", ");
        // Counts of what was taken out stay, as nothing.
        let counts = ["daily_", "monthly_", "whole_"].iter().any(|begin| table.starts_with(begin));
        let some = if counts { format!("{} <> 0", counted(&table)) } else { "TRUE".into() };
        let mut rows = lines(&db, &format!("SELECT {names} FROM {table} WHERE {some}"));
        rows.sort();
        out += &format!("\n{table} {names}\n{}", rows.join("\n"));
    }
    for words in ["article_words", "statement_words", "event_words"] {
        let all = format!("CREATE VIRTUAL TABLE temp.{words}_all USING fts5vocab (main, {words}, row)");
        db.execute_batch(&all).unwrap();
        out += &format!("\n{words}\n{}", lines(&db, &format!("SELECT * FROM temp.{words}_all")).join("\n"));
    }
    out
}

fn counted(table: &str) -> &str {
    if table == "daily_articles" { "articles" } else { "events" }
}

/// A new store of the articles that another holds, with their older texts.
fn anew(from: &Path, to: &Path) {
    let (store, mut new) = (Store::open(from).unwrap(), Store::create(to).unwrap());
    let numbers = store.ask("SELECT id FROM articles ORDER BY id").unwrap();
    let rows: Vec<Rows> =
        numbers.rows.iter().map(|row| store.rows_of(row[0].int().unwrap()).unwrap()).collect();
    new.add(rows).unwrap();
    drop(new);
    let attach = format!(
        "ATTACH '{}' AS old; INSERT INTO versions SELECT * FROM old.versions; \
         INSERT INTO corrections SELECT * FROM old.corrections",
        from.display()
    );
    Connection::open(to).unwrap().execute_batch(&attach).unwrap();
}

#[test]
fn every_earlier_version_opens_and_holds_what_a_new_store_does() {
    let folder = folder("every");
    let stores = earlier(&folder);
    assert!(!stores.is_empty());
    for store in stores {
        drop(Store::open(&store).unwrap());
        let new = store.with_extension("new");
        anew(&store, &new);
        let (brought, new) = (dump(&store), dump(&new));
        assert!(brought.contains("SAUGOV") && brought.contains("rejected"));
        for (one, other) in brought.lines().zip(new.lines()) {
            assert_eq!(one, other, "{}", store.display());
        }
        assert_eq!(brought.len(), new.len());
    }
}

#[test]
fn whatever_ends_it_leaves_the_file_whole() {
    let folder = folder("ended");
    for store in earlier(&folder) {
        let (copy, before) =
            (folder.join("copy.dateline"), lines(&Connection::open(&store).unwrap(), "PRAGMA user_version"));
        let beside = |path: &Path, end: &str| PathBuf::from(format!("{}{end}", path.display()));
        // What is on the disk while it goes on is what a program that was killed then leaves.
        let mut heard = 0;
        let told = &mut |done, all| {
            assert!(done < all);
            heard += 1;
            for end in ["", "-wal", "-journal"] {
                let _ = std::fs::copy(beside(&store, end), beside(&copy, end));
            }
        };
        drop(Store::open_told(&store, told).unwrap());
        assert!(heard > 0);
        let db = Connection::open(&copy).unwrap();
        assert_eq!(
            (lines(&db, "PRAGMA user_version"), lines(&db, "PRAGMA integrity_check")),
            (before, vec!["ok".into()])
        );
        drop(db);
        drop(Store::create(&copy).unwrap());
        assert_eq!(dump(&copy), dump(&store));
    }
}
