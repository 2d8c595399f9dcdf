//! Time expressions (TIMEX3, ISO 24617-1).

use crate::Span;

/// Index of a [`Timex`] in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimexId(pub u32);

/// Type of a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A day, week, month, year.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimexType {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// One time expression with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub kind: TimexType,
    /// TIMEX3 value: `2016-12-06`, `XXXX-12-02`, `P3D`, `PRESENT_REF`; `None` where nothing can be said.
    pub value: Option<String>,
    /// The earlier expression that it counts from.
    pub anchor: Option<TimexId>,
    /// How the value came about, for people: `four days later ← December 2`.
    pub basis: String,
}
