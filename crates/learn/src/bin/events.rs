//! Trains and reads events.
//!
//! `events read GOLD.jsonl [--model FILE | --rules-only] [--rules DIR]` prints records for the scorer;
//! `events train OUT --wire FILE --plv FILE` trains; `events folds wire|plv --wire FILE --plv FILE` prints
//! records of the articles or the sentences, each by a model that has not seen its fold. `BAR=0.2,0.4,0.3` sets how
//! sure it has to be.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use anyhow::{Context, Result, bail};
use knowledge::{Classifiers, Knowledge};
use learn::events::data::{Item, items};
use learn::events::examples;
use learn::events::print;
use learn::events::train::{Example, Plan, train};
use record::Who;
use record::event::{Bar, Knows, Rules, code};

const FOLDS: usize = 5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option =
        |name: &str| arguments.iter().position(|a| a == name).and_then(|i| arguments.get(i + 1)).cloned();
    let knowledge = Knowledge::ours()?;
    let rules = rules(option("--rules"))?;
    eprintln!("{} rules, {} patterns", rules.all().len(), rules.patterns());
    let file = arguments.get(1).context("a command and a file")?;
    match arguments.first().map(String::as_str) {
        Some("read") => {
            let model = match option("--model") {
                Some(path) => Some(Classifiers::load(&std::fs::read(path)?)?),
                None if arguments.iter().any(|a| a == "--rules-only") => None,
                None => Some(knowledge.events.clone()),
            };
            let items = items(file, &knowledge)?;
            let start = std::time::Instant::now();
            for item in &items {
                println!("{}", read(item, &knowledge, &rules, model.as_ref()));
            }
            let sentences: usize = items.iter().map(|i| i.document.sentences.len()).sum();
            eprintln!("{:.0} sentences/s", sentences as f64 / start.elapsed().as_secs_f64());
        }
        Some("train") => {
            let wire = items(&option("--wire").context("--wire")?, &knowledge)?;
            let plv = items(&option("--plv").context("--plv")?, &knowledge)?;
            let model = model(&wire.iter().chain(&plv).collect::<Vec<_>>(), &knowledge, &rules)?;
            std::fs::write(file, model)?;
        }
        Some("folds") => {
            let wire = items(&option("--wire").context("--wire")?, &knowledge)?;
            let plv = items(&option("--plv").context("--plv")?, &knowledge)?;
            let (held, whole) = if file == "wire" { (&wire, &plv) } else { (&plv, &wire) };
            for fold in 0..FOLDS {
                let seen = held.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, item)| item);
                let all: Vec<&Item> = whole.iter().chain(seen).collect();
                let model = Classifiers::load(&model(&all, &knowledge, &rules)?)?;
                for item in held.iter().skip(fold).step_by(FOLDS) {
                    println!("{}", read(item, &knowledge, &rules, Some(&model)));
                }
            }
        }
        _ => bail!("read, train or folds"),
    }
    Ok(())
}

/// The project's rules, or those of a directory.
fn rules(directory: Option<String>) -> Result<Rules> {
    let Some(directory) = directory else { return Ok(Rules::ours()?) };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "rule") {
            files.push((path.display().to_string(), std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(Rules::read(files.iter().map(|(n, t)| (n.as_str(), t.as_str())))?)
}

/// How sure the classifier has to be.
fn bar() -> Bar {
    let given = std::env::var("BAR").unwrap_or_default();
    let mut numbers = given.split(',').filter_map(|n| n.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(with_rule), Some(without)) => {
            Bar { with_rule, without, vote: numbers.next().unwrap_or(Bar::default().vote) }
        }
        _ => Bar::default(),
    }
}

/// A number from the environment, for trials.
fn trial(name: &str, usual: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(usual)
}

fn read(item: &Item, knowledge: &Knowledge, rules: &Rules, model: Option<&Classifiers>) -> serde_json::Value {
    let who = Who::new(&item.document, &knowledge.actors, &item.places);
    let party = |phrase, head| who.party(phrase, head);
    let knows = Knows { rules, learned: model, codebook: &knowledge.codebook, bar: bar() };
    let events = code(&item.document, &item.statements, &item.places, &party, knows);
    print::record(item, &events)
}

/// Trains all classifiers on the items.
fn model(items: &[&Item], _knowledge: &Knowledge, rules: &Rules) -> Result<Vec<u8>> {
    let examples: Vec<Example> = items.iter().flat_map(|item| examples::of(item, rules)).collect();
    let events = examples.iter().filter(|e| e.class != 0).count();
    eprintln!("{} examples, {events} events", examples.len());
    let plan = Plan {
        bits: 17,
        classes: 17,
        passes: trial("PASSES", 8.0) as usize,
        rate: trial("RATE", 0.08),
        shrink: trial("SHRINK", 1e-5),
    };
    let weights = train(&examples, plan);
    let about = serde_json::json!({"made_by": "events train", "corpora": ["wire/train", "PLV train"], "passes": plan.passes});
    Ok(Classifiers::write(&about.to_string(), &[("type", plan.bits, plan.classes, weights)]))
}
