//! Who may stand as source or target of an event, and which of them does: a learnt choice among the words of its
//! sentence, those spoken of shortly before, somebody unsaid, and nobody.

mod choose;
mod features;

pub use choose::Chooser;
pub use features::{Look, features, roles};

use super::party::{Coder, parties};
use document::{Document, EntityId, Party, Relation, Token, TokenId, TokenRange, Upos};
use std::collections::HashMap;

/// Source or target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The parties of each word of a document, worked out when first asked for.
pub struct Named<'n> {
    document: &'n Document,
    coder: &'n dyn Coder,
    parties: HashMap<TokenId, Vec<Party>>,
}

impl<'n> Named<'n> {
    /// Of a document.
    pub fn new(document: &'n Document, coder: &'n dyn Coder) -> Named<'n> {
        Named { document, coder, parties: HashMap::new() }
    }

    /// Those named by a word and the words joined to it.
    pub fn of(&mut self, word: TokenId) -> &[Party] {
        let (document, coder) = (self.document, self.coder);
        self.parties.entry(word).or_insert_with(|| parties(document, coder, document.syntax().token(word)))
    }

    /// The code of whom a word names first.
    fn code(&mut self, word: TokenId) -> Option<String> {
        self.of(word).iter().find_map(|p| p.actor.clone())
    }
}

/// All that may stand on a side of the event with this trigger, nobody first.
pub fn fillers(named: &mut Named<'_>, trigger: Token<'_>) -> Vec<Filler> {
    let mut all = vec![
        Filler { standing: Standing::Nobody, word: None },
        Filler { standing: Standing::Unsaid, word: None },
    ];
    let sentences = &named.document.sentences;
    let Some(sentence) = sentences.of(trigger.id) else { return all };
    let range = sentences.tokens.get(sentence).copied().unwrap_or_default();
    here(named, trigger, range, &mut all);
    before(named, trigger, sentence, &mut all);
    all
}

fn here(named: &mut Named<'_>, trigger: Token<'_>, range: TokenRange, all: &mut Vec<Filler>) {
    let document = named.document;
    let words = document.syntax().iter(range).filter(|t| t.id != trigger.id && may_name(*t));
    for word in words.take(MOST_HERE) {
        if !named.of(word.id).is_empty() {
            all.push(Filler { standing: Standing::Here, word: Some(word.id) });
        }
    }
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
    let entity = |word: TokenId| {
        let mention = document.mention_at(word).and_then(|m| document.mention(m));
        mention.filter(|m| m.head == word).map(|m| m.entity)
    };
    let mut seen: Vec<EntityId> = all.iter().filter_map(|f| f.word.and_then(entity)).collect();
    let mut found = 0;
    for back in 1..=BACK.min(sentence) {
        let range = document.sentences.tokens.get(sentence - back).copied().unwrap_or_default();
        for word in document.syntax().iter(range).filter(|t| may_name(*t)) {
            let Some(entity) = entity(word.id).filter(|e| !seen.contains(e)) else { continue };
            if found < MOST_BEFORE && named.code(word.id).is_some() && word.id < trigger.id {
                seen.push(entity);
                all.push(Filler { standing: Standing::Before(back as u32), word: Some(word.id) });
                found += 1;
            }
        }
    }
}
