//! Documents to records: who said what, who did what to whom, when and where.

mod actor;
pub mod day;
mod statement;

pub use actor::Who;

use document::{Document, Record};
use knowledge::Knowledge;

/// Draws the record from a document. Total: any document gives a record.
pub fn record(document: Document, knowledge: &Knowledge) -> Record {
    let who = Who::new(&document, &knowledge.actors);
    let statements = statement::of(&document, &who);
    let actors = who.into_entities();
    Record { statements, actors, document, ..Record::default() }
}
