//! The learnt choices of attribution: what is seen of a candidate (hashed features, a linear score) and what the
//! reading network holds of its words (their states, one hidden layer), added.

use super::content::{self, Content};
use super::context::Context;
use super::extent::{self, Side};
use super::features::Features;
use super::source::{self, Source};
use super::{cue, stance};
use document::{States, TokenId, TokenRange};
use knowledge::{Attributing, Blend, Projected};

/// Scores candidates in one article.
pub struct Judge<'j> {
    weights: &'j Attributing,
    states: &'j States,
    features: Features,
    cue: Projected,
    source: Projected,
    extent: Projected,
    content: Projected,
}

impl<'j> Judge<'j> {
    /// For the article whose states these are.
    pub fn new(weights: &'j Attributing, states: &'j States) -> Judge<'j> {
        Judge {
            weights,
            states,
            features: Features::default(),
            cue: Projected::default(),
            source: Projected::default(),
            extent: Projected::default(),
            content: Projected::default(),
        }
    }

    /// Works out for all candidates at once what the network holds of them, before they are judged one by one.
    pub fn prepare(&mut self, context: &Context<'_>, cues: &[TokenId]) {
        let roles: Vec<_> = cues.iter().map(|&id| cue::roles(context, id)).collect();
        self.weights.cue.held.prepare(self.states, &mut self.cue, &roles);
    }

    /// How likely a token heads a cue, as a logit; `None` below the bar.
    pub fn cue(&mut self, context: &Context<'_>, id: TokenId) -> Option<f32> {
        cue::features(context, id, &mut self.features);
        let roles = (context.convention as usize, &cue::roles(context, id)[..]);
        let score = blend(&self.weights.cue, &self.features, self.states, &mut self.cue, roles);
        let bar = self.weights.thresholds.get(context.convention as usize).copied().unwrap_or_default();
        (score >= bar).then_some(score)
    }

    /// The best source of a cue.
    pub fn best_source(&mut self, context: &Context<'_>, cue: TokenId) -> Option<Source> {
        best(source::candidates(context, cue), |candidate| {
            source::features(context, cue, candidate, &mut self.features);
            let roles = source::roles(context, cue, candidate);
            let roles = (context.convention as usize, &roles[..]);
            blend(&self.weights.source, &self.features, self.states, &mut self.source, roles)
        })
    }

    /// The words that a cue takes up on one side of its head.
    pub fn best_extent(
        &mut self,
        context: &Context<'_>,
        head: TokenId,
        source: &Source,
        side: Side,
    ) -> Option<TokenRange> {
        best(extent::candidates(context, head, source, side), |&range| {
            extent::features(context, head, range, side, &mut self.features);
            let roles = extent::roles(context, head, range, side);
            let roles = (context.convention as usize, &roles[..]);
            blend(&self.weights.extent, &self.features, self.states, &mut self.extent, roles)
        })
    }

    /// The best content of a cue with its words and source, of those that are free.
    pub fn best_content(
        &mut self,
        context: &Context<'_>,
        cue: TokenId,
        words: TokenRange,
        source: &Source,
        free: impl Fn(&Content) -> bool,
    ) -> Option<Content> {
        best(content::candidates(context, cue, words, source).into_iter().filter(free), |candidate| {
            content::features(context, cue, source, candidate, &mut self.features);
            let roles = content::roles(context, cue, source, candidate);
            let roles = (context.convention as usize, &roles[..]);
            blend(&self.weights.content, &self.features, self.states, &mut self.content, roles)
        })
    }

    /// The stance, as a place in [`stance::ALL`].
    pub fn stance(&mut self, context: &Context<'_>, cue: TokenId, pieces: &[TokenRange]) -> usize {
        stance::features(context, cue, pieces, &mut self.features);
        let scores = self.weights.stance.iter().map(|table| table.score(&self.features.hashes));
        let best = scores.enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.map_or(0, |b| b.0).min(stance::ALL.len() - 1)
    }
}

fn blend(
    weights: &Blend,
    seen: &Features,
    states: &States,
    cache: &mut Projected,
    roles: (usize, &[Option<TokenId>]),
) -> f32 {
    weights.seen.score(&seen.hashes) + weights.held.score(states, cache, roles)
}

/// The candidate with the highest score, the first of equals.
fn best<T>(candidates: impl IntoIterator<Item = T>, mut score: impl FnMut(&T) -> f32) -> Option<T> {
    let mut best: Option<(f32, T)> = None;
    for candidate in candidates {
        let score = score(&candidate);
        if best.as_ref().is_none_or(|(b, _)| score > *b) {
            best = Some((score, candidate));
        }
    }
    best.map(|b| b.1)
}
