//! Event or not, and of which type: the rules propose, the classifier accepts, changes the type, or proposes where
//! no rule fits.

use super::candidate::Candidate;
use super::clause::one_of;
use super::features::{Scene, features};
use super::held::{Habit, roles};
use super::pattern::Fit;
use document::{Document, Plover};
use knowledge::{Classifier, Projected};

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
/// The share that all types together need to make an event where a rule fits, and where none does.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// Where a rule of the chosen type fits.
    pub with_rule: f32,
    /// Where none does.
    pub without: f32,
    /// What the closest rule adds to the share of its type; the others add half.
    pub vote: f32,
}

impl Default for Bar {
    fn default() -> Bar {
        Bar { with_rule: 0.02, without: 0.5, vote: 0.3 }
    }
}

/// Verbs that only report: a statement, never an act.
const SPEECH: &str = "say tell note add explain state remark comment mention think believe know";

/// Decides about the candidates of one document.
pub struct Judge<'j> {
    document: &'j Document,
    scene: Scene,
    learned: Option<(&'j Classifier, Bar)>,
    habit: Habit,
    cache: Projected,
}

impl<'j> Judge<'j> {
    /// By a classifier, or by the rules alone.
    pub fn new(document: &'j Document, learned: Option<(&'j Classifier, Bar)>, habit: Habit) -> Judge<'j> {
        Judge { document, scene: Scene::new(document), learned, habit, cache: Projected::default() }
    }

    /// What one candidate is.
    pub fn decide<'r>(&mut self, candidate: &Candidate<'_, 'r>) -> Option<Verdict<'r>> {
        if one_of(SPEECH, &candidate.trigger.lemma().to_lowercase()) {
            return None;
        }
        let Some((head, bar)) = self.learned else { return by_rules(candidate) };
        let seen = self.habit.twice(features(self.document, &self.scene, candidate));
        let roles = roles(candidate.trigger);
        let held = (&self.document.states, &mut self.cache, (self.habit as usize, &roles[..]));
        by_both(candidate, &head.shares(&seen, held), bar)
    }
}

fn by_rules<'r>(candidate: &Candidate<'_, 'r>) -> Option<Verdict<'r>> {
    let fit = *candidate.fits.first()?;
    Some(Verdict {
        plover: fit.rule.plover,
        fit: Some(fit),
        confidence: 0.5,
        why: vec![vote(&candidate.fits)],
    })
}

fn by_both<'r>(candidate: &Candidate<'_, 'r>, shares: &[f32], bar: Bar) -> Option<Verdict<'r>> {
    let none = shares.get(NO_EVENT).copied().unwrap_or(1.0);
    let voted = |class: usize| {
        let rank = candidate.fits.iter().position(|f| Plover::ALL.get(class - 1) == Some(&f.rule.plover));
        shares[class] + rank.map_or(0.0, |r| if r == 0 { bar.vote } else { bar.vote / 2.0 })
    };
    let best = (1..shares.len()).max_by(|&a, &b| voted(a).total_cmp(&voted(b)))?;
    let plover = *Plover::ALL.get(best - 1)?;
    let fit = candidate.fits.iter().find(|f| f.rule.plover == plover).copied();
    let needed = if fit.is_some() { bar.with_rule } else { bar.without };
    (1.0 - none >= needed).then_some(())?;
    let learned = format!("classifier: {} {:.2}, no event {none:.2}", plover.as_str(), shares[best]);
    let why = if candidate.fits.is_empty() { vec![learned] } else { vec![vote(&candidate.fits), learned] };
    Some(Verdict { plover, fit, confidence: (1.0 - none).clamp(0.0, 1.0), why })
}

fn vote(fits: &[Fit<'_>]) -> String {
    let mut names: Vec<String> =
        fits.iter().map(|f| format!("{} ({})", f.rule.name, f.rule.plover.as_str())).collect();
    names.dedup();
    names.truncate(3);
    format!("rules: {}", names.join(", "))
}
