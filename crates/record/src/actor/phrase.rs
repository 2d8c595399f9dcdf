//! One noun phrase to one actor: by name, by title and country, or composed of nationality and role.

use super::Who;
use super::pieces::{Known, Piece, find};
use document::{Actor, Day, Relation, Token, TokenId, TokenRange, Upos};
use knowledge::{Entry, Holding, Kind, Person, Role, Term};

/// Who the phrase names; `None` where nothing in it is known.
pub(super) fn resolve(who: &Who<'_>, tokens: TokenRange, head: TokenId) -> Option<Actor> {
    let head = issuer(who, head).unwrap_or_else(|| counted(who, head));
    let phrase = with_complement(who, with_hyphen(who, tokens), head);
    let pieces = find(who, phrase);
    let core = |p: &Piece<'_>| p.tokens.contains(head);
    by_person(who, &pieces, head)
        .or_else(|| {
            let actor = pieces.iter().find(|p| core(p)).and_then(|p| by_entry(&pieces, p))?;
            Some(with_title(who, actor, &pieces))
        })
        .or_else(|| by_role(who, &pieces, head))
        .or_else(|| by_country(&pieces, head))
}

/// Words that count or gather those who follow by *of*: a `team` of police is police.
const COUNTING: &[&str] = &[
    "all",
    "band",
    "both",
    "couple",
    "dozen",
    "dozens",
    "few",
    "group",
    "half",
    "handful",
    "hundred",
    "hundreds",
    "majority",
    "many",
    "member",
    "most",
    "none",
    "number",
    "one",
    "pair",
    "scores",
    "several",
    "some",
    "team",
    "thousand",
    "thousands",
];

/// Nouns for words that somebody put out: a *statement by the ministry* speaks for the ministry.
const WORDS: &[&str] = &[
    "announcement",
    "bulletin",
    "circular",
    "comment",
    "communique",
    "communiqué",
    "decree",
    "directive",
    "dispatch",
    "document",
    "letter",
    "memo",
    "memorandum",
    "message",
    "note",
    "notice",
    "notification",
    "order",
    "post",
    "release",
    "remark",
    "report",
    "resolution",
    "response",
    "speech",
    "statement",
    "tweet",
    "verdict",
    "ruling",
    "warning",
];

/// Who put out the words that the head stands for: whose they are, or by, of, from whom.
fn issuer(who: &Who<'_>, head: TokenId) -> Option<TokenId> {
    let token = who.document.syntax().token(head);
    WORDS.contains(&token.lemma().to_lowercase().as_str()).then_some(())?;
    let from = |c: &Token<'_>| {
        c.relation().main() == "nmod"
            && c.child(Relation::Case).is_some_and(|case| matches!(case.lemma(), "by" | "from" | "of"))
    };
    let owner = token.child(Relation::NmodPoss).filter(|c| c.upos() != Upos::Pron);
    owner.or_else(|| token.children().find(from)).map(|c| c.id)
}

