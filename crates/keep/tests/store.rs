//! A real file: made, written, read back, written again.
#![allow(clippy::unwrap_used)]

use document::{
    Article, Day, Document, Event, Evidence, Factuality, Party, Place, Plover, Published, Record, Span,
};
use keep::{Added, By, Row, Rows, Store, Value, columns};
use std::path::PathBuf;

/// A folder of one test, emptied.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn party(code: &str) -> Party {
    Party { actor: Some(code.into()), name: Some(code.to_lowercase()), ..Party::default() }
}

/// "A shelled Aleppo", by `source` on `target`.
fn record(id: &str, text: &str, source: &str, target: &str) -> Record {
    let day = Day::parse("2016-12-12").unwrap();
    let article = Article {
        id: id.into(),
        text: text.into(),
        published: Some(Published { day, basis: "field".into() }),
        ..Article::default()
    };
    let event = Event {
        trigger: Span::new(0, 1),
        main: true,
        plover: Plover::Assault,
        mode: None,
        contexts: vec!["military".into()],
        cameo: "190".into(),
        goldstein: -10.0,
        source: vec![party(source)],
        target: vec![party(target)],
        factuality: Factuality::Actual,
        historical: false,
        claimed_by: None,
        date: None,
        place: Some(0),
        conditions: None,
        deadline: None,
        same_as: None,
        evidence: Evidence::default(),
    };
    let place = Place {
        span: Span::new(0, 1),
        name: Some("Aleppo".into()),
        geonames: Some(170_063),
        country: Some("SYR".into()),
        point: Some((36.2, 37.16)),
        confidence: 0.9,
        modifier: None,
        runner_up: None,
        why: vec![],
    };
    let document = Document { article, ..Document::default() };
    Record { document, places: vec![place], events: vec![event], ..Record::default() }
}

fn rows(id: &str, text: &str, source: &str, target: &str) -> Rows {
    Rows::of(&record(id, text, source, target), "test")
}

fn all(store: &Store, table: &'static columns::Table) -> Vec<Row> {
    let mut found = Vec::new();
    store.rows(table, "TRUE", &[], &mut |row| found.push(row)).unwrap();
    found
}

/// Source, target, events, Goldstein sum.
fn counts(store: &Store) -> Vec<(String, String, i64, f64)> {
    let sql = "SELECT source, target, events, goldstein FROM daily_dyads WHERE events <> 0 ORDER BY 1, 2";
    let mut select = store.connection().prepare(sql).unwrap();
    let found = select.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))).unwrap();
    found.map(Result::unwrap).collect()
}

#[test]
fn rows_fit_their_columns() {
    let rows = rows("a", "é shelled Aleppo", "RUSMIL", "SYRREB");
    for (table, rows) in columns::TABLES.iter().zip(&rows.tables) {
        for row in rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.name);
            for (value, column) in row.iter().zip(table.columns) {
                assert!(column.null || *value != Value::Null, "{}.{}", table.name, column.name);
            }
        }
    }
}

#[test]
fn comes_back_as_it_went_in() {
    let mut store = Store::create(&folder("back").join("news.dateline")).unwrap();
    let given = rows("a", "é shelled Aleppo", "RUSMIL", "SYRREB");
    store.add(vec![given.clone()]).unwrap();
    let given = given.numbered(1);
    for (table, rows) in columns::TABLES.iter().zip(&given.tables) {
        assert_eq!(all(&store, table), *rows, "{}", table.name);
    }
}

#[test]
fn the_same_article_again_changes_nothing() {
    let path = folder("again").join("news.dateline");
    let mut store = Store::create(&path).unwrap();
    let article = || rows("a", "x shelled Aleppo", "RUSMIL", "SYRREB");
    assert_eq!(store.add(vec![article(), article()]).unwrap(), Added { new: 1, same: 1, changed: 0 });
    drop(store);
    let mut store = Store::create(&path).unwrap();
    assert_eq!(store.add(vec![article()]).unwrap(), Added { new: 0, same: 1, changed: 0 });
    assert_eq!(all(&store, &columns::EVENTS).len(), 1);
    assert_eq!(counts(&store), [("RUSMIL".into(), "SYRREB".into(), 1, -10.0)]);
}

