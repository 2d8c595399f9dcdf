//! Lists of pages: feeds, OPML, sitemaps, with their addresses as they lead from where the list lies.

use url::Url;

/// What a list says of one page.
pub type Entry = read::Listed<Url>;
/// A list of pages, or of lists.
pub type List = read::List<Url>;

/// Reads a list that lies at an address; `None` where the bytes are no list.
pub fn read(bytes: &[u8], content_type: Option<&str>, base: &Url) -> Option<List> {
    let served = content_type.and_then(|t| t.split_once("charset=")).map(|(_, c)| c.trim_matches(['"', ' ']));
    Some(read::list(bytes, served)?.resolved(|place| address(base, place)))
}

/// An address of the web as a list has it; the fragment is of no use.
fn address(base: &Url, text: &str) -> Option<Url> {
    let mut url = base.join(text.trim()).ok().filter(|u| matches!(u.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_from_the_list() {
        let base = Url::parse("https://a.org/x/").unwrap();
        let feed = "<rss><item><link>/1#top</link></item><item><link>2?a&amp;b</link></item>\
                    <item><link>javascript:x</link></item></rss>";
        let list = read(feed.as_bytes(), Some("text/xml; charset=\"utf-8\""), &base).unwrap();
        let links: Vec<&str> = list.entries.iter().map(|e| e.url.as_str()).collect();
        assert_eq!(links, ["https://a.org/1", "https://a.org/x/2?a&b"]);
        assert!(read(b"<html></html>", None, &base).is_none());
    }
}
