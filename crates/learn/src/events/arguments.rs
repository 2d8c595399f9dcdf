//! From gold to examples for the choice of source and target, and its training.

use super::data::{Gold, Item, Mark};
use super::examples::{first_of, trigger};
use crate::dense::{BlendTrainer, Roles, SEEDS, Shape};
use crate::linear::shuffled;
use document::{Party, Plover, Span};
use knowledge::{Dense, DenseWeights, Knowledge, Projected, Table, Tables};
use record::event::filler::{Filler, Look, Named, Past, Side, Standing, features, fillers, roles};
use record::event::{Candidate, Habit, Rules, arguments, candidates};
use record::{Parties, Who};
use std::collections::BTreeSet;

/// A choice among fillers, with the right one.
pub struct Choice {
    hashes: Vec<Vec<u32>>,
    roles: Vec<Roles>,
    right: usize,
    weight: f32,
}

/// The choices of one article: of sources, of targets.
#[derive(Default)]
pub struct Choices {
    source: Vec<Choice>,
    target: Vec<Choice>,
}

/// Those of one side, as the gold has them.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The words that name them; none where they are not in the sentence.
    pub spans: Vec<Span>,
    /// Their codes.
    pub codes: Vec<String>,
}

/// What an example counts whose right filler is told by its country alone.
const BY_COUNTRY: f32 = 0.6;

/// The choices of an article.
pub fn of(item: &Item, rules: &Rules, knowledge: &Knowledge) -> Choices {
    let who = Who::new(&item.document, &knowledge.actors, &item.places);
    let coder = Parties { who: &who, statements: &item.statements, known: &knowledge.actors };
    let all = candidates(&item.document, rules);
    let mut named = Named::new(&item.document, &coder);
    let mut found = Choices::default();
    let mut add = |candidate: &Candidate<'_, '_>, plover: Plover, wanted: &[Wanted; 2], full: bool| {
        let fit = candidate.fits.iter().find(|f| f.rule.plover == plover).copied();
        let framed = arguments(&item.document, &coder, candidate, fit, plover).words;
        let all = fillers(&mut named, candidate.trigger, plover);
        let country = who.country_around(candidate.trigger.id).map(|c| c.0);
        let mut look = Look {
            document: &item.document,
            candidate,
            plover,
            side: Side::Source,
            framed,
            source: None,
            habit: item.habit,
        };
        let source = right(&mut named, item, (&all, Side::Source), &wanted[0], country);
        if let Some((right, weight)) = source.filter(|_| full || !wanted[0].spans.is_empty()) {
            found.source.push(choice(&look, &mut named, &all, right, weight));
        }
        named.past.push(past(item, candidate, plover, wanted));
        let Some((source, _)) = source else { return };
        (look.side, look.source) = (Side::Target, all.get(source).copied());
        let rest: Vec<Filler> =
            all.iter().copied().filter(|f| f.word.is_none() || f.word != all[source].word).collect();
        let target = right(&mut named, item, (&rest, Side::Target), &wanted[1], country);
        if let Some((right, weight)) = target.filter(|_| full || !wanted[1].spans.is_empty()) {
            found.target.push(choice(&look, &mut named, &rest, right, weight));
        }
    };
    match &item.gold {
        Gold::Wire(marks) => {
            for Mark { trigger, plover, wanted, .. } in marks {
                let span = first_of(&all, *trigger);
                if let Some(candidate) = all.iter().find(|c| Some(c.trigger.span()) == span) {
                    add(candidate, *plover, wanted, true);
                }
            }
        }
        Gold::Nothing => {}
        Gold::Sentence(kinds, wanted) => {
            let spans: Vec<Span> = wanted.iter().flat_map(|w| w.spans.iter().copied()).collect();
            let chosen = trigger(&all, kinds, &spans);
            if let Some((plover, id)) = chosen
                && let Some(candidate) = all.iter().find(|c| c.trigger.id == id)
            {
                add(candidate, plover, wanted, false);
            }
        }
    }
    found
}

/// An event of the gold as one told before.
fn past(item: &Item, candidate: &Candidate<'_, '_>, plover: Plover, wanted: &[Wanted; 2]) -> Past {
    let party = |code: &String| Party { actor: Some(code.clone()), ..Party::default() };
    Past {
        plover,
        lemma: candidate.trigger.lemma().to_string(),
        sentence: item.document.sentences.of(candidate.trigger.id).unwrap_or_default(),
        sides: [0, 1].map(|side| wanted[side].codes.iter().map(party).collect()),
    }
}

/// The right filler: by its words, else by its code, else by its country where that goes without saying.
fn right(
    named: &mut Named<'_>,
    item: &Item,
    (all, side): (&[Filler], Side),
    wanted: &Wanted,
    country: Option<&str>,
) -> Option<(usize, f32)> {
    if wanted.spans.is_empty() && wanted.codes.is_empty() {
        return Some((0, 1.0));
    }
    let document = &item.document;
    let heads = |f: &Filler| {
        f.word.is_some_and(|w| {
            wanted.spans.iter().any(|s| {
                let tokens = document.tokens.within(*s);
                tokens.contains(w) && document.trees.head(w).is_none_or(|h| !tokens.contains(h))
            })
        })
    };
    let inside = |f: &Filler| {
        let word = f.word.map(|w| document.syntax().token(w).span());
        word.is_some_and(|w| wanted.spans.iter().any(|s| s.contains(w)))
    };
    if let Some(at) = all.iter().position(heads).or_else(|| all.iter().position(inside)) {
        return Some((at, 1.0));
    }
    let same = |parties: &[Party]| {
        let codes: BTreeSet<&str> = parties.iter().filter_map(|p| p.actor.as_deref()).collect();
        codes == wanted.codes.iter().map(String::as_str).collect()
    };
    let again = |f: &Filler| matches!(f.standing, Standing::Again(_) | Standing::Both(_));
    if let Some(at) = all.iter().position(|f| again(f) && same(&named.stands_for(f, side))) {
        return Some((at, 1.0));
    }
    let mut by = |fits: &dyn Fn(&str, &str) -> bool| {
        all.iter().position(|f| {
            let parties = f.word.map(|w| named.of(w).to_vec()).unwrap_or_default();
            parties.iter().filter_map(|p| p.actor.as_deref()).any(|a| wanted.codes.iter().any(|c| fits(a, c)))
        })
    };
    let land = |c: &str| c.get(..3).map(str::to_string);
    if let Some(at) = by(&|a, c| a == c) {
        return Some((at, 1.0));
    }
    let unsaid = all.iter().position(|f| f.standing == Standing::Unsaid);
    if wanted.codes.iter().any(|c| land(c).as_deref() == country) {
        return unsaid.map(|at| (at, 1.0));
    }
    by(&|a, c| land(a) == land(c)).map(|at| (at, BY_COUNTRY))
}

