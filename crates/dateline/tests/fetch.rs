//! `dateline fetch` and `dateline watch` as their users meet them, against a server on this machine.
#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../fetch/tests/common/mod.rs"]
#[allow(dead_code)]
mod common;

use common::Server;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A server of a feed with two articles.
fn server() -> Server {
    let server = Server::start();
    let html = |path: &str, words: &str| {
        server.answers(path, "200 OK", "Content-Type: text/html\r\n", page(words).as_bytes());
    };
    html("/sweden", "Sweden accused Norway of blocking talks on fish.");
    html("/norway", "Norway rejected the accusation of Sweden.");
    server.answers("/file", "200 OK", "Content-Type: application/pdf\r\n", b"%PDF");
    server.xml("/feed", &feed(&server.url("")));
    server
}

fn feed(here: &str) -> String {
    let item =
        |path: &str, title: &str| format!("<item><title>{title}</title><link>{here}/{path}</link></item>");
    let items = item("sweden", "Talks on\nfish") + &item("norway", "Norway\u{1b}[31m &amp;lt;b&amp;gt;");
    format!("<rss version='2.0'><channel>{items}</channel></rss>")
}

fn page(words: &str) -> String {
    format!(
        "<html><head><meta property='article:published_time' content='2019-05-14'></head>\
         <body><article><h1>Fish</h1><p>{words}</p></article></body></html>"
    )
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn folder(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    folder.to_str().unwrap().to_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const HERE: [&str; 2] = ["--allow-private=127.0.0.1", "--pause=0"];

#[test]
fn a_feed_is_fetched_and_read() {
    let (server, pages) = (server(), folder("fetched"));
    let feed = server.url("/feed");
    let fetch = || run(&["fetch", &feed, "-o", &pages, HERE[0], HERE[1]]);
    let first = fetch();
    assert!(first.status.success(), "{}", err(&first));
    assert_eq!(out(&first), "lists read       1\nfetched          2\nunchanged        0\n");
    assert_eq!(out(&fetch()), "lists read       1\nfetched          0\nunchanged        2\n");
    let read = run(&["read", &pages, "--format", "jsonl"]);
    assert!(read.status.success(), "{}", err(&read));
    let records: Vec<serde_json::Value> =
        out(&read).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["origin"], server.url("/sweden"));
    assert_eq!(records[0]["events"][0]["plover"]["type"], "ACCUSE");
}

#[test]
fn what_is_refused_or_fails_is_told() {
    let (server, pages) = (server(), folder("refused"));
    let refused = run(&["fetch", &server.url("/sweden"), "-o", &pages]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("127.0.0.1 is loopback"), "{}", err(&refused));
    let all = ["file", "none", "norway"].map(|p| server.url(&format!("/{p}")));
    let mixed = run(&["fetch", &all[0], &all[1], &all[2], "-o", &pages, HERE[0], HERE[1]]);
    assert_eq!(mixed.status.code(), Some(1));
    let table = "lists read       0\nfetched          1\nunchanged        0\nskipped          1  no page\n\
                 failed           1  the server answers 404\n";
    assert_eq!(out(&mixed), table);
    assert!(err(&mixed).contains(&format!("dateline: {}: it is application/pdf, no page", all[0])));
    assert_eq!(run(&["fetch", "nowhere.opml", "-o", &pages]).status.code(), Some(2));
}

#[test]
fn a_watch_tells_what_is_new_and_ends_at_an_interrupt() {
    let (server, pages) = (server(), folder("watched"));
    let feed = server.url("/feed");
    let once = run(&["watch", &feed, "-o", &pages, "--once", HERE[0], HERE[1]]);
    assert!(once.status.success(), "{}", err(&once));
    let lines: Vec<String> = out(&once).lines().take(2).map(|l| l[21..].to_owned()).collect();
    assert_eq!(lines[0], format!("new {}  Talks on fish", server.url("/sweden")));
    assert_eq!(lines[1], format!("new {}  Norway[31m <b>", server.url("/norway")));

    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["watch", &feed, "-o", &folder("interrupted"), HERE[0], HERE[1]]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("/sweden"));
    if cfg!(unix) {
        let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        if sent.is_ok_and(|s| s.success()) {
            assert_eq!(child.wait().unwrap().code(), Some(0));
            assert!(lines.map_while(Result::ok).any(|l| l.starts_with("fetched")));
            return;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Addresses of the articles of a store, in order.
fn stored(store: &Path) -> Vec<String> {
    let db = rusqlite::Connection::open(store).unwrap();
    let mut rows = db.prepare("SELECT origin FROM articles ORDER BY origin").unwrap();
    rows.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn pages_go_into_a_store_and_none_is_lost_or_there_twice() {
    let (server, home) = (server(), PathBuf::from(folder("intake")));
    std::fs::create_dir_all(&home).unwrap();
    let (store, note) = (home.join("news.dateline"), home.join("news.pages/.stored"));
    let (feed, name) = (server.url("/feed"), store.to_str().unwrap());
    let both = ["/norway", "/sweden"].map(|p| server.url(p));
    let fetch = |command: &str, more: &[&str]| {
        let done = run(&[&[command, &feed, "-o", name, HERE[0], HERE[1]], more].concat());
        assert!(done.status.success(), "{}", err(&done));
        (out(&done), err(&done))
    };
    assert!(fetch("fetch", &[]).1.contains("read            2"));
    assert_eq!(stored(&store), both);
    assert_eq!(fetch("fetch", &["--quiet"]).1, "");
    // A run that broke off before it noted what the store has.
    std::fs::remove_file(&note).unwrap();
    assert!(fetch("fetch", &[]).1.contains("2  in the store already"));
    assert_eq!(stored(&store), both);
    // One that broke off before the store had anything.
    std::fs::remove_file(&store).unwrap();
    assert!(fetch("watch", &["--once"]).1.contains("read            2"));
    assert_eq!(stored(&store), both);
    let items = format!("<item><link>{}</link></item>", server.url("/oslo"));
    server.page("/oslo", "The port");
    server.xml("/feed", &format!("<rss><channel>{items}</channel></rss>"));
    assert!(fetch("watch", &["--once"]).0.contains(&format!("new {}", server.url("/oslo"))));
    assert_eq!(stored(&store).len(), 3);
}
