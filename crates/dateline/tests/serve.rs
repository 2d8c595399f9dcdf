//! A store served: the real server on this machine, asked over a socket as strangers and browsers would.
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used)]

mod common;

use common::folder;
use rusqlite::Connection;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

const SCRIPT: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>";
/// Turns the direction of what follows.
const TURNED: &str = "\u{202e}detcejer\u{2066}";

struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find(|l| l.to_ascii_lowercase().starts_with(&format!("{name}:")));
        line.map_or("", |l| l.split_once(':').unwrap().1.trim())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Server {
    fn start(store: &Path, more: &[&str], token: Option<&str>) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg("serve").arg(store).args(["--listen", "127.0.0.1:0", "--rate", "0"]).args(more);
        command.env_remove("DATELINE_TOKEN").stderr(Stdio::piped());
        if let Some(token) = token {
            command.env("DATELINE_TOKEN", token);
        }
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let (_, rest) = line.split_once("http://").unwrap_or_else(|| panic!("{line}"));
        let address = rest.split('/').next().unwrap().to_string();
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Server { child, address }
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let mut head = format!("{method} {path} HTTP/1.0\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|h| h.0 == "Host") {
            head += &format!("Host: {}\r\n", self.address);
        }
        head.extend(headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")));
        stream.write_all((head + "\r\n").as_bytes()).unwrap();
        // A body that is refused is not read to its end.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(0);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }
}

/// A store of one test.
fn store(name: &str) -> PathBuf {
    static FIRST: LazyLock<PathBuf> = LazyLock::new(first);
    let store = folder(name).join("news.dateline");
    std::fs::copy(&*FIRST, &store).unwrap();
    store
}

/// A store of a usual article, one that is all tricks, one that is one long line.
fn first() -> PathBuf {
    let folder = folder("serve-first");
    let article = |id: &str, title: &str, text: String| serde_json::json!({ "id": id, "title": title, "text": text, "date": "2016-12-12", "url": "https://a.example/?<b>" });
    let usual = "OSLO, December 12 - Norway's government rejected a Swedish proposal. \"We met in Oslo,\" the \
        Norwegian foreign minister told the Swedish defense minister on Monday.\n\nFinland's president visited Oslo.";
    let tricks = format!(
        "Sweden's foreign minister {TURNED} met {SCRIPT} the Norwegian president. Sweden rejected \"{SCRIPT}\"."
    );
    let long = "word ".repeat(200_000);
    let lines = [
        article("usual", "Talks in Oslo", usual.into()),
        article("tricks", &format!("{SCRIPT}{TURNED}"), tricks),
        article("long", "One line", format!("Sweden rejected the plan. {long}")),
    ];
    let input = folder.join("in.jsonl");
    std::fs::write(&input, lines.map(|l| l.to_string()).join("\n")).unwrap();
    let store = folder.join("news.dateline");
    let read = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["read", "--quiet"])
        .arg(&input)
        .arg("--store")
        .arg(&store)
        .output()
        .unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    store
}

#[test]
fn every_route_answers_and_says_what_browsers_need() {
    let server = Server::start(&store("serve-routes"), &[], None);
    for path in [
        "/",
        "/search?q=type:REJECT",
        "/search?of=statements",
        "/articles/usual",
        "/articles/1",
        "/timeline?source=NOR&target=SWE",
        "/places",
        "/network",
        "/said?speaker=foreign+minister",
        "/read",
        "/style.css",
        "/api/articles",
        "/api/events",
        "/api/statements",
        "/api/actors",
        "/api/places",
        "/api/timeline?by=day",
        "/api/dyads",
        "/api/counts?of=mode",
        "/api/export?table=events",
        "/api/articles/usual",
        "/api/openapi.json",
        "/health",
        "/metrics",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(policy.contains("frame-ancestors 'none'"));
        // Programs get what stands in the articles as it is, and are told that it is no page.
        if answer.header("content-type").starts_with("text/html") {
            let page = answer.text();
            let foreign = ["<script>", "<img", " style=\""].into_iter().find(|tag| page.contains(tag));
            assert_eq!(foreign, None, "{path}");
        }
    }
}

