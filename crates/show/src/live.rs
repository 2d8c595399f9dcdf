//! What is added to the store while one looks: server-sent events of the articles that another program puts in, with the
//! happenings that they tell of.

use crate::App;
use crate::answer::Rows;
use crate::export::{Pieces, Sender, pieces};
use crate::fault::Fault;
use crate::lists::HAPPENINGS;
use crate::request::Pairs;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use keep::{Store, Value};
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::sync::OwnedSemaphorePermit;

/// How often the store is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// After how long without news a sign of life is sent.
const QUIET: Duration = Duration::from_secs(15);
/// Most happenings of one event.
const MOST: usize = 20;

/// Those who look on at a time.
pub const WATCHERS: usize = 64;

/// Answers with a stream that goes on. It begins after the article `after`, or the last event that a browser had.
pub async fn answer(State(app): State<App>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    begin(app, &headers, &query.unwrap_or_default()).await.unwrap_or_else(|fault| fault.problem())
}

async fn begin(app: App, headers: &HeaderMap, query: &str) -> Result<Response, Fault> {
    let pairs = Pairs::parse(query);
    if let Some((name, _)) = pairs.0.iter().find(|p| p.0 != "after") {
        return Err(Fault::wrong(format!("'{name}' is not asked here; there is after")));
    }
    let last = headers.get("last-event-id").and_then(|h| h.to_str().ok()).unwrap_or(pairs.get("after"));
    let after = match last {
        "" => None,
        number => Some(number.parse().map_err(|_| Fault::wrong("'after' is the number of an article"))?),
    };
    let busy = |_| Fault::new(StatusCode::SERVICE_UNAVAILABLE, "Too many look on already.");
    let place = app.watchers.clone().try_acquire_owned().map_err(busy)?;
    let after = match after {
        Some(after) => after,
        None => app.pool.ask(last_article).await?,
    };
    let (sender, receiver): (Sender, Pieces) = pieces();
    tokio::spawn(follow(app, sender, after, place));
    let head = [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-store")];
    Ok((head, Body::new(receiver)).into_response())
}

/// Looks at the store until the other side or the server ends.
async fn follow(app: App, sender: Sender, mut after: i64, place: OwnedSemaphorePermit) {
    let mut ending = app.ending.clone();
    let (mut seen, mut last) = (String::new(), Instant::now());
    let mut words = "retry: 3000\n\n".to_string();
    loop {
        if !words.is_empty() && sender.send(Ok(Bytes::from(std::mem::take(&mut words)))).await.is_err() {
            break;
        }
        let state = app.pool.state();
        if state != seen {
            // Where the store cannot be asked just now, it is asked again at the next look.
            if let Ok((newest, told)) = app.pool.ask(move |store| news(store, after)).await {
                (seen, after) = (state, newest);
                words.push_str(&told);
            }
        } else if last.elapsed() > QUIET {
            words.push_str(":\n\n");
        }
        if !words.is_empty() {
            last = Instant::now();
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = sender.closed() => break,
            _ = ending.changed() => break,
        }
    }
    drop(place);
}

/// The number of the newest article.
pub fn last_article(store: &Store) -> Result<i64, Fault> {
    number(store, "SELECT coalesce(max(id), 0) FROM articles", &[])
}

/// The one number that answers a question.
fn number(store: &Store, question: &str, values: &[Value]) -> Result<i64, Fault> {
    let found = store.ask_with(question, values)?;
    Ok(found.rows.first().and_then(|r| r.first()?.int()).unwrap_or(0))
}

/// The newest article, and an event where there are some after one; its id is where a browser goes on that lost its way.
fn news(store: &Store, after: i64) -> Result<(i64, String), Fault> {
    let last = last_article(store)?;
    if last <= after {
        return Ok((after, String::new()));
    }
    let count = number(store, "SELECT count(*) FROM articles WHERE id > ?1", &[after.into()])?;
    let of = format!(
        "h.id IN (SELECT happening FROM happening_events WHERE article > ?1) ORDER BY h.day DESC, h.id DESC LIMIT {MOST}"
    );
    let happenings = Rows::that(store, &HAPPENINGS, &of, &[Value::Int(after)])?;
    let all: serde_json::Value = happenings.views().map(|v| v.json()).collect();
    let told = json!({ "articles": count, "last": last, "happenings": all });
    Ok((last, format!("event: news\nid: {last}\ndata: {told}\n\n")))
}
