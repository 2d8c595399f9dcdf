//! `attribution train GOLD` trains `models/attribution.bin`; `attribution folds GOLD` prints the records of GUM's news,
//! each article by tables that have not seen it, for the scorer.
#![allow(clippy::print_stdout)] // a developer's command speaks

use anyhow::{Context, Result, bail};
use knowledge::{Attributing, Knowledge};
use std::path::Path;
use understand::quote::{Convention, attribute};

/// How likely a cue has to be, for the wire, for GUM, for PolNeAR; chosen on dev.
const THRESHOLDS: &str = "0.1 0 -0.1";
/// How much an annotated article of the wire counts, one of PolNeAR being 1.
const WIRE: f32 = 4.0;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let gold = Path::new(arguments.get(1).context("a command and the folder of the gold data")?);
    let commit = learn::commit();
    let about = [
        (
            "corpora",
            "PolNeAR train; GUM attributions without whow, fiction, essay, letter, podcast; wire train; \
             annotated articles of this project",
        ),
        ("commit", &commit),
        ("command", "cargo run --release -p learn --bin attribution -- train ../shared/gold"),
        ("seed", "fixed order, rounds 1 to 10; layers 1, 16, 17, 18"),
        ("thresholds", THRESHOLDS),
        ("wire weight", &WIRE.to_string()),
    ];
    let about: Vec<(String, String)> = about.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
    let knowledge = Knowledge::ours()?;
    match arguments.first().map(String::as_str) {
        Some("train") => {
            let tables = learn::attribution::train(gold, &knowledge, about, WIRE)?;
            std::fs::write("models/attribution.bin", tables.write())?;
            println!("models/attribution.bin written");
        }
        Some("folds") => learn::attribution::folds(gold, &knowledge, &about, WIRE, |tables, held| {
            let weights = Attributing::load(&tables.write());
            held.iter().for_each(|line| {
                if let Some(record) = weights.as_ref().ok().and_then(|w| record(line, &knowledge, w)) {
                    println!("{record}");
                }
            });
        })?,
        _ => bail!("train or folds"),
    }
    Ok(())
}

/// The statements of an article by GUM's habits, as the scorer reads them.
fn record(line: &str, knowledge: &Knowledge, weights: &Attributing) -> Option<serde_json::Value> {
    let options = read::Options { kind: Some(read::Kind::Jsonl), ..read::Options::default() };
    let article = read::articles(line.as_bytes().to_vec(), "gold", &options).next()?.ok()?;
    let d = understand::understand(article, knowledge);
    let all = attribute(&d.article, &d.names, d.syntax(), &d.states, weights, Convention::Gum);
    let text = &d.article.text;
    let place = |s: document::Span| {
        let at = |end: u32| text.get(..end as usize).map_or(0, |t| t.chars().count());
        [at(s.start), at(s.end)]
    };
    let statements: Vec<_> = all
        .iter()
        .map(|a| {
            serde_json::json!({
                "content": a.content.iter().map(|s| place(*s)).collect::<Vec<_>>(),
                "cue": a.cue.map(place),
                "speaker": { "span": a.source.map(place) },
            })
        })
        .collect();
    Some(serde_json::json!({ "id": d.article.id, "statements": statements }))
}
