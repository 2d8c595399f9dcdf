//! Search: a field that explains itself, what is found, and facets that narrow it. The address is the search: keep it,
//! send it, come back to it.

use super::facets::Latest;
use super::parts::{Links, events, forms, number, statements};
use super::{onward, request_after, sent, shell};
use crate::App;
use crate::answer::{Rows, lately};
use crate::fault::Fault;
use crate::lists::{EVENTS, STATEMENTS};
use crate::request::{Pairs, address};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use keep::{Of, Store};
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

/// Records of one page.
const SHOWN: usize = 30;
/// So many of the latest days are enough.
const ENOUGH: usize = 60;

struct Found {
    rows: Rows,
    latest: Latest,
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
    let (latest, total) = (&found.latest, found.latest.total() as i64);
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
                p.count {
                    @if latest.whole { (number(total)) " " (list) }
                    @else { "More than " (number(total)) " " (list) "; the counts beside are of the latest of them" }
                }
                @if found.rows.rows.is_empty() { p.lead { "Nothing is found. Take a term away, or begin a code shorter: RUS for RUSMIL." } }
                @if said { (statements(Links::Server, found.rows.views())) } @else { (events(Links::Server, found.rows.views())) }
                (onward("/search", &[("q", &q), ("of", of)], found.rows.next.as_ref()))
            }
            aside aria-label="Narrow" {
                (latest.show(&q))
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
    let (list, of) = if said { (&STATEMENTS, Of::Statements) } else { (&EVENTS, Of::Events) };
    let request = request_after(list, q, SHOWN, after)?;
    // A mistake in the query is told with the query as it was written.
    store.condition(of, q)?;
    let latest = lately(store, q, ENOUGH, |part| {
        let mut latest = Latest::of(store, of, part)?;
        latest.whole &= part == q;
        let many = latest.many();
        Ok((latest, many))
    })?;
    let rows = match after {
        // The first of them are among those that are counted.
        "" => Rows::numbered(store, list, &latest.numbers(), &request)?,
        _ => Rows::ask(store, list, &request)?,
    };
    Ok(Found { rows, latest })
}
