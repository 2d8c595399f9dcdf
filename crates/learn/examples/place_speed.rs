//! How fast places are found and resolved, once the reader has read: `place_speed JSONL`. One thread; reading is not
//! counted; the best of several runs.

use anyhow::{Context, Result};
use document::Document;
use knowledge::Knowledge;
use std::io::Write;
use std::time::Instant;

/// Runs over all articles.
const RUNS: usize = 7;

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("which file of articles, a line of JSON each?")?;
    let knowledge = Knowledge::ours()?;
    let options = read::Options { kind: Some(read::Kind::Jsonl), ..read::Options::default() };
    let bytes = std::fs::read(&path).with_context(|| path.clone())?;
    let articles = read::articles(bytes, &path, &options);
    let documents: Vec<Document> =
        articles.map(|a| Ok(understand::understand(a?, &knowledge))).collect::<Result<_>>()?;
    let size: usize = documents.iter().map(|d| d.article.text.len()).sum();
    let mut best = f64::MAX;
    let mut places = 0;
    for _ in 0..RUNS {
        let began = Instant::now();
        places = documents.iter().map(|d| record::place::find(d, &knowledge).len()).sum();
        best = best.min(began.elapsed().as_secs_f64());
    }
    let megabytes = size as f64 / 1e6;
    writeln!(
        std::io::stdout(),
        "{} articles, {megabytes:.2} MB, {places} places: {:.2} MB/s, {:.0} articles/s",
        documents.len(),
        megabytes / best,
        documents.len() as f64 / best
    )?;
    Ok(())
}
