//! Event or not, and of which type: the rules propose, the classifier accepts, changes the type, or proposes where
//! no rule fits. Where a user's rule fits, it decides.

use super::candidate::Candidate;
use super::clause::one_of;
use super::features::{Scene, features, of_word};
use super::held::{Habit, ROLES, roles};
use super::pattern::Fit;
use document::{Document, Plover, TokenId};
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

    /// Leaves out the candidates that are no events at the first glance, and gets ready to decide about the others.
    pub fn sift<'d, 'r>(&mut self, candidates: Vec<Candidate<'d, 'r>>) -> Vec<Likely<'d, 'r>> {
        let likely: Vec<Likely<'d, 'r>> = candidates.into_iter().filter_map(|c| self.likely(c)).collect();
        if let Some((head, _)) = self.learned {
            head.prepare(&self.document.states, &mut self.cache, &likely);
        }
        likely
    }

    /// What one candidate is.
    pub fn decide<'r>(&mut self, likely: &Likely<'_, 'r>) -> Option<Verdict<'r>> {
        let candidate = &likely.candidate;
        let Some((head, bar)) = self.learned else { return by_rules(candidate) };
        let held = (&self.document.states, &mut self.cache, (self.habit as usize, &likely.held[..]));
        let shares = head.shares(&likely.seen, held);
        match users_rule(candidate) {
            Some(fit) => Some(by_users(candidate, fit, &shares)),
            None => by_both(candidate, &shares, bar),
        }
    }
}

/// How far a type has to lead "no event", as a logit, by the word alone, for the rest to be looked at. On the annotated
/// dev articles no event is lost by it, and it halves the work.
const LEAD: f32 = 0.5;
/// The same by all that is seen of it, for the states to be asked, which take most of the time: of 8,306 events of 1,075
/// articles of running news three are lost by it, and every second candidate need not be asked about.
const SEEN_LEAD: f32 = 0.5;
/// The same where a rule fits, which often is right against what is seen.
const SEEN_LEAD_OF_RULES: f32 = -3.0;

/// A candidate that is worth a look at the states of the reading network.
#[derive(Clone, Debug)]
pub struct Likely<'d, 'r> {
    /// The candidate.
    pub candidate: Candidate<'d, 'r>,
    /// Scores of what is seen of it, a class each.
    seen: Vec<f32>,
    /// Whose states are looked at.
    held: [Option<TokenId>; ROLES],
}

impl AsRef<[Option<TokenId>]> for Likely<'_, '_> {
    fn as_ref(&self) -> &[Option<TokenId>] {
        &self.held
    }
}

impl Judge<'_> {
    /// Verbs of speech are no events, and of words that no rule knows "year" and "percent" are none by themselves, as
    /// most words.
    fn likely<'d, 'r>(&self, candidate: Candidate<'d, 'r>) -> Option<Likely<'d, 'r>> {
        let trigger = candidate.trigger;
        let lemma = trigger.lemma().to_lowercase();
        let users = users_rule(&candidate).is_some();
        if one_of(SPEECH, &lemma) && !users {
            return None;
        }
        let Some((head, _)) = self.learned else {
            return Some(Likely { candidate, seen: Vec::new(), held: [None; ROLES] });
        };
        let leads = |features: Vec<u32>, least: f32| {
            let scores = head.scores(&self.habit.twice(features));
            let none = scores.get(NO_EVENT).copied().unwrap_or(0.0);
            (users || scores.iter().skip(1).any(|s| s - none >= least)).then_some(scores)
        };
        let least = if candidate.fits.is_empty() {
            leads(of_word(trigger, &lemma), LEAD)?;
            SEEN_LEAD
        } else {
            SEEN_LEAD_OF_RULES
        };
        let seen = leads(features(self.document, &self.scene, &candidate), least)?;
        Some(Likely { candidate, seen, held: roles(trigger) })
    }
}

/// The rule of the user's that fits, if one does.
fn users_rule<'r>(candidate: &Candidate<'_, 'r>) -> Option<Fit<'r>> {
    candidate.fits.first().filter(|f| !f.rule.ours).copied()
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
