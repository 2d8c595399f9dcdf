//! Feeds to articles: RSS 0.9 to 2.0 and 1.0, Atom (RFC 4287), JSON Feed 1.1. An entry with its text is an article;
//! one with a link alone is told as such, since nothing is fetched here.

use crate::article::{About, dated};
use crate::elements::{self, Around, Setting, short};
use crate::objects;
use crate::parts::Parts;
use crate::utf8::Utf8;
use crate::xml::{Element, one_line};
use crate::{Articles, Fault, List, Listed, Options, escaped, fragment, moment};
use document::{Article, BlockKind};
use serde_json::Value;
use std::time::Duration;

/// The elements of a feed in XML, the list of one in JSON.
const ITEMS: [&str; 2] = ["item", "entry"];
const LIST: &str = "items";

/// Whether a text begins a feed in JSON.
pub(crate) fn is_json(text: &str) -> bool {
    text.starts_with('{') && text.contains("jsonfeed.org/version")
}

/// The articles of a feed in XML or JSON.
pub(crate) fn articles(head: &[u8], text: Utf8, origin: &str, options: &Options) -> Articles {
    let begins =
        String::from_utf8_lossy(head).trim_start_matches(|c: char| !c.is_ascii_graphic()).starts_with('{');
    match begins {
        true => objects::articles(text, Some(LIST), origin, options, |item, s| of_object(item).article(s)),
        false => elements::articles(text, &ITEMS, origin, options, |item, s| of_element(item).article(s)),
    }
}

/// The pages that a feed lists.
pub(crate) fn list(text: &str) -> List {
    let mut list = List::default();
    let wrong = if is_json(text) {
        objects::each(text, LIST, |item| list.entries.extend(of_object(item).listed()))
    } else {
        let (around, wrong) =
            elements::each(text, &ITEMS, |item| list.entries.extend(of_element(item).listed()));
        list.pace = pace(&around);
        wrong
    };
    list.fault = wrong.map(|fault| fault.to_string());
    list
}

/// How often a feed says that it changes: RSS in minutes, its module for syndication in periods.
fn pace(around: &Around) -> Option<Duration> {
    let number = |name| around.of(name)?.parse::<u64>().ok().filter(|&n| n > 0);
    let period = || {
        Some(match around.of("sy:updatePeriod")? {
            "hourly" => 3600,
            "daily" => 86_400,
            "weekly" => 7 * 86_400,
            "monthly" => 30 * 86_400,
            "yearly" => 365 * 86_400,
            _ => return None,
        })
    };
    let ttl = number("ttl").map(|minutes| minutes.saturating_mul(60));
    let seconds = ttl.or_else(|| Some(period()? / number("sy:updateFrequency").unwrap_or(1)))?;
    Some(Duration::from_secs(seconds))
}

/// Text as a feed has it.
enum Words {
    Html(String),
    Plain(String),
}

impl Words {
    /// `None` where it is blank.
    fn new(make: fn(String) -> Words, text: String) -> Option<Words> {
        (!text.trim().is_empty()).then(|| make(text))
    }

    fn text(self) -> String {
        match self {
            Words::Html(html) => fragment(&html),
            Words::Plain(text) => text,
        }
    }

    fn html(self) -> String {
        match self {
            Words::Html(html) => html,
            Words::Plain(text) => text.split("\n\n").map(|p| format!("<p>{}</p>", escaped(p))).collect(),
        }
    }
}

/// What an entry says, whatever the kind of feed.
#[derive(Default)]
struct Entry {
    id: Option<String>,
    title: Option<String>,
    author: Option<String>,
    url: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    /// The whole text.
    content: Option<Words>,
    /// What stands for it.
    summary: Option<Words>,
    language: Option<String>,
}

impl Entry {
    fn article(self, setting: &Setting<'_>) -> Result<Article, Fault> {
        let mut notes = setting.notes.to_vec();
        let unpublished = self.published.is_none();
        let mut doubts = Vec::new();
        let updated = dated(self.updated, "feed", &mut doubts);
        let published = dated(self.published, "feed", &mut notes).or_else(|| updated.clone());
        if unpublished {
            notes.append(&mut doubts);
        }
        if unpublished && published.is_some() {
            notes.push("the day is that of the last update".to_owned());
        }
        let full = |words: Option<Words>| words.map(Words::text).filter(|t| !t.trim().is_empty());
        let text = full(self.content).or_else(|| {
            let summary = full(self.summary)?;
            notes.push("the text is the entry's description, which may be a summary".to_owned());
            Some(summary)
        });
        let Some(text) = text else {
            let (url, day) = (self.url.or(self.id), published.map(|p| p.day));
            return Err(url.map_or(Fault::Empty, |url| Fault::Unfetched { url, title: self.title, day }));
        };
        let mut parts = Parts::default();
        parts.maybe(BlockKind::Headline, self.title);
        parts.maybe(BlockKind::Byline, self.author);
        parts.prose(&text);
        let language = self.language.or_else(|| setting.language.map(str::to_owned));
        let about =
            About { id: self.id, url: self.url, language, published, updated, notes, ..About::default() };
        parts.assemble(about, setting.origin, setting.options)
    }