fn choice(look: &Look<'_, '_>, named: &mut Named<'_>, all: &[Filler], right: usize, weight: f32) -> Choice {
    let mut hashes = Vec::new();
    let mut seen = |filler: &Filler| {
        features(look, named, filler, &mut hashes);
        hashes.clone()
    };
    let hashes = all.iter().map(&mut seen).collect();
    Choice { hashes, roles: all.iter().map(|f| roles(look, f).to_vec()).collect(), right, weight }
}

/// log2 of the number of buckets of each table.
const BITS: u32 = 17;
/// Values of the hidden layer.
const WIDTH: usize = 32;
/// Rounds of training.
const ROUNDS: u64 = 8;

/// Trains the choices of both sides on the items.
pub fn tables(items: &[&Item], rules: &Rules, knowledge: &Knowledge) -> Tables {
    let all: Vec<(&Item, Choices)> = items.iter().map(|item| (*item, of(item, rules, knowledge))).collect();
    let mut tables = Tables::default();
    let command =
        "cargo run --release -p learn --bin events -- arguments models/arguments.bin --gold ../shared/gold";
    tables.about = vec![
        ("corpora".into(), "wire/train, annotated articles of this project, PLV train".into()),
        ("command".into(), command.into()),
        ("commit".into(), crate::commit()),
    ];
    for (name, of) in SIDES {
        let (table, layer) = train(&flat(&all, of, |_| true));
        tables.push(name, table);
        tables.push_dense(name, layer);
    }
    tables
}

/// For each side the share of choices in whole articles that are right, by training that has not seen their article.
pub fn held_out(items: &[&Item], rules: &Rules, knowledge: &Knowledge) -> Vec<(&'static str, f32)> {
    const FOLDS: usize = 5;
    let all: Vec<(&Item, Choices)> = items.iter().map(|item| (*item, of(item, rules, knowledge))).collect();
    let share = |of: Of| {
        let (mut right, mut count) = (0.0, 0.0);
        for fold in 0..FOLDS {
            let (table, layer) = train(&flat(&all, of, |i| i % FOLDS != fold));
            let layer = Dense::new(&layer);
            for (item, c) in flat(&all, of, |i| i % FOLDS == fold) {
                if item.habit == Habit::Article {
                    count += 1.0;
                    right += f32::from(u8::from(chosen(item, c, &table, &layer) == c.right));
                }
            }
        }
        right / count
    };
    SIDES.map(|(name, of)| (name, share(of))).to_vec()
}

fn chosen(item: &Item, c: &Choice, table: &Table, layer: &Dense) -> usize {
    let mut cache = Projected::default();
    let score = |i: usize, cache: &mut Projected| {
        let held = layer.score(&item.document.states, cache, (item.habit as usize, &c.roles[i]));
        table.score(&c.hashes[i]) + held
    };
    let scores: Vec<f32> = (0..c.hashes.len()).map(|i| score(i, &mut cache)).collect();
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or(0)
}

type Of = fn(&Choices) -> &[Choice];
const SIDES: [(&str, Of); 2] = [("source", source), ("target", target)];

/// The choices of a side in the articles whose number will do.
fn flat<'c>(
    all: &'c [(&'c Item, Choices)],
    of: Of,
    which: impl Fn(usize) -> bool,
) -> Vec<(&'c Item, &'c Choice)> {
    let wanted = all.iter().enumerate().filter(|(i, _)| which(*i)).map(|(_, one)| one);
    wanted.flat_map(|(item, choices)| of(choices).iter().map(move |c| (*item, c))).collect()
}

fn train(choices: &[(&Item, &Choice)]) -> (Table, DenseWeights) {
    let inputs = choices.iter().map(|c| c.0.document.states.width()).max().unwrap_or(0);
    let roles = choices.first().and_then(|c| c.1.roles.first()).map_or(0, Vec::len);
    let shape = Shape { roles, width: WIDTH, habits: Habit::COUNT, scores: 1 };
    let one = |seed: u64| {
        let mut trainer = BlendTrainer::new(BITS, shape, inputs, seed + 1);
        for round in 1..=ROUNDS {
            for index in shuffled(choices.len(), seed * ROUNDS + round) {
                let (item, c) = choices[index];
                let held = (&item.document.states, item.habit as usize);
                trainer.choose(&c.hashes, &c.roles, held, c.right, c.weight);
            }
            trainer.end_round(round, ROUNDS);
        }
        trainer
    };
    BlendTrainer::finish(&SEEDS.map(one).collect::<Vec<_>>())
}

fn source(choices: &Choices) -> &[Choice] {
    &choices.source
}

fn target(choices: &Choices) -> &[Choice] {
    &choices.target
}