#[test]
fn a_changed_article_takes_the_place_of_the_older() {
    let mut store = Store::create(&folder("changed").join("news.dateline")).unwrap();
    store.add(vec![rows("a", "x shelled Aleppo", "RUSMIL", "SYRREB")]).unwrap();
    store.add(vec![rows("b", "x shelled Homs", "RUSMIL", "SYRREB")]).unwrap();
    let added = store.add(vec![rows("a", "y shelled Aleppo, it was said", "USAMIL", "SYRREB")]).unwrap();
    assert_eq!(added, Added { new: 0, same: 0, changed: 1 });
    let expected =
        [("RUSMIL".into(), "SYRREB".into(), 1, -10.0), ("USAMIL".into(), "SYRREB".into(), 1, -10.0)];
    assert_eq!(counts(&store), expected);
    let sum = "SELECT group_concat(role || ' ' || actor || ' ' || events, ', ') FROM monthly_actors WHERE events <> 0";
    let actors: String = store.connection().query_row(sum, [], |r| r.get(0)).unwrap();
    assert_eq!(actors, "source RUSMIL 1, source USAMIL 1, target SYRREB 2");
    assert_eq!(all(&store, &columns::EVENTS).len(), 2);
    let kept: String = store.connection().query_row("SELECT text FROM versions", [], |r| r.get(0)).unwrap();
    assert_eq!(kept, "x shelled Aleppo");
    let found = |word: &str| -> i64 {
        let sql = "SELECT count(*) FROM article_words WHERE article_words MATCH ?1";
        store.connection().query_row(sql, [word], |r| r.get(0)).unwrap()
    };
    assert_eq!((found("said"), found("x")), (1, 1));
}

/// Events of a day and a type, pairs, places, counted from the rows.
const COUNTED: [(&str, &str); 3] = [
    (
        "SELECT day, type, events, goldstein FROM daily_types WHERE events <> 0 ORDER BY 1, 2",
        "SELECT coalesce(day, ''), type, count(*), round(sum(goldstein), 2) FROM events WHERE same_as IS NULL GROUP BY 1, 2 \
         ORDER BY 1, 2",
    ),
    (
        "SELECT source, target, type, events, goldstein FROM whole_dyads WHERE events <> 0 ORDER BY 1, 2, 3",
        "SELECT source, target, type, sum(events), round(sum(goldstein), 2) FROM daily_dyads GROUP BY 1, 2, 3 HAVING \
         sum(events) > 0 ORDER BY 1, 2, 3",
    ),
    (
        "SELECT geonames, events, goldstein FROM whole_places WHERE events <> 0 ORDER BY 1",
        "SELECT geonames, sum(events), round(sum(goldstein), 2) FROM daily_places GROUP BY 1 HAVING sum(events) > 0 ORDER BY 1",
    ),
];

#[test]
fn what_is_counted_while_articles_come_and_go_is_what_the_rows_say() {
    let mut store = Store::create(&folder("counted").join("news.dateline")).unwrap();
    let check = |store: &Store, events: usize| {
        for (kept, counted) in COUNTED {
            let kept = store.ask(kept).unwrap().rows;
            assert_eq!(kept.is_empty(), events == 0);
            assert_eq!(kept, store.ask(counted).unwrap().rows);
        }
        let one = |query: &str| {
            let rows = store.timeline(query, By::Month).unwrap().rows;
            rows.iter().filter_map(|row| row[1].int()).sum::<i64>()
        };
        // Asked of the counts, and of the rows.
        assert_eq!([one(""), one("source:RUS,USA")], [events as i64; 2]);
        assert_eq!(
            [one("type:ASSAULT on:2016-12"), one("-type:ASSAULT"), one("until:2016-11")],
            [events as i64, 0, 0]
        );
    };
    check(&store, 0);
    let (first, second) =
        (rows("a", "x shelled Aleppo", "RUSMIL", "SYRREB"), rows("b", "x shelled Homs", "RUSMIL", "SYRREB"));
    store.add(vec![first.clone(), second]).unwrap();
    check(&store, 2);
    store.add(vec![rows("a", "y shelled Aleppo, it was said", "USAMIL", "SYRREB")]).unwrap();
    check(&store, 2);
    store.replace(vec![first]).unwrap();
    check(&store, 2);
}

