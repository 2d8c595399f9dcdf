//! Who somebody is: names, titles and descriptions to actor codes (country and role), by the day of the article.

mod entity;
mod focus;
mod phrase;
mod pieces;

pub use phrase::code_on;

use document::{
    Actor, Day, Document, EntityId, Mention, MentionKind, Party, Place, Relation, Span, TokenId, TokenRange,
    Upos,
};
use knowledge::{Actors, Country};

/// What is needed to say who somebody is in one article.
pub struct Who<'a> {
    document: &'a Document,
    known: &'a Actors,
    /// In the order of the text.
    places: &'a [Place],
    day: Option<Day>,
    /// Countries that the article names, for "police" and "the government" without a country.
    countries: focus::Countries,
    entities: Vec<Option<Actor>>,
}

impl<'a> Who<'a> {
    /// Looks at the article once and resolves its entities.
    pub fn new(document: &'a Document, known: &'a Actors, places: &'a [Place]) -> Who<'a> {
        let countries = focus::Countries::new(document, known, places);
        let mut who =
            Who { document, known, places, day: document.article.day(), countries, entities: Vec::new() };
        who.entities =
            (0..document.entities.len()).map(|i| entity::resolve(&who, EntityId(i as u32))).collect();
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
        let mention = self.document.mention_at(head);
        let entity = mention.filter(|m| m.head == head).map(|m| m.entity);
        let known = entity.and_then(|e| self.of(e)).filter(|a| a.code.is_some()).cloned();
        let found = known.or_else(|| phrase::resolve(self, tokens, head));
        let actor = found.or_else(|| entity::at_home(self, entity?)).unwrap_or_default();
        Party {
            span: Some(self.document.tokens.cover(tokens)).filter(|s| !s.is_empty()),
            name: actor.name.or_else(|| self.name(entity, tokens)),
            actor: actor.code,
            entity,
            why: actor.why,
        }
    }

    /// The article's text.
    pub fn text(&self) -> &'a str {
        &self.document.article.text
    }

    /// The word's own span.
    pub fn span_of(&self, word: TokenId) -> Span {
        self.document.syntax().token(word).span()
    }

    /// The two countries that were named last by one joined phrase before a word ("between India and Pakistan"), else those
    /// whose states, leaders or bodies were spoken of most there, in order of the text, with their names; of those named
    /// alike the later. None where there were not two.
    pub fn two_countries(&self, word: TokenId) -> Vec<(String, String)> {
        const BACK: usize = 60;
        let end = self.document.mentions.partition_point(|m| m.head < word);
        let before = &self.document.mentions[end.saturating_sub(BACK)..end];
        let country = |m: &Mention| {
            let code = self.of(m.entity).and_then(|a| a.code.as_deref()).and_then(|c| c.get(..3));
            code.and_then(|c| self.known.country(c))
        };
        let told = |c: Country<'_>| (c.code.to_string(), c.name.to_string());
        let joined = before.iter().enumerate().rev().find_map(|(at, second)| {
            let other = self.document.syntax().token(second.head);
            let other = other.head().filter(|_| other.relation() == Relation::Conj)?;
            let first = before[..at].iter().rev().find(|m| m.head == other.id)?;
            let (first, second) = (country(first)?, country(second)?);
            (first.code != second.code).then(|| vec![told(first), told(second)])
        });
        if let Some(pair) = joined {
            return pair;
        }
        let named: Vec<Country<'_>> = before.iter().filter_map(country).collect();
        let count = |code: &str| named.iter().filter(|c| c.code == code).count();
        let mut last: Vec<(usize, Country<'_>)> = Vec::new();
        for (at, country) in named.iter().enumerate().rev() {
            if last.iter().all(|(_, c)| c.code != country.code) {
                last.push((at, *country));
            }
        }
        last.sort_by_key(|(_, c)| std::cmp::Reverse(count(c.code)));
        last.truncate(2);
        last.sort_by_key(|(at, _)| *at);
        match last.len() {
            2 => last.into_iter().map(|(_, c)| told(c)).collect(),
            _ => Vec::new(),
        }
    }

    /// The country that the article is about, else the one that the word's sentence names; and which of both it is.
    pub fn country_around(&self, word: TokenId) -> Option<(&str, &'static str)> {
        let article = self.countries.article.as_ref().map(|f| (f.country.as_str(), "article"));
        article.or_else(|| Some((self.countries.of_sentence(word)?, "sentence")))
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
}
