//! Prints the time expressions of a corpus of JSON lines, one record a line, for a scorer.
//!
//! `cargo run --release --example timexes -- CORPUS.jsonl [--time]`: each line has `doc_id` or `id`, `dct`
//! or `published`, `text`.

use document::{Article, CharIndex, Day, Published, Sentences, Tokens, Words};
use serde_json::{Value, json};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: timexes CORPUS.jsonl")?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut words, mut spent) = (0, std::time::Duration::ZERO);
    for line in std::fs::read_to_string(path)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let article = article(&record);
        let start = std::time::Instant::now();
        let timexes =
            understand::timex::find(&article, &Tokens::default(), &Sentences::default(), &Words::default());
        spent += start.elapsed();
        words += article.text.split_whitespace().count();
        let chars = CharIndex::new(&article.text);
        let timexes: Vec<Value> = timexes
            .iter()
            .map(|t| {
                let span = [chars.at(t.span.start), chars.at(t.span.end)];
                json!({"span": span, "type": t.kind.as_str(), "value": t.value, "basis": t.basis})
            })
            .collect();
        writeln!(out, "{}", json!({"id": article.id, "timexes": timexes}))?;
    }
    if std::env::args().any(|a| a == "--time") {
        let rate = words as f64 / spent.as_secs_f64() / 1e6;
        writeln!(std::io::stderr(), "{words} words, {rate:.2} million words a second")?;
    }
    Ok(())
}

fn article(record: &Value) -> Article {
    let field = |names: [&str; 2]| names.iter().find_map(|n| record.get(*n)?.as_str()).unwrap_or("");
    let day = Day::parse(field(["dct", "published"]));
    Article {
        id: field(["doc_id", "id"]).to_string(),
        text: field(["text", "text"]).to_string(),
        published: day.map(|day| Published { day, basis: "field".into() }),
        ..Article::default()
    }
}
