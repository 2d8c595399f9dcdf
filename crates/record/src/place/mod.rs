//! Where: the places that a text names, each resolved to one row of the gazetteer or to none.
//!
//! [`span`] finds the words, [`candidate`] what they may stand for, [`choose`] which of these the article means.

mod candidate;
mod choose;
mod geometry;
mod propose;
mod recognise;
mod span;
mod weights;
mod words;

use document::{Document, Place, Span};
use knowledge::Knowledge;

use candidate::Candidate;
use choose::Choice;
pub use choose::{FEATURES, Features, INSIDE};
pub use recognise::{SIGNS, Signs};
use span::Toponym;

/// The places that a document names, in order of the text. Total: what is not found in the gazetteer keeps its
/// words and has no point.
pub fn find(document: &Document, knowledge: &Knowledge) -> Vec<Place> {
    let toponyms = span::find(document, knowledge, &weights::RECOGNISE);
    let choices = choose::choose(document, knowledge, &toponyms);
    toponyms.iter().zip(choices).map(|(toponym, choice)| place(toponym, choice, knowledge)).collect()
}

/// What may name a place in a document, and what speaks for it, as the training of its weights needs it.
pub fn proposals(document: &Document, knowledge: &Knowledge) -> Vec<(Span, Signs)> {
    let mut senses = propose::Senses::new(knowledge);
    let all = span::proposed(document, knowledge, &mut senses, &[0.0; SIGNS]);
    all.into_iter().filter_map(|t| Some((t.span, t.signs?.0))).collect()
}

/// The names of a document with what each may stand for, as the training of the weights needs it.
pub struct Questions<'d> {
    document: &'d Document,
    knowledge: &'d Knowledge,
    toponyms: Vec<Toponym>,
}

impl<'d> Questions<'d> {
    /// What [`find`] has to decide in a document.
    pub fn new(document: &'d Document, knowledge: &'d Knowledge, weights: &Signs) -> Questions<'d> {
        Questions { document, knowledge, toponyms: span::find(document, knowledge, weights) }
    }

    /// The words of each name, and the points of its candidates.
    pub fn names(&self) -> impl Iterator<Item = (Span, Vec<(f64, f64)>)> {
        self.toponyms.iter().map(|t| (t.span, t.sense.candidates.iter().map(|c| c.row.point).collect()))
    }

    /// The features of each name's candidates, in the first pass.
    pub fn first(&self) -> Vec<Vec<Features>> {
        choose::features(self.document, self.knowledge, &self.toponyms, &[])
    }

    /// The same in the second pass, where the first had these weights.
    pub fn second(&self, weights: &Features) -> Vec<Vec<Features>> {
        let before = choose::first_pass(&self.toponyms, &self.first(), weights);
        choose::features(self.document, self.knowledge, &self.toponyms, &before)
    }

    /// The points that are chosen with these weights.
    pub fn answers(&self, first: &Features, second: &Features) -> Vec<Option<(f64, f64)>> {
        let chosen = choose::first_pass(&self.toponyms, &self.second(first), second);
        chosen.into_iter().map(|c| c.map(|c| c.candidate.row.point)).collect()
    }
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
        1 => why.push("likelier in this article than another of this name".into()),
        n => why.push(format!("likelier in this article than {n} others of this name")),
    }
    if toponym.container.is_some() {
        why.push("by the place named right behind or before it".into());
    }
    why
}
