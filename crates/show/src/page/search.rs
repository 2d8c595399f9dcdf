//! Search: a field that explains itself, what is found, and facets that narrow it. The address is the search: keep it,
//! send it, come back to it.

use super::parts::{Links, events, forms, number, statements};
use super::{onward, request_after, sent, shell};
use crate::App;
use crate::answer::{Rows, lately};
use crate::fault::Fault;
use crate::lists::{EVENTS, STATEMENTS};
use crate::request::{Pairs, address};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use keep::{KeepError, Of, Row, Store, Value, counted};
use maud::{Markup, html};
use std::collections::HashMap;

/// The field, and how to ask.
pub fn field(q: &str, of: &str) -> Markup {
    const TERMS: [(&str, &str); 12] = [
        ("source:RUS target:USAGOV", "who does it, whom it is done to: the beginning of a code"),
        ("actor:SYR", "either of them"),
        ("source:\"foreign minister\"", "or words of the name"),
        ("type:AGREE..REJECT", "a PLOVER type, or a stretch of them"),
        ("factuality:actual", "actual, future, hypothetical, negated"),
        ("country:SYR", "where: ISO code of the country"),
        ("near:Aleppo", "about 50 km around a place"),
        ("since:2016 until:2016-12", "a year, a month, a day; on: for just that"),
        ("corridor \"safe passage\"", "words of the sentence, of what is said"),
        ("-type:ASSAULT", "a minus: what does not hold"),
        ("type:AID,AGREE", "a comma: any of them"),
        ("speaker:Lavrov stance:promises", "of statements"),
    ];
    html! {
        form.search action="/search" method="get" role="search" {
            label for="q" { "Ask the record" }
            input #q type="search" name="q" value=(q) placeholder="source:RUS type:AGREE..REJECT \"corridor\""
                autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="2000" aria-describedby="how";
            @if of == "statements" { input type="hidden" name="of" value="statements"; }
            button { "Search" }
            details #how {
                summary { "How to ask" }
                p { "Terms stand side by side; all must hold. Words alone are looked for in the sentence." }
                dl {
                    @for (term, about) in TERMS {
                        @let statements = term.starts_with("speaker");
                        dt { a href=(address("/search", &[("q", term), ("of", if statements { "statements" } else { "" })])) { code { (term) } } }
                        dd { (about) }
                    }
                }
            }
        }
    }
}

/// Facets: the expression, the term that narrows, and what is shown of it.
const FACETS: [(&str, &str, &str); 4] = [
    ("e.type", "type", "What"),
    ("e.factuality", "factuality", "Did it take place"),
    ("e.country", "country", "Where"),
    ("substr(e.day, 1, 4)", "on", "When"),
];
/// Events of one page.
const SHOWN: usize = 30;
/// Facets are counted over so many of the latest that are found.
const COUNTED: usize = 1_000;
/// So many of the latest days are enough.
const ENOUGH: usize = 100;

/// Values of a facet with how many have it, the most frequent first.
type Facet = Vec<(String, usize)>;

struct Found {
    rows: Rows,
    facets: Vec<Facet>,
    /// Events that the facets are counted of.
    total: usize,
    /// Whether these are all.
    whole: bool,
}

/// Answers.
pub async fn answer(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let pairs = Pairs::parse(&query.unwrap_or_default());
    sent(page(&app, &pairs).await)
}

