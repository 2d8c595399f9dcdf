//! Pieces that several pages show: events and statements as lists, with links to their words.

use crate::answer::View;
use crate::request::address;
use maud::{Markup, html};

/// Where links lead: to other pages of a server, or into one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Pages.
    Server,
    /// One file.
    File,
}

impl Links {
    /// The words of a record: `v3`, `s1` of an article.
    pub fn words(self, article: i64, record: &str) -> String {
        match self {
            Links::Server => format!("/articles/{article}#{record}"),
            Links::File => format!("#a{article}-{record}"),
        }
    }

    /// A code of an actor, with the page of what it does.
    pub fn actor(self, code: &str) -> Markup {
        let to = address("/search", &[("q", &format!("actor:{code}"))]);
        match self {
            Links::Server => html! { a.code href=(to) { (code) } },
            Links::File => html! { span.code { (code) } },
        }
    }
}

/// Codes of one side, or its names, or a dash.
pub fn side(links: Links, codes: &str, names: &str) -> Markup {
    html! {
        @if codes.is_empty() && names.is_empty() { span.none title="nobody is named" { "–" } }
        @for (at, code) in codes.split(',').filter(|c| !c.is_empty()).enumerate() {
            @if at > 0 { ", " }
            (links.actor(code))
        }
        @if codes.is_empty() { bdi { (names) } }
    }
}

/// Words of a sentence with the trigger marked; a very long one is cut around it.
fn sentence(view: View<'_>) -> Markup {
    const AROUND: usize = 250;
    let sentence: Vec<char> = view.text("sentence").chars().collect();
    let [begin, end] = view.span("begin", "end").unwrap_or_default();
    let first = view.int("sentence_begin").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let [begin, end] = [begin, end].map(|at| at.saturating_sub(first).min(sentence.len()));
    let (from, to) = (begin.saturating_sub(AROUND), (end + AROUND).min(sentence.len()));
    let words =
        |from: usize, to: usize| sentence.get(from..to).unwrap_or_default().iter().collect::<String>();
    html! {
        @if from > 0 { "…" }
        (words(from, begin)) b { (words(begin, end)) } (words(end, to))
        @if to < sentence.len() { "…" }
    }
}

/// A term of a query. A place, as on the map, and what is no plain word stand in quotation marks.
pub fn term(field: &str, value: &str) -> String {
    match field == "place" || value.contains(|c: char| c.is_whitespace() || ",:\"".contains(c)) {
        true => format!("{field}:\"{}\"", value.replace('"', " ")),
        false => format!("{field}:{value}"),
    }
}

/// The host of an address of the web.
pub fn host(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.and_then(|r| r.split(['/', '?', '#']).next()).filter(|h| !h.is_empty())
}

/// Where an article came from: of an address its host, as a link where it is one of the web.
pub fn origin(text: &str) -> Markup {
    match host(text) {
        Some(host) => html! {
            a.origin href=(text) rel="noreferrer noopener" title=(super::shell::plain(text)) { (host.trim_start_matches("www.")) }
        },
        None => html! { bdi { (text) } },
    }
}

/// Events, each with its sentence.
pub fn events<'v>(links: Links, views: impl Iterator<Item = View<'v>>) -> Markup {
    html! {
        ol.records {
            @for view in views {
                @let quad = view.int("quad").unwrap_or(0);
                li class={ "rec q" (quad) } {
                    p.what {
                        span.type title={ "CAMEO " (view.text("cameo")) ", Goldstein " (view.real("goldstein")) } {
                            (view.text("type")) @if !view.text("mode").is_empty() { " " small { (view.text("mode")) } }
                        }
                        " " (side(links, view.text("source"), view.text("source_name")))
                        span.to aria-label="to" { " → " }
                        (side(links, view.text("target"), view.text("target_name")))
                        @if view.text("factuality") != "actual" { " " span.tag { (view.text("factuality")) } }
                        @if !view.text("claimed_by").is_empty() { " " span.tag { "says " bdi { (view.text("claimed_by")) } } }
                    }
                    blockquote dir="auto" {
                        a href=(links.words(view.int("article").unwrap_or(0), &format!("v{}", view.int("n").unwrap_or(0)))) { (sentence(view)) }
                    }
                    p.from {
                        @if !view.text("day").is_empty() { time datetime=(view.text("day")) { (view.text("day")) } " · " }
                        @if !view.text("place").is_empty() { bdi { (view.text("place")) } " · " }
                        (origin(view.text("origin")))
                    }
                }
            }
        }
    }
}

/// Statements, each with its words.
pub fn statements<'v>(links: Links, views: impl Iterator<Item = View<'v>>) -> Markup {
    html! {
        ol.records {
            @for view in views {
                li.rec.say {
                    p.what {
                        @if view.text("speaker").is_empty() { span.none { "nobody named" } }
                        @else { bdi { strong { (view.text("speaker")) } } }
                        @if !view.text("actor").is_empty() { " " (links.actor(view.text("actor"))) }
                        " " span.type { (view.text("stance")) }
                        @if !view.text("addressee").is_empty() { " to " bdi { (view.text("addressee")) } }
                        " " span.tag { (view.text("form")) }
                    }
                    blockquote dir="auto" {
                        a href=(links.words(view.int("article").unwrap_or(0), &format!("s{}", view.int("n").unwrap_or(0)))) {
                            (view.text("said"))
                        }
                    }
                    p.from {
                        @if !view.text("day").is_empty() { time datetime=(view.text("day")) { (view.text("day")) } " · " }
                        (origin(view.text("origin")))
                    }
                }
            }
        }
    }
}

/// A number with its thousands apart.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::from(if n < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// Where an answer can be had in other forms.
pub fn forms(list: &str, pairs: &[(&str, &str)], names: &[&'static str]) -> Markup {
    html! {
        p.forms { "As "
            @for (at, name) in names.iter().enumerate() {
                @if at > 0 { ", " }
                @let all: Vec<(&str, &str)> = pairs.iter().copied().chain([("format", *name), ("limit", "10000")]).collect();
                a href=(address(&format!("/api/{list}"), &all)) { (name) }
            }
        }
    }
}