#[test]
fn an_article_twice_in_one_batch_counts_once() {
    let mut store = Store::create(&folder("twice").join("news.dateline")).unwrap();
    let versions = vec![
        rows("a", "x shelled Aleppo", "RUSMIL", "SYRREB"),
        rows("a", "y shelled Aleppo", "USAMIL", "SYRREB"),
        rows("a", "y shelled Aleppo", "USAMIL", "SYRREB"),
    ];
    assert_eq!(store.add(versions).unwrap(), Added { new: 1, same: 1, changed: 1 });
    let expected = [("USAMIL".into(), "SYRREB".into(), 1, -10.0)];
    assert_eq!(counts(&store), expected);
    store.replace(vec![rows("a", "y shelled Aleppo", "USAMIL", "SYRREB")]).unwrap();
    assert_eq!(counts(&store), expected);
    let spots = "SELECT (SELECT count(*) FROM spots) || ' ' || (SELECT count(*) FROM spots_box)";
    let spots: String = store.connection().query_row(spots, [], |r| r.get(0)).unwrap();
    assert_eq!(spots, "1 1", "each place once");
}

#[test]
fn what_is_no_store_is_refused() {
    let folder = folder("refused");
    let error = |path: PathBuf| Store::create(&path).unwrap_err().to_string();
    let text = folder.join("notes.txt");
    std::fs::write(&text, "these are notes of mine, and no database at all".repeat(40)).unwrap();
    assert!(error(text.clone()).contains("no store of dateline"), "{}", error(text));
    let other = folder.join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE mine (x)").unwrap();
    assert!(error(other).contains("no store of dateline"));
    let newer = folder.join("newer.dateline");
    drop(Store::create(&newer).unwrap());
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(error(newer).contains("update dateline"));
    assert!(Store::open(&folder.join("none")).unwrap_err().to_string().contains("no such store"));
}

/// SQLite says the same where the disk has no room for another page.
#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let path = folder("full").join("news.dateline");
    let mut store = Store::create(&path).unwrap();
    store.add(vec![rows("a", "x shelled Aleppo", "RUSMIL", "SYRREB")]).unwrap();
    let before = counts(&store);
    store.connection().execute_batch("PRAGMA max_page_count = 1").unwrap(); // no more than there are
    let many =
        |n: usize| (0..n).map(|i| rows(&format!("b{i}"), "y shelled Homs", "RUSMIL", "SYRREB")).collect();
    let error = store.add(many(500)).unwrap_err().to_string();
    assert!(error.contains("the disk is full") && error.contains("news.dateline"), "{error}");
    assert_eq!((counts(&store), all(&store, &columns::ARTICLES).len()), (before, 1));
    drop(store);
    let mut store = Store::create(&path).unwrap();
    assert_eq!(store.add(many(500)).unwrap().new, 500);
    let whole: String = store.connection().query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(whole, "ok");
}

/// Neither the file nor its folder can be written to: it is read as it stands, and a writer is told so. Who may write
/// everywhere notices nothing.
#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_written_to_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("read-only");
    let path = folder.join("news.dateline");
    Store::create(&path).unwrap().add(vec![rows("a", "x shelled Aleppo", "RUSMIL", "SYRREB")]).unwrap();
    let allow = |path: &PathBuf, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(&path, 0o444);
    allow(&folder, 0o555);
    let everywhere = std::fs::write(folder.join("other"), "").is_ok();
    let (read, written) = (Store::open(&path), Store::create(&path));
    assert_eq!(all(&read.unwrap(), &columns::EVENTS).len(), 1);
    if !everywhere {
        let why = written.unwrap_err().to_string();
        assert!(why.contains("news.dateline") && why.contains("cannot be written"), "{why}");
    }
    allow(&folder, 0o755);
}
