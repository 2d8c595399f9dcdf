//! From candidates to events: decide, find who takes part, and say when, where, whether and by whom it is claimed.

use super::argument::{Arguments, arguments};
use super::candidate::{Candidate, candidates};
use super::decide::{Bar, Judge, Verdict};
use super::filler::Chooser;
use super::held::Habit;
use super::history::{History, Seen};
use super::party::Coder;
use super::pattern::{Fit, Rules, particle};
use super::rule::Slot;
use super::{claim, clauses, factual, news, place, same};
use crate::day;
use document::{Document, Event, Evidence, Factuality, Party, Place, Plover, Span, Statement, Token};
use knowledge::{Arguing, Blend, Classifier, Classifiers, Codebook, Knowledge};

/// What the coder of events knows.
#[derive(Clone, Copy)]
pub struct Knows<'k> {
    /// The rules.
    pub rules: &'k Rules,
    /// The classifiers, where there are any.
    pub learned: Option<&'k Classifiers>,
    /// How source and target are chosen, where that is learnt.
    pub arguing: Option<&'k Arguing>,
    /// How to tell background, where that was learnt.
    pub background: Option<&'k Blend>,
    /// Values of codes.
    pub codebook: &'k Codebook,
    /// How sure the classifier of types has to be.
    pub bar: Bar,
    /// By whose habits events are told.
    pub habit: Habit,
}

impl<'k> Knows<'k> {
    pub(super) fn head(&self, name: &str) -> Option<&'k Classifier> {
        self.learned.and_then(|l| l.head(name))
    }
}

/// What made an event, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// The classifier alone.
    Learned,
    /// A rule of the project.
    Ours,
    /// A rule of the user's.
    Users,
}

impl Strength {
    fn of(fit: Option<Fit<'_>>) -> Strength {
        fit.map_or(Strength::Learned, |f| if f.rule.ours { Strength::Ours } else { Strength::Users })
    }
}

/// An event with the word that triggers it.
pub(super) struct Draft<'d> {
    pub(super) event: Event,
    pub(super) strength: Strength,
    pub(super) trigger: Token<'d>,
    pub(super) sentence: usize,
}

/// The events of a document by rules and the project's classifiers.
pub fn of(
    document: &Document,
    (statements, places): (&[Statement], &[Place]),
    coder: &dyn Coder,
    knowledge: &Knowledge,
    rules: &Rules,
) -> Vec<Event> {
    let knows = Knows {
        rules,
        learned: Some(&knowledge.events),
        arguing: Some(&knowledge.arguing),
        background: Some(&knowledge.background),
        codebook: &knowledge.codebook,
        bar: Bar::default(),
        habit: Habit::default(),
    };
    code(document, statements, places, coder, knows)
}

/// The events of a document in order of the text. Total: any document gives events or none.
pub fn code(
    document: &Document,
    statements: &[Statement],
    places: &[Place],
    coder: &dyn Coder,
    knows: Knows<'_>,
) -> Vec<Event> {
    let mut judge = Judge::new(document, knows.head("type").map(|h| (h, knows.bar)), knows.habit);
    let mut chooser = knows.arguing.map(|a| Chooser::new(document, coder, a, knows.habit));
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    for likely in judge.sift(candidates(document, knows.rules)) {
        let Some(verdict) = judge.decide(&likely) else { continue };
        let candidate = likely.candidate;
        // A user's rule says itself where those who take part stand, and so does one by which the subject suffers.
        let says = |f: Fit<'_>| !f.rule.ours || f.pattern.frame.target == [Slot::Subject];
        let framed = verdict.fit.is_some_and(says);
        let arguments = match &mut chooser {
            Some(chooser) if !framed => chooser.choose(&candidate, verdict.fit, verdict.plover),
            _ => arguments(document, coder, &candidate, verdict.fit, verdict.plover).at_home(document, coder),
        };
        let event = draft(document, &candidate, &verdict, arguments, (statements, places), knows);
        let strength = Strength::of(verdict.fit);
        drafts.push(Draft { event, strength, trigger: candidate.trigger, sentence: candidate.sentence });
    }
    same::drop_carriers(&mut drafts);
    same::acquit_judges(&mut drafts);
    mark_background(document, &mut drafts, knows);
    same::link(&mut drafts);
    same::refuse_authors(&mut drafts);
    news::mark(document, &mut drafts, knows);
    drafts.into_iter().map(|d| d.event).collect()
}

fn mark_background(document: &Document, drafts: &mut [Draft<'_>], knows: Knows<'_>) {
    let seen = |d: &'_ Draft<'_>| Seen {
        trigger: document.syntax().token(d.trigger.id),
        plover: d.event.plover,
        day: d.event.date.clone(),
        claimed: d.event.claimed_by.is_some(),
    };
    let events: Vec<Seen<'_>> = drafts.iter().map(seen).collect();
    let marks = History::new(document, &events).marks(knows.background);
    drafts.iter_mut().zip(marks).for_each(|(draft, mark)| draft.event.historical = mark);
}

fn draft(
    document: &Document,
    candidate: &Candidate<'_, '_>,
    verdict: &Verdict<'_>,
    arguments: Arguments,
    (statements, places): (&[Statement], &[Place]),
    knows: Knows<'_>,
) -> Event {
    let trigger = candidate.trigger;
    let span = trigger_span(trigger, verdict);
    let cameo = verdict.fit.map_or(verdict.plover.cameo_root(), |f| f.rule.cameo.as_str()).to_string();
    let date = day::of(document, trigger.id);
    let evidence = evidence(span, verdict, &arguments);
    let factuality = factual::of(trigger, verdict.plover, verdict.fit.is_some_and(|f| f.rule.is_refusal()));
    let depends = depends(verdict.plover, factuality);
    Event {
        trigger: span,
        main: false,
        plover: verdict.plover,
        mode: verdict.fit.and_then(|f| f.rule.mode.clone()),
        contexts: Vec::new(),
        goldstein: knows.codebook.goldstein(&cameo),
        cameo,
        source: arguments.source,
        target: arguments.target,
        factuality,
        historical: false,
        claimed_by: claim::of(statements, span),
        place: place::of(document, places, trigger),
        date,
        conditions: depends.then(|| clauses::conditions(document, trigger)).flatten(),
        deadline: depends.then(|| clauses::deadline(document, trigger)).flatten(),
        same_as: None,
        evidence,
    }
}

/// Whether an act can have conditions and a deadline: promises, offers, demands, threats, and what is still to come.
fn depends(plover: Plover, factuality: Factuality) -> bool {
    matches!(plover, Plover::Agree | Plover::Request | Plover::Threaten)
        || matches!(factuality, Factuality::Future | Factuality::Hypothetical)
}

fn trigger_span(trigger: Token<'_>, verdict: &Verdict<'_>) -> Span {
    let own = trigger.span();
    particle(trigger, verdict.fit.map(|f| f.pattern)).map_or(own, |p| own.cover(p.span()))
}

fn evidence(trigger: Span, verdict: &Verdict<'_>, arguments: &Arguments) -> Evidence {
    let parties: Vec<&Party> = arguments.source.iter().chain(&arguments.target).collect();
    let mut spans: Vec<Span> =
        std::iter::once(trigger).chain(parties.iter().filter_map(|p| p.span)).collect();
    spans.sort();
    spans.dedup();
    let learned = || format!("{}/learned", verdict.plover.as_str().to_lowercase());
    Evidence {
        spans,
        rule: verdict.fit.map_or_else(learned, |f| f.rule.name.clone()),
        confidence: verdict.confidence,
        why: verdict.why.clone(),
    }
}
