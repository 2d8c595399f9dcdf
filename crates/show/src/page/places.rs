//! Where what a query finds takes place.

use super::parts::{forms, number};
use super::{Links, chart, onward, request_after, sent, shell, sketch};
use crate::App;
use crate::answer::Rows;
use crate::fault::Fault;
use crate::lists::PLACES;
use crate::request::{Cursor, Pairs, address};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};

/// Answers.
pub async fn answer(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let pairs = Pairs::parse(&query.unwrap_or_default());
    sent(page(&app, &pairs).await)
}

/// Places that the map draws, and those of them that one page lists.
const DRAWN: usize = 10_000;
const LISTED: usize = 200;

async fn page(app: &App, pairs: &Pairs) -> Result<Markup, Fault> {
    let q = pairs.get("q").trim().to_string();
    let request = request_after(&PLACES, &q, DRAWN, pairs.get("after"))?;
    let passed = if let Some(Cursor::Count(n)) = request.after { n } else { 0 };
    let mut rows = app.pool.ask(move |store| Rows::ask(store, &PLACES, &request)).await?;
    let told = rows.views().any(|v| v.int("happenings").unwrap_or(0) > 0);
    let of = if told && pairs.get("of") != "events" { "happenings" } else { "events" };
    let sketch = sketch::map(&rows, of);
    if rows.rows.len() > LISTED {
        rows.rows.truncate(LISTED);
        rows.next = Some(Cursor::Count(passed + LISTED));
    }
    let source = address("/api/places", &[("q", &q), ("format", "geojson"), ("limit", "10000")]);
    let body = html! {
        h1 { "Places" }
        (narrow("/places", &q))
        @if told {
            p.tabs {
                a href=(address("/places", &[("q", &q)])) aria-current=[(of == "happenings").then_some("true")] { "Happenings" }
                a href=(address("/places", &[("q", &q), ("of", "events")])) aria-current=[(of == "events").then_some("true")] { "Events" }
            }
        }
        figure data-island="map" data-source=(source) data-of=(of) { (sketch) (table(Links::Server, &q, &rows)) }
        (onward("/places", &[("q", &q), ("of", pairs.get("of"))], rows.next.as_ref()))
        (forms("places", &[("q", &q)], &["csv", "jsonl", "parquet", "geojson"]))
    };
    Ok(shell::page("Places", "/places", body))
}

/// A field that narrows what a page shows.
pub fn narrow(path: &str, q: &str) -> Markup {
    html! {
        form.row action=(path) method="get" {
            p.grow { label for="q" { "Of events that are" } input #q name="q" value=(q) placeholder="type:PROTEST since:2016" maxlength="2000"; }
            button { "Show" }
        }
    }
}

/// Places with how many events.
pub fn table(links: Links, q: &str, rows: &Rows) -> Markup {
    let most = rows.views().next().map_or(1.0, |v| v.real("events"));
    html! {
        table.wide {
            thead { tr { th { "Place" } th { "Country" } th.num { "Events" } td {} th.num { "Happenings" } th.num { "North" } th.num { "East" } } }
            tbody {
                @for v in rows.views() {
                    @let narrowed = format!("{q} place:\"{}\"", v.text("place").replace('"', " "));
                    tr {
                        td { bdi { (v.text("place")) } } td { span.code { (v.text("country")) } }
                        td.num {
                            @let n = number(v.int("events").unwrap_or(0));
                            @if links == Links::Server { a href=(address("/search", &[("q", narrowed.trim())])) { (n) } } @else { (n) }
                        }
                        td.bar { (chart::share(v.real("events"), most)) }
                        td.num {
                            @let told = number(v.int("happenings").unwrap_or(0));
                            @if links == Links::Server && told != "0" { a href=(address("/happenings", &[("q", narrowed.trim())])) { (told) } } @else { (told) }
                        }
                        td.num { (format!("{:.2}", v.real("lat"))) } td.num { (format!("{:.2}", v.real("lon"))) }
                    }
                }
            }
        }
        @if rows.rows.is_empty() { p.lead { "No event of a known place is found." } }
    }
}
