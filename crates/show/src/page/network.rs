//! Who acts on whom, as a table of pairs.

use super::parts::{forms, number};
use super::{Links, onward, request_after, sent, shell};
use crate::App;
use crate::answer::Rows;
use crate::fault::Fault;
use crate::lists::DYADS;
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
    let request = request_after(&DYADS, &q, 200, pairs.get("after"))?;
    let rows = app.pool.ask(move |store| Rows::ask(store, &DYADS, &request)).await?;
    let source = address("/api/dyads", &[("q", &q), ("limit", "1000")]);
    let body = html! {
        h1 { "Network" }
        p.lead { "Pairs of a source and a target, the busiest first." }
        (super::places::narrow("/network", &q))
        figure data-island="network" data-source=(source) { (table(Links::Server, &q, &rows)) }
        (onward("/network", &[("q", &q)], rows.next.as_ref()))
        (forms("dyads", &[("q", &q)], &["csv", "jsonl", "parquet"]))
    };
    Ok(shell::page("Network", "/network", body))
}

/// Pairs with what lies between them.
pub fn table(links: Links, q: &str, rows: &Rows) -> Markup {
    html! {
        table.wide {
            thead { tr { th { "Source" } th { "Target" } th.num { "Events" } th.num { "Cooperative" } th.num { "Conflictive" }
                th.num { "Goldstein, mean" } th { "Last" } } }
            tbody {
                @for v in rows.views() {
                    @let pair = format!("{q} source:{} target:{}", v.text("source"), v.text("target"));
                    @let n = number(v.int("events").unwrap_or(0));
                    tr {
                        td { (links.actor(v.text("source"))) } td { (links.actor(v.text("target"))) }
                        td.num { @if links == Links::Server { a href=(address("/timeline", &[("q", pair.trim())])) { (n) } } @else { (n) } }
                        td.num { (v.get("cooperative").words()) } td.num { (v.get("conflictive").words()) }
                        td.num { (format!("{:+.1}", v.real("goldstein") / v.real("events").max(1.0)).replace('-', "−")) }
                        td { (v.text("last")) }
                    }
                }
            }
        }
        @if rows.rows.is_empty() { p.lead { "No pair is found." } }
    }
}
