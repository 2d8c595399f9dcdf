//! Everything that flows through dateline: the article, its layers, the document they make, and the records
//! drawn from it.
//!
//! This room holds nouns only. It does no I/O, depends on `std` alone and knows nothing of files, models or
//! output formats. Text is stored once, in [`Article::text`], and never changed; every layer points into it
//! by [`Span`] (bytes) or at another layer by a typed id.

mod article;
mod attribution;
mod codes;
mod commitment;
mod day;
mod layers;
mod mention;
mod record;
mod relation;
mod span;
mod states;
mod timex;
mod token;
mod trace;
mod tree;
mod word;

pub use article::{Article, Block, BlockId, BlockKind, Dateline, Published};
pub use attribution::{Attribution, AttributionId, Form, Stance};
pub use codes::{Plover, Quad};
pub use commitment::{Commitment, CommitmentKind, Deadline, Outcome, Status};
pub use day::Day;
pub use layers::{Document, Syntax, Token};
pub use mention::{
    Entity, EntityId, Gender, Mention, MentionId, MentionKind, Name, NameClass, NameKind, Names, Number,
};
pub use record::{
    Actor, Claim, Event, EventDay, EventId, Evidence, Factuality, Party, Place, Record, Statement,
    StatementId, degrees, rounded,
};
pub use relation::Relation;
pub use span::{CharIndex, Span, Utf16Index};
pub use states::States;
pub use timex::{Timex, TimexId, TimexType};
pub use token::{Sentences, TokenId, TokenRange, Tokens};
pub use trace::{Run, Trace};
pub use tree::Trees;
pub use word::{TagSet, Texts, Upos, Words};
