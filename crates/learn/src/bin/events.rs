//! Trains and reads events.
//!
//! `events read GOLD.jsonl [--model FILE | --rules-only] [--arguments FILE] [--rules DIR]` prints records for the scorer;
//! `events train OUT --gold DIR` trains the classifier of types, `events arguments OUT --gold DIR` the choice of source
//! and target; `events folds wire|plv --gold DIR` prints records of the articles or the sentences, each by models that
//! have not seen its fold, `events folds arguments --gold DIR` how many choices are right so. `BAR=0.2,0.4,0.3` sets how
//! sure it has to be.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use anyhow::{Context, Result, bail};
use knowledge::{Arguing, Classifiers, Knowledge};
use learn::dense::{ClassTrainer, Shape};
use learn::events::arguments;
use learn::events::data::{Item, items, sentences};
use learn::events::examples;
use learn::events::print;
use learn::linear::shuffled;
use record::event::{Bar, Habit, Knows, Rules, code};
use record::{Parties, Who};

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
            let arguing = match option("--arguments") {
                Some(path) => Arguing::load(&std::fs::read(path)?)?,
                None => knowledge.arguing.clone(),
            };
            let model = model.as_ref().map(|m| (m, &arguing));
            let start = std::time::Instant::now();
            for item in &items {
                println!("{}", read(item, &knowledge, &rules, model));
            }
            let sentences: usize = items.iter().map(|i| i.document.sentences.len()).sum();
            eprintln!("{:.0} sentences/s", sentences as f64 / start.elapsed().as_secs_f64());
        }
        Some("train") => {
            let corpora = Corpora::read(&option("--gold").context("--gold")?, &knowledge, &rules)?;
            std::fs::write(file, model(&corpora.all(), &rules)?)?;
        }
        Some("arguments") => {
            let corpora = Corpora::read(&option("--gold").context("--gold")?, &knowledge, &rules)?;
            std::fs::write(file, arguments::tables(&corpora.marked(), &rules, &knowledge).write())?;
        }
        Some("folds") if file == "arguments" => {
            let corpora = Corpora::read(&option("--gold").context("--gold")?, &knowledge, &rules)?;
            for (side, share) in arguments::held_out(&corpora.marked(), &rules, &knowledge) {
                println!("{side}: {share:.3} right in articles held out");
            }
        }
        Some("folds") => {
            let Corpora { wire, plv, sentences } =
                Corpora::read(&option("--gold").context("--gold")?, &knowledge, &rules)?;
            let (held, whole) = if file == "wire" { (&wire, &plv) } else { (&plv, &wire) };
            for fold in 0..FOLDS {
                let seen = held.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, item)| item);
                let marked: Vec<&Item> = whole.iter().chain(seen).collect();
                let all: Vec<&Item> = marked.iter().copied().chain(&sentences).collect();
                let model = Classifiers::load(&model(&all, &rules)?)?;
                let arguing = Arguing::load(&arguments::tables(&marked, &rules, &knowledge).write())?;
                for item in held.iter().skip(fold).step_by(FOLDS) {
                    println!("{}", read(item, &knowledge, &rules, Some((&model, &arguing))));
                }
            }
        }
        _ => bail!("read, train or folds"),
    }
    Ok(())
}

/// What is learnt from.
struct Corpora {
    /// Articles annotated in full.
    wire: Vec<Item>,
    /// Sentences of which the event is known.
    plv: Vec<Item>,
    /// The sentences of the rules.
    sentences: Vec<Item>,
}

impl Corpora {
    fn read(gold: &str, knowledge: &Knowledge, rules: &Rules) -> Result<Corpora> {
        let mut wire = items(&format!("{gold}/wire/train.jsonl"), knowledge)?;
        let more = learn::annotated::joined(std::path::Path::new(&format!("{gold}/../articles/wire.jsonl")))?;
        wire.extend(learn::events::data::read(more, "annotated", knowledge)?);
        let plv = items(&format!("{gold}/events/plv_train.jsonl"), knowledge)?;
        let sentences =
            if std::env::var("NOSENT").is_ok() { Vec::new() } else { sentences(rules, knowledge) };
        Ok(Corpora { wire, plv, sentences })
    }

    /// What acts are learnt from.
    fn all(&self) -> Vec<&Item> {
        self.marked().into_iter().chain(&self.sentences).collect()
    }

    /// What source and target are learnt from: in the sentences of rules both are nearly always there.
    fn marked(&self) -> Vec<&Item> {
        self.wire.iter().chain(&self.plv).collect()
    }
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

fn read(
    item: &Item,
    knowledge: &Knowledge,
    rules: &Rules,
    model: Option<(&Classifiers, &Arguing)>,
) -> serde_json::Value {
    let who = Who::new(&item.document, &knowledge.actors, &item.places);
    let party = Parties { who: &who, statements: &item.statements, known: &knowledge.actors };
    let knows = Knows {
        rules,
        learned: model.map(|m| m.0),
        arguing: model.map(|m| m.1),
        background: Some(&knowledge.background),
        codebook: &knowledge.codebook,
        bar: bar(),
        habit: item.habit,
    };
    let events = code(&item.document, &item.statements, &item.places, &party, knows);
    print::record(item, &events)
}

/// log2 of the number of buckets.
const BITS: u32 = 18;
/// No event, and the types.
const CLASSES: usize = 17;
/// Values of the hidden layer.
const WIDTH: usize = 64;
/// Rounds of training.
const ROUNDS: u64 = 8;
/// Trainings whose mean is taken: what one alone happens to learn of rare types counts less.
const SEEDS: std::ops::Range<u64> = 0..6;

/// Trains all classifiers on the items.
fn model(items: &[&Item], rules: &Rules) -> Result<Vec<u8>> {
    let mut examples = Vec::new();
    for item in items {
        examples.extend(examples::of(item, rules).into_iter().map(|e| (*item, e)));
    }
    let events = examples.iter().filter(|e| e.1.class != 0).count();
    eprintln!("{} examples, {events} events", examples.len());
    let inputs = items.iter().map(|i| i.document.states.width()).max().unwrap_or(0);
    let roles = examples.first().map_or(0, |e| e.1.roles.len());
    let shape = Shape { roles, width: WIDTH, habits: Habit::COUNT, scores: CLASSES };
    let train = |seed: u64| {
        let mut trainer = ClassTrainer::new(BITS, shape, inputs, seed + 1);
        for round in 1..=ROUNDS {
            for index in shuffled(examples.len(), seed * ROUNDS + round) {
                let (item, e) = &examples[index];
                let held = (&item.document.states, item.habit as usize);
                trainer.learn(&e.hashes, &e.roles, held, e.class, e.weight);
            }
            trainer.end_round(round, ROUNDS);
        }
        trainer
    };
    let (weights, layer) = ClassTrainer::finish(&SEEDS.map(train).collect::<Vec<_>>());
    let about = serde_json::json!({
        "corpora": ["wire/train", "annotated articles of this project", "PLV train", "sentences of the rules"],
        "command": "cargo run --release -p learn --bin events -- train models/events.bin --gold ../shared/gold",
        "commit": learn::commit(),
        "rounds": ROUNDS,
        "seeds": SEEDS.count(),
    });
    Ok(Classifiers::write(&about.to_string(), &[("type", BITS, CLASSES, weights, layer)]))
}
