//! Trains what tells background from news: `background train OUT GOLD-DIR`, `background folds GOLD-DIR` (each article
//! by weights that have not seen it), `background score GOLD.jsonl` (by the shipped weights).
//!
//! Each event of the gold gives its trigger and type; what was told of the event before is the model's own answer when
//! scoring, and the gold's when training.
#![allow(clippy::print_stdout)]

use anyhow::{Context, Result, bail};
use document::TokenId;
use knowledge::{Blend, Dense, DenseWeights, Knowledge, Table, Tables};
use learn::dense::{BlendTrainer, Shape};
use learn::events::data::{Gold, Item, Mark, items, read};
use learn::linear::shuffled;
use record::event::{History, Seen, claimed_by};
use std::path::Path;

/// log2 of the number of buckets.
const BITS: u32 = 14;
/// Values of the hidden layer.
const WIDTH: usize = 32;
/// Tokens whose states are looked at.
const ROLES: usize = 5;
/// Rounds of training; more learn the annotators' chances by heart.
const ROUNDS: u64 = 4;
const FOLDS: usize = 5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let knowledge = Knowledge::ours()?;
    match arguments[..] {
        ["train", out, gold] => {
            let all = corpora(gold, &knowledge)?;
            Ok(std::fs::write(out, file(train(&all.iter().collect::<Vec<_>>())).write())?)
        }
        ["folds", gold] => folds(&corpora(gold, &knowledge)?),
        ["score", gold] => {
            let mut tally = Tally::default();
            items(gold, &knowledge)?.iter().for_each(|item| tally.add(item, &knowledge.background));
            tally.print();
            Ok(())
        }
        _ => bail!("train OUT GOLD-DIR, folds GOLD-DIR or score GOLD.jsonl"),
    }
}

/// Articles whose events are annotated in full.
fn corpora(gold: &str, knowledge: &Knowledge) -> Result<Vec<Item>> {
    let mut all = items(&format!("{gold}/wire/train.jsonl"), knowledge).context("wire/train.jsonl")?;
    let more = learn::annotated::joined(Path::new(&format!("{gold}/../articles/wire.jsonl")))?;
    all.extend(read(more, "annotated", knowledge)?);
    Ok(all)
}

fn folds(all: &[Item]) -> Result<()> {
    let mut tally = Tally::default();
    for fold in 0..FOLDS {
        let held = |i: usize| i % FOLDS == fold;
        let seen: Vec<&Item> =
            all.iter().enumerate().filter(|(i, _)| !held(*i)).map(|(_, item)| item).collect();
        let (seen, held) = train(&seen);
        let table = Blend { seen, held: Dense::new(&held) };
        all.iter().skip(fold).step_by(FOLDS).for_each(|item| tally.add(item, &table));
    }
    tally.print();
    Ok(())
}

fn train(items: &[&Item]) -> (Table, DenseWeights) {
    let mut examples = Vec::new();
    for item in items {
        let (marks, events): (Vec<&Mark>, Vec<Seen<'_>>) = gold(item).into_iter().unzip();
        let history = History::new(&item.document, &events);
        let mut before = None;
        for (index, mark) in marks.iter().enumerate() {
            examples.push((
                *item,
                history.features(index, before),
                history.roles(index).to_vec(),
                mark.historical,
            ));
            before = Some(mark.historical);
        }
    }
    let inputs = items.iter().map(|i| i.document.states.width()).max().unwrap_or(0);
    let shape = Shape { roles: ROLES, width: WIDTH, habits: 1, scores: 1 };
    let mut trainer = BlendTrainer::new(BITS, shape, inputs, 1);
    for round in 1..=ROUNDS {
        for index in shuffled(examples.len(), round) {
            let (item, seen, roles, yes) = &examples[index];
            trainer.learn(seen, roles, (&item.document.states, 0), *yes, 1.0);
        }
        trainer.end_round(round, ROUNDS);
    }
    BlendTrainer::finish(&[trainer])
}

/// The events of the gold in order of the text.
fn gold(item: &Item) -> Vec<(&Mark, Seen<'_>)> {
    let Gold::Wire(marks) = &item.gold else { return Vec::new() };
    let document = &item.document;
    let first = |m: &Mark| document.tokens.within(m.trigger).ids().next();
    let mut all: Vec<(&Mark, TokenId)> = marks.iter().filter_map(|m| Some((m, first(m)?))).collect();
    all.sort_by_key(|(_, id)| *id);
    let seen = |(mark, id): (&'_ Mark, TokenId)| {
        let trigger = document.syntax().token(id);
        let claimed = claimed_by(&item.statements, trigger.span()).is_some();
        Seen { trigger, plover: mark.plover, day: record::day::of(document, id), claimed }
    };
    all.into_iter().map(|(m, id)| (m, seen((m, id)))).collect()
}

/// How often news and background are told.
#[derive(Default)]
struct Tally {
    right: [usize; 2],
    wrong: [usize; 2],
}

impl Tally {
    fn add(&mut self, item: &Item, choice: &Blend) {
        let (marks, events): (Vec<&Mark>, Vec<Seen<'_>>) = gold(item).into_iter().unzip();
        let told = History::new(&item.document, &events).marks(Some(choice));
        for (mark, told) in marks.iter().zip(told) {
            let side = if told == mark.historical { &mut self.right } else { &mut self.wrong };
            side[usize::from(mark.historical)] += 1;
        }
    }

    fn print(&self) {
        let [news, background] = [0, 1].map(|i| (self.right[i], self.right[i] + self.wrong[i]));
        let share = (news.0 + background.0) as f32 / (news.1 + background.1).max(1) as f32;
        println!(
            "accuracy {share:.3}; news {} of {}, background {} of {}",
            news.0, news.1, background.0, background.1
        );
    }
}

fn file((table, layer): (Table, DenseWeights)) -> Tables {
    let about = [
        ("corpora", "wire/train, annotated articles of this project".to_string()),
        (
            "command",
            "cargo run --release -p learn --bin background -- train models/background.bin ../shared/gold"
                .to_string(),
        ),
        ("commit", learn::commit()),
    ];
    let about = about.map(|(key, value)| (key.to_string(), value)).to_vec();
    let mut tables = Tables::default();
    tables.about = about;
    tables.push("background", table);
    tables.push_dense("background", layer);
    tables
}
