//! Documents to records: who said what, who did what to whom, when and where.

mod actor;
mod commitment;
pub mod day;
pub mod event;
mod first_person;
mod free_indirect;
mod home;
mod parties;
pub mod place;
mod statement;

pub use actor::{Who, code_on};
pub use parties::Parties;
pub use statement::of as statements;

use document::{Commitment, Document, Event, Place, Record, Statement};
use knowledge::Knowledge;

/// Draws the record from a document, its events by the rules given. Total: any document gives a record.
pub fn record(document: Document, knowledge: &Knowledge, rules: &event::Rules) -> Record {
    draw(document, knowledge, |document, statements, places, who| {
        let parties = Parties { who, statements, known: &knowledge.actors };
        let events = event::of(document, (statements, places), &parties, knowledge, rules);
        let commitments = commitment::of(document, statements, &events, &parties);
        (events, commitments)
    })
}

/// The record without events and commitments, for those who only ask who said what.
pub fn said(document: Document, knowledge: &Knowledge) -> Record {
    draw(document, knowledge, |_, _, _, _| (Vec::new(), Vec::new()))
}

fn draw(
    document: Document,
    knowledge: &Knowledge,
    done: impl Fn(&Document, &[Statement], &[Place], &Who<'_>) -> (Vec<Event>, Vec<Commitment>),
) -> Record {
    let places = place::find(&document, knowledge);
    let who = Who::new(&document, &knowledge.actors, &places);
    let statements = statement::of(&document, &who, &knowledge.actors);
    let (events, commitments) = done(&document, &statements, &places, &who);
    let actors = who.into_entities();
    Record { statements, events, commitments, places, actors, document }
}
