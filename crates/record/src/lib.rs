//! Documents to records: who said what, who did what to whom, when and where.

mod actor;
pub mod day;
pub mod event;
mod first_person;
mod home;
pub mod place;
mod statement;

pub use actor::{Who, code_on};
pub use statement::of as statements;

use document::{Document, Record};
use knowledge::Knowledge;

/// Draws the record from a document, its events by the rules given. Total: any document gives a record.
pub fn record(document: Document, knowledge: &Knowledge, rules: &event::Rules) -> Record {
    let places = place::find(&document, knowledge);
    let who = Who::new(&document, &knowledge.actors, &places);
    let statements = statement::of(&document, &who, &knowledge.actors);
    let text = &document.article.text;
    let party =
        |phrase, head| first_person::resolve(who.party(phrase, head), text, &statements, &knowledge.actors);
    let events = event::of(&document, (&statements, &places), &party, knowledge, rules);
    let actors = who.into_entities();
    Record { statements, events, places, actors, document }
}
