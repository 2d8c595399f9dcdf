//! The country that an article, or one sentence of it, is about: whose police "the police" are.

use super::pieces::is_continent;
use crate::home::home;
use document::{BlockKind, Document, Place, TokenId, TokenRange};
use knowledge::Actors;
use std::collections::{BTreeMap, BTreeSet};

/// A country and how much of the article is about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Focus {
    /// Its code.
    pub country: String,
    /// Its share of the country words and places, 0 to 1.
    pub share: f32,
}

/// Where the countries of an article are told.
#[derive(Clone, Debug, Default)]
pub struct Countries {
    /// The country that the article is about.
    pub article: Option<Focus>,
    /// For each sentence in order: its first token and the one country that it names, if it names just one.
    sentences: Vec<(u32, Option<String>)>,
    /// All that it names.
    named: BTreeSet<String>,
}

impl Countries {
    /// Looks at all sentences and places of an article.
    pub fn new(document: &Document, known: &Actors, places: &[Place]) -> Countries {
        let named = named(document, known, places);
        let starts = document.sentences.tokens.iter().map(|r| r.start);
        let sentences = starts.zip(&named).map(|(start, codes)| (start, only(codes))).collect();
        let all = named.iter().flatten().map(|code| code.to_string()).collect();
        Countries { article: focus(document, known, &named), sentences, named: all }
    }

    /// Whether the article names a country or a place in it.
    pub fn names(&self, country: &str) -> bool {
        self.named.contains(country)
    }

    /// The one country that the token's sentence names.
    pub fn of_sentence(&self, token: TokenId) -> Option<&str> {
        let after = self.sentences.partition_point(|(start, _)| *start <= token.0);
        self.sentences.get(after.checked_sub(1)?)?.1.as_deref()
    }
}

fn only(codes: &[&str]) -> Option<String> {
    let first = codes.first()?;
    codes.iter().all(|c| c == first).then(|| first.to_string())
}

/// The countries that each sentence names, by words for them and by places in them.
fn named<'a>(document: &Document, known: &'a Actors, places: &'a [Place]) -> Vec<Vec<&'a str>> {
    let text = &document.article.text;
    let towns: Vec<&Place> =
        places.iter().filter(|p| country_word(p.span.of(text), known).is_none()).collect();
    let of = |&range: &TokenRange| {
        let span = document.tokens.cover(range);
        let inside = towns.iter().filter(move |p| span.contains(p.span)).filter_map(|p| p.country.as_deref());
        country_words(document, known, range).into_iter().chain(inside).collect()
    };
    document.sentences.tokens.iter().map(of).collect()
}

/// What a word in the headline or the first sentences counts, beside one below.
const TOP: usize = 2;
/// Sentences that count as the top.
const FIRST: usize = 3;
/// The least that an article's country has to count.
const ENOUGH: usize = 3;
/// What the country of the outlet counts, in mentions.
const HOME: usize = 3;

/// The country that most of the article's country words and places name, and its outlet's address. Where it has
/// less than a third of them or less than a quarter more than the next, the article is about the dealings of
/// several, and its own officials are those of the outlet's country, if that is one of them.
fn focus(document: &Document, known: &Actors, named: &[Vec<&str>]) -> Option<Focus> {
    let mut counts = counts(document, named);
    let outlet = document.article.origin.as_deref().and_then(|o| home(o, known)).map(|c| c.code);
    let outlet_is_named = outlet.is_some_and(|o| counts.contains_key(o));
    outlet.into_iter().for_each(|home| *counts.entry(home).or_default() += HOME);
    let all: usize = counts.values().sum();
    let share = |country: &str, count: usize| Focus {
        country: country.to_string(),
        share: count as f32 / all as f32,
    };
    let mut ranked: Vec<(usize, &str)> = counts.iter().map(|(&code, &n)| (n, code)).collect();
    ranked.sort_by_key(|(n, code)| (std::cmp::Reverse(*n), *code));
    let (count, country) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |r| r.0);
    let alone = count == all && count >= TOP;
    if (count >= ENOUGH || alone) && count * 3 >= all && count * 4 >= second * 5 {
        return Some(share(country, count));
    }
    outlet.filter(|_| outlet_is_named).map(|home| share(home, counts[home]))
}

/// How often each country is named in prose, the top of the article counting more.
fn counts<'a>(document: &Document, named: &[Vec<&'a str>]) -> BTreeMap<&'a str, usize> {
    let prose = |block: &document::BlockId| {
        document.article.blocks.get(block.0 as usize).is_none_or(|b| b.kind != BlockKind::Furniture)
    };
    let sentences = document.sentences.block.iter().zip(named).filter(|(block, _)| prose(block));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (_, codes)) in sentences.enumerate() {
        let weight = if at < FIRST { TOP } else { 1 };
        codes.iter().for_each(|code| *counts.entry(code).or_default() += weight);
    }
    counts
}

/// Words of the longest name of a country that is looked for: `Papua New Guinean`.
const LONGEST: u32 = 3;

/// The countries that words of a sentence name, the longest name first at each word.
fn country_words<'k>(document: &Document, known: &'k Actors, range: TokenRange) -> Vec<&'k str> {
    let syntax = document.syntax();
    let mut found = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let lengths = (1..=LONGEST.min(range.end - start)).rev();
        let one = |n| country_word(syntax.words_of(TokenRange { start, end: start + n }), known);
        let whole = !is_continent(syntax.token(TokenId(start)));
        let named = lengths.into_iter().filter(|_| whole).find_map(|n| Some((one(n)?, n)));
        found.extend(named.map(|(code, _)| code));
        start += named.map_or(1, |(_, n)| n);
    }
    found
}

/// The code of the country that capitalised words name.
fn country_word<'k>(words: &str, known: &'k Actors) -> Option<&'k str> {
    words.chars().next().filter(|c| c.is_uppercase())?;
    let country = known.country_of_adjective(words).or_else(|| known.country_named(words))?;
    Some(country.code)
}
