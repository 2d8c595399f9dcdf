//! Who may stand as source or target of an event, and which of them does: a learnt choice among the words of its
//! sentence, those spoken of shortly before, somebody unsaid, and nobody.

mod choose;
mod features;

pub use choose::Chooser;
pub use features::{Look, features, roles};

use super::party::{Coder, parties};
use document::{Document, EntityId, Mention, Party, Plover, Relation, Token, TokenId, TokenRange, Upos};
use std::collections::HashMap;

/// Source or target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Side {
    /// Who does it.
    Source,
    /// To whom.
    Target,
}

/// Where a filler stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is none.
    Nobody,
    /// It goes without saying: "two men were arrested".
    Unsaid,
    /// In the sentence of the event.
    Here,
    /// In a sentence before, so many back.
    Before(u32),
    /// Those of the same side of an event of this type before, by its number: "the talks", told of again.
    Again(u32),
    /// Those of both sides of such an event, who do it together when it is told of again: "the war".
    Both(u32),
}

/// One that may stand on a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Filler {
    /// Where.
    pub standing: Standing,
    /// The head of the words that name it.
    pub word: Option<TokenId>,
}

/// Sentences back in which somebody is looked for.
const BACK: usize = 3;
/// Fillers of a sentence, and of those before it.
const MOST_HERE: usize = 40;
const MOST_BEFORE: usize = 8;

/// An event that was told before.
#[derive(Clone, Debug)]
pub struct Past {
    /// Its type.
    pub plover: Plover,
    /// The lemma of its trigger.
    pub lemma: String,
    /// Its sentence.
    pub sentence: usize,
    /// Its source and target.
    pub sides: [Vec<Party>; 2],
}

/// The parties of each word of a document, worked out when first asked for, and of the events so far.
pub struct Named<'n> {
    document: &'n Document,
    coder: &'n dyn Coder,
    parties: HashMap<TokenId, Vec<Party>>,
    /// For each token what [`Document::mention_at`] says of it: it is asked for each word again and again.
    mentions: Vec<Option<&'n Mention>>,
    /// The events so far, in order of the text.
    pub past: Vec<Past>,
}

impl<'n> Named<'n> {
    /// Of a document.
    pub fn new(document: &'n Document, coder: &'n dyn Coder) -> Named<'n> {
        let mentions = document.tokens.all().ids().map(|t| document.mention_at(t)).collect();
        Named { document, coder, parties: HashMap::new(), mentions, past: Vec::new() }
    }

    /// The smallest mention around a word.
    fn mention(&self, word: TokenId) -> Option<&'n Mention> {
        self.mentions.get(word.index()).copied().flatten()
    }

    /// Those named by a word and the words joined to it.
    pub fn of(&mut self, word: TokenId) -> &[Party] {
        let (document, coder) = (self.document, self.coder);
        self.parties.entry(word).or_insert_with(|| parties(document, coder, document.syntax().token(word)))
    }

    /// Those for whom a filler stands, but for the unsaid.
    pub fn stands_for(&mut self, filler: &Filler, side: Side) -> Vec<Party> {
        match (filler.word, filler.standing) {
            (Some(word), _) => self.of(word).to_vec(),
            (None, Standing::Again(number)) => self.again(number, &[side as usize]),
            (None, Standing::Both(number)) => self.again(number, &[0, 1]),
            _ => Vec::new(),
        }
    }

    /// The parties of an event before. Their words stand elsewhere: they are not named here.
    fn again(&self, number: u32, sides: &[usize]) -> Vec<Party> {
        let Some(past) = self.past.get(number as usize) else { return Vec::new() };
        let parties = sides.iter().filter_map(|&side| past.sides.get(side)).flatten();
        parties.map(|p| Party { span: None, ..p.clone() }).collect()
    }

    /// The code of whom a word names first.
    fn code(&mut self, word: TokenId) -> Option<String> {
        self.of(word).iter().find_map(|p| p.actor.clone())
    }
}

