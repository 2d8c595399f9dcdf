//! The known pieces of a noun phrase: names, nationalities, role nouns, longest first.

use super::Who;
use document::{Relation, Token, TokenId, TokenRange, Upos};
use knowledge::{Entry, Kind, LONGEST_NAME, Named, Person, Role};

/// What a stretch of a noun phrase is known as.
pub(super) enum Known<'a> {
    /// A person by full name.
    Person(Person<'a>),
    /// A country, seat, organisation, group or outlet.
    Entry(Entry<'a>),
    /// A nationality; the country's code.
    Nationality(&'a str),
    /// A town or region; the code of its country.
    Place(&'a str),
    /// A role noun.
    Role(Role<'a>),
}

/// One piece.
pub(super) struct Piece<'a> {
    pub tokens: TokenRange,
    pub known: Known<'a>,
}

impl<'a> Known<'a> {
    /// The country that the piece names, where it names nothing but a country or a place in it.
    pub fn country(&self) -> Option<&'a str> {
        match *self {
            Known::Nationality(code) | Known::Place(code) => Some(code),
            Known::Entry(entry) if entry.kind == Kind::Country => Some(entry.code),
            _ => None,
        }
    }
}

/// The pieces of a phrase from left to right, not overlapping.
pub(super) fn find<'a>(who: &Who<'a>, phrase: TokenRange) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut start = phrase.start;
    let mut country = None;
    while start < phrase.end {
        let piece = longest(who, TokenRange { start, end: phrase.end }, country);
        start = piece.as_ref().map_or(start + 1, |p| p.tokens.end);
        country = piece.as_ref().and_then(|p| p.known.country()).or(country);
        pieces.extend(piece);
    }
    pieces
}

fn longest<'a>(who: &Who<'a>, rest: TokenRange, country: Option<&str>) -> Option<Piece<'a>> {
    let longest = rest.len().min(LONGEST_NAME) as u32;
    (1..=longest).rev().find_map(|len| {
        let tokens = TokenRange { start: rest.start, end: rest.start + len };
        known(who, tokens, country).map(|known| Piece { tokens, known })
    })
}

/// What the words stand for after the name of a country, if there was one: *Defense Department* is the Pentagon,
/// but not in *Chile's Defense Department*.
fn known<'a>(who: &Who<'a>, tokens: TokenRange, country: Option<&str>) -> Option<Known<'a>> {
    let syntax = who.document.syntax();
    let words = syntax.words_of(tokens);
    let capital = words.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    if capital && !within_sea(who, tokens) {
        // Single words are left to the name's own chain.
        match who.known.named(words, tokens.len() > 1, who.day).map(|named| of_the_article(who, named, words))
        {
            Some(Named::Person(person)) => return Some(Known::Person(person)),
            Some(Named::Nationality(_)) if is_continent(syntax.token(TokenId(tokens.start))) => return None,
            Some(Named::Nationality(country)) => return Some(Known::Nationality(country.code)),
            Some(Named::Entry(entry)) if is_initials_of_another(who, &entry, (tokens, words)) => {
                return entry
                    .code
                    .get(3..)
                    .filter(|role| !role.is_empty())
                    .map(|r| Known::Role(Role::bare(r)));
            }
            Some(Named::Entry(entry)) => {
                let namesake =
                    country.filter(|c| elsewhere(who, &entry, c)).and_then(|_| kind_of(who, tokens, words));
                return Some(namesake.map_or(Known::Entry(entry), Known::Role));
            }
            None => {}
        }
        if let Some(country) = place(who, tokens) {
            return Some(Known::Place(country));
        }
    }
    role(who, tokens, words).map(Known::Role)
}

/// Of bodies of one name the one of the country that the article is about: *RSF* are the Rapid Support Forces in an
/// article about Sudan, elsewhere Reporters Without Borders.
fn of_the_article<'a>(who: &Who<'a>, named: Named<'a>, words: &str) -> Named<'a> {
    let (Named::Entry(entry), Some(article)) = (named, &who.countries.article) else { return named };
    let own = |e: &Entry<'_>| e.code.get(..3) == Some(&article.country) && e.at(who.day);
    if own(&entry) || entry.kind == Kind::Country || !entry.origin.ours {
        return named;
    }
    who.known.entries(words).into_iter().find(own).map_or(named, Named::Entry)
}

