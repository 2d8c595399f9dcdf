//! Pages for people, made on the server: they need no script. Where a script may one day draw a map, a timeline or a
//! network, stands a `<figure data-island="…" data-source="…">` with the same numbers as a table in it.

mod articles;
mod chart;
mod commitments;
mod correct;
mod facets;
mod front;
mod happening;
mod happenings;
mod marks;
mod network;
mod parts;
mod places;
mod read;
pub mod reader;
mod said;
mod search;
pub mod shell;
mod sketch;
mod timeline;

pub use self::timeline::{chart as timeline_chart, table as timeline_table};
pub use front::{Last as Overview, timeline, warm};
pub use network::table as network_table;
pub use parts::{Links, events, statements};
pub use places::table as places_table;

use crate::App;
use crate::fault::Fault;
use crate::lists::{Asked, List};
use crate::request::{Cursor, Format, Request};
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

/// Paths of pages and of what they need.
pub fn routes() -> Router<App> {
    let styles = || async { file("text/css; charset=utf-8", shell::STYLE) };
    Router::new()
        .route("/", get(front::answer))
        .route("/search", get(search::answer))
        .route("/articles", get(articles::answer))
        .route("/articles/{id}", get(reader::answer))
        .route("/happenings", get(happenings::answer))
        .route("/happenings/{id}", get(happening::answer))
        .route("/correct", get(correct::form).post(correct::answer))
        .route("/commitments", get(commitments::answer))
        .route("/timeline", get(timeline::answer))
        .route("/places", get(places::answer))
        .route("/network", get(network::answer))
        .route("/said", get(said::answer))
        .route("/read", get(read::form).post(read::answer))
        .route("/style.css", get(styles))
        .route("/favicon.svg", get(|| async { file("image/svg+xml", shell::ICON) }))
        .route("/page/{name}", get(crate::islands::answer))
}

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// A page, or what is wrong as one.
pub fn sent(page: Result<Markup, Fault>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    page.map_or_else(|fault| fault.page(), |page| (kind, page.into_string()).into_response())
}

/// What a page asks of a list.
pub fn request(q: &str, limit: usize) -> Request {
    let asked = Asked { q: q.to_string(), ..Asked::default() };
    Request { asked, limit, after: None, format: Format::Json }
}

/// The same, from where it goes on.
pub fn request_after(list: &List, q: &str, limit: usize, after: &str) -> Result<Request, Fault> {
    let mut out = request(q, limit);
    if !after.is_empty() {
        let pairs = crate::request::Pairs(vec![("after".to_string(), after.to_string())]);
        out.after = Request::of(list, &pairs, "")?.after;
    }
    Ok(out)
}

/// The link to the rows after these.
pub fn onward(path: &str, pairs: &[(&str, &str)], next: Option<&Cursor>) -> Markup {
    let Some(next) = next else { return html! {} };
    let words = next.words();
    let all: Vec<(&str, &str)> = pairs.iter().copied().chain([("after", words.as_str())]).collect();
    html! { p.more { a rel="next" href=(crate::request::address(path, &all)) { "More" } } }
}

/// What is wrong, with the place of it in a query, and the way back.
pub fn fault(fault: &Fault) -> Markup {
    let shown = fault.query.as_ref().map(|(query, at)| {
        let before: String = query.chars().take(*at).collect();
        let wrong: String = query.chars().skip(*at).take_while(|c| !c.is_whitespace()).collect();
        let rest: String = query.chars().skip(*at + wrong.chars().count()).collect();
        html! {
            p.query dir="auto" { (before) mark.wrong { (if wrong.is_empty() { " " } else { &wrong }) } (rest) }
        }
    });
    let q = fault.query.as_ref().map_or("", |q| &q.0);
    shell::page(
        fault.title(),
        "",
        html! {
            h1 { (fault.title()) }
            p.lead { (fault.why) }
            @if let Some(shown) = shown { (shown) }
            (search::field(q, "events"))
        },
    )
}
