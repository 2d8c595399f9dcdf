//! Every path with what answers it, and what lies around all of them.

use crate::fault::Fault;
use crate::lists::{CORRECTIONS, LISTS};
use crate::{App, api, guard, live, page};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Longest that the making of an answer may take, its sending not counted.
const LONGEST: Duration = Duration::from_secs(60);

/// All of them.
pub fn routes(app: App) -> Router {
    let mut router = Router::new();
    for list in LISTS.into_iter().filter(|l| l.name != CORRECTIONS.name) {
        let path = format!("/api/{}", list.name);
        let answer = move |State(app): State<App>, headers: HeaderMap, RawQuery(query): RawQuery| {
            api::list(app, list, headers, query.unwrap_or_default())
        };
        router = router.route(&path, get(answer));
    }
    // A form sends three bytes for one that is not plain.
    let most = app.longest * 3 + 4096;
    router
        .route("/api/articles/{id}", get(api::article))
        .route("/api/happenings/{id}", get(api::happening))
        .route("/api/export", get(api::export))
        .route("/api/read", post(api::read))
        .route("/api/corrections", get(corrections).post(api::correct))
        .route("/api/live", get(live::answer))
        .route("/api/openapi.json", get(api::description))
        .route("/health", get(api::health))
        .route("/metrics", get(api::metrics))
        .merge(page::routes())
        .fallback(missing)
        .method_not_allowed_fallback(not_so)
        .layer(DefaultBodyLimit::max(most))
        .layer(from_fn_with_state(app.clone(), around))
        .layer(CatchPanicLayer::custom(|_| {
            Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "Something broke that should not.").problem()
        }))
        .layer(CompressionLayer::new())
        .with_state(app)
}

async fn corrections(State(app): State<App>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    api::list(app, &CORRECTIONS, headers, query.unwrap_or_default()).await
}

/// A fault as whoever asks at this path reads it.
fn told(fault: &Fault, path: &str) -> Response {
    if path.starts_with("/api/") || path == "/health" || path == "/metrics" {
        fault.problem()
    } else {
        fault.page()
    }
}

async fn missing(request: Request<Body>) -> Response {
    told(&Fault::missing("There is nothing at this address."), request.uri().path())
}

async fn not_so(request: Request<Body>) -> Response {
    let why = format!("This address is not asked with {}.", request.method());
    told(&Fault::new(StatusCode::METHOD_NOT_ALLOWED, why), request.uri().path())
}

/// Before and after every answer: the guard, the state of the store, the time, the headers, the count.
async fn around(
    State(app): State<App>,
    route: Option<MatchedPath>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let began = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_string());
    let route = route.map_or_else(|| "none".to_string(), |r| r.as_str().to_string());
    let peer = request.extensions().get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |p| p.0);
    let passed = app.guard.pass(&method, request.headers(), peer);
    let mut answer = match passed {
        Err(fault) => told(&fault, &path),
        Ok(()) => kept(&app, request, next).await,
    };
    if answer.status() == StatusCode::PAYLOAD_TOO_LARGE
        && !answer.headers().contains_key(header::CACHE_CONTROL)
    {
        let why = format!("This is more than the {} bytes that a text may have here.", app.longest);
        answer = told(&Fault::new(StatusCode::PAYLOAD_TOO_LARGE, why), &path);
    }
    guard::headers(answer.headers_mut());
    let (status, took) = (answer.status().as_u16(), began.elapsed());
    app.metrics.count(&route, status, took);
    tracing::info!(%method, path, status, milliseconds = took.as_millis() as u64, "answered");
    answer
}

/// An answer that whoever asks may have already: it is told by the state of the store, the address and the form.
async fn kept(app: &App, request: Request<Body>, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_string());
    let asks = method == Method::GET || method == Method::HEAD;
    let living = matches!(path.as_str(), "/health" | "/metrics" | "/api/live");
    let tag = (asks && !living).then(|| tag(app, &request));
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|t| t.to_str().ok()).unwrap_or("");
    if let Some(tag) = tag.as_deref().filter(|t| known.split(',').any(|k| k.trim() == *t)) {
        return with_tag(StatusCode::NOT_MODIFIED.into_response(), tag);
    }
    let late = || {
        told(&Fault::new(StatusCode::SERVICE_UNAVAILABLE, "The answer took too long; ask for less."), &path)
    };
    let made = async { tokio::time::timeout(LONGEST, next.run(request)).await.unwrap_or_else(|_| late()) };
    let answer = match &tag {
        Some(tag) if method == Method::GET && is_made(&path) => app.answers.of(tag, made).await,
        _ => made.await,
    };
    match tag {
        Some(tag)
            if answer.status() == StatusCode::OK && !answer.headers().contains_key(header::CACHE_CONTROL) =>
        {
            with_tag(answer, &tag)
        }
        _ => answer,
    }
}

/// Whether an answer is made of the store, and whole before it is sent.
fn is_made(path: &str) -> bool {
    !path.starts_with("/page/") && path != "/api/export"
}

/// The program, a newer one of which may show the same store otherwise.
const MADE: &str = env!("CARGO_PKG_VERSION");

/// Weak, since the same answer is sent packed in several ways.
fn tag(app: &App, request: &Request<Body>) -> String {
    let accept = request.headers().get(header::ACCEPT).map_or(&b""[..], HeaderValue::as_bytes);
    let hash = Sha256::new()
        .chain_update(MADE)
        .chain_update(request.uri().to_string())
        .chain_update([0])
        .chain_update(accept);
    let hash: String = hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect();
    format!("W/\"{}.{hash}\"", app.pool.state())
}

fn with_tag(mut answer: Response, tag: &str) -> Response {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    answer
}
