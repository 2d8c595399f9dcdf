//! The language that a store is asked in: `source:RUS target:USA type:AGREE..REJECT since:2016-12 "corridor"`.
//!
//! Terms stand side by side and all must hold; a comma between values means any of them; a minus before a term, that it
//! does not hold. [`parse`] reads the words, [`sql`](mod@sql) makes one SELECT of them.

mod counts;
mod parse;
mod sql;

pub use counts::{Dyads, Key};
pub use sql::counted;

use crate::store::Answer;
use crate::{KeepError, Store, Value};

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Of {
    /// Who did what to whom.
    #[default]
    Events,
    /// Who said what.
    Statements,
    /// What several articles tell of; a query holds of it where it holds of an event that is the news of one of them.
    Happenings,
}

/// How long a point of a timeline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// A day.
    Day,
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

impl Store {
    /// How many events a query finds in each day, month or year, with the sum of their Goldstein values and the articles
    /// published in that time. Each happening counts once an article; times without any are left out. Events of no
    /// known day stand last, without a time.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn timeline(&self, query: &str, by: By) -> Result<Answer, KeepError> {
        let (question, values) = self.timeline_select(query, by)?;
        self.ask_with(&format!("{question} ORDER BY {}", Store::TIMES), &values)
    }

    /// The order of a timeline.
    pub const TIMES: &str = "time IS NULL, time";

    /// The SELECT of a timeline, in no order, with its values.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn timeline_select(&self, query: &str, by: By) -> Result<(String, Vec<Value>), KeepError> {
        let letters = match by {
            By::Day => 10,
            By::Month => 7,
            By::Year => 4,
        };
        sql::timeline(self, query, &parse::terms(query)?, letters)
    }

    /// The SELECT, in no order, of the values of an expression of `e` or `s` with how many of the events that a query finds
    /// have each and the sum of their Goldstein values; with its values. Each happening counts once an article.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn tally_select(&self, query: &str, by: &str) -> Result<(String, Vec<Value>), KeepError> {
        sql::tally(self, query, &parse::terms(query)?, by)
    }

    /// The SELECT, with its values, of the numbers of the events that a query finds, in order: each happening once an
    /// article. What did not happen is found where `all` is said, or where the query speaks of it.
    pub(crate) fn found(&self, query: &str, all: bool) -> Result<(String, Vec<Value>), KeepError> {
        let terms = parse::terms(query)?;
        let all = all || terms.iter().any(|t| t.field == "factuality");
        let once = if all { "e.same_as IS NULL" } else { "e.same_as IS NULL AND e.factuality = 'actual'" };
        sql::numbers(self, query, &terms, "e.id", once)
    }

    /// The same of the numbers of the articles that these events stand in, second mentions too.
    pub(crate) fn found_in(&self, query: &str) -> Result<(String, Vec<Value>), KeepError> {
        sql::numbers(self, query, &parse::terms(query)?, "DISTINCT e.article", "TRUE")
    }

    /// Pairs of actors of the events that a query finds, each happening once an article, of what took place unless the
    /// query speaks of it: source, target, events, Goldstein sum, events of each quad class.
    pub(crate) fn pairs(&self, query: &str) -> Result<Answer, KeepError> {
        let (events, values) = self.found(query, false)?;
        self.ask_with(&sql::pairs(&events), &values)
    }

    /// What a query asks as a condition of SQL, and the values of its `?1`, `?2`, … It speaks of `e`, a row of events or of
    /// statements, with `articles a` and, for events, `spots s` joined to it; or of `h`, a row of happenings.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn condition(&self, of: Of, query: &str) -> Result<(String, Vec<Value>), KeepError> {
        let terms = parse::terms(query)?;
        let (holds, values) = sql::condition(self, of, query, &terms)?;
        let holds = if of == Of::Happenings { sql::told_of(&holds, &terms) } else { holds };
        Ok((holds, values))
    }

    /// Answers a query, the latest day first, at most `limit` rows.
    ///
    /// # Errors
    /// [`KeepError::Query`] with the place of the mistake, or if the file cannot be read.
    pub fn query(&self, of: Of, query: &str, limit: usize) -> Result<Answer, KeepError> {
        let terms = parse::terms(query)?;
        let (question, values) = sql::select(self, of, query, &terms, limit)?;
        self.ask_with(&question, &values)
    }
}

/// PLOVER types of some quad classes, 1 to 4: the class of an event is that of its type.
pub fn types(quads: std::ops::RangeInclusive<u8>) -> impl Iterator<Item = &'static str> {
    let all = document::Plover::ALL.iter();
    all.filter(move |p| quads.contains(&(p.quad() as u8))).map(|p| p.as_str())
}

/// A mistake in a query, shown under it.
fn mistake(query: &str, at: usize, why: &str) -> KeepError {
    let at = query.get(..at).unwrap_or(query).chars().count();
    KeepError::Query { why: why.to_string(), query: query.to_string(), at }
}
