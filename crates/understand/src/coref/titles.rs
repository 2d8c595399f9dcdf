//! Titles and descriptions: `Denis Moncada, Nicaragua's foreign minister`, later `the minister`.

use super::chains::Chains;
use document::{MentionKind, Relation, Token};

/// How many mentions back a title is looked for.
const LOOK_BACK: usize = 300;

/// Joins appositions and predicates that name a role.
pub(super) fn beside(chains: &mut Chains<'_>) {
    for index in 0..chains.mentions.len() {
        let token = chains.syntax.token(chains.mentions[index].head);
        let other = match token.relation() {
            Relation::Appos => token.head().and_then(|h| chains.headed(h.id)),
            _ => predicate(chains, token),
        };
        if let Some(other) = other.filter(|o| person_and_role(chains, *o, index)) {
            chains.join(other, index);
        }
    }
}

/// The subject of which the noun is said: `Lavrov is the foreign minister`.
fn predicate(chains: &Chains<'_>, noun: Token<'_>) -> Option<usize> {
    noun.child(Relation::Cop)?;
    let negated = noun.children().any(|c| c.lemma() == "not" || c.lemma() == "no");
    let subject = noun.child(Relation::Nsubj).filter(|_| !negated)?;
    chains.headed(subject.id)
}

/// Whether one is a person by name and the other only a role (or both names are the same kind of body).
fn person_and_role(chains: &Chains<'_>, a: usize, b: usize) -> bool {
    let named = |i: usize| chains.mentions[i].kind == MentionKind::Name && chains.profile(i).person;
    let role =
        |i: usize| chains.mentions[i].kind == MentionKind::Nominal && !chains.profile(i).titles.is_empty();
    named(a) && role(b) || role(a) && named(b)
}

/// Links a definite role noun to the nearest person before it that bears the title.
pub(super) fn link(chains: &mut Chains<'_>, index: usize) {
    let own = chains.first(index);
    let profile = &chains.profiles[own];
    if own != index || profile.titles.is_empty() || !is_definite(chains, index) || is_plural(chains, index) {
        return;
    }
    let found = (index.saturating_sub(LOOK_BACK)..index).rev().find(|&i| {
        let mention = &chains.mentions[i];
        mention.kind == MentionKind::Name && bears(chains, i, index)
    });
    let found = found.or_else(|| same_role(chains, index));
    if let Some(other) = found {
        chains.join(other, index);
    }
}

/// Whether a named person may be called by the title.
fn bears(chains: &Chains<'_>, person: usize, title: usize) -> bool {
    let (person, title) = (chains.profile(person), chains.profile(title));
    let country = match (&person.country, &title.country) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let same = title.titles.iter().any(|t| person.titles.contains(t));
    let office = title.offices.iter().any(|o| person.offices.contains(o));
    person.person && country && (same || office)
}

/// The same description before: `the militants … the militants` are not joined, single persons are.
fn same_role(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let head = chains.syntax.token(chains.mentions[index].head).lemma();
    let wanted = chains.profile(index);
    let near = (index.saturating_sub(60)..index).rev();
    near.into_iter().find(|&i| {
        let other = chains.syntax.token(chains.mentions[i].head);
        let same =
            chains.mentions[i].kind == MentionKind::Nominal && other.lemma() == head && !is_plural(chains, i);
        same && chains.profile(i).country == wanted.country && wanted.person
    })
}

fn is_definite(chains: &Chains<'_>, index: usize) -> bool {
    let mention = &chains.mentions[index];
    let first = chains.syntax.token(document::TokenId(mention.tokens.start));
    let the = matches!(first.text(), "the" | "The" | "this" | "This" | "that" | "That");
    let owned = chains.syntax.token(mention.head).children().any(|c| c.relation() == Relation::NmodPoss);
    the || owned
}

fn is_plural(chains: &Chains<'_>, index: usize) -> bool {
    chains.profiles[index].number == document::Number::Plural
        || matches!(chains.syntax.token(chains.mentions[index].head).xpos(), "NNS" | "NNPS")
}
