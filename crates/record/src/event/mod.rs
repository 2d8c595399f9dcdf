//! Who did what to whom: events of the 16 PLOVER types, each with the words and the rule that support it.
//!
//! Candidates are verbs and nouns whose tree a rule fits ([`pattern`]); the rule says where source and target
//! stand ([`clause`], [`party`]).

mod age;
mod argument;
mod build;
mod candidate;
mod claim;
pub(crate) mod clause;
pub(crate) mod clauses;
mod decide;
mod error;
pub(crate) mod factual;
mod features;
pub mod filler;
mod held;
mod history;
mod load;
mod news;
mod ours;
mod party;
mod pattern;
mod place;
mod rule;
mod same;
mod trial;

pub use argument::{Arguments, arguments};
pub use build::{Knows, code, of};
pub use candidate::{Candidate, candidates};
pub use claim::of as claimed_by;
pub use decide::{Bar, Judge, NO_EVENT, Verdict};
pub use error::RuleError;
pub use features::{Scene, features};
pub use held::{Habit, roles};
pub use history::{History, Seen};
pub use load::read as read_rules;
pub use ours::{FILES, RuleFile};
pub use party::Coder;
pub(crate) use party::parties;
pub use pattern::{Fit, Rules};
pub use rule::{Class, Constraint, Example, Frame, Pattern, Rule, Slot, Test};
pub use trial::{holds, trial};
