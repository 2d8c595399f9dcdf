//! Training of the choice among places: softmax regression by full gradients, so that nothing is random.

pub mod recognise;

use anyhow::{Context, Result};
use document::{Document, Span};
use knowledge::Knowledge;
use record::place::{Features, INSIDE, Questions, Signs, WIDE};
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;

/// A place of the gold: its words and, where it has one, its point.
pub struct Mark {
    span: Span,
    point: Option<(f64, f64)>,
}

/// One article with the answers to its questions.
pub struct Item<'d> {
    questions: Questions<'d>,
    /// For each name what the gold says of it, if anything, and its question.
    right: Vec<(usize, Option<Right>)>,
    /// How many places the gold has.
    marks: u32,
    /// How its names fit those of the gold.
    spans: Spans,
    /// How much each of its names counts in training, unless a container is told: that means the same in any
    /// paper, and counts in full.
    weight: f32,
}

/// What the gold says of a name.
struct Right {
    point: (f64, f64),
    /// How far each candidate lies from it, in km, and whether that is near enough.
    away: Vec<f64>,
    fits: Vec<bool>,
}

/// Places of the gold and of ours that overlap, and those that are the same.
#[derive(Clone, Copy, Default)]
struct Spans {
    gold: u32,
    found: u32,
    named: u32,
    exact: u32,
    all: u32,
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    of.count() as u32
}

/// The weights of both passes.
pub struct Pair {
    first: Features,
    second: Features,
}

/// Reads a gold file.
pub fn read(path: &Path, knowledge: &Knowledge) -> Result<(Vec<Document>, Vec<Vec<Mark>>)> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let rows: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let options = read::Options { kind: Some(read::Kind::Jsonl), ..read::Options::default() };
    let mut documents = Vec::new();
    let mut marks = Vec::new();
    for (article, row) in read::articles(text.into_bytes(), &path.display().to_string(), &options).zip(&rows)
    {
        let document = understand::understand(article?, knowledge);
        marks.push(of_row(row, &document.article.text));
        documents.push(document);
    }
    Ok((documents, marks))
}

fn of_row(row: &Value, text: &str) -> Vec<Mark> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |v: &Value| v.as_u64().and_then(|c| bytes.get(c as usize)).copied().unwrap_or(0);
    let mark = |t: &Value| {
        let point = t["lat"].as_f64().zip(t["lon"].as_f64());
        let span = match t["span"].as_array() {
            Some(s) => Span::new(byte(s.first()?), byte(s.get(1)?)),
            None => Span::new(byte(&t["b"]), byte(&t["e"])),
        };
        Some(Mark { span, point })
    };
    let rows = row["toponyms"].as_array().or_else(|| row["places"].as_array());
    rows.into_iter().flatten().filter_map(mark).collect()
}

/// An answer this near counts, as in the figures of the field.
const NEAR_KM: f64 = 160.0;
/// A candidate this near is the right one; of several the nearest counts.
const RIGHT_KM: f64 = 160.0;

impl<'d> Item<'d> {
    /// The questions of an article and their answers.
    pub fn new(
        document: &'d Document,
        marks: &[Mark],
        weight: f32,
        knowledge: &'d Knowledge,
        recognise: &Signs,
    ) -> Item<'d> {
        let questions = Questions::new(document, knowledge, recognise);
        let names: Vec<_> = questions.names().collect();
        let spans = names.iter().map(|n| n.0);
        let found = count(marks.iter().filter(|m| spans.clone().any(|s| s.overlaps(m.span))));
        let named = count(spans.clone().filter(|s| marks.iter().any(|m| m.span.overlaps(*s))));
        let exact = count(spans.clone().filter(|s| marks.iter().any(|m| m.span == *s)));
        let spans = Spans { gold: count(marks.iter()), found, named, exact, all: names.len() as u32 };
        let marks: Vec<&Mark> = marks.iter().filter(|m| m.point.is_some()).collect();
        let answer = |span: Span, points: &[(f64, f64)]| {
            let mark = marks.iter().find(|m| m.span.overlaps(span))?;
            let point = mark.point?;
            let away: Vec<f64> = points.iter().map(|p| kilometres(*p, point)).collect();
            let nearest = away.iter().copied().fold(f64::MAX, f64::min);
            let limit = if nearest < 10.0 { 10.0 } else { RIGHT_KM };
            let fits = away.iter().map(|a| *a <= limit).collect();
            Some(Right { point, away, fits })
        };
        let right = names.iter().map(|(span, q, points)| (*q, answer(*span, points))).collect();
        Item { questions, right, marks: marks.len() as u32, weight, spans }
    }
}

