//! JSON Feed (jsonfeed.org), versions 1 and 1.1.

use crate::list::{Entry, List, address};
use crate::when;
use serde_json::Value;
use url::Url;

/// Reads a feed; `None` where the text is other JSON.
pub fn read(text: &str, base: &Url) -> Option<List> {
    let feed: Value = serde_json::from_str(text).ok()?;
    if !feed["version"].as_str()?.contains("jsonfeed.org") {
        return None;
    }
    let items = feed["items"].as_array().map_or(&[][..], Vec::as_slice);
    Some(List { entries: items.iter().filter_map(|i| entry(i, base)).collect(), ..List::default() })
}

fn entry(item: &Value, base: &Url) -> Option<Entry> {
    let text = |name: &str| item[name].as_str().map(str::to_owned).filter(|t| !t.is_empty());
    let moment = |name: &str| item[name].as_str().and_then(when::parse);
    let paragraphs =
        || Some(text("content_text")?.split("\n\n").map(|p| format!("<p>{}</p>", escaped(p))).collect());
    Some(Entry {
        url: address(base, &text("url").or_else(|| text("id"))?)?,
        dated: moment("date_published").max(moment("date_modified")),
        title: text("title"),
        content: text("content_html").or_else(paragraphs),
    })
}

/// Text as HTML has it.
pub fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_and_other_json_is_none() {
        let base = Url::parse("https://a.org/feed.json").unwrap();
        let list = read(
            r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "x", "url": "/1", "title": "T",
            "date_published": "2016-12-12T10:00:00Z", "content_text": "a < b\n\nc"}, {"id": 4}]}"#,
            &base,
        )
        .unwrap();
        assert_eq!(list.entries.len(), 1);
        assert_eq!(list.entries[0].content.as_deref(), Some("<p>a &lt; b</p><p>c</p>"));
        assert!(read(r#"{"version": "2"}"#, &base).is_none() && read("{", &base).is_none());
    }
}
