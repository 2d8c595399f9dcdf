//! Trains the choices of attribution on PolNeAR, the open genres of GUM and the wire articles, on our own trees.

use crate::annotated;
use crate::dense::{BlendTrainer, Roles, SEEDS, Shape};
use crate::linear::{Trainer, shuffled};
use anyhow::{Context as _, Result};
use document::{Document, Span, States, TokenId, TokenRange};
use knowledge::{Knowledge, Tables};
use serde_json::Value;
use std::path::Path;
use understand::quote::{Context, Convention, content, cue, extent, features::Features, source, stance};

/// One attribution of a corpus, in bytes.
struct Gold {
    cue: Option<Span>,
    source: Option<Span>,
    content: Vec<Span>,
    stance: Option<usize>,
}

/// One article of a corpus.
struct Example {
    document: Document,
    gold: Vec<Gold>,
    convention: Convention,
    weight: f32,
}

/// What was seen of all choices, hashed once, and the states of all articles.
#[derive(Default)]
struct Seen {
    /// With whose habits each was annotated.
    states: Vec<(States, usize)>,
    cues: Vec<Cue>,
    sources: Vec<Among>,
    extents: Vec<Among>,
    contents: Vec<Among>,
    stances: Vec<(Vec<u32>, usize)>,
}

/// A token that reports or does not.
struct Cue {
    article: usize,
    hashes: Vec<u32>,
    roles: Roles,
    yes: bool,
    weight: f32,
}

/// A choice among candidates, with the right one.
struct Among {
    article: usize,
    hashes: Vec<Vec<u32>>,
    roles: Vec<Roles>,
    right: usize,
    weight: f32,
}

/// Genres of GUM whose texts are not free for every use.
const CLOSED: [&str; 5] = ["whow", "fiction", "essay", "letter", "podcast"];

/// Trains all tables.
///
/// # Errors
/// If the gold is not there or cannot be read.
pub fn train(gold: &Path, knowledge: &Knowledge, about: Vec<(String, String)>, wire: f32) -> Result<Tables> {
    let examples = corpora(gold, knowledge, wire)?;
    Ok(of(&examples.iter().collect::<Vec<_>>(), about))
}

/// The tables by cross-validation: for each fold of GUM's news the tables that have not seen it, and its articles as
/// their lines of JSON.
///
/// # Errors
/// As [`train`].
pub fn folds(
    gold: &Path,
    knowledge: &Knowledge,
    about: &[(String, String)],
    wire: f32,
    mut each: impl FnMut(Tables, &[&str]),
) -> Result<()> {
    const FOLDS: usize = 5;
    let lines = read(gold, "quotes/gum_train_dev.jsonl")?;
    let news: Vec<&str> = lines.lines().filter(|l| l.contains("\"genre\": \"news\"")).collect();
    let examples = corpora(gold, knowledge, wire)?;
    for fold in 0..FOLDS {
        let held: Vec<&str> = news.iter().copied().skip(fold).step_by(FOLDS).collect();
        let is_held =
            |e: &&Example| held.iter().any(|l| l.contains(&format!("\"{}\"", e.document.article.id)));
        let seen: Vec<&Example> = examples.iter().filter(|e| !is_held(e)).collect();
        each(of(&seen, about.to_vec()), &held);
    }
    Ok(())
}

fn of(examples: &[&Example], about: Vec<(String, String)>) -> Tables {
    let mut seen = Seen::default();
    examples.iter().for_each(|e| look(e, &mut seen));
    tables(&seen, about)
}

fn read(gold: &Path, name: &str) -> Result<String> {
    let path = gold.join(name);
    std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
}

fn corpora(gold: &Path, knowledge: &Knowledge, wire: f32) -> Result<Vec<Example>> {
    let mut all = Vec::new();
    for (lines, convention, weight) in [
        (read(gold, "quotes/polnear_train.jsonl")?, Convention::Polnear, 1.0),
        (read(gold, "quotes/gum_train_dev.jsonl")?, Convention::Gum, 1.0),
        (read(gold, "wire/train.jsonl")?, Convention::Wire, wire),
        (annotated::joined(&gold.join("../articles/wire.jsonl"))?, Convention::Wire, wire),
    ] {
        all.extend(examples(&lines, convention, weight, knowledge)?);
    }
    Ok(all)
}

fn examples(lines: &str, convention: Convention, weight: f32, knowledge: &Knowledge) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line)?;
        if row["genre"].as_str().is_some_and(|g| CLOSED.contains(&g)) {
            continue;
        }
        let options = ::read::Options { kind: Some(::read::Kind::Jsonl), ..::read::Options::default() };
        let mut articles = ::read::articles(line.as_bytes().to_vec(), "gold", &options);
        let article = articles.next().context("no article")??;
        let document = understand::understand(article, knowledge);
        let gold = gold(&row, &document.article.text);
        examples.push(Example { document, gold, convention, weight });
    }
    Ok(examples)
}

