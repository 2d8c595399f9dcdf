//! Rows out of the file, as the schema has them.

use super::{Store, ddl};
use crate::columns::{Column, Kind, Table};
use crate::rows::Row;
use crate::{KeepError, Value};
use rusqlite::types::ValueRef;

impl Store {
    /// Rows of a table: those that a condition of SQL on it chooses, `TRUE` for all, in order of its key.
    ///
    /// # Errors
    /// If the file cannot be read, or the condition is no SQL.
    pub fn rows(
        &self,
        table: &'static Table,
        condition: &str,
        parameters: &[&dyn rusqlite::ToSql],
        each: &mut dyn FnMut(Row),
    ) -> Result<(), KeepError> {
        let names: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
        let (names, key) = (ddl::quoted(&names), ddl::quoted(table.key));
        let sql = format!("SELECT {names} FROM {} WHERE {condition} ORDER BY {key}", table.name);
        self.run(|db| {
            let mut select = db.prepare_cached(&sql)?;
            let mut rows = select.query(parameters)?;
            while let Some(row) = rows.next()? {
                let values = table.columns.iter().enumerate();
                each(values.map(|(at, c)| Ok(value(c, row.get_ref(at)?))).collect::<rusqlite::Result<Row>>()?);
            }
            Ok(())
        })
    }
}

/// A field as its column has it; null where another program wrote something else into it.
fn value(column: &Column, field: ValueRef<'_>) -> Value {
    let text = || field.as_str().ok();
    match (column.kind, field) {
        (Kind::Int | Kind::Article | Kind::Record, ValueRef::Integer(n)) => Value::Int(n),
        (Kind::Flag, ValueRef::Integer(n)) => Value::Flag(n != 0),
        (Kind::Real, ValueRef::Real(x)) => Value::Real(x),
        (Kind::Real, ValueRef::Integer(n)) => Value::Real(n as f64),
        (Kind::Text, ValueRef::Text(_)) => text().map_or(Value::Null, Value::from),
        (Kind::Spans, ValueRef::Text(_)) => {
            text().and_then(|t| serde_json::from_str(t).ok()).map_or(Value::Null, Value::Spans)
        }
        (Kind::Texts, ValueRef::Text(_)) => {
            text().and_then(|t| serde_json::from_str(t).ok()).map_or(Value::Null, Value::Texts)
        }
        _ => Value::Null,
    }
}
