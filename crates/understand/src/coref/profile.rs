//! What a mention shows of the one that it refers to.

use document::{
    Article, Gender, Mention, MentionKind, NameClass, Names, Number, Syntax, Token, TokenId, TokenRange, Upos,
};
use knowledge::{Actors, Holding, fold};

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
    profile
}

fn pronoun(token: Token<'_>) -> Profile {
    let (gender, number, person) = match token.text().to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => (Gender::Masculine, Number::Singular, true),
        "she" | "her" | "hers" | "herself" => (Gender::Feminine, Number::Singular, true),
        "it" | "its" | "itself" => (Gender::Unknown, Number::Singular, false),
        "they" | "them" | "their" | "theirs" | "themselves" => (Gender::Unknown, Number::Plural, false),
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
const NO_TITLE: [&str; 10] =
    ["former", "late", "then", "new", "current", "outgoing", "incoming", "old", "same", "own"];

/// Role nouns: that of a description's head, those in a row right before a name, those between a name's end and
/// the mention's (`Lavrov the minister` is rare, `Patil, minister` an apposition of its own).
fn roles(profile: &mut Profile, mention: &Mention, syntax: Syntax<'_>, known: &Actors) {
    let mut end = match mention.name {
        Some(name) => name.start,
        None => mention.head.0 + 1,
    };
    for _ in 0..3 {
        let Some(start) = title(profile, end, syntax, known) else { break };
        end = start;
    }
}

/// Reads the title that ends before token `end`, with its modifiers; gives where it begins.
fn title(profile: &mut Profile, end: u32, syntax: Syntax<'_>, known: &Actors) -> Option<u32> {
    let last = syntax.token(TokenId(end.checked_sub(1)?));
    if !matches!(last.upos(), Upos::Noun | Upos::Propn) {
        return None;
    }
    let lemma = last.lemma().to_lowercase();
    let found = (0..4u32).rev().find_map(|back| {
        let start = end.checked_sub(1 + back)?;
        let words = syntax.words_of(TokenRange { start, end });
        let stem = words.strip_suffix(last.text()).unwrap_or("");
        let role = known.role(words).or_else(|| known.role(&format!("{stem}{lemma}")))?;
        Some((start, role))
    });
    let (mut start, role) = found?;
    let mut words = vec![lemma];
    for at in (start.saturating_sub(2)..end - 1).rev() {
        let token = syntax.token(TokenId(at));
        let modifier = matches!(token.upos(), Upos::Noun | Upos::Adj | Upos::Propn)
            && known.country_of_adjective(token.text()).is_none()
            && known.country_named(token.text()).is_none()
            && !NO_TITLE.contains(&token.lemma());
        if !modifier {
            break;
        }
        words.insert(0, token.text().to_lowercase());
        start = start.min(at);
    }
    profile.titles.push(words.join(" "));
    profile.offices.extend(role.offices().map(str::to_string));
    profile.person |= role.person;
    Some(start)
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
    profile.class = names.of(TokenId(range.start)).map(|n| n.class);
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