#[test]
fn lists_come_in_every_form_and_go_on() {
    let server = Server::start(&store("serve-lists"), &[], None);
    let all = server.get("/api/events").json();
    let rows = all["rows"].as_array().unwrap();
    assert!(rows.len() >= 3, "{all}");
    assert_eq!(all["next"], Value::Null);
    let mut paged: Vec<Value> = Vec::new();
    let mut next = "/api/events?limit=1".to_string();
    for _ in 0..rows.len() {
        let page = server.get(&next).json();
        paged.extend(page["rows"].as_array().unwrap().clone());
        next = page["next"].as_str().unwrap_or("").to_string();
    }
    assert_eq!((&paged, next.as_str()), (rows, ""), "page by page the same");
    let csv = server.send("GET", "/api/events", &[("Accept", "text/csv")], b"").text();
    assert!(csv.starts_with("number,id,article,n,day,type"), "{csv}");
    assert_eq!(server.get("/api/events?format=jsonl").text().lines().count(), rows.len());
    assert!(server.get("/api/events?format=parquet").body.starts_with(b"PAR1"));
    assert_eq!(server.get("/api/events?format=geojson").json()["type"], "FeatureCollection");
    let rejected = rows.iter().filter(|r| r["type"] == "REJECT").count();
    let exported = server.get("/api/export?table=events&q=type:REJECT&format=jsonl").text();
    assert_eq!(exported.lines().count(), rejected);
    assert!(server.get("/api/export?table=entities&format=parquet").body.ends_with(b"PAR1"));
    let packed = server.send("GET", "/api/events", &[("Accept-Encoding", "br")], b"");
    assert_eq!(packed.header("content-encoding"), "br");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let server = Server::start(&store("serve-wrong"), &["--longest", "64"], None);
    let problem = server.get("/api/events?q=since:2016+type:REJEKT");
    assert_eq!((problem.status, problem.header("content-type")), (400, "application/problem+json"));
    assert_eq!((problem.json()["at"].as_u64(), problem.json()["status"].as_u64()), (Some(16), Some(400)));
    let page = server.get("/search?q=type:REJEKT");
    assert_eq!(page.status, 400);
    assert!(page.text().contains("<mark class=\"wrong\">REJEKT</mark>"), "{}", page.text());
    for (path, status) in [
        ("/nothing", 404),
        ("/api/nothing", 404),
        ("/articles/nobody", 404),
        ("/api/articles/99", 404),
        ("/api/events?limit=0", 400),
        ("/api/events?after=x", 400),
        ("/api/events?x=1", 400),
        ("/api/events?format=xml", 400),
        ("/api/counts?of=1;DROP", 400),
        ("/api/actors?format=geojson", 400),
        ("/api/export", 400),
        ("/api/export?table=places&q=oslo", 400),
        ("/search?q=%22", 400),
        ("/timeline?by=week", 400),
        ("/api/events?q=%00", 400),
    ] {
        assert_eq!(server.get(path).status, status, "{path}");
    }
    assert_eq!(server.send("POST", "/api/events", &[], b"").status, 405);
    assert_eq!(server.send("DELETE", "/", &[], b"").status, 405);
    let large = "text=".to_string() + &"Sweden+rejected+it.+".repeat(4_000);
    assert_eq!(server.send("POST", "/read", &[], large.as_bytes()).status, 413);
    assert_eq!(server.send("POST", "/read", &[], &vec![b'a'; 5_000_000]).status, 413);
    assert_eq!(server.get("/health").status, 200, "it lives");
}

