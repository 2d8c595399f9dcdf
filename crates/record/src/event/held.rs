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
}

/// The trigger, the words beside it, the ones above it, those who act and suffer, and where a preposition leads.
pub fn roles(trigger: Token<'_>) -> [Option<TokenId>; 8] {
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