async fn page(app: &App, pairs: &Pairs) -> Result<Markup, Fault> {
    let (q, after) = (pairs.get("q").to_string(), pairs.get("after").to_string());
    let said = pairs.get("of") == "statements";
    let (asked, from) = (q.clone(), after);
    let found = app.pool.ask(move |store| find(store, &asked, &from, said)).await?;
    let of = if said { "statements" } else { "" };
    let kinds: &[&str] = if said {
        &["csv", "jsonl", "parquet", "atom"]
    } else {
        &["csv", "jsonl", "parquet", "geojson", "atom"]
    };
    let list = if said { "statements" } else { "events" };
    let title = if q.is_empty() { "Search".to_string() } else { format!("{q} – search") };
    let body = html! {
        h1.sr { "Search" }
        (field(&q, list))
        p.tabs {
            a href=(address("/search", &[("q", &q)])) aria-current=[(!said).then_some("true")] { "Who did what" }
            a href=(address("/search", &[("q", &q), ("of", "statements")])) aria-current=[said.then_some("true")] { "Who said what" }
        }
        div.split {
            section aria-label="Found" {
                @if !said { p.count {
                    @if found.whole { (number(found.total as i64)) " events" }
                    @else { "More than " (number(found.total as i64)) " events; the counts beside are of the latest of them" }
                } }
                @if found.rows.rows.is_empty() { p.lead { "Nothing is found. Take a term away, or begin a code shorter: RUS for RUSMIL." } }
                @if said { (statements(Links::Server, found.rows.views())) } @else { (events(Links::Server, found.rows.views())) }
                (onward("/search", &[("q", &q), ("of", of)], found.rows.next.as_ref()))
            }
            aside aria-label="Narrow" {
                @for ((_, field, name), values) in FACETS.iter().zip(&found.facets) { (facet(&q, field, name, values)) }
                @if !said {
                    h2 { "Seen as" }
                    ul.plain {
                        @for (path, name) in [("/happenings", "Happenings"), ("/timeline", "Timeline"), ("/places", "Places"), ("/network", "Network")] {
                            li { a href=(address(path, &[("q", &q)])) { (name) } }
                        }
                    }
                }
                (forms(list, &[("q", &q)], kinds))
                p.forms { "The address of this page is this search: " a href=(address("/search", &[("q", &q), ("of", of)])) { "keep it" } "." }
            }
        }
    };
    Ok(shell::page(&title, "/search", body))
}

fn find(store: &Store, q: &str, after: &str, said: bool) -> Result<Found, Fault> {
    let list = if said { &STATEMENTS } else { &EVENTS };
    let request = request_after(list, q, SHOWN, after)?;
    if said {
        return Ok(Found {
            rows: Rows::ask(store, list, &request)?,
            facets: Vec::new(),
            total: 0,
            whole: true,
        });
    }
    // A mistake in the query is told with the query as it was written.
    store.condition(Of::Events, q)?;
    let (mut found, whole) = lately(store, q, ENOUGH, |part| {
        let found = latest(store, part)?;
        let (many, whole) = (found.len(), part == q && found.len() < COUNTED);
        Ok(((found, whole), many))
    })?;
    let rows = match after {
        // The first of them are among those that are counted.
        "" => {
            let numbers: Vec<i64> = found.iter().filter_map(|row| row.first()?.int()).collect();
            Rows::numbered(store, list, &numbers, &request)?
        }
        _ => Rows::ask(store, list, &request)?,
    };
    // What an article tells of again is shown and not counted.
    found.retain(|row| row.get(1) == Some(&Value::Null));
    let facets = (2..2 + FACETS.len()).map(|at| counts(found.iter().filter_map(|row| row.get(at)?.text())));
    Ok(Found { rows, facets: facets.collect(), total: found.len(), whole })
}

/// Of the latest events that are found their numbers, whether they are told again, and what facets are counted of.
fn latest(store: &Store, q: &str) -> Result<Vec<Row>, KeepError> {
    let shown = FACETS.map(|f| f.0).join(", ");
    let (holds, values) = store.condition(Of::Events, q)?;
    let from = counted(&holds);
    let sql =
        format!("SELECT e.id, e.same_as, {shown} {from} ORDER BY e.day DESC, e.id DESC LIMIT {COUNTED}");
    Ok(store.ask_with(&sql, &values)?.rows)
}

fn counts<'t>(values: impl Iterator<Item = &'t str>) -> Facet {
    let mut all: HashMap<&str, usize> = HashMap::new();
    values.for_each(|value| *all.entry(value).or_default() += 1);
    let mut all: Facet = all.into_iter().map(|(value, n)| (value.to_string(), n)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

/// Values with their counts; the one that is asked for can be taken away.
fn facet(q: &str, field: &str, name: &str, values: &Facet) -> Markup {
    const FIRST: usize = 8;
    let item = |(value, events): &(String, usize)| {
        let term = format!("{field}:{value}");
        let taken = q.split_whitespace().any(|t| t == term);
        let others: Vec<&str> = q.split_whitespace().filter(|t| *t != term).collect();
        let wanted = if taken { others.join(" ") } else { format!("{q} {term}").trim().to_string() };
        html! {
            li {
                a href=(address("/search", &[("q", &wanted)])) aria-current=[taken.then_some("true")] {
                    (value) @if taken { " ×" }
                }
                span.n { (number(*events as i64)) }
            }
        }
    };
    html! {
        @if !values.is_empty() {
            h2 { (name) }
            ul.facet { @for value in values.iter().take(FIRST) { (item(value)) } }
            @if values.len() > FIRST {
                details { summary { (values.len() - FIRST) " more" } ul.facet { @for value in values.iter().skip(FIRST).take(200) { (item(value)) } } }
            }
        }
    }
}
