//! Series of reports (`stories/commitments`) give the ledger that stands under them: measured by halves, what held once
//! is to hold. The order in which reports come does not matter.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod common;

use common::folder;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};

struct Report {
    day: String,
    text: String,
}

struct Series {
    name: String,
    held: bool,
    reports: Vec<Report>,
    /// Kind, who, words, outcome.
    ledger: Vec<[String; 4]>,
}

fn series() -> Vec<Series> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stories/commitments");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files.iter().filter(|f| !f.ends_with("README.md")).map(|f| one(f)).collect()
}

fn one(path: &Path) -> Series {
    let text = std::fs::read_to_string(path).unwrap();
    let mut parts = text.split("\n## ");
    let head = parts.next().unwrap();
    let mut series = Series {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        held: head.contains("half: held"),
        reports: Vec::new(),
        ledger: Vec::new(),
    };
    for part in parts {
        let (title, body) = part.split_once("\n\n").unwrap();
        if title == "Ledger" {
            let lines = body.lines().filter_map(|l| l.strip_prefix("- "));
            let fields = |l: &str| l.split(" | ").map(str::to_string).collect::<Vec<_>>().try_into().unwrap();
            series.ledger.extend(lines.map(fields));
            continue;
        }
        let (day, text) = body.split_once("\n\n").unwrap();
        let day = day.strip_prefix("published: ").unwrap().to_string();
        series.reports.push(Report { day, text: text.trim().to_string() });
    }
    series
}

fn done(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The ledger of a store of these reports, put in one by one in an order.
fn ledger(series: &Series, order: &[usize], at_once: bool) -> String {
    let folder = folder(&format!("commitments-{}-{at_once}-{}", series.name, order[0]));
    let store = folder.join("news.dateline");
    let line = |at: usize| {
        let r = &series.reports[at];
        serde_json::json!({"id": format!("r{at}"), "text": r.text, "date": r.day}).to_string() + "\n"
    };
    let all: Vec<String> = order.iter().map(|at| line(*at)).collect();
    let batches = if at_once { vec![all.concat()] } else { all };
    for batch in batches {
        let from = folder.join("in.jsonl");
        std::fs::write(&from, batch).unwrap();
        done(&["read", from.to_str().unwrap(), "--store", store.to_str().unwrap(), "--quiet"]);
    }
    done(&["commitments", store.to_str().unwrap(), "--format", "jsonl"])
}

/// Right outcomes, outcomes found, outcomes there are.
#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    there: usize,
}

fn measure(series: &Series, tell: bool, score: &mut Score) {
    let order: Vec<usize> = (0..series.reports.len()).collect();
    let out = ledger(series, &order, true);
    let entries: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let text = |e: &Value, field: &str| e[field].as_str().unwrap_or("").to_string();
    let is = |e: &Value, gold: &[String; 4]| {
        text(e, "kind") == gold[0]
            && text(e, "by").starts_with(&gold[1])
            && text(e, "what").contains(&gold[2])
    };
    for entry in entries.iter().filter(|e| !e["outcome"].is_null()) {
        score.found += 1;
        let right = series.ledger.iter().any(|g| is(entry, g) && text(entry, "outcome") == g[3]);
        score.right += usize::from(right);
        if tell && !right {
            println!("{} wrong: {entry}", series.name);
        }
    }
    for gold in series.ledger.iter().filter(|g| g[3] != "unknown") {
        score.there += 1;
        if tell && !entries.iter().any(|e| is(e, gold) && text(e, "outcome") == gold[3]) {
            println!("{} missed: {gold:?}; there is\n{out}", series.name);
        }
    }
}

#[test]
fn outcomes_are_found_in_later_reports() {
    let tell = std::env::var_os("DATELINE_TELL").is_some();
    for (held, least) in LEAST {
        let mut score = Score::default();
        series().iter().filter(|s| s.held == held).for_each(|s| measure(s, tell && !held, &mut score));
        let half = if held { "held" } else { "tuning" };
        println!("{half}: {} right of {} found, {} there", score.right, score.found, score.there);
        assert!(
            score.right >= least[0] && score.found - score.right <= least[1],
            "{half}: fewer right, or more wrong"
        );
    }
}

/// Right ones at least and wrong ones at most, by halves.
const LEAST: [(bool, [usize; 2]); 2] = [(false, [10, 0]), (true, [8, 0])];

#[test]
fn the_order_of_arrival_does_not_matter() {
    for series in series().iter().take(3) {
        let order: Vec<usize> = (0..series.reports.len()).collect();
        let turned: Vec<usize> = order.iter().rev().copied().collect();
        assert_eq!(ledger(series, &order, false), ledger(series, &turned, false));
    }
}
