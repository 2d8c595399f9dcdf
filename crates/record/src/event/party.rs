//! From the word in a slot to those who take part: base noun phrases, joined actors one by one, phrases such as
//! "dozens of protesters" by the noun that counts.

use super::clause::{case_is, joined, one_of};
use document::{Document, NameClass, Party, Relation, Token, TokenId, TokenRange, Upos};

/// How noun phrases become parties.
pub trait Coder {
    /// The party that a noun phrase with this head names.
    fn party(&self, phrase: TokenRange, head: TokenId) -> Party;

    /// Somebody who goes without saying at a word, with a role or none: of the country that is spoken of there.
    fn unsaid(&self, _at: TokenId, _role: &str) -> Option<Party> {
        None
    }
}

impl<F: Fn(TokenRange, TokenId) -> Party> Coder for F {
    fn party(&self, phrase: TokenRange, head: TokenId) -> Party {
        self(phrase, head)
    }
}

/// Words that only count or group those who act.
const COUNTING: &str = "dozen hundred thousand million ten score number group crowd handful majority lot couple pair \
    series wave team bunch mob gang scores tens dozens hundreds thousands some many several most both all one two three";

/// Those named by the word in a slot; acts and things are asked for whose they are.
pub(crate) fn parties(document: &Document, coder: &dyn Coder, filler: Token<'_>) -> Vec<Party> {
    joined(counted(filler)).filter_map(|t| one(document, coder, t)).take(12).collect()
}

/// The noun that "dozens of" counts.
fn counted(word: Token<'_>) -> Token<'_> {
    if !one_of(COUNTING, &word.lemma().to_lowercase()) {
        return word;
    }
    let of = word.children().find(|c| c.relation().is("nmod") && case_is(*c, "of"));
    of.unwrap_or(word)
}

fn one(document: &Document, coder: &dyn Coder, word: Token<'_>) -> Option<Party> {
    let party = coder.party(base(word), word.id);
    if names_somebody(document, word) || is_person_noun(word) {
        return Some(party);
    }
    let owner = owner(word).map(|o| (o, coder.party(base(o), o.id)));
    match owner {
        Some((o, p)) if p.actor.is_some() || names_somebody(document, o) => Some(p),
        _ => party.actor.is_some().then_some(party),
    }
}

/// Whose an act or thing is, or whom it concerns: "Russia's raid", "a raid by Russia", "the deal with Iran".
fn owner<'d>(word: Token<'d>) -> Option<Token<'d>> {
    let phrase = |p: &'static str| {
        move |c: &Token<'d>| matches!(c.relation().main(), "nmod" | "obl" | "acl") && case_is(*c, p)
    };
    const OWNING: [&str; 9] = ["by", "of", "against", "on", "from", "with", "to", "in", "between"];
    let after = || OWNING.iter().find_map(|p| word.children().find(phrase(p)));
    word.child(Relation::NmodPoss).or_else(after)
}

/// Whether the word is part of a name of somebody, or a personal pronoun.
fn names_somebody(document: &Document, word: Token<'_>) -> bool {
    let name = match document.names.of(word.id) {
        Some(name) => name.class != NameClass::Other,
        None => word.upos() == Upos::Propn,
    };
    let pronoun = word.upos() == Upos::Pron
        && one_of(
            "he she they him her them who we us i me his their you whom nobody",
            &word.text().to_lowercase(),
        );
    name || pronoun
}

/// Nouns for people in public life that no table lists, by their endings and by a short list.
pub(super) fn is_person_noun(word: Token<'_>) -> bool {
    const PEOPLE: &str = "man woman child boy girl person people civilian resident villager victim suspect student \
        worker farmer activist militant rebel soldier officer gunman fighter refugee migrant family group army police \
        force troop government minister president parliament court party opposition leader member official crowd \
        youth citizen national inmate prisoner detainee journalist lawyer judge teacher union company authority \
        community state country nation city town village side public team council ministry senator mayor governor \
        commander chief general agent diplomat ambassador envoy critic opponent ally rival supporter protester \
        demonstrator girlfriend boyfriend friend victim parent husband wife son daughter brother father mother body regime junta administration agency \
        commission committee organization coalition alliance bloc movement militia cabinet congress senate assembly";
    let lemma = word.lemma();
    word.upos() == Upos::Noun && (one_of(PEOPLE, lemma) || ends_like_person(lemma))
}

/// `lawmaker`, `perpetrator`, `complainant`, `detainee`, `politician`, but not `order`, `matter`, `statement`.
fn ends_like_person(lemma: &str) -> bool {
    const THINGS: &str = "order matter paper power letter number offer center centre water winter summer murder border \
        river tower quarter disorder chapter cover corner computer newspaper weather answer manner layer shelter dinner \
        paper door floor error factor sector terror favor favour labor labour honor honour color colour behavior \
        mirror motor horror list mist twist restaurant covenant grant plant fee committee guarantee coffee degree \
        referee trustee jubilee refer transfer counter encounter disaster register barrier career frontier bunker \
        trailer helicopter banner character filter charter container cluster poster user rumor harbor armor tumor \
        vector corridor metaphor hunger interior tender gender slander surrender wonder thunder shoulder holder folder";
    const ENDS: [&str; 9] = ["er", "or", "ist", "man", "ant", "ian", "ee", "woman", "folk"];
    lemma.len() > 4 && ENDS.iter().any(|e| lemma.ends_with(e)) && !one_of(THINGS, lemma)
}

/// The base noun phrase of a head: what stands before it and belongs to it, and names that follow it flat.
pub(super) fn base(head: Token<'_>) -> TokenRange {
    let before = head.children().filter(|c| c.id < head.id && is_premodifier(*c));
    let start = before.map(|c| c.reach().start).min().unwrap_or(head.id.0).min(head.id.0);
    let after = head.children().filter(|c| c.id > head.id && is_postmodifier(*c));
    let mut end = head.id.0 + 1;
    for child in after {
        if child.reach().start <= end + 1 {
            end = end.max(child.reach().end.min(child.id.0 + 4));
        }
    }
    TokenRange { start, end }
}

/// Days that a parser takes for a part of the name behind them: "On Monday Japan announced".
const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday today yesterday";

fn is_premodifier(token: Token<'_>) -> bool {
    matches!(
        token.relation(),
        Relation::Det
            | Relation::Amod
            | Relation::Compound
            | Relation::Nummod
            | Relation::NmodPoss
            | Relation::Flat
            | Relation::NmodDesc
            | Relation::Nmod
            | Relation::NmodUnmarked
            | Relation::NmodNpmod
            | Relation::DetPredet
    ) && !one_of(DAYS, &token.lemma().to_lowercase())
        && token.child(Relation::Case).is_none_or(|_| token.relation() == Relation::NmodPoss)
}

fn is_postmodifier(token: Token<'_>) -> bool {
    matches!(
        token.relation(),
        Relation::Flat | Relation::Compound | Relation::Fixed | Relation::Goeswith | Relation::NmodDesc
    ) || token.relation() == Relation::Appos && token.upos() == Upos::Propn && adjacent(token)
}

/// Whether no comma stands before the token's phrase: "foreign minister Lavrov".
fn adjacent(token: Token<'_>) -> bool {
    let first = token.reach().start;
    let before = first.checked_sub(1).map(|i| token.syntax().token(TokenId(i)));
    before.is_none_or(|b| b.upos() != Upos::Punct)
}
