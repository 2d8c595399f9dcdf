//! Who did what to whom: events of the 16 PLOVER types, each with the words and the rule that support it.
//!
//! Candidates are verbs and nouns whose tree a rule fits ([`pattern`]); the rule says where source and target
//! stand ([`clause`], [`party`]).

mod candidate;
mod clause;
mod error;
mod load;
mod ours;
mod party;
mod pattern;
mod rule;

pub use candidate::{Candidate, candidates};
pub use error::RuleError;
pub use load::read as read_rules;
pub use ours::FILES;
pub use party::Coder;
pub use pattern::{Fit, Rules};
pub use rule::{Class, Constraint, Example, Frame, Pattern, Rule, Slot, Test};
