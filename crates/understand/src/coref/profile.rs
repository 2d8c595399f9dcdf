//! What a mention shows of the one that it refers to.

use super::people;
use document::{
    Article, Gender, Mention, MentionKind, NameClass, Names, Number, Syntax, Token, TokenId, TokenRange, Upos,
};
use knowledge::{Actors, Holding, Kind, fold};

/// What is known of a mention or of all mentions of an entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Class of its name.
    pub class: Option<NameClass>,
    /// Gender, of persons.
    pub gender: Gender,
    /// One or several.
    pub number: Number,
    /// Folded name, where it has one.
    pub name: Option<String>,
    /// Role nouns with their modifiers: `law minister`.
    pub titles: Vec<String>,
    /// Offices that its titles can name, and those that it is known to hold.
    pub offices: Vec<String>,
    /// Code of the country that it names beside a role.
    pub country: Option<String>,
    /// Whether it is a person by name or role.
    pub person: bool,
}

impl Profile {
    /// Adds what another mention of the same one shows.
    pub fn learn(&mut self, other: &Profile) {
        self.class = self.class.or(other.class);
        if self.gender == Gender::Unknown {
            self.gender = other.gender;
        }
        if self.number == Number::Unknown {
            self.number = other.number;
        }
        self.country = self.country.take().or_else(|| other.country.clone());
        self.person |= other.person;
        for (mine, theirs) in [(&mut self.titles, &other.titles), (&mut self.offices, &other.offices)] {
            theirs
                .iter()
                .filter(|t| !mine.contains(t))
                .cloned()
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|t| mine.push(t));
        }
    }

    /// Whether genders do not exclude each other.
    pub fn agrees(&self, gender: Gender) -> bool {
        self.gender == Gender::Unknown || gender == Gender::Unknown || self.gender == gender
    }
}

/// Whether what was read as the name of a body is an office: *Minister of Finance*.
pub(super) fn is_office(mention: &Mention, names: &Names, syntax: Syntax<'_>, known: &Actors) -> bool {
    let Some(range) = mention.name else { return false };
    let first = syntax.token(TokenId(range.start));
    let body =
        names.of(first.id).is_some_and(|n| n.class != NameClass::Person && n.class != NameClass::Place);
    let of = syntax.token(TokenId(range.end.min(range.start + 2) - 1)).lemma() == "of";
    body && of && mention.head == first.id && known.role(first.text()).is_some_and(|r| r.person)
}

/// What one mention shows.
pub(super) fn of(
    mention: &Mention,
    article: &Article,
    names: &Names,
    syntax: Syntax<'_>,
    known: &Actors,
) -> Profile {
    let head = syntax.token(mention.head);
    if mention.kind == MentionKind::Pronoun {
        return pronoun(head);
    }
    let mut profile = Profile { number: number(head), ..Profile::default() };
    roles(&mut profile, mention, syntax, known);
    described(&mut profile, mention, head);
    let before =
        mention.name.map_or(mention.tokens.start, |n| n.start.saturating_sub(6).min(mention.tokens.start));
    let first =
        syntax.sentences.of(mention.head).and_then(|s| syntax.sentences.tokens.get(s)).map_or(0, |s| s.start);
    let titled = !profile.titles.is_empty() && mention.name.is_some();
    let start = if titled { before.max(first) } else { mention.tokens.start };
    profile.country = country(TokenRange { start, end: mention.tokens.end }, syntax, known);
    if let Some(range) = mention.name {
        name(&mut profile, range, article, names, syntax, known);
    }
    honorific(&mut profile, mention.tokens, syntax);
    if profile.gender == Gender::Unknown {
        let last = |t: &String| people::gender(t.rsplit(' ').next().unwrap_or(t));
        let told = profile.titles.iter().map(last).find(|g| *g != Gender::Unknown);
        profile.gender = told.unwrap_or_default();
    }
    profile
}

/// What the noun of a description says by itself: a person, a woman.
fn described(profile: &mut Profile, mention: &Mention, head: Token<'_>) {
    let lemma = head.lemma().to_lowercase();
    if mention.name.is_some() || !people::is_person(&lemma) {
        return;
    }
    profile.person = true;
    profile.gender = people::gender(&lemma);
    if profile.titles.is_empty() {
        profile.titles.push(lemma);
    }
}

fn pronoun(token: Token<'_>) -> Profile {
    let (gender, number, person) = match token.text().to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => (Gender::Masculine, Number::Singular, true),
        "she" | "her" | "hers" | "herself" => (Gender::Feminine, Number::Singular, true),
        "it" | "its" | "itself" => (Gender::Unknown, Number::Singular, false),
        "they" | "them" | "their" | "theirs" | "themselves" => (Gender::Unknown, Number::Plural, false),
        "who" | "whom" => (Gender::Unknown, Number::Unknown, true),
        _ => (Gender::Unknown, Number::Unknown, false),
    };
    Profile { gender, number, person, ..Profile::default() }
}

fn number(head: Token<'_>) -> Number {
    match head.xpos() {
        "NNS" | "NNPS" => Number::Plural,
        "NN" | "NNP" => Number::Singular,
        _ => Number::Unknown,
    }
}

/// Words before a noun that are no part of its title.
const NO_TITLE: &[&str] = &[
    "former", "late", "then", "new", "current", "outgoing", "incoming", "old", "same", "own", "top",
    "senior", "veteran",
];

