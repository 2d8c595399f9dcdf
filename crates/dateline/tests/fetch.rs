//! `dateline fetch` and `dateline watch` as their users meet them, against a server on this machine.
#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A server of a feed with two articles; the address it has.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let here = format!("http://{}", listener.local_addr().unwrap());
    let address = here.clone();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut first = String::new();
            BufReader::new(stream.try_clone().unwrap()).read_line(&mut first).unwrap();
            let (status, kind, body) = match first.split(' ').nth(1).unwrap() {
                "/feed" => (200, "application/rss+xml", feed(&here)),
                "/sweden" => (200, "text/html", page("Sweden accused Norway of blocking talks on fish.")),
                "/norway" => (200, "text/html", page("Norway rejected the accusation of Sweden.")),
                "/file" => (200, "application/pdf", "%PDF".to_owned()),
                _ => (404, "text/plain", String::new()),
            };
            let length = body.len();
            let head = format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n");
            let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes());
        }
    });
    address
}

fn feed(here: &str) -> String {
    let item =
        |path: &str, title: &str| format!("<item><title>{title}</title><link>{here}/{path}</link></item>");
    let items = item("sweden", "Talks on\nfish") + &item("norway", "Norway\u{1b}[31m &lt;b&gt;");
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
    let feed = format!("{server}/feed");
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
    assert_eq!(records[0]["origin"], format!("{server}/sweden"));
    assert_eq!(records[0]["events"][0]["plover"]["type"], "ACCUSE");
}

#[test]
fn what_is_refused_or_fails_is_told() {
    let (server, pages) = (server(), folder("refused"));
    let refused = run(&["fetch", &format!("{server}/sweden"), "-o", &pages]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("127.0.0.1 is loopback"), "{}", err(&refused));
    let all = ["file", "none", "norway"].map(|p| format!("{server}/{p}"));
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
    let feed = format!("{server}/feed");
    let once = run(&["watch", &feed, "-o", &pages, "--once", HERE[0], HERE[1]]);
    assert!(once.status.success(), "{}", err(&once));
    let lines: Vec<String> = out(&once).lines().take(2).map(|l| l[21..].to_owned()).collect();
    assert_eq!(lines[0], format!("new {server}/sweden  Talks on fish"));
    assert_eq!(lines[1], format!("new {server}/norway  Norway[31m <b>"));

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
