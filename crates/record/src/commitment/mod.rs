//! Who promised, offered, demanded or threatened what, and what the text says became of it.
//!
//! The acts are found by their verbs and nouns ([`act`]), with what they govern ([`content`]). Acts of one side with one
//! content are one commitment ([`group`]). Then the text is read once more for what became of each ([`fate`]): verbs of
//! keeping, withdrawing, rejecting, accepting, repeating over words that can mean it, and deeds ([`deed`]) that carry it
//! out. Where it says nothing, the commitment is open.

mod act;
mod content;
mod deed;
mod fate;
mod group;
mod side;
mod words;

use crate::day;
use crate::event::clause::one_of;
use crate::event::{Coder, claimed_by, clauses};
use act::{Act, Finder};
use document::{
    Claim, Commitment, Deadline, Document, Event, EventDay, EventId, Evidence, Outcome, Party, Span,
    Statement, StatementId, Token, Upos,
};
use fate::Fate;
use group::Group;

/// The commitments of a document in order of the text. Total: any document gives commitments or none.
pub fn of(
    document: &Document,
    statements: &[Statement],
    events: &[Event],
    coder: &dyn Coder,
) -> Vec<Commitment> {
    let finder = Finder { document, statements, coder };
    let mut groups = group::group(act::find(finder));
    fate::find(finder, &mut groups);
    let told = Told { document, statements, events };
    groups.retain(|g| told.is_borne_out(g));
    groups.sort_by_key(|g| g.first().word.id);
    groups.iter().map(|g| told.commitment(g)).collect()
}

/// The lists of the record that a commitment points into.
struct Told<'d> {
    document: &'d Document,
    statements: &'d [Statement],
    events: &'d [Event],
}

impl Told<'_> {
    /// Whether what was only offered, proposed or called for as a thing is an event or a statement too: "the hotel offers
    /// rooms" is neither.
    fn is_borne_out(&self, group: &Group<'_>) -> bool {
        let thing = |a: &Act<'_>| a.content.head.is_some_and(|h| h.upos() != Upos::Verb);
        let loose = group
            .acts
            .iter()
            .all(|a| one_of("offer propose call guarantee demand", a.word.lemma()) && thing(a));
        let cued =
            one_of("propose call", group.first().word.lemma()) && !self.statements_at(&group.acts).is_empty();
        let answered = group.fates.iter().any(|f| !one_of("meet satisfy", f.word.lemma()));
        !loose || answered || cued || !self.events_at(&group.acts).is_empty()
    }

    fn commitment(&self, group: &Group<'_>) -> Commitment {
        let acts = &group.acts;
        // The fullest of several tellings says what; who and until when is taken from the first that tells it.
        let fullest = acts.iter().max_by_key(|a| a.content.lemmas.len()).unwrap_or(group.first());
        let mut fates: Vec<&Fate<'_>> = group.fates.iter().collect();
        fates.sort_by_key(|f| f.word.id);
        let (events, statements) = (self.events_at(acts), self.statements_at(acts));
        Commitment {
            kind: group.kind(),
            by: first_known(acts.iter().map(|a| &a.by)),
            to: first_known(acts.iter().map(|a| &a.to)),
            what: fullest.content.spans.clone(),
            conditions: acts.iter().find_map(|a| a.conditions),
            deadline: acts.iter().find_map(|a| a.deadline).map(|d| self.deadline(d)),
            date: acts.iter().find_map(|a| self.day(a)),
            claimed_by: self.claim(group),
            outcomes: fates.into_iter().map(|f| self.outcome(f)).collect(),
            evidence: evidence(group, fullest, !events.is_empty(), !statements.is_empty()),
            events,
            statements,
        }
    }

    /// The day of the act, else that of the meeting at which it was done: "put in writing at a meeting on December 2".
    fn day(&self, act: &Act<'_>) -> Option<EventDay> {
        let content = act.content.head.map(|h| h.id);
        let aside = |c: &Token<'_>| c.relation().is("obl") && Some(c.id) != content;
        let own = day::of(self.document, act.word.id);
        own.or_else(|| act.word.children().filter(aside).find_map(|c| day::of(self.document, c.id)))
    }

    /// Who tells of it; "reaffirmed its commitment" is told by the article, though it is a statement.
    fn claim(&self, group: &Group<'_>) -> Option<Claim> {
        let claim = claimed_by(self.statements, group.first().word.span())?;
        let cue = self.statements.get(claim.statement.0 as usize).and_then(|s| s.cue);
        let own = |f: &Fate<'_>| cue.is_some_and(|c| c.overlaps(f.word.span()));
        (!group.fates.iter().any(own)).then_some(claim)
    }

    fn deadline(&self, span: Span) -> Deadline {
        Deadline { span, value: clauses::timex(self.document, span).and_then(|t| t.value.clone()) }
    }

    fn outcome(&self, fate: &Fate<'_>) -> Outcome {
        let span = fate.word.span();
        Outcome {
            status: fate.status,
            spans: spans([Some(fate.word), fate.over]),
            by: fate.by.clone(),
            date: day::of(self.document, fate.word.id),
            event: self.events.iter().position(|e| e.trigger.overlaps(span)).map(|i| EventId(i as u32)),
            statement: claimed_by(self.statements, span).map(|c| c.statement),
        }
    }

    fn events_at(&self, acts: &[Act<'_>]) -> Vec<EventId> {
        let own = |e: &Event| acts.iter().any(|a| e.trigger.overlaps(a.word.span()));
        (0..).zip(self.events).filter(|(_, e)| own(e)).map(|(i, _)| EventId(i)).collect()
    }

    /// Statements whose cue makes the commitment.
    fn statements_at(&self, acts: &[Act<'_>]) -> Vec<StatementId> {
        let own = |s: &Statement| s.cue.is_some_and(|c| acts.iter().any(|a| c.overlaps(a.word.span())));
        (0..).zip(self.statements).filter(|(_, s)| own(s)).map(|(i, _)| StatementId(i)).collect()
    }
}

/// The first side that is known.
fn first_known<'a>(mut sides: impl Iterator<Item = &'a Vec<Party>>) -> Vec<Party> {
    sides.find(|s| !s.is_empty()).cloned().unwrap_or_default()
}

fn spans<const N: usize>(words: [Option<Token<'_>>; N]) -> Vec<Span> {
    let mut spans: Vec<Span> = words.into_iter().flatten().map(Token::span).collect();
    spans.sort();
    spans
}

fn evidence(group: &Group<'_>, fullest: &Act<'_>, event: bool, statement: bool) -> Evidence {
    let words = group.acts.iter().map(|a| a.word.span());
    let parties = group.acts.iter().flat_map(|a| a.by.iter().chain(&a.to)).filter_map(|p| p.span);
    let mut spans: Vec<Span> = words.chain(parties).chain(fullest.content.spans.iter().copied()).collect();
    spans.sort();
    spans.dedup();
    let mut why: Vec<String> =
        group.acts.iter().map(|a| format!("{} by the words “{}”", a.kind.as_str(), a.word.text())).collect();
    why.extend(group.fates.iter().map(|f| format!("{} by the words “{}”", f.status.as_str(), f.word.text())));
    let known = |yes: bool| if yes { 0.15 } else { 0.0 };
    Evidence {
        spans,
        rule: format!("{}/{}", group.kind().as_str(), group.first().word.lemma().to_lowercase()),
        confidence: 0.6 + known(event) + known(statement),
        why,
    }
}
