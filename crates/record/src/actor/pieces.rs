//! The known pieces of a noun phrase: names, nationalities, role nouns, longest first.

use super::Who;
use document::{TokenId, TokenRange, Upos};
use knowledge::{Entry, LONGEST_NAME, Person, Role};

/// What a stretch of a noun phrase is known as.
pub(super) enum Known<'a> {
    /// A person by full name.
    Person(&'a Person),
    /// A country, seat, organisation, group or outlet.
    Entry(&'a Entry),
    /// A nationality; the country's code.
    Nationality(&'a str),
    /// A role noun.
    Role(&'a Role),
}

/// One piece.
pub(super) struct Piece<'a> {
    pub tokens: TokenRange,
    pub known: Known<'a>,
}

/// The pieces of a phrase from left to right, not overlapping.
pub(super) fn find<'a>(who: &Who<'a>, phrase: TokenRange) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut start = phrase.start;
    while start < phrase.end {
        let piece = longest(who, TokenRange { start, end: phrase.end });
        start = piece.as_ref().map_or(start + 1, |p| p.tokens.end);
        pieces.extend(piece);
    }
    pieces
}

fn longest<'a>(who: &Who<'a>, rest: TokenRange) -> Option<Piece<'a>> {
    let longest = rest.len().min(LONGEST_NAME) as u32;
    (1..=longest).rev().find_map(|len| {
        let tokens = TokenRange { start: rest.start, end: rest.start + len };
        known(who, tokens).map(|known| Piece { tokens, known })
    })
}

fn known<'a>(who: &Who<'a>, tokens: TokenRange) -> Option<Known<'a>> {
    let syntax = who.document.syntax();
    let words = syntax.words_of(tokens);
    let capital = words.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    if capital {
        if let Some(person) = person(who, tokens, words) {
            return Some(Known::Person(person));
        }
        if let Some(country) = who.known.country_of_adjective(words) {
            return Some(Known::Nationality(&country.code));
        }
        if let Some(entry) = who.known.entry(words, who.day) {
            return Some(Known::Entry(entry));
        }
    }
    role(who, tokens, words).map(Known::Role)
}

/// Full names of at least two words; single words are left to the name's own chain.
fn person<'a>(who: &Who<'a>, tokens: TokenRange, words: &str) -> Option<&'a Person> {
    (tokens.len() > 1).then_some(())?;
    who.known.people().named(words).next()
}

/// The last word as its lemma: `foreign ministers` is `foreign minister`.
fn role<'a>(who: &Who<'a>, tokens: TokenRange, words: &str) -> Option<&'a Role> {
    let last = who.document.syntax().token(TokenId(tokens.end.checked_sub(1)?));
    let nominal = matches!(last.upos(), Upos::Noun | Upos::Propn | Upos::X);
    nominal.then_some(())?;
    if let Some(role) = who.known.role(words) {
        return Some(role);
    }
    let stem = words.strip_suffix(last.text())?;
    (!last.lemma().is_empty()).then(|| who.known.role(&format!("{stem}{}", last.lemma())))?
}
