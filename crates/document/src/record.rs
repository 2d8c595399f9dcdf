//! The record: statements and events with the words that support them.

use crate::{Commitment, Document, EntityId, Form, Plover, Span, Stance};

/// Index of a [`Statement`] in its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// Index of an [`Event`] in its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

/// Who somebody is, by what is known: a code and the facts that gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// CAMEO/PLOVER code: country and role, `RUSGOV`; `None` where unknown.
    pub code: Option<String>,
    /// Full name, where known: `Sergey Lavrov`.
    pub name: Option<String>,
    /// The knowledge row used (`people:sergey-lavrov`), where one was.
    pub row: Option<String>,
    /// Whether the person is known by the office alone, not by name.
    pub holds_office: bool,
    /// 0 to 1.
    pub confidence: f32,
    /// How it was found, for people.
    pub why: Vec<String>,
}

/// Somebody who takes part: a speaker, a source, a target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Party {
    /// The words that name it; `None` where no words do.
    pub span: Option<Span>,
    /// Its fullest name.
    pub name: Option<String>,
    /// Actor code, `RUSGOV`.
    pub actor: Option<String>,
    /// The entity that it is.
    pub entity: Option<EntityId>,
    /// How the actor was found, for people.
    pub why: Vec<String>,
}

/// What supports a record and how it came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The words.
    pub spans: Vec<Span>,
    /// The rule: `reject/return-to-position`.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f32,
    /// The steps, for people.
    pub why: Vec<String>,
}

/// Somebody is reported to have said or thought something.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The words said; outer quotation marks belong to them.
    pub content: Vec<Span>,
    /// The words that report it.
    pub cue: Option<Span>,
    /// Who said it; `None` where nobody is named.
    pub speaker: Option<Party>,
    /// To whom.
    pub addressee: Option<Party>,
    /// Direct, indirect, mixed.
    pub form: Form,
    /// Asserts, believes, …
    pub stance: Stance,
    /// The statement in whose content this one stands.
    pub within: Option<StatementId>,
    /// TIMEX3 value of the day it was said.
    pub date: Option<String>,
    /// What supports it.
    pub evidence: Evidence,
}

impl Statement {
    /// Whether a stretch of text lies in the words said.
    pub fn holds(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }
}

/// Whether an event took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factuality {
    /// Reported as having happened or happening.
    Actual,
    /// Planned, promised, asked for.
    Future,
    /// Conditional, possible, alleged.
    Hypothetical,
    /// Reported as not having happened.
    Negated,
}

impl Factuality {
    /// As written in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Factuality::Actual => "actual",
            Factuality::Future => "future",
            Factuality::Hypothetical => "hypothetical",
            Factuality::Negated => "negated",
        }
    }
}

/// Who asserts an event that the article itself does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The innermost statement whose content the event stands in.
    pub statement: StatementId,
    /// Its speaker's name.
    pub name: Option<String>,
    /// Its speaker's code.
    pub actor: Option<String>,
}

/// When an event took place.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDay {
    /// TIMEX3 value.
    pub value: String,
    /// The words that give it, where there are any.
    pub span: Option<Span>,
    /// How it came about, for people.
    pub basis: String,
}

/// A place that the text names.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// The gazetteer's name, where the place was found there.
    pub name: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-3 country.
    pub country: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// 0 to 1.
    pub confidence: f32,
    /// A word before it that narrows it: `eastern`.
    pub modifier: Option<Span>,
    /// The likeliest other place of this name elsewhere, in words, and how likely it is.
    pub runner_up: Option<(String, f32)>,
    /// How it was chosen, for people.
    pub why: Vec<String>,
}

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The verb or noun, with its particle.
    pub trigger: Span,
    /// Whether it is the news of the article.
    pub main: bool,
    /// PLOVER type.
    pub plover: Plover,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code, two to four digits, a string for its leading zero.
    pub cameo: String,
    /// Goldstein value of the code.
    pub goldstein: f32,
    /// Who did it.
    pub source: Vec<Party>,
    /// To whom.
    pub target: Vec<Party>,
    /// Whether it took place.
    pub factuality: Factuality,
    /// Background, older than about a month.
    pub historical: bool,
    /// Who asserts it; `None` where the article does.
    pub claimed_by: Option<Claim>,
    /// When.
    pub date: Option<EventDay>,
    /// Where: index into [`Record::places`].
    pub place: Option<u32>,
    /// An if-, unless- or in-return-for clause of a promise, offer, demand or threat.
    pub conditions: Option<Span>,
    /// Until when.
    pub deadline: Option<Span>,
    /// An earlier event of the article that is the same happening.
    pub same_as: Option<EventId>,
    /// What supports it.
    pub evidence: Evidence,
}

/// All that was drawn from one article.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The document that spans and ids point into.
    pub document: Document,
    /// Places in order of the text.
    pub places: Vec<Place>,
    /// Who each entity is. Rows are those of [`Document::entities`].
    pub actors: Vec<Option<Actor>>,
    /// Statements in order of the text.
    pub statements: Vec<Statement>,
    /// Events in order of the text.
    pub events: Vec<Event>,
    /// Commitments in order of the text.
    pub commitments: Vec<Commitment>,
}

/// A share or a scale value as it is written out: two decimals, so that a machine's last bits never show.
pub fn rounded(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

/// Degrees as they are written out: four decimals, about ten metres.
pub fn degrees(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
