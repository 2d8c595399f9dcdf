//! The words that name places: of all proposals those that are recognised, the place of the dateline, and
//! abbreviations of states behind a comma.

use super::propose::{self, How, Proposal, Sense, Senses};
use super::recognise::{Article, Signs};
use super::words;
use document::{Document, Relation, Span, Token, TokenId, Upos};
use knowledge::Knowledge;
use knowledge::gazetteer::{Kind, Role};
use std::rc::Rc;

/// A name of a place.
#[derive(Clone, Debug)]
pub(super) struct Toponym {
    /// The words.
    pub span: Span,
    /// A word before it that narrows it: `eastern`.
    pub modifier: Option<Span>,
    /// The spelling and what it may stand for.
    pub sense: Rc<Sense>,
    /// The toponym that says where it lies: `Paris, Texas`, `Syria's Palmyra`; index into the toponyms.
    pub container: Option<usize>,
    /// What the words beside it say: a set of [`words::Sort`].
    pub beside: u16,
    /// Whether `the` stands before it.
    pub article: bool,
    /// Whether it is the subject of a verb, as states are that act.
    pub acts: bool,
    /// What speaks for its being a place, with the likelihood.
    pub signs: Option<(Signs, f32)>,
}

impl Toponym {
    fn new(document: &Document, span: Span, sense: Rc<Sense>, modifier: Option<TokenId>) -> Toponym {
        let modifier = modifier.map(|m| document.syntax().token(m).span());
        Toponym {
            span,
            modifier,
            sense,
            container: None,
            beside: 0,
            article: false,
            acts: false,
            signs: None,
        }
    }
}

/// The toponyms of a document, in order of the text, recognised with these weights.
pub(super) fn find(document: &Document, knowledge: &Knowledge, weights: &Signs) -> Vec<Toponym> {
    let mut senses = Senses::new(knowledge);
    let mut found = proposed(document, knowledge, &mut senses, weights);
    found.retain(|t| t.signs.as_ref().is_none_or(|s| s.1 >= 0.5));
    // Of overlapping ones the likeliest stays; what has no signs is told by its place in the text.
    found.sort_by(|a, b| {
        let chance = |t: &Toponym| t.signs.as_ref().map_or(1.0, |s| s.1);
        chance(b).total_cmp(&chance(a)).then(a.span.cmp(&b.span))
    });
    let mut kept: Vec<Toponym> = Vec::with_capacity(found.len());
    let mut taken = std::collections::BTreeMap::<u32, u32>::new();
    for toponym in found {
        let before = taken.range(..toponym.span.end).next_back();
        if before.is_none_or(|(_, &end)| end <= toponym.span.start) {
            taken.insert(toponym.span.start, toponym.span.end);
            kept.push(toponym);
        }
    }
    kept.sort_by_key(|t| t.span);
    contain(document, &mut kept);
    kept
}

/// All that may be a toponym, with its likelihood; overlapping.
pub(super) fn proposed(
    document: &Document,
    knowledge: &Knowledge,
    senses: &mut Senses<'_>,
    weights: &Signs,
) -> Vec<Toponym> {
    let mut found: Vec<Toponym> = dateline(document, senses);
    let held = document.article.dateline.as_ref().map(|d| d.span);
    let mut proposals = propose::all(document, senses);
    proposals.retain(|p| names_place(document, knowledge, p));
    let whole = Article::new(document, knowledge, &proposals);
    for proposal in &proposals {
        let span = document.tokens.cover(proposal.tokens);
        if held.is_some_and(|h| h.overlaps(span)) {
            continue;
        }
        let signs = whole.signs(proposal);
        let score: f32 = signs.iter().zip(weights).map(|(s, w)| s * w).sum();
        let likely = 1.0 / (1.0 + (-score).exp());
        let mut toponym = Toponym::new(document, span, Rc::clone(&proposal.sense), proposal.modifier);
        toponym.signs = Some((signs, likely));
        toponym.beside = beside(document, proposal);
        toponym.article = article(document, proposal);
        toponym.acts = acts(document, proposal);
        found.push(toponym);
        if likely >= 0.5 {
            found.extend(state_behind(document, senses, proposal));
        }
    }
    found
}

/// The place of the dateline; `BEIRUT, Lebanon` and `KIEV/MOSCOW` as two.
fn dateline(document: &Document, senses: &mut Senses<'_>) -> Vec<Toponym> {
    let Some(span) = document.article.dateline.as_ref().and_then(|d| d.place) else { return Vec::new() };
    let words = span.of(&document.article.text);
    let part = |part: &str| {
        let start = span.start as usize + (part.as_ptr() as usize - words.as_ptr() as usize);
        let lead = part.len() - part.trim_start().len();
        let span = Span::new(start + lead, start + lead + part.trim().len());
        let words = span.of(&document.article.text);
        words.contains(char::is_alphabetic).then(|| Toponym::new(document, span, senses.of(words), None))
    };
    words.split([',', '/']).filter_map(part).collect()
}

/// Nationalities, sides of the world and states as attributes name no place.
fn names_place(document: &Document, knowledge: &Knowledge, proposal: &Proposal<'_>) -> bool {
    let syntax = document.syntax();
    let last = syntax.token(TokenId(proposal.tokens.end - 1));
    !(is_people(syntax.words_of(proposal.tokens), last, knowledge)
        || is_attributive_state(last)
        || is_side(document, proposal))
}

