//! Event or not, and of which type: the rules propose, the classifier accepts, changes the type, or proposes where
//! no rule fits. Where a user's rule fits, it decides.

use super::candidate::Candidate;
use super::clause::one_of;
use super::features::{Scene, features, of_word};
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

/// What a rule is trusted without a classifier.
const BY_RULE: f32 = 0.5;

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
        let users = candidate.fits.first().filter(|f| !f.rule.ours).copied();
        if users.is_none() && one_of(SPEECH, &candidate.trigger.lemma().to_lowercase()) {
            return None;
        }
        let Some((head, bar)) = self.learned else { return by_rules(candidate) };
        if candidate.fits.is_empty() && !self.is_worth_a_look(head, candidate) {
            return None;
        }
        let seen = self.habit.twice(features(self.document, &self.scene, candidate));
        let roles = roles(candidate.trigger);
        let held = (&self.document.states, &mut self.cache, (self.habit as usize, &roles[..]));
        let shares = head.shares(&seen, held);
        match users {
            Some(fit) => Some(by_users(candidate, fit, &shares)),
            None => by_both(candidate, &shares, bar),
        }
    }
}

/// How far a type has to lead "no event", as a logit, by the word alone, for the rest to be looked at. On the annotated
/// dev articles no event is lost by it, and it halves the work.
const LEAD: f32 = 0.5;

impl Judge<'_> {
    /// Whether a word that no rule knows may be one by itself: "year" and "percent" are not, as most words.
    fn is_worth_a_look(&self, head: &Classifier, candidate: &Candidate<'_, '_>) -> bool {
        let lemma = candidate.trigger.lemma().to_lowercase();
        let scores = head.scores(&self.habit.twice(of_word(candidate.trigger, &lemma)));
        let none = scores.get(NO_EVENT).copied().unwrap_or(0.0);
        scores.iter().skip(1).any(|s| s - none >= LEAD)
    }
}

fn by_rules<'r>(candidate: &Candidate<'_, 'r>) -> Option<Verdict<'r>> {
    let fit = *candidate.fits.first()?;
    Some(Verdict {
        plover: fit.rule.plover,
        fit: Some(fit),
        confidence: BY_RULE,
        why: vec![vote(&candidate.fits)],
    })
}

/// A user's rule makes an event of its type, whatever the classifier holds of it; that it was not asked is said.
fn by_users<'r>(candidate: &Candidate<'_, 'r>, fit: Fit<'r>, shares: &[f32]) -> Verdict<'r> {
    let plover = fit.rule.plover;
    let none = shares.get(NO_EVENT).copied().unwrap_or(1.0);
    let best = (0..shares.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap_or(NO_EVENT);
    let learned = match best.checked_sub(1).and_then(|b| Plover::ALL.get(b)) {
        Some(&other) if other == plover => told(other, shares[best], none),
        Some(&other) => format!("{}: overruled by your rule", told(other, shares[best], none)),
        None => format!("classifier: no event {none:.2}: overruled by your rule"),
    };
    let confidence = (1.0 - none).clamp(BY_RULE, 1.0);
    Verdict { plover, fit: Some(fit), confidence, why: vec![vote(&candidate.fits), learned] }
}

fn told(plover: Plover, share: f32, none: f32) -> String {
    format!("classifier: {} {share:.2}, no event {none:.2}", plover.as_str())
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
    let learned = told(plover, shares[best], none);
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
