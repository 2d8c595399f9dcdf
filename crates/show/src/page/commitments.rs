//! The ledger of commitments: who promised, offered, demanded what of whom, and what became of it.

use super::parts::forms;
use super::{Links, onward, sent, shell};
use crate::App;
use crate::answer::{Rows, View};
use crate::fault::Fault;
use crate::lists::{COMMITMENTS, KINDS, OUTCOMES};
use crate::request::{Pairs, Request, part};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};

/// Answers.
pub async fn answer(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let pairs = Pairs::parse(&query.unwrap_or_default());
    sent(page(&app, &pairs).await)
}

/// The form's two fields as one.
fn between(pairs: &Pairs) -> String {
    let [one, other] = ["one", "other"].map(|n| pairs.get(n).trim().to_string());
    match (one.is_empty(), other.is_empty()) {
        (true, true) => pairs.get("between").to_string(),
        _ => format!("{one},{other}"),
    }
}

async fn page(app: &App, pairs: &Pairs) -> Result<Markup, Fault> {
    let between = between(pairs);
    let [since, kind, outcome] = ["since", "kind", "outcome"].map(|n| pairs.get(n).trim().to_string());
    let asked = [("between", &*between), ("since", &*since), ("kind", &*kind), ("outcome", &*outcome)];
    let given = asked.into_iter().chain([("limit", "50"), ("after", pairs.get("after"))]);
    let given = given.filter(|(_, value)| !value.is_empty());
    let given = Pairs(given.map(|(name, value)| (name.to_string(), value.to_string())).collect());
    let request = Request::of(&COMMITMENTS, &given, "")?;
    let rows = app.pool.ask(move |store| Rows::ask(store, &COMMITMENTS, &request)).await?;
    let (one, other) = between.split_once(',').unwrap_or((&between, ""));
    let body = html! {
        h1 { "Commitments" }
        p.lead { "Who promised, offered, demanded, threatened or agreed what, over all articles, and what later reports say became of it. The earliest first." }
        form.row action="/commitments" method="get" {
            p { label for="one" { "Between" } input #one name="one" value=(one) size="9" placeholder="RUS" maxlength="20"; }
            p { label for="other" { "and" } input #other name="other" value=(other) size="9" placeholder="USA" maxlength="20"; }
            p { label for="since" { "Made since" } input #since name="since" value=(since) size="10" placeholder="2016-12" maxlength="10"; }
            (choice("kind", "Kind", &KINDS, &kind))
            (choice("outcome", "What became of it", &OUTCOMES, &outcome))
            button { "Show" }
        }
        @if rows.rows.is_empty() { p.lead { "No commitment is found." } }
        ol.records { @for v in rows.views() { (commitment(v)) } }
        (onward("/commitments", &asked, rows.next.as_ref()))
        (forms("commitments", &asked, &["csv", "jsonl", "parquet"]))
    };
    Ok(shell::page("Commitments", "/commitments", body))
}

fn choice(name: &str, label: &str, all: &[&str], chosen: &str) -> Markup {
    html! {
        p { label for=(name) { (label) } select id=(name) name=(name) {
            option value="" { "any" }
            @for one in all { option selected[*one == chosen] { (one) } }
        } }
    }
}

fn commitment(v: View<'_>) -> Markup {
    html! {
        li class={ "rec " (kept(v.text("outcome"))) } {
            p.what { span.type { (v.text("kind")) } " "
                (side(v.text("by"))) span.to aria-label="to" { " → " } (side(v.text("to"))) }
            blockquote dir="auto" { a href=(words(v.text("id"))) { (v.text("what")) } }
            p.from {
                @if v.text("day").is_empty() { span.none { "no known day" } } @else { time datetime=(v.text("day")) { (v.text("day")) } }
                @if !v.text("deadline").is_empty() { " · until " (v.text("deadline")) }
                " · "
                @if v.text("outcome").is_empty() { span.tag { "outcome unknown" } }
                @else {
                    span.tag { (v.text("outcome")) }
                    @if !v.text("outcome_day").is_empty() { " " (v.text("outcome_day")) }
                    @if !v.text("outcome_in").is_empty() { " " a href=(words(v.text("outcome_in"))) { "as this says" } }
                }
                @if v.int("reports").unwrap_or(0) > 1 { " · told " (v.get("reports").words()) " times" }
            }
        }
    }
}

/// The line at the side: green where it was kept, red where not.
fn kept(outcome: &str) -> &'static str {
    match outcome {
        "kept" | "accepted" => "q1",
        "broken" | "rejected" | "withdrawn" | "deadline passed" => "q4",
        _ => "",
    }
}

/// Codes and names, by commas.
fn side(labels: &str) -> Markup {
    let code = |label: &str| label.len() >= 3 && label.bytes().all(|b| b.is_ascii_uppercase());
    html! {
        @if labels.is_empty() { span.none title="nobody is named" { "–" } }
        @for (at, label) in labels.split(", ").filter(|l| !l.is_empty()).enumerate() {
            @if at > 0 { ", " }
            @if code(label) { (Links::Server.actor(label)) } @else { bdi { (label) } }
        }
    }
}

/// Where the words of a record stand: `name#c1`, of an article by its name.
fn words(id: &str) -> String {
    let (article, record) = id.rsplit_once('#').unwrap_or((id, ""));
    format!("/articles/{}#{}", part(article), part(record))
}
