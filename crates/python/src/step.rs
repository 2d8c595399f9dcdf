//! Steps of a job on a cluster: rows come grouped and sorted, batch by batch; what is decided of them goes on. A group
//! may reach over batches, so a step holds what it has of one until it ends.

use crate::error;
use crate::table::Table;
use crate::{happening, reprint};
use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use std::sync::{Mutex, PoisonError};

/// What a step does.
pub trait Work: Send {
    /// With the next rows; `None` at the end.
    fn go(&mut self, batch: Option<&RecordBatch>) -> PyResult<RecordBatch>;
}

/// A step under way.
#[pyclass(frozen, module = "dateline._dateline")]
pub struct Step(Mutex<Box<dyn Work>>);

#[pymethods]
impl Step {
    /// Begins a step by its name.
    #[new]
    fn new(name: &str) -> PyResult<Step> {
        let work: Box<dyn Work> = match name {
            "meet" => Box::new(reprint::Meet::default()),
            "link" => Box::new(reprint::LinkEach::default()),
            "role" => Box::new(reprint::RoleEach::default()),
            "shared" => Box::new(reprint::Shared),
            "keys" => Box::new(happening::Keys),
            "alike" => Box::new(happening::Alike::default()),
            "affair" => Box::new(happening::Affair::default()),
            _ => return Err(error::input(format!("there is no step '{name}'"))),
        };
        Ok(Step(Mutex::new(work)))
    }

    /// Goes on with rows; with none it ends.
    fn go(&self, py: Python<'_>, batch: Option<AnyRecordBatch>) -> PyResult<Table> {
        let batches = match batch {
            Some(batch) => batch.into_table()?.into_inner().0.into_iter().map(Some).collect(),
            None => vec![None],
        };
        py.detach(|| {
            let mut work = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let made = batches.iter().map(|b| work.go(b.as_ref())).collect::<PyResult<Vec<_>>>()?;
            let schema = match made.first() {
                Some(first) => first.schema(),
                None => return Err(error::input("a step was given no batch")),
            };
            Ok(Table::new(schema, made))
        })
    }
}
