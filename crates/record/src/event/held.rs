//! Whose states the classifier looks at: what the reading network holds of the trigger and of the words around it.

use super::clause::{object, surface_subject};
use document::{Relation, Token, TokenId};

/// By whose habits events are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Habit {
    /// Whole articles, each event of which is annotated.
    #[default]
    Article,
    /// Single sentences, chosen because each tells of an event.
    Sentence,
}

impl Habit {
    /// How many there are.
    pub const COUNT: usize = 2;

    /// Features once for all habits and once for this one, so that what they share is learnt from both corpora and
    /// what parts them from each (Daumé III 2007).
    pub fn twice(self, mut features: Vec<u32>) -> Vec<u32> {
        let own = match self {
            Habit::Article => 0x5bd1_e995,
            Habit::Sentence => 0x1b87_3593,
        };
        features.extend_from_within(..);
        let half = features.len() / 2;
        features.iter_mut().skip(half).for_each(|f| *f ^= own);
        features
    }
}

/// How many words' states are looked at.
pub const ROLES: usize = 8;

/// The trigger, the words beside it, the ones above it, those who act and suffer, and where a preposition leads.
pub fn roles(trigger: Token<'_>) -> [Option<TokenId>; ROLES] {
    let id = |t: Option<Token<'_>>| t.map(|t| t.id);
    let head = trigger.head();
    let oblique = trigger.children().find(|c| matches!(c.relation().main(), "obl" | "nmod"));
    let before = trigger.children().find(|c| matches!(c.relation(), Relation::Compound | Relation::Amod));
    [
        Some(trigger.id),
        id(trigger.previous()),
        id(trigger.next()),
        id(head),
        id(head.and_then(Token::head)),
        id(surface_subject(trigger, 3)).or(id(before)),
        id(object(trigger)),
        id(oblique),
    ]
}