/// The noun that is counted, where the head of the phrase only counts.
fn counted(who: &Who<'_>, head: TokenId) -> TokenId {
    let token = who.document.syntax().token(head);
    if !COUNTING.contains(&token.lemma().to_lowercase().as_str()) {
        return head;
    }
    let of = |c: &Token<'_>| c.child(Relation::Case).is_some_and(|case| case.lemma() == "of");
    let complement = token.children().find(|c| c.relation() == Relation::Nmod && c.id > head && of(c));
    complement.map_or(head, |c| c.id)
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

/// The phrase with the first half of a title that a hyphen parts, and whose it is: *UNESCO Director-*General Azoulay.
fn with_hyphen(who: &Who<'_>, tokens: TokenRange) -> TokenRange {
    let syntax = who.document.syntax();
    let close = |left: Token<'_>, right: Token<'_>| left.span().end == right.span().start;
    let half = || {
        let first = syntax.token(TokenId(tokens.start));
        let hyphen = first.previous().filter(|h| h.text() == "-" && close(*h, first))?;
        let half = hyphen
            .previous()
            .filter(|t| close(*t, hyphen) && matches!(t.upos(), Upos::Noun | Upos::Propn))?;
        let owner = half.children().find(|c| c.relation() == Relation::Compound && c.id < half.id);
        Some(owner.map_or(half.id.0, |o| o.reach().start))
    };
    TokenRange { start: half().unwrap_or(tokens.start), end: tokens.end }
}

fn has_case(token: Token<'_>) -> bool {
    token.child(Relation::Case).is_some_and(|c| matches!(c.lemma(), "of" | "for" | "from" | "in" | "to"))
}

/// A person by name. What the phrase says of one who is in no office that day counts more than an office of old: the
/// *president of the World Economic Forum*, a minister once.
fn by_person(who: &Who<'_>, pieces: &[Piece<'_>], head: TokenId) -> Option<Actor> {
    let person = pieces.iter().find_map(|p| match p.known {
        Known::Person(person) => Some(person),
        _ => None,
    })?;
    let actor = with_title(who, person_on(who, &person), pieces);
    let body =
        |p: &Piece<'_>| matches!(p.known, Known::Entry(e) if !matches!(e.kind, Kind::Country | Kind::Seat));
    let titled = pieces.iter().any(|p| matches!(p.known, Known::Role(_)));
    let former = matches!(person.on(who.day), Holding::Former(_)) && pieces.iter().any(body);
    if !titled || actor.code.is_some() && !former {
        return Some(actor);
    }
    let Some(told) = by_role(who, pieces, head).filter(|t| t.code.is_some()) else { return Some(actor) };
    Some(Actor { code: told.code, confidence: told.confidence, why: [actor.why, told.why].concat(), ..actor })
}

/// Somebody of whom no more than the country is known is what the title says.
fn with_title(who: &Who<'_>, actor: Actor, pieces: &[Piece<'_>]) -> Actor {
    let title = pieces.iter().find_map(|p| match p.known {
        Known::Role(role) => Some(role.code),
        _ => None,
    });
    let country = actor.code.as_ref().filter(|c| is_country(who, c));
    let code = country.zip(title).map(|(country, title)| format!("{country}{title}"));
    Actor { code: code.or(actor.code.clone()), ..actor }
}

fn person_on(who: &Who<'_>, person: &Person<'_>) -> Actor {
    let holding = person.on(who.day);
    let row = person.row(holding.term());
    let (confidence, why) = match holding {
        Holding::Now(term) => (stale(term.to.is_none(), who), in_office(who, term)),
        Holding::About(term) => (0.7, around(who, term)),
        Holding::Unknown(term) => (0.5, around(who, term)),
        Holding::Former(term) => (0.9, format!("{} until {}", office(who, term.office), until(term))),
        Holding::Undated(_) => (0.7, "the day of the article is unknown".to_string()),
        Holding::Later => (0.6, "not yet in office that day".to_string()),
    };
    let code = code_on(person, who.day);
    let why = vec![format!("{} ({row}): {why}", person.name)];
    Actor { code, name: Some(person.name.to_string()), row: Some(row), confidence, why, ..Actor::default() }
}

/// A term without an end grows stale: what was true when the tables were written may have changed.
fn stale(open: bool, who: &Who<'_>) -> f32 {
    let late = who.day.is_some_and(|d| d.ordinal() > knowledge::FACTS_UNTIL.ordinal() + 365);
    if open && late { 0.75 } else { 0.98 }
}

fn in_office(who: &Who<'_>, term: Term<'_>) -> String {
    let from = term.from.map_or("an unknown day".to_string(), |d| d.to_string());
    format!("{} since {from}", office(who, term.office))
}

fn around(who: &Who<'_>, term: Term<'_>) -> String {
    let known = term.to.or(term.from).map_or("an unknown day".to_string(), |d| d.to_string());
    format!("{} about {known}", office(who, term.office))
}

fn until(term: Term<'_>) -> String {
    term.to.map_or("an unknown day".to_string(), |d| d.to_string())
}