fn gold(row: &Value, text: &str) -> Vec<Gold> {
    let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let span = |v: &Value| {
        let at = |i: usize| v[i].as_u64().and_then(|n| bytes.get(n as usize).copied());
        Some(Span::new(at(0)?, at(1)?))
    };
    let first =
        |v: &Value| if v[0].is_array() { spans(v, &span).into_iter().reduce(Span::cover) } else { span(v) };
    let items = row["attributions"].as_array().or(row["statements"].as_array());
    items
        .into_iter()
        .flatten()
        .map(|a| Gold {
            cue: first(&a["cue"]),
            source: first(if a["source"].is_null() { &a["speaker"] } else { &a["source"] }),
            content: spans(&a["content"], &span),
            stance: a["stance"].as_str().and_then(|s| stance::ALL.iter().position(|x| x.as_str() == s)),
        })
        .collect()
}

fn spans(value: &Value, span: &dyn Fn(&Value) -> Option<Span>) -> Vec<Span> {
    value.as_array().into_iter().flatten().filter_map(span).collect()
}

fn look(example: &Example, seen: &mut Seen) {
    let d = &example.document;
    let context = Context::new(&d.article, &d.names, d.syntax(), example.convention);
    let candidates: Vec<TokenId> = cue::candidates(&context).collect();
    let heads: Vec<(TokenId, &Gold)> =
        example.gold.iter().filter_map(|g| Some((cue_head(d, g.cue?, &candidates)?, g))).collect();
    let mut features = Features::default();
    let article = seen.states.len();
    seen.states.push((d.states.clone(), example.convention as usize));
    for &id in &candidates {
        cue::features(&context, id, &mut features);
        let yes = heads.iter().any(|h| h.0 == id);
        let (hashes, roles) = (features.hashes.clone(), cue::roles(&context, id).to_vec());
        seen.cues.push(Cue { article, hashes, roles, yes, weight: example.weight });
    }
    for (id, gold) in heads {
        one(&context, id, gold, example.weight, seen);
    }
}

/// The token of the cue that depends on none other of its tokens.
fn cue_head(document: &Document, span: Span, candidates: &[TokenId]) -> Option<TokenId> {
    let tokens = document.tokens.within(span);
    let top = |t: &TokenId| document.trees.head(*t).is_none_or(|h| !tokens.contains(h));
    let known = |t: &TokenId| candidates.binary_search(t).is_ok();
    tokens.ids().find(|t| top(t) && known(t)).or_else(|| tokens.ids().find(known))
}

fn one(context: &Context<'_>, id: TokenId, gold: &Gold, weight: f32, seen: &mut Seen) {
    let wanted = gold.source.map(|s| context.syntax.tokens.within(s)).unwrap_or_default();
    let sources = source::candidates(context, id);
    let mut features = Features::default();
    let likeness = |tokens: TokenRange| overlap(&[tokens], &[wanted]);
    let right =
        if wanted.is_empty() { Some(0) } else { best(sources.iter().map(|s| likeness(s.tokens)), 0.6) };
    let Some(right) = right else { return };
    let article = seen.states.len() - 1;
    let looked = sources.iter().map(|s| {
        source::features(context, id, s, &mut features);
        (features.hashes.clone(), source::roles(context, id, s).to_vec())
    });
    let (hashes, roles) = looked.unzip();
    seen.sources.push(Among { article, hashes, roles, right, weight });
    let chosen = &sources[right];
    let words = gold.cue.map(|c| context.syntax.tokens.within(c)).unwrap_or_default();
    if context.convention == Convention::Polnear && words.contains(id) {
        extents(context, id, words, chosen, seen);
    }
    let words = if words.contains(id) { words } else { cue::core(context, id) };
    let wanted: Vec<TokenRange> = gold.content.iter().map(|s| context.syntax.tokens.within(*s)).collect();
    let contents = content::candidates(context, id, words, chosen);
    if let Some(right) = best(contents.iter().map(|c| overlap(&c.pieces, &wanted)), 0.5) {
        let looked = contents.iter().map(|c| {
            content::features(context, id, chosen, c, &mut features);
            (features.hashes.clone(), content::roles(context, id, chosen, c).to_vec())
        });
        let (hashes, roles) = looked.unzip();
        seen.contents.push(Among { article, hashes, roles, right, weight });
    }
    if let Some(kind) = gold.stance {
        stance::features(context, id, &wanted, &mut features);
        seen.stances.push((features.hashes.clone(), kind));
    }
}

