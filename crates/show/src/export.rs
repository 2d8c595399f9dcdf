//! `/api/export`: a table of the store whole, or what a query finds of it, written while it is sent.

use crate::App;
use crate::fault::Fault;
use crate::request::{Format, Pairs, format};
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http_body::Frame;
use keep::columns::{TABLES, Table};
use keep::{KeepError, Of, Row, Sink, Store, Tables, Value};
use std::io::{BufWriter, Error, ErrorKind, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Names that are taken behind the `?`.
pub const TAKES: [&str; 3] = ["table", "q", "format"];
/// Rows that are held at a time.
const ROWS: usize = 1_024;

/// Answers.
///
/// # Errors
/// If there is no such table or form, or the query cannot be asked.
pub async fn export(app: &App, query: &str) -> Result<Response, Fault> {
    let pairs = Pairs::parse(query);
    if let Some((name, _)) = pairs.0.iter().find(|p| !TAKES.contains(&p.0.as_str())) {
        return Err(Fault::wrong(format!("'{name}' is not asked here; there are {}", TAKES.join(", "))));
    }
    let table = named(pairs.get("table"))?;
    let form = match pairs.get("format") {
        "" | "csv" => Tables::Csv,
        "jsonl" => Tables::Jsonl,
        "parquet" => Tables::Parquet,
        _ => return Err(Fault::wrong("a table is written as csv, jsonl or parquet")),
    };
    let (_, content) = format(if pairs.get("format").is_empty() { "csv" } else { pairs.get("format") })
        .unwrap_or(Format::Csv)
        .names();
    let q = pairs.get("q").to_string();
    // The question is tried before the answer begins, so that a mistake is told as one.
    let (holds, values) = app.pool.ask(move |store| Ok(condition(store, table, &q)?)).await?;
    let (sender, receiver) = channel(8);
    let (pool, streams) = (app.pool.clone(), app.pool.streams()?);
    tokio::spawn(async move {
        let pipe = Pipe(sender.clone());
        let written = pool.stream(move |store| write(store, table, form, &holds, &values, pipe)).await;
        if let Err(fault) = written {
            tracing::warn!(why = fault.why, "an export broke off");
            // An answer that ends without its end is seen to be cut short.
            let _ = sender.send(Err(Error::other(fault.why))).await;
        }
        drop(streams);
    });
    let name = format!("attachment; filename=\"{}.{}\"", table.name, ending(form));
    let head = [(header::CONTENT_TYPE, content.to_string()), (header::CONTENT_DISPOSITION, name)];
    Ok((head, Body::new(Stream(receiver))).into_response())
}

fn ending(form: Tables) -> &'static str {
    match form {
        Tables::Csv => "csv",
        Tables::Jsonl => "jsonl",
        Tables::Parquet => "parquet",
    }
}

fn named(name: &str) -> Result<&'static Table, Fault> {
    TABLES.into_iter().find(|t| t.name == name).ok_or_else(|| {
        let all: Vec<&str> = TABLES.iter().map(|t| t.name).collect();
        Fault::wrong(format!("'table' is one of {}", all.join(", ")))
    })
}

/// Which rows of the table are wanted.
fn condition(store: &Store, table: &Table, q: &str) -> Result<(String, Vec<Value>), KeepError> {
    let of = match table.name {
        _ if q.is_empty() => return Ok(("TRUE".to_string(), Vec::new())),
        "events" => Of::Events,
        "statements" => Of::Statements,
        _ => {
            let why = "only events and statements are asked with 'q'; leave it out".to_string();
            return Err(KeepError::Question { why });
        }
    };
    let (holds, values) = store.condition(of, q)?;
    let spots = if of == Of::Events { "LEFT JOIN spots s ON s.geonames = e.geonames" } else { "" };
    let from = format!("{} e JOIN articles a ON a.id = e.article {spots}", table.name);
    Ok((format!("id IN (SELECT e.id FROM {from} WHERE {holds})"), values))
}

fn write(
    store: &Store,
    table: &'static Table,
    form: Tables,
    holds: &str,
    values: &[Value],
    pipe: Pipe,
) -> Result<(), Fault> {
    let broke = |why: &dyn std::fmt::Display| Fault::wrong(why.to_string());
    let out = BufWriter::with_capacity(64 * 1024, pipe);
    let mut sink = Sink::new(form, table, out).map_err(|e| broke(&e))?;
    let names: Vec<String> = table.columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
    let sql = format!(
        "SELECT {} FROM {} WHERE {holds} ORDER BY {}",
        names.join(", "),
        table.name,
        table.key.join(", ")
    );
    let (mut waiting, mut failed): (Vec<Row>, _) = (Vec::new(), None);
    store.each(table, &sql, values, &mut |row| {
        waiting.push(row);
        if waiting.len() == ROWS {
            failed = sink.write(&std::mem::take(&mut waiting)).err();
        }
        failed.is_none()
    })?;
    let done = failed.map_or(Ok(()), Err).and_then(|()| sink.write(&waiting)).and_then(|()| sink.end());
    let mut out = done.map_err(|e| broke(&e))?;
    out.flush().map_err(|e| broke(&e))
}

/// Bytes to the answer; it waits while the other side does, and ends where that has gone away.
struct Pipe(Sender<Piece>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map(|()| bytes.len()).map_err(|_| Error::from(ErrorKind::BrokenPipe))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A body of pieces as they come.
struct Stream(Receiver<Piece>);

type Piece = Result<Bytes, Error>;

impl http_body::Body for Stream {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|p| p.map(Frame::data)))
    }
}