#[test]
fn hostile_articles_are_text_and_nothing_else() {
    let store = store("serve-hostile");
    let db = Connection::open(&store).unwrap();
    // Ten thousand marks, crossing each other.
    db.execute_batch(
        "WITH RECURSIVE n(i) AS (VALUES (100) UNION ALL SELECT i + 1 FROM n WHERE i < 10100) \
         INSERT INTO stored_events (id, trigger_begin, trigger_end, sentence_begin, sentence_end, main, type, cameo, quad, \
         goldstein, historical, evidence, rule, confidence, why) \
         SELECT (3 << 20) + i, i, i + 40, 0, 25, 0, 'REJECT', '120', 3, -40, 0, '[]', 'test', 50, '[]' FROM n",
    )
    .unwrap();
    let server = Server::start(&store, &[], None);
    for path in [
        "/",
        "/search",
        "/articles/tricks",
        "/said",
        "/network",
        "/search?q=%3Cscript%3E",
        "/said?speaker=%3Cb%3E",
    ] {
        let page = server.get(path).text();
        assert!(!page.contains("<script>") && !page.contains("<img") && !page.contains("<b>'"), "{path}");
        let title = page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        assert!(!title.contains('\u{202e}'), "{path}");
    }
    let marked = server.get("/articles/long");
    assert_eq!(marked.status, 200);
    assert_eq!(marked.text().matches("<li id=\"r-v").count(), 10_002);
    let page = marked.text();
    assert_eq!(page.matches("<span").count(), page.matches("</span>").count());
}

#[test]
fn the_state_of_the_store_is_its_tag() {
    let store = store("serve-tag");
    let server = Server::start(&store, &[], None);
    let tag = server.get("/api/counts").header("etag").to_string();
    assert!(tag.starts_with("W/\""));
    let again = |path: &str| server.send("GET", path, &[("If-None-Match", &tag)], b"").status;
    assert_eq!((again("/api/counts"), again("/api/counts?of=mode")), (304, 200));
    Connection::open(&store).unwrap().execute_batch("UPDATE articles SET slug = 'x'").unwrap();
    assert_eq!(again("/api/counts"), 200, "another program has written");
}

#[test]
fn strangers_stay_out() {
    let store = store("serve-token");
    let server = Server::start(&store, &["--no-reading"], Some("secret"));
    let get = |headers: &[(&str, &str)]| server.send("GET", "/", headers, b"").status;
    assert_eq!(get(&[]), 401);
    assert_eq!(get(&[("Authorization", "Bearer wrong")]), 401);
    assert_eq!(get(&[("Authorization", "Bearer secret")]), 200);
    assert_eq!(get(&[("Authorization", "Basic eDpzZWNyZXQ=")]), 200);
    let home = Server::start(&store, &[], None);
    assert_eq!(home.send("GET", "/", &[("Host", "evil.example")], b"").status, 403, "a name that leads here");
    let post =
        |origin: &str| home.send("POST", "/read", &[("Origin", origin)], b"text=Sweden+rejected+it.").status;
    assert_eq!(post("https://evil.example"), 403);
    assert_eq!(post(&format!("http://{}", home.address)), 200);
}

#[test]
fn a_text_is_read_and_not_kept() {
    let server = Server::start(&store("serve-read"), &[], None);
    let text = r#"{"text": "Norway's government rejected a Swedish proposal on Monday.", "published": "2016-12-12"}"#;
    let record = server.send("POST", "/api/read", &[("Content-Type", "application/json")], text.as_bytes());
    assert_eq!(record.json()["events"][0]["plover"]["type"], "REJECT", "{}", record.text());
    let page = server.send("POST", "/read", &[], b"text=Norway%27s+government+rejected+a+Swedish+proposal.");
    assert!(page.text().contains("id=\"v1\"") && page.text().contains("href=\"#v1\""), "{}", page.text());
    assert_eq!(server.send("POST", "/api/read", &[("Content-Type", "application/json")], b"{").status, 400);
    assert_eq!(server.send("POST", "/api/read", &[], b"x").status, 415);
    assert_eq!(server.get("/api/articles").json()["rows"].as_array().unwrap().len(), 3);
}

