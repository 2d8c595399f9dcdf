//! Batches into a file: whole or not there, gone on with after any end, reported.
#![allow(clippy::unwrap_used)]

mod common;

use common::folder;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn story(n: usize) -> String {
    const WHO: [&str; 3] = ["minister", "mayor", "general"];
    format!("OSLO, May {} (NTB) - The {} of Norway met the mayor of Oslo.", n % 28 + 1, WHO[n % 3])
}

/// Files of one article, one of many with bad lines among them, one that is no text, one that is hidden.
fn inputs(folder: &Path) {
    for n in 0..90 {
        std::fs::write(folder.join(format!("a{n:03}.txt")), story(n)).unwrap();
    }
    let row = |n: usize| match n % 10 {
        7 => "{\"text\": \n".to_owned(),
        _ => serde_json::json!({"id": format!("row{n}"), "text": story(n)}).to_string() + "\n",
    };
    std::fs::write(folder.join("b.jsonl"), (0..220).map(row).collect::<String>()).unwrap();
    std::fs::write(folder.join("c.png"), b"\x89PNG\r\n\x1a\n\0\0\0\0").unwrap();
    std::fs::write(folder.join(".hidden"), "x").unwrap();
}

fn read(inputs: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("read").arg(inputs).arg("-o").arg(out).args(["--jobs", "1"]).args(more);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn beside(out: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", out.display()))
}

fn report(path: &Path) -> serde_json::Value {
    let mut report: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    report["seconds"] = serde_json::Value::Null;
    report
}

#[test]
fn a_run_killed_at_any_time_is_gone_on_with_to_the_same_bytes() {
    let folder = folder("killed");
    let from = folder.join("in");
    std::fs::create_dir_all(&from).unwrap();
    inputs(&from);
    let (whole, killed) = (folder.join("whole.json"), folder.join("killed.json"));
    let (told, told_too) = (folder.join("report"), folder.join("report-too"));
    let start = Instant::now();
    let status = read(&from, &whole, &["--report", told.to_str().unwrap()]).status().unwrap();
    assert_eq!(status.code(), Some(1), "bad lines show in the exit status");
    let span = start.elapsed().as_micros() as u64;
    let (mut chance, mut kills) = (0x2545_f491_4f6c_dd1d_u64, 0);
    for _ in 0..25 {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        let mut child = read(&from, &killed, &["--resume"]).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(chance % (span / 2)));
        child.kill().unwrap();
        kills += usize::from(child.wait().unwrap().code().is_none());
        if killed.exists() && !beside(&killed, "journal").exists() {
            assert!(std::fs::read(&whole).unwrap() == std::fs::read(&killed).unwrap());
            std::fs::remove_file(&killed).unwrap();
        }
    }
    assert!(kills > 5, "{kills} of 25 were killed in time");
    read(&from, &killed, &["--resume", "--report", told_too.to_str().unwrap()]).status().unwrap();
    assert!(std::fs::read(&whole).unwrap() == std::fs::read(&killed).unwrap());
    assert_eq!(report(&told), report(&told_too));
    assert_eq!(report(&told)["read"], 90 + 198);
    assert_eq!(report(&told)["failed"]["reasons"][0]["count"], 22);
    assert_eq!(report(&told)["skipped"]["reasons"][0]["reason"], "hidden");
    assert!(!beside(&killed, "part").exists() && !beside(&killed, "journal").exists());
}

