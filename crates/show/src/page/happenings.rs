//! What several articles tell of, by a query.

use super::parts::{forms, number};
use super::{Links, onward, request_after, sent, shell};
use crate::App;
use crate::answer::{Rows, View};
use crate::fault::Fault;
use crate::lists::HAPPENINGS;
use crate::request::{Pairs, address};
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
    let most = pairs.get("first") == "reports";
    let mut request = request_after(&HAPPENINGS, &q, 40, pairs.get("after"))?;
    request.asked.most = most;
    let rows = app.pool.ask(move |store| Rows::ask(store, &HAPPENINGS, &request)).await?;
    let first = if most { "reports" } else { "" };
    let body = html! {
        h1 { "Happenings" }
        p.lead { "What at least two articles tell of, each once, with its reports: what they agree on, and what not." }
        form.row action="/happenings" method="get" {
            p.grow { label for="q" { "Of happenings that are" } input #q name="q" value=(q) placeholder="type:PROTEST since:2016" maxlength="2000"; }
            p { label for="first" { "First" } select #first name="first" {
                option value="" { "the latest" }
                option value="reports" selected[most] { "with most reports" }
            } }
            button { "Show" }
        }
        @if rows.rows.is_empty() {
            p.lead { "No happening is found. One is seen where two articles with a day of publication tell of the same; "
                a href=(address("/search", &[("q", &q)])) { "events" } " are there for each article." }
        }
        (list(rows.views()))
        (onward("/happenings", &[("q", &q), ("first", first)], rows.next.as_ref()))
        p.forms { "Seen as "
            a href=(address("/timeline", &[("q", &q)])) { "timeline" } ", "
            a href=(address("/places", &[("q", &q)])) { "map" } }
        (forms("happenings", &[("q", &q), ("first", first)], &["csv", "jsonl", "parquet", "geojson", "atom"]))
    };
    Ok(shell::page("Happenings", "/happenings", body))
}

/// Happenings, each with its sides and how many tell of it.
pub fn list<'v>(views: impl Iterator<Item = View<'v>>) -> Markup {
    html! {
        ol.records {
            @for v in views {
                li class={ "rec q" (v.int("quad").unwrap_or(0)) } {
                    p.title dir="auto" { a href={ "/happenings/" (v.int("number").unwrap_or(0)) } { (title(v)) } }
                    (facts(v))
                }
            }
        }
    }
}

/// The headline, or what else it can be called.
pub fn title(v: View<'_>) -> String {
    match v.line("title") {
        words if words.is_empty() => format!("Happening {}", v.int("number").unwrap_or(0)),
        // A store keeps so much of a text that has no headline.
        words if v.text("title").chars().count() == 100 => words + "…",
        words => words,
    }
}

/// What is known of it, in a line.
pub fn facts(v: View<'_>) -> Markup {
    let [source, target] = [v.text("source"), v.text("target")];
    html! {
        p.from {
            @if !v.text("type").is_empty() { span.type { (v.text("type")) } " " }
            @if !source.is_empty() || !target.is_empty() {
                (super::parts::side(Links::Server, source, "")) " → " (super::parts::side(Links::Server, target, "")) " · "
            }
            time datetime=(v.text("day")) { (v.text("day")) }
            @if !v.text("place").is_empty() { " · " bdi { (v.text("place")) } @if !v.text("country").is_empty() { " " span.code { (v.text("country")) } } }
            " · " strong { (number(v.int("reports").unwrap_or(0))) } " reports"
        }
    }
}
