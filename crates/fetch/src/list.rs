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
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
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