fn kilometres((a, b): (f64, f64), (c, d): (f64, f64)) -> f64 {
    let chord = ((c - a).to_radians() / 2.0).sin().powi(2)
        + a.to_radians().cos() * c.to_radians().cos() * ((d - b).to_radians() / 2.0).sin().powi(2);
    2.0 * 6371.0088 * chord.clamp(0.0, 1.0).sqrt().asin()
}

/// One question: the features of its candidates, and which are right.
type Example = (Vec<Features>, Vec<bool>, f32);

/// Trains both passes.
pub fn train(items: &[&Item<'_>]) -> Pair {
    let first = fit(&examples(items, |i| i.questions.first()));
    let second = fit(&examples(items, |i| i.questions.second(&first)));
    Pair { first, second }
}

fn examples(items: &[&Item<'_>], features: impl Fn(&Item<'_>) -> Vec<Vec<Features>>) -> Vec<Example> {
    let mut all = Vec::new();
    for item in items {
        let features = features(item);
        for (question, right) in &item.right {
            let (Some(features), Some(right)) = (features.get(*question), right) else { continue };
            let mut right = right.fits.clone();
            let none = !right.contains(&true);
            // Where a country or a sea has its point is a matter of taste.
            if features.is_empty() || none && features.iter().any(|f| WIDE.iter().any(|&k| f[k] > 0.0)) {
                continue;
            }
            right.push(none);
            let told = features.iter().any(|f| f[INSIDE] > 0.0);
            all.push((features.clone(), right, if told { 1.0 } else { item.weight }));
        }
    }
    all
}

/// Steps of the descent.
const STEPS: usize = 600;
/// How strongly weights are held near zero.
const HOLD: f32 = 1e-3;

fn fit(examples: &[Example]) -> Features {
    let total: f32 = examples.iter().map(|e| e.2).sum::<f32>().max(1.0);
    descend(STEPS, HOLD, |weights: &Features, gradient: &mut Features| {
        for (candidates, right, weight) in examples {
            add_gradient(candidates, right, weights, gradient, weight / total);
        }
    })
}

/// Gradient descent with a step of its own for each weight (Adam), over all examples at once.
fn descend<const N: usize>(steps: usize, hold: f32, add: impl Fn(&[f32; N], &mut [f32; N])) -> [f32; N] {
    let (mut weights, mut mean, mut square) = ([0f32; N], [0f32; N], [0f32; N]);
    for step in 1..=steps {
        let mut gradient = weights.map(|w| w * hold);
        add(&weights, &mut gradient);
        let rate = 0.1 * (1.0 - step as f32 / (steps as f32 + 1.0));
        let (fade, slow) = (1.0 - 0.9f32.powi(step as i32), 1.0 - 0.99f32.powi(step as i32));
        for i in 0..N {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            square[i] = 0.99 * square[i] + 0.01 * gradient[i] * gradient[i];
            weights[i] -= rate * (mean[i] / fade) / ((square[i] / slow).sqrt() + 1e-8);
        }
    }
    weights
}

fn add_gradient(
    candidates: &[Features],
    right: &[bool],
    weights: &Features,
    gradient: &mut Features,
    share: f32,
) {
    let scores: Vec<f32> =
        candidates.iter().map(|c| c.iter().zip(weights).map(|(x, w)| x * w).sum()).collect();
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let odds: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
    let all: f32 = odds.iter().sum();
    let good: f32 = odds.iter().zip(right).filter(|(_, r)| **r).map(|(o, _)| o).sum::<f32>().max(1e-30);
    for ((candidate, odd), right) in candidates.iter().zip(&odds).zip(right) {
        let pull = odd / all - if *right { odd / good } else { 0.0 };
        gradient.iter_mut().zip(candidate).for_each(|(g, x)| *g += share * pull * x);
    }
}

/// The names that are answered wrongly: their words in context, the answer, and what were right.
pub fn errors(items: &[&Item<'_>], pair: &Pair) -> Vec<String> {
    let mut lines = Vec::new();
    for item in items {
        let answers = item.questions.answers(&pair.first, &pair.second);
        for ((span, question, _), (_, right)) in item.questions.names().zip(&item.right) {
            let Some(right) = right else { continue };
            let answer = answers.get(question).and_then(Option::as_ref);
            if answer.is_some_and(|a| kilometres(a.0, right.point) < NEAR_KM) {
                continue;
            }
            let nearest = |&a: &usize, &b: &usize| right.away[a].total_cmp(&right.away[b]);
            let wanted = (0..right.away.len()).filter(|&i| right.fits[i]).min_by(nearest);
            lines.push(format!(
                "{} -> {}; right: {}",
                item.questions.context(span),
                answer.map_or("nothing".into(), |a| format!("{} ({:.2})", a.1, a.2)),
                wanted.map_or("no candidate".into(), |w| item.questions.describe(question, w)),
            ));
        }
    }
    lines
}

/// The share of the gold's places whose answer lies within 161 km, of those that are answered and of all.
pub fn accuracy(items: &[&Item<'_>], pair: &Pair) -> String {
    let (mut near, mut answered) = (0u32, 0u32);
    let all: u32 = items.iter().map(|i| i.marks).sum();
    for item in items {
        let answers = item.questions.answers(&pair.first, &pair.second);
        for (question, right) in &item.right {
            let (Some(right), Some(Some(answer))) = (right, answers.get(*question)) else { continue };
            answered += 1;
            near += u32::from(kilometres(answer.0, right.point) < NEAR_KM);
        }
    }
    let share = |of: u32| f64::from(near) / f64::from(of.max(1));
    let sum = |of: fn(&Spans) -> u32| f64::from(items.iter().map(|i| of(&i.spans)).sum::<u32>());
    let (gold, ours) = (sum(|s| s.gold), sum(|s| s.all));
    let f1 = |hits: f64, found: f64| {
        let (precision, recall) = (hits / ours.max(1.0), found / gold.max(1.0));
        2.0 * precision * recall / (precision + recall).max(1e-9)
    };
    format!(
        "recognition overlap F1 {:.3} (P {:.3} R {:.3}), exact F1 {:.3}; acc@161 answered {:.3} (n {answered}), end to end {:.3} (n {all})",
        f1(sum(|s| s.named), sum(|s| s.found)),
        sum(|s| s.named) / ours.max(1.0),
        sum(|s| s.found) / gold.max(1.0),
        f1(sum(|s| s.exact), sum(|s| s.exact)),
        share(answered),
        share(all)
    )
}

/// The weights as the source file that holds them.
pub fn source(recognise: &Signs, pair: &Pair) -> String {
    let mut out = String::from(
        "//! Weights of the choice among places, written by `cargo run --release -p learn --bin places -- GOLD` from\n\
         //! LGL, TR-News and the annotated wire articles; do not edit.\n#![allow(clippy::approx_constant)] // a learnt 3.14 is no pi\n\nuse super::features::Features;\nuse super::recognise::Signs;\n",
    );
    for (name, kind, what, weights) in [
        ("RECOGNISE", "Signs", "Whether words name a place.", recognise.as_slice()),
        ("FIRST", "Features", "First pass: without other places as context.", &pair.first),
        ("SECOND", "Features", "Second pass: with the choices of the first.", &pair.second),
    ] {
        let numbers: Vec<String> = weights.iter().map(|w| format!("{w:.3}")).collect();
        let _ = write!(out, "\n/// {what}\npub(super) static {name}: {kind} = [{}];\n", numbers.join(", "));
    }
    out
}
