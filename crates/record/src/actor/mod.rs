//! Who somebody is: names, titles and descriptions to actor codes (country and role), by the day of the article.

mod phrase;
mod pieces;

pub use phrase::code_on;

use document::{
    Actor, BlockKind, Day, Document, EntityId, MentionKind, NameClass, Party, Place, TokenId, TokenRange,
    Upos,
};
use knowledge::{Actors, Holding, Person, Term};
use std::collections::BTreeMap;

/// What is needed to say who somebody is in one article.
pub struct Who<'a> {
    document: &'a Document,
    known: &'a Actors,
    /// In the order of the text.
    places: &'a [Place],
    day: Option<Day>,
    /// Country that the article is mostly about, for "police" and "the government" without a country.
    focus: Option<String>,
    entities: Vec<Option<Actor>>,
}

/// Mentions of one entity that are looked at.
const MENTIONS: usize = 12;

impl<'a> Who<'a> {
    /// Looks at the article once and resolves its entities.
    pub fn new(document: &'a Document, known: &'a Actors, places: &'a [Place]) -> Who<'a> {
        let focus = focus(document, known, places);
        let mut who =
            Who { document, known, places, day: document.article.day(), focus, entities: Vec::new() };
        who.entities = (0..document.entities.len()).map(|i| who.entity(EntityId(i as u32))).collect();
        who
    }

    /// The actor of each entity.
    pub fn into_entities(self) -> Vec<Option<Actor>> {
        self.entities
    }

    /// The actor of one entity.
    pub fn of(&self, entity: EntityId) -> Option<&Actor> {
        self.entities.get(entity.0 as usize)?.as_ref()
    }

    /// Somebody named by a noun phrase, as a party of a statement or an event.
    ///
    /// The party's span leaves out a leading determiner. What the phrase itself says wins over its entity only
    /// where the entity has no code.
    pub fn party(&self, phrase: TokenRange, head: TokenId) -> Party {
        let tokens = self.without_determiner(phrase);
        let mention = self.document.mention_at(head).and_then(|m| self.document.mention(m));
        let entity = mention.filter(|m| m.head == head).map(|m| m.entity);
        let known = entity.and_then(|e| self.of(e)).filter(|a| a.code.is_some()).cloned();
        let actor = known.or_else(|| phrase::resolve(self, tokens, head)).unwrap_or_default();
        Party {
            span: Some(self.document.tokens.cover(tokens)).filter(|s| !s.is_empty()),
            name: actor.name.or_else(|| self.name(entity, tokens)),
            actor: actor.code,
            entity,
            why: actor.why,
        }
    }

    fn name(&self, entity: Option<EntityId>, tokens: TokenRange) -> Option<String> {
        let syntax = self.document.syntax();
        let pronoun = tokens.len() == 1 && syntax.iter(tokens).any(|t| t.upos() == Upos::Pron);
        let words = match entity {
            Some(e) => self.document.entity_text(e),
            None => syntax.words_of(tokens),
        };
        let named = entity.is_some_and(|e| self.has_words(e)) || entity.is_none() && !pronoun;
        (named && !words.is_empty()).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Whether anything but pronouns speaks of the entity.
    fn has_words(&self, entity: EntityId) -> bool {
        let mentions = self.document.entity(entity).map_or(&[][..], |e| &e.mentions);
        mentions
            .iter()
            .take(64)
            .filter_map(|&m| self.document.mention(m))
            .any(|m| m.kind != MentionKind::Pronoun)
    }

    fn without_determiner(&self, tokens: TokenRange) -> TokenRange {
        let first = self.document.syntax().token(TokenId(tokens.start));
        let drop = tokens.len() > 1 && first.upos() == Upos::Det;
        TokenRange { start: tokens.start + u32::from(drop), end: tokens.end }
    }

    /// The best that any mention of the entity says.
    fn entity(&self, id: EntityId) -> Option<Actor> {
        let entity = self.document.entity(id)?;
        let mentions = entity.mentions.iter().filter_map(|&m| self.document.mention(m));
        let telling = mentions.filter(|m| m.kind != MentionKind::Pronoun).take(MENTIONS);
        let found = telling.filter_map(|m| phrase::resolve(self, m.tokens, m.head));
        let mut best: Option<Actor> = None;
        for actor in found {
            if best.as_ref().is_none_or(|b| b.confidence < actor.confidence) {
                best = Some(actor);
            }
        }
        best.or_else(|| self.by_surname(id))
    }

    /// A bare surname, where just one person in office that day bears it, or just one head of state or government
    /// of earlier days.
    fn by_surname(&self, id: EntityId) -> Option<Actor> {
        let entity = self.document.entity(id)?;
        let first = entity.mentions.first().and_then(|&m| self.document.mention(m))?;
        let unclassed =
            entity.class.is_none() && self.document.syntax().token(first.head).upos() == Upos::Propn;
        let name = self.document.entity_text(id);
        // "He" is a surname too: two letters are one only where they were read as a person's.
        let unclassed = unclassed && name.chars().count() > 2;
        (unclassed || entity.class == Some(NameClass::Person)).then_some(())?;
        let one = !name.contains(char::is_whitespace) && name.starts_with(char::is_uppercase);
        let day = self.day.filter(|_| one)?;
        let standing = || self.known.people().of_surname(name).map(|p| (p, p.on(Some(day))));
        let serving = standing().filter_map(|(p, holding)| match holding {
            Holding::Now(term) | Holding::About(term) => {
                Some((p, term, term.code.to_string(), "in office on"))
            }
            _ => None,
        });
        let heads = standing().filter_map(|(p, holding)| match holding {
            Holding::Former(term) if HEADS.contains(&term.office) => {
                Some((p, term, phrase::former(term.code)?, "that governed before"))
            }
            _ => None,
        });
        let (person, term, code, when) = only(serving).or_else(|| only(heads))?;
        let row = person.row(Some(term));
        Some(Actor {
            code: Some(code),
            name: Some(person.name.to_string()),
            confidence: 0.5,
            why: vec![format!("the only {name} {when} {day}: {} ({row})", person.name)],
            row: Some(row),
        })
    }
}

/// Offices whose holders are called by their surname alone long after.
const HEADS: &[&str] = &["president", "prime-minister", "chancellor"];

/// The only one; of several those count who lead a state or a government, if that leaves one.
fn only<'p, T>(
    found: impl Iterator<Item = (Person<'p>, Term<'p>, T, &'static str)>,
) -> Option<(Person<'p>, Term<'p>, T, &'static str)> {
    let mut all: Vec<_> = found.take(MENTIONS).collect();
    if all.len() > 1 {
        all.retain(|(_, term, ..)| HEADS.contains(&term.office));
    }
    all.pop().filter(|_| all.is_empty())
}

/// What the country of the outlet's address counts, in mentions.
const HOME: usize = 2;

/// The last part of a web address's host, in capitals: `UG`.
fn top_level(address: &str) -> Option<String> {
    let host = address.split_once("//")?.1.split(['/', ':', '?']).next()?;
    let last = host.rsplit('.').next().filter(|l| l.len() == 2)?;
    Some(last.to_ascii_uppercase())
}

/// The country that most of the article's country words and places name; none where it has less than a third of
/// them or less than a quarter more than the next, for then the article is about the dealings of several.
fn focus(document: &Document, known: &Actors, places: &[Place]) -> Option<String> {
    let syntax = document.syntax();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (block, &range) in document.sentences.block.iter().zip(&document.sentences.tokens) {
        let prose =
            document.article.blocks.get(block.0 as usize).is_none_or(|b| b.kind != BlockKind::Furniture);
        let words = syntax.iter(range).filter(|_| prose);
        words.filter_map(|t| country_word(t.text(), known)).for_each(|c| *counts.entry(c).or_default() += 1);
    }
    let countries =
        places.iter().filter(|p| country_word(p.span.of(&document.article.text), known).is_none());
    countries.filter_map(|p| p.country.as_deref()).for_each(|c| *counts.entry(c).or_default() += 1);
    if let Some(home) = document
        .article
        .origin
        .as_deref()
        .and_then(top_level)
        .and_then(|t| known.country(if t == "UK" { "GB" } else { &t }))
    {
        *counts.entry(home.code).or_default() += HOME;
    }
    let all: usize = counts.values().sum();
    let mut ranked: Vec<(usize, &str)> = counts.into_iter().map(|(code, n)| (n, code)).collect();
    ranked.sort_by_key(|(n, code)| (std::cmp::Reverse(*n), *code));
    let (count, country) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |r| r.0);
    (count >= 2 && count * 3 >= all && count * 4 >= second * 5).then(|| country.to_string())
}

/// The code of the country that one capitalised word names.
fn country_word<'k>(word: &str, known: &'k Actors) -> Option<&'k str> {
    word.chars().next().filter(|c| c.is_uppercase())?;
    let country = known.country_of_adjective(word).or_else(|| known.country_named(word))?;
    Some(country.code)
}