/// Adjectives and demonyms name people, not places.
fn is_people(words: &str, last: Token<'_>, knowledge: &Knowledge) -> bool {
    let actors = &knowledge.actors;
    let adjective = |w: &str| actors.country_of_adjective(w).is_some() && actors.country_named(w).is_none();
    adjective(last.text()) || adjective(words)
}

/// `the West`, `the South East`: a side or a part of the world that the text alone can tell, not a town of that
/// name; other than `North West province`.
fn is_side(document: &Document, proposal: &Proposal<'_>) -> bool {
    let side = |t: Token<'_>| {
        matches!(
            t.text(),
            "West" | "East" | "North" | "South" | "-" | "Northeast" | "Northwest" | "Southeast" | "Southwest"
        )
    };
    let syntax = document.syntax();
    let before = syntax.token(TokenId(proposal.tokens.start)).previous();
    let behind = syntax.token(TokenId(proposal.tokens.end - 1)).next();
    let province = behind.and_then(|w| words::sort(w.text())).is_some_and(|s| s <= words::Sort::Province);
    let article = before.is_some_and(|t| t.text().eq_ignore_ascii_case("the"));
    (article || proposal.tokens.len() > 1) && !province && syntax.iter(proposal.tokens).all(side)
}

/// `US officials`: the state, not the place.
fn is_attributive_state(last: Token<'_>) -> bool {
    matches!(last.text(), "US" | "U.S." | "UK" | "U.K." | "EU" | "UN" | "U.N.")
        && last.relation() == Relation::Compound
}

/// What the words beside a name say of it: `X county`, `X and Y counties`, `the province of X`, `downtown X`.
fn beside(document: &Document, proposal: &Proposal<'_>) -> u16 {
    let syntax = document.syntax();
    let sort = |w: Option<Token<'_>>| {
        let low = w.filter(|w| w.text().starts_with(char::is_lowercase));
        low.and_then(|w| words::sort(w.text())).map_or(0, |s| 1u16 << s as u16)
    };
    let before = syntax.token(TokenId(proposal.tokens.start)).previous();
    let of = before.filter(|w| w.text() == "of").and_then(|w| w.previous());
    let behind = syntax.token(TokenId(proposal.tokens.end - 1)).next();
    sort(of) | sort(before) | sort(behind) | sort(behind.and_then(list_end))
}

/// `the Sahel`, other than `the Paris police`.
fn article(document: &Document, proposal: &Proposal<'_>) -> bool {
    let before = document.syntax().token(TokenId(proposal.tokens.start)).previous();
    let behind = document.syntax().token(TokenId(proposal.tokens.end - 1)).next();
    let compound = behind.is_some_and(|w| matches!(w.upos(), Upos::Noun | Upos::Propn | Upos::Adj));
    !compound && before.is_some_and(|w| w.text().eq_ignore_ascii_case("the"))
}

/// `Moscow said`: the subject of a verb other than *be* and *have*.
fn acts(document: &Document, proposal: &Proposal<'_>) -> bool {
    let mut words = document.syntax().iter(proposal.tokens);
    words.any(|w| {
        let verb = w.head().filter(|h| h.upos() == Upos::Verb && !matches!(h.lemma(), "have" | "be"));
        w.relation() == Relation::Nsubj && verb.is_some()
    })
}

/// The first word behind a list of names: `counties` of `, Clay and Douglas counties`.
fn list_end(first: Token<'_>) -> Option<Token<'_>> {
    let mut at = Some(first).filter(|w| matches!(w.text(), "," | "and" | "or"))?;
    for _ in 0..24 {
        at = at.next()?;
        let name = at.text().starts_with(char::is_uppercase) || matches!(at.text(), "," | "and" | "or" | "-");
        if !name {
            return Some(at).filter(|w| w.text().ends_with('s'));
        }
    }
    None
}

/// A state's abbreviation behind a comma that the names miss: `Laurel County, Ky.`
fn state_behind(document: &Document, senses: &mut Senses<'_>, proposal: &Proposal<'_>) -> Option<Toponym> {
    let syntax = document.syntax();
    let last = syntax.token(TokenId(proposal.tokens.end - 1));
    let next = last.next().filter(|c| c.text() == ",")?.next()?;
    let free = document.names.of(next.id).is_none_or(|n| n.tokens.len() == 1)
        && matches!(next.upos(), Upos::Propn | Upos::Noun)
        && next.text().starts_with(char::is_uppercase);
    let sense = free.then(|| senses.of(next.text()))?;
    let state = sense.candidates.iter().any(|c| {
        matches!(c.row.kind, Kind::Division | Kind::Country)
            && matches!(c.role, Role::Abbreviation | Role::Main)
    });
    (state && (proposal.how != How::Bare || next.text().ends_with('.')))
        .then(|| Toponym::new(document, next.span(), sense, None))
}

/// Sets the container of each toponym that has another one right behind a comma, or before it as its owner
/// (`Syria's Palmyra`).
fn contain(document: &Document, toponyms: &mut [Toponym]) {
    for index in 1..toponyms.len() {
        let between = Span { start: toponyms[index - 1].span.end, end: toponyms[index].span.start };
        let words = if between.start <= between.end { between.of(&document.article.text) } else { "" };
        let holds = |t: &Toponym| {
            t.sense
                .candidates
                .iter()
                .any(|c| matches!(c.row.kind, Kind::Country | Kind::Division | Kind::District))
        };
        if matches!(words.trim_end(), "'s" | "’s") && holds(&toponyms[index - 1]) {
            toponyms[index].container = Some(index - 1);
        } else if matches!(words.trim(), "," | "(") && holds(&toponyms[index]) {
            toponyms[index - 1].container = Some(index);
        }
    }
}
