//! What a person says of a record, checked and noted beside it; only where the server was told to write.

use crate::App;
use crate::answer::View;
use crate::fault::Fault;
use crate::reading::Reading;
use axum::http::StatusCode;
use keep::columns::{COMMITMENTS, EVENTS, STATEMENTS, Table};
use keep::{Correction, Store};
use std::sync::PoisonError;

/// What can be said of each kind of record: the letter that its names begin with, its table, its fields.
const KINDS: [(&str, Option<&Table>, &[&str]); 4] = [
    (
        "v",
        Some(&EVENTS),
        &[
            "type",
            "mode",
            "cameo",
            "source",
            "target",
            "factuality",
            "main",
            "day",
            "place",
            "claimed_name",
            "same_as",
        ],
    ),
    (
        "s",
        Some(&STATEMENTS),
        &["speaker_name", "speaker_actor", "addressee_name", "stance", "form", "content", "day"],
    ),
    ("c", Some(&COMMITMENTS), &["kind", "by", "to", "what", "deadline", "status", "day"]),
    ("", None, &["title", "published", "origin", "language"]),
];
/// Most letters of who says so, of a value, of a note.
const LONGEST: [usize; 3] = [200, 1_000, 4_000];

/// A record that is to be corrected.
pub struct Subject {
    /// Number of its article.
    pub article: i64,
    /// What can be said of it.
    pub fields: &'static [&'static str],
    /// The words that it stands on; none of the article itself.
    pub words: Option<String>,
}

/// Looks for a record, by its name in the article.
///
/// # Errors
/// If there is none.
pub fn subject(reading: &Reading, record: &str) -> Result<Subject, Fault> {
    let missing = || Fault::missing("There is no such record in this article.");
    let (letter, number) = record.split_at_checked(1).unwrap_or_default();
    if letter.is_empty() != record.is_empty() {
        return Err(missing());
    }
    let (_, table, fields) = KINDS.into_iter().find(|k| k.0 == letter).ok_or_else(missing)?;
    let article = reading.article().int("id").unwrap_or(0);
    let Some(table) = table else { return Ok(Subject { article, fields, words: None }) };
    let n: i64 = number.parse().map_err(|_| missing())?;
    let row = reading.rows(table).find(|v| v.int("n") == Some(n)).ok_or_else(missing)?;
    let text: Vec<char> = reading.article().text("text").chars().collect();
    let words =
        |[begin, end]: [usize; 2]| text.get(begin..end).unwrap_or_default().iter().collect::<String>();
    let spans: Vec<String> = spans(row).into_iter().map(words).collect();
    Ok(Subject { article, fields, words: Some(spans.join(" … ")) })
}

fn spans(row: View<'_>) -> Vec<[usize; 2]> {
    match row.table.name {
        "events" => row.span("trigger_begin", "trigger_end").into_iter().collect(),
        "statements" => row.spans("content"),
        _ => row.spans("what"),
    }
}

/// Notes a correction; says its number.
///
/// # Errors
/// If this server does not write, something of it is wrong, or the store is being written by somebody else for too long.
pub async fn correct(app: &App, mut said: Correction) -> Result<i64, Fault> {
    if app.writer.is_none() {
        return Err(closed());
    }
    check(&said)?;
    let (article, record, field) = (said.article.to_string(), said.record.clone(), said.field.clone());
    let found = app.pool.ask(move |store: &Store| subject(&Reading::of(store, &article)?, &record)).await?;
    if let Some(field) = field.filter(|f| !found.fields.contains(&f.as_str())) {
        let all = found.fields.join(", ");
        return Err(Fault::wrong(format!(
            "'{field}' is nothing that can be corrected here; there are {all}"
        )));
    }
    said.words = found.words;
    let app = app.clone();
    let noted = tokio::task::spawn_blocking(move || {
        let writer = app.writer.as_ref().ok_or_else(closed)?;
        let store = writer.lock().unwrap_or_else(PoisonError::into_inner);
        store.correct(&said)?.ok_or_else(|| Fault::missing("There is no such article in this store."))
    });
    noted.await.map_err(|_| Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "The note was not kept."))?
}

/// What this server answers where it only reads.
pub fn closed() -> Fault {
    Fault::new(
        StatusCode::FORBIDDEN,
        "This server only reads; `dateline serve --write` lets people correct records.",
    )
}

fn check(said: &Correction) -> Result<(), Fault> {
    if said.who.trim().is_empty() {
        return Err(Fault::wrong("Say who corrects: 'who' is empty."));
    }
    if said.value.is_none() && said.note.is_none() {
        return Err(Fault::wrong("Say what is right, or write a note: both are empty."));
    }
    if said.value.is_some() && said.field.is_none() {
        return Err(Fault::wrong("Say what it is the right value of: 'field' is empty."));
    }
    let texts = [("who", Some(&said.who)), ("value", said.value.as_ref()), ("note", said.note.as_ref())];
    for ((name, text), longest) in texts.into_iter().zip(LONGEST) {
        if text.is_some_and(|t| t.chars().count() > longest) {
            return Err(Fault::wrong(format!("'{name}' may have {longest} letters")));
        }
    }
    Ok(())
}
