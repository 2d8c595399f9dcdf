//! Who is the source of a cue: candidates and their features.

use super::context::{Context, is_appendix};
use super::cue;
use super::features::Features;
use super::tables;
use document::{Relation, Span, Token, TokenId, TokenRange, Upos};

/// One candidate; `tokens` is empty for "nobody is named".
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its words as tokens.
    pub tokens: TokenRange,
    /// Its head.
    pub head: TokenId,
    /// The way from the cue: `nsubj`, `up:xcomp/nsubj`, `by`, `poss`.
    pub way: &'static str,
    /// How much of the subtree: `full`, `short`.
    pub part: &'static str,
}

/// Governors that are climbed to find a subject.
const CLIMB: usize = 4;

/// All candidates, "nobody" first.
pub fn candidates(context: &Context<'_>, cue: TokenId) -> Vec<Source> {
    let none = Source { tokens: TokenRange::default(), head: cue, way: "none", part: "none" };
    let mut found = vec![none];
    let token = context.syntax.token(cue);
    if cue::is_according(token) {
        according(context, token, &mut found);
        return found;
    }
    own(context, token, &mut found);
    climb(context, token, &mut found);
    found
}

/// `according to X`: X governs the cue as its case marker, or hangs below it.
fn according(context: &Context<'_>, token: Token<'_>, found: &mut Vec<Source>) {
    let below =
        token.children().filter(|c| matches!(c.relation(), Relation::Obl | Relation::Nmod | Relation::Obj));
    let above = token
        .head()
        .filter(|_| matches!(token.relation(), Relation::Case | Relation::Mark | Relation::Fixed));
    for noun in above.into_iter().chain(below) {
        push(context, noun, token.id, "according", found);
    }
}

/// What depends on the cue itself.
fn own(context: &Context<'_>, token: Token<'_>, found: &mut Vec<Source>) {
    for child in token.children() {
        let way = match child.relation() {
            Relation::Nsubj => "nsubj",
            Relation::NsubjPass => "nsubj:pass",
            Relation::OblAgent => "agent",
            Relation::NmodPoss => "poss",
            Relation::Nmod | Relation::Obl if has_case(child, "by") => "by",
            Relation::Nmod if has_case(child, "of") => "of",
            Relation::Nmod | Relation::Obl if has_case(child, "from") => "from",
            Relation::Nmod | Relation::Obl if has_case(child, "among") || has_case(child, "for") => "among",
            Relation::Compound | Relation::Amod if token.upos() == Upos::Noun => "modifier",
            Relation::Obj if token.id < child.id => "obj",
            Relation::Dep | Relation::Parataxis | Relation::Discourse if is_nominal(child) => "loose",
            _ => continue,
        };
        push(context, child, token.id, way, found);
    }
}

/// Subjects of the verbs above the cue, and the noun that it modifies.
fn climb(context: &Context<'_>, token: Token<'_>, found: &mut Vec<Source>) {
    let mut lower = token;
    for _ in 0..CLIMB {
        let Some(upper) = lower.head() else { return };
        let way = match lower.relation() {
            Relation::Xcomp => "up:xcomp",
            Relation::Conj => "up:conj",
            Relation::Advcl => "up:advcl",
            Relation::Obj => "up:obj",
            Relation::Obl | Relation::OblUnmarked => "up:obl",
            Relation::Nmod => "up:nmod",
            Relation::Ccomp => "up:ccomp",
            Relation::Acl => "up:acl",
            Relation::AclRelcl => "up:relcl",
            Relation::Parataxis => "up:parataxis",
            Relation::Nsubj | Relation::NsubjPass => "up:nsubj",
            _ => "up",
        };
        for child in upper.children().filter(|c| c.id != lower.id) {
            if matches!(child.relation(), Relation::Nsubj | Relation::NsubjPass | Relation::NmodPoss) {
                push(context, child, token.id, way, found);
            } else if child.relation() == Relation::OblAgent {
                push(context, child, token.id, "up:agent", found);
            }
        }
        if matches!(lower.relation(), Relation::Acl | Relation::AclRelcl | Relation::Amod)
            && is_nominal(upper)
        {
            push(context, upper, token.id, "governor", found);
        }
        lower = upper;
    }
}

