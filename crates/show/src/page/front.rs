//! The front: how much there is, what happened lately, which pairs are busiest.

use super::parts::{Links, events, number};
use super::{chart, request, search, sent, shell};
use crate::App;
use crate::answer::Rows;
use crate::fault::Fault;
use crate::lists::{DYADS, EVENTS, TIMELINE};
use crate::request::address;
use axum::extract::State;
use axum::response::Response;
use keep::{Store, Value};
use maud::{Markup, html};

struct Front {
    counts: Vec<i64>,
    lately: Rows,
    dyads: Rows,
    months: Rows,
}

/// What is told of lately, and of pairs: what took place and is no background.
const NEWS: &str = "factuality:actual main:yes";

/// Answers.
pub async fn answer(State(app): State<App>) -> Response {
    sent(app.pool.ask(find).await.map(|front| page(&front)))
}

fn find(store: &Store) -> Result<Front, Fault> {
    const COUNTS: &str = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM events), (SELECT count(*) FROM statements)";
    let counts = store.ask(COUNTS)?.rows.into_iter().flatten().filter_map(|v: Value| v.int()).collect();
    Ok(Front {
        counts,
        lately: Rows::ask(store, &EVENTS, &request(NEWS, 8))?,
        dyads: Rows::ask(store, &DYADS, &request("factuality:actual", 40))?,
        months: Rows::ask(store, &TIMELINE, &request("factuality:actual", 10_000))?,
    })
}

fn page(front: &Front) -> Markup {
    let names = ["articles", "events", "statements"];
    let pairs: Vec<_> =
        front.dyads.views().filter(|v| v.text("source") != v.text("target")).take(12).collect();
    let most = pairs.first().map_or(1.0, |v| v.real("events"));
    let body = html! {
        h1 { "Who did what to whom, who said what" }
        p.lead {
            @for (at, (n, name)) in front.counts.iter().zip(names).enumerate() {
                @if at > 0 { ", " }
                strong { (number(*n)) } " " (name)
            }
            ". Each points to the words that support it."
        }
        (search::field("", "events"))
        @if front.counts.first() == Some(&0) {
            p { "This store is empty. " code { "dateline read … --store FILE" } " fills it; this page shows it at once." }
        }
        div.split {
            section aria-labelledby="lately" {
                h2 #lately { "Lately" }
                (events(Links::Server, front.lately.views()))
                p.more { a href=(address("/search", &[("q", NEWS)])) { "All the news" } }
            }
            aside aria-labelledby="pairs" {
                h2 #pairs { "Busiest pairs" }
                table.wide {
                    thead { tr { th { "Source" } th { "Target" } th.num { "Events" } td {} } }
                    tbody {
                        @for v in &pairs {
                            @let q = format!("source:{} target:{}", v.text("source"), v.text("target"));
                            tr {
                                td { span.code { (v.text("source")) } } td { span.code { (v.text("target")) } }
                                td.num { a href=(address("/timeline", &[("q", &q)])) { (number(v.int("events").unwrap_or(0))) } }
                                td.bar { (chart::share(v.real("events"), most)) }
                            }
                        }
                    }
                }
                p.more { a href="/network" { "All pairs" } }
                h2 { "Events by month" }
                (super::timeline::chart(&front.months))
                p.more { a href="/timeline" { "Timeline" } }
            }
        }
    };
    shell::page("Front", "/", body)
}
