//! One happening: what its reports agree on, what they contradict each other in, and why they were put together.

use super::happenings::{facts, list, title};
use super::parts::{number, origin};
use super::{chart, sent, shell};
use crate::App;
use crate::answer::one_line;
use crate::happening::Happened;
use axum::extract::{Path, State};
use axum::response::Response;
use keep::{Difference, Report};
use maud::{Markup, html};

/// Answers.
pub async fn answer(State(app): State<App>, Path(id): Path<String>) -> Response {
    let found = app.pool.ask(move |store| Happened::of(store, &id)).await;
    sent(found.map(|happened| page(&happened)))
}

fn page(happened: &Happened) -> Markup {
    let (v, told) = (happened.view(), &happened.told);
    let name = title(v);
    let body = html! {
        h1 dir="auto" { (name) }
        (facts(v))
        p.from { "First told on " (v.text("first_published")) ", last on " (v.text("last_published")) "." }
        div.split {
            div {
                section aria-labelledby="differ" {
                    h2 #differ { "Where reports differ" }
                    @if told.differences.is_empty() { p.none { "In nothing that is compared: kind of event, who, to whom, how many dead, wounded, arrested, and denials." } }
                    @for d in &told.differences { (difference(happened, d, true)) }
                }
                section aria-labelledby="agree" {
                    h2 #agree { "What they agree on" }
                    @if told.agreed.is_empty() { p.none { "Nothing that two of them say." } }
                    @for d in &told.agreed { (difference(happened, d, false)) }
                }
                section aria-labelledby="reports" {
                    h2 #reports { (number(told.reports.len() as i64)) " reports" }
                    ol.reports { @for r in &told.reports { (report(r)) } }
                }
            }
            aside aria-labelledby="story" {
                h2 #story { "Of the same story" }
                @if happened.story.rows.is_empty() { p.none { "No other happening." } }
                (list(happened.story.views()))
                p.forms { "As " a href={ "/api/happenings/" (v.int("number").unwrap_or(0)) } { "json" } }
            }
        }
    };
    shell::page(&name, "/happenings", body)
}

/// One thing that is said, in one way or in several that cannot all be right.
fn difference(happened: &Happened, difference: &Difference, several: bool) -> Markup {
    html! {
        div.differ.contrary[several] {
            h3 { (difference.what) @if several { " " span.tag { (kind(&difference.what)) } } }
            dl {
                @for (value, reports, words) in &difference.said {
                    dt { bdi { (value) } " " small.none { (reports.len()) " of " (happened.told.reports.len()) } }
                    dd {
                        blockquote dir="auto" { "“" (one_line(words)) "”" }
                        p.from { @for (at, name) in reports.iter().enumerate() { @if at > 0 { ", " } (named(happened, name)) } }
                    }
                }
            }
        }
    }
}

/// Whether reports contradict each other in so many words, or were read as different things.
fn kind(what: &str) -> &'static str {
    match what {
        "denied by" => "denial",
        "type" | "source" | "target" => "told or read differently",
        _ => "contradiction",
    }
}

/// A report by where it came from, with the way to its words.
fn named(happened: &Happened, name: &str) -> Markup {
    let Some(report) = happened.report(name) else { return html! { bdi { (name) } } };
    let host = report.origin.as_deref().unwrap_or("");
    let host = host.split_once("://").map_or(host, |(_, rest)| rest.split('/').next().unwrap_or(rest));
    html! { a href=(words(report)) { bdi { (if host.is_empty() { name } else { host.trim_start_matches("www.") }) } } " " (report.published) }
}

fn words(report: &Report) -> String {
    let event = report.event.map_or_else(String::new, |n| format!("#v{n}"));
    format!("/articles/{}{event}", report.article)
}

fn report(report: &Report) -> Markup {
    html! {
        li {
            p.title dir="auto" { a href=(words(report)) { (one_line(&report.title)) } }
            p.from { time datetime=(report.published) { (report.published) }
                @if let Some(from) = &report.origin { " · " (origin(from)) }
                " · goes with the others " (chart::share(report.score, 1.0)) " " (format!("{:.0} %", report.score * 100.0)) }
            @if !report.why.is_empty() {
                details.why { summary { "why it is one of them" } ul { @for step in &report.why { li dir="auto" { (step) } } } }
            }
        }
    }
}
