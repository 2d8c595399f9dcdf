//! An article with its records in place. A record leads to its words, the words to their record; `why` tells the rule,
//! the steps and how sure.

use super::marks::{Mark, Text, Writer};
use super::parts::{number, origin};
use super::shell::{self, plain};
use super::{chart, sent};
use crate::App;
use crate::answer::View;
use crate::reading::Reading;
use crate::request::address;
use axum::extract::{Path, State};
use axum::response::Response;
use keep::columns::{COMMITMENTS, EVENTS, OUTCOMES, PARTIES, PLACES, STATEMENTS};
use maud::{Markup, html};
use std::collections::HashMap;

/// Answers.
pub async fn answer(State(app): State<App>, Path(id): Path<String>) -> Response {
    let found = app.pool.ask(move |store| Reading::of(store, &id)).await;
    let writes = app.writer.is_some();
    sent(found.map(|reading| {
        let view = reading.article();
        let title = if view.text("title").is_empty() { view.text("name") } else { view.text("title") };
        shell::page(title, "", article(&reading, "", writes))
    }))
}

/// Who takes part in events and commitments, by the role and the number of the record.
type Parts<'r> = HashMap<(&'r str, i64), Vec<View<'r>>>;

/// What the records of an article are shown with.
struct Shown<'r> {
    reading: &'r Reading,
    text: &'r Text<'r>,
    parts: &'r Parts<'r>,
    prefix: &'r str,
    writes: bool,
}

/// The article; `prefix` goes before the names that are jumped to, where several articles stand on one page; `writes` tells
/// whether records can be corrected.
pub fn article(reading: &Reading, prefix: &str, writes: bool) -> Markup {
    let view = reading.article();
    let text = Text::new(view.text("text"));
    let mut parts: Parts<'_> = HashMap::new();
    // Roles of events, source and target, are others than those of commitments, by and to.
    for party in reading.rows(&PARTIES).filter(|p| p.text("of") != "outcome") {
        parts.entry((party.text("role"), party.int("record").unwrap_or(0))).or_default().push(party);
    }
    let shown = Shown { reading, text: &text, parts: &parts, prefix, writes };
    let (events, statements) = (reading.rows(&EVENTS).count(), reading.rows(&STATEMENTS).count());
    html! {
        article.reader {
            p.from {
                @if !view.text("published").is_empty() { time datetime=(view.text("published")) { (view.text("published")) } " · " }
                (origin(view.text("origin")))
                " · " (number(events as i64)) " events, " (number(statements as i64)) " statements"
                @if let Some((id, reports)) = reading.happening { " · " a href={ "/happenings/" (id) } { "one of " (reports) " reports of one happening" } }
            }
            div.split {
                div.words dir="auto" lang=[Some(view.text("language")).filter(|l| !l.is_empty())] {
                    (words(reading, &text, &parts, prefix))
                }
                aside.notes aria-label="Record" {
                    p.legend { "In the text: " span.say { "said" } ", " span.ev.q1 { "cooperation" } ", " span.ev.q4 { "conflict" } ", " span.com { "promised, demanded" } ". Point at it, or follow its number." }
                    h2 { "Who did what" }
                    ol.records { @for v in reading.rows(&EVENTS) { (event(v, &shown)) } }
                    h2 { "Who said what" }
                    ol.records { @for v in reading.rows(&STATEMENTS) { (statement(v, &shown)) } }
                    @if reading.rows(&COMMITMENTS).next().is_some() {
                        h2 { "Who promised or demanded what" }
                        ol.records { @for v in reading.rows(&COMMITMENTS) { (commitment(v, &shown)) } }
                    }
                    @if !view.texts("notes").is_empty() {
                        h2 { "Doubts of the input" }
                        ul { @for note in view.texts("notes") { li { (note) } } }
                    }
                    p.from { "Read by " (view.text("made_by")) }
                    (notes(&shown, ""))
                }
            }
        }
    }
}

