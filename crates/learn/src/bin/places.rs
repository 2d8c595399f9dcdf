//! Trains and scores the choice among places.
//!
//! `places GOLD` trains on `places/{lgl,tr-news}.jsonl` and `wire/train.jsonl` below the folder, prints how each
//! of the first two is resolved by weights that have not seen it, and writes
//! `crates/record/src/place/weights.rs`, trained on all; with `--dry` it only prints.

use anyhow::{Context, Result};
use document::Document;
use knowledge::Knowledge;
use learn::places::{Item, Mark, Pair, accuracy, source, train};
use std::io::Write;
use std::path::Path;

/// Its name, its articles, the places of each.
type Corpus = (&'static str, Vec<Document>, Vec<Vec<Mark>>);

/// LGL is made of local American papers, whose Paris is in Kentucky: it counts less, for most news is not local.
fn weight(corpus: &str) -> f32 {
    if corpus == "places/lgl" { LGL } else { 1.0 }
}

/// What a name of LGL counts.
const LGL: f32 = 0.05;

fn main() -> Result<()> {
    let gold = std::env::args().nth(1).context("which folder holds the gold data?")?;
    let knowledge = Knowledge::ours()?;
    let mut out = std::io::stdout();
    let mut corpora: Vec<Corpus> = Vec::new();
    for name in ["places/lgl", "places/tr-news", "wire/train"] {
        let (documents, marks) =
            learn::places::read(&Path::new(&gold).join(format!("{name}.jsonl")), &knowledge)?;
        corpora.push((name, documents, marks));
    }
    let items: Vec<Vec<Item<'_>>> = corpora
        .iter()
        .map(|(name, documents, marks)| {
            documents.iter().zip(marks).map(|(d, m)| Item::new(d, m, weight(name), &knowledge)).collect()
        })
        .collect();
    for held in 0..2 {
        let seen: Vec<&Item<'_>> =
            items.iter().enumerate().filter(|(i, _)| *i != held).flat_map(|(_, v)| v).collect();
        let pair: Pair = train(&seen);
        let all: Vec<&Item<'_>> = items[held].iter().collect();
        writeln!(out, "{}: {}", corpora[held].0, accuracy(&all, &pair))?;
    }
    if std::env::args().any(|a| a == "--dry") {
        return Ok(());
    }
    let pair = train(&items.iter().flatten().collect::<Vec<_>>());
    std::fs::write("crates/record/src/place/weights.rs", source(&pair))?;
    Ok(())
}
