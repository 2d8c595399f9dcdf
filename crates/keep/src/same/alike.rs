//! Which reports of one affair tell of the same happening.
//!
//! Words that all reports of an affair share tell nothing apart, so they count little here. A report that names several
//! days leans to those that reports like it lean to. Reports of one day are of one happening where they share words,
//! numbers and actors, and where they are like the same others.

use super::cluster::{Square, clusters};
use super::news::{News, shared};
use super::weights::PAIR;
use std::collections::{BTreeMap, BTreeSet};

/// What a word that all reports of an affair have still counts.
const COMMON: f64 = 1.0;
/// How often reports lean to each other's days, how sharply to the likest, and what is left to the others.
const ROUNDS: usize = 3;
const SHARP: i32 = 3;
const DOUBT: f64 = 0.05;
/// How like the same others two are held to be where there are too few others.
const UNKNOWN: f64 = 0.3;
/// Fewest others that tell.
const OTHERS: usize = 3;
/// Reports that are of one happening score at least so, on average.
const LEAST: f64 = 0.5;

/// A happening as it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its day, as the ordinal.
    pub day: i32,
    /// Its reports, by their place in the affair, with how well each goes with the others, 0 to 1.
    pub reports: Vec<(usize, f64)>,
}

/// Happenings among the reports of an affair, which stand in the order of their names.
pub fn happenings(affair: &[&News]) -> Vec<Found> {
    let words = words(affair);
    let days = days(affair, &words);
    let mut groups: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (at, day) in days.into_iter().enumerate() {
        groups.entry(day).or_default().push(at);
    }
    groups.iter().flat_map(|(day, group)| of_a_day(affair, &words, *day, group)).collect()
}

/// How alike the words of each two are, by how few reports of the affair have them.
fn words(affair: &[&News]) -> Square {
    let mut having: BTreeMap<&str, f64> = BTreeMap::new();
    affair.iter().flat_map(|n| &n.words).for_each(|(w, _)| *having.entry(w).or_default() += 1.0);
    let weight = |(word, rarity): &(String, f64)| {
        let reports = having.get(word.as_str()).copied().unwrap_or(1.0);
        (word.clone(), rarity.min((affair.len() as f64 / reports).ln() + COMMON).max(0.0))
    };
    let weighed: Vec<Vec<(String, f64)>> =
        affair.iter().map(|n| n.words.iter().map(weight).collect()).collect();
    let mut square = Square::new(affair.len());
    pairs(&(0..affair.len()).collect::<Vec<_>>(), |a, b| {
        square.set(a, b, cosine(&weighed[a], &weighed[b]));
    });
    square
}

fn pairs(all: &[usize], mut each: impl FnMut(usize, usize)) {
    for (at, &a) in all.iter().enumerate() {
        all.iter().skip(at + 1).for_each(|&b| each(a, b));
    }
}

fn cosine(a: &[(String, f64)], b: &[(String, f64)]) -> f64 {
    let norm = |v: &[(String, f64)]| v.iter().map(|w| w.1 * w.1).sum::<f64>();
    let norms = norm(a) * norm(b);
    let dot: f64 = shared(a, b).map(|(x, y)| x * y).sum();
    if norms > 0.0 { dot / norms.sqrt() } else { 0.0 }
}

/// The day of each report's news.
fn days(affair: &[&News], words: &Square) -> Vec<i32> {
    let mut days: Vec<Vec<(i32, f64)>> = affair.iter().map(|n| n.days.clone()).collect();
    for _ in 0..ROUNDS {
        days = (0..days.len()).map(|at| leaning(at, &days, words)).collect();
    }
    let likeliest = |days: &Vec<(i32, f64)>| {
        days.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0))).map(|d| d.0)
    };
    days.iter().zip(affair).map(|(days, n)| likeliest(days).unwrap_or(n.published)).collect()
}