/// All that may stand on a side of the event with this trigger, nobody first.
pub fn fillers(named: &mut Named<'_>, trigger: Token<'_>, plover: Plover) -> Vec<Filler> {
    let mut all = vec![
        Filler { standing: Standing::Nobody, word: None },
        Filler { standing: Standing::Unsaid, word: None },
    ];
    let sentences = &named.document.sentences;
    let Some(sentence) = sentences.of(trigger.id) else { return all };
    let range = sentences.tokens.get(sentence).copied().unwrap_or_default();
    here(named, trigger, range, &mut all);
    before(named, trigger, sentence, &mut all);
    again(named, plover, &mut all);
    all
}

/// Events of the same type before, the last first.
const MOST_AGAIN: usize = 2;

fn again(named: &Named<'_>, plover: Plover, all: &mut Vec<Filler>) {
    let past = named.past.iter().enumerate().rev().filter(|(_, p)| p.plover == plover);
    for (number, past) in past.take(MOST_AGAIN) {
        let held = past.sides.each_ref().map(|side| !side.is_empty());
        let filler = |standing| Filler { standing, word: None };
        if held[0] || held[1] {
            all.push(filler(Standing::Again(number as u32)));
        }
        if held[0] && held[1] {
            all.push(filler(Standing::Both(number as u32)));
        }
    }
}

fn here(named: &mut Named<'_>, trigger: Token<'_>, range: TokenRange, all: &mut Vec<Filler>) {
    let document = named.document;
    // Of small words before a noun only those right before the act: "a *police* operation".
    let before =
        |t: Token<'_>| t.relation() == Relation::Compound && t.head().is_some_and(|h| h.id == trigger.id);
    let words = document.syntax().iter(range).filter(|t| t.id != trigger.id && (may_name(*t) || before(*t)));
    // Who only reports of an event takes no part in it: "a bomb killed twenty, police said".
    let words = words.filter(|t| !reports(document, t.id, trigger.id));
    for word in words.take(MOST_HERE) {
        if !named.of(word.id).is_empty() {
            all.push(Filler { standing: Standing::Here, word: Some(word.id) });
        }
    }
}

/// Whether a word stands in the source of a statement that another word stands in.
fn reports(document: &Document, word: TokenId, said: TokenId) -> bool {
    let syntax = document.syntax();
    let (word, said) = (syntax.token(word).span(), syntax.token(said).span());
    let around = document.attributions.iter().filter(|a| a.holds(said));
    around.filter_map(|a| a.source).any(|source| source.contains(word))
}

/// The head of a phrase that may name somebody; of the words before a noun only names, as in *Israeli strike*.
fn may_name(token: Token<'_>) -> bool {
    let capital = token.text().chars().next().is_some_and(char::is_uppercase);
    match token.upos() {
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num => match token.relation() {
            Relation::Compound | Relation::NmodDesc | Relation::Nummod => capital,
            Relation::Flat | Relation::Expl | Relation::Fixed | Relation::Goeswith => false,
            _ => !matches!(token.xpos(), "WDT" | "WP" | "EX" | "CD") || token.relation() != Relation::Nummod,
        },
        Upos::Adj => capital && token.relation() == Relation::Amod,
        _ => false,
    }
}

/// Those of the sentences before whose entity the sentence of the event does not name, the last first.
fn before(named: &mut Named<'_>, trigger: Token<'_>, sentence: usize, all: &mut Vec<Filler>) {
    let document = named.document;
    let entity =
        |named: &Named<'_>, word: TokenId| named.mention(word).filter(|m| m.head == word).map(|m| m.entity);
    let mut seen: Vec<EntityId> = all.iter().filter_map(|f| entity(named, f.word?)).collect();
    let mut found = 0;
    for back in 1..=BACK.min(sentence) {
        let range = document.sentences.tokens.get(sentence - back).copied().unwrap_or_default();
        for word in document.syntax().iter(range).filter(|t| may_name(*t)) {
            let Some(entity) = entity(named, word.id).filter(|e| !seen.contains(e)) else { continue };
            if found < MOST_BEFORE && named.code(word.id).is_some() && word.id < trigger.id {
                seen.push(entity);
                all.push(Filler { standing: Standing::Before(back as u32), word: Some(word.id) });
                found += 1;
            }
        }
    }
}
