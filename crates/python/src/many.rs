//! Many texts in threads, in their order, as they are asked for: while Python looks at a record, the next are read.

use crate::error;
use crate::reader::{Parts, article};
use crate::record::Record;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Texts in flight for each thread; bounds memory while keeping the order.
const AHEAD: usize = 16;

/// Records as they are asked for. One that cannot be read raises `InputError`; asked again, it goes on with the next.
#[pyclass(frozen, module = "dateline._dateline")]
pub struct Reading {
    reader: Arc<dateline::Reader>,
    pool: ThreadPool,
    state: Mutex<State>,
}

struct State {
    /// None where it has ended.
    parts: Option<Py<PyIterator>>,
    waiting: VecDeque<Receiver<Result<Record, String>>>,
}

impl Reading {
    /// Takes an iterable of the parts of articles; all cores where `jobs` is zero.
    pub fn new(reader: Arc<dateline::Reader>, parts: &Bound<'_, PyAny>, jobs: usize) -> PyResult<Reading> {
        let parts = Some(parts.try_iter()?.unbind());
        let pool = ThreadPoolBuilder::new().num_threads(jobs).build().map_err(error::input)?;
        let state = Mutex::new(State { parts, waiting: VecDeque::new() });
        Ok(Reading { reader, pool, state })
    }

    /// Sets threads to work on the next texts, as many as may be in flight.
    fn fill(&self, py: Python<'_>, state: &mut State) -> PyResult<()> {
        let most = AHEAD * self.pool.current_num_threads();
        while state.waiting.len() < most {
            let Some(parts) = &state.parts else { break };
            match parts.bind(py).clone().next() {
                None => state.parts = None,
                Some(next) => state.waiting.push_back(self.start(next?.extract()?)),
            }
        }
        Ok(())
    }

    fn start(&self, parts: Parts) -> Receiver<Result<Record, String>> {
        let (sender, receiver) = sync_channel(1);
        let reader = Arc::clone(&self.reader);
        self.pool.spawn(move || {
            let record = article(parts).map(|article| Record { inner: Arc::new(reader.read(article)) });
            // Nobody may wait any more.
            let _ = sender.send(record);
        });
        receiver
    }
}

#[pymethods]
impl Reading {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Record>> {
        let next = {
            // Two threads of Python may ask at once: neither waits here with the GIL held while the other has the lock.
            let mut state = loop {
                match self.state.try_lock() {
                    Ok(state) => break state,
                    Err(std::sync::TryLockError::Poisoned(p)) => break PoisonError::into_inner(p),
                    Err(std::sync::TryLockError::WouldBlock) => py.detach(std::thread::yield_now),
                }
            };
            self.fill(py, &mut state)?;
            state.waiting.pop_front()
        };
        let Some(next) = next else { return Ok(None) };
        match py.detach(move || next.recv()) {
            Ok(record) => record.map(Some).map_err(error::input),
            Err(lost) => Err(error::input(lost)),
        }
    }
}
