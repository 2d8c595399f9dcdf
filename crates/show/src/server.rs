//! The server: one loop that takes connections, each with bounds in time, until it is told to end; then those under way
//! end well.

use crate::guard::{Guard, token};
use crate::metrics::Metrics;
use crate::pool::Pool;
use crate::reading::Reader;
use crate::routes::{Peer, routes};
use crate::{App, Shared, ShowError};
use crate::{live, page};
use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use keep::Store;
use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower_service::Service;

/// How a store is served.
#[derive(Clone)]
pub struct Settings {
    /// The store.
    pub store: PathBuf,
    /// Where to listen.
    pub address: SocketAddr,
    /// What must be named to be let in; needed where others than this machine can ask.
    pub token: Option<String>,
    /// What reads texts that are handed in; none: texts are not read.
    pub reader: Option<Reader>,
    /// Most bytes of such a text.
    pub longest: usize,
    /// Whether people may note corrections.
    pub write: bool,
    /// Requests a second of one address, with bursts of four seconds; 0 is no bound.
    pub rate: u32,
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    router: Router,
    ending: watch::Sender<bool>,
}

/// How long a client may take for the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// Connections at a time.
const CONNECTIONS: usize = 256;
/// How long those under way have when the server ends.
const GRACE: Duration = Duration::from_secs(10);

impl Server {
    /// Opens the store and listens.
    ///
    /// # Errors
    /// If the store cannot be opened, the address not be had, or it is open to others and there is no token.
    pub async fn bind(settings: Settings) -> Result<Server, ShowError> {
        let address = settings.address;
        if !address.ip().is_loopback() && settings.token.as_deref().unwrap_or("").is_empty() {
            return Err(ShowError::Open(address));
        }
        let (ending, ended) = watch::channel(false);
        let writer = settings.write.then(|| Store::create(&settings.store)).transpose()?;
        let app = App(Arc::new(Shared {
            pool: Pool::open(&settings.store)?,
            guard: Guard::new(settings.token.as_deref(), settings.rate),
            metrics: Metrics::default(),
            reader: settings.reader,
            reads: Arc::new(Semaphore::new(1)),
            longest: settings.longest,
            writer: writer.map(Mutex::new),
            form: token().map_err(ShowError::Random)?,
            watchers: Arc::new(Semaphore::new(live::WATCHERS)),
            ending: ended,
            overview: Default::default(),
            answers: Default::default(),
        }));
        page::warm(app.clone());
        let listener = TcpListener::bind(address).await.map_err(|why| ShowError::Listen { address, why })?;
        Ok(Server { listener, router: routes(app), ending })
    }

    /// Where it listens.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listener.local_addr().ok()
    }

    /// Serves until told to end.
    pub async fn run(self, end: impl Future<Output = ()>) {
        let (graceful, places) = (GracefulShutdown::new(), Arc::new(Semaphore::new(CONNECTIONS)));
        tokio::pin!(end);
        loop {
            let Ok(place) = places.clone().acquire_owned().await else { break };
            let (stream, peer) = tokio::select! {
                taken = self.listener.accept() => match taken {
                    Ok(taken) => taken,
                    // No more files can be opened, or the other side has gone: others may come.
                    Err(why) => {
                        tracing::warn!(%why, "a connection was not taken");
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        continue;
                    }
                },
                () = &mut end => break,
            };
            let talk = graceful.watch(connection(stream, peer, self.router.clone()));
            tokio::spawn(async move {
                // How a connection ends is its own matter: the other side goes away as it likes.
                let _ = talk.await;
                drop(place);
            });
        }
        // Who looks on would do so for ever.
        self.ending.send_replace(true);
        let _ = tokio::time::timeout(GRACE, graceful.shutdown()).await;
    }
}

type Answer = axum::response::Response;

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> http1::Connection<
    TokioIo<TcpStream>,
    impl hyper::service::Service<
        Request<Incoming>,
        Response = Answer,
        Error = std::convert::Infallible,
        Future = impl Future<Output = Result<Answer, std::convert::Infallible>> + Send,
    >,
> {
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip()));
        router.clone().call(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service)
}
