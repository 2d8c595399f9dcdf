//! The language that a store is asked in: `source:RUS target:USA type:AGREE..REJECT since:2016-12 "corridor"`.
//!
//! Terms stand side by side and all must hold; a comma between values means any of them; a minus before a term, that it
//! does not hold. [`parse`] reads the words, [`sql`](mod@sql) makes one SELECT of them.

mod parse;
mod sql;

use crate::store::Answer;
use crate::{KeepError, Store};

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Of {
    /// Who did what to whom.
    #[default]
    Events,
    /// Who said what.
    Statements,
}

impl Store {
    /// Answers a query, the latest day first, at most `limit` rows.
    ///
    /// # Errors
    /// [`KeepError::Question`] with the place of the mistake, or if the file cannot be read.
    pub fn query(&self, of: Of, query: &str, limit: usize) -> Result<Answer, KeepError> {
        let terms = parse::terms(query)?;
        let (question, values) = sql::select(self, of, query, &terms, limit)?;
        self.ask_with(&question, &values)
    }
}

/// A mistake in a query, shown under it.
fn mistake(query: &str, at: usize, why: &str) -> KeepError {
    let before = query.get(..at).unwrap_or(query).chars().count();
    KeepError::Question { why: format!("{why}\n  {query}\n  {}^", " ".repeat(before)) }
}
