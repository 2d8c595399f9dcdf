//! Which of its candidates a name means in this article: a linear choice over their features, twice, the second time
//! with the chances of the first as context.

use super::around::Background;
use super::candidate::Candidate;
use super::features::{self, Features};
use super::question::{Question, Questions};
use super::{geometry, weights};

/// How likely the candidates of a question are, and behind them that it is none of them; they sum to 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Chances(Vec<f32>);

/// How likely a candidate has to be beside none of them, so that it is the answer.
const RELUCTANT: f32 = 0.5;
/// How likely a place has to be whose name is only found with a letter off.
const SURE: f32 = 0.5;
/// Candidates so near to each other, in km, are one answer as far as doubt goes: a town and its county.
const TOGETHER: f32 = 50.0;

impl Chances {
    fn new(features: &[Features], weights: &Features) -> Chances {
        let score = |f: &Features| f.iter().zip(weights).map(|(x, w)| x * w).sum::<f32>();
        let scores: Vec<f32> = features.iter().map(score).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let odds: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
        let sum: f32 = odds.iter().sum();
        Chances(odds.into_iter().map(|o| o / sum).collect())
    }

    /// The likeliest candidate, the first of several.
    pub(super) fn best(&self) -> Option<usize> {
        self.likeliest(|_| true)
    }

    fn likeliest(&self, among: impl Fn(usize) -> bool) -> Option<usize> {
        let order = |&a: &usize, &b: &usize| self.of(a).total_cmp(&self.of(b)).then(b.cmp(&a));
        (0..self.0.len().saturating_sub(1)).filter(|&i| among(i)).max_by(order)
    }

    /// Of one candidate.
    pub(super) fn of(&self, candidate: usize) -> f32 {
        self.0.get(candidate).copied().unwrap_or(0.0)
    }

    /// That it is none of them.
    fn none(&self) -> f32 {
        self.0.last().copied().unwrap_or(1.0)
    }
}

/// The answer to a question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    /// Which candidate.
    pub candidate: Candidate,
    /// 0 to 1: how likely the place lies there.
    pub confidence: f32,
    /// The likeliest candidate elsewhere, and how likely it is.
    pub runner_up: Option<(Candidate, f32)>,
}

/// The answer that chances give; none where it is much likelier that it is none of the candidates.
pub(super) fn answer(question: &Question, chances: &Chances) -> Option<Answer> {
    let candidates = &question.sense.candidates;
    let best = chances.best().filter(|&b| chances.of(b) >= RELUCTANT * chances.none())?;
    let (candidate, spot) = (*candidates.get(best)?, question.spots.get(best)?);
    let together =
        |i: usize| question.spots.get(i).is_some_and(|s| geometry::kilometres(s.unit, spot.unit) < TOGETHER);
    let confidence: f32 = (0..candidates.len()).filter(|&i| together(i)).map(|i| chances.of(i)).sum();
    let other = chances.likeliest(|i| !together(i));
    let runner_up = other.and_then(|i| Some((*candidates.get(i)?, chances.of(i))));
    let doubtful = candidate.misspelt && confidence < SURE;
    (!doubtful).then_some(Answer { candidate, confidence, runner_up })
}

/// The chances of the candidates of each question.
pub(super) fn choose(background: &Background<'_>, questions: &Questions) -> Vec<Chances> {
    let first = pass(&features::of_questions(background, questions, &[]), &weights::FIRST);
    pass(&features::of_questions(background, questions, &first), &weights::SECOND)
}

/// The chances with these weights.
pub(super) fn pass(features: &[Vec<Features>], weights: &Features) -> Vec<Chances> {
    features.iter().map(|f| Chances::new(f, weights)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::features::FEATURES;

    #[test]
    fn chances_sum_to_one() {
        let mut features = [[0.0; FEATURES]; 3];
        features[1][0] = 1.0;
        let chances = Chances::new(&features, &[2.0; FEATURES]);
        assert_eq!(chances.best(), Some(1));
        assert!((chances.of(0) + chances.of(1) + chances.none() - 1.0).abs() < 1e-6);
        assert_eq!(Chances::new(&[], &[1.0; FEATURES]).best(), None);
    }
}
