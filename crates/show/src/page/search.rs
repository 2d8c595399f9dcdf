//! Search: a field that explains itself, what is found, and facets that narrow it. The address is the search: keep it,
//! send it, come back to it.

use super::parts::{Links, events, forms, number, statements};
use super::{onward, request, request_after, sent, shell};
use crate::App;
use crate::answer::Rows;
use crate::fault::Fault;
use crate::lists::{COUNTS, EVENTS, STATEMENTS};
use crate::request::{Pairs, address};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use keep::Store;
use maud::{Markup, html};

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

/// Facets: what counts are by, the term that narrows, and what is shown of it.
const FACETS: [(&str, &str, &str); 4] = [
    ("type", "type", "What"),
    ("factuality", "factuality", "Did it take place"),
    ("country", "country", "Where"),
    ("year", "on", "When"),
];

struct Found {
    rows: Rows,
    facets: Vec<(&'static str, &'static str, Rows)>,
    total: i64,
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
    let kinds: &[&str] =
        if said { &["csv", "jsonl", "parquet"] } else { &["csv", "jsonl", "parquet", "geojson"] };
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
                @if !said { p.count { (number(found.total)) " events" } }
                @if found.rows.rows.is_empty() { p.lead { "Nothing is found. Take a term away, or begin a code shorter: RUS for RUSMIL." } }
                @if said { (statements(Links::Server, found.rows.views())) } @else { (events(Links::Server, found.rows.views())) }
                (onward("/search", &[("q", &q), ("of", of)], found.rows.next.as_ref()))
            }
            aside aria-label="Narrow" {
                @for (field, name, rows) in &found.facets { (facet(&q, field, name, rows)) }
                @if !said {
                    h2 { "Seen as" }
                    ul.plain {
                        @for (path, name) in [("/timeline", "Timeline"), ("/places", "Places"), ("/network", "Network")] {
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
    let rows = Rows::ask(store, list, &request_after(list, q, 30, after)?)?;
    let mut facets = Vec::new();
    let mut total = 0;
    for (of, field, name) in FACETS.into_iter().filter(|_| !said) {
        let mut request = request(q, 1_000);
        request.asked.of = of.to_string();
        let counts = Rows::ask(store, &COUNTS, &request)?;
        if of == "type" {
            total = counts.views().filter_map(|v| v.int("events")).sum();
        }
        facets.push((field, name, counts));
    }
    Ok(Found { rows, facets, total })
}

/// Values with their counts; the one that is asked for can be taken away.
fn facet(q: &str, field: &str, name: &str, rows: &Rows) -> Markup {
    const SHOWN: usize = 8;
    let item = |view: crate::answer::View<'_>| {
        let term = format!("{field}:{}", view.text("value"));
        let taken = q.split_whitespace().any(|t| t == term);
        let others: Vec<&str> = q.split_whitespace().filter(|t| *t != term).collect();
        let wanted = if taken { others.join(" ") } else { format!("{q} {term}").trim().to_string() };
        html! {
            li {
                a href=(address("/search", &[("q", &wanted)])) aria-current=[taken.then_some("true")] {
                    (view.text("value")) @if taken { " ×" }
                }
                span.n { (number(view.int("events").unwrap_or(0))) }
            }
        }
    };
    let known: Vec<_> = rows.views().filter(|v| !v.text("value").is_empty()).collect();
    html! {
        @if !known.is_empty() {
            h2 { (name) }
            ul.facet { @for view in known.iter().take(SHOWN) { (item(*view)) } }
            @if known.len() > SHOWN {
                details { summary { (known.len() - SHOWN) " more" } ul.facet { @for view in known.iter().skip(SHOWN).take(200) { (item(*view)) } } }
            }
        }
    }
}