    fn listed(self) -> Option<Listed> {
        let moment = |written: Option<String>| written.as_deref().and_then(moment);
        Some(Listed {
            url: self.url?,
            dated: moment(self.published).max(moment(self.updated)),
            title: self.title,
            content: self.content.or(self.summary).map(Words::html),
        })
    }
}

/// `item` of RSS, `entry` of Atom.
fn of_element(item: Element<'_>) -> Entry {
    let line = |name| item.child(name).and_then(Element::line);
    let words = |name| item.child(name).and_then(words_of);
    let html = |name| Words::new(Words::Html, item.child(name)?.text());
    let title = words("title").map(|title| one_line(&title.text()));
    Entry {
        id: line("guid").or_else(|| line("id")),
        title: title.filter(|title| !title.is_empty()),
        author: author(item),
        url: link(item),
        published: ["pubDate", "published", "issued", "dc:date", "dc:issued", "dc:created"]
            .into_iter()
            .find_map(line),
        updated: ["updated", "modified", "dc:modified"].into_iter().find_map(line),
        content: html("content:encoded").or_else(|| words("content")),
        summary: html("description").or_else(|| words("summary")),
        language: item.attribute("xml:lang").or_else(|| line("dc:language")).map(|l| short(&l)),
    }
}

/// The text of an element by its `type`, as Atom has it; RSS says none and means HTML.
fn words_of(element: Element<'_>) -> Option<Words> {
    let kind = element.attribute("type").unwrap_or_default();
    match kind.as_str() {
        "xhtml" | "application/xhtml+xml" => Words::new(Words::Html, element.markup()),
        "text" | "text/plain" => Words::new(Words::Plain, element.text().trim().to_owned()),
        "" | "html" | "text/html" => Words::new(Words::Html, element.text()),
        // Something else in Base64: a picture, a sound.
        _ => None,
    }
}

fn author(item: Element<'_>) -> Option<String> {
    let creators = || joined(item.children("dc:creator").filter_map(Element::line).collect());
    let person = |e: Element<'_>| e.child("name").and_then(Element::line).or_else(|| e.line());
    creators()
        .or_else(|| joined(item.children("author").filter_map(person).map(|name| named(&name)).collect()))
}

/// RSS wants `ann@example.org (Ann Lee)`.
fn named(author: &str) -> String {
    let inside = author.split_once('(').filter(|(before, _)| before.contains('@'));
    inside.map_or(author, |(_, rest)| rest.trim_end_matches(')')).trim().to_owned()
}

fn joined(names: Vec<String>) -> Option<String> {
    Some(names.join(", ")).filter(|names| !names.is_empty())
}

/// `<link>address</link>`, `<link rel=alternate href=address/>`, a `guid` or `id` that is an address.
fn link(item: Element<'_>) -> Option<String> {
    let alternate = |e: &Element<'_>| e.attribute("rel").is_none_or(|rel| rel == "alternate");
    let address = |e: Element<'_>| e.attribute("href").or_else(|| e.line());
    let id = || {
        let id = item.child("guid").or_else(|| item.child("id"))?;
        id.line().filter(|line| is_address(line) && id.attribute("isPermaLink").is_none_or(|p| p == "true"))
    };
    item.children("link").filter(alternate).find_map(address).or_else(id)
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// An item of a JSON Feed.
fn of_object(item: &Value) -> Entry {
    let line = |name: &str| objects::text(item.get(name)).map(|t| one_line(&t));
    let words = |name: &str, make: fn(String) -> Words| objects::text(item.get(name)).map(make);
    let authors = item.get("authors").and_then(Value::as_array).cloned().unwrap_or_default();
    let names = authors.iter().chain(item.get("author")).filter_map(|a| objects::text(a.get("name")));
    Entry {
        id: line("id"),
        title: line("title"),
        author: joined(names.collect()),
        url: line("url").or_else(|| line("external_url")).or_else(|| line("id").filter(|id| is_address(id))),
        published: line("date_published"),
        updated: line("date_modified"),
        content: words("content_html", Words::Html).or_else(|| words("content_text", Words::Plain)),
        summary: words("summary", Words::Plain),
        language: line("language").map(|l| short(&l)),
    }
}
