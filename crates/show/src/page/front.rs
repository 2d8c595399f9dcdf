//! The front: how much there is, what happened lately, which pairs are busiest.

use super::happenings::list;
use super::parts::{Links, events, number};
use super::{chart, request, search, sent, shell};
use crate::answer::Rows;
use crate::fault::Fault;
use crate::lists::{DYADS, EVENTS, HAPPENINGS, TIMELINE};
use crate::request::{Request, address};
use crate::{App, live};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use keep::{Store, Value};
use maud::{Markup, html};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What is told of lately: what took place and is no background.
const NEWS: &str = "factuality:actual main:yes";

/// What a whole store holds. Where it takes long to count, it is counted behind the answers, and again only after twenty
/// times as long; till then it may be a little behind.
pub struct Overview {
    state: String,
    counted: Instant,
    took: Duration,
    counts: Vec<i64>,
    dyads: Rows,
    months: Arc<Rows>,
}

/// The last overview that was made, and whose turn it is to make one: it takes long, and one is enough.
#[derive(Default)]
pub struct Last {
    made: Mutex<Option<Arc<Overview>>>,
    turn: tokio::sync::Mutex<()>,
}

impl Last {
    fn get(&self) -> Option<Arc<Overview>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Overview {
    fn of(store: &Store, state: String) -> Result<Overview, Fault> {
        const COUNTS: &str = "SELECT (SELECT count(*) FROM articles), \
            (SELECT coalesce(sum(events), 0) FROM daily_types), (SELECT count(*) FROM statements)";
        let counted = Instant::now();
        let counts = store.ask(COUNTS)?.rows.into_iter().flatten().filter_map(|v: Value| v.int()).collect();
        let dyads = Rows::ask(store, &DYADS, &request("", 40))?;
        let months = Arc::new(Rows::ask(store, &TIMELINE, &months())?);
        Ok(Overview { state, counted, took: counted.elapsed(), counts, dyads, months })
    }
}

/// What takes longer to count than this is not waited for.
const QUICK: Duration = Duration::from_millis(200);

/// The overview, and whether it is of the store as it is now.
async fn overview(app: &App) -> Result<(Arc<Overview>, bool), Fault> {
    let state = app.pool.state();
    match app.overview.get() {
        Some(last) if last.state == state => Ok((last, true)),
        Some(last) if last.took > QUICK => {
            if last.counted.elapsed() > last.took * 20 {
                warm(app.clone());
            }
            Ok((last, false))
        }
        _ => Ok((counted(app, app.overview.turn.lock().await).await?, true)),
    }
}

/// Counts, unless it was done while the turn was waited for.
async fn counted(app: &App, _turn: tokio::sync::MutexGuard<'_, ()>) -> Result<Arc<Overview>, Fault> {
    let state = app.pool.state();
    if let Some(last) = app.overview.get().filter(|o| o.state == state) {
        return Ok(last);
    }
    let made = Arc::new(app.pool.stream(move |store| Overview::of(store, state)).await?);
    *app.overview.made.lock().unwrap_or_else(PoisonError::into_inner) = Some(made.clone());
    Ok(made)
}

/// What the overview asks for counts by month.
fn months() -> Request {
    request("", 10_000)
}

/// Rows of a timeline; those of a whole store by month stand in the overview.
///
/// # Errors
/// As [`Rows::ask`].
pub async fn timeline(app: &App, request: &Request) -> Result<Arc<Rows>, Fault> {
    if request.asked == months().asked && request.limit == months().limit && request.after.is_none() {
        let (whole, now) = overview(app).await?;
        if now {
            return Ok(whole.months.clone());
        }
    }
    let request = request.clone();
    app.pool.ask(move |store| Ok(Arc::new(Rows::ask(store, &TIMELINE, &request)?))).await
}

/// Counts the store before anybody asks, unless it is being counted.
pub fn warm(app: App) {
    tokio::spawn(async move {
        let Ok(turn) = app.overview.turn.try_lock() else { return };
        if let Err(fault) = counted(&app, turn).await {
            tracing::warn!(why = fault.why, "the store is not counted yet");
        }
    });
}

struct Front {
    overview: Arc<Overview>,
    happenings: Rows,
    events: Rows,
    last: i64,
}

/// Answers.
pub async fn answer(State(app): State<App>) -> Response {
    match found(&app).await {
        Ok((front, now)) => {
            let mut answer = sent(Ok(page(&front)));
            if !now {
                // It is nobody's to keep.
                answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            }
            answer
        }
        Err(fault) => fault.page(),
    }
}

async fn found(app: &App) -> Result<(Front, bool), Fault> {
    let (overview, now) = overview(app).await?;
    let lately = |store: &Store| {
        let happenings = Rows::ask(store, &HAPPENINGS, &request("", 8))?;
        let events = if happenings.rows.is_empty() {
            Rows::ask(store, &EVENTS, &request(NEWS, 8))?
        } else {
            Rows::default()
        };
        Ok((happenings, events, live::last_article(store)?))
    };
    let (happenings, events, last) = app.pool.ask(lately).await?;
    Ok((Front { overview, happenings, events, last }, now))
}

fn page(front: &Front) -> Markup {
    let names = ["articles", "events", "statements"];
    let whole = &front.overview;
    let pairs: Vec<_> =
        whole.dyads.views().filter(|v| v.text("source") != v.text("target")).take(12).collect();
    let most = pairs.first().map_or(1.0, |v| v.real("events"));
    let body = html! {
        h1 { "Who did what to whom, who said what" }
        p.lead {
            @for (at, (n, name)) in whole.counts.iter().zip(names).enumerate() {
                @if at > 0 { ", " }
                strong { (number(*n)) } " " (name)
            }
            ". Each points to the words that support it."
        }
        (search::field("", "events"))
        @if whole.counts.first() == Some(&0) {
            p { "This store is empty. " code { "dateline read … --store FILE" } " fills it; this page shows it at once." }
        }
        div.live role="status" data-live={ "/api/live?after=" (front.last) } {}
        div.split {
            section aria-labelledby="lately" {
                h2 #lately { "Lately" }
                (list(front.happenings.views()))
                @if front.happenings.rows.is_empty() { (events(Links::Server, front.events.views())) }
                @else { p.more { a href="/happenings" { "All happenings" } } }
                p.more { a href=(address("/search", &[("q", NEWS)])) { "All the news" } }
            }
            aside aria-labelledby="pairs" {
                h2 #pairs { "Busiest pairs" }
                table.wide {
                    thead { tr { th { "Source" } th { "Target" } th.num { "Events" } td {} } }
                    tbody {
                        @for v in &pairs {
                            @let q = format!("source:{} target:{}", v.text("source"), v.text("target"));
                            tr {
                                td { span.code { (v.text("source")) } } td { span.code { (v.text("target")) } }
                                td.num { a href=(address("/timeline", &[("q", &q)])) { (number(v.int("events").unwrap_or(0))) } }
                                td.bar { (chart::share(v.real("events"), most)) }
                            }
                        }
                    }
                }
                p.more { a href="/network" { "All pairs" } }
                h2 { "Events by month" }
                (super::timeline::chart(&whole.months))
                p.more { a href="/timeline" { "Timeline" } }
            }
        }
    };
    shell::page("Front", "/", body)
}
