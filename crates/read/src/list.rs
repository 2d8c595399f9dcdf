//! Lists of pages for those who fetch what they name: feeds, outlines (OPML 2.0), sitemaps and indexes of them. Read by
//! the readers of articles; what a list is, is told by its content.

use crate::markup::{Markup, Piece, attribute};
use crate::{Kind, encoding, feed, guess, sitemap};
use encoding_rs::Encoding;
use std::time::Duration;

/// What a list says of one page. Addresses are as they are written, perhaps relative to that of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<A = String> {
    /// The address of the page.
    pub url: A,
    /// When it was published or changed, the later of the two, in seconds since 1970 (UTC).
    pub dated: Option<i64>,
    /// Its headline, on one line.
    pub title: Option<String>,
    /// The page itself or what stands for it, as HTML, where the list has it.
    pub content: Option<String>,
}

/// A list of pages, or of lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<A = String> {
    /// Its pages.
    pub entries: Vec<Listed<A>>,
    /// Its lists, with their moments where they are told.
    pub lists: Vec<(A, Option<i64>)>,
    /// Whether its lists are parts of one (a sitemap index) and not many (OPML).
    pub parts: bool,
    /// How often it changes, as it says itself.
    pub pace: Option<Duration>,
    /// Where it is broken, if it is; what else is in it has been read.
    pub fault: Option<String>,
}

impl<A> Default for List<A> {
    fn default() -> Self {
        List { entries: Vec::new(), lists: Vec::new(), parts: false, pace: None, fault: None }
    }
}

impl<A> List<A> {
    /// The same list with its addresses made anew; what has none then is left out.
    pub fn resolved<B>(self, at: impl Fn(&A) -> Option<B>) -> List<B> {
        let entry = |e: Listed<A>| {
            Some(Listed { url: at(&e.url)?, dated: e.dated, title: e.title, content: e.content })
        };
        List {
            entries: self.entries.into_iter().filter_map(entry).collect(),
            lists: self.lists.into_iter().filter_map(|(url, dated)| Some((at(&url)?, dated))).collect(),
            parts: self.parts,
            pace: self.pace,
            fault: self.fault,
        }
    }
}

/// Reads a list that lies in memory; `None` where the bytes are none. `charset`: what the server says.
pub fn list(bytes: &[u8], charset: Option<&str>) -> Option<List> {
    let known = charset.filter(|label| Encoding::for_label(label.as_bytes()).is_some());
    let text =
        encoding::decode(bytes.to_vec(), "", known, encoding::declared_in_xml(bytes).as_deref()).ok()?.text;
    match guess(text.as_bytes()) {
        Kind::Feed => Some(feed::list(&text)),
        Kind::Sitemap => Some(sitemap::list(&text)),
        _ => outline(&text),
    }
}