/// Whether *American* is of a part of the world and not of the United States: *South American*, *Latin American*.
pub(super) fn is_continent(word: Token<'_>) -> bool {
    let before = word.previous().map(|t| t.lemma().to_lowercase());
    let part = before.is_some_and(|b| matches!(b.as_str(), "south" | "north" | "central" | "latin"));
    part && matches!(word.text(), "American" | "Americans")
}

/// Whether a body belongs to another country than this one.
fn elsewhere(who: &Who<'_>, entry: &Entry<'_>, country: &str) -> bool {
    let own = entry.code.get(..3).filter(|own| who.known.country(own).is_some());
    matches!(entry.kind, Kind::Organisation | Kind::Outlet) && own.is_some_and(|own| own != country)
}

/// Whether initials are those of a party of a country that the article does not name, or of such an outlet and only say
/// what a thing is: *PPP* in an article about Korea is no party of Pakistan, *CCTV footage* none of Chinese television.
/// What kind of body bears them is still likely. Agencies are cited everywhere.
fn is_initials_of_another(who: &Who<'_>, entry: &Entry<'_>, (tokens, words): (TokenRange, &str)) -> bool {
    const MOST: usize = 5;
    let initials = words.len() <= MOST && words.bytes().all(|b| b.is_ascii_uppercase());
    let Some(article) = who.countries.article.as_ref().filter(|_| initials) else { return false };
    let modifies = || who.document.syntax().token(TokenId(tokens.start)).relation() == Relation::Compound;
    let likely = match entry.code.get(3..) {
        Some("PTY" | "OPP") => true,
        _ => entry.kind == Kind::Outlet && modifies(),
    };
    let own = entry.code.get(..3).unwrap_or_default();
    likely && entry.origin.ours && elsewhere(who, entry, &article.country) && !who.countries.names(own)
}

/// What kind of thing a name speaks of: *Democratic Party* of a party.
fn kind_of<'a>(who: &Who<'a>, tokens: TokenRange, words: &str) -> Option<Role<'a>> {
    let last = TokenRange { start: tokens.end.checked_sub(1)?, end: tokens.end };
    role(who, tokens, words).or_else(|| role(who, last, who.document.syntax().words_of(last)))
}

/// Whether the words are a part of the name of a sea or region that no country owns: *South China Sea*.
fn within_sea(who: &Who<'_>, tokens: TokenRange) -> bool {
    let span = who.document.tokens.cover(tokens);
    let before = who.places.partition_point(|p| p.span.start <= span.start);
    let around = before.checked_sub(1).and_then(|at| who.places.get(at));
    around.is_some_and(|p| p.span != span && p.span.contains(span) && p.country.is_none())
}

/// Below this, what place a name means is too unsure to say whose somebody is.
const SURE: f32 = 0.5;

/// The country of the place that was found at exactly these words. A town takes no article of its own: *the
/// Republic* is none.
fn place<'a>(who: &Who<'a>, tokens: TokenRange) -> Option<&'a str> {
    let first = who.document.syntax().token(TokenId(tokens.start));
    first.child(Relation::Det).is_none().then_some(())?;
    let span = who.document.tokens.cover(tokens);
    let at = who.places.binary_search_by_key(&span.start, |p| p.span.start).ok()?;
    let place = who.places.get(at).filter(|p| p.span == span && p.confidence >= SURE)?;
    place.country.as_deref()
}

/// The last word as its lemma: `foreign ministers` is `foreign minister`.
fn role<'a>(who: &Who<'a>, tokens: TokenRange, words: &str) -> Option<Role<'a>> {
    let last = who.document.syntax().token(TokenId(tokens.end.checked_sub(1)?));
    // Creeds are adjectives as often as nouns: "Muslim leaders".
    let creed = last.upos() == Upos::Adj && last.text().starts_with(char::is_uppercase);
    let nominal = creed || matches!(last.upos(), Upos::Noun | Upos::Propn | Upos::X);
    nominal.then_some(())?;
    if let Some(role) = who.known.role(words) {
        return Some(role);
    }
    let (word, lemma) = (last.text(), last.lemma());
    let stem = words.strip_suffix(word).filter(|_| !lemma.is_empty() && !lemma.eq_ignore_ascii_case(word))?;
    who.known.role(&format!("{stem}{lemma}"))
}
