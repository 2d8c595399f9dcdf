//! The interface for programs: lists, articles, reading, and what the server says of itself.

use crate::answer::{Rows, written};
use crate::fault::Fault;
use crate::happening::Happened;
use crate::lists::{List, TIMELINE};
use crate::reading::{Reading, Told};
use crate::request::{Pairs, Request, address};
use crate::{App, correcting, openapi, page};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use keep::Correction;
use serde_json::{Value, json};
use std::sync::Arc;

/// Rows of a list.
pub async fn list(app: App, list: &'static List, headers: HeaderMap, query: String) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|a| a.to_str().ok()).unwrap_or("").to_string();
    listed(&app, list, &accept, &query).await.unwrap_or_else(|fault| fault.problem())
}

async fn listed(app: &App, list: &'static List, accept: &str, query: &str) -> Result<Response, Fault> {
    let pairs = Pairs::parse(query);
    let request = Request::of(list, &pairs, accept)?;
    let asked = request.clone();
    let rows = match list.name == TIMELINE.name {
        true => page::timeline(app, &asked).await?,
        false => Arc::new(app.pool.ask(move |store| Rows::ask(store, list, &asked)).await?),
    };
    let next = rows.next.as_ref().map(|cursor| onward(list, &pairs, &cursor.words()));
    let body = written(&rows, request.format, &request.asked, next.as_deref())?;
    let mut answer = ([(header::CONTENT_TYPE, request.format.names().1)], body).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    if let Some(link) = next.and_then(|n| HeaderValue::from_str(&format!("<{n}>; rel=\"next\"")).ok()) {
        headers.insert(header::LINK, link);
    }
    Ok(answer)
}

/// The address of the rows after these.
fn onward(list: &List, pairs: &Pairs, after: &str) -> String {
    let others = pairs.0.iter().filter(|p| p.0 != "after").map(|p| (p.0.as_str(), p.1.as_str()));
    let all: Vec<(&str, &str)> = others.chain([("after", after)]).collect();
    address(&format!("/api/{}", list.name), &all)
}

/// One article with all its records.
pub async fn article(State(app): State<App>, Path(id): Path<String>) -> Response {
    let found = app.pool.ask(move |store| Ok(Reading::of(store, &id)?.json())).await;
    found.map_or_else(|fault| fault.problem(), |json| sent_json(&json))
}

/// One happening with what its reports say.
pub async fn happening(State(app): State<App>, Path(id): Path<String>) -> Response {
    let found = app.pool.ask(move |store| Ok(Happened::of(store, &id)?.json())).await;
    found.map_or_else(|fault| fault.problem(), |json| sent_json(&json))
}

/// A table of the store.
pub async fn export(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let done = crate::export::export(&app, &query.unwrap_or_default()).await;
    done.unwrap_or_else(|fault| fault.problem())
}

/// The record of a text.
pub async fn read(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|t| t.to_str().ok()).unwrap_or("").to_string();
    let told = async {
        let (text, published) = sent(&kind, &body)?;
        told(&app, text, published).await
    };
    told.await.map_or_else(|fault| fault.problem(), |told| sent_json(&told.json))
}

/// Text and day of publication, out of JSON or as the text alone.
fn sent(kind: &str, body: &[u8]) -> Result<(String, Option<String>), Fault> {
    if kind.starts_with("application/json") {
        let sent: Value = serde_json::from_slice(body).map_err(|e| Fault::wrong(format!("no JSON: {e}")))?;
        let text = sent["text"].as_str().ok_or_else(|| Fault::wrong("a field 'text' is needed"))?;
        let published = match &sent["published"] {
            Value::Null => None,
            Value::String(day) if !day.is_empty() => Some(day.clone()),
            _ => return Err(Fault::wrong("'published' is a day: \"2016-12-12\"")),
        };
        return Ok((text.to_string(), published));
    }
    if kind.starts_with("text/plain") {
        let text = std::str::from_utf8(body).map_err(|_| Fault::wrong("the text is not UTF-8"))?;
        return Ok((text.to_string(), None));
    }
    let why = "send JSON with a field 'text', or text/plain";
    Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, why))
}

/// Reads a text on a thread of its own; one at a time, since it takes a core whole.
///
/// # Errors
/// If it is too long or empty, its day is none, or nobody here reads.
pub async fn told(app: &App, text: String, published: Option<String>) -> Result<Told, Fault> {
    let Some(reader) = app.reader.clone() else {
        return Err(Fault::missing("This server does not read texts."));
    };
    if text.len() > app.longest {
        let why = format!("A text may have {} bytes here; `dateline read` takes longer ones.", app.longest);
        return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, why));
    }
    if text.trim().is_empty() {
        return Err(Fault::wrong("There is no text to read."));
    }
    let turn = app.reads.clone().acquire_owned().await;
    let read = tokio::task::spawn_blocking(move || {
        let told = reader(&text, published.as_deref().filter(|p| !p.is_empty()));
        drop(turn);
        told
    });
    let broke = |_| Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "The reading broke off.");
    read.await.map_err(broke)?.map_err(Fault::wrong)
}

/// Notes a correction. A page of another site cannot send JSON here.
pub async fn correct(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|t| t.to_str().ok()).unwrap_or("").to_string();
    let noted = async { correcting::correct(&app, correction(&kind, &body)?).await };
    match noted.await {
        Ok(id) => (StatusCode::CREATED, sent_json(&json!({ "id": id }))).into_response(),
        Err(fault) => fault.problem(),
    }
}

/// A correction out of JSON.
fn correction(kind: &str, body: &[u8]) -> Result<Correction, Fault> {
    if !kind.starts_with("application/json") {
        return Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send JSON"));
    }
    let sent: Value = serde_json::from_slice(body).map_err(|e| Fault::wrong(format!("no JSON: {e}")))?;
    let text = |name: &str| match &sent[name] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.trim().to_string()).filter(|t| !t.is_empty())),
        _ => Err(Fault::wrong(format!("'{name}' is a text"))),
    };
    let article = sent["article"].as_i64().ok_or_else(|| Fault::wrong("'article' is the number of one"))?;
    Ok(Correction {
        article,
        record: text("record")?.unwrap_or_default(),
        field: text("field")?,
        value: text("value")?,
        note: text("note")?,
        who: text("who")?.unwrap_or_default(),
        words: None,
    })
}

/// The description of this interface.
pub async fn description() -> Response {
    sent_json(&openapi::document())
}

/// Whether the store can be asked.
pub async fn health(State(app): State<App>) -> Response {
    let asked = app.pool.ask(|store| Ok(store.ask("SELECT 1 FROM articles LIMIT 1").map(drop)?)).await;
    asked.map_or_else(|fault| fault.problem(), |()| sent_json(&json!({ "status": "ok" })))
}

/// What the server counts of itself.
pub async fn metrics(State(app): State<App>) -> Response {
    const ROWS: &str = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM events), (SELECT count(*) FROM statements)";
    let asked = app.pool.ask(|store| Ok(store.ask(ROWS)?)).await;
    let counted = asked.map(|answer| {
        let row = answer.rows.into_iter().next().unwrap_or_default();
        let names = ["articles", "events", "statements"].into_iter();
        names.zip(row.iter().filter_map(keep::Value::int)).collect::<Vec<_>>()
    });
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, app.metrics.text(&counted.unwrap_or_default())).into_response()
}

fn sent_json(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}