/// The feeds of an outline, those within folders too.
fn outline(text: &str) -> Option<List> {
    let mut elements = Markup::xml(text).filter_map(|piece| match piece {
        Piece::Open(name, attributes) => Some((name, attributes)),
        _ => None,
    });
    if elements.next()?.0 != "opml" {
        return None;
    }
    let outlines = elements.filter(|(name, _)| *name == "outline");
    let feeds = outlines.filter_map(|(_, attributes)| Some((attribute(attributes, "xmlUrl")?, None)));
    Some(List { lists: feeds.collect(), ..List::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> List {
        list(text.as_bytes(), None).unwrap()
    }

    fn urls(list: &List) -> Vec<&str> {
        list.entries.iter().map(|e| e.url.as_str()).collect()
    }

    const TENTH: i64 = 1_481_536_800; // 2016-12-12T10:00:00Z

    #[test]
    fn rss_with_its_habits() {
        let list = of("<?xml version='1.0'?><rss version='2.0'><channel><ttl>30</ttl><title>A</title>\
            <atom:link href='https://a.org/feed' rel='self'/><link>https://a.org/</link>\
            <item><title>One &amp;amp; two</title><link> /1 </link><pubDate>Mon, 12 Dec 2016 10:00:00 GMT</pubDate>\
            <media:content url='x'/><media:title>no</media:title><content:encoded><![CDATA[<p>Full</p>]]></content:encoded></item>\
            <item><guid>https://a.org/2</guid></item><item><guid isPermaLink='false'>https://a.org/3</guid></item>\
            </channel></rss>");
        assert_eq!(urls(&list), ["/1", "https://a.org/2"]);
        assert_eq!(list.entries[0].title.as_deref(), Some("One & two"));
        assert_eq!(list.entries[0].content.as_deref(), Some("<p>Full</p>"));
        assert_eq!(list.entries[0].dated, Some(TENTH));
        assert_eq!((list.pace, &list.fault), (Some(Duration::from_secs(1800)), &None));
    }

    #[test]
    fn atom_and_rdf() {
        let atom = of(
            "<feed><link href='/'/><entry><id>tag:1</id><link rel='self' href='/s'/><link href='/1'/>\
            <published>2016-12-12T10:00:00Z</published><updated>2016-12-13T10:00:00Z</updated></entry>\
            <entry><id>https://a.org/2</id><content type='xhtml'><p>x &amp; <b>y</b></p></content></entry></feed>",
        );
        assert_eq!(urls(&atom), ["/1", "https://a.org/2"]);
        assert_eq!(atom.entries[0].dated, Some(TENTH + 86_400));
        assert_eq!(atom.entries[1].content.as_deref(), Some("<p>x &amp; <b>y</b></p>"));
        let rdf = of("<rdf:RDF xmlns:s='http://purl.org/rss/1.0/modules/syndication/'><channel>\
            <s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>2</s:updateFrequency></channel>\
            <item><link>/1#top</link><dc:date>2016-12-12</dc:date></item></rdf:RDF>");
        assert_eq!(urls(&rdf), ["/1#top"]);
        assert_eq!(rdf.pace, Some(Duration::from_secs(1800)));
    }

    #[test]
    fn json_feeds_and_no_other_json() {
        let list = of(
            r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "x", "url": "/1", "title": "T",
            "date_published": "2016-12-12T10:00:00Z", "content_text": "a < b\n\nc"}, {"id": 4}, {"id": }]}"#,
        );
        assert_eq!((urls(&list), list.entries[0].dated), (vec!["/1"], Some(TENTH)));
        assert_eq!(list.entries[0].content.as_deref(), Some("<p>a &lt; b</p><p>c</p>"));
        assert!(list.fault.is_some());
        assert!(super::list(br#"{"version": "2"}"#, None).is_none() && super::list(b"{", None).is_none());
    }

    #[test]
    fn news_before_other_pages() {
        let list = of(
            "<urlset><url><loc>https://a.org/about</loc></url><url><loc>https://a.org/1</loc><news:news>\
            <news:publication_date>2016-12-12</news:publication_date><news:title>One</news:title></news:news></url></urlset>",
        );
        assert_eq!((urls(&list), list.entries[0].title.as_deref()), (vec!["https://a.org/1"], Some("One")));
        let plain = of("<urlset><url><image:image><image:loc>https://a.org/i.png</image:loc></image:image>\
            <loc>https://a.org/1</loc><lastmod>2016-12-12T10:00:00Z</lastmod></url></urlset>");
        assert_eq!((urls(&plain), plain.entries[0].dated), (vec!["https://a.org/1"], Some(TENTH)));
    }

    #[test]
    fn an_index_names_its_parts_and_an_outline_its_feeds() {
        let index = of(
            "<sitemapindex><sitemap><loc>/1.xml</loc><lastmod>2016-12-12T10:00:00Z</lastmod></sitemap></sitemapindex>",
        );
        assert!(index.parts && index.lists == [("/1.xml".to_owned(), Some(TENTH))]);
        let opml = of(
            "<opml version='2.0'><body><outline text='News'><outline type='rss' xmlUrl='https://a.org/feed?x=1&amp;y=2'/>\
            </outline><outline xmlurl='https://b.org/'/></body></opml>",
        );
        assert!(!opml.parts);
        assert_eq!(
            opml.lists,
            ["https://a.org/feed?x=1&y=2", "https://b.org/"].map(|u| (u.to_owned(), None))
        );
    }

    #[test]
    fn what_is_broken_gives_what_it_has() {
        let list = of("<rss><channel><item><link>/1</link></item><item><link>/2</l");
        assert_eq!(urls(&list), ["/1"]);
        assert!(list.fault.unwrap().contains("breaks off"));
    }

    #[test]
    fn lists_are_told_from_pages_in_any_encoding() {
        for text in ["<!DOCTYPE html><html><body>rss</body></html>", "Plain text", "", "{\"a\": 1}"] {
            assert!(list(text.as_bytes(), None).is_none(), "{text}");
        }
        let utf16: Vec<u8> = "\u{feff}<rss/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(list(&utf16, None).is_some());
        let item = b"<rss><item><link>/1</link><title>\xcf\xf0\xe5</title></item></rss>";
        let declared = [b"<?xml version=\"1.0\" encoding=\"windows-1251\"?>", &item[..]].concat();
        for (bytes, charset) in [(&declared[..], None), (&item[..], Some("windows-1251"))] {
            assert_eq!(list(bytes, charset).unwrap().entries[0].title.as_deref(), Some("Пре"));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_not(bytes: Vec<u8>) {
            let _ = list(&bytes, None);
        }

        #[test]
        fn any_markup_is_read(parts in prop::collection::vec(prop::sample::select(vec![
            "<rss>", "<feed>", "<urlset>", "<item>", "</item>", "<entry>", "<link>", "</link>", "<link href='/a'/>", "/1",
            "<content type='xhtml'>", "</content>", "<url>", "<loc>", "</loc>", "</url>", "&#0;", "&x;", "&", "<![CDATA[",
            "]]>", "<!--", "-->", "<?xml", "?>", "<", ">", "'", "\u{e9}", "<outline xmlUrl='x", "<sitemap>", "</sitemap>",
        ]), 0..30)) {
            for root in ["<rss>", "<feed>", "<opml>", "<urlset>"] {
                prop_assert!(list([root, &parts.concat()].concat().as_bytes(), None).is_some());
            }
        }
    }
}