fn is_nominal(token: Token<'_>) -> bool {
    matches!(token.upos(), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
}

fn has_case(token: Token<'_>, word: &str) -> bool {
    token.children().any(|c| c.relation() == Relation::Case && c.lemma() == word)
}

/// The subtree of a noun, whole and without its appendices, where it does not hold the cue.
fn push(context: &Context<'_>, noun: Token<'_>, cue: TokenId, way: &'static str, found: &mut Vec<Source>) {
    let full = without_case(noun, noun.reach());
    let short = without_case(noun, core(noun));
    for (tokens, part) in [(full, "full"), (short, "short")] {
        let tokens = trim(context, without_day(context, trim(context, tokens)));
        let held = tokens.contains(cue) || tokens.is_empty();
        if !held && !found.iter().any(|s| s.tokens == tokens) {
            found.push(Source { tokens, head: noun.id, way, part });
        }
    }
}

/// The subtree without relative clauses, appositions and what follows them.
pub fn core(noun: Token<'_>) -> TokenRange {
    let reach = noun.reach();
    let behind = noun.children().filter(|c| c.id > noun.id && (is_appendix(c.relation()) || is_weekday(*c)));
    let cut = behind.map(|c| c.reach().start).min();
    let start =
        noun.children().filter(|c| c.id < noun.id && is_appendix(c.relation())).map(|c| c.reach().end).max();
    let end = cut.filter(|&c| c > noun.id.0).unwrap_or(reach.end);
    TokenRange { start: start.filter(|&s| s <= noun.id.0).unwrap_or(reach.start), end }
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `the minister on Monday`: the day belongs to the saying, whatever the tree makes of it.
fn is_weekday(token: Token<'_>) -> bool {
    matches!(token.relation(), Relation::Nmod | Relation::NmodUnmarked) && DAYS.contains(&token.text())
}

/// The same where the day hangs further down: `Doctors for the Lake on Tuesday`.
fn without_day(context: &Context<'_>, tokens: TokenRange) -> TokenRange {
    let text = |n: u32| match tokens.end.checked_sub(n).filter(|i| *i > tokens.start) {
        Some(i) => context.syntax.token(TokenId(i)).text(),
        None => "",
    };
    let cut = if DAYS.contains(&text(1)) && text(2) == "on" { 2 } else { 0 };
    TokenRange { end: tokens.end - cut, ..tokens }
}

/// Without leading prepositions.
fn without_case(noun: Token<'_>, tokens: TokenRange) -> TokenRange {
    let cases = noun.children().filter(|c| c.relation() == Relation::Case && c.id < noun.id);
    let end = cases.map(|c| c.reach().end).max().unwrap_or(tokens.start);
    TokenRange { start: tokens.start.max(end).min(noun.id.0), end: tokens.end }
}

/// Without punctuation at either end, but for closing brackets and possessives.
fn trim(context: &Context<'_>, tokens: TokenRange) -> TokenRange {
    let punctuation = |i: u32| context.syntax.token(TokenId(i)).upos() == Upos::Punct;
    let mut range = tokens;
    while range.start < range.end && punctuation(range.start) {
        range.start += 1;
    }
    while range.start < range.end && (punctuation(range.end - 1) || is_possessive(context, range.end - 1)) {
        range.end -= 1;
    }
    range
}

fn is_possessive(context: &Context<'_>, index: u32) -> bool {
    let token = context.syntax.token(TokenId(index));
    matches!(token.text(), "'s" | "’s" | "'" | "’") && token.relation() == Relation::Case
}

/// The words of a source; `None` where nobody is named.
pub fn span(context: &Context<'_>, source: &Source) -> Option<Span> {
    (!source.tokens.is_empty()).then(|| context.cover(source.tokens))
}

/// Whose states tell whether a phrase is the source: the cue's, the head's, those of its ends and beside them.
pub fn roles(context: &Context<'_>, cue: TokenId, source: &Source) -> [Option<TokenId>; 6] {
    let [first, last, before, after] = borders(context, source.tokens);
    let head = (!source.tokens.is_empty()).then_some(source.head);
    [Some(cue), head, first, last, before, after]
}

/// The first and the last token of a stretch, and those beside it in the document.
pub(super) fn borders(context: &Context<'_>, tokens: TokenRange) -> [Option<TokenId>; 4] {
    let held = !tokens.is_empty();
    let there = |index: Option<u32>| {
        index.filter(|&i| held && (i as usize) < context.syntax.tokens.len()).map(TokenId)
    };
    [
        there(Some(tokens.start)),
        there(tokens.end.checked_sub(1)),
        there(tokens.start.checked_sub(1)),
        there(Some(tokens.end)),
    ]
}

/// What is seen of a candidate.
pub fn features(context: &Context<'_>, cue: TokenId, source: &Source, out: &mut Features) {
    out.clear();
    let (cue_token, head) = (context.syntax.token(cue), context.syntax.token(source.head));
    let domain = context.convention.as_str();
    let stance = tables::stance(cue_token.lemma()).map_or("-", |s| s.as_str());
    let (way, part, upos) = (source.way, source.part, cue_token.upos().as_str());
    out.add("way", &[way, domain]);
    out.add("way-part", &[way, part, domain]);
    out.add("way-upos", &[way, upos]);
    out.add("way-lemma", &[way, cue_token.lemma()]);
    out.add("way-stance", &[way, stance, upos]);
    if source.tokens.is_empty() {
        out.add("none-relation", &[cue_token.relation().as_str(), upos]);
        out.add("none-xpos", &[cue_token.xpos(), cue_token.lemma()]);
        return;
    }
    let sort = context.sort(head);
    out.add("sort", &[sort, way]);
    out.add("sort-part", &[sort, part, domain]);
    out.add("head", &[head.lemma()]);
    out.add("head-way", &[head.lemma(), way]);
    let side = if source.head < cue { "before" } else { "after" };
    out.add("side", &[side, way]);
    out.amount("length", source.tokens.len());
    out.amount(if part == "full" { "length-full" } else { "length-short" }, source.tokens.len());
    let gap = if source.head < cue {
        cue.0.saturating_sub(source.tokens.end)
    } else {
        source.tokens.start.saturating_sub(cue.0)
    };
    out.amount(if source.head < cue { "gap-before" } else { "gap-after" }, gap as usize);
    let quoted = (context.quotation_of(source.head).is_some(), context.quotation_of(cue).is_some());
    out.add("quoted", &[if quoted.0 { "q" } else { "-" }, if quoted.1 { "q" } else { "-" }]);
    let differs = head.children().any(|c| is_appendix(c.relation()));
    out.add("appendix", &[part, if differs { "has" } else { "-" }, sort, domain]);
    let appos = head.children().any(|c| c.relation() == Relation::Appos);
    out.add("appos", &[part, if appos { "has" } else { "-" }, domain]);
}
