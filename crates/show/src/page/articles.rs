//! Articles, the latest first, or those with some words.

use super::parts::{forms, number, origin};
use super::{onward, request_after, sent, shell};
use crate::App;
use crate::answer::{Rows, View};
use crate::fault::Fault;
use crate::lists::ARTICLES;
use crate::request::Pairs;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};

/// Answers.
pub async fn answer(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let pairs = Pairs::parse(&query.unwrap_or_default());
    sent(page(&app, &pairs).await)
}

async fn page(app: &App, pairs: &Pairs) -> Result<Markup, Fault> {
    let q = pairs.get("q").trim().to_string();
    let request = request_after(&ARTICLES, &q, 50, pairs.get("after"))?;
    let rows = app.pool.ask(move |store| Rows::ask(store, &ARTICLES, &request)).await?;
    let body = html! {
        h1 { "Articles" }
        form.row action="/articles" method="get" {
            p.grow { label for="q" { "With these words in title or text" } input #q type="search" name="q" value=(q) placeholder="ceasefire Aleppo" maxlength="2000"; }
            button { "Show" }
        }
        @if rows.rows.is_empty() { p.lead { "No article is found." } }
        @else { (list(&rows)) }
        (onward("/articles", &[("q", &q)], rows.next.as_ref()))
        (forms("articles", &[("q", &q)], &["csv", "jsonl", "parquet", "atom"]))
    };
    Ok(shell::page("Articles", "/articles", body))
}

fn list(rows: &Rows) -> Markup {
    html! {
        ol.records {
            @for v in rows.views() {
                li.rec {
                    p.title dir="auto" { a href={ "/articles/" (v.int("number").unwrap_or(0)) } { (title(v)) } }
                    p.from {
                        @if v.text("published").is_empty() { "no known day" } @else { time datetime=(v.text("published")) { (v.text("published")) } }
                        @if !v.text("origin").is_empty() { " · " (origin(v.text("origin"))) }
                        " · " (number(v.int("events").unwrap_or(0))) " events, " (number(v.int("statements").unwrap_or(0))) " statements"
                    }
                }
            }
        }
    }
}

/// The headline, else how it begins.
fn title(v: View<'_>) -> String {
    match (v.line("title"), v.line("begins")) {
        (title, _) if !title.is_empty() => title,
        (_, begins) if !begins.is_empty() => begins + "…",
        _ => v.line("id"),
    }
}
