//! ninjs, news in JSON (IPTC), versions 1 to 3: one article an object; several in a list, or one a line.

use crate::article::{About, dated};
use crate::elements::{Setting, short};
use crate::html::fragment;
use crate::objects::{self, text};
use crate::parts::Parts;
use crate::utf8::Utf8;
use crate::{Articles, Fault, Options, newsml::is_usable};
use document::{Article, BlockKind};
use serde_json::Value;

/// Whether a text begins an item: an address beside a text, or beside the day of a version.
pub(crate) fn is(text: &str) -> bool {
    let has = |key: &str| text.contains(key);
    text.trim_start_matches(['[', ' ', '\n', '\r', '\t']).starts_with('{')
        && has("\"uri\"")
        && ["\"body_text\"", "\"body_xhtml\"", "\"bodies\"", "\"versioncreated\"", "\"pubstatus\""]
            .into_iter()
            .any(has)
}

/// The articles of a file.
pub(crate) fn articles(input: Utf8, origin: &str, options: &Options) -> Articles {
    objects::articles(input, None, origin, options, article)
}

fn article(item: &Value, setting: &Setting<'_>) -> Result<Article, Fault> {
    let get = |name: &str| text(item.get(name));
    if let Some(status) = get("pubstatus").filter(|status| !is_usable(status)) {
        return Err(Fault::Withdrawn(status));
    }
    let mut notes = setting.notes.to_vec();
    notes.extend(get("embargoed").map(|until| format!("embargoed until {until}")));
    let days = [
        "firstcreated",
        "firstCreated",
        "contentcreated",
        "contentCreated",
        "versioncreated",
        "versionCreated",
    ];
    let about = About {
        id: get("uri"),
        slug: get("slugline").or_else(|| get("slug")),
        language: get("language").map(|l| short(&l)),
        published: dated(days.into_iter().find_map(get), "field", &mut notes),
        notes,
        ..About::default()
    };
    let mut parts = Parts::default();
    parts.maybe(BlockKind::Headline, get("headline").or_else(|| first(item, "headlines", "main")));
    parts.maybe(BlockKind::Byline, get("byline").or_else(|| first(item, "bylines", "main")));
    parts.prose(&body(item));
    parts.assemble(about, setting.origin, setting.options)
}

/// The value of a list's entry of this role, else of its first.
fn first(item: &Value, list: &str, role: &str) -> Option<String> {
    let entries = item.get(list)?.as_array()?;
    let of_role = entries.iter().find(|e| e.get("role").and_then(Value::as_str) == Some(role));
    let entry = of_role.or_else(|| entries.first())?;
    text(entry.get("value")).or_else(|| text(entry.get("byline")))
}

fn body(item: &Value) -> String {
    let plain = || text(item.get("body_text"));
    let xhtml =
        || text(item.get("body_xhtml")).or_else(|| text(item.get("body_html"))).map(|html| fragment(&html));
    plain().or_else(xhtml).or_else(|| of_bodies(item)).unwrap_or_default()
}

/// `bodies` of versions 2 and 3.
fn of_bodies(item: &Value) -> Option<String> {
    let bodies = item.get("bodies")?.as_array()?;
    let is_plain = |body: &&Value| text(body.get("contenttype")).is_some_and(|t| t.contains("plain"));
    let plain = bodies.iter().find(is_plain).and_then(|body| text(body.get("value")));
    plain.or_else(|| text(bodies.first()?.get("value")).map(|html| fragment(&html)))
}
