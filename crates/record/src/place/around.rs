//! What else the article speaks of: countries and divisions, words that only one country's papers use, the outlet's
//! home, and how near the other places are, as far as they are known.

use super::candidate::Candidate;
use super::choose::Chances;
use super::cues;
use super::geometry;
use super::question::{Question, Spot};
use document::Document;
use knowledge::Knowledge;
use knowledge::gazetteer::{Gazetteer, Kind, PlaceRow, Role};
use std::collections::{BTreeMap, BTreeSet};

/// What the words of an article and its address say, beside its places.
pub(super) struct Background<'k> {
    pub gazetteer: &'k Gazetteer,
    /// Countries whose adjectives stand in the text.
    adjectives: BTreeSet<u8>,
    /// Words of one country, by country.
    words: BTreeMap<u8, f32>,
    /// Where the outlet is at home.
    home: Option<PlaceRow>,
}

impl<'k> Background<'k> {
    pub(super) fn new(document: &Document, knowledge: &'k Knowledge) -> Background<'k> {
        let gazetteer = &knowledge.gazetteer;
        let mut background = Background {
            gazetteer,
            adjectives: BTreeSet::new(),
            words: BTreeMap::new(),
            home: home(document, gazetteer),
        };
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for token in document.syntax().iter(document.tokens.all()) {
            background.read(token.text(), knowledge, &mut told);
        }
        background
    }

    fn read<'d>(&mut self, word: &'d str, knowledge: &Knowledge, told: &mut BTreeSet<&'d str>) {
        let cue = cues::country(word);
        let capital = word.starts_with(char::is_uppercase) && word.len() > 3;
        if !(cue.is_some() || capital) || !told.insert(word) {
            return;
        }
        if let Some(country) = cue.and_then(|c| self.gazetteer.country_by_code(c)) {
            *self.words.entry(country).or_default() += 1.0;
        }
        let country = capital.then(|| knowledge.actors.country_of_adjective(word)).flatten();
        self.adjectives.extend(country.and_then(|c| self.gazetteer.country_by_code(c.code)));
    }
}

/// What an article speaks of.
pub(super) struct Around<'q> {
    background: &'q Background<'q>,
    questions: &'q [Question],
    countries: BTreeMap<u8, f32>,
    divisions: BTreeMap<u16, f32>,
    total: f32,
    /// The chances of the candidates of each question, after the first pass.
    chances: &'q [Chances],
}

/// How the other places lie to a candidate.
#[derive(Clone, Copy, Default)]
pub(super) struct Near {
    /// As near as any reading of the others allows; names of few places count more.
    pub possible: f32,
    /// The best of them.
    pub best: f32,
    /// As near as the others lie by their chances.
    pub expected: f32,
    /// Share of the others that may lie in the same division.
    pub division: f32,
    /// Nearest of what the others are taken to mean: 1 at 0 km, 0.5 at 100 km.
    pub nearest: f32,
    /// Share of these within 300 km.
    pub close: f32,
}

/// Added to the number of places, so that one alone says little.
const DAMP: f32 = 0.5;
/// Other questions that are looked at, before and behind in order of the text.
const WINDOW: usize = 30;
/// Candidates of another question that are looked at, from the largest down.
const RIVALS: usize = 24;

