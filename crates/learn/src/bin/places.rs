//! Trains and scores what names a place and which place it is.
//!
//! `places GOLD` trains on `places/{lgl,tr-news}.jsonl` and `wire/train.jsonl` below the folder, prints how each
//! of them and `wire/dev.jsonl` is read by weights that have not seen it, and writes
//! `crates/record/src/place/weights.rs`, trained on all but the last; with `--dry` it only prints,
//! with `--errors` also each name that is answered wrongly.

use anyhow::{Context, Result};
use document::Document;
use knowledge::Knowledge;
use learn::places::recognise::{self, Sheet};
use learn::places::{Item, Mark, accuracy, source, train};
use record::place::Signs;
use std::io::Write;
use std::path::Path;

/// An annotated set.
struct Corpus {
    name: &'static str,
    documents: Vec<Document>,
    marks: Vec<Vec<Mark>>,
    sheets: Vec<Sheet>,
}

/// LGL is made of local American papers, whose Paris is in Kentucky: it counts less, for most news is not local.
fn weight(corpus: &str) -> f32 {
    if corpus == "places/lgl" { LGL } else { 1.0 }
}

/// What a name of LGL counts.
const LGL: f32 = 0.2;

/// What the words of a corpus count in recognition. Where the corpora differ, the annotation of our own articles
/// holds: names inside the names of organisations are no places.
fn words(corpus: &str) -> f32 {
    match corpus {
        "places/lgl" => 0.2,
        "wire/train" => 2.0,
        _ => 1.0,
    }
}

/// The sets; all but the last are trained on.
const SETS: [&str; 4] = ["places/lgl", "places/tr-news", "wire/train", "wire/dev"];
const TRAINED: usize = 3;

fn main() -> Result<()> {
    let gold = std::env::args().nth(1).context("which folder holds the gold data?")?;
    let flag = |name: &str| std::env::args().any(|a| a == name);
    let (dry, errors) = (flag("--dry") || flag("--errors"), flag("--errors"));
    let knowledge = Knowledge::ours()?;
    let mut corpora: Vec<Corpus> = Vec::new();
    for name in SETS {
        let (documents, marks) =
            learn::places::read(&Path::new(&gold).join(format!("{name}.jsonl")), &knowledge)?;
        let weight = words(name);
        let both = documents.iter().zip(&marks);
        let sheets = both.map(|(d, m)| Sheet::new(d, m, weight, &knowledge)).collect();
        corpora.push(Corpus { name, documents, marks, sheets });
    }
    let mut out = std::io::stdout();
    for held in 0..SETS.len() {
        let seen = |i: usize| i != held && i < TRAINED;
        let (recognise, pair) = both(&corpora, seen, &knowledge);
        let items = items(&corpora[held], &recognise, &knowledge);
        let items: Vec<&Item<'_>> = items.iter().collect();
        writeln!(out, "{}: {}", corpora[held].name, accuracy(&items, &pair))?;
        if errors {
            learn::places::errors(&items, &pair).iter().try_for_each(|e| writeln!(out, "  {e}"))?;
        }
    }
    if !dry {
        let (recognise, pair) = both(&corpora, |i| i < TRAINED, &knowledge);
        std::fs::write("crates/record/src/place/weights.rs", source(&recognise, &pair))?;
    }
    Ok(())
}

/// The weights of recognition and of choice, trained on the corpora that `seen` lets pass.
fn both(
    corpora: &[Corpus],
    seen: impl Fn(usize) -> bool,
    knowledge: &Knowledge,
) -> (Signs, learn::places::Pair) {
    let chosen: Vec<&Corpus> = corpora.iter().enumerate().filter(|(i, _)| seen(*i)).map(|(_, c)| c).collect();
    let sheets: Vec<&Sheet> = chosen.iter().flat_map(|c| &c.sheets).collect();
    let recognise = recognise::train(&sheets);
    let items: Vec<Item<'_>> = chosen.iter().flat_map(|c| items(c, &recognise, knowledge)).collect();
    let pair = train(&items.iter().collect::<Vec<_>>());
    (recognise, pair)
}

fn items<'d>(corpus: &'d Corpus, recognise: &Signs, knowledge: &'d Knowledge) -> Vec<Item<'d>> {
    let both = corpus.documents.iter().zip(&corpus.marks);
    both.map(|(d, m)| Item::new(d, m, weight(corpus.name), knowledge, recognise)).collect()
}
