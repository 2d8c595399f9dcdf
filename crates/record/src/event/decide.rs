//! Event or not, and of which type: the rules propose, the classifier accepts, changes the type, or proposes where
//! no rule fits.

use super::candidate::Candidate;
use super::features::{Scene, features};
use super::pattern::Fit;
use document::{Document, Plover};
use knowledge::Classifier;

/// What became of a candidate.
#[derive(Clone, Debug)]
pub struct Verdict<'r> {
    /// The type.
    pub plover: Plover,
    /// The rule that gives codes and frame, where one of this type fits.
    pub fit: Option<Fit<'r>>,
    /// 0 to 1.
    pub confidence: f32,
    /// Both votes, for people.
    pub why: Vec<String>,
}

/// The class of the classifier that means: no event. The others are those of [`Plover::ALL`], from 1.
pub const NO_EVENT: usize = 0;
/// An event needs at least this share of all types together.
const ACCEPT: f32 = 0.42;

/// Decides about one candidate.
pub fn decide<'r>(
    document: &Document,
    scene: &Scene,
    head: Option<&Classifier>,
    candidate: &Candidate<'_, 'r>,
) -> Option<Verdict<'r>> {
    match head {
        Some(head) => by_both(candidate, &head.shares(&features(document, scene, candidate))),
        None => by_rules(candidate),
    }
}

fn by_rules<'r>(candidate: &Candidate<'_, 'r>) -> Option<Verdict<'r>> {
    let fit = *candidate.fits.first()?;
    Some(Verdict { plover: fit.rule.plover, fit: Some(fit), confidence: 0.5, why: vec![vote(&candidate.fits)] })
}

fn by_both<'r>(candidate: &Candidate<'_, 'r>, shares: &[f32]) -> Option<Verdict<'r>> {
    let none = shares.get(NO_EVENT).copied().unwrap_or(1.0);
    let best = (1..shares.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b]))?;
    if 1.0 - none < ACCEPT {
        return None;
    }
    let plover = *Plover::ALL.get(best - 1)?;
    let fit = candidate.fits.iter().find(|f| f.rule.plover == plover).copied();
    let learned = format!("classifier: {} {:.2}, no event {none:.2}", plover.as_str(), shares[best]);
    let why = if candidate.fits.is_empty() { vec![learned] } else { vec![vote(&candidate.fits), learned] };
    Some(Verdict { plover, fit, confidence: (1.0 - none).clamp(0.0, 1.0), why })
}

fn vote(fits: &[Fit<'_>]) -> String {
    let names: Vec<String> =
        fits.iter().take(3).map(|f| format!("{} ({})", f.rule.name, f.rule.plover.as_str())).collect();
    format!("rules: {}", names.join(", "))
}
