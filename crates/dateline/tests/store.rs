//! Stores by the command: appended to, killed, read again, asked.
#![allow(clippy::unwrap_used)]

mod common;

use common::folder;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn done(arguments: &[&str]) -> Output {
    let output = dateline(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn failed(arguments: &[&str]) -> String {
    let output = dateline(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

/// Articles by lines, `many` of them.
fn inputs(path: &Path, many: usize) {
    const WHO: [&str; 3] = ["Russian foreign minister", "Turkish president", "French defense minister"];
    let text = |n: usize| {
        let (day, who) = (n % 28 + 1, WHO[n % 3]);
        format!(
            "OSLO, May {day} (NTB) - The {who} met the mayor of Oslo in Bergen on Monday. \"We agreed,\" he said."
        )
    };
    let row = |n| {
        serde_json::json!({"id": format!("row{n}"), "text": text(n), "date": "2024-05-29"}).to_string() + "\n"
    };
    std::fs::write(path, (0..many).map(row).collect::<String>()).unwrap();
}

fn field(field: ValueRef<'_>) -> String {
    match field {
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
        other => format!("{other:?}"),
    }
}

/// The first line that two stores differ in.
fn same(one: &str, other: &str) {
    for (one, other) in one.lines().zip(other.lines()) {
        assert_eq!(one, other);
    }
    assert_eq!(one.len(), other.len());
}

/// Every row of every table that one can read, so that two stores can be compared.
fn dump(path: &Path) -> String {
    let db = Connection::open(path).unwrap();
    let whole: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(whole, "ok");
    let mut out = String::new();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' \
                 AND name NOT LIKE 'spots\\_box%' ESCAPE '\\' ORDER BY name";
    let names: Vec<String> =
        db.prepare(names).unwrap().query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(names.len() > 10);
    for name in names {
        let mut select = db.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = select.column_count();
        let mut rows = select.query([]).unwrap();
        let mut lines = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let fields: Vec<_> = (0..columns).map(|at| field(row.get_ref(at).unwrap())).collect();
            lines.push(fields.join("|"));
        }
        lines.sort();
        out += &format!("{name}\n{}\n", lines.join("\n"));
    }
    for words in ["article_words", "event_words", "statement_words"] {
        let sql = format!("SELECT count(*) FROM {words} WHERE {words} MATCH 'mayor OR agreed'");
        let found: i64 = db.query_row(&sql, [], |r| r.get(0)).unwrap();
        out += &format!("{words} {found}\n");
    }
    out
}

#[test]
fn the_same_again_changes_nothing_and_more_is_appended() {
    let folder = folder("store-again");
    let (from, store) = (folder.join("in.jsonl"), folder.join("news.dateline"));
    let read = || {
        let output = done(&["read", from.to_str().unwrap(), "--store", store.to_str().unwrap()]);
        String::from_utf8(output.stderr).unwrap()
    };
    inputs(&from, 20);
    read();
    let first = dump(&store);
    assert!(read().contains("20  in the store already"));
    same(&dump(&store), &first);
    inputs(&from, 30);
    read();
    // Appended to or made at once, with any number of threads.
    let anew = folder.join("anew.dateline");
    done(&["read", from.to_str().unwrap(), "--jobs", "1", "--store", anew.to_str().unwrap()]);
    same(&dump(&store), &dump(&anew));
}

#[test]
fn a_run_killed_at_any_time_is_gone_on_with() {
    let folder = folder("store-killed");
    let (from, whole, killed) =
        (folder.join("in.jsonl"), folder.join("whole.dateline"), folder.join("killed.dateline"));
    inputs(&from, 260);
    let read = |store: &Path| {
        let mut command = dateline(&[
            "read",
            from.to_str().unwrap(),
            "--quiet",
            "--jobs",
            "1",
            "--store",
            store.to_str().unwrap(),
        ]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let start = Instant::now();
    assert!(read(&whole).status().unwrap().success());
    let all = start.elapsed();
    // More of them, at other moments: DATELINE_KILLS=200.
    let kills = std::env::var("DATELINE_KILLS").ok().and_then(|k| k.parse().ok()).unwrap_or(8);
    for part in 1..=kills {
        let mut child = read(&killed).spawn().unwrap();
        std::thread::sleep(all * part / (kills + 1) + Duration::from_millis(3));
        let _ = child.kill();
        let _ = child.wait();
        if killed.exists() && std::fs::metadata(&killed).unwrap().len() > 0 {
            let db = Connection::open(&killed).unwrap();
            let whole: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
            assert_eq!(whole, "ok");
        }
    }
    assert!(read(&killed).status().unwrap().success());
    same(&dump(&killed), &dump(&whole));
}

#[test]
fn read_again_it_is_as_it_was() {
    let folder = folder("store-reread");
    let (from, store) = (folder.join("in.jsonl"), folder.join("news.dateline"));
    inputs(&from, 12);
    let page = folder.join("page.html");
    std::fs::write(&page, "<html><head><title>Talks</title></head><body><article><h1>Talks in Oslo end</h1>\
        <p>OSLO, May 3 - The Russian foreign minister met the Turkish president in Oslo on Friday.</p>\
        <p>\"We agreed on nothing,\" the minister told reporters after the talks in the town hall.</p></article></body></html>").unwrap();
    let store_name = store.to_str().unwrap();
    done(&["read", from.to_str().unwrap(), page.to_str().unwrap(), "--store", store_name]);
    let before = dump(&store);
    done(&["reread", store_name, "--all"]);
    same(&dump(&store), &before);
    Connection::open(&store)
        .unwrap()
        .execute_batch("UPDATE articles SET made_by = 'older' WHERE id < 4")
        .unwrap();
    let said = String::from_utf8(done(&["reread", store_name]).stderr).unwrap();
    assert!(said.contains("read            3"), "{said}");
    same(&dump(&store), &before);
}

#[test]
fn it_answers_questions_and_refuses_changes() {
    let folder = folder("store-sql");
    let (from, store) = (folder.join("in.jsonl"), folder.join("news.dateline"));
    inputs(&from, 6);
    let store = store.to_str().unwrap();
    done(&["read", from.to_str().unwrap(), "--store", store]);
    let ask = |question: &str, format: &str| {
        String::from_utf8(done(&["sql", store, question, "--format", format]).stdout).unwrap()
    };
    let speakers = "SELECT count(*) AS many, form FROM statements GROUP BY form";
    assert_eq!(ask(speakers, "csv"), "many,form\n6,direct\n");
    assert_eq!(ask(speakers, "jsonl"), "{\"many\":6,\"form\":\"direct\"}\n");
    assert_eq!(ask(speakers, "table"), "many  form\n   6  direct\n");
    let words = "SELECT substr(a.text, e.trigger_begin + 1, e.trigger_end - e.trigger_begin) AS w, e.type \
                 FROM events e JOIN articles a ON a.id = e.article WHERE e.type = 'CONSULT' LIMIT 1";
    assert_eq!(ask(words, "csv"), "w,type\nmet,CONSULT\n");
    assert!(failed(&["sql", store, "DELETE FROM articles"]).contains("write one SELECT"));
    let said = failed(&["sql", store, "SELECT nobody FROM events"]);
    assert!(said.contains("no such column: nobody"), "{said}");
    assert!(failed(&["sql", store, "SELECT 1; SELECT 2"]).contains("more than one statement"));
    let said = failed(&["sql", store, "SELECT"]);
    assert!(said.contains("the question cannot be asked: incomplete input"), "{said}");
    assert!(failed(&["sql", "nowhere.dateline", "SELECT 1"]).contains("no such store"));
}

#[test]
fn queries_find_what_they_ask_for() {
    let folder = folder("store-ask");
    let (from, store) = (folder.join("in.jsonl"), folder.join("news.dateline"));
    inputs(&from, 9);
    let store = store.to_str().unwrap();
    done(&["read", from.to_str().unwrap(), "--store", store]);
    let rows = |query: &str, of: &str| {
        let out = done(&["ask", store, query, "--of", of, "--format", "jsonl"]).stdout;
        let lines = String::from_utf8(out).unwrap();
        lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect::<Vec<serde_json::Value>>()
    };
    let events = |query: &str| rows(query, "events").len();
    // Nine articles by three ministers: each met the mayor, and "we agreed".
    assert_eq!(events("type:CONSULT"), 9);
    assert_eq!(events("type:CONSULT source:RUS"), 3);
    assert_eq!(events("type:CONSULT source:RUS,TUR"), 6);
    assert_eq!(events("type:CONSULT -source:RUS"), 6);
    assert_eq!(events("type:AGREE..CONSULT source:RUS"), events("source:RUS"));
    assert_eq!(events("source:Erdogan type:CONSULT"), 3);
    assert_eq!(events("type:CONSULT source:RUS since:2024-05 until:2024-05"), 3);
    assert_eq!(events("type:CONSULT source:RUS since:2024-06"), 0);
    assert_eq!(events("type:CONSULT near:Bergen \"mayor of Oslo\" country:NOR"), 9);
    assert_eq!(events("\"mayor met\""), 0);
    let first = &rows("type:CONSULT source:FRA", "events")[0];
    assert_eq!((first["day"].as_str(), first["source"].as_str()), (Some("2024-05-27"), Some("FRAGOV")));
    assert!(first["sentence"].as_str().unwrap().contains("met the mayor"));
    let said = rows("speaker:RUS agreed", "statements");
    assert_eq!(said.len(), 3);
    assert!(said[0]["said"].as_str().unwrap().contains("We agreed"));
    let counts = done(&["timeline", store, "type:CONSULT source:RUS,TUR", "--by", "month"]).stdout;
    let expected = "time,events,goldstein,articles,per_thousand\n2024-05,6,6.0,9,666.7\n";
    assert_eq!(String::from_utf8(counts).unwrap(), expected);
    Connection::open(store)
        .unwrap()
        .execute_batch("UPDATE stored_events SET day = NULL WHERE id < 2 << 20")
        .unwrap();
    let counts = done(&["timeline", store, "type:CONSULT source:RUS,TUR"]).stdout;
    assert!(
        String::from_utf8(counts).unwrap().ends_with("2024-05,5,5.0,9,555.6\n,1,1.0,,\n"),
        "none is lost"
    );
    let wrong = failed(&["ask", store, "source:RUS tpye:AGREE"]);
    assert!(wrong.contains("'tpye' is no field here") && wrong.contains("\n             ^"), "{wrong}");
}

#[test]
fn a_whole_store_is_looked_over() {
    let folder = folder("store-over");
    let (from, store) = (folder.join("in.jsonl"), folder.join("news.dateline"));
    inputs(&from, 9);
    let store = store.to_str().unwrap();
    done(&["read", from.to_str().unwrap(), "--store", store]);
    let text = |arguments: &[&str]| String::from_utf8(done(arguments).stdout).unwrap();
    let dyads = text(&["dyads", store, "--actor", "RUS", "--since", "2024"]);
    assert!(dyads.starts_with("source,target,events,goldstein,per_thousand\nRUSGOV,NOR"), "{dyads}");
    assert!(text(&["dyads", store, "--until", "2023"]).lines().count() == 1);
    assert!(text(&["dyads", store, "--format", "table"]).contains('█'));
    assert_eq!(
        text(&["says", "RUS", store, "--stances"]),
        "stance,statements,first,last\nasserts,3,2024-05-29,2024-05-29\n"
    );
    assert_eq!(text(&["says", "RUS", store, "agreed"]).lines().count(), 4);
    let counts = text(&["counts", store, "type:CONSULT", "--by", "month,source"]);
    assert!(
        counts.starts_with(
            "time,source,events,goldstein,articles,per_thousand\n2024-05,FRAGOV,3,3.0,9,333.3\n"
        ),
        "{counts}"
    );
    assert!(failed(&["counts", store, "--by", "day,month"]).contains("two lengths of time"));
    assert!(failed(&["commitments", store, "--between", "RUS"]).contains("two actor codes"));
    let parquet = done(&["counts", store, "--by", "type", "--format", "parquet"]).stdout;
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
}

#[test]
fn tables_go_to_files() {
    let folder = folder("store-export");
    let (from, store) = (folder.join("in.jsonl"), folder.join("news.dateline"));
    inputs(&from, 6);
    let store = store.to_str().unwrap();
    done(&["read", from.to_str().unwrap(), "--store", store]);
    let out = |form: &str| {
        let out = folder.join(form);
        done(&["export", store, "--as", form, "-o", out.to_str().unwrap()]);
        std::fs::read(out.join(format!("statements.{form}"))).unwrap()
    };
    let csv = String::from_utf8(out("csv")).unwrap();
    assert!(csv.starts_with("id,article,n,content,cue_begin"), "{csv}");
    assert_eq!(csv.lines().count(), 7);
    let jsonl = String::from_utf8(out("jsonl")).unwrap();
    let first: serde_json::Value = serde_json::from_str(jsonl.lines().next().unwrap()).unwrap();
    assert_eq!(first["form"], "direct");
    assert!(first["content"][0][1].as_u64() > first["content"][0][0].as_u64());
    let parquet = out("parquet");
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    assert!(
        failed(&["export", store, "-o", "x", "--table", "no"]).contains("there are articles, statements")
    );
}

#[test]
fn a_store_that_cannot_be_used_says_so() {
    let folder = folder("store-faults");
    let (from, store) = (folder.join("in.jsonl"), folder.join("news.dateline"));
    inputs(&from, 40);
    let (from, name) = (from.to_str().unwrap(), store.to_str().unwrap());
    done(&["read", from, "--store", name]);
    let bytes = std::fs::read(&store).unwrap();
    // A page in the middle is overwritten.
    let mut damaged = bytes.clone();
    let middle = (damaged.len() / 2) & !8191;
    for page in (8192..=middle).step_by(8192) {
        damaged[page..page + 64].fill(0xff);
    }
    let broken = folder.join("broken.dateline");
    std::fs::write(&broken, damaged).unwrap();
    let said = failed(&["sql", broken.to_str().unwrap(), "SELECT sum(length(text)) FROM articles"]);
    assert!(said.contains("damaged") && said.contains(".recover"), "{said}");
    // Another one writes and does not end.
    let other = Connection::open(&store).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    inputs(&folder.join("more.jsonl"), 41);
    let said = failed(&["read", folder.join("more.jsonl").to_str().unwrap(), "--store", name]);
    assert!(said.contains("another program is writing"), "{said}");
    other.execute_batch("ROLLBACK").unwrap();
    done(&["read", folder.join("more.jsonl").to_str().unwrap(), "--store", name]);
}
