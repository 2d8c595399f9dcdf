//! Words that a mark alone gives to somebody: `Pilots' union: we will strike`, `"PENCE: Well, look …`,
//! `"I am ashamed of it." — Beck Pimentel`.
//!
//! A paragraph or headline has such a form as a whole: a short phrase without a verb, the mark, the words. The phrase
//! has to name a person or a body, or a thing that speaks for one: a poll, the police.

use super::Choice;
use super::content::Content;
use super::context::Context;
use super::lexer::is_mark;
use super::source::Source;
use document::{NameClass, Relation, Token, TokenId, TokenRange, Upos};

/// Tokens that the phrase for the speaker may have.
const LONGEST: u32 = 8;
/// The rule has no score of its own.
const SURENESS: f32 = 0.7;

/// Nouns that speak in headlines without a name.
const SPEAKING: &[&str] = &[
    "analyst",
    "expert",
    "lawyer",
    "leader",
    "minister",
    "ministry",
    "mayor",
    "official",
    "police",
    "poll",
    "president",
    "report",
    "source",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "study",
    "survey",
    "union",
];

/// All of an article, in order.
pub fn find(context: &Context<'_>) -> Vec<Choice> {
    blocks(context).filter_map(|b| before(context, b).or_else(|| behind(context, b))).collect()
}

/// The tokens of each block of prose.
fn blocks<'c>(context: &'c Context<'_>) -> impl Iterator<Item = TokenRange> + 'c {
    let sentences = context.syntax.sentences;
    let all = sentences.block.chunk_by(|a, b| a == b).scan(0, |from, same| {
        let at = *from;
        *from += same.len();
        Some((at, *from - 1))
    });
    all.filter(|(first, _)| context.is_prose(*first)).filter_map(|(first, last)| {
        let (first, last) = (sentences.tokens.get(first)?, sentences.tokens.get(last)?);
        Some(TokenRange { start: first.start, end: last.end })
    })
}

/// `NAME: words`.
fn before(context: &Context<'_>, block: TokenRange) -> Option<Choice> {
    let opens = is_quotation_mark(context.syntax.token(TokenId(block.start)));
    let start = block.start + u32::from(opens);
    let mut first = (start..block.end.min(start + LONGEST + 1)).map(TokenId);
    let colon = first.find(|t| context.syntax.token(*t).text() == ":")?;
    let phrase = TokenRange { start, end: colon.0 };
    let mut words = TokenRange { start: colon.0 + 1, end: block.end };
    if opens && words.end > words.start && is_quotation_mark(context.syntax.token(TokenId(words.end - 1))) {
        words.end -= 1;
    }
    let said = context.syntax.iter(words).any(|t| t.feats().contains("VerbForm=Fin"))
        || context.syntax.iter(words).next().is_some_and(is_quotation_mark);
    choice(context, phrase, colon, words).filter(|_| said)
}

/// `"words" — NAME`.
fn behind(context: &Context<'_>, block: TokenRange) -> Option<Choice> {
    let token = |t: u32| context.syntax.token(TokenId(t));
    let from = block.end.saturating_sub(LONGEST + 1).max(block.start + 2);
    let dash = (from..block.end).rev().find(|&t| matches!(token(t).text(), "-" | "--" | "–" | "—" | "―"))?;
    let quoted = is_quotation_mark(token(block.start)) && is_quotation_mark(token(dash - 1));
    let words = TokenRange { start: block.start, end: dash };
    let phrase = TokenRange { start: dash + 1, end: block.end };
    choice(context, phrase, TokenId(dash), words).filter(|_| quoted)
}

fn is_quotation_mark(token: Token<'_>) -> bool {
    token.upos() == Upos::Punct && token.text().chars().all(is_mark)
}

fn choice(context: &Context<'_>, phrase: TokenRange, mark: TokenId, words: TokenRange) -> Option<Choice> {
    let head = speaker(context, phrase).filter(|_| !words.is_empty())?;
    let stop = context.syntax.token(TokenId(phrase.end - 1)).text() == ".";
    let tokens = TokenRange { end: phrase.end - u32::from(stop), ..phrase };
    Some(Choice {
        cue: mark,
        words: TokenRange { start: mark.0, end: mark.0 + 1 },
        sureness: SURENESS,
        source: Source { tokens, head, way: "beside a mark", part: "full" },
        content: Content { pieces: vec![words], kind: "mark", cut: "-" },
    })
}

/// The head of a short phrase without a verb that names somebody who speaks.
fn speaker(context: &Context<'_>, phrase: TokenRange) -> Option<TokenId> {
    let alien = |t: Token<'_>| {
        let mark = is_quotation_mark(t) || matches!(t.text(), "(" | ")" | "[" | "]");
        mark || matches!(t.upos(), Upos::Verb | Upos::Aux) || t.text().contains(char::is_numeric)
    };
    if phrase.is_empty() || context.syntax.iter(phrase).any(alien) {
        return None;
    }
    let outside = |t: &Token<'_>| t.head().is_none_or(|h| !phrase.contains(h.id));
    let head = context.syntax.iter(phrase).find(|t| outside(t) && t.relation() != Relation::Punct)?;
    let class = context.names.of(head.id).map(|n| n.class);
    let named = matches!(class, Some(NameClass::Person | NameClass::Organisation));
    (named || SPEAKING.contains(&head.lemma().to_lowercase().as_str())).then_some(head.id)
}