/// The text, block by block.
fn words(reading: &Reading, text: &Text<'_>, parts: &Parts<'_>, prefix: &str) -> Markup {
    let mut marks = marks(reading, parts, prefix);
    marks.sort_by_key(|m| (m.begin, std::cmp::Reverse(m.end)));
    let lines = text.lines();
    let mut by_line: Vec<Vec<usize>> = vec![Vec::new(); lines.len()];
    for (n, mark) in marks.iter().enumerate() {
        let first = lines.partition_point(|line| line.1 <= mark.begin);
        let end = lines.partition_point(|line| line.0 < mark.end);
        by_line.iter_mut().take(end).skip(first).for_each(|line| line.push(n));
    }
    let blocks = blocks(reading.article().text("layout"));
    let mut writer = Writer::new(text, &marks);
    html! {
        @if !reading.article().text("title").is_empty() && !blocks.iter().any(|b| b.0 == "headline") {
            h1 dir="auto" { (reading.article().text("title")) }
        }
        @for (line, marks) in lines.iter().zip(&by_line) {
            @let words = writer.line(line.0, line.1, marks);
            @match kind(&blocks, text.byte(line.0)) {
                "headline" => h1 dir="auto" { (words) },
                kind => p class=(kind) dir="auto" { (words) },
            }
        }
    }
}

/// Kinds of blocks with their bytes, as the store notes them.
fn blocks(layout: &str) -> Vec<(String, u64, u64)> {
    let layout: serde_json::Value = serde_json::from_str(layout).unwrap_or_default();
    let block = |b: &serde_json::Value| Some((b[0].as_str()?.to_string(), b[1].as_u64()?, b[2].as_u64()?));
    layout["blocks"].as_array().into_iter().flatten().filter_map(block).collect()
}

fn kind(blocks: &[(String, u64, u64)], byte: usize) -> &str {
    let byte = byte as u64;
    let next = blocks.partition_point(|b| b.1 <= byte);
    let block = next.checked_sub(1).and_then(|at| blocks.get(at)).filter(|b| byte < b.2);
    block.map_or("furniture", |b| &b.0)
}

/// Everything that is marked: what is said with who says it, and the verb or noun of each event.
fn marks(reading: &Reading, parts: &Parts<'_>, prefix: &str) -> Vec<Mark> {
    let mut out = Vec::new();
    for v in reading.rows(&STATEMENTS) {
        let name = (prefix, format!("s{}", n(v)));
        out.extend(stretches(name, &format!("say {}", v.text("form")), &said(v), v.spans("content")));
        let who = [("cue", v.span("cue_begin", "cue_end")), ("who", v.span("speaker_begin", "speaker_end"))];
        for (class, span) in who {
            let Some([begin, end]) = span else { continue };
            let (title, class) = (format!("of statement s{}", n(v)), class.to_string());
            out.push(Mark { begin, end, class, id: String::new(), title, label: Default::default() });
        }
    }
    for v in reading.rows(&COMMITMENTS) {
        let name = (prefix, format!("c{}", n(v)));
        let title = format!("{}, {} · {}", v.text("kind"), v.text("status"), v.text("rule"));
        out.extend(stretches(name, "com", &title, v.spans("what")));
    }
    for v in reading.rows(&EVENTS) {
        let Some([begin, end]) = v.span("trigger_begin", "trigger_end") else { continue };
        let name = format!("{prefix}v{}", n(v));
        out.push(Mark {
            begin,
            end,
            class: format!("ev q{}", v.int("quad").unwrap_or(0)),
            title: plain(&done(v, parts)),
            label: (format!("#r-{name}"), format!("v{}", n(v))),
            id: name,
        });
    }
    out
}

/// The stretches of text of one record: the first has its anchor, the last its number.
fn stretches(
    (prefix, number): (&str, String),
    class: &str,
    title: &str,
    spans: Vec<[usize; 2]>,
) -> impl Iterator<Item = Mark> {
    let (name, class, title) = (format!("{prefix}{number}"), class.to_string(), plain(title));
    let last = spans.len().saturating_sub(1);
    spans.into_iter().enumerate().map(move |(at, [begin, end])| Mark {
        begin,
        end,
        class: class.clone(),
        id: if at == 0 { name.clone() } else { String::new() },
        title: title.clone(),
        label: (format!("#r-{name}"), if at == last { number.clone() } else { String::new() }),
    })
}

