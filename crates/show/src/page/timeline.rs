//! A timeline of what a query finds, of a pair above all: bars, the same as a table, the latest events.

use super::happenings::list;
use super::parts::{Links, events, forms, number};
use super::{chart as bars, front, request, sent, shell};
use crate::App;
use crate::answer::{Rows, View};
use crate::fault::Fault;
use crate::lists::{EVENTS, HAPPENINGS};
use crate::request::{Pairs, address, by};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};

/// Answers.
pub async fn answer(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let pairs = Pairs::parse(&query.unwrap_or_default());
    sent(page(&app, &pairs).await)
}

/// Happenings that are drawn as points, those that most reports tell of.
const POINTS: &str = "1000";

/// The query of a form with two sides, or of the field.
fn asked(pairs: &Pairs) -> String {
    let side = |name: &str| {
        let code = pairs.get(name).trim().to_string();
        match code.contains(char::is_whitespace) {
            _ if code.is_empty() => String::new(),
            true => format!("{name}:\"{}\"", code.replace('"', "")),
            false => format!("{name}:{code}"),
        }
    };
    let all = [side("source"), side("target"), pairs.get("q").trim().to_string()];
    all.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
}

async fn page(app: &App, pairs: &Pairs) -> Result<Markup, Fault> {
    let q = asked(pairs);
    let mut points = request(&q, 10_000);
    points.asked.by = by(pairs.get("by"))?;
    let scale = if pairs.get("by").is_empty() { "month" } else { pairs.get("by") };
    let latest = request(&q, 10);
    let mut told = latest.clone();
    told.asked.most = true;
    let ask = move |store: &keep::Store| {
        Ok((Rows::ask(store, &HAPPENINGS, &told)?, Rows::ask(store, &EVENTS, &latest)?))
    };
    let points = front::timeline(app, &points).await?;
    let (told, latest) = app.pool.ask(ask).await?;
    let total: i64 = points.views().filter_map(|v| v.int("events")).sum();
    let source = address("/api/timeline", &[("q", &q), ("by", scale), ("limit", "10000")]);
    let happenings = address("/api/happenings", &[("q", &q), ("first", "reports"), ("limit", POINTS)]);
    let body = html! {
        h1 { "Timeline" }
        form.row action="/timeline" method="get" {
            p { label for="source" { "Source" } input #source name="source" size="10" placeholder="RUS"; }
            p { label for="target" { "Target" } input #target name="target" size="10" placeholder="USAGOV"; }
            p.grow { label for="q" { "And" } input #q name="q" value=(q) placeholder="type:AGREE..REJECT since:2016" maxlength="2000"; }
            p { label for="by" { "By" } select #by name="by" {
                @for name in ["day", "month", "year"] { option selected[name == scale] { (name) } }
            } }
            button { "Show" }
        }
        p.count { (number(total)) " events, by " (scale) @if !q.is_empty() { ": " code { (q) } }
            @if let Some(turned) = turned(&q) { " · " a href=(address("/timeline", &[("q", &turned), ("by", scale)])) { "turned round" } } }
        figure data-island="timeline" data-source=(source) data-happenings=[(!told.rows.is_empty()).then_some(happenings)] {
            (chart(&points))
            figcaption { "Height: events. Colour: the mean of their Goldstein values, "
                span.key.coop { "above" } " and " span.key.conf { "below" } " zero. Reports are counted, not happenings: divide by articles before you compare times." }
            details { summary { "The numbers" } (table(&points)) }
        }
        (forms("timeline", &[("q", &q), ("by", scale)], &["csv", "jsonl", "parquet"]))
        @if !told.rows.is_empty() {
            h2 { "Told by most reports" }
            (list(told.views()))
            p.more { a href=(address("/happenings", &[("q", &q), ("first", "reports")])) { "All happenings" } }
        }
        h2 { "The latest of them" }
        (events(Links::Server, latest.views()))
        p.more { a href=(address("/search", &[("q", &q)])) { "All of them" } }
    };
    Ok(shell::page("Timeline", "/timeline", body))
}

/// The same pair the other way round.
fn turned(q: &str) -> Option<String> {
    let both = q.contains("source:") && q.contains("target:");
    both.then(|| q.replace("source:", "\0").replace("target:", "source:").replace('\0', "target:"))
}

/// Bars of a timeline.
pub fn chart(points: &Rows) -> Markup {
    let bar = |v: View<'_>| (v.text("time").to_string(), v.real("events"), v.real("goldstein"));
    bars::bars(&points.views().map(bar).collect::<Vec<_>>())
}

/// The numbers of a timeline.
pub fn table(points: &Rows) -> Markup {
    html! {
        table.wide {
            thead { tr { th { "Time" } th.num { "Events" } th.num { "Goldstein, sum" } th.num { "Articles" } th.num { "A thousand articles" } } }
            tbody {
                @for v in points.views() {
                    tr {
                        td { @if v.text("time").is_empty() { span.none { "no known day" } } @else { (v.text("time")) } }
                        td.num { (v.get("events").words()) } td.num { (v.get("goldstein").words()) }
                        td.num { (v.get("articles").words()) } td.num { (v.get("per_thousand").words()) }
                    }
                }
            }
        }
    }
}
