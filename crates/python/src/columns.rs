//! Columns of Arrow as Rust has them, for the steps that go through a cluster.

use crate::error;
use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};
use pyo3::PyResult;
use std::sync::Arc;

/// A column by its name.
fn column<'b>(batch: &'b RecordBatch, name: &str) -> PyResult<&'b ArrayRef> {
    batch.column_by_name(name).ok_or_else(|| error::input(format!("there is no column '{name}'")))
}

fn other(name: &str, array: &dyn Array) -> pyo3::PyErr {
    error::input(format!("column '{name}' holds {}, which is not what is expected", array.data_type()))
}

pub fn ints<'b>(batch: &'b RecordBatch, name: &str) -> PyResult<&'b Int64Array> {
    let array = column(batch, name)?;
    array.as_primitive_opt::<Int64Type>().ok_or_else(|| other(name, array))
}

pub fn strings<'b>(batch: &'b RecordBatch, name: &str) -> PyResult<&'b StringArray> {
    let array = column(batch, name)?;
    array.as_string_opt::<i32>().ok_or_else(|| other(name, array))
}

/// Lists of whole numbers; empty where there is none.
pub fn lists(batch: &RecordBatch, name: &str) -> PyResult<Vec<Vec<i64>>> {
    let array = column(batch, name)?;
    let lists = array.as_list_opt::<i32>().ok_or_else(|| other(name, array))?;
    let of = |list: Option<ArrayRef>| match list {
        None => Ok(Vec::new()),
        Some(list) => {
            let numbers = list.as_primitive_opt::<Int64Type>().ok_or_else(|| other(name, array))?;
            Ok(numbers.values().to_vec())
        }
    };
    lists.iter().map(of).collect()
}

pub fn int_lists(rows: &[Vec<i64>]) -> ArrayRef {
    let mut out = ListBuilder::new(Int64Builder::new()).with_field(item(DataType::Int64));
    for row in rows {
        out.values().append_slice(row);
        out.append(true);
    }
    Arc::new(out.finish())
}

pub fn text_lists(rows: &[Vec<String>]) -> ArrayRef {
    let mut out = ListBuilder::new(StringBuilder::new()).with_field(item(DataType::Utf8));
    for row in rows {
        row.iter().for_each(|text| out.values().append_value(text));
        out.append(true);
    }
    Arc::new(out.finish())
}

/// Stretches of text, as all tables have them.
pub fn spans(rows: &[Vec<[u32; 2]>]) -> PyResult<ArrayRef> {
    let end = |at: usize| -> ArrayRef {
        Arc::new(rows.iter().flatten().map(|s| i64::from(s[at])).collect::<Int64Array>())
    };
    let fields = Fields::from(vec![
        Field::new("begin", DataType::Int64, false),
        Field::new("end", DataType::Int64, false),
    ]);
    let ends = OffsetBuffer::from_lengths(rows.iter().map(Vec::len));
    let both = StructArray::try_new(fields.clone(), vec![end(0), end(1)], None).map_err(error::arrow)?;
    let list = ListArray::try_new(item(DataType::Struct(fields)), ends, Arc::new(both), None);
    Ok(Arc::new(list.map_err(error::arrow)?))
}

fn item(kind: DataType) -> Arc<Field> {
    Arc::new(Field::new("item", kind, false))
}

/// Columns that may hold null, by their names.
pub fn batch(columns: Vec<(&str, ArrayRef)>) -> PyResult<RecordBatch> {
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    RecordBatch::try_from_iter_with_nullable(columns).map_err(error::arrow)
}

/// A column of whole numbers.
pub fn numbers(values: impl IntoIterator<Item = Option<i64>>) -> ArrayRef {
    Arc::new(values.into_iter().collect::<Int64Array>())
}
