//! Attributions: who is the source of which content, by which cue (PARC, PolNeAR).

use crate::{MentionId, Span};

/// Index of an [`Attribution`] in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributionId(pub u32);

/// How words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// All in quotation marks.
    Direct,
    /// None.
    Indirect,
    /// Part of it.
    Mixed,
}

impl Form {
    /// As written in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Direct => "direct",
            Form::Indirect => "indirect",
            Form::Mixed => "mixed",
        }
    }
}

/// What the source does with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Stance {
    Asserts,
    Believes,
    Hopes,
    Intends,
    Denies,
    Demands,
    Promises,
    Asks,
}

impl Stance {
    /// As written in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Asserts => "asserts",
            Stance::Believes => "believes",
            Stance::Hopes => "hopes",
            Stance::Intends => "intends",
            Stance::Denies => "denies",
            Stance::Demands => "demands",
            Stance::Promises => "promises",
            Stance::Asks => "asks",
        }
    }
}

impl Attribution {
    /// Whether a stretch of text lies in the words or thoughts.
    pub fn holds(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }
}

/// One attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words or thoughts; outer quotation marks belong to them. In order, not overlapping, at least one.
    pub content: Vec<Span>,
    /// The words that report.
    pub cue: Option<Span>,
    /// The words that name the source.
    pub source: Option<Span>,
    /// The mention that those words are.
    pub mention: Option<MentionId>,
    /// The words that name whom it was said to.
    pub addressee: Option<Span>,
    /// Direct, indirect, mixed.
    pub form: Form,
    /// Asserts, believes, …
    pub stance: Stance,
    /// The attribution in whose content this one stands.
    pub within: Option<AttributionId>,
    /// 0 to 1.
    pub confidence: f32,
    /// How the content hangs on the cue: `ccomp`, `left`, `quote-before`.
    pub rule: &'static str,
    /// How the source hangs on the cue: `nsubj`, `up:xcomp`, `according`; `none` where nobody is named.
    pub way: &'static str,
}