#[test]
fn the_interface_is_described_as_it_was() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../show/openapi.json");
    let made = format!("{:#}\n", show::description());
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        made,
        "run with DATELINE_BLESS=1 and look at what changed"
    );
}

#[test]
fn a_report_needs_nothing_else() {
    let store = store("serve-report");
    let file = store.with_extension("html");
    let report = |query: &str| {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg("report")
            .args([store.as_os_str(), query.as_ref(), "-o".as_ref(), file.as_os_str()])
            .output()
            .unwrap()
    };
    assert!(report("type:REJECT").status.success());
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.contains("<style>") && !page.contains("href=\"/") && !page.contains("<script"), "{page}");
    for link in page.split("href=\"#").skip(1) {
        let name = link.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{name}\"")), "#{name} leads nowhere");
    }
    assert!(report("stance:asserts").status.success());
    let wrong = report("type:REJEKT");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no such type"));
}

/// A store of two reports of one happening, and of a promise.
fn sea(name: &str) -> PathBuf {
    let folder = folder(name);
    let article = |id: &str, day: &str, text: &str| serde_json::json!({ "id": id, "date": day, "url": format!("https://{id}.example/"), "text": text });
    let lines = [
        article("wire-1", "2024-07-10", WIRE),
        article("agency-7", "2024-07-11", AGENCY),
        article(
            "bulletin-2",
            "2024-07-12",
            "MANILA, July 12 - Vietnam promised on Friday to send a ship to the shoal.",
        ),
    ];
    let (input, store) = (folder.join("sea.jsonl"), folder.join("sea.dateline"));
    std::fs::write(&input, lines.map(|l| l.to_string()).join("\n")).unwrap();
    read(&input, &store);
    store
}