/// Role nouns: that of a description's head (*head of state*), those in a row right before a name.
fn roles(profile: &mut Profile, mention: &Mention, syntax: Syntax<'_>, known: &Actors) {
    let Some(name) = mention.name else {
        let last = syntax.sentences.of(mention.head).map_or(0, |s| syntax.sentences.tokens[s].end);
        let ends = [4, 3, 1].map(|n| mention.head.0 + n);
        ends.into_iter()
            .filter(|&e| e <= last)
            .find_map(|e| title(profile, mention.head.0, e, syntax, known));
        return;
    };
    let mut end = name.start;
    for _ in 0..3 {
        let head = end.saturating_sub(1);
        let Some(start) = title(profile, head, end, syntax, known) else { break };
        end = start;
    }
}

/// Reads the title that ends before token `end` and holds token `head`, with its modifiers; gives where it begins.
fn title(profile: &mut Profile, head: u32, end: u32, syntax: Syntax<'_>, known: &Actors) -> Option<u32> {
    let last = syntax.token(TokenId(end.checked_sub(1)?));
    if !matches!(last.upos(), Upos::Noun | Upos::Propn) {
        return None;
    }
    let lemma = last.lemma().to_lowercase();
    let lemma = lemma.strip_prefix("ex-").unwrap_or(&lemma).to_string();
    let as_written = lemma.eq_ignore_ascii_case(last.text());
    // A comma before the words would be overlooked: names are compared by their letters.
    let word = |t: &u32| syntax.token(TokenId(*t)).text().starts_with(char::is_alphabetic);
    let (start, role) = (end.saturating_sub(4)..=head.min(end - 1)).filter(word).find_map(|start| {
        let words = syntax.words_of(TokenRange { start, end });
        let stem = words.strip_suffix(last.text()).unwrap_or("");
        let whole = (start..head).all(|t| syntax.token(TokenId(t)).upos() != Upos::Adp);
        let again = || (!as_written).then(|| known.role(&format!("{stem}{lemma}")))?;
        Some((start, whole.then(|| known.role(words).or_else(again))??))
    })?;
    let plain = start + 1 == end;
    let mut words =
        vec![if plain { lemma } else { syntax.words_of(TokenRange { start, end }).to_lowercase() }];
    let mut first = start;
    for at in (start.saturating_sub(2)..start).rev().map(TokenId) {
        let token = syntax.token(at);
        if !modifies(token, last, known) {
            break;
        }
        words.insert(0, token.text().to_lowercase());
        first = at.0;
    }
    profile.titles.push(words.join(" "));
    profile.offices.extend(role.offices().map(str::to_string));
    profile.person |= role.person;
    Some(first)
}

/// Whether a word before a role noun says which role it is: *law minister*, *Deputy Director*; not whose (*Congress
/// leader*) and not how (*outspoken leader*).
fn modifies(token: Token<'_>, noun: Token<'_>, known: &Actors) -> bool {
    let lower = |t: Token<'_>| !t.text().starts_with(char::is_uppercase);
    let title = match token.upos() {
        Upos::Noun | Upos::Propn => lower(token) || !lower(noun),
        Upos::Adj => !lower(token) && !lower(noun) || is_deputy(&token.text().to_lowercase()),
        _ => false,
    };
    title
        && known.country_of_adjective(token.text()).is_none()
        && known.country_named(token.text()).is_none()
        && !NO_TITLE.contains(&token.lemma())
}

/// Whether a word of a title says that it is not what its last word says: a vice president is no president.
pub(super) fn is_deputy(word: &str) -> bool {
    let modifiers =
        ["prime", "chief", "vice", "deputy", "assistant", "under", "shadow", "associate", "joint"];
    modifiers.contains(&word) || word.starts_with("vice-")
}

fn country(tokens: TokenRange, syntax: Syntax<'_>, known: &Actors) -> Option<String> {
    syntax.iter(tokens).find_map(|t| {
        let country = known.country_of_adjective(t.text()).or_else(|| known.country_named(t.text()))?;
        Some(country.code.to_string())
    })
}

fn name(
    profile: &mut Profile,
    range: TokenRange,
    article: &Article,
    names: &Names,
    syntax: Syntax<'_>,
    known: &Actors,
) {
    let words = syntax.words_of(range);
    // *The daily Novy Den*, *Tasnim*: no person, whatever the name looks like.
    let outlet = known.entry(words, article.day()).is_some_and(|e| e.kind == Kind::Outlet);
    let medium = |t: &String| known.role(t).is_some_and(|r| r.code == "MED" && !r.person);
    let body = outlet || !profile.titles.is_empty() && profile.titles.iter().all(medium);
    let class = names.of(TokenId(range.start)).map(|n| n.class);
    profile.class =
        if body && class == Some(NameClass::Person) { Some(NameClass::Organisation) } else { class };
    profile.name = Some(fold(words));
    if profile.class != Some(NameClass::Person) {
        return;
    }
    profile.person = true;
    profile.number = Number::Singular;
    let first = words.split_whitespace().next().filter(|_| range.len() > 1);
    profile.gender = first.map_or(Gender::Unknown, |f| known.gender_of(f));
    for person in known.people().named(words) {
        if profile.gender == Gender::Unknown {
            profile.gender = person.gender;
        }
        if let Holding::Now(term) | Holding::About(term) = person.on(article.day()) {
            profile.offices.push(term.office.to_string());
            profile.country = Some(term.country.to_string());
        }
    }
}

fn honorific(profile: &mut Profile, tokens: TokenRange, syntax: Syntax<'_>) {
    let before = syntax.token(TokenId(tokens.start)).previous();
    let words = syntax.iter(tokens).map(Token::text).chain(before.map(Token::text));
    for word in words {
        match word.trim_end_matches('.') {
            "Mr" | "Sir" | "King" | "Prince" | "Lord" => profile.gender = Gender::Masculine,
            "Mrs" | "Ms" | "Miss" | "Madam" | "Queen" | "Princess" | "Lady" => {
                profile.gender = Gender::Feminine
            }
            _ => {}
        }
    }
}