fn office(who: &Who<'_>, id: &str) -> String {
    who.known.people().office(id).map_or_else(|| id.replace('-', " "), |o| o.name.to_string())
}

/// The code of a person on a day; `None` before the first office.
pub fn code_on(person: &Person<'_>, day: Option<Day>) -> Option<String> {
    match person.on(day) {
        Holding::Now(term) | Holding::About(term) => Some(term.code.to_string()),
        Holding::Unknown(term) => Some(term.country.to_string()),
        Holding::Former(term) => former(term.code),
        Holding::Undated(_) => undated(person),
        Holding::Later => None,
    }
}

/// `RUSGOV` becomes `RUSELI` after the term; organisations keep their code.
pub(super) fn former(code: &str) -> Option<String> {
    match code.strip_suffix("GOV").or_else(|| code.strip_suffix("MIL")) {
        Some(country) if country.len() == 3 => Some(format!("{country}ELI")),
        _ => Some(code.to_string()),
    }
}

/// Without a day: the code that all terms share, else their country.
fn undated(person: &Person<'_>) -> Option<String> {
    let first = person.terms().next()?;
    if person.terms().all(|t| t.code == first.code) {
        return Some(first.code.to_string());
    }
    person.terms().all(|t| t.country == first.country).then(|| first.country.to_string())
}

/// The body that is the head; a charity of many countries is that of the country named with it.
fn by_entry(pieces: &[Piece<'_>], piece: &Piece<'_>) -> Option<Actor> {
    let Known::Entry(entry) = piece.known else { return None };
    let before = pieces.iter().take_while(|p| p.tokens.start < piece.tokens.start);
    let (code, confidence) = match entry.kind {
        Kind::Country => (format!("{}GOV", entry.code), 0.8),
        Kind::Seat => (entry.code.to_string(), 0.75),
        _ if entry.code == "NGO" => {
            let country = before.filter_map(|p| p.known.country()).next();
            (format!("{}NGO", country.unwrap_or_default()), 0.9)
        }
        _ => (entry.code.to_string(), 0.9),
    };
    let why = format!("{} ({})", entry.name, entry.table());
    let row = Some(entry.row());
    Some(Actor {
        code: Some(code),
        name: Some(entry.name.to_string()),
        row,
        confidence,
        why: vec![why],
        ..Actor::default()
    })
}

/// The role noun that is the head, else the last one (`Kenya Police Service`), with its country.
fn by_role(who: &Who<'_>, pieces: &[Piece<'_>], head: TokenId) -> Option<Actor> {
    let roles = || {
        pieces.iter().filter_map(|p| match p.known {
            Known::Role(role) => Some((p.tokens, role)),
            _ => None,
        })
    };
    let (tokens, named) =
        roles().find(|(t, _)| t.contains(head)).or_else(|| roles().rfind(|(t, _)| t.start <= head.0))?;
    let noun = who.document.syntax().words_of(tokens);
    let telling = telling(who, tokens, roles());
    let past = is_past(who, pieces, tokens).then(|| past(telling.unwrap_or(named))).flatten();
    let role = &past.or(telling).unwrap_or(named);
    match affiliation(pieces).or_else(|| only_there(who, role)) {
        Some(code) if is_country(who, &code) => Some(of_country(who, role, noun, &code, 0.85)),
        Some(code) => holder(who, role, noun, &code).or_else(|| Some(of_body(who, role, noun, &code))),
        None if is_elsewhere(who, pieces, head) => {
            let why = format!("{noun}: {}, of a country that is not named{}", role.code, by_row(role));
            Some(composed(role.code.to_string(), 0.35, why))
        }
        None => Some(without_country(who, role, noun, head)),
    }
}

/// Words that say of somebody to be of a part of the world, or not of here.
const ELSEWHERE: &[&str] =
    &["african", "american", "arab", "asian", "caribbean", "european", "foreign", "latin", "overseas"];

