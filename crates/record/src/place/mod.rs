//! Where: the places that a text names, each resolved to one row of the gazetteer or to none.
//!
//! [`span`] finds the words, [`candidate`] what they may stand for, [`choose`] which of these the article means.

mod candidate;
mod choose;
mod geometry;
mod span;
mod weights;

use document::{Document, Place};
use knowledge::Knowledge;

pub use choose::{FEATURES, Features};
use candidate::Candidate;
use choose::Choice;
use span::Toponym;

/// The places that a document names, in order of the text. Total: what is not found in the gazetteer keeps its
/// words and has no point.
pub fn find(document: &Document, knowledge: &Knowledge) -> Vec<Place> {
    let toponyms = span::find(document, knowledge);
    let choices = choose::choose(document, knowledge, &toponyms);
    toponyms.iter().zip(choices).map(|(toponym, choice)| place(toponym, choice, knowledge)).collect()
}

/// One name of a document with what it may stand for, as the training of the weights needs it.
pub struct Question {
    /// The words.
    pub span: document::Span,
    /// Point and features of each candidate; empty where the gazetteer has none.
    pub candidates: Vec<((f64, f64), Features)>,
}

/// What [`find`] had to decide in a document, with the features that it decided by.
pub fn questions(document: &Document, knowledge: &Knowledge) -> Vec<Question> {
    let toponyms = span::find(document, knowledge);
    let mut asked = choose::features(document, knowledge, &toponyms);
    let of = |t: &Toponym| asked.remove(0).into_iter().map(|(c, f)| (c.row.point, f)).collect::<Vec<_>>();
    toponyms.iter().map(of).zip(&toponyms).map(|(candidates, t)| Question { span: t.span, candidates }).collect()
}

fn place(toponym: &Toponym, choice: Option<Choice>, knowledge: &Knowledge) -> Place {
    let gazetteer = &knowledge.gazetteer;
    let Some(Choice { candidate, confidence, rivals }) = choice else {
        return Place {
            span: toponym.span,
            name: None,
            geonames: None,
            country: None,
            point: None,
            confidence: 0.0,
            modifier: toponym.modifier,
            why: vec!["no place of this name in the gazetteer".into()],
        };
    };
    let Candidate { place: id, row, .. } = candidate;
    let country = row.country.and_then(|c| gazetteer.country(c)).map(|c| c.code.to_string());
    Place {
        span: toponym.span,
        name: Some(gazetteer.name(id)),
        geonames: row.geonames,
        why: why(&candidate, country.as_deref(), rivals, toponym),
        country,
        point: Some(row.point),
        confidence,
        modifier: toponym.modifier,
    }
}

fn why(candidate: &Candidate, country: Option<&str>, rivals: usize, toponym: &Toponym) -> Vec<String> {
    let mut why = vec![match country {
        Some(code) => format!("{}, {code}", candidate.row.kind.as_str()),
        None => candidate.row.kind.as_str().to_string(),
    }];
    match rivals {
        0 => why.push("the only place of this name".into()),
        n => why.push(format!("likelier in this article than {n} others of this name")),
    }
    if toponym.container.is_some() {
        why.push("by the place named after the comma".into());
    }
    why
}

#[cfg(test)]
mod tests;
