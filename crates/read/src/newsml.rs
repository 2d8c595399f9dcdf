//! NewsML-G2 (IPTC): one article a news item, its text inside as NITF or XHTML.

use crate::article::{About, dated};
use crate::elements::{self, Setting, short};
use crate::html::fragment;
use crate::parts::Parts;
use crate::utf8::Utf8;
use crate::xml::Element;
use crate::{Articles, Fault, Options, nitf};
use document::{Article, BlockKind};

/// The articles of a message or of an item alone.
pub(crate) fn articles(text: Utf8, origin: &str, options: &Options) -> Articles {
    elements::articles(text, &["newsItem"], origin, options, article)
}

fn article(item: Element<'_>, setting: &Setting<'_>) -> Result<Article, Fault> {
    let value = |name, attribute: &str| item.find(name).and_then(|e| e.attribute(attribute));
    let line = |name| item.find(name).and_then(Element::line);
    if let Some(status) = value("pubStatus", "qcode").filter(|status| !is_usable(status)) {
        return Err(Fault::Withdrawn(status));
    }
    let mut notes = setting.notes.to_vec();
    notes.extend(line("embargoed").map(|until| format!("embargoed until {until}")));
    let day = ["firstCreated", "contentCreated", "versionCreated"].into_iter().find_map(line);
    let about = About {
        id: item.attribute("guid"),
        slug: line("slugline"),
        language: value("language", "tag").or_else(|| item.attribute("xml:lang")).map(|l| short(&l)),
        published: dated(day, "field", &mut notes),
        notes,
        ..About::default()
    };
    parts(item).assemble(about, setting.origin, setting.options)
}

/// `stat:usable`, by whatever prefix.
pub(crate) fn is_usable(status: &str) -> bool {
    status.rsplit(':').next().unwrap_or(status).eq_ignore_ascii_case("usable")
}

fn parts(item: Element<'_>) -> Parts {
    let content = item.find("contentSet");
    if let Some(nitf) = content.and_then(|c| c.find("nitf")) {
        let parts = nitf::parts(nitf);
        if parts.has_prose() {
            return parts;
        }
    }
    let line = |name| item.find("contentMeta").and_then(|meta| meta.find(name)).and_then(Element::line);
    let mut parts = Parts::default();
    parts.maybe(BlockKind::Headline, line("headline"));
    parts.maybe(BlockKind::Byline, line("by"));
    parts.maybe(BlockKind::Dateline, line("dateline"));
    parts.prose(&content.map(text).unwrap_or_default());
    parts
}

fn text(content: Element<'_>) -> String {
    match (content.find("inlineXML"), content.find("inlineData")) {
        (Some(xml), _) => fragment(&xml.find("body").unwrap_or(xml).markup()),
        (None, Some(data)) if data.attribute("contenttype").is_some_and(|t| t.contains("html")) => {
            fragment(&data.text())
        }
        (None, Some(data)) => data.text(),
        (None, None) => String::new(),
    }
}