fn read(input: &Path, store: &Path) {
    let mut read = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let done = read.args(["read", "--quiet"]).arg(input).arg("--store").arg(store).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

const WIRE: &str = "MANILA, July 10 - Chinese ships fired water cannon at a Philippine boat near Second Thomas Shoal on Wednesday, \
    wounding three sailors, the Philippine coast guard said.";
const AGENCY: &str = "BEIJING, July 11 - China on Thursday denied that anyone had been hurt when its ships used water cannon against a \
    Philippine boat near Second Thomas Shoal on Wednesday.\n\nFive sailors were wounded, Manila says.";

#[test]
fn a_happening_stands_with_its_reports_and_where_they_differ() {
    let server = Server::start(&sea("serve-sea"), &[], None);
    let all = server.get("/api/happenings").json();
    let first = &all["rows"][0];
    assert_eq!((first["reports"].as_i64(), first["day"].as_str()), (Some(2), Some("2024-07-10")), "{all}");
    let number = first["number"].as_i64().unwrap();
    let one = server.get(&format!("/api/happenings/{number}")).json();
    assert_eq!(one["reports"].as_array().unwrap().len(), 2);
    let wounded = one["differences"].as_array().unwrap().iter().find(|d| d["what"] == "wounded").unwrap();
    assert_eq!(wounded["said"].as_array().unwrap().len(), 2, "{one}");
    let page = server.get(&format!("/happenings/{number}")).text();
    assert!(
        page.contains("contradiction") && page.contains("denial") && page.contains("why it is one of them")
    );
    for link in page.split("href=\"/articles/").skip(1) {
        let (article, record) = link.split('"').next().unwrap().split_once('#').unwrap_or(("1", ""));
        let words = server.get(&format!("/articles/{article}"));
        assert!(
            words.status == 200 && (record.is_empty() || words.text().contains(&format!("id=\"{record}\"")))
        );
    }
    assert!(server.get("/articles/wire-1").text().contains(&format!("/happenings/{number}")));
    assert_eq!(server.get("/api/happenings?q=type:PROTEST").json()["rows"], serde_json::json!([]));
    for path in ["/happenings/99", "/happenings/x", "/api/happenings/99"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    for path in ["/happenings?first=reports", "/articles?q=shoal", "/timeline", "/places"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    assert_eq!(server.get("/api/happenings?first=last").status, 400);
}

#[test]
fn commitments_lead_to_their_words() {
    let server = Server::start(&sea("serve-promise"), &[], None);
    let all = server.get("/api/commitments?kind=promise").json();
    let promise = all["rows"].as_array().unwrap().iter().find(|c| c["by"] == "VNMGOV").unwrap();
    let (article, record) = promise["id"].as_str().unwrap().split_once('#').unwrap();
    assert!(server.get("/commitments").text().contains(&format!("/articles/{article}#{record}")));
    assert!(server.get(&format!("/articles/{article}")).text().contains(&format!("id=\"{record}\"")));
    assert_eq!(
        server.get("/api/commitments?between=VNM,PHL&outcome=kept").json()["rows"],
        serde_json::json!([])
    );
    for wrong in ["between=VNM", "since=yesterday", "kind=hope", "kind=", "q=x"] {
        assert_eq!(server.get(&format!("/api/commitments?{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn feeds_and_the_files_of_the_field() {
    let server = Server::start(&sea("serve-forms"), &[], None);
    for list in ["articles", "events", "statements", "happenings"] {
        let feed = server.get(&format!("/api/{list}?format=atom"));
        assert_eq!(feed.header("content-type"), "application/atom+xml");
        let text = feed.text();
        assert!(text.matches("<entry>").count() > 0 && text.ends_with("</feed>\n"), "{text}");
        assert_eq!(text.matches("<entry>").count(), text.matches("<link ").count());
    }
    assert_eq!(server.get("/api/dyads?format=atom").status, 400);
    for form in [
        "gdelt-events",
        "gdelt-mentions",
        "icews",
        "polecat",
        "phoenix",
        "webannotation",
        "graphml",
        "geojson",
    ] {
        let file = server.get(&format!("/api/export?format={form}&q=since:2024"));
        assert_eq!(file.status, 200, "{form}");
        assert!(!file.body.is_empty(), "{form}");
        assert!(file.header("content-disposition").starts_with("attachment"), "{form}");
        assert_eq!(server.get(&format!("/api/export?format={form}&q=type:NONE")).status, 400, "{form}");
        assert_eq!(server.get(&format!("/api/export?format={form}&table=events")).status, 400, "{form}");
    }
    assert_eq!(server.get("/api/export?format=brat").status, 400);
}

#[test]
fn a_correction_stands_beside_its_record() {
    let store = sea("serve-correct");
    let reads = Server::start(&store, &[], None);
    let json = [("Content-Type", "application/json")];
    let said = r#"{"article": 1, "record": "v1", "field": "type", "value": "<b>PROTEST", "note": "as I saw it", "who": "A. Reader"}"#;
    assert_eq!(reads.send("POST", "/api/corrections", &json, said.as_bytes()).status, 403, "it only reads");
    assert_eq!(reads.get("/correct?article=1&record=v1").status, 403);
    assert!(!reads.get("/articles/1").text().contains("/correct?"));
    drop(reads);
    let server = Server::start(&store, &["--write"], None);
    let before = server.get("/articles/1").text();
    assert!(before.contains("/correct?article=1&amp;record=v1"));
    let noted = server.send("POST", "/api/corrections", &json, said.as_bytes());
    assert_eq!((noted.status, noted.json()["id"].as_i64()), (201, Some(1)), "{}", noted.text());
    let form = server.get("/correct?article=1&record=v1").text();
    let secret = form.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields =
        |secret: &str| format!("form={secret}&article=1&record=v1&field=&value=&note=It+is+so&who=B");
    let sent = server.send("POST", "/correct", &[], fields(secret).as_bytes());
    assert_eq!((sent.status, sent.header("location")), (303, "/articles/1#r-v1"));
    assert_eq!(server.send("POST", "/correct", &[], fields("guessed").as_bytes()).status, 403);
    let foreign = [("Origin", "https://evil.example")];
    assert_eq!(server.send("POST", "/correct", &foreign, fields(secret).as_bytes()).status, 403);
    let page = server.get("/articles/1").text();
    assert!(page.contains("&lt;b&gt;PROTEST") && page.contains("It is so") && !page.contains("<b>PROTEST"));
    let all = server.get("/api/corrections?article=1").json();
    assert_eq!(
        (all["rows"][0]["who"].as_str(), all["rows"].as_array().unwrap().len()),
        (Some("B"), 2),
        "{all}"
    );
    let article = server.get("/api/articles/1").json();
    assert_eq!(article["corrections"].as_array().unwrap().len(), 2);
    assert_ne!(article["events"][0]["type"], "<b>PROTEST", "the record is as it was read");
    assert!(server.get("/api/export?table=corrections").text().contains("A. Reader"));
    for wrong in [
        r#"{"article": 1, "record": "v99", "note": "x", "who": "A"}"#,
        r#"{"article": 1, "record": "v1", "field": "colour", "value": "x", "who": "A"}"#,
        r#"{"article": 1, "record": "v1", "note": "x", "who": ""}"#,
        r#"{"article": 1, "record": "é", "note": "x", "who": "A"}"#,
        r#"{"article": 99, "record": "", "note": "x", "who": "A"}"#,
        r#"{"article": 1, "record": 7, "note": "x", "who": "A"}"#,
    ] {
        let status = server.send("POST", "/api/corrections", &json, wrong.as_bytes()).status;
        assert!([400, 404].contains(&status), "{status}: {wrong}");
    }
}

#[test]
fn what_another_program_adds_is_told_while_one_looks() {
    let store = sea("serve-live");
    let server = Server::start(&store, &[], None);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(std::time::Duration::from_secs(20))).unwrap();
    let head =
        format!("GET /api/live?after=3 HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: br\r\n\r\n", server.address);
    stream.write_all(head.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map(|l| l.unwrap());
    assert!(lines.any(|l| l.starts_with("retry:")), "it begins at once");
    let input = store.with_extension("more.jsonl");
    let more = serde_json::json!({ "id": "daily-3", "date": "2024-07-10", "url": "https://daily.example/", "text": WIRE });
    std::fs::write(&input, more.to_string()).unwrap();
    read(&input, &store);
    let told = lines.find(|l| l.starts_with("data: ")).unwrap();
    let told: Value = serde_json::from_str(told.trim_start_matches("data: ")).unwrap();
    assert_eq!((told["articles"].as_i64(), told["last"].as_i64()), (Some(1), Some(4)), "{told}");
    assert_eq!(told["happenings"][0]["reports"].as_i64(), Some(3), "{told}");
    assert_eq!(server.get("/api/live?after=x").status, 400);
}

#[test]
fn a_store_that_is_being_written_says_so() {
    let store = sea("serve-locked");
    let server = Server::start(&store, &["--write"], None);
    assert_eq!(server.get("/articles/1").status, 200);
    // Readers of a log go on while another writes; nobody does where one keeps the file to himself.
    let other = Connection::open(&store).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE articles SET slug = 'x'").unwrap();
    assert_eq!(server.get("/articles").status, 200);
    let said = r#"{"article": 1, "record": "v1", "note": "x", "who": "A"}"#;
    let late =
        server.send("POST", "/api/corrections", &[("Content-Type", "application/json")], said.as_bytes());
    assert_eq!((late.status, late.header("retry-after")), (503, "5"), "{}", late.text());
    assert!(late.text().contains("being written"));
    other.execute_batch("ROLLBACK").unwrap();
    drop(server);
    other.execute_batch("PRAGMA journal_mode = delete").unwrap();
    let server = Server::start(&store, &[], None);
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let page = server.get("/articles");
    assert_eq!(page.status, 503, "{}", page.text());
    assert!(page.text().contains("being written") && page.text().contains("<title>Not now"));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(server.get("/articles").status, 200);
}