/// The days of a report after a look at those of the others.
fn leaning(at: usize, days: &[Vec<(i32, f64)>], words: &Square) -> Vec<(i32, f64)> {
    let weights: Vec<f64> =
        (0..days.len()).map(|b| if b == at { 0.0 } else { words.get(at, b).powi(SHARP) }).collect();
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return days[at].clone();
    }
    let of = |b: usize, day: i32| days[b].iter().find(|d| d.0 == day).map_or(0.0, |d| d.1);
    let others = |day: i32| weights.iter().enumerate().map(|(b, w)| w * of(b, day)).sum::<f64>() / sum;
    let leant: Vec<(i32, f64)> = days[at].iter().map(|&(day, p)| (day, p * (DOUBT + others(day)))).collect();
    let all: f64 = leant.iter().map(|d| d.1).sum();
    leant.into_iter().map(|(day, p)| (day, p / all)).collect()
}

fn of_a_day(affair: &[&News], words: &Square, day: i32, group: &[usize]) -> Vec<Found> {
    let mut scores = Square::new(group.len());
    pairs(&(0..group.len()).collect::<Vec<_>>(), |a, b| {
        scores.set(a, b, score(&features(affair, words, group, [group[a], group[b]])));
    });
    let found = clusters(scores.clone(), LEAST);
    let with = |cluster: &[usize], a: usize| {
        let others = cluster.iter().filter(|b| **b != a).map(|b| scores.get(a, *b));
        others.sum::<f64>() / (cluster.len().max(2) - 1) as f64
    };
    let reports = |c: &Vec<usize>| c.iter().map(|&a| (group[a], with(c, a))).collect();
    found.iter().map(|c| Found { day, reports: reports(c) }).collect()
}

/// What is looked at of two reports of one day, in the order of [`PAIR`].
fn features(affair: &[&News], words: &Square, group: &[usize], [a, b]: [usize; 2]) -> [f64; PAIR.len()] {
    let others: Vec<usize> = group.iter().copied().filter(|c| *c != a && *c != b).collect();
    let profile = |one: usize| others.iter().map(|c| words.get(one, *c)).collect::<Vec<f64>>();
    let alike = (others.len() >= OTHERS).then(|| correlation(&profile(a), &profile(b))).flatten();
    let (one, two) = (affair[a], affair[b]);
    [
        1.0,
        words.get(a, b),
        numbers(one, two).len().min(3) as f64 / 3.0,
        alike.unwrap_or(UNKNOWN),
        cosine(&one.actors, &two.actors),
        1.0 / (1.0 + others.len() as f64),
    ]
}

/// Numbers that both name.
pub fn numbers<'n>(a: &'n News, b: &'n News) -> BTreeSet<&'n str> {
    let of = |n: &'n News| -> BTreeSet<&'n str> {
        let figures = n.words.iter().map(|w| w.0.as_str());
        figures.filter(|w| w.bytes().all(|b| b.is_ascii_digit())).collect()
    };
    of(a).intersection(&of(b)).copied().collect()
}

/// Pearson's; `None` where one side does not vary.
fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (x, y) = (mean(a), mean(b));
    let [mut xx, mut yy, mut xy] = [0.0; 3];
    for (p, q) in a.iter().zip(b) {
        (xx, yy, xy) = (xx + (p - x).powi(2), yy + (q - y).powi(2), xy + (p - x) * (q - y));
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

fn score(features: &[f64; PAIR.len()]) -> f64 {
    let sum: f64 = features.iter().zip(PAIR).map(|(x, (_, w))| x * w).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// All pairs of reports of one day in an affair with what is looked at of them, for those who learn the weights.
pub fn examples(affair: &[&News]) -> Vec<([usize; 2], [f64; PAIR.len()])> {
    let words = words(affair);
    let days = days(affair, &words);
    let mut all = Vec::new();
    pairs(&(0..affair.len()).collect::<Vec<_>>(), |a, b| {
        if days[a] == days[b] {
            let group: Vec<usize> = (0..days.len()).filter(|c| days[*c] == days[a]).collect();
            all.push(([a, b], features(affair, &words, &group, [a, b])));
        }
    });
    all
}
