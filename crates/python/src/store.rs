//! A store, open.

use crate::error;
use crate::record::Record;
use crate::table::{Table, named};
use dateline::keep::{self, Answer, By, Of, Rows};
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One SQLite file with the records of many articles.
#[pyclass(frozen, module = "dateline._dateline")]
pub struct Store {
    inner: Mutex<keep::Store>,
}

impl Store {
    /// Something done with it, the GIL released.
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut keep::Store) -> Result<T, keep::KeepError> + Send,
    ) -> PyResult<T> {
        py.detach(|| {
            let mut store: MutexGuard<'_, _> = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut store).map_err(error::store)
        })
    }
}

#[pymethods]
impl Store {
    /// Opens one to ask, or to write to as well: then it is made where there is none.
    #[new]
    fn new(py: Python<'_>, path: PathBuf, write: bool) -> PyResult<Store> {
        let open = || if write { keep::Store::create(&path) } else { keep::Store::open(&path) };
        let inner = Mutex::new(py.detach(open).map_err(error::store)?);
        Ok(Store { inner })
    }

    /// Adds records in one transaction: how many were new, there already, and there with another text.
    fn add(&self, py: Python<'_>, records: Vec<Bound<'_, Record>>) -> PyResult<(usize, usize, usize)> {
        let records: Vec<Record> = records.iter().map(|r| r.get().clone()).collect();
        self.with(py, |store| {
            let made_by = dateline::json::made_by_line();
            let rows = records.iter().map(|r| Rows::of(&r.inner, &made_by)).collect();
            store.add(rows).map(|added| (added.new, added.same, added.changed))
        })
    }

    /// Events, statements or happenings that a query finds.
    fn ask(&self, py: Python<'_>, query: &str, of: &str, limit: usize) -> PyResult<Table> {
        let of = match of {
            "events" => Of::Events,
            "statements" => Of::Statements,
            "happenings" => Of::Happenings,
            _ => return Err(error::store(format!("'{of}' is none of events, statements, happenings"))),
        };
        answer(&self.with(py, |store| store.query(of, query, limit))?)
    }

    /// One question in SQL.
    fn sql(&self, py: Python<'_>, question: &str) -> PyResult<Table> {
        answer(&self.with(py, |store| store.ask(question))?)
    }

    /// Counts of a query over time.
    fn timeline(&self, py: Python<'_>, query: &str, by: &str) -> PyResult<Table> {
        let by = match by {
            "day" => By::Day,
            "month" => By::Month,
            "year" => By::Year,
            _ => return Err(error::store(format!("'{by}' is none of day, month, year"))),
        };
        answer(&self.with(py, |store| store.timeline(query, by))?)
    }

    /// A whole table of the schema.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let schema = named(name)?;
        let rows = self.with(py, |store| {
            let mut rows = Vec::new();
            store.rows(schema, "TRUE", &[], &mut |row| rows.push(row))?;
            Ok(rows)
        })?;
        let batch = keep::batch(schema, &rows).map_err(error::arrow)?;
        Ok(Table::new(Arc::new(schema.schema()), vec![batch]))
    }
}

/// An answer in columns.
fn answer(answer: &Answer) -> PyResult<Table> {
    let batch = keep::answered(answer).map_err(error::arrow)?;
    Ok(Table::new(batch.schema(), vec![batch]))
}
