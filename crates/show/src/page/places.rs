//! Where what a query finds takes place.

use super::parts::{forms, number, term};
use super::{Links, chart, onward, request_after, sent, shell, sketch};
use crate::App;
use crate::answer::{Rows, View};
use crate::fault::Fault;
use crate::lists::{List, PLACES, SCENES};
use crate::request::{Cursor, Pairs, address};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use keep::Store;
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
    let (after, of) = (pairs.get("after").to_string(), pairs.get("of").to_string());
    let asked = q.clone();
    let (list, mut rows) = app.pool.ask(move |store| found(store, &asked, &after, &of)).await?;
    let told = list.name == SCENES.name;
    let of = if told { "happenings" } else { "events" };
    let sketch = sketch::map(&rows, of);
    if rows.rows.len() > LISTED {
        rows.rows.truncate(LISTED);
        let passed = Cursor::passed(Cursor::parse(pairs.get("after")).as_ref());
        rows.next = Some(Cursor::Count(passed + LISTED));
    }
    let source =
        address(&format!("/api/{}", list.name), &[("q", &q), ("format", "geojson"), ("limit", "10000")]);
    let body = html! {
        h1 { "Places" }
        (narrow("/places", &q))
        p.tabs {
            a href=(address("/places", &[("q", &q), ("of", "happenings")])) aria-current=[told.then_some("true")] { "Happenings" }
            a href=(address("/places", &[("q", &q), ("of", "events")])) aria-current=[(!told).then_some("true")] { "Events" }
        }
        figure data-island="map" data-source=(source) data-of=(of) {
            (sketch)
            @if told { (scenes(&q, &rows)) } @else { (table(Links::Server, &q, &rows)) }
        }
        (onward("/places", &[("q", &q), ("of", of)], rows.next.as_ref()))
        (forms(list.name, &[("q", &q)], &["csv", "jsonl", "parquet", "geojson"]))
    };
    Ok(shell::page("Places", "/places", body))
}

/// Where happenings take place, unless events are asked for or no happening is found.
fn found(store: &Store, q: &str, after: &str, of: &str) -> Result<(&'static List, Rows), Fault> {
    if of != "events" {
        let rows = Rows::ask(store, &SCENES, &request_after(&SCENES, q, DRAWN, after)?)?;
        if of == "happenings" || !rows.rows.is_empty() {
            return Ok((&SCENES, rows));
        }
    }
    Ok((&PLACES, Rows::ask(store, &PLACES, &request_after(&PLACES, q, DRAWN, after)?)?))
}

/// The query, narrowed to a place.
fn at(q: &str, v: View<'_>) -> String {
    format!("{q} {}", term("place", v.text("place"))).trim().to_string()
}

/// Places with how many happenings.
fn scenes(q: &str, rows: &Rows) -> Markup {
    let most = rows.views().next().map_or(1.0, |v| v.real("happenings"));
    html! {
        table.wide {
            thead { tr { th { "Place" } th { "Country" } th.num { "Happenings" } td {} th.num { "Reports" } th.num { "Cooperative" } th.num { "Conflictive" } th { "Last" } } }
            tbody {
                @for v in rows.views() {
                    tr {
                        td { bdi { (v.text("place")) } } td { span.code { (v.text("country")) } }
                        td.num { a href=(address("/happenings", &[("q", &at(q, v))])) { (number(v.int("happenings").unwrap_or(0))) } }
                        td.bar { (chart::share(v.real("happenings"), most)) }
                        td.num { (v.get("reports").words()) } td.num { (v.get("cooperative").words()) }
                        td.num { (v.get("conflictive").words()) } td.day { (v.text("last")) }
                    }
                }
            }
        }
        @if rows.rows.is_empty() { p.lead { "No happening of a known place is found; " a href=(address("/places", &[("q", q), ("of", "events")])) { "events" } " may be." } }
    }
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
            thead { tr { th { "Place" } th { "Country" } th.num { "Events" } td {} th.num { "North" } th.num { "East" } } }
            tbody {
                @for v in rows.views() {
                    @let narrowed = at(q, v);
                    tr {
                        td { bdi { (v.text("place")) } } td { span.code { (v.text("country")) } }
                        td.num {
                            @let n = number(v.int("events").unwrap_or(0));
                            @if links == Links::Server { a href=(address("/search", &[("q", &narrowed)])) { (n) } } @else { (n) }
                        }
                        td.bar { (chart::share(v.real("events"), most)) }
                        td.num { (format!("{:.2}", v.real("lat"))) } td.num { (format!("{:.2}", v.real("lon"))) }
                    }
                }
            }
        }
        @if rows.rows.is_empty() { p.lead { "No event of a known place is found." } }
    }
}
