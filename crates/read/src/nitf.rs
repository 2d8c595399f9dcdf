//! News Industry Text Format (IPTC): one article a document, its parts named.

use crate::article::{About, dated};
use crate::elements::{self, Setting, short};
use crate::html::fragment;
use crate::parts::Parts;
use crate::utf8::Utf8;
use crate::xml::Element;
use crate::{Articles, Fault, Options};
use document::{Article, BlockKind};

/// The articles of a file.
pub(crate) fn articles(text: Utf8, origin: &str, options: &Options) -> Articles {
    elements::articles(text, &["nitf"], origin, options, article)
}

fn article(nitf: Element<'_>, setting: &Setting<'_>) -> Result<Article, Fault> {
    let value = |name, attribute: &str| nitf.find(name).and_then(|e| e.attribute(attribute));
    let mut notes = setting.notes.to_vec();
    let day = ["date.issue", "date.release", "story.date"].into_iter().find_map(|name| value(name, "norm"));
    let published = dated(day.or_else(|| value("pubdata", "date.publication")), "field", &mut notes);
    let language =
        nitf.attribute("xml:lang").map(|l| short(&l)).or_else(|| setting.language.map(str::to_owned));
    let about = About {
        id: value("doc-id", "id-string"),
        slug: value("du-key", "key"),
        url: value("pubdata", "ex-ref"),
        title: nitf.child("head").and_then(|head| head.child("title")).and_then(Element::line),
        language,
        published,
        notes,
        ..About::default()
    };
    parts(nitf).assemble(about, setting.origin, setting.options)
}

/// The parts of the article of a `nitf` element.
pub(crate) fn parts(nitf: Element<'_>) -> Parts {
    let mut parts = Parts::default();
    if let Some(head) = nitf.find("body.head") {
        let line = |name| head.find(name).and_then(Element::line);
        let headline = head.find("hedline").and_then(|e| e.find("hl1").unwrap_or(e).line());
        parts.maybe(BlockKind::Headline, headline);
        head.all("hl2").for_each(|e| parts.maybe(BlockKind::Subheadline, e.line()));
        head.all("byline").for_each(|e| parts.maybe(BlockKind::Byline, e.line()));
        parts.maybe(BlockKind::Dateline, line("dateline"));
    }
    if let Some(content) = nitf.find("body.content") {
        parts.prose(&fragment(&content.markup()));
    }
    if let Some(end) = nitf.find("body.end") {
        parts.maybe(BlockKind::Credit, end.line());
    }
    parts
}
