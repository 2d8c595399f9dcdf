//! Rows to Arrow: one column an array, by the schema.

use crate::columns::{Column, Kind, Table, ends};
use crate::rows::Row;
use crate::store::Answer;
use crate::value::Value;
use arrow_array::builder::{
    BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field};
use std::sync::Arc;

/// Rows of a table as Arrow has them.
///
/// # Errors
/// If a row lacks a value that its column must have, which another program may have written.
pub fn batch(table: &'static Table, rows: &[Row]) -> Result<RecordBatch, ArrowError> {
    let columns = table.columns.iter().enumerate().map(|(at, c)| array(c, rows, at)).collect();
    RecordBatch::try_new(Arc::new(table.schema()), columns)
}

/// An answer as Arrow has it, each column by what stands in it.
pub fn answered(answer: &Answer) -> Result<RecordBatch, ArrowError> {
    let columns = answer.columns.iter().enumerate().map(|(at, name)| {
        let values = || answer.rows.iter().map(move |row| row.get(at).unwrap_or(&Value::Null));
        let all = |is: fn(&Value) -> bool| values().all(|v| *v == Value::Null || is(v));
        let array: ArrayRef = if all(|v| matches!(v, Value::Int(_))) && !all(|_| false) {
            Arc::new(values().map(Value::int).collect::<Int64Array>())
        } else if all(|v| matches!(v, Value::Int(_) | Value::Real(_))) && !all(|_| false) {
            Arc::new(values().map(number).collect::<Float64Array>())
        } else {
            Arc::new(values().map(|v| (*v != Value::Null).then(|| v.words())).collect::<StringArray>())
        };
        (name, array, true)
    });
    RecordBatch::try_from_iter_with_nullable(columns)
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(n) => Some(*n as f64),
        Value::Real(x) => Some(*x),
        _ => None,
    }
}

/// One column of rows.
pub(crate) fn array(column: &Column, rows: &[Row], at: usize) -> ArrayRef {
    let values = rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null));
    match column.kind {
        Kind::Int | Kind::Article | Kind::Record => {
            let mut out = Int64Builder::with_capacity(rows.len());
            values.for_each(|v| out.append_option(v.int()));
            Arc::new(out.finish())
        }
        Kind::Real => {
            let mut out = Float64Builder::with_capacity(rows.len());
            values.for_each(|v| out.append_option(if let Value::Real(x) = v { Some(*x) } else { None }));
            Arc::new(out.finish())
        }
        Kind::Flag => {
            let mut out = BooleanBuilder::with_capacity(rows.len());
            values.for_each(|v| out.append_option(if let Value::Flag(yes) = v { Some(*yes) } else { None }));
            Arc::new(out.finish())
        }
        Kind::Text => {
            let mut out = StringBuilder::new();
            values.for_each(|v| out.append_option(v.text()));
            Arc::new(out.finish())
        }
        Kind::Texts => texts(values),
        Kind::Spans => spans(values),
    }
}

/// Rows of a table from columns of those names, however these are ordered and what else there is. A column that is not
/// there, or is of another type, is null in all rows.
pub fn rows(table: &'static Table, batch: &RecordBatch) -> Vec<Row> {
    let mut columns: Vec<_> = table.columns.iter().map(|c| values(c, batch).into_iter()).collect();
    (0..batch.num_rows())
        .map(|_| columns.iter_mut().map(|c| c.next().unwrap_or_default()).collect())
        .collect()
}

fn values(column: &Column, batch: &RecordBatch) -> Vec<Value> {
    let Some(array) = batch.column_by_name(column.name) else { return Vec::new() };
    let read = || {
        Some(match column.kind {
            Kind::Int | Kind::Article | Kind::Record => {
                array.as_primitive_opt::<Int64Type>()?.iter().map(Value::from).collect()
            }
            Kind::Real => array.as_primitive_opt::<Float64Type>()?.iter().map(Value::from).collect(),
            Kind::Flag => array.as_boolean_opt()?.iter().map(Value::from).collect(),
            Kind::Text => array.as_string_opt::<i32>()?.iter().map(|x| x.map(str::to_owned).into()).collect(),
            Kind::Texts => {
                let texts = |list: ArrayRef| {
                    let texts = list.as_string_opt::<i32>()?.iter().flatten().map(str::to_owned);
                    Some(Value::Texts(texts.collect()))
                };
                array.as_list_opt::<i32>()?.iter().map(|l| l.and_then(texts).unwrap_or_default()).collect()
            }
            Kind::Spans => return None,
        })
    };
    read().unwrap_or_default()
}

/// Items of lists are never null.
fn item(kind: DataType) -> Field {
    Field::new("item", kind, false)
}

fn texts<'v>(values: impl Iterator<Item = &'v Value>) -> ArrayRef {
    let mut out = ListBuilder::new(StringBuilder::new()).with_field(item(DataType::Utf8));
    for value in values {
        if let Value::Texts(texts) = value {
            texts.iter().for_each(|t| out.values().append_value(t));
        }
        out.append(matches!(value, Value::Texts(_)));
    }
    Arc::new(out.finish())
}

fn spans<'v>(values: impl Iterator<Item = &'v Value>) -> ArrayRef {
    let two = StructBuilder::new(ends(), vec![Box::new(Int64Builder::new()), Box::new(Int64Builder::new())]);
    let mut out = ListBuilder::new(two).with_field(item(DataType::Struct(ends())));
    for value in values {
        if let Value::Spans(spans) = value {
            for span in spans {
                let two = out.values();
                for (at, end) in span.iter().enumerate() {
                    if let Some(field) = two.field_builder::<Int64Builder>(at) {
                        field.append_value(i64::from(*end));
                    }
                }
                two.append(true);
            }
        }
        out.append(matches!(value, Value::Spans(_)));
    }
    Arc::new(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::COMMITMENTS;

    #[test]
    fn lists_and_nulls_come_through() {
        let row: Row = COMMITMENTS
            .columns
            .iter()
            .map(|c| match c.kind {
                _ if c.null => Value::Null,
                Kind::Int | Kind::Article | Kind::Record => Value::Int(7),
                Kind::Real => Value::Real(0.5),
                Kind::Text => "x".into(),
                Kind::Flag => Value::Flag(true),
                Kind::Spans => Value::Spans(vec![[3, 9], [12, 14]]),
                Kind::Texts => Value::Texts(vec![]),
            })
            .collect();
        let made = batch(&COMMITMENTS, &[row.clone(), row]).map(|b| (b.num_rows(), b.num_columns()));
        assert_eq!(made.ok(), Some((2, COMMITMENTS.columns.len())));
        assert!(batch(&COMMITMENTS, &[vec![]]).is_err(), "a value that must be there is missing");
    }
}
