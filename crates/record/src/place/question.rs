//! What has to be decided: each spelling of an article once, together with the container that is told for it.

use super::geometry::unit;
use super::propose::Sense;
use super::span::Toponym;
use knowledge::gazetteer::{Kind, PlaceRow};
use std::collections::HashMap;
use std::rc::Rc;

/// A spelling in one container, with all its mentions.
#[derive(Debug)]
pub(super) struct Question {
    pub sense: Rc<Sense>,
    /// The place that says where it lies.
    pub container: Option<Rc<Sense>>,
    /// What the words beside its mentions say of it: a set of [`super::words::Sort`].
    pub beside: u16,
    /// Whether a mention has `the` before it.
    pub article: bool,
    /// Whether the place of the dateline asks it.
    pub dateline: bool,
    /// Its candidates as points on the globe.
    pub spots: Vec<Spot>,
}

/// A candidate as far as others look at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// Point on the unit globe.
    pub unit: [f32; 3],
    pub division: Option<u16>,
    /// Small enough for distances to mean something.
    pub local: bool,
}

/// The questions of a document, in the order of their first mentions.
#[derive(Debug)]
pub(super) struct Questions {
    pub all: Vec<Question>,
    /// For each toponym its question.
    pub of: Vec<usize>,
}

/// Gathers the questions that the toponyms ask. A name without a container has that of its first mention that has
/// one: mentions of one name mean one place, unless a container tells them apart.
pub(super) fn gather(toponyms: &[Toponym]) -> Questions {
    let mut told: HashMap<&str, usize> = HashMap::new();
    for toponym in toponyms {
        if let Some(container) = toponym.container {
            told.entry(&toponym.sense.key).or_insert(container);
        }
    }
    let mut known: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    let mut questions = Questions { all: Vec::new(), of: Vec::with_capacity(toponyms.len()) };
    for toponym in toponyms {
        let key = toponym.sense.key.as_str();
        let container = toponym.container.or_else(|| told.get(key).copied()).and_then(|c| toponyms.get(c));
        let at = *known.entry((key, container.map(|c| c.sense.key.as_str()))).or_insert_with(|| {
            questions.all.push(Question::new(toponym, container));
            questions.all.len() - 1
        });
        if let Some(question) = questions.all.get_mut(at) {
            question.beside |= toponym.beside;
            question.article |= toponym.article;
            question.dateline |= toponym.signs.is_none();
        }
        questions.of.push(at);
    }
    questions
}

impl Question {
    /// Of a town, the size of the division of the same name that it lies in; of a division, that of the town.
    pub(super) fn twin(&self, row: &PlaceRow) -> Option<f32> {
        let division = row.kind == Kind::Division;
        let other =
            |k: Kind| if division { k > Kind::District && k <= Kind::Town } else { k == Kind::Division };
        row.division?;
        let town = row.kind > Kind::District && row.kind <= Kind::Town;
        let rivals = self.sense.candidates.iter().filter(|_| division || town);
        let twins = rivals.filter(|c| other(c.row.kind) && c.row.division == row.division);
        twins.map(|c| c.row.log_size).max_by(f32::total_cmp)
    }

    fn new(toponym: &Toponym, container: Option<&Toponym>) -> Question {
        let spots = toponym.sense.candidates.iter().map(|c| Spot {
            unit: unit(c.row.point),
            division: c.row.division,
            local: !matches!(c.row.kind, Kind::Country | Kind::Continent | Kind::Region | Kind::Division),
        });
        Question {
            sense: Rc::clone(&toponym.sense),
            container: container.map(|c| Rc::clone(&c.sense)),
            beside: 0,
            article: false,
            dateline: false,
            spots: spots.collect(),
        }
    }
}
