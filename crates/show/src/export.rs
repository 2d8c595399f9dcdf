//! `/api/export`: a table of the store whole, or what a query finds of it, or the files of the field, written while they
//! are sent.

use crate::App;
use crate::fault::Fault;
use crate::request::{Format, Pairs};
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http_body::Frame;
use keep::columns::{self, Table};
use keep::{Form, KeepError, Of, Row, Sink, Store, Tables, To, Value, Wanted};
use std::io::{BufWriter, Error, ErrorKind, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

/// Names that are taken behind the `?`.
pub const TAKES: [&str; 3] = ["table", "q", "format"];

const TABS: &str = "text/tab-separated-values; charset=utf-8";

/// Forms of events over all tables: name, type of content, what the file is called. brat is a folder for each store, and
/// only the command writes it.
pub const FORMS: [(&str, Form, &str, &str); 8] = [
    ("gdelt-events", Form::GdeltEvents, TABS, "dateline.export.CSV"),
    ("gdelt-mentions", Form::GdeltMentions, TABS, "dateline.mentions.CSV"),
    ("icews", Form::Icews, TABS, "icews.tsv"),
    ("polecat", Form::Polecat, TABS, "polecat.tsv"),
    ("phoenix", Form::Phoenix, TABS, "phoenix.tsv"),
    ("webannotation", Form::WebAnnotation, "application/ld+json", "annotations.jsonld"),
    ("graphml", Form::Graphml, "application/graphml+xml", "dyads.graphml"),
    ("geojson", Form::Geojson, "application/geo+json", "events.geojson"),
];
/// Forms of one table.
pub const TABLES: [(&str, Tables, Format); 3] = [
    ("csv", Tables::Csv, Format::Csv),
    ("jsonl", Tables::Jsonl, Format::Jsonl),
    ("parquet", Tables::Parquet, Format::Parquet),
];
/// Rows that are held at a time.
const ROWS: usize = 1_024;

/// What is to be written.
enum Export {
    Table { table: &'static Table, form: Tables, holds: String, values: Vec<Value> },
    Form { form: Form, q: String },
}

/// Answers.
///
/// # Errors
/// If there is no such table or form, or the query cannot be asked.
pub async fn export(app: &App, query: &str) -> Result<Response, Fault> {
    let pairs = Pairs::parse(query);
    if let Some((name, _)) = pairs.0.iter().find(|p| !TAKES.contains(&p.0.as_str())) {
        return Err(Fault::wrong(format!("'{name}' is not asked here; there are {}", TAKES.join(", "))));
    }
    // The question is tried before the answer begins, so that a mistake is told as one.
    let (export, content, file) = app.pool.ask(move |store| wanted(store, &pairs)).await?;
    let (sender, receiver) = pieces();
    let (pool, streams) = (app.pool.clone(), app.pool.streams()?);
    tokio::spawn(async move {
        let pipe = Pipe(sender.clone());
        let written = pool.stream(move |store| export.write(store, pipe)).await;
        if let Err(fault) = written {
            tracing::warn!(why = fault.why, "an export broke off");
            // An answer that ends without its end is seen to be cut short.
            let _ = sender.send(Err(Error::other(fault.why))).await;
        }
        drop(streams);
    });
    let name = format!("attachment; filename=\"{file}\"");
    let head = [(header::CONTENT_TYPE, content.to_string()), (header::CONTENT_DISPOSITION, name)];
    Ok((head, Body::new(receiver)).into_response())
}

/// What is asked for, its type of content, what its file is called.
fn wanted(store: &Store, pairs: &Pairs) -> Result<(Export, &'static str, String), Fault> {
    let (q, format) = (pairs.get("q"), pairs.get("format"));
    if let Some((_, form, content, file)) = FORMS.into_iter().find(|f| f.0 == format) {
        if !pairs.get("table").is_empty() {
            return Err(Fault::wrong(format!("'{format}' is made of all tables; leave 'table' out")));
        }
        store.condition(Of::Events, q)?;
        return Ok((Export::Form { form, q: q.to_string() }, content, file.to_string()));
    }
    let format = if format.is_empty() { "csv" } else { format };
    let Some((name, form, kind)) = TABLES.into_iter().find(|f| f.0 == format) else {
        let all: Vec<&str> = TABLES.iter().map(|f| f.0).chain(FORMS.iter().map(|f| f.0)).collect();
        return Err(Fault::wrong(format!("'format' is one of {}", all.join(", "))));
    };
    let table = named(pairs.get("table"))?;
    let (holds, values) = condition(store, table, q)?;
    Ok((Export::Table { table, form, holds, values }, kind.names().1, format!("{}.{name}", table.name)))
}

fn named(name: &str) -> Result<&'static Table, Fault> {
    columns::all().find(|t| t.name == name).ok_or_else(|| {
        let all: Vec<&str> = columns::all().map(|t| t.name).collect();
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

impl Export {
    fn write(&self, store: &Store, pipe: Pipe) -> Result<(), Fault> {
        let out = BufWriter::with_capacity(64 * 1024, pipe);
        match self {
            Export::Form { form, q } => {
                let wanted = Wanted { form: *form, query: q, tables: &[] };
                keep::export(store, wanted, To::Stream(Box::new(out)))?;
                Ok(())
            }
            Export::Table { table, form, holds, values } => {
                let sink = Sink::new(*form, table, out);
                rows(store, table, holds, values, sink.map_err(|e| Fault::wrong(e.to_string()))?)
            }
        }
    }
}

fn rows(
    store: &Store,
    table: &'static Table,
    holds: &str,
    values: &[Value],
    mut sink: Sink<BufWriter<Pipe>>,
) -> Result<(), Fault> {
    let broke = |why: &dyn std::fmt::Display| Fault::wrong(why.to_string());
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
struct Pipe(Sender);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map(|()| bytes.len()).map_err(|_| Error::from(ErrorKind::BrokenPipe))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What pieces of a body are sent by; an error ends it before its end.
pub type Sender = mpsc::Sender<Result<Bytes, Error>>;

/// A body of pieces as they come.
pub struct Pieces(mpsc::Receiver<Result<Bytes, Error>>);

/// A body that is sent while it is made, and what sends it.
pub fn pieces() -> (Sender, Pieces) {
    let (sender, receiver) = mpsc::channel(8);
    (sender, Pieces(receiver))
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|p| p.map(Frame::data)))
    }
}
