//! Scores the days of events against annotated news: `days MODEL GOLD.jsonl [-v]`.
//!
//! Each event of the gold gives its trigger; `record::day` is asked for its day. `-v` prints every event with the
//! day expected, the day found and its sentence.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use document::{Article, Block, BlockKind, Day, Document, Published, Span};
use knowledge::Language;
use serde_json::Value;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().context("usage: days MODEL GOLD.jsonl [-v]")?;
    let gold = arguments.next().context("usage: days MODEL GOLD.jsonl [-v]")?;
    let verbose = arguments.next().is_some();
    let language = Language::load(&std::fs::read(model)?).context("the model")?;
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    for line in std::fs::read_to_string(gold)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let document = read(&record, &language);
        for event in record["events"].as_array().into_iter().flatten() {
            let (class, shown) = judge(&document, event);
            *tally.entry(class).or_default() += 1;
            if verbose {
                println!("{class}\t{shown}");
            }
        }
    }
    let count = |class| tally.get(class).copied().unwrap_or(0);
    let (right, given) = (count("right"), count("right") + count("wrong") + count("false"));
    let dated = count("right") + count("wrong") + count("missed");
    println!("{tally:?}: {right} of {given} days given are right, of {dated} in the gold");
    Ok(())
}

/// What became of one event, and how it looks.
fn judge(document: &Document, event: &Value) -> (&'static str, String) {
    let text = &document.article.text;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at =
        |k: usize| event["trigger"][k].as_u64().and_then(|c| bytes.get(c as usize)).copied().unwrap_or(0);
    let span = Span::new(at(0), at(1));
    let token = document.tokens.within(span).ids().next().unwrap_or(document::TokenId(0));
    let (got, gold) = (record::day::of(document, token).map(|day| day.value), event["date"].as_str());
    let class = match (got.as_deref(), gold) {
        (None, None) => "rightly none",
        (None, Some(_)) => "missed",
        (Some(a), Some(b)) if a == b => "right",
        (Some(_), Some(_)) => "wrong",
        (Some(_), None) => "false",
    };
    let sentence = document.sentences.of(token).and_then(|s| document.sentences.tokens.get(s));
    let words = sentence.map_or("", |s| document.tokens.cover(*s).of(text)).replace('\n', " ");
    (class, format!("{gold:?}\t{got:?}\t{}\t{words}", span.of(text)))
}

/// Reads a record as one article of a block a line.
fn read(record: &Value, language: &Language) -> Document {
    let text = record["text"].as_str().unwrap_or("").to_string();
    let starts = text.split('\n').scan(0, |start, line| {
        let span = Span::new(*start, *start + line.len());
        *start += line.len() + 1;
        Some(span.trim(&text))
    });
    let lines = starts.filter(|span| !span.is_empty());
    let blocks: Vec<Block> = lines.map(|span| Block { kind: BlockKind::Body, span }).collect();
    let day = record["published"].as_str().and_then(Day::parse);
    let published = day.map(|day| Published { day, basis: "field".into() });
    let article = Article { text, blocks, published, ..Article::default() };
    let tokens = understand::token::split(&article.text, &article.blocks);
    let sentences = understand::sentence::split(&article, &tokens);
    let (words, trees, names, _) = understand::network::read(&article.text, &tokens, &sentences, language);
    let timexes = understand::timex::find(&article, &tokens, &sentences, &words);
    Document { article, tokens, sentences, words, trees, names, timexes, ..Document::default() }
}
