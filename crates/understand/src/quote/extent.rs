//! How many words the cue takes up: `has said`, `said in a statement`, `did not mention`.
//!
//! Two choices, one for each side of the head, by PolNeAR's habit: auxiliaries, negations, particles and
//! prepositions that the reporting word calls for belong to the cue; adverbs and days mostly do not.

use super::context::{Context, Convention};
use super::cue;
use super::features::Features;
use super::judge::Judge;
use super::source::Source;
use super::tables;
use document::{Relation, Token, TokenId, TokenRange, Upos};

/// Words that a cue may have before its head.
const BEFORE: u32 = 5;
/// Words that a cue may have behind its head.
const AFTER: u32 = 6;

/// The two sides of a cue's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Where it begins.
    Before,
    /// Where it ends.
    After,
}

/// Where a cue may begin, or end, nearest first: within its sentence, up to the first mark, quoted word or word of
/// the source.
pub fn candidates(
    context: &Context<'_>,
    head: TokenId,
    source: &Source,
    side: Side,
) -> impl Iterator<Item = TokenRange> {
    let sentence = context.sentence(head);
    let quoted = context.quotation_of(head).is_some();
    let free = |i: u32| {
        let token = context.syntax.token(TokenId(i));
        let open = token.upos() != Upos::Punct && context.quotation_of(token.id).is_some() == quoted;
        open && !source.tokens.contains(token.id)
    };
    let most = match side {
        Side::Before => {
            (1..=BEFORE).take_while(|n| head.0 >= sentence.start + n && free(head.0 - n)).last().unwrap_or(0)
        }
        Side::After => {
            let words =
                (1..=AFTER).take_while(|n| head.0 + n < sentence.end && free(head.0 + n)).last().unwrap_or(0);
            words + u32::from(has_colon(context, head.0 + words + 1, sentence))
        }
    };
    (0..=most).map(move |n| match side {
        Side::Before => TokenRange { start: head.0 - n, end: head.0 + 1 },
        Side::After => TokenRange { start: head.0, end: head.0 + n + 1 },
    })
}

/// Whether the next token is a colon that the cue may end with: `He added:`. Only PolNeAR counts it to the cue.
fn has_colon(context: &Context<'_>, next: u32, sentence: TokenRange) -> bool {
    let wanted = context.convention == Convention::Polnear && sentence.contains(TokenId(next));
    wanted && context.syntax.token(TokenId(next)).text() == ":"
}

/// What is seen of a candidate.
pub fn features(context: &Context<'_>, head: TokenId, range: TokenRange, side: Side, out: &mut Features) {
    out.clear();
    let token = context.syntax.token(head);
    let (edge, beyond) = edge(context, head, range, side);
    let stance = tables::stance(token.lemma()).map_or("-", |s| s.as_str());
    let side = if side == Side::Before { "before" } else { "after" };
    let size = if range.len() > 1 { "long" } else { "one" };
    let upos = token.upos().as_str();
    out.amount(side, range.len());
    out.add("size", &[side, size, token.lemma()]);
    out.add("size-upos", &[side, size, upos, token.relation().as_str()]);
    out.add("size-stance", &[side, size, stance, upos]);
    let (last, tie) = (edge.lemma(), tie(edge, token));
    let (next, next_tie) = beyond.map_or(("-", "-"), |b| (b.lemma(), self::tie(b, token)));
    out.add("edge", &[side, last, size]);
    out.add("edge-tie", &[side, edge.upos().as_str(), tie, size]);
    out.add("edge-lemma", &[side, last, token.lemma()]);
    out.add("edge-text", &[side, edge.text(), tie]);
    out.add("beyond", &[side, next, size]);
    out.add("beyond-tie", &[side, next_tie, size]);
    out.add("beyond-lemma", &[side, next, token.lemma(), size]);
    out.add("beyond-upos", &[side, beyond.map_or("-", |b| b.upos().as_str()), next_tie, last]);
    out.add("border", &[side, last, next]);
    out.add("border-tie", &[side, tie, next_tie]);
    phrase(context, head, range, side, out);
}

/// The outermost word of a side and the one beyond it.
fn edge<'d>(
    context: &Context<'d>,
    head: TokenId,
    range: TokenRange,
    side: Side,
) -> (Token<'d>, Option<Token<'d>>) {
    let sentence = context.sentence(head);
    let edge = match side {
        Side::Before => context.syntax.token(TokenId(range.start)),
        Side::After => context.syntax.token(TokenId(range.end - 1)),
    };
    let beyond = match side {
        Side::Before => edge.previous(),
        Side::After => edge.next(),
    };
    (edge, beyond.filter(|b| sentence.contains(b.id)))
}

/// How a word hangs together with the head of the cue.
fn tie(token: Token<'_>, head: Token<'_>) -> &'static str {
    if token.id == head.id {
        return "head";
    }
    let above = |t: Token<'_>| t.head().map(|h| h.id);
    if above(token) == Some(head.id) {
        return token.relation().as_str();
    }
    if above(head) == Some(token.id) {
        return "governor";
    }
    match token.head() {
        Some(middle) if above(middle) == Some(head.id) => match token.relation() {
            Relation::Case | Relation::Mark => "below:case",
            Relation::Det => "below:det",
            _ => "below",
        },
        Some(middle) if above(head) == Some(middle.id) => "sister",
        _ => "far",
    }
}

/// Which dependents of the head are held whole, which are cut.
fn phrase(context: &Context<'_>, head: TokenId, range: TokenRange, side: &str, out: &mut Features) {
    let token = context.syntax.token(head);
    for child in token.children().filter(|c| (c.id < head) == (side == "before")) {
        let reach = child.reach();
        let state = match (range.contains(child.id), reach.start >= range.start && reach.end <= range.end) {
            (_, true) => "whole",
            (true, false) => "cut",
            (false, false) if reach.start < range.end && range.start < reach.end => "case",
            _ => continue,
        };
        let relation = child.relation().as_str();
        out.add("held", &[side, state, relation]);
        out.add("held-lemma", &[side, state, child.lemma()]);
        out.add("held-head", &[side, state, relation, token.lemma()]);
    }
}

/// Whose states tell where a cue ends: its head, the outermost word, the one beyond.
pub fn roles(context: &Context<'_>, head: TokenId, range: TokenRange, side: Side) -> [Option<TokenId>; 3] {
    let (edge, beyond) = edge(context, head, range, side);
    [Some(head), Some(edge.id), beyond.map(|b| b.id)]
}

/// The words of a cue by the choices on both sides.
pub fn choose(context: &Context<'_>, head: TokenId, source: &Source, judge: &mut Judge<'_>) -> TokenRange {
    if cue::is_according(context.syntax.token(head)) {
        return cue::core(context, head);
    }
    let alone = TokenRange { start: head.0, end: head.0 + 1 };
    let mut best = |side| judge.best_extent(context, head, source, side).unwrap_or(alone);
    TokenRange { start: best(Side::Before).start, end: best(Side::After).end }
}