fn n(v: View<'_>) -> i64 {
    v.int("n").unwrap_or(0)
}

/// A statement in one line.
fn said(v: View<'_>) -> String {
    let speaker = if v.text("speaker_name").is_empty() { "nobody named" } else { v.text("speaker_name") };
    let sure = v.real("confidence") * 100.0;
    format!("{speaker} {} ({}) · {} · {sure:.0} % sure", v.text("stance"), v.text("form"), v.text("rule"))
}

/// An event in one line.
fn done(v: View<'_>, parts: &Parts<'_>) -> String {
    let side = |role: &str| {
        let all = parts.get(&(role, v.int("id").unwrap_or(0))).map_or(&[][..], Vec::as_slice);
        let words =
            all.iter().map(|p| if p.text("actor").is_empty() { p.text("name") } else { p.text("actor") });
        let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
        if words.is_empty() { "–".to_string() } else { words.join(", ") }
    };
    let (source, target, sure) = (side("source"), side("target"), v.real("confidence") * 100.0);
    format!(
        "{} {}: {source} → {target} · {} · {} · {sure:.0} % sure",
        v.text("type"),
        v.text("cameo"),
        v.text("factuality"),
        v.text("rule")
    )
}

/// Names of one side, each with its code.
fn side(v: View<'_>, parts: &Parts<'_>, role: &str) -> Markup {
    let all = parts.get(&(role, v.int("id").unwrap_or(0))).map_or(&[][..], Vec::as_slice);
    html! {
        @if all.is_empty() { span.none title="nobody is named" { "–" } }
        @for (at, party) in all.iter().enumerate() {
            @if at > 0 { ", " }
            bdi { (party.text("name")) }
            @if !party.text("actor").is_empty() { " " span.code { (party.text("actor")) } }
        }
    }
}

fn event(v: View<'_>, shown: &Shown<'_>) -> Markup {
    let Shown { reading, text, parts, prefix, .. } = *shown;
    let name = format!("{prefix}v{}", n(v));
    let trigger = v.span("trigger_begin", "trigger_end").map_or("", |[b, e]| text.slice(b, e));
    let place = v.int("place").and_then(|at| reading.rows(&PLACES).nth(usize::try_from(at - 1).ok()?));
    html! {
        li id={ "r-" (name) } class={ "rec q" (v.int("quad").unwrap_or(0)) } {
            p.what {
                a.n href={ "#" (name) } aria-label={ "v" (n(v)) ", event: to its words" } { "v" (n(v)) } " "
                span.type { (v.text("type")) @if !v.text("mode").is_empty() { " " small { (v.text("mode")) } } }
                @if matches!(v.get("main"), keep::Value::Flag(true)) { " " span.tag { "news" } }
                @if v.text("factuality") != "actual" { " " span.tag { (v.text("factuality")) } }
                @if matches!(v.get("historical"), keep::Value::Flag(true)) { " " span.tag { "background" } }
            }
            p { (side(v, parts, "source")) " → " (side(v, parts, "target")) }
            p.from {
                bdi { "“" (trigger) "”" }
                @if !v.text("day").is_empty() { " · " (v.text("day")) }
                @if let Some(place) = place { " · " bdi { (place.text("name")) } }
                @if !v.text("claimed_name").is_empty() { " · as " bdi { (v.text("claimed_name")) } " says" }
                @if let Some(same) = v.int("same_as") { " · the same as " a href={ "#r-" (prefix) "v" (same) } { "v" (same) } }
            }
            (why(v, html! { dt { "CAMEO" } dd { (v.text("cameo")) ", Goldstein " (v.get("goldstein").words()) } }))
            (notes(shown, &format!("v{}", n(v))))
        }
    }
}

