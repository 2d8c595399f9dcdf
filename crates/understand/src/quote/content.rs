//! What was said: candidates and their features.

use super::context::Context;
use super::features::Features;
use super::lexer::is_mark;
use super::source::{Source, borders};
use super::tables;
use document::{Relation, Span, Token, TokenId, TokenRange, Upos};

/// One candidate: one or two stretches of tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Its words as tokens, in order.
    pub pieces: Vec<TokenRange>,
    /// Where it was found: `ccomp`, `left`, `quote-before`.
    pub kind: &'static str,
    /// What was cut off at its end or start: the relation of a clause that may be the writer's; `-` for nothing.
    pub cut: &'static str,
}

/// The words of a candidate.
pub fn spans(context: &Context<'_>, content: &Content) -> Vec<Span> {
    content.pieces.iter().map(|p| context.cover(*p)).collect()
}

/// Whose states tell whether these words were said: the cue's and the source's, those of the ends of the first and
/// the last piece and beside them.
pub fn roles(
    context: &Context<'_>,
    cue: TokenId,
    source: &Source,
    content: &Content,
) -> [Option<TokenId>; 8] {
    let first = borders(context, content.pieces.first().copied().unwrap_or_default());
    let last = borders(context, content.pieces.last().copied().unwrap_or_default());
    let second = content.pieces.get(1).map(|p| TokenId(p.start));
    let head = (!source.tokens.is_empty()).then_some(source.head);
    let inner = content.pieces.get(1).and(first[1]);
    [Some(cue), head, first[0], first[2], last[1], last[3], second, inner]
}

/// What a cue and its source take up, so that no content may hold it.
struct Phrase {
    /// From the first to the last token of source and cue.
    close: TokenRange,
    /// With adverbs, days and addressees of the cue.
    wide: TokenRange,
    cue: TokenRange,
    source: TokenRange,
    /// When, where and how it was said: dependents of the cue.
    side: Vec<TokenRange>,
}

/// All candidates of a cue, which takes up some words, with its source.
pub fn candidates(context: &Context<'_>, cue: TokenId, words: TokenRange, source: &Source) -> Vec<Content> {
    let token = context.syntax.token(cue);
    let phrase = phrase(context, token, words, source);
    let mut found = Vec::new();
    for child in token.children() {
        if let Some(kind) = clause_kind(child) {
            add(context, &phrase, &[child.reach()], kind, &mut found);
        }
    }
    clauses_together(context, token, &phrase, &mut found);
    governors(context, token, &phrase, &mut found);
    remainders(context, cue, &phrase, &mut found);
    quotations(context, cue, &phrase, &mut found);
    trim(context, &phrase, &mut found);
    found
}

fn phrase(context: &Context<'_>, token: Token<'_>, cue: TokenRange, source: &Source) -> Phrase {
    let sentence = context.sentence(token.id);
    let near = !source.tokens.is_empty() && sentence.contains(source.head);
    let close = if near { join(cue, source.tokens) } else { cue };
    let beside = |all: TokenRange, r: TokenRange| r.start <= all.end + 1 && r.end + 1 >= all.start;
    let sides = token.children().filter(|c| is_side(*c)).map(Token::reach);
    let wide = sides.fold(close, |all, r| if beside(all, r) { join(all, r) } else { all });
    let side = token.children().filter(|c| tells_when(*c)).map(Token::reach).collect();
    Phrase { close, wide, cue, source: source.tokens, side }
}

