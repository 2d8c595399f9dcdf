//! `dateline report`: what a query finds, as one file that needs nothing else.

use crate::ShowError;
use crate::answer::{Rows, View};
use crate::fault::Fault;
use crate::lists::{DYADS, EVENTS, PLACES, STATEMENTS, TIMELINE};
use crate::page::{self, Links, request, shell};
use crate::reading::Reading;
use keep::{Of, Store};
use maud::html;

/// Most records and most articles of one report.
const RECORDS: usize = 500;
const ARTICLES: usize = 100;

/// A query of events, of statements where it is one of those, as one page.
///
/// # Errors
/// If the query cannot be asked, or the file not be read.
pub fn report(store: &Store, q: &str) -> Result<String, ShowError> {
    let of = if store.condition(Of::Events, q).is_ok() { Of::Events } else { Of::Statements };
    if of == Of::Statements && store.condition(of, q).is_err() {
        // What is wrong with it as a question of events is what people meant to ask.
        store.condition(Of::Events, q)?;
    }
    made(store, q, of).map_err(|fault| ShowError::Query(fault.why))
}

fn made(store: &Store, q: &str, of: Of) -> Result<String, Fault> {
    let (list, done) = if of == Of::Events { (&EVENTS, true) } else { (&STATEMENTS, false) };
    let mut found = Rows::ask(store, list, &request(q, RECORDS))?;
    let mut articles: Vec<i64> = Vec::new();
    for number in found.views().filter_map(|v| v.int("article")) {
        if !articles.contains(&number) && articles.len() < ARTICLES {
            articles.push(number);
        }
    }
    found.rows.retain(|row| {
        let view = View { table: list.table, row };
        view.int("article").is_some_and(|number| articles.contains(&number))
    });
    let readings: Vec<(i64, Reading)> = articles
        .into_iter()
        // A file has no pages of happenings.
        .map(|n| Ok((n, Reading { happening: None, ..Reading::of(store, &n.to_string())? })))
        .collect::<Result<_, Fault>>()?;
    let ask = |list, limit| Rows::ask(store, list, &request(q, limit));
    let counts =
        if done { Some((ask(&TIMELINE, 10_000)?, ask(&DYADS, 50)?, ask(&PLACES, 50)?)) } else { None };
    let title = if q.is_empty() { "Everything" } else { q };
    let body = html! {
        h1 { (title) }
        p.lead {
            (found.rows.len()) @if found.next.is_some() { " of more" } (if done { " events" } else { " statements" })
            ", with " (readings.len()) " articles whole. Records lead to their words."
        }
        @if let Some((months, dyads, places)) = &counts {
            h2 { "By month" }
            figure { (page::timeline_chart(months)) details { summary { "The numbers" } (page::timeline_table(months)) } }
            h2 { "Pairs" } (page::network_table(Links::File, q, dyads))
            h2 { "Places" } (page::places_table(Links::File, q, places))
        }
        h2 { (if done { "Who did what" } else { "Who said what" }) }
        @if done { (page::events(Links::File, found.views())) } @else { (page::statements(Links::File, found.views())) }
        h2 { "Articles" }
        @for (number, reading) in &readings {
            section #{ "a" (number) } { (page::reader::article(reading, &format!("a{number}-"), false)) }
        }
    };
    Ok(shell::alone(title, body).into_string())
}
