//! One question in SQL, answered without changing anything.

use super::Store;
use crate::rows::Row;
use crate::{KeepError, Value};
use rusqlite::types::ValueRef;

/// The answer to a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Names of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Store {
    /// Asks one question in SQL, a single statement that returns rows.
    ///
    /// # Errors
    /// [`KeepError::Question`] where it is no SQL, more than one statement, or would change something.
    pub fn ask(&self, question: &str) -> Result<Answer, KeepError> {
        self.ask_with(question, &[])
    }

    /// The same with values for its `?1`, `?2`, …
    ///
    /// # Errors
    /// As [`Store::ask`].
    pub fn ask_with(&self, question: &str, values: &[Value]) -> Result<Answer, KeepError> {
        let wrong = |e: rusqlite::Error| self.wrong(&e);
        let mut select = self.connection().prepare_cached(question).map_err(wrong)?;
        if !select.readonly() || select.column_count() == 0 {
            let why = "it would change something, or gives no rows; write one SELECT".to_string();
            return Err(KeepError::Question { why });
        }
        let columns: Vec<String> = select.column_names().map(str::to_string).collect();
        let mut answer = Answer { columns, rows: Vec::new() };
        let mut rows = select.query(rusqlite::params_from_iter(values)).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            let fields = (0..answer.columns.len()).map(|at| row.get_ref(at).map(value));
            answer.rows.push(fields.collect::<rusqlite::Result<Row>>().map_err(wrong)?);
        }
        Ok(answer)
    }

    /// Goes through the whole numbers that a question gives, as they come.
    ///
    /// # Errors
    /// As [`Store::ask`], and what `each` says.
    pub(crate) fn numbers<E: From<KeepError>>(
        &self,
        question: &str,
        values: &[Value],
        each: &mut dyn FnMut(i64) -> Result<(), E>,
    ) -> Result<(), E> {
        let wrong = |e: rusqlite::Error| E::from(self.wrong(&e));
        let mut select = self.connection().prepare(question).map_err(wrong)?;
        let mut rows = select.query(rusqlite::params_from_iter(values)).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            each(row.get(0).map_err(wrong)?)?;
        }
        Ok(())
    }

    pub(super) fn wrong(&self, error: &rusqlite::Error) -> KeepError {
        use rusqlite::Error::{MultipleStatement, SqlInputError};
        match error {
            MultipleStatement => KeepError::Question { why: "it is more than one statement".into() },
            SqlInputError { msg, sql, offset, .. } => {
                let at = usize::try_from(*offset).ok().and_then(|at| sql.get(at..)).unwrap_or("");
                let near: String = at.chars().take(30).collect();
                let place =
                    if near.is_empty() { String::new() } else { format!(", at \u{201c}{near}\u{201d}") };
                KeepError::Question { why: format!("{msg}{place}") }
            }
            // A question that breaks off has no place of its own.
            rusqlite::Error::SqliteFailure(code, Some(why))
                if code.extended_code == rusqlite::ffi::SQLITE_ERROR =>
            {
                KeepError::Question { why: why.clone() }
            }
            other => KeepError::of(&self.path, other),
        }
    }
}

fn value(field: ValueRef<'_>) -> Value {
    match field {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Int(n),
        ValueRef::Real(x) => Value::Real(x),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        // No table of ours holds bytes; other programs' may.
        ValueRef::Blob(bytes) => Value::Text(format!("{} bytes", bytes.len())),
    }
}
