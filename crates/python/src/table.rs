//! Columns of Arrow, handed over without a copy by the Arrow PyCapsule interface.

use crate::error;
use crate::record::Record;
use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{DataType, Field, SchemaRef};
use dateline::keep::columns::{TABLES, Table as Schema};
use dateline::keep::{self, Rows};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use std::sync::Arc;

/// A table in columns. Whatever reads Arrow reads it: pyarrow, polars, DuckDB, pandas.
#[pyclass(frozen, module = "dateline._dateline")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Table {
        Table { schema, batches }
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|f| f.name().as_str()).collect()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let fields = self.schema.fields().clone();
        let row =
            Field::new("", DataType::Struct(fields), false).with_metadata(self.schema.metadata().clone());
        let arrays = self.batches.clone().into_iter();
        let arrays = arrays.map(|batch| Ok(Arc::new(StructArray::from(batch)) as ArrayRef));
        let reader = ArrayIterator::new(arrays, Arc::new(row));
        Ok(to_stream_pycapsule(py, Box::new(reader), requested_schema)?)
    }
}

/// A table of the schema, by its name.
pub fn named(name: &str) -> PyResult<&'static Schema> {
    TABLES.into_iter().find(|t| t.name == name).ok_or_else(|| {
        let all: Vec<&str> = TABLES.iter().map(|t| t.name).collect();
        error::input(format!("there is no table '{name}'; there are {}", all.join(", ")))
    })
}

/// The rows of records in one table. Articles are numbered from 1 in the order of the records.
#[pyfunction]
pub fn table(py: Python<'_>, name: &str, records: Vec<Bound<'_, Record>>) -> PyResult<Table> {
    let schema = named(name)?;
    let records: Vec<Record> = records.iter().map(|r| r.get().clone()).collect();
    py.detach(|| {
        let made_by = dateline::json::made_by_line();
        let at = TABLES.iter().position(|t| t.name == name).unwrap_or(0);
        let rows = records.iter().zip(1..);
        let rows = rows.flat_map(|(record, number)| {
            let [ref mut tables @ ..] = Rows::of(&record.inner, &made_by).numbered(number).tables;
            std::mem::take(&mut tables[at])
        });
        let batch = keep::batch(schema, &rows.collect::<Vec<_>>()).map_err(error::arrow)?;
        Ok(Table::new(Arc::new(schema.schema()), vec![batch]))
    })
}

/// Names, types and meanings of the columns of a table; of the rows that `read_batch` gives where no name is given.
#[pyfunction]
#[pyo3(signature = (name=None))]
pub fn schema(name: Option<&str>) -> PyResult<Table> {
    let schema = match name {
        Some(name) => named(name)?.schema(),
        None => keep::nested_schema(),
    };
    Ok(Table::new(Arc::new(schema), Vec::new()))
}

/// Program, models and knowledge, in one line.
#[pyfunction]
pub fn made_by() -> String {
    dateline::json::made_by_line()
}