impl<'q> Around<'q> {
    pub(super) fn new(
        background: &'q Background<'q>,
        questions: &'q [Question],
        chances: &'q [Chances],
    ) -> Around<'q> {
        let adjectives = background.adjectives.iter();
        let mut around = Around {
            background,
            questions,
            countries: adjectives.clone().map(|c| (*c, 0.5)).collect(),
            divisions: BTreeMap::new(),
            total: 0.5 * adjectives.len() as f32,
            chances,
        };
        around.count_places();
        around
    }

    /// Where the outlet is at home.
    pub(super) fn home(&self) -> Option<PlaceRow> {
        self.background.home
    }

    /// Adds each place that is named, shared out among what the name may mean.
    fn count_places(&mut self) {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for (at, question) in self.questions.iter().enumerate() {
            if !names.insert(&question.sense.key) {
                continue;
            }
            let meant = self.meant(at);
            self.total += meant.iter().filter(|(row, _)| row.country.is_some()).map(|m| m.1).sum::<f32>();
            for (row, chance) in meant {
                if let Some(c) = row.country {
                    *self.countries.entry(c).or_default() += chance;
                }
                if let Some(d) = row.division {
                    *self.divisions.entry(d).or_default() += chance;
                }
            }
        }
    }

    /// What a question is taken to mean so far: by the chances of its candidates, or as the country of that name.
    fn meant(&self, at: usize) -> Vec<(PlaceRow, f32)> {
        let Some(question) = self.questions.get(at) else { return Vec::new() };
        match self.chances.get(at) {
            Some(chances) => {
                let rows = question.sense.candidates.iter().enumerate();
                rows.map(|(i, c)| (c.row, chances.of(i))).filter(|(_, chance)| *chance > 0.01).collect()
            }
            None => country_of(question).map(|c| (c.row, 1.0)).into_iter().collect(),
        }
    }

    /// Shares of the article's places, each name counted once, that lie in the candidate's country and in its
    /// division, the name's own left out.
    pub(super) fn masses(&self, question: usize) -> Vec<(f32, f32)> {
        let own = self.meant(question);
        let share = |of: fn(&PlaceRow) -> bool| own.iter().filter(|(r, _)| of(r)).map(|o| o.1).sum::<f32>();
        let total = (self.total - share(|r| r.country.is_some())).max(0.0) + DAMP;
        let candidates = self.questions.get(question).map_or(&[][..], |q| &q.sense.candidates);
        let of = |row: &PlaceRow| {
            let country = row.country.and_then(|c| self.countries.get(&c)).copied().unwrap_or(0.0);
            let division = row.division.and_then(|d| self.divisions.get(&d)).copied().unwrap_or(0.0);
            let mine = |same: &dyn Fn(&PlaceRow) -> bool| {
                own.iter().filter(|(r, _)| same(r)).map(|o| o.1).sum::<f32>()
            };
            let country = country - mine(&|r| r.country.is_some() && r.country == row.country);
            let division = division - mine(&|r| r.division.is_some() && r.division == row.division);
            ((country / total).clamp(0.0, 1.0), (division / total).clamp(0.0, 1.0))
        };
        candidates.iter().map(|c| of(&c.row)).collect()
    }

    /// The share of the words of one country that speak for this one, damped where there are few.
    pub(super) fn words_of(&self, country: Option<u8>) -> f32 {
        let words = &self.background.words;
        let all: f32 = words.values().sum();
        let own = country.and_then(|c| words.get(&c)).copied().unwrap_or(0.0);
        own / (all + 1.0)
    }

    /// How the other places lie to each candidate of a question.
    pub(super) fn near(&self, at: usize) -> Vec<Near> {
        let Some(question) = self.questions.get(at) else { return Vec::new() };
        let window = at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(self.questions.len());
        let others: Vec<usize> =
            window.filter(|&o| o != at && self.questions[o].sense.key != question.sense.key).collect();
        let points: Vec<[f32; 3]> = others.iter().filter_map(|&o| self.point(o)).collect();
        let mut near = vec![Near::default(); question.spots.len()];
        let mut weight = 0.0;
        for &other in &others {
            weight += self.weigh(other, question, &mut near);
        }
        for (near, spot) in near.iter_mut().zip(&question.spots) {
            if weight > 0.0 {
                near.possible /= weight;
                near.division /= weight;
            }
            near.expected /= others.len().max(1) as f32;
            (near.nearest, near.close) = distances(spot, &points);
        }
        near
    }

    /// Where a question is taken to lie, if that is a point more than an area.
    fn point(&self, question: usize) -> Option<[f32; 3]> {
        let best = self.chances.get(question)?.best()?;
        let question = self.questions.get(question)?;
        let (spot, candidate) = (question.spots.get(best)?, question.sense.candidates.get(best)?);
        (spot.local || candidate.row.kind == Kind::Division).then_some(spot.unit)
    }

    /// Adds what another question says of each candidate; how much it counts.
    fn weigh(&self, other: usize, question: &Question, near: &mut [Near]) -> f32 {
        let rivals = &self.questions[other].spots;
        if rivals.is_empty() {
            return 0.0;
        }
        let weight = 1.0 / (1.0 + (rivals.len() as f32).ln());
        let chances = self.chances.get(other);
        for (near, spot) in near.iter_mut().zip(&question.spots) {
            let (mut best, mut expected, mut same) = (0f32, 0f32, false);
            for (i, rival) in rivals.iter().enumerate().take(RIVALS) {
                same |= rival.division.is_some() && rival.division == spot.division;
                if spot.local && rival.local {
                    let k = geometry::nearness(spot.unit, rival.unit, 50.0);
                    best = best.max(k);
                    expected += k * chances.map_or(0.0, |c| c.of(i));
                }
            }
            near.possible += weight * best;
            near.best = near.best.max(weight * best);
            near.expected += expected;
            near.division += if same { weight } else { 0.0 };
        }
        weight
    }
}

/// A name that is the name of a country means it, until more is known.
fn country_of(question: &Question) -> Option<Candidate> {
    let candidates = &question.sense.candidates;
    let other = candidates.iter().any(|c| c.role == Role::Main && c.row.kind == Kind::Division);
    let country = |c: &&Candidate| c.row.kind == Kind::Country && (c.role == Role::Main || !other);
    candidates.iter().find(country).copied()
}

/// Where the outlet is at home: by its address, else the country of the end of its address.
fn home(document: &Document, gazetteer: &Gazetteer) -> Option<PlaceRow> {
    let url = document.article.origin.as_deref()?;
    let host = url.split("//").nth(1)?.split(['/', ':', '?']).next()?;
    if let Some(home) = gazetteer.home(host) {
        return gazetteer.place(home);
    }
    let end = host.rsplit('.').next()?.to_ascii_uppercase();
    let code = if end == "UK" { "GB" } else { end.as_str() };
    let country = (code.len() == 2).then(|| gazetteer.country_by_code(code))??;
    gazetteer.country(country).and_then(|c| gazetteer.place(c.place))
}

/// How near the nearest point is (1 at 0 km, 0.5 at 100 km) and which share of them lies within 300 km.
fn distances(spot: &Spot, points: &[[f32; 3]]) -> (f32, f32) {
    let mut nearest = 0f32;
    let mut close = 0usize;
    for &point in points {
        let k = geometry::nearness(spot.unit, point, 100.0);
        nearest = nearest.max(k);
        close += usize::from(k > 0.25);
    }
    (nearest, close as f32 / points.len().max(1) as f32)
}
