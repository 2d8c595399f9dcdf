//! Deeds that do what was promised, threatened or demanded: the same verb over the same thing, told later.

use super::act::{Act, Finder, happened};
use super::fate::{Fate, pending};
use super::group::Group;
use crate::event::clause::{is_negated, object, one_of, subject};
use crate::event::factual;
use document::{CommitmentKind, Factuality, Party, Plover, Relation, Status, Token, Upos};

/// Verbs that say too little to tell a deed by.
const COMMON: &str = "be have do make take hold give say get go come continue work use see put begin start keep help provide \
    ensure support show call meet remain become seek";

/// A deed that does what was promised, threatened or demanded, or is said not to have been done.
pub(super) fn find<'d>(finder: Finder<'d, '_>, groups: &mut [Group<'d>], verb: Token<'d>) {
    if verb.upos() != Upos::Verb || one_of(COMMON, verb.lemma()) {
        return;
    }
    let Some(done) = is_done(verb) else { return };
    let by = subject(verb).map_or(Vec::new(), |s| finder.parties(s));
    if by.is_empty() || groups.iter().any(|g| g.acts.iter().any(|a| tells(a, verb))) {
        return;
    }
    for group in groups.iter_mut() {
        let Some(status) = carried_out(group, &by, done) else { continue };
        if group.acts.iter().all(|a| is_later(finder, a, verb))
            && group.acts.iter().any(|a| same_deed(a, verb))
        {
            group.fates.push(Fate { status, word: verb, over: object(verb), by });
            return;
        }
    }
}

/// Whether the act's own words hold the verb.
fn tells(act: &Act<'_>, verb: Token<'_>) -> bool {
    let inside = act.content.spans.iter().chain(&act.conditions).any(|s| s.contains(verb.span()));
    inside || act.word.id == verb.id
}

/// Whether it was done; `None` where the verb tells of no finished deed.
fn is_done(verb: Token<'_>) -> Option<bool> {
    let aux = |words: &str| {
        verb.children().any(|c| c.relation() == Relation::Aux && one_of(words, &c.text().to_lowercase()))
    };
    let finished = verb.xpos() == "VBD"
        || verb.xpos() == "VBN" && aux("has have 've ’ve")
        || verb.xpos() == "VBN" && !aux("had");
    if is_negated(verb) {
        return (!pending(verb) && (aux("did has have"))).then_some(false);
    }
    if factual::of(verb, Plover::Agree, false) == Factuality::Negated {
        return Some(false);
    }
    (finished && happened(verb)).then_some(true)
}

/// What a deed of somebody makes of a commitment.
fn carried_out(group: &Group<'_>, by: &[Party], done: bool) -> Option<Status> {
    match (group.kind(), done) {
        (CommitmentKind::Promise | CommitmentKind::Agreement, true) if group.is_by(by) => Some(Status::Kept),
        (CommitmentKind::Promise, false) if group.is_by(by) => Some(Status::Broken),
        (CommitmentKind::Threat, true) if group.is_by(by) => Some(Status::Kept),
        (CommitmentKind::Demand, true) if group.is_to(by) => Some(Status::Accepted),
        (CommitmentKind::Demand, false) if group.is_to(by) => Some(Status::Rejected),
        _ => None,
    }
}

fn is_later(finder: Finder<'_, '_>, act: &Act<'_>, verb: Token<'_>) -> bool {
    let at = |t: Token<'_>| finder.document.sentences.of(t.id);
    at(act.word) < at(verb)
}

/// The same verb over the same thing.
fn same_deed(act: &Act<'_>, verb: Token<'_>) -> bool {
    let Some(head) = act.content.head.filter(|h| h.lemma() == verb.lemma() && h.upos() == Upos::Verb) else {
        return false;
    };
    let thing = |t: Token<'_>| -> Option<String> { object(t).map(|o| o.lemma().to_lowercase()) };
    match (thing(head), thing(verb)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => act.content.lemmas.len() < 3 || shares_place(act, verb),
        _ => false,
    }
}

/// Whether a phrase of the deed stands in the commitment too: "withdraw from *Sanaa*".
fn shares_place(act: &Act<'_>, verb: Token<'_>) -> bool {
    verb.children().any(|c| c.relation().is("obl") && act.content.lemmas.contains(&c.lemma()))
}