/// Whether somebody is said to be of some other country than the article's: *foreign companies*, *the South American
/// leader*.
fn is_elsewhere(who: &Who<'_>, pieces: &[Piece<'_>], head: TokenId) -> bool {
    let known = |c: &Token<'_>| pieces.iter().any(|p| p.tokens.contains(c.id));
    let mut before = who.document.syntax().token(head).children().filter(|c| c.id < head && !known(c));
    before.any(|c| ELSEWHERE.contains(&c.lemma().to_lowercase().as_str()))
}

/// The country or body where the role's office exists, if in one alone: *president of the European Council*.
fn only_there(who: &Who<'_>, role: &Role<'_>) -> Option<String> {
    let mut offices = role.offices();
    let office = offices.next().filter(|_| offices.next().is_none())?;
    let mut countries = who.known.people().office(office)?.countries();
    countries.next().filter(|_| countries.next().is_none()).map(str::to_string)
}

/// Nouns that say somebody's rank and not the sector: an `officer` may be of the army, the police, a company.
const RANKS: &[&str] = &[
    "activist",
    "agent",
    "boss",
    "chair",
    "chairman",
    "chairwoman",
    "chief",
    "director",
    "figure",
    "head",
    "leader",
    "member",
    "officer",
    "official",
    "president",
    "representative",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
];

/// The role noun beside a mere rank that tells the sector: *intelligence agency* officer, leader of the *union*; and
/// the service before a trade: an *army* doctor is the army's.
fn telling<'a>(
    who: &Who<'_>,
    rank: TokenRange,
    mut roles: impl Iterator<Item = (TokenRange, Role<'a>)> + Clone,
) -> Option<Role<'a>> {
    let syntax = who.document.syntax();
    let token = syntax.token(TokenId(rank.start));
    let of = |at: u32| at > rank.end && syntax.token(TokenId(rank.end)).lemma() == "of";
    let beside = |t: TokenRange| t.end <= rank.start || of(t.start) && t.start <= rank.end + 4;
    if rank.len() == 1 && RANKS.contains(&token.lemma().to_lowercase().as_str()) {
        return roles.find(|(t, role)| beside(*t) && role.code != "GOV").map(|(_, role)| role);
    }
    let own = roles.clone().find(|(t, _)| *t == rank)?.1;
    let trade = own.person && matches!(own.code, "BUS" | "LAB" | "HLH" | "EDU" | "CVL");
    let serves = |role: &Role<'_>| !role.person && matches!(role.code, "MIL" | "COP" | "SPY");
    roles.find(|(t, role)| trade && t.end == rank.start && serves(role)).map(|(_, role)| role)
}

/// Words before a role that say that it is over.
const PAST: &[&str] =
    &["deposed", "erstwhile", "ex", "former", "late", "one-time", "onetime", "ousted", "retired"];

/// Whether a word between what stands before the role and the role itself says that the role is over.
fn is_past(who: &Who<'_>, pieces: &[Piece<'_>], role: TokenRange) -> bool {
    let start = pieces.first().map_or(role.start, |p| p.tokens.start.min(role.start)).saturating_sub(2);
    let syntax = who.document.syntax();
    let before = (start..role.start).map(|at| syntax.token(TokenId(at)));
    before.into_iter().any(|t| PAST.contains(&t.lemma().to_lowercase().as_str()))
}

/// What a role is after its end: an office makes one of the elite, other roles stay what they were, and so do those of
/// the user's, who may have no code for it.
fn past<'a>(role: Role<'_>) -> Option<Role<'a>> {
    let office = role.origin.ours && role.person && matches!(role.code, "GOV" | "LEG" | "SPY" | "JUD");
    office.then(|| Role::bare("ELI"))
}

