//! What one speaker says.

use super::parts::{Links, forms, statements};
use super::{onward, request_after, sent, shell};
use crate::App;
use crate::answer::Rows;
use crate::fault::Fault;
use crate::lists::STATEMENTS;
use crate::request::{Pairs, address};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use keep::Store;
use maud::{Markup, html};

const STANCES: [&str; 8] =
    ["asserts", "believes", "hopes", "intends", "denies", "demands", "promises", "asks"];

/// Answers.
pub async fn answer(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let pairs = Pairs::parse(&query.unwrap_or_default());
    sent(page(&app, &pairs).await)
}

/// The query of the form.
fn asked(pairs: &Pairs) -> String {
    let quoted = |text: &str| text.replace('"', " ").trim().to_string();
    let (speaker, words) = (quoted(pairs.get("speaker")), quoted(pairs.get("words")));
    let code = speaker.len() >= 3 && speaker.bytes().all(|b| b.is_ascii_uppercase());
    let mut terms = Vec::new();
    match speaker.as_str() {
        "" => {}
        _ if code => terms.push(format!("speaker:{speaker}")),
        _ => terms.push(format!("speaker:\"{speaker}\"")),
    }
    if STANCES.contains(&pairs.get("stance")) {
        terms.push(format!("stance:{}", pairs.get("stance")));
    }
    if !words.is_empty() {
        terms.push(format!("\"{words}\""));
    }
    terms.join(" ")
}

/// Those who are quoted most in the latest statements.
fn speakers(store: &Store) -> Result<Vec<(String, i64)>, Fault> {
    const SQL: &str = "SELECT speaker_name, count(*) FROM (SELECT speaker_name, speaker_actor FROM statements ORDER BY day DESC LIMIT 20000) \
        WHERE speaker_name IS NOT NULL AND speaker_actor IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30";
    let rows = store.ask(SQL)?.rows;
    Ok(rows.iter().filter_map(|r| Some((r.first()?.text()?.to_string(), r.get(1)?.int()?))).collect())
}

async fn page(app: &App, pairs: &Pairs) -> Result<Markup, Fault> {
    let q = asked(pairs);
    let request = request_after(&STATEMENTS, &q, 50, pairs.get("after"))?;
    let ask = move |store: &Store| Ok((Rows::ask(store, &STATEMENTS, &request)?, speakers(store)?));
    let (rows, most) = app.pool.ask(ask).await?;
    let [speaker, stance, words] = ["speaker", "stance", "words"].map(|n| pairs.get(n));
    let body = html! {
        h1 { "Who said what" }
        form.row action="/said" method="get" {
            p.grow { label for="speaker" { "Speaker" } input #speaker name="speaker" value=(speaker) placeholder="Lavrov, or RUSGOV" maxlength="200"; }
            p { label for="stance" { "Who" } select #stance name="stance" {
                option value="" { "says anything" }
                @for name in STANCES { option selected[name == stance] { (name) } }
            } }
            p.grow { label for="words" { "With the words" } input #words name="words" value=(words) maxlength="200"; }
            button { "Show" }
        }
        div.split {
            section aria-label="Found" {
                @if rows.rows.is_empty() { p.lead { "Nothing is found." } }
                (statements(Links::Server, rows.views()))
                (onward("/said", &[("speaker", speaker), ("stance", stance), ("words", words)], rows.next.as_ref()))
            }
            aside aria-labelledby="most" {
                h2 #most { "Quoted most lately" }
                ul.facet { @for (name, n) in &most {
                    li { a href=(address("/said", &[("speaker", name)])) { bdi { (name) } } span.n { (n) } }
                } }
                (forms("statements", &[("q", &q)], &["csv", "jsonl", "parquet", "atom"]))
            }
        }
    };
    Ok(shell::page("Who said what", "/said", body))
}