/// Where the cue begins and ends. Only PolNeAR marks whole cues.
fn extents(context: &Context<'_>, id: TokenId, words: TokenRange, source: &source::Source, seen: &mut Seen) {
    let mut features = Features::default();
    for side in [extent::Side::Before, extent::Side::After] {
        let ranges: Vec<TokenRange> = extent::candidates(context, id, source, side).collect();
        let fits = |r: &TokenRange| match side {
            extent::Side::Before => r.start == words.start,
            extent::Side::After => r.end == words.end,
        };
        let Some(right) = ranges.iter().position(fits) else { continue };
        let looked = ranges.iter().map(|r| {
            extent::features(context, id, *r, side, &mut features);
            (features.hashes.clone(), extent::roles(context, id, *r, side).to_vec())
        });
        let (hashes, roles) = looked.unzip();
        seen.extents.push(Among { article: seen.states.len() - 1, hashes, roles, right, weight: 1.0 });
    }
}

/// The first of the likest, where it is like enough.
fn best(likeness: impl Iterator<Item = f32>, least: f32) -> Option<usize> {
    let best =
        likeness.enumerate().fold((usize::MAX, least - 1e-6), |b, (i, l)| if l > b.1 { (i, l) } else { b });
    (best.0 != usize::MAX).then_some(best.0)
}

/// Intersection over union of two sets of tokens.
fn overlap(a: &[TokenRange], b: &[TokenRange]) -> f32 {
    let tokens = |r: &[TokenRange]| r.iter().flat_map(|r| r.ids()).collect::<std::collections::BTreeSet<_>>();
    let (a, b) = (tokens(a), tokens(b));
    let both = a.intersection(&b).count();
    both as f32 / (a.len() + b.len() - both).max(1) as f32
}

/// Weights are averaged over the ends of the rounds (Collins 2002), but for stances, whose examples are few.
const ROUNDS: u64 = 10;

/// Values of the hidden layers.
const WIDTH: usize = 64;

fn tables(seen: &Seen, about: Vec<(String, String)>) -> Tables {
    let inputs = seen.states.iter().map(|s| s.0.width()).max().unwrap_or(0);
    let mut tables = Tables::default();
    tables.about = about;
    let mut add = |name: &str, trainers: Vec<BlendTrainer>| {
        let (table, layer) = BlendTrainer::finish(&trainers);
        tables.push(name, table);
        tables.push_dense(name, layer);
    };
    let roles = |all: &[Among]| all.first().and_then(|a| a.roles.first()).map_or(0, Vec::len);
    add("cue", SEEDS.map(|seed| cues(seen, inputs, seed)).collect());
    for (name, bits, all) in
        [("source", 17, &seen.sources), ("extent", 16, &seen.extents), ("content", 18, &seen.contents)]
    {
        let one = |seed: u64| {
            let trainer = BlendTrainer::new(bits, shape(roles(all)), inputs, u64::from(bits) + seed);
            among(trainer, all, &seen.states, seed)
        };
        // Of contents and cues' ends there are many candidates: their choice is learnt once, for the sake of speed.
        let seeds = if name == "source" { SEEDS } else { 0..1 };
        add(name, seeds.map(one).collect());
    }
    for (kind, table) in stances(seen).into_iter().enumerate() {
        tables.push(&format!("stance-{kind}"), table.table());
    }
    tables
}

fn shape(roles: usize) -> Shape {
    Shape { roles, width: WIDTH, habits: Convention::ALL.len(), scores: 1 }
}

fn cues(seen: &Seen, inputs: usize, seed: u64) -> BlendTrainer {
    let roles = seen.cues.first().map_or(0, |c| c.roles.len());
    let mut trainer = BlendTrainer::new(18, shape(roles), inputs, seed + 1);
    for round in 1..=ROUNDS {
        for i in shuffled(seen.cues.len(), seed * ROUNDS + round) {
            let cue = &seen.cues[i];
            let (states, habit) = &seen.states[cue.article];
            trainer.learn(&cue.hashes, &cue.roles, (states, *habit), cue.yes, cue.weight);
        }
        trainer.end_round(round, ROUNDS);
    }
    trainer
}

fn among(mut trainer: BlendTrainer, all: &[Among], states: &[(States, usize)], seed: u64) -> BlendTrainer {
    for round in 1..=ROUNDS {
        for i in shuffled(all.len(), seed * ROUNDS + round) {
            let one = &all[i];
            let (states, habit) = &states[one.article];
            trainer.choose(&one.hashes, &one.roles, (states, *habit), one.right, one.weight);
        }
        trainer.end_round(round, ROUNDS);
    }
    trainer
}

fn stances(seen: &Seen) -> Vec<Trainer> {
    let mut stances = vec![Trainer::new(13, 0.1); stance::ALL.len()];
    for round in 1..=ROUNDS {
        for i in shuffled(seen.stances.len(), round) {
            let (hashes, kind) = &seen.stances[i];
            stances.iter_mut().enumerate().for_each(|(k, t)| t.learn(hashes, k == *kind, 1.0));
        }
    }
    stances
}
