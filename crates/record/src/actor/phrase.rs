//! One noun phrase to one actor: by name, by title and country, or composed of nationality and role.

use super::Who;
use super::pieces::{Known, Piece, find};
use document::{Actor, Relation, Token, TokenId, TokenRange};
use knowledge::{Entry, Holding, Kind, Person, Role};

/// Who the phrase names; `None` where nothing in it is known.
pub(super) fn resolve(who: &Who<'_>, tokens: TokenRange, head: TokenId) -> Option<Actor> {
    let phrase = with_complement(who, tokens, head);
    let pieces = find(who, phrase);
    let core = |p: &Piece<'_>| p.tokens.contains(head);
    by_person(who, &pieces)
        .or_else(|| pieces.iter().find(|p| core(p)).and_then(|p| by_entry(p)))
        .or_else(|| by_role(who, &pieces, head))
        .or_else(|| by_country(&pieces))
}

/// The phrase with what follows its head by *of*, *for*, *from*: `government of Syria`.
fn with_complement(who: &Who<'_>, tokens: TokenRange, head: TokenId) -> TokenRange {
    let syntax = who.document.syntax();
    let complements = syntax.token(head).children().filter(|c| {
        c.relation() == Relation::Nmod && c.id > head && c.id.0 <= tokens.end + 2 && has_case(*c)
    });
    let end = complements.map(|c| c.reach().end.min(c.id.0 + 4)).max().unwrap_or(tokens.end);
    TokenRange { start: tokens.start, end: end.max(tokens.end) }
}

fn has_case(token: Token<'_>) -> bool {
    token.child(Relation::Case).is_some_and(|c| matches!(c.lemma(), "of" | "for" | "from" | "in" | "to"))
}

fn by_person(who: &Who<'_>, pieces: &[Piece<'_>]) -> Option<Actor> {
    let person = pieces.iter().find_map(|p| match p.known {
        Known::Person(person) => Some(person),
        _ => None,
    })?;
    Some(person_on(who, person))
}

fn person_on(who: &Who<'_>, person: &Person) -> Actor {
    let row = format!("people:{}", person.id);
    let (code, confidence, why) = match person.on(who.day) {
        Holding::Now(term) => (Some(term.code.clone()), stale(term.to.is_none(), who), in_office(who, term)),
        Holding::Former(term) => {
            (former(&term.code), 0.9, format!("{} until {}", office(who, &term.office), until(term)))
        }
        Holding::Undated(_) => (undated(person), 0.7, "the day of the article is unknown".to_string()),
        Holding::Later => (None, 0.6, "not yet in office that day".to_string()),
    };
    let why = vec![format!("{} ({row}): {why}", person.name)];
    Actor { code, name: Some(person.name.clone()), row: Some(row), confidence, why }
}

/// A term without an end grows stale: what was true when the tables were written may have changed.
fn stale(open: bool, who: &Who<'_>) -> f32 {
    let late = who.day.is_some_and(|d| d.ordinal() > knowledge::FACTS_UNTIL.ordinal() + 365);
    if open && late { 0.75 } else { 0.98 }
}

fn in_office(who: &Who<'_>, term: &knowledge::Term) -> String {
    let from = term.from.map_or("an unknown day".to_string(), |d| d.to_string());
    format!("{} since {from}", office(who, &term.office))
}

fn until(term: &knowledge::Term) -> String {
    term.to.map_or("an unknown day".to_string(), |d| d.to_string())
}

fn office(who: &Who<'_>, id: &str) -> String {
    who.known.people().office(id).map_or_else(|| id.replace('-', " "), |o| o.name.clone())
}

/// `RUSGOV` becomes `RUSELI` after the term; organisations keep their code.
fn former(code: &str) -> Option<String> {
    match code.strip_suffix("GOV").or_else(|| code.strip_suffix("MIL")) {
        Some(country) if country.len() == 3 => Some(format!("{country}ELI")),
        _ => Some(code.to_string()),
    }
}

/// Without a day: the code that all terms share, else their country.
fn undated(person: &Person) -> Option<String> {
    let first = person.terms.first()?;
    if person.terms.iter().all(|t| t.code == first.code) {
        return Some(first.code.clone());
    }
    person.terms.iter().all(|t| t.country == first.country).then(|| first.country.clone())
}

