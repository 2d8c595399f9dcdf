//! Where: the places that a text names, each resolved to one row of the gazetteer or to none.
//!
//! [`propose`] finds words that may name a place, [`recognise`] which of them do, [`candidate`] what they may stand
//! for, [`choose`] which of these the article means, by what [`around`] it is said.

mod around;
mod candidate;
mod choose;
mod cues;
mod features;
mod geometry;
mod propose;
mod question;
mod recognise;
mod span;
mod weights;
mod words;

use document::{Document, Place, Span};
use knowledge::Knowledge;
use knowledge::gazetteer::Kind;

use around::Background;
use candidate::Candidate;
use choose::Answer;
pub use features::{FEATURES, Features, INSIDE, WIDE};
pub use recognise::{SIGNS, Signs};
use span::Toponym;

/// The places that a document names, in order of the text. Total: what is not found in the gazetteer keeps its
/// words and has no point.
pub fn find(document: &Document, knowledge: &Knowledge) -> Vec<Place> {
    let toponyms = span::find(document, knowledge, &weights::RECOGNISE);
    let questions = question::gather(&toponyms);
    let chances = choose::choose(&Background::new(document, knowledge), &questions);
    let answer = |(question, chances)| choose::answer(question, chances);
    let answers: Vec<Option<Answer>> = questions.all.iter().zip(&chances).map(answer).collect();
    let of = toponyms.iter().zip(&questions.of);
    of.map(|(toponym, &q)| place(toponym, answers.get(q).copied().flatten(), knowledge)).collect()
}

/// What may name a place in a document, and what speaks for it, as the training of its weights needs it.
pub fn proposals(document: &Document, knowledge: &Knowledge) -> Vec<(Span, Signs)> {
    let mut senses = propose::Senses::new(knowledge);
    let all = span::proposed(document, knowledge, &mut senses, &[0.0; SIGNS]);
    all.into_iter().filter_map(|t| Some((t.span, t.signs?.0))).collect()
}

/// What an answer says: the point, the place in words, how likely it is.
pub type Told = ((f64, f64), String, f32);

/// The names of a document with what each may stand for, as the training of the weights needs it.
pub struct Questions<'d> {
    document: &'d Document,
    knowledge: &'d Knowledge,
    background: Background<'d>,
    toponyms: Vec<Toponym>,
    questions: question::Questions,
}

impl<'d> Questions<'d> {
    /// What [`find`] has to decide in a document.
    pub fn new(document: &'d Document, knowledge: &'d Knowledge, weights: &Signs) -> Questions<'d> {
        let toponyms = span::find(document, knowledge, weights);
        let questions = question::gather(&toponyms);
        let background = Background::new(document, knowledge);
        Questions { document, knowledge, background, toponyms, questions }
    }

    /// The words of each name, its question, and the points of its candidates.
    pub fn names(&self) -> impl Iterator<Item = (Span, usize, Vec<(f64, f64)>)> {
        let points = |t: &Toponym| t.sense.candidates.iter().map(|c| c.row.point).collect();
        self.toponyms.iter().zip(&self.questions.of).map(move |(t, &q)| (t.span, q, points(t)))
    }

    /// The features of the candidates of each question, in the first pass.
    pub fn first(&self) -> Vec<Vec<Features>> {
        features::of_questions(&self.background, &self.questions, &[])
    }

    /// The same in the second pass, where the first had these weights.
    pub fn second(&self, weights: &Features) -> Vec<Vec<Features>> {
        let before = choose::pass(&self.first(), weights);
        features::of_questions(&self.background, &self.questions, &before)
    }

    /// The words of a span, and some before and behind.
    pub fn context(&self, span: Span) -> String {
        let text = &self.document.article.text;
        let start = text.floor_char_boundary((span.start as usize).saturating_sub(40));
        let end = text.ceil_char_boundary((span.end as usize + 30).min(text.len()));
        let (front, back) = (text.get(start..span.start as usize), text.get(span.end as usize..end));
        format!("{}[{}]{}", front.unwrap_or(""), span.of(text), back.unwrap_or("")).replace('\n', " ")
    }

    /// A candidate of a question in words.
    pub fn describe(&self, question: usize, candidate: usize) -> String {
        let candidates = self.questions.all.get(question).map(|q| &q.sense.candidates);
        let candidate = candidates.and_then(|c| c.get(candidate));
        candidate.map_or("nothing".into(), |c| described(c, self.knowledge))
    }

    /// For each question, the point that is chosen with these weights, what it is in words, and how sure that is.
    pub fn answers(&self, first: &Features, second: &Features) -> Vec<Option<Told>> {
        let chances = choose::pass(&self.second(first), second);
        let answers = self.questions.all.iter().zip(&chances).map(|(q, c)| choose::answer(q, c));
        let told = |a: Answer| (a.candidate.row.point, described(&a.candidate, self.knowledge), a.confidence);
        answers.map(|a| a.map(told)).collect()
    }
}

/// A candidate in words: `Paris, capital, Île-de-France, FRA`.
fn described(candidate: &Candidate, knowledge: &Knowledge) -> String {
    let gazetteer = &knowledge.gazetteer;
    let row = &candidate.row;
    let country = row.country.and_then(|c| gazetteer.country(c)).map_or("", |c| c.code);
    let division = row.division.and_then(|d| gazetteer.division(d)).filter(|d| *d != candidate.place);
    let parts = [
        gazetteer.name(candidate.place),
        row.kind.as_str().into(),
        division.map(|d| gazetteer.name(d)).unwrap_or_default(),
        country.into(),
    ];
    parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn place(toponym: &Toponym, answer: Option<Answer>, knowledge: &Knowledge) -> Place {
    let gazetteer = &knowledge.gazetteer;
    let Some(Answer { candidate, confidence, runner_up }) = answer else {
        let none = if toponym.sense.candidates.is_empty() { "no place" } else { "no fitting place" };
        return Place {
            span: toponym.span,
            name: None,
            geonames: None,
            country: None,
            point: None,
            confidence: 0.0,
            modifier: toponym.modifier,
            runner_up: None,
            why: vec![format!("{none} of this name in the gazetteer")],
        };
    };
    let Candidate { place: id, row, .. } = candidate;
    let country = row.country.and_then(|c| gazetteer.country(c)).map(|c| c.code.to_string());
    Place {
        span: toponym.span,
        name: Some(gazetteer.name(id)),
        geonames: row.geonames,
        country,
        point: Some(row.point),
        confidence: confidence.min(0.99),
        modifier: toponym.modifier,
        runner_up: runner_up.map(|(other, chance)| (described(&other, knowledge), chance)),
        why: why(&candidate, toponym, knowledge),
    }
}

fn why(candidate: &Candidate, toponym: &Toponym, knowledge: &Knowledge) -> Vec<String> {
    let mut why = vec![described(candidate, knowledge)];
    match toponym.sense.candidates.len() {
        0 | 1 => why.push("the only place of this name".into()),
        2 => why.push("likelier in this article than another of this name".into()),
        n => why.push(format!("likelier in this article than {} others of this name", n - 1)),
    }
    if toponym.container.is_some() {
        why.push("by the place named right behind or before it".into());
    }
    if candidate.shortened {
        why.push("by a part of the name".into());
    }
    if candidate.misspelt {
        why.push("by a spelling one letter off".into());
    }
    if toponym.acts && matches!(candidate.row.kind, Kind::Country | Kind::Capital) {
        why.push("acts here: its government is meant".into());
    }
    why.extend(knowledge.gazetteer.origin(candidate.place));
    why
}
