//! A store shown to people and programs.
//!
//! The way through this room: [`server`] takes connections and lets in whom [`guard`] lets pass; a route of [`routes`]
//! asks the store by [`pool`] and answers by [`api`] to programs, by [`page`] to people. What can be listed stands in one
//! table, [`lists`], of which forms, pages and the description of the interface are made. Nothing is written but what people
//! note beside records by [`correcting`], where the server was told to.
#![warn(missing_docs)]

mod answer;
mod answers;
mod api;
mod correcting;
mod export;
mod fault;
mod feed;
mod guard;
mod happening;
mod islands;
mod lists;
mod live;
mod metrics;
mod openapi;
mod page;
mod pool;
mod reading;
mod report;
mod request;
mod routes;
mod server;

pub use guard::token;
pub use openapi::document as description;
pub use reading::{Reader, Told};
pub use report::report;
pub use server::{Server, Settings};

use std::sync::Arc;

/// What all requests share.
#[derive(Clone)]
struct App(Arc<Shared>);

struct Shared {
    /// Connections to the store.
    pool: pool::Pool,
    /// Who may ask.
    guard: guard::Guard,
    /// What was counted.
    metrics: metrics::Metrics,
    /// What reads texts; none where texts are not read.
    reader: Option<Reader>,
    /// Texts that are read at a time.
    reads: Arc<tokio::sync::Semaphore>,
    /// Most bytes of such a text.
    longest: usize,
    /// The store to write to; none where nothing is written.
    writer: Option<std::sync::Mutex<keep::Store>>,
    /// What a form of this server's holds and one of others does not.
    form: String,
    /// The front's overview.
    overview: page::Overview,
    /// Answers that were made for this state of the store.
    answers: answers::Answers,
    /// Those who look on at a time.
    watchers: Arc<tokio::sync::Semaphore>,
    /// Changes when the server ends.
    ending: tokio::sync::watch::Receiver<bool>,
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// Why a server cannot run.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum ShowError {
    #[error(transparent)]
    Keep(#[from] keep::KeepError),
    #[error("{address}: the server cannot listen there: {why}; give another with --listen")]
    Listen { address: std::net::SocketAddr, why: std::io::Error },
    #[error("{0}: others than this machine could ask there; set DATELINE_TOKEN to what they must name")]
    Open(std::net::SocketAddr),
    #[error("the system gives no randomness: {0}")]
    Random(getrandom::Error),
    #[error("the query cannot be shown: {0}")]
    Query(String),
}
