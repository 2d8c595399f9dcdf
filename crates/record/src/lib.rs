//! Documents to records: who said what, who did what to whom, when and where.

mod actor;
pub mod day;
pub mod event;
mod statement;

pub use actor::Who;
pub use statement::of as statements;

use document::{Document, Record};
use knowledge::Knowledge;

/// Draws the record from a document. Total: any document gives a record.
pub fn record(document: Document, knowledge: &Knowledge) -> Record {
    let who = Who::new(&document, &knowledge.actors, &[]);
    let statements = statement::of(&document, &who);
    let places = Vec::new();
    let party = |phrase, head| who.party(phrase, head);
    let events = event::ours(&document, &statements, &places, &party, knowledge);
    let actors = who.into_entities();
    Record { statements, events, places, actors, document }
}