/// Somebody of a body: its code. Of bodies between states only courts and parliaments are told apart.
fn of_body(who: &Who<'_>, role: &Role<'_>, noun: &str, body: &str) -> Actor {
    let why = format!("{noun} of {body}{}", by_row(role));
    let country = body.get(..3).filter(|c| body.len() > 3 && is_country(who, c));
    let code = match (country, role.code) {
        (Some(country), "ELI") => format!("{country}ELI"),
        (None, "LEG" | "JUD") if body.len() == 3 => format!("{body}{}", role.code),
        _ => body.to_string(),
    };
    composed(code, 0.7, why)
}

fn is_country(who: &Who<'_>, code: &str) -> bool {
    who.known.country(code).is_some()
}

/// What country or body the phrase names beside the role: the first one.
fn affiliation(pieces: &[Piece<'_>]) -> Option<String> {
    pieces.iter().find_map(affiliated)
}

fn affiliated(piece: &Piece<'_>) -> Option<String> {
    match &piece.known {
        Known::Nationality(code) | Known::Place(code) => Some(code.to_string()),
        Known::Entry(entry) => Some(base(entry)),
        _ => None,
    }
}

/// `RUS` for the Kremlin, `RUS` for Russia, the body's own code for others.
fn base(entry: &Entry<'_>) -> String {
    match entry.kind {
        Kind::Seat => entry.code.strip_suffix("GOV").unwrap_or(entry.code).to_string(),
        _ => entry.code.to_string(),
    }
}

fn of_country(who: &Who<'_>, role: &Role<'_>, noun: &str, country: &str, confidence: f32) -> Actor {
    if let Some(actor) = holder(who, role, noun, country) {
        return actor;
    }
    composed(
        format!("{country}{}", role.code),
        confidence,
        format!("{noun} of {country}: {}{}", role.code, by_row(role)),
    )
}

/// The person who held the office that the noun names, on the day of the article.
fn holder(who: &Who<'_>, role: &Role<'_>, noun: &str, country: &str) -> Option<Actor> {
    let day = who.day?;
    let people = who.known.people();
    let (person, term) = role.offices().find_map(|o| people.holder(o, country, day))?;
    let row = person.row(Some(term));
    let title = office(who, term.office);
    let why = format!("{noun} of {country} on {day} = {} ({row}, {title})", person.name);
    Some(Actor {
        code: Some(term.code.to_string()),
        name: Some(person.name.to_string()),
        row: Some(row),
        holds_office: true,
        confidence: 0.86,
        why: vec![why],
    })
}

/// A role of no country named beside it: that of the article or of the sentence.
fn without_country(who: &Who<'_>, role: &Role<'_>, noun: &str, head: TokenId) -> Actor {
    let abroad = matches!(role.code, "IGO" | "NGO");
    let (code, row) = (role.code, by_row(role));
    match who.country_around(head).filter(|_| !abroad) {
        Some((country, what)) => {
            let why = format!("{noun}: {code}, of the country that the {what} is about ({country}){row}");
            composed(format!("{country}{code}"), 0.4, why)
        }
        None => composed(code.to_string(), 0.35, format!("{noun}: {code}, country unknown{row}")),
    }
}

/// The row of a role noun, where it is the user's.
fn by_row(role: &Role<'_>) -> String {
    if role.origin.ours { String::new() } else { format!(" ({})", role.origin) }
}

/// A country named without a role. A town or region as such is its people, and says nothing beside other words: *the
/// Kashmir conflict*.
fn by_country(pieces: &[Piece<'_>], head: TokenId) -> Option<Actor> {
    if let Some(code) = pieces.iter().find(|p| p.tokens.contains(head)).and_then(place) {
        return Some(composed(format!("{code}CVL"), 0.3, format!("a place in {code}: its people")));
    }
    let code = pieces.iter().filter(|p| place(p).is_none()).find_map(affiliated)?;
    let why = format!("names {code}");
    Some(composed(code, 0.3, why))
}

fn place<'a>(piece: &Piece<'a>) -> Option<&'a str> {
    match piece.known {
        Known::Place(code) => Some(code),
        _ => None,
    }
}

fn composed(code: String, confidence: f32, why: String) -> Actor {
    Actor { code: Some(code), confidence, why: vec![why], ..Actor::default() }
}
