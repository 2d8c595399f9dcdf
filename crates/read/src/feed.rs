//! Feeds to articles: RSS 0.9 to 2.0 and 1.0, Atom (RFC 4287), JSON Feed 1.1. An entry with its text is an article;
//! one with a link alone is told as such, since nothing is fetched here.

use crate::article::{About, dated};
use crate::elements::{self, Setting, short};
use crate::html::fragment;
use crate::objects;
use crate::parts::Parts;
use crate::utf8::Utf8;
use crate::xml::{Element, one_line};
use crate::{Articles, Fault, Options};
use document::{Article, BlockKind};
use serde_json::Value;

/// Whether a text begins a feed in JSON.
pub(crate) fn is_json(text: &str) -> bool {
    text.starts_with('{') && text.contains("jsonfeed.org/version")
}

/// The articles of a feed in XML or JSON.
pub(crate) fn articles(head: &[u8], text: Utf8, origin: &str, options: &Options) -> Articles {
    let begins =
        String::from_utf8_lossy(head).trim_start_matches(|c: char| !c.is_ascii_graphic()).starts_with('{');
    match begins {
        true => objects::articles(text, Some("items"), origin, options, of_object),
        false => elements::articles(text, &["item", "entry"], origin, options, of_element),
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
    content: Option<String>,
    /// What stands for it.
    summary: Option<String>,
    language: Option<String>,
}

impl Entry {
    fn article(self, setting: &Setting<'_>) -> Result<Article, Fault> {
        let mut notes = setting.notes.to_vec();
        let full = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.trim().is_empty());
        let updated = self.published.is_none() && self.updated.is_some();
        let published = dated(self.published.or(self.updated), "feed", &mut notes);
        if updated && published.is_some() {
            notes.push("the day is that of the last update".to_owned());
        }
        let text = match (full(&self.content), full(&self.summary)) {
            (true, _) => self.content,
            (false, true) => {
                notes.push("the text is the entry's description, which may be a summary".to_owned());
                self.summary
            }
            _ => None,
        };
        let Some(text) = text else {
            let (url, day) = (self.url.or(self.id), published.map(|p| p.day));
            return Err(url.map_or(Fault::Empty, |url| Fault::Unfetched { url, title: self.title, day }));
        };
        let mut parts = Parts::default();
        parts.maybe(BlockKind::Headline, self.title);
        parts.maybe(BlockKind::Byline, self.author);
        parts.prose(&text);
        let language = self.language.or_else(|| setting.language.map(str::to_owned));
        let about = About { id: self.id, url: self.url, language, published, notes, ..About::default() };
        parts.assemble(about, setting.origin, setting.options)
    }
}

/// `item` of RSS, `entry` of Atom.
fn of_element(item: Element<'_>, setting: &Setting<'_>) -> Result<Article, Fault> {
    let line = |name| item.child(name).and_then(Element::line);
    let html = |name| item.child(name).map(|e| fragment(&e.text())).filter(|text| !text.is_empty());
    let text = |name| item.child(name).and_then(text_of);
    let entry = Entry {
        id: line("guid").or_else(|| line("id")),
        title: item.child("title").and_then(text_of).map(|t| one_line(&t)),
        author: author(item),
        url: link(item),
        published: ["pubDate", "published", "issued", "dc:date", "dc:issued", "dc:created"]
            .into_iter()
            .find_map(line),
        updated: ["updated", "modified", "dc:modified"].into_iter().find_map(line),
        content: html("content:encoded").or_else(|| text("content")),
        summary: html("description").or_else(|| text("summary")),
        language: item.attribute("xml:lang").or_else(|| line("dc:language")).map(|l| short(&l)),
    };
    entry.article(setting)
}

/// The text of an element by its `type`, as Atom has it; RSS says none and means HTML.
fn text_of(element: Element<'_>) -> Option<String> {
    let kind = element.attribute("type").unwrap_or_default();
    let text = match kind.as_str() {
        "xhtml" | "application/xhtml+xml" => fragment(&element.markup()),
        "text" | "text/plain" => element.text().trim().to_owned(),
        "" | "html" | "text/html" => fragment(&element.text()),
        // Something else in Base64: a picture, a sound.
        _ => String::new(),
    };
    Some(text).filter(|text| !text.is_empty())
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

/// `<link>address</link>`, `<link rel=alternate href=address/>`, a `guid` that is an address.
fn link(item: Element<'_>) -> Option<String> {
    let alternate = |e: &Element<'_>| e.attribute("rel").is_none_or(|rel| rel == "alternate");
    let address = |e: Element<'_>| e.attribute("href").or_else(|| e.line());
    let guid = || {
        let guid = item.child("guid")?;
        guid.line()
            .filter(|id| id.starts_with("http") && guid.attribute("isPermaLink").is_none_or(|p| p == "true"))
    };
    item.children("link").filter(alternate).find_map(address).or_else(guid)
}

/// An item of a JSON Feed.
fn of_object(item: &Value, setting: &Setting<'_>) -> Result<Article, Fault> {
    let line = |name: &str| objects::text(item.get(name)).map(|t| one_line(&t));
    let html = objects::text(item.get("content_html")).map(|html| fragment(&html));
    let authors = item.get("authors").and_then(Value::as_array).cloned().unwrap_or_default();
    let names = authors.iter().chain(item.get("author")).filter_map(|a| objects::text(a.get("name")));
    let entry = Entry {
        id: line("id"),
        title: line("title"),
        author: joined(names.collect()),
        url: line("url").or_else(|| line("external_url")),
        published: line("date_published"),
        updated: line("date_modified"),
        content: html.filter(|text| !text.is_empty()).or_else(|| objects::text(item.get("content_text"))),
        summary: objects::text(item.get("summary")),
        language: line("language").map(|l| short(&l)),
    };
    entry.article(setting)
}
