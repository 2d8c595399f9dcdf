//! The words that name places: names of class place, the place of the dateline, and abbreviations of states behind
//! a comma.

use super::candidate::{self, Candidate};
use document::{BlockKind, Document, Name, NameClass, Relation, Span, Token, TokenId, TokenRange, Upos};
use knowledge::Knowledge;
use knowledge::gazetteer::{Kind, Role};

/// A name that may be one of a place.
#[derive(Clone, Debug)]
pub(super) struct Toponym {
    /// The words.
    pub span: Span,
    /// A word before it that narrows it: `eastern`.
    pub modifier: Option<Span>,
    /// What it may stand for.
    pub candidates: Vec<Candidate>,
    /// The toponym that says where it lies: `Paris, Texas`, `Syria's Palmyra`; index into the toponyms.
    pub container: Option<usize>,
    /// The words as a key.
    pub key: String,
}

/// The toponyms of a document, in order of the text.
pub(super) fn find(document: &Document, knowledge: &Knowledge) -> Vec<Toponym> {
    let mut found: Vec<Toponym> = dateline(document, knowledge);
    let held = document.article.dateline.as_ref().map(|d| d.span);
    let mut last = 0;
    for name in &document.names.all {
        let Some(toponym) = of_name(document, knowledge, name) else { continue };
        if held.is_some_and(|h| h.overlaps(toponym.span)) {
            continue;
        }
        last = last.max(name.tokens.end);
        found.push(toponym);
        found.extend(state_behind(document, knowledge, last));
    }
    found.sort_by_key(|t| t.span);
    found.dedup_by(|b, a| a.span.overlaps(b.span));
    contain(document, &mut found);
    found
}

/// The place of the dateline; `BEIRUT, Lebanon` and `KIEV/MOSCOW` as two.
fn dateline(document: &Document, knowledge: &Knowledge) -> Vec<Toponym> {
    let Some(span) = document.article.dateline.as_ref().and_then(|d| d.place) else { return Vec::new() };
    let words = span.of(&document.article.text);
    let part = |part: &str| {
        let start = span.start as usize + (part.as_ptr() as usize - words.as_ptr() as usize);
        let lead = part.len() - part.trim_start().len();
        toponym(document, knowledge, Span::new(start + lead, start + lead + part.trim().len()), None)
    };
    words.split([',', '/']).filter(|p| !p.trim().is_empty()).filter_map(part).collect()
}

fn of_name(document: &Document, knowledge: &Knowledge, name: &Name) -> Option<Toponym> {
    let syntax = document.syntax();
    let block = document.sentences.of(TokenId(name.tokens.start));
    let block = block.and_then(|s| document.sentences.block.get(s)).map(|b| b.0 as usize);
    let kind = block.and_then(|b| document.article.blocks.get(b)).map(|b| b.kind);
    if matches!(kind, Some(BlockKind::Furniture | BlockKind::Credit)) {
        return None;
    }
    let tokens = trimmed(document, name.tokens);
    let head = syntax.iter(tokens).last()?;
    if is_people(head, knowledge)
        || is_attributive_state(head)
        || is_side(syntax.token(TokenId(tokens.start)), head)
    {
        return None;
    }
    let span = document.tokens.cover(tokens);
    let words = span.of(&document.article.text);
    match name.class {
        NameClass::Place => {
            let modifier = modifier(syntax.token(TokenId(tokens.start)));
            toponym(document, knowledge, span, modifier)
        }
        NameClass::Organisation if knowledge.actors.country_named(words).is_some() => {
            toponym(document, knowledge, span, None)
        }
        _ => None,
    }
}

/// Without a leading article and a trailing `'s`.
fn trimmed(document: &Document, tokens: TokenRange) -> TokenRange {
    let word = |at: u32| document.syntax().token(TokenId(at)).text();
    let mut cut = tokens;
    if cut.len() > 1 && matches!(word(cut.start), "the" | "The") {
        cut.start += 1;
    }
    if cut.len() > 1 && matches!(word(cut.end - 1), "'s" | "’s" | "'" | "’") {
        cut.end -= 1;
    }
    cut
}

/// Adjectives and demonyms name people, not places.
fn is_people(head: Token<'_>, knowledge: &Knowledge) -> bool {
    knowledge.actors.country_of_adjective(head.text()).is_some()
        && knowledge.actors.country_named(head.text()).is_none()
}

