//! Where: the places that a text names, each resolved to one row of the gazetteer or to none.
//!
//! [`propose`] finds words that may name a place, [`recognise`] which of them do, [`candidate`] what they may stand
//! for, [`choose`] which of these the article means, by what [`around`] it is said.

mod around;
mod candidate;
mod choose;
mod cues;
mod geometry;
mod propose;
mod question;
mod recognise;
mod span;
mod weights;
mod words;

use document::{Document, Place, Span};
use knowledge::Knowledge;

use candidate::Candidate;
use choose::Chances;
pub use choose::{FEATURES, Features, INSIDE};
pub use recognise::{SIGNS, Signs};
use span::Toponym;

/// The places that a document names, in order of the text. Total: what is not found in the gazetteer keeps its
/// words and has no point.
pub fn find(document: &Document, knowledge: &Knowledge) -> Vec<Place> {
    let toponyms = span::find(document, knowledge, &weights::RECOGNISE);
    let questions = question::gather(&toponyms);
    let chances = choose::choose(document, knowledge, &questions);
    let of = toponyms.iter().zip(&questions.of);
    of.map(|(toponym, &q)| place(toponym, chances.get(q), knowledge)).collect()
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
    questions: question::Questions,
}

impl<'d> Questions<'d> {
    /// What [`find`] has to decide in a document.
    pub fn new(document: &'d Document, knowledge: &'d Knowledge, weights: &Signs) -> Questions<'d> {
        let toponyms = span::find(document, knowledge, weights);
        let questions = question::gather(&toponyms);
        Questions { document, knowledge, toponyms, questions }
    }

    /// The words of each name, its question, and the points of its candidates.
    pub fn names(&self) -> impl Iterator<Item = (Span, usize, Vec<(f64, f64)>)> {
        let points = |t: &Toponym| t.sense.candidates.iter().map(|c| c.row.point).collect();
        self.toponyms.iter().zip(&self.questions.of).map(move |(t, &q)| (t.span, q, points(t)))
    }

    /// The features of the candidates of each question, in the first pass.
    pub fn first(&self) -> Vec<Vec<Features>> {
        choose::features(self.document, self.knowledge, &self.questions, &[])
    }

    /// The same in the second pass, where the first had these weights.
    pub fn second(&self, weights: &Features) -> Vec<Vec<Features>> {
        let before = choose::pass(&self.first(), weights);
        choose::features(self.document, self.knowledge, &self.questions, &before)
    }

    /// The words of a span, and some before and behind.
    pub fn context(&self, span: Span) -> String {
        let text = &self.document.article.text;
        let start = text.floor_char_boundary((span.start as usize).saturating_sub(40));
        let end = text.ceil_char_boundary((span.end as usize + 30).min(text.len()));
        let (front, back) = (text.get(start..span.start as usize), text.get(span.end as usize..end));
        format!("{}[{}]{}", front.unwrap_or(""), span.of(text), back.unwrap_or("")).replace('\n', " ")
    }

    /// A candidate of a question in words: `Paris, first-level division of FRA`.
    pub fn describe(&self, question: usize, candidate: usize) -> String {
        let gazetteer = &self.knowledge.gazetteer;
        let candidates = self.questions.all.get(question).map(|q| &q.sense.candidates);
        let Some(c) = candidates.and_then(|c| c.get(candidate)) else { return "nothing".into() };
        let country = c.row.country.and_then(|c| gazetteer.country(c)).map_or("", |c| c.code);
        let division = c.row.division.and_then(|d| gazetteer.division(d)).map(|d| gazetteer.name(d));
        format!(
            "{}, {}, {}, {country}",
            gazetteer.name(c.place),
            c.row.kind.as_str(),
            division.unwrap_or_default()
        )
    }

    /// For each question, the candidate that is chosen with these weights, and its chance.
    pub fn answers(&self, first: &Features, second: &Features) -> Vec<Option<(usize, f32)>> {
        let chances = choose::pass(&self.second(first), second);
        chances.iter().map(|c| c.best().map(|b| (b, c.of(b)))).collect()
    }
}

fn place(toponym: &Toponym, chances: Option<&Chances>, knowledge: &Knowledge) -> Place {
    let gazetteer = &knowledge.gazetteer;
    let candidates = &toponym.sense.candidates;
    let best = chances.and_then(|c| c.best().map(|b| (b, c.of(b))));
    let Some((candidate, chance)) = best.and_then(|(b, chance)| Some((candidates.get(b)?, chance))) else {
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
    let Candidate { place: id, row, .. } = *candidate;
    let country = row.country.and_then(|c| gazetteer.country(c)).map(|c| c.code.to_string());
    Place {
        span: toponym.span,
        name: Some(gazetteer.name(id)),
        geonames: row.geonames,
        why: why(candidate, country.as_deref(), candidates.len() - 1, toponym),
        country,
        point: Some(row.point),
        confidence: chance.min(0.99),
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
