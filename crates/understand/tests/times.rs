//! Values of the time expressions of TempEval-3 (TimeBank, AQUAINT) do not get worse. The corpora are not
//! part of the project: without `../shared/gold` beside the workspace, or the folder that DATELINE_GOLD
//! names, this skips.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use document::{Article, Day, Published, Sentences, Timex, Tokens, Words};
use serde_json::Value;
use std::path::PathBuf;

#[test]
fn values_of_news() {
    // F1 measured when the rules were written: .833 and .758; strict extents .916 and .833.
    for (file, values, extents) in [("timebank.jsonl", 0.82, 0.90), ("aquaint.jsonl", 0.75, 0.82)] {
        let path = gold().join("times").join(file);
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("skipped: no {}", path.display());
            continue;
        };
        let score = text.lines().map(|line| score(&serde_json::from_str(line).unwrap())).sum::<Score>();
        assert!(score.f1(score.values) > values, "{file}: values {:.3}", score.f1(score.values));
        assert!(score.f1(score.extents) > extents, "{file}: extents {:.3}", score.f1(score.extents));
    }
}

fn gold() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    std::env::var_os("DATELINE_GOLD").map_or(beside, PathBuf::from)
}

#[derive(Clone, Copy, Default)]
struct Score {
    gold: usize,
    found: usize,
    values: usize,
    extents: usize,
}

impl Score {
    fn f1(self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.found).max(1) as f64
    }
}

impl std::iter::Sum for Score {
    fn sum<I: Iterator<Item = Score>>(all: I) -> Score {
        all.fold(Score::default(), |a, b| Score {
            gold: a.gold + b.gold,
            found: a.found + b.found,
            values: a.values + b.values,
            extents: a.extents + b.extents,
        })
    }
}

/// One article: an expression of the gold is found where one overlaps it.
fn score(record: &Value) -> Score {
    let text = record["text"].as_str().unwrap().to_string();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let day = record["dct"].as_str().and_then(Day::parse);
    let published = day.map(|day| Published { day, basis: "field".into() });
    let article = Article { text, published, ..Article::default() };
    let found =
        understand::timex::find(&article, &Tokens::default(), &Sentences::default(), &Words::default());
    let gold = record["timexes"].as_array().unwrap();
    let mut score = Score { gold: gold.len(), found: found.len(), ..Score::default() };
    for one in gold {
        let at = |key: &str| bytes[one[key].as_u64().unwrap() as usize] as u32;
        let (start, end) = (at("b"), at("e"));
        let hit = |t: &&Timex| t.span.start < end && start < t.span.end;
        if let Some(timex) = found.iter().find(hit) {
            score.values += usize::from(timex.value.as_deref() == one["value"].as_str().map(str::trim));
            score.extents += usize::from((timex.span.start, timex.span.end) == (start, end));
        }
    }
    score
}
