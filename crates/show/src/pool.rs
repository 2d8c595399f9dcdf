//! A few open connections that only read. SQLite blocks, so that every question runs on a thread of its own and nobody
//! waits for ever: neither for a connection nor for an answer.

use crate::fault::Fault;
use axum::http::StatusCode;
use keep::{KeepError, Store, Value};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Questions at a time.
const CONNECTIONS: usize = 4;
/// How long one waits for its turn.
const TURN: Duration = Duration::from_secs(5);
/// How long one may take.
const ANSWER: Duration = Duration::from_secs(15);
/// How long one may take whose answer is sent while it is written.
const STREAM: Duration = Duration::from_secs(600);

/// Open connections to one store.
#[derive(Clone, Debug)]
pub struct Pool(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    idle: Mutex<Vec<Store>>,
    turns: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    watch: Mutex<Store>,
    began: u128,
}

impl Pool {
    /// Opens them.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(path: &Path) -> Result<Pool, KeepError> {
        let idle = (0..CONNECTIONS).map(|_| Store::open(path)).collect::<Result<_, _>>()?;
        let began = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        Ok(Pool(Arc::new(Inner {
            idle: Mutex::new(idle),
            turns: Arc::new(Semaphore::new(CONNECTIONS)),
            streams: Arc::new(Semaphore::new(CONNECTIONS / 2)),
            watch: Mutex::new(Store::open(path)?),
            began,
        })))
    }

    /// What tells one state of the store from another: SQLite's counter of changes by others, which only one and the
    /// same connection sees move, and when this server began.
    pub fn state(&self) -> String {
        let watch = self.0.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let counter = watch.ask("PRAGMA data_version").ok();
        let counter = counter.and_then(|a| a.rows.first()?.first().and_then(Value::int)).unwrap_or(0);
        format!("{:x}.{counter:x}", self.0.began)
    }

    /// One question on a thread of its own; ended where it takes too long.
    ///
    /// # Errors
    /// What the question says, or 503 where there is no turn or no answer in time.
    pub async fn ask<T, F>(&self, question: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> Result<T, Fault> + Send + 'static,
    {
        self.within(ANSWER, question).await
    }

    /// Leave for an answer that is sent while it is written: slow readers must not keep all connections.
    ///
    /// # Errors
    /// If too many are under way.
    pub fn streams(&self) -> Result<OwnedSemaphorePermit, Fault> {
        self.0.streams.clone().try_acquire_owned().map_err(|_| busy())
    }

    /// The same of an answer that is sent while it is written, which may take as long as the other side needs.
    ///
    /// # Errors
    /// As [`Pool::ask`].
    pub async fn stream<T, F>(&self, question: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> Result<T, Fault> + Send + 'static,
    {
        self.within(STREAM, question).await
    }

    async fn within<T, F>(&self, longest: Duration, question: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> Result<T, Fault> + Send + 'static,
    {
        let turn = tokio::time::timeout(TURN, self.0.turns.clone().acquire_owned()).await;
        let turn = turn.ok().and_then(Result::ok).ok_or_else(busy)?;
        let idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let store = idle.ok_or_else(busy)?;
        let stop = store.connection().get_interrupt_handle();
        let back = Back { inner: self.0.clone(), store: Some(store), turn };
        let mut asked = tokio::task::spawn_blocking(move || match &back.store {
            Some(store) => question(store),
            None => Err(busy()),
        });
        match tokio::time::timeout(longest, &mut asked).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "The question broke off.")),
            Err(_) => {
                stop.interrupt();
                let why = "The answer took too long; ask for less: a day, a pair, a type.";
                Err(Fault::new(StatusCode::SERVICE_UNAVAILABLE, why))
            }
        }
    }
}

fn busy() -> Fault {
    Fault::new(StatusCode::SERVICE_UNAVAILABLE, "Too many questions at once; try again.")
}

/// Gives the connection back however the question ends.
struct Back {
    inner: Arc<Inner>,
    store: Option<Store>,
    #[allow(dead_code)] // held until the connection is back
    turn: OwnedSemaphorePermit,
}

impl Drop for Back {
    fn drop(&mut self) {
        let mut idle = self.inner.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.store.take());
    }
}