#[test]
fn what_a_killed_run_left_is_cut_to_what_its_journal_says() {
    let folder = folder("cut");
    let from = folder.join("in");
    std::fs::create_dir_all(&from).unwrap();
    inputs(&from);
    let (whole, out) = (folder.join("whole.jsonl"), folder.join("out.jsonl"));
    read(&from, &whole, &[]).status().unwrap();
    let mut child = read(&from, &out, &[]).spawn().unwrap();
    while std::fs::read_to_string(beside(&out, "journal")).map_or(0, |j| j.lines().count()) < 3 {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for (ending, torn) in [("part", "{\"id\": \"half a li"), ("journal", "{\"ended\": [\"a")] {
        let mut bytes = std::fs::read(beside(&out, ending)).unwrap();
        bytes.extend_from_slice(torn.as_bytes());
        std::fs::write(beside(&out, ending), bytes).unwrap();
    }
    let refused = read(&from, &out, &[]).status().unwrap();
    assert!(refused.code() == Some(1) && !out.exists(), "nothing is begun anew over what is there");
    let other = read(&from, &out, &["--resume", "--with-text"]).status().unwrap();
    assert!(other.code() == Some(1) && !out.exists(), "nor gone on with under other settings");
    read(&from, &out, &["--resume"]).status().unwrap();
    assert!(std::fs::read(&whole).unwrap() == std::fs::read(&out).unwrap());
}

#[test]
fn what_holds_no_article_is_skipped_and_what_is_broken_fails() {
    let folder = folder("skipped");
    let from = folder.join("in");
    std::fs::create_dir_all(&from).unwrap();
    let wall = "<html><body><div class='cookie-consent'><p>We use cookies to make this page work for you.</p>\
                <button>Accept all</button></div></body></html>";
    let feed = "<rss><channel><item><link>https://a.org/1</link></item><item><link>https://a.org/2</link></item>\
                </channel></rss>";
    let withheld = r#"{"uri": "a", "pubstatus": "withheld", "headline": "One", "body_text": "Two."}"#;
    for (name, content) in [
        ("empty.txt", ""),
        ("feed.xml", feed),
        ("rows.jsonl", "{\"text\": \" \"}\n{\"text\": \"Norway met Sweden.\"}\n"),
        ("wall.html", wall),
        ("withheld.json", withheld),
    ] {
        std::fs::write(from.join(name), content).unwrap();
    }
    let (out, told) = (folder.join("out.jsonl"), folder.join("report"));
    let status = |more: &[&str]| {
        let told = ["--report", told.to_str().unwrap()];
        read(&from, &out, &[&told, more].concat()).status().unwrap().code()
    };
    assert_eq!(status(&[]), Some(0), "nothing is broken");
    let found = report(&told);
    assert_eq!((&found["read"], &found["failed"]["total"]), (&1.into(), &0.into()), "{found:#}");
    let reasons = found["skipped"]["reasons"].as_array().unwrap();
    let reasons: Vec<(u64, &str)> =
        reasons.iter().map(|r| (r["count"].as_u64().unwrap(), r["reason"].as_str().unwrap())).collect();
    let expected = [
        (2, "only a link, no text"),
        (2, "there is no text in it"),
        (1, "its agency says `withheld`, so it is not read"),
        (1, "no article found in the page"),
    ];
    assert_eq!(reasons, expected);
    // Broken beside it.
    std::fs::write(from.join("z.png"), b"\x89PNG\r\n\x1a\n\0\0\0\0").unwrap();
    assert_eq!(status(&["--resume"]), Some(1));
    assert_eq!(
        (&report(&told)["skipped"]["total"], &report(&told)["failed"]["total"]),
        (&6.into(), &1.into())
    );
}

/// A wire's story of twelve sentences, a newer version with four more, a paper that prints four of them, and another.
fn wire(folder: &Path) {
    const WHO: [&str; 7] = ["minister", "mayor", "general", "union", "court", "party", "envoy"];
    const WHAT: [&str; 5] = ["treaty", "budget", "verdict", "border", "strike"];
    let line = |n: usize| {
        format!(
            "The {} of district {n} rejected {} papers on {} {} after {} hours in hall {}.",
            WHO[n % 7],
            n * 3 + 2,
            WHAT[n % 5],
            n * 7 + 1,
            n % 13 + 2,
            n * 5 + 3
        )
    };
    let text = |lines: std::ops::Range<usize>| lines.map(line).collect::<Vec<_>>().join("\n\n");
    let rows = [
        ("wire", "2016-11-30", format!("BC-Talks\n\n{}", text(0..40))),
        ("paper", "2016-12-01", text(4..16)),
        ("newer", "2016-12-01", format!("BC-Talks, 2nd Ld-Writethru\n\n{}", text(0..52))),
        ("other", "2016-12-01", text(100..130)),
    ];
    let row = |(id, day, text): &(&str, &str, String)| {
        serde_json::json!({"id": id, "published": day, "text": text}).to_string() + "\n"
    };
    std::fs::write(folder.join("wire.jsonl"), rows.iter().map(row).collect::<String>()).unwrap();
}

#[test]
fn reprints_are_listed_and_kept_between_runs() {
    let folder = folder("reprints");
    wire(&folder);
    let index = folder.join("index");
    let dateline = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let output = command.args(arguments).arg(folder.join("wire.jsonl")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let table = dateline(&["reprints"]);
    let starts: Vec<&str> = table.lines().map(|l| l.get(..24).unwrap_or(l).trim_end()).collect();
    let expected = [
        "wire (3 articles)",
        "  original   2016-11-30",
        "  excerpt    2016-12-01",
        "  update 2   2016-12-01",
    ];
    assert_eq!(starts, expected, "{table}");
    let kept = ["reprints", "--format", "jsonl", "--index", index.to_str().unwrap()];
    let first = dateline(&kept);
    assert_eq!(dateline(&kept), first, "what was read before is what it was then");
    let records = dateline(&["read", "--format", "jsonl", "--reprints", index.to_str().unwrap()]);
    let of = |line: &str, part: &str| -> serde_json::Value {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        if part.is_empty() { value } else { value[part].clone() }
    };
    for (line, record) in first.lines().zip(records.lines()) {
        let (line, reprint) = (of(line, ""), of(record, "reprint"));
        assert!(
            ["cluster", "role", "update", "reprint_of", "share", "shared"]
                .iter()
                .all(|k| line[k] == reprint[k])
        );
    }
    assert_eq!(of(records.lines().nth(2).unwrap(), "reprint")["update"], 2);
}
