//! The form that notes a correction.

use super::{sent, shell};
use crate::App;
use crate::correcting::{Subject, closed, correct, subject};
use crate::fault::Fault;
use crate::reading::Reading;
use crate::request::{Pairs, part};
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use keep::{Correction, Store};
use maud::{Markup, html};

/// The form.
pub async fn form(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let pairs = Pairs::parse(&query.unwrap_or_default());
    sent(asked(&app, &pairs).await)
}

async fn asked(app: &App, pairs: &Pairs) -> Result<Markup, Fault> {
    if app.writer.is_none() {
        return Err(closed());
    }
    let (article, record) = (pairs.get("article").to_string(), pairs.get("record").to_string());
    let name = record.clone();
    let found = app.pool.ask(move |store: &Store| subject(&Reading::of(store, &article)?, &record)).await?;
    Ok(page(app, &found, &name))
}

fn page(app: &App, found: &Subject, record: &str) -> Markup {
    let back = format!("/articles/{}{}", found.article, anchor(record));
    let body = html! {
        h1 { "Correct " (if record.is_empty() { "an article" } else { record }) }
        p.lead { "What you write is kept beside the record, with your name and the time. The record itself stays as it was read." }
        @if let Some(words) = &found.words { blockquote dir="auto" { a href=(back) { "“" (words) "”" } } }
        form.text action="/correct" method="post" {
            input type="hidden" name="form" value=(app.form);
            input type="hidden" name="article" value=(found.article);
            input type="hidden" name="record" value=(record);
            p { label for="field" { "What is wrong" } select #field name="field" {
                option value="" { "all of it, as the note says" }
                @for field in found.fields { option value=(field) { (field.replace('_', " ")) } }
            } }
            p { label for="value" { "What is right" } input #value name="value" maxlength="1000" dir="auto"; }
            p { label for="note" { "Why" } textarea #note name="note" rows="4" maxlength="4000" dir="auto" {} }
            p { label for="who" { "Your name" } input #who name="who" required maxlength="200" autocomplete="name" dir="auto"; }
            button { "Keep this" }
        }
    };
    shell::page("Correct a record", "", body)
}

fn anchor(record: &str) -> String {
    if record.is_empty() { String::new() } else { format!("#r-{}", part(record)) }
}

/// Notes what the form says, and goes back to the record.
pub async fn answer(State(app): State<App>, body: Bytes) -> Response {
    match noted(&app, &body).await {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(fault) => fault.page(),
    }
}

async fn noted(app: &App, body: &[u8]) -> Result<String, Fault> {
    let form = Pairs::parse(&String::from_utf8_lossy(body));
    if !crate::guard::is(form.get("form"), &app.form) {
        let why = "This form is not of this server as it runs now; go back, load the page again and send it once more.";
        return Err(Fault::new(StatusCode::FORBIDDEN, why));
    }
    let text = |name: &str| Some(form.get(name).trim().to_string()).filter(|t| !t.is_empty());
    let article = form.get("article").parse().map_err(|_| Fault::wrong("'article' is the number of one"))?;
    let said = Correction {
        article,
        record: form.get("record").to_string(),
        field: text("field"),
        value: text("value"),
        note: text("note"),
        who: text("who").unwrap_or_default(),
        words: None,
    };
    let to = format!("/articles/{article}{}", anchor(&said.record));
    correct(app, said).await?;
    Ok(to)
}
