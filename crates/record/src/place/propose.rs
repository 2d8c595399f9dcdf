//! Where the text may name a place: names of the reader of any class, parts of longer names, and capitalised words
//! that the gazetteer knows. What of it counts is decided in [`super::recognise`].

use super::candidate::{self, Candidate};
use super::words;
use document::{BlockKind, Document, Name, NameClass, Relation, Token, TokenId, TokenRange, Upos};
use knowledge::Knowledge;
use knowledge::gazetteer::{Kind, PlaceId, Role};
use std::collections::HashMap;
use std::rc::Rc;

/// How a proposal was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The reader calls it a place.
    Named,
    /// A whole name of another class.
    Whole,
    /// The beginning of a longer name: `Paris Police Department`.
    Front,
    /// Another part of a longer name: `University of Kentucky`, `D-Raleigh`.
    Inside,
    /// Capitalised words that are no name to the reader.
    Bare,
}

/// Words that may name a place.
#[derive(Clone, Debug)]
pub(super) struct Proposal<'d> {
    pub tokens: TokenRange,
    pub how: How,
    /// A word before it that narrows it: `eastern`.
    pub modifier: Option<TokenId>,
    /// Whether a state or country stands right behind a comma: `Laurel County, Ky.`
    pub contained: bool,
    /// The name that it is or is part of.
    pub name: Option<&'d Name>,
    pub sense: Rc<Sense>,
}

/// A spelling and what it may stand for; shared by all its mentions.
#[derive(Debug)]
pub(super) struct Sense {
    pub key: String,
    pub candidates: Vec<Candidate>,
    /// The candidates that are also called so with `City` behind: `New York City` for `New York`.
    pub cities: Vec<PlaceId>,
}

/// The senses met in a document, looked up once each.
pub(super) struct Senses<'k> {
    knowledge: &'k Knowledge,
    known: HashMap<String, Rc<Sense>>,
}

impl<'k> Senses<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Senses<'k> {
        Senses { knowledge, known: HashMap::new() }
    }

    /// What the words may stand for.
    pub(super) fn of(&mut self, words: &str) -> Rc<Sense> {
        if let Some(sense) = self.known.get(words) {
            return Rc::clone(sense);
        }
        let key = knowledge::gazetteer::key(words);
        let candidates = candidate::of(&key, &self.knowledge.gazetteer);
        let sense = Rc::new(Sense { cities: self.cities(&key, &candidates), key, candidates });
        self.known.insert(words.to_string(), Rc::clone(&sense));
        sense
    }

    /// Looks for a name without candidates with a letter off.
    fn misspelt(&mut self, words: &str) {
        let unknown = self.known.get(words).filter(|s| s.candidates.is_empty());
        let Some(key) = unknown.map(|s| s.key.clone()) else { return };
        let candidates = candidate::near(&key, &self.knowledge.gazetteer);
        if !candidates.is_empty() {
            self.known.insert(words.to_string(), Rc::new(Sense { key, candidates, cities: Vec::new() }));
        }
    }

    /// Towns that share their name with a country or division, and are told from it by `City`.
    fn cities(&self, key: &str, candidates: &[Candidate]) -> Vec<PlaceId> {
        let has = |test: fn(Kind) -> bool| candidates.iter().any(|c| test(c.row.kind) && !c.shortened);
        if !(has(|k| k <= Kind::Division) && has(|k| k > Kind::District && k <= Kind::Town)) {
            return Vec::new();
        }
        let found = self.knowledge.gazetteer.lookup(&format!("{key} city"));
        found.into_iter().map(|m| m.place).filter(|p| candidates.iter().any(|c| c.place == *p)).collect()
    }

    /// What `words` may stand for by a part of them: `Long Beach Airport` by `Long Beach`.
    fn by_part(&mut self, words: &str, part: &str) -> Rc<Sense> {
        let part = self.of(part);
        let shortened = part.candidates.iter().map(|c| Candidate { shortened: true, ..*c });
        let key = knowledge::gazetteer::key(words);
        let sense = Rc::new(Sense { key, candidates: shortened.collect(), cities: Vec::new() });
        self.known.insert(words.to_string(), Rc::clone(&sense));
        sense
    }
}