fn statement(v: View<'_>, shown: &Shown<'_>) -> Markup {
    let Shown { text, prefix, .. } = *shown;
    let name = format!("{prefix}s{}", n(v));
    let words = said_in(text, &v.spans("content"));
    html! {
        li.rec.say id={ "r-" (name) } {
            p.what {
                a.n href={ "#" (name) } aria-label={ "s" (n(v)) ", statement: to its words" } { "s" (n(v)) } " "
                @if v.text("speaker_name").is_empty() { span.none { "nobody named" } } @else { bdi { strong { (v.text("speaker_name")) } } }
                @if !v.text("speaker_actor").is_empty() { " " span.code { (v.text("speaker_actor")) } }
                " " span.type { (v.text("stance")) } " " span.tag { (v.text("form")) }
            }
            p.from dir="auto" { (words) }
            @if let Some(within) = v.int("within") { p.from { "within " a href={ "#r-" (prefix) "s" (within) } { "s" (within) } } }
            (why(v, html! {}))
            (notes(shown, &format!("s{}", n(v))))
        }
    }
}

fn commitment(v: View<'_>, shown: &Shown<'_>) -> Markup {
    let Shown { reading, text, parts, prefix, .. } = *shown;
    let name = format!("{prefix}c{}", n(v));
    let outcomes = reading.rows(&OUTCOMES).filter(|o| o.int("commitment") == v.int("id"));
    let deadline = v.span("deadline_begin", "deadline_end").map_or("", |[b, e]| text.slice(b, e));
    html! {
        li id={ "r-" (name) } class="rec com" {
            p.what {
                a.n href={ "#" (name) } aria-label={ "c" (n(v)) ", commitment: to its words" } { "c" (n(v)) } " "
                span.type { (v.text("kind")) } " " span.tag { (v.text("status")) }
            }
            p { (side(v, parts, "by")) " → " (side(v, parts, "to")) }
            p.from dir="auto" { "“" (said_in(text, &v.spans("what"))) "”" @if !deadline.is_empty() { " · until “" (deadline) "”" } }
            @for o in outcomes { p.from dir="auto" { (o.text("status")) ": “" (said_in(text, &o.spans("spans"))) "”" } }
            (why(v, html! {}))
            (notes(shown, &format!("c{}", n(v))))
        }
    }
}

/// The words of spans, as long as a line or two.
fn said_in(text: &Text<'_>, spans: &[[usize; 2]]) -> String {
    let words: Vec<&str> = spans.iter().map(|[b, e]| text.slice(*b, *e)).collect();
    words.join(" … ").chars().take(160).collect()
}

/// What people say of a record, and the way to say something.
fn notes(shown: &Shown<'_>, record: &str) -> Markup {
    let now = shown.reading.article().text("made_by");
    let article = shown.reading.article().int("id").unwrap_or(0);
    html! {
        @for c in shown.reading.corrections(record) {
            p.note dir="auto" {
                strong { "Corrected" } " by " bdi { (c.text("who")) } ", " time datetime=(c.text("noted")) { (c.text("noted").get(..10).unwrap_or("")) } ": "
                @if !c.text("field").is_empty() { (c.text("field").replace('_', " ")) }
                @if !c.text("value").is_empty() { " is " bdi.value { (c.text("value")) } }
                @if !c.text("note").is_empty() { @if !c.text("field").is_empty() { " – " } (c.text("note")) }
                @if c.text("made_by") != now { " " span.tag { "of an earlier reading: “" (c.text("words")) "”" } }
            }
        }
        @if shown.writes {
            p.correct { a href=(address("/correct", &[("article", &article.to_string()), ("record", record)])) {
                "correct" @if record.is_empty() { " this article" } @else { span.sr { " " (record) } } } }
        }
    }
}

/// How a record came about.
fn why(v: View<'_>, more: Markup) -> Markup {
    let sure = v.real("confidence");
    html! {
        details.why {
            summary { "why" }
            dl {
                dt { "Rule" } dd { code { (v.text("rule")) } }
                dt { "Sure" } dd { (chart::share(sure, 1.0)) " " (format!("{:.0} %", sure * 100.0)) }
                (more)
            }
            @if !v.texts("why").is_empty() { ol { @for step in v.texts("why") { li dir="auto" { (step) } } } }
        }
    }
}
