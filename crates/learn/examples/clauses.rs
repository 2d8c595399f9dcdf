//! Scores conditions and deadlines of events against annotated articles: `clauses GOLD.jsonl [-v]`.
//!
//! An event of the gold is matched by the first of ours whose trigger overlaps its own; a clause is right where it overlaps
//! that of the gold. `-v` prints what differs.
#![allow(clippy::print_stdout)]

use anyhow::{Context, Result};
use document::{Event, Record, Span};
use knowledge::Knowledge;
use record::event::Rules;
use serde_json::Value;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = arguments.first().context("usage: clauses GOLD.jsonl [-v]")?;
    let verbose = arguments.len() > 1;
    let knowledge = Knowledge::ours()?;
    let gold = std::fs::read_to_string(file)?;
    let rows: Vec<Value> = gold.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let options = read::Options { kind: Some(read::Kind::Jsonl), ..read::Options::default() };
    let mut tallies =
        [Tally { name: "conditions", ..Tally::default() }, Tally { name: "deadline", ..Tally::default() }];
    for (article, row) in read::articles(gold.clone().into_bytes(), file, &options).zip(&rows) {
        let record =
            record::record(understand::understand(article?, &knowledge), &knowledge, Rules::shared());
        compare(&record, row, &mut tallies, verbose);
    }
    tallies.iter().for_each(Tally::print);
    Ok(())
}

/// Gold, ours, right.
#[derive(Default)]
struct Tally {
    name: &'static str,
    gold: usize,
    ours: usize,
    right: usize,
}

impl Tally {
    fn print(&self) {
        let share = |of: usize| self.right as f32 / of.max(1) as f32;
        println!(
            "{}: gold {}, ours {}, right {}: P {:.2} R {:.2}",
            self.name,
            self.gold,
            self.ours,
            self.right,
            share(self.ours),
            share(self.gold)
        );
    }
}

fn compare(record: &Record, row: &Value, tallies: &mut [Tally; 2], verbose: bool) {
    let text = &record.document.article.text;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |v: &Value| v.as_u64().and_then(|c| bytes.get(c as usize)).copied();
    let span = |v: &Value| Some(Span::new(byte(&v[0])?, byte(&v[1])?));
    let mut used = vec![false; record.events.len()];
    for gold in row["events"].as_array().into_iter().flatten() {
        let Some(trigger) = span(&gold["trigger"]) else { continue };
        let found = (0..used.len()).find(|&i| !used[i] && record.events[i].trigger.overlaps(trigger));
        let Some(index) = found else { continue };
        used[index] = true;
        let ours = |e: &Event| [e.conditions, e.deadline];
        for (tally, ours) in tallies.iter_mut().zip(ours(&record.events[index])) {
            let theirs = span(&gold[tally.name]);
            let right = ours.zip(theirs).is_some_and(|(a, b)| a.overlaps(b));
            tally.gold += usize::from(theirs.is_some());
            tally.ours += usize::from(ours.is_some());
            tally.right += usize::from(right);
            if verbose && !right && (ours.is_some() || theirs.is_some()) {
                let words = |s: Option<Span>| s.map_or("-", |s| s.of(text));
                println!(
                    "{}\t{}\tgold {}\tours {}",
                    tally.name,
                    trigger.of(text),
                    words(theirs),
                    words(ours)
                );
            }
        }
    }
}