/// Longest run of words that is looked up where the reader has no name.
const LONGEST: u32 = 5;

struct Search<'d, 's, 'k> {
    document: &'d Document,
    senses: &'s mut Senses<'k>,
    found: Vec<Proposal<'d>>,
}

/// All proposals of a document, in no particular order; some overlap.
pub(super) fn all<'d>(document: &'d Document, senses: &mut Senses<'_>) -> Vec<Proposal<'d>> {
    let mut search = Search { document, senses, found: Vec::new() };
    for name in &document.names.all {
        if !aside(document, name.tokens.start) {
            search.of_name(name);
        }
    }
    search.between_names();
    search.found
}

/// Whether the token stands in words of the site or in the agency's closing lines.
fn aside(document: &Document, token: u32) -> bool {
    let block = document.sentences.of(TokenId(token)).and_then(|s| document.sentences.block.get(s));
    let kind = block.and_then(|b| document.article.blocks.get(b.0 as usize)).map(|b| b.kind);
    matches!(kind, Some(BlockKind::Furniture | BlockKind::Credit))
}

impl<'d> Search<'d, '_, '_> {
    fn token(&self, at: u32) -> Token<'d> {
        self.document.syntax().token(TokenId(at))
    }

    fn sense(&mut self, tokens: TokenRange) -> Rc<Sense> {
        let words = self.document.syntax().words_of(tokens);
        self.senses.of(words)
    }

    fn known(&mut self, tokens: TokenRange) -> bool {
        !tokens.is_empty() && !self.sense(tokens).candidates.is_empty()
    }

    fn add(&mut self, tokens: TokenRange, how: How, name: Option<&'d Name>) {
        let (mut tokens, mut modifier) = (tokens, None);
        let rest = TokenRange { start: tokens.start + 1, end: tokens.end };
        let first = self.token(tokens.start).text();
        let small = first.starts_with(char::is_lowercase);
        if tokens.len() > 1
            && words::narrows(first)
            && (small && !self.is_area(tokens) || !self.known(tokens))
            && self.known(rest)
        {
            (tokens, modifier) = (rest, Some(TokenId(tokens.start)));
        } else if how == How::Named && !self.known(tokens) {
            self.by_front(tokens);
            self.senses.misspelt(self.document.syntax().words_of(tokens));
        }
        let before = self.token(tokens.start).previous().filter(|w| words::narrows(w.text()));
        let modifier = modifier.or(before.map(|w| w.id));
        let sense = self.sense(tokens);
        let contained = self.contained(tokens);
        self.found.push(Proposal { tokens, how, modifier, contained, name, sense });
    }

    /// With words around it that the reader has left out of a longer known name: `Port` of `Port Said`.
    fn extended(&mut self, tokens: TokenRange) -> TokenRange {
        let free = |at: u32| self.document.names.of(TokenId(at)).is_none();
        let end = self.document.tokens.len() as u32;
        let last = (tokens.end..end.min(tokens.end + 3))
            .take_while(|&t| free(t))
            .last()
            .map_or(tokens.end, |t| t + 1);
        let first = (tokens.start.saturating_sub(2)..tokens.start).rev().take_while(|&t| free(t)).last();
        let capital = |at: u32| {
            let text = self.token(at).text();
            text.starts_with(char::is_uppercase) && !text.eq_ignore_ascii_case("the")
        };
        let longer = (first.unwrap_or(tokens.start)..=tokens.start)
            .flat_map(|start| (tokens.end..=last).rev().map(move |end| TokenRange { start, end }))
            .filter(|t| t.len() > tokens.len() && capital(t.start) && capital(t.end - 1));
        let longer: Vec<TokenRange> = longer.collect();
        let own = |s: &Sense| s.candidates.iter().any(|c| c.role == Role::Main && !c.shortened);
        longer.into_iter().find(|&t| own(&self.sense(t))).unwrap_or(tokens)
    }

    fn contained(&mut self, tokens: TokenRange) -> bool {
        let comma = self.token(tokens.end - 1).next().filter(|c| matches!(c.text(), "," | "("));
        let Some(next) = comma.and_then(|c| c.next()) else { return false };
        let name = self.document.names.of(next.id).map(|n| n.tokens).filter(|t| t.start == next.id.0);
        let tokens = name.unwrap_or(TokenRange { start: next.id.0, end: next.id.0 + 1 });
        let state = |c: &Candidate| {
            matches!(c.row.kind, Kind::Division | Kind::Country)
                && matches!(c.role, Role::Abbreviation | Role::Main)
        };
        next.text().starts_with(char::is_uppercase) && self.sense(tokens).candidates.iter().any(state)
    }

    /// Whether an area bears the whole name: `north Sinai`, other than `east London`.
    fn is_area(&mut self, tokens: TokenRange) -> bool {
        let area = |k: Kind| k <= Kind::District || k >= Kind::Region;
        self.sense(tokens).candidates.iter().any(|c| c.role == Role::Main && area(c.row.kind))
    }

    /// A spot that is named after where it lies, and unknown itself: `Long Beach Airport`.
    fn by_front(&mut self, tokens: TokenRange) {
        let syntax = self.document.syntax();
        let last = self.token(tokens.end - 1).text();
        let tail = words::tail(last);
        let spot = tail.is_some() || words::sort(last).is_some_and(|s| s != words::Sort::Water);
        let spot = spot && tail != Some(words::STREET);
        if let Some(front) = self.longest(tokens.start, tokens.end - 1).filter(|_| spot) {
            self.senses.by_part(syntax.words_of(tokens), syntax.words_of(front));
        }
    }

    fn of_name(&mut self, name: &'d Name) {
        let tokens = self.trimmed(name.tokens);
        if tokens.is_empty() {
            return;
        }
        if name.class == NameClass::Place {
            let tokens = self.extended(tokens);
            self.add(tokens, How::Named, Some(name));
            return;
        }
        if self.known(tokens) || self.told(tokens) {
            self.add(tokens, How::Whole, Some(name));
        }
        let last = self.token(tokens.end - 1).text();
        let local = words::tail(last).is_some();
        if local && matches!(name.class, NameClass::Organisation | NameClass::Other) {
            self.front(tokens, name);
        }
        if name.class == NameClass::Organisation {
            self.behind_prepositions(tokens, name);
        }
        self.behind_hyphens(tokens, name);
    }

    /// Whether a word for a kind of place stands beside it: `Taratia village`, `the province of Ain Defla`.
    fn told(&self, tokens: TokenRange) -> bool {
        let place = |w: Option<Token<'_>>| {
            let sort =
                w.filter(|w| w.text().starts_with(char::is_lowercase)).and_then(|w| words::sort(w.text()));
            sort.is_some_and(|s| s <= words::Sort::Land)
        };
        let of = self.token(tokens.start).previous().filter(|w| w.text() == "of");
        place(self.token(tokens.end - 1).next()) || place(of.and_then(|w| w.previous()))
    }

    /// Without a leading article and a trailing `'s` or mark.
    fn trimmed(&self, tokens: TokenRange) -> TokenRange {
        let mut cut = tokens;
        if cut.len() > 1 && matches!(self.token(cut.start).text(), "the" | "The" | "THE") {
            cut.start += 1;
        }
        let mark = |w: &str| matches!(w, "'s" | "’s" | "'" | "’") || !w.contains(char::is_alphanumeric);
        while cut.len() > 1 && mark(self.token(cut.end - 1).text()) {
            cut.end -= 1;
        }
        while cut.len() > 1 && !self.token(cut.start).text().contains(char::is_alphanumeric) {
            cut.start += 1;
        }
        let letters = self.document.syntax().words_of(cut).contains(char::is_alphabetic);
        if letters { cut } else { TokenRange { start: cut.start, end: cut.start } }
    }

    /// The longest known beginning of a longer name.
    fn front(&mut self, tokens: TokenRange, name: &'d Name) {
        let Some(mut found) = self.longest(tokens.start, tokens.end - 1) else { return };
        // `Dublin City Council` is the council of Dublin; `Kansas City Council` that of Kansas City.
        let shorter = TokenRange { start: found.start, end: found.end - 1 };
        let generic = words::sort(self.token(found.end - 1).text()).is_some_and(|s| s != words::Sort::County);
        let own = self.sense(found).candidates.iter().any(|c| c.role == Role::Main && !c.shortened);
        if generic && !own && self.known(shorter) {
            found = shorter;
        }
        self.add(found, How::Front, Some(name));
    }

    /// The longest known run of words from `start`, ending at or before `end`.
    fn longest(&mut self, start: u32, end: u32) -> Option<TokenRange> {
        let ends = (start + 1..=end.min(start + LONGEST)).rev();
        ends.map(|end| TokenRange { start, end }).find(|&t| {
            let last = self.token(t.end - 1).text();
            last.starts_with(char::is_uppercase) && self.known(t)
        })
    }

    /// `University of Kentucky`.
    fn behind_prepositions(&mut self, tokens: TokenRange, name: &'d Name) {
        for at in tokens.start + 1..tokens.end.saturating_sub(1) {
            if matches!(self.token(at).text(), "of" | "in" | "at" | "for") {
                let start = at + 1 + u32::from(self.token(at + 1).text() == "the");
                if let Some(found) = self.longest(start, tokens.end) {
                    self.add(found, How::Inside, Some(name));
                }
            }
        }
    }

    /// `D-Raleigh`, `Fargo-Moorhead`.
    fn behind_hyphens(&mut self, tokens: TokenRange, name: &'d Name) {
        for at in tokens.start + 1..tokens.end.saturating_sub(1) {
            if !matches!(self.token(at).text(), "-" | "–" | "/") {
                continue;
            }
            let (front, back) =
                (TokenRange { start: tokens.start, end: at }, TokenRange { start: at + 1, end: tokens.end });
            let party =
                matches!(self.token(tokens.start).text(), "D" | "R" | "I" | "DFL") && front.len() == 1;
            if party && self.known(back) || self.known(front) && self.known(back) {
                self.add(back, How::Inside, Some(name));
                if !party {
                    self.add(front, How::Front, Some(name));
                }
            }
        }
    }

    /// Capitalised words that are no name to the reader.
    fn between_names(&mut self) {
        let end = self.document.tokens.len() as u32;
        let mut names = self.document.names.all.iter().peekable();
        let mut at = 0;
        while at < end {
            if let Some(name) = names.next_if(|n| n.tokens.start <= at) {
                at = at.max(name.tokens.end);
                continue;
            }
            let limit = names.peek().map_or(end, |n| n.tokens.start);
            at = self.bare(at, limit).max(at + 1);
        }
    }

    /// Proposes the words from `at` on, if they are known; where to go on.
    fn bare(&mut self, at: u32, limit: u32) -> u32 {
        let named = |w: Token<'_>| {
            w.text().starts_with(char::is_uppercase)
                && matches!(w.upos(), Upos::Propn | Upos::Noun | Upos::Adj)
        };
        let first = self.token(at);
        if !named(first)
            || first.text().len() < 2
            || first.upos() != Upos::Propn && first.relation() == Relation::Root
        {
            return at + 1;
        }
        let mut end = at + 1;
        while end < limit && end < at + LONGEST && named(self.token(end)) {
            end += 1;
        }
        match self.longest(at, end) {
            Some(found) if !aside(self.document, at) => {
                self.add(found, How::Bare, None);
                found.end
            }
            _ => at + 1,
        }
    }
}