fn join(a: TokenRange, b: TokenRange) -> TokenRange {
    TokenRange { start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// Dependents that tell how, when or to whom it was said.
fn is_side(child: Token<'_>) -> bool {
    matches!(
        child.relation(),
        Relation::Advmod
            | Relation::Obl
            | Relation::OblUnmarked
            | Relation::OblTmod
            | Relation::OblNpmod
            | Relation::Iobj
            | Relation::Obj
            | Relation::Aux
            | Relation::AuxPass
            | Relation::Nsubj
            | Relation::NsubjPass
            | Relation::CompoundPrt
    ) && child.reach().len() < 12
}

/// Adverbs and oblique phrases, short ones.
fn tells_when(child: Token<'_>) -> bool {
    let oblique = matches!(
        child.relation(),
        Relation::Advmod | Relation::Obl | Relation::OblUnmarked | Relation::OblTmod | Relation::OblNpmod
    );
    oblique && child.reach().len() < 6
}

fn clause_kind(child: Token<'_>) -> Option<&'static str> {
    Some(match child.relation() {
        Relation::Ccomp => "ccomp",
        Relation::Xcomp => "xcomp",
        Relation::Parataxis => "parataxis",
        Relation::Obj => "obj",
        Relation::Obl => "obl",
        Relation::Advcl => "advcl",
        Relation::Acl => "acl",
        Relation::AclRelcl => "relcl",
        Relation::Nmod => "nmod",
        Relation::Csubj | Relation::CsubjPass => "csubj",
        Relation::Nsubj => "nsubj",
        Relation::NsubjPass => "nsubj:pass",
        Relation::Dep => "dep",
        Relation::Conj => "conj",
        Relation::Appos => "appos",
        _ => return None,
    })
}

/// From the first to the last clause below the cue.
fn clauses_together(context: &Context<'_>, token: Token<'_>, phrase: &Phrase, found: &mut Vec<Content>) {
    let clausal = |c: &Token<'_>| {
        matches!(
            c.relation(),
            Relation::Ccomp | Relation::Xcomp | Relation::Parataxis | Relation::Advcl | Relation::Obj
        )
    };
    let all = token.children().filter(clausal).map(Token::reach).reduce(join);
    if let Some(range) = all {
        add(context, phrase, &[range], "clauses", found);
    }
}

/// The clauses that the cue stands in as an aside, up to three levels.
fn governors(context: &Context<'_>, token: Token<'_>, phrase: &Phrase, found: &mut Vec<Content>) {
    let kinds = ["governor", "governor-2", "governor-3"];
    let mut lower = token;
    for kind in kinds {
        let Some(upper) = lower.head() else { return };
        add(context, phrase, &[upper.reach()], kind, found);
        lower = upper;
    }
}

/// What the sentence has beside source and cue.
fn remainders(context: &Context<'_>, cue: TokenId, phrase: &Phrase, found: &mut Vec<Content>) {
    let sentence = context.sentence(cue);
    let names = [["left", "right", "both"], ["left-wide", "right-wide", "both-wide"]];
    for (taken, [left, right, both]) in [phrase.close, phrase.wide].into_iter().zip(names) {
        let before = TokenRange { start: sentence.start, end: taken.start.max(sentence.start) };
        let after = TokenRange { start: taken.end.min(sentence.end), end: sentence.end };
        add(context, phrase, &[before], left, found);
        add(context, phrase, &[after], right, found);
        add(context, phrase, &[before, after], both, found);
    }
}

/// Quotations on either side of a cue that are looked at.
const NEAR: usize = 8;

/// Quotations beside the cue in its paragraph.
fn quotations(context: &Context<'_>, cue: TokenId, phrase: &Phrase, found: &mut Vec<Content>) {
    let here = context.quotations.partition_point(|q| q.span.start <= context.syntax.token(cue).span().start);
    let near = context.quotations.get(here.saturating_sub(NEAR)..(here + NEAR).min(context.quotations.len()));
    let ranges = near.unwrap_or(&[]).iter().map(|q| context.syntax.tokens.within(q.span));
    let block = context.block(cue);
    let mut before = None;
    let mut after = None;
    for range in ranges.filter(|r| !r.is_empty() && context.block(TokenId(r.start)) == block) {
        if range.end <= phrase.close.start {
            before = Some(range);
        } else if range.start >= phrase.close.end && after.is_none() {
            after = Some(range);
        }
    }
    if let Some(range) = before {
        add(context, phrase, &[range], "quote-before", found);
    }
    if let Some(range) = after {
        add(context, phrase, &[range], "quote-after", found);
    }
    if let (Some(a), Some(b)) = (before, after) {
        add(context, phrase, &[a, b], "quote-both", found);
    }
}

/// Adds stretches once the phrase is cut out of them and their ends are made tidy.
fn add(
    context: &Context<'_>,
    phrase: &Phrase,
    ranges: &[TokenRange],
    kind: &'static str,
    found: &mut Vec<Content>,
) {
    let mut pieces = Vec::new();
    for range in ranges {
        for piece in without(*range, phrase) {
            let piece = tidy(context, piece, phrase);
            if !piece.is_empty() && has_word(context, piece) {
                pieces.push(piece);
            }
        }
    }
    let aside = |p: &TokenRange| phrase.side.iter().any(|s| s.start <= p.start && p.end <= s.end);
    if pieces.len() > 1 && !pieces.iter().all(aside) {
        pieces.retain(|p| !aside(p));
    }
    put(Content { pieces, kind, cut: "-" }, found);
}

fn put(content: Content, found: &mut Vec<Content>) {
    if !content.pieces.is_empty() && !found.iter().any(|c| c.pieces == content.pieces) {
        found.push(content);
    }
}

/// Candidates that are cut.
const TRIMMED: usize = 16;
/// Cuts of one candidate on each side.
const CUTS: usize = 4;

/// The candidates once more without a clause or phrase at the end, or at the start, that may be the writer's own: "he
/// said he would go [*, adding* …]", "[*After the talks,*] they would leave, he said".
fn trim(context: &Context<'_>, phrase: &Phrase, found: &mut Vec<Content>) {
    let whole: Vec<Content> =
        found.iter().filter(|c| !c.kind.starts_with("quote")).take(TRIMMED).cloned().collect();
    for content in whole {
        let last = content.pieces.last().copied().unwrap_or_default();
        for (end, cut) in ends(context, last) {
            let piece = tidy(context, TokenRange { start: last.start, end }, phrase);
            replace(context, &content, content.pieces.len() - 1, piece, cut, found);
        }
        let first = content.pieces.first().copied().unwrap_or_default();
        for (start, cut) in starts(context, first) {
            let piece = tidy(context, TokenRange { start, end: first.end }, phrase);
            replace(context, &content, 0, piece, cut, found);
        }
    }
}

fn replace(
    context: &Context<'_>,
    whole: &Content,
    at: usize,
    piece: TokenRange,
    cut: &'static str,
    found: &mut Vec<Content>,
) {
    if piece.len() < 2 || !has_word(context, piece) {
        return;
    }
    let mut pieces = whole.pieces.clone();
    if let Some(slot) = pieces.get_mut(at) {
        *slot = piece;
    }
    put(Content { pieces, kind: whole.kind, cut }, found);
}

/// Where a stretch may end earlier: before a clause or phrase that reaches to its end, the longest first.
fn ends(context: &Context<'_>, piece: TokenRange) -> Vec<(u32, &'static str)> {
    let inside = |t: Token<'_>| t.head().is_some_and(|h| piece.contains(h.id) && h.id < t.id);
    let reaches = |t: Token<'_>| {
        let reach = t.reach();
        reach.end >= piece.end && reach.start > piece.start && reach.start < piece.end
    };
    let words = context.syntax.iter(piece).filter(|t| inside(*t) && reaches(*t));
    words.filter_map(|t| Some((t.reach().start, at_end(t)?))).take(CUTS).collect()
}

fn at_end(token: Token<'_>) -> Option<&'static str> {
    Some(match token.relation() {
        Relation::Conj => "conj",
        Relation::Advcl => "advcl",
        Relation::AclRelcl | Relation::AdvclRelcl => "relcl",
        Relation::Acl => "acl",
        Relation::Parataxis => "parataxis",
        Relation::Appos => "appos",
        Relation::Obl | Relation::OblUnmarked if token.reach().len() > 2 => "obl",
        Relation::Nmod if token.reach().len() > 3 => "nmod",
        Relation::Ccomp | Relation::Xcomp => "comp",
        _ => return None,
    })
}

/// Where a stretch may start later: behind a phrase that it begins with.
fn starts(context: &Context<'_>, piece: TokenRange) -> Vec<(u32, &'static str)> {
    let begins = |t: Token<'_>| {
        let reach = t.reach();
        reach.start <= piece.start && reach.end > piece.start && reach.end < piece.end
    };
    let words = context.syntax.iter(piece).filter(|t| begins(*t) && t.head().is_some_and(|h| h.id > t.id));
    let cuts = words.filter_map(|t| {
        let cut = match t.relation() {
            Relation::Advmod => "start-advmod",
            Relation::Obl | Relation::OblUnmarked | Relation::OblTmod => "start-obl",
            Relation::Advcl => "start-advcl",
            Relation::Cc | Relation::Discourse | Relation::Mark => "start-cc",
            Relation::Nsubj | Relation::NsubjPass => "start-subject",
            _ => return None,
        };
        Some((t.reach().end, cut))
    });
    cuts.take(CUTS).collect()
}

/// The stretch less source and cue: at most what lies before, between and after them.
fn without(range: TokenRange, phrase: &Phrase) -> Vec<TokenRange> {
    let overlaps = |t: TokenRange| !t.is_empty() && t.start < range.end && range.start < t.end;
    if !overlaps(phrase.cue) && !overlaps(phrase.source) {
        return vec![range];
    }
    let taken = phrase.close;
    let before = TokenRange { start: range.start, end: taken.start.clamp(range.start, range.end) };
    let after = TokenRange { start: taken.end.clamp(range.start, range.end), end: range.end };
    [before, after].into_iter().filter(|p| !p.is_empty()).collect()
}

fn has_word(context: &Context<'_>, piece: TokenRange) -> bool {
    context.syntax.iter(piece).any(|t| t.upos() != Upos::Punct)
}

fn is_stop(text: &str) -> bool {
    matches!(text, "," | "." | ";" | ":" | "-" | "--" | "—" | "–" | "…" | "...")
}

fn mark(token: Token<'_>) -> bool {
    token.text().chars().all(is_mark)
}

/// Without commas and stops at the ends, and with the outer marks where all else of a quotation is inside.
fn tidy(context: &Context<'_>, piece: TokenRange, phrase: &Phrase) -> TokenRange {
    let syntax = context.syntax;
    let token = |i: u32| syntax.token(TokenId(i));
    let mut range = piece;
    while range.start < range.end && (is_stop(token(range.start).text()) || closes(context, range.start)) {
        range.start += 1;
    }
    while range.start < range.end && (is_stop(token(range.end - 1).text()) || opens(context, range.end - 1)) {
        range.end -= 1;
    }
    if range.is_empty() {
        return range;
    }
    let grown = grow(context, range);
    let clash = |t: TokenRange| !t.is_empty() && t.start < grown.end && grown.start < t.end;
    if clash(phrase.cue) || clash(phrase.source) { range } else { grown }
}

/// Whether the token is the first of its quotation.
fn opens(context: &Context<'_>, index: u32) -> bool {
    let token = context.syntax.token(TokenId(index));
    context.quotation_of(token.id).is_some_and(|q| q.span.start == token.span().start) && mark(token)
}

/// Whether the token is the last of its quotation.
fn closes(context: &Context<'_>, index: u32) -> bool {
    let token = context.syntax.token(TokenId(index));
    context.quotation_of(token.id).is_some_and(|q| q.span.end == token.span().end && q.closed) && mark(token)
}

/// Takes in the marks of a quotation of which only marks and stops are left outside.
fn grow(context: &Context<'_>, range: TokenRange) -> TokenRange {
    let syntax = context.syntax;
    let loose =
        |r: TokenRange| syntax.iter(r).all(|t| is_stop(t.text()) || mark(t) || matches!(t.text(), "?" | "!"));
    let mut grown = range;
    if let Some(q) = context.quotation_of(TokenId(range.start)) {
        let quote = syntax.tokens.within(q.span);
        if quote.start < grown.start && loose(TokenRange { start: quote.start, end: grown.start }) {
            grown.start = quote.start;
        }
    }
    if let Some(q) = context.quotation_of(TokenId(range.end - 1)) {
        let quote = syntax.tokens.within(q.span);
        if quote.end > grown.end
            && quote.start >= grown.start
            && loose(TokenRange { start: grown.end, end: quote.end })
        {
            grown.end = quote.end;
        }
    }
    grown
}

/// What stands where a candidate was cut.
fn cut(context: &Context<'_>, cue: TokenId, content: &Content, out: &mut Features) {
    let last = content.pieces.last().copied().unwrap_or_default();
    let first = content.pieces.first().copied().unwrap_or_default();
    let at = match content.cut.starts_with("start") {
        true => first.start.checked_sub(1),
        false => Some(last.end),
    };
    let token =
        at.filter(|&i| (i as usize) < context.syntax.tokens.len()).map(|i| context.syntax.token(TokenId(i)));
    let Some(token) = token else { return };
    let beyond = if token.upos() == Upos::Punct { token.next().unwrap_or(token) } else { token };
    let comma = if token.upos() == Upos::Punct { token.text() } else { "-" };
    let report = tables::stance(beyond.lemma()).map_or("-", |s| s.as_str());
    out.add("cut-at", &[content.cut, comma, beyond.lemma()]);
    out.add("cut-upos", &[content.cut, comma, beyond.upos().as_str(), beyond.xpos()]);
    out.add("cut-report", &[content.cut, report, comma]);
    out.add("cut-cue", &[content.cut, context.syntax.token(cue).lemma(), comma]);
}

/// What is seen of a candidate.
pub fn features(context: &Context<'_>, cue: TokenId, source: &Source, content: &Content, out: &mut Features) {
    out.clear();
    let token = context.syntax.token(cue);
    let stance = tables::stance(token.lemma()).map_or("-", |s| s.as_str());
    let (kind, domain, upos) = (content.kind, context.convention.as_str(), token.upos().as_str());
    out.add("cut", &[content.cut, kind, domain]);
    out.add("cut-domain", &[content.cut, domain]);
    if content.cut != "-" {
        cut(context, cue, content, out);
    }
    out.add("kind", &[kind, domain]);
    out.add("kind-lemma", &[kind, token.lemma()]);
    out.add("kind-stance", &[kind, stance, upos]);
    out.add("kind-relation", &[kind, token.relation().as_str(), upos]);
    out.add("kind-way", &[kind, source.way]);
    let quote = quote_state(context, content);
    out.add("quote", &[quote, kind]);
    out.add("quote-domain", &[quote, domain]);
    out.add("quote-stance", &[quote, stance]);
    let missed = missed_quote(context, cue, content);
    out.add("missed", &[missed, domain]);
    out.add("missed-quote", &[missed, quote, kind]);
    edges(context, content, kind, stance, out);
    let size: usize = content.pieces.iter().map(|p| p.len()).sum();
    out.amount("size", size);
    out.amount(if content.pieces.len() > 1 { "size-two" } else { "size-one" }, size);
    order(cue, content, kind, stance, out);
    let clause = token.children().filter(|c| c.relation() == Relation::Ccomp).map(|c| c.id);
    for head in clause {
        let held = content.pieces.iter().any(|p| p.contains(head));
        out.add("ccomp-held", &[if held { "yes" } else { "no" }, kind]);
    }
    let verbs = content
        .pieces
        .iter()
        .flat_map(|p| context.syntax.iter(*p))
        .filter(|t| t.upos() == Upos::Verb)
        .count();
    out.amount("verbs", verbs);
}

fn order(cue: TokenId, content: &Content, kind: &str, stance: &str, out: &mut Features) {
    let before = content.pieces.iter().any(|p| p.end <= cue.0);
    let after = content.pieces.iter().any(|p| p.start > cue.0);
    let order = match (before, after) {
        (true, true) => "around",
        (true, false) => "before",
        _ => "after",
    };
    out.add("order", &[order, kind]);
    out.add("order-stance", &[order, stance]);
}

/// How the words stand to quotation marks.
fn quote_state(context: &Context<'_>, content: &Content) -> &'static str {
    let exact = |p: &TokenRange| {
        context.quotation_of(TokenId(p.start)).is_some_and(|q| context.syntax.tokens.within(q.span) == *p)
    };
    if content.pieces.iter().all(exact) {
        return "exact";
    }
    let cut = content.pieces.iter().any(|p| {
        let edge = |i: u32, start: bool| {
            context.quotation_of(TokenId(i)).is_some_and(|q| {
                let quote = context.syntax.tokens.within(q.span);
                if start {
                    quote.start < p.start && quote.end < p.end
                } else {
                    quote.end > p.end && quote.start > p.start
                }
            })
        };
        edge(p.start, true) || edge(p.end - 1, false)
    });
    let inside = content.pieces.iter().all(|p| p.ids().all(|t| context.quotation_of(t).is_some()));
    let some = content.pieces.iter().any(|p| p.ids().any(|t| context.quotation_of(t).is_some()));
    match (cut, inside, some) {
        (true, _, _) => "cut",
        (_, true, _) => "inside",
        (_, _, true) => "holds",
        _ => "none",
    }
}

/// Whether the sentence has quoted words that the candidate leaves out.
fn missed_quote(context: &Context<'_>, cue: TokenId, content: &Content) -> &'static str {
    if context.quotation_of(cue).is_some() {
        return "in-quote";
    }
    let sentence = context.sentence(cue);
    let missed = sentence
        .ids()
        .filter(|t| context.quotation_of(*t).is_some())
        .any(|t| !content.pieces.iter().any(|p| p.contains(t)));
    if missed { "missed" } else { "none" }
}

fn edges(context: &Context<'_>, content: &Content, kind: &str, stance: &str, out: &mut Features) {
    let (Some(first), Some(last)) = (content.pieces.first(), content.pieces.last()) else { return };
    let token = |i: u32| context.syntax.token(TokenId(i));
    let start = token(first.start);
    out.add("first", &[start.lemma(), kind]);
    out.add("first-upos", &[start.upos().as_str(), kind, stance]);
    let previous = start.previous().map_or("-", Token::lemma);
    out.add("before", &[previous, start.upos().as_str()]);
    out.add("before-kind", &[previous, kind]);
    let end = token(last.end - 1);
    out.add("last-upos", &[end.upos().as_str(), kind]);
    let next = end.next().map_or("-", Token::lemma);
    out.add("after", &[next, kind]);
    out.add(
        "start-sentence",
        &[if context.sentence(start.id).start == first.start { "yes" } else { "no" }, kind],
    );
    let tail = context.sentence(end.id);
    out.add("end-sentence", &[if tail.end <= last.end + 1 { "yes" } else { "no" }, kind]);
}
