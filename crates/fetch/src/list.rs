//! Lists of pages: feeds, OPML, sitemaps. What an answer is, is told by its content.

use crate::xml::{Step, walk};
use crate::{feed, json_feed, outline, sitemap};
use encoding_rs::Encoding;
use std::time::Duration;
use url::Url;

/// What a list says of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The address of the page.
    pub url: Url,
    /// When it was published or changed, in seconds since 1970.
    pub dated: Option<i64>,
    /// Its headline.
    pub title: Option<String>,
    /// The page itself, as HTML, where the list has it.
    pub content: Option<String>,
}

/// A list of pages, or of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Its pages.
    pub entries: Vec<Entry>,
    /// Its lists, with their moments where they are told.
    pub lists: Vec<(Url, Option<i64>)>,
    /// Whether its lists are parts of one (a sitemap index) and not many (OPML).
    pub parts: bool,
    /// How often it changes, as it says itself.
    pub pace: Option<Duration>,
    /// Where it is broken, if it is; what stands before has been read.
    pub fault: Option<String>,
}

/// Reads a list that lies at an address; `None` where the bytes are no list.
pub fn read(bytes: &[u8], content_type: Option<&str>, base: &Url) -> Option<List> {
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    // UTF-16 begins with a byte order mark or with a zero beside the first bracket.
    if !matches!(start.first()?, b'{' | b'<' | 0xfe | 0xff | 0) {
        return None;
    }
    let text = decoded(bytes, content_type);
    if text.trim_start().starts_with('{') {
        return json_feed::read(&text, base);
    }
    match root(&text)?.as_str() {
        "rss" | "rdf:RDF" | "feed" => Some(feed::read(&text, base)),
        "opml" => Some(outline::read(&text, base)),
        "urlset" | "sitemapindex" => Some(sitemap::read(&text, base)),
        _ => None,
    }
}

/// The name of the first element.
fn root(text: &str) -> Option<String> {
    let mut found = None;
    let _ = walk(text, |step| {
        if let Step::Open(name, _) = step {
            found = Some(name.to_owned());
        }
        found.is_none()
    });
    found
}

/// The text, by its mark, its declaration, the server's word, or as UTF-8.
fn decoded(bytes: &[u8], content_type: Option<&str>) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.split_once("?>").map_or("", |(d, _)| d);
    let declared = declaration.split_once("encoding=").map(|(_, e)| e.trim_start_matches(['"', '\'']));
    let declared = declared.map(|e| e.split(['"', '\'']).next().unwrap_or(""));
    let served = content_type.and_then(|t| t.split_once("charset=")).map(|(_, c)| c.trim_matches(['"', ' ']));
    let label = declared.or(served).unwrap_or("utf-8");
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0.into_owned()
}

/// An address as a list has it; the fragment is of no use.
pub fn address(base: &Url, text: &str) -> Option<Url> {
    let mut url = base.join(text.trim()).ok().filter(|u| matches!(u.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(bytes: &[u8], content_type: Option<&str>) -> Option<List> {
        read(bytes, content_type, &Url::parse("https://a.org/x/").unwrap())
    }

    #[test]
    fn lists_are_told_from_pages() {
        assert!(of(b"<!DOCTYPE html><html><body>rss</body></html>", None).is_none());
        assert!(
            of(b"Plain text", None).is_none() && of(b"", None).is_none() && of(b"{\"a\": 1}", None).is_none()
        );
        assert!(of(b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- x --><rss/>", Some("text/html")).is_some());
        let utf16: Vec<u8> = "\u{feff}<rss/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(of(&utf16, None).is_some());
    }

    #[test]
    fn feeds_come_in_the_encodings_of_the_web() {
        let item = b"<rss><item><link>/1</link><title>\xcf\xf0\xe5</title></item></rss>";
        let declared = [b"<?xml version=\"1.0\" encoding=\"windows-1251\"?>", &item[..]].concat();
        let title = |list: Option<List>| list.unwrap().entries[0].title.clone().unwrap();
        assert_eq!(title(of(&declared, None)), "\u{41f}\u{440}\u{435}");
        assert_eq!(title(of(item, Some("text/xml; charset=windows-1251"))), "\u{41f}\u{440}\u{435}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_not(bytes: Vec<u8>) {
            let _ = of(&bytes, None);
        }

        #[test]
        fn any_markup_is_read(parts in prop::collection::vec(prop::sample::select(vec![
            "<rss>", "<feed>", "<urlset>", "<item>", "</item>", "<entry>", "<link>", "</link>", "<link href='/a'/>", "/1",
            "<content type='xhtml'>", "</content>", "<url>", "<loc>", "</loc>", "</url>", "&#0;", "&x;", "&", "<![CDATA[",
            "]]>", "<!--", "-->", "<?xml", "?>", "<", ">", "'", "\u{e9}", "<outline xmlUrl='x", "<sitemap>", "</sitemap>",
        ]), 0..30)) {
            for root in ["<rss>", "<feed>", "<opml>", "<urlset>"] {
                let list = of(&[root, &parts.concat()].concat().into_bytes(), None);
                prop_assert!(list.is_some());
            }
        }
    }
}