/// `the West`, `the North`: a side or a part of the world that the text alone can tell, not a town of that name.
fn is_side(first: Token<'_>, head: Token<'_>) -> bool {
    let side = matches!(head.text(), "West" | "East" | "North" | "South");
    let article = |t: &Token<'_>| t.text().eq_ignore_ascii_case("the");
    side && first.id == head.id && first.previous().as_ref().is_some_and(article)
}

/// `US officials`: the state, not the place.
fn is_attributive_state(head: Token<'_>) -> bool {
    matches!(head.text(), "US" | "U.S." | "UK" | "U.K." | "EU" | "UN" | "U.N.")
        && head.relation() == Relation::Compound
}

/// Words before a name that narrow it.
const NARROWING: &[&str] = &[
    "eastern",
    "western",
    "northern",
    "southern",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "east",
    "west",
    "north",
    "south",
    "downtown",
    "rural",
    "upper",
    "lower",
    "greater",
    "inner",
    "northernmost",
    "southernmost",
];

fn modifier(first: Token<'_>) -> Option<Span> {
    let before = first.previous()?;
    NARROWING.contains(&before.text().to_lowercase().as_str()).then(|| before.span())
}

fn toponym(
    document: &Document,
    knowledge: &Knowledge,
    span: Span,
    modifier: Option<Span>,
) -> Option<Toponym> {
    let words = span.of(&document.article.text);
    words.chars().any(char::is_alphabetic).then_some(())?;
    let candidates = candidate::of(words, &knowledge.gazetteer);
    if candidates.is_empty()
        && let Some((modifier, rest)) = narrowed(words, span)
    {
        let candidates = candidate::of(rest.of(&document.article.text), &knowledge.gazetteer);
        if !candidates.is_empty() {
            return Some(made(document, rest, Some(modifier), candidates));
        }
    }
    Some(made(document, span, modifier, candidates))
}

fn made(document: &Document, span: Span, modifier: Option<Span>, candidates: Vec<Candidate>) -> Toponym {
    let key = knowledge::gazetteer::key(span.of(&document.article.text));
    Toponym { span, modifier, candidates, container: None, key }
}

/// `Eastern Aleppo` as its modifier and the rest, where the whole is no name of its own.
fn narrowed(words: &str, span: Span) -> Option<(Span, Span)> {
    let (first, rest) = words.split_once(' ')?;
    NARROWING.contains(&first.to_lowercase().as_str()).then_some(())?;
    let start = span.start as usize;
    let begin = start + words.len() - rest.trim_start().len();
    Some((Span::new(start, start + first.len()), Span::new(begin, span.end as usize)))
}

/// A state's abbreviation behind a comma that the names miss: `Laurel County, Ky.`
fn state_behind(document: &Document, knowledge: &Knowledge, at: u32) -> Option<Toponym> {
    let syntax = document.syntax();
    let comma = (at < document.tokens.len() as u32).then(|| syntax.token(TokenId(at)))?;
    let next = comma.next().filter(|_| comma.text() == ",")?;
    let free = document.names.of(next.id).is_none() && next.upos() == Upos::Propn;
    let toponym = free.then(|| toponym(document, knowledge, next.span(), None)).flatten()?;
    let state = |c: &Candidate| {
        matches!(c.row.kind, Kind::Division | Kind::Country)
            && matches!(c.role, Role::Abbreviation | Role::Main)
    };
    toponym.candidates.iter().any(state).then_some(toponym)
}

/// Sets the container of each toponym that has another one right behind a comma, or before it as its owner
/// (`Syria's Palmyra`).
fn contain(document: &Document, toponyms: &mut [Toponym]) {
    for index in 1..toponyms.len() {
        let between = Span { start: toponyms[index - 1].span.end, end: toponyms[index].span.start };
        let comma = between.start <= between.end && between.of(&document.article.text).trim() == ",";
        let holds = |c: &Candidate| matches!(c.row.kind, Kind::Country | Kind::Division | Kind::District);
        let owned = between.start <= between.end
            && matches!(between.of(&document.article.text).trim_end(), "'s" | "’s")
            && toponyms[index - 1].candidates.iter().any(holds);
        if owned {
            toponyms[index].container = Some(index - 1);
        } else if comma && toponyms[index].candidates.iter().any(holds) {
            toponyms[index - 1].container = Some(index);
        }
    }
}
