//! What people say of records. Nothing that was read is changed.

use super::Store;
use crate::{KeepError, Value};
use rusqlite::OptionalExtension;

/// What a person says of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Number of the article.
    pub article: i64,
    /// `v1`, `s1`, `c1`; empty: the article itself.
    pub record: String,
    /// A column of its table or a role; `None`: all of it.
    pub field: Option<String>,
    /// What is right instead; `None` where only the note says.
    pub value: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// Who says so.
    pub who: String,
    /// The words that the record stands on.
    pub words: Option<String>,
}

impl Store {
    /// Notes a correction beside its record, with the time. Says its number; `None` where there is no such article.
    ///
    /// # Errors
    /// If the store cannot be written to.
    pub fn correct(&self, correction: &Correction) -> Result<Option<i64>, KeepError> {
        const INSERT: &str = "INSERT INTO corrections (article, record, field, value, note, who, noted, words, made_by) \
            SELECT id, ?2, ?3, ?4, ?5, ?6, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?7, made_by FROM articles WHERE id = ?1 \
            RETURNING id";
        let c = correction;
        let optional = |text: &Option<String>| Value::from(text.as_deref());
        let values = [
            Value::Int(c.article),
            Value::from(c.record.as_str()),
            optional(&c.field),
            optional(&c.value),
            optional(&c.note),
            Value::from(c.who.as_str()),
            optional(&c.words),
        ];
        self.run(|db| {
            db.prepare_cached(INSERT)?.query_row(rusqlite::params_from_iter(values), |r| r.get(0)).optional()
        })
    }
}