fn by_entry(piece: &Piece<'_>) -> Option<Actor> {
    let Known::Entry(entry) = piece.known else { return None };
    let (code, confidence) = match entry.kind {
        Kind::Country => (format!("{}GOV", entry.code), 0.8),
        Kind::Seat => (entry.code.clone(), 0.75),
        _ => (entry.code.clone(), 0.9),
    };
    let why = format!("{} ({})", entry.name, entry.kind.table());
    let row = Some(format!("{}:{}", entry.kind.table(), entry.name));
    Some(Actor { code: Some(code), name: Some(entry.name.clone()), row, confidence, why: vec![why] })
}

/// The role noun that is the head, else the last one (`Kenya Police Service`), with its country.
fn by_role(who: &Who<'_>, pieces: &[Piece<'_>], head: TokenId) -> Option<Actor> {
    let roles = || {
        pieces.iter().filter_map(|p| match p.known {
            Known::Role(role) => Some((p.tokens, role)),
            _ => None,
        })
    };
    let (tokens, role) = roles()
        .find(|(t, _)| t.contains(head))
        .or_else(|| roles().filter(|(t, _)| t.start <= head.0).last())?;
    let noun = who.document.syntax().words_of(tokens);
    match affiliation(pieces) {
        Some(code) if is_country(who, &code) => Some(of_country(who, role, noun, &code, 0.85)),
        Some(code) => Some(composed(code.clone(), 0.7, format!("{noun} of {code}"))),
        None => Some(without_country(who, role, noun)),
    }
}

fn is_country(who: &Who<'_>, code: &str) -> bool {
    who.known.country(code).is_some()
}

/// What country or body the phrase names beside the role: the first one.
fn affiliation(pieces: &[Piece<'_>]) -> Option<String> {
    pieces.iter().find_map(|p| match &p.known {
        Known::Nationality(code) => Some(code.to_string()),
        Known::Entry(entry) => Some(base(entry)),
        _ => None,
    })
}

/// `RUS` for the Kremlin, `RUS` for Russia, the body's own code for others.
fn base(entry: &Entry) -> String {
    match entry.kind {
        Kind::Seat => entry.code.strip_suffix("GOV").unwrap_or(&entry.code).to_string(),
        _ => entry.code.clone(),
    }
}

fn of_country(who: &Who<'_>, role: &Role, noun: &str, country: &str, confidence: f32) -> Actor {
    if let Some(actor) = holder(who, role, noun, country) {
        return actor;
    }
    composed(format!("{country}{}", role.code), confidence, format!("{noun} of {country}: {}", role.code))
}

/// The person who held the office that the noun names, on the day of the article.
fn holder(who: &Who<'_>, role: &Role, noun: &str, country: &str) -> Option<Actor> {
    let day = who.day?;
    let people = who.known.people();
    let (person, term) = role.offices.iter().find_map(|o| people.holder(o, country, day))?;
    let row = format!("people:{}", person.id);
    let title = office(who, &term.office);
    let why = format!("{noun} of {country} on {day} = {} ({row}, {title})", person.name);
    Some(Actor {
        code: Some(term.code.clone()),
        name: Some(person.name.clone()),
        row: Some(row),
        confidence: 0.86,
        why: vec![why],
    })
}

fn without_country(who: &Who<'_>, role: &Role, noun: &str) -> Actor {
    let abroad = matches!(role.code.as_str(), "IGO" | "NGO");
    match &who.focus {
        Some(country) if !abroad => composed(
            format!("{country}{}", role.code),
            0.4,
            format!("{noun}: {}, of the country that the article is about ({country})", role.code),
        ),
        _ => composed(role.code.clone(), 0.35, format!("{noun}: {}, country unknown", role.code)),
    }
}

fn by_country(pieces: &[Piece<'_>]) -> Option<Actor> {
    let code = affiliation(pieces)?;
    let why = format!("names {code}");
    Some(composed(code, 0.3, why))
}

fn composed(code: String, confidence: f32, why: String) -> Actor {
    Actor { code: Some(code), name: None, row: None, confidence, why: vec![why] }
}
