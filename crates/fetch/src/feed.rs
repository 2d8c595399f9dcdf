//! RSS 0.9 to 2.0 and Atom.

use crate::list::{Entry, List, address};
use crate::when;
use crate::xml::{Step, attribute, walk};
use std::time::Duration;
use url::Url;

/// What has been seen of an item.
#[derive(Default)]
struct Item {
    link: Option<String>,
    /// An id that is an address, for items without a link.
    id: Option<String>,
    dated: Option<i64>,
    title: Option<String>,
    content: Option<String>,
    summary: Option<String>,
}

/// Reads a feed.
pub fn read(text: &str, base: &Url) -> List {
    let mut list = List::default();
    let mut item: Option<Item> = None;
    let mut pace = Pace::default();
    let read = walk(text, |step| {
        match step {
            Step::Open("item" | "entry", _) => item = Some(Item::default()),
            Step::Open(..) => {}
            Step::Close("item" | "entry", ..) => {
                list.entries.extend(item.take().and_then(|i| i.entry(base)));
            }
            Step::Close(name, attributes, text) => match &mut item {
                Some(item) => item.take(name, attributes, text),
                None => pace.take(name, text),
            },
        }
        true
    });
    list.pace = pace.duration();
    list.fault = read.err();
    list
}

impl Item {
    fn take(&mut self, name: &str, attributes: &[(String, String)], text: &str) {
        let value = || Some(text.to_owned()).filter(|t| !t.is_empty());
        match name {
            "link" => self.link(attributes, text),
            "guid" if attribute(attributes, "isPermaLink") != Some("false") => self.id = value(),
            "id" => self.id = value(),
            "title" => self.title = value(),
            "pubDate" | "dc:date" | "published" | "updated" | "dcterms:modified" => {
                self.dated = self.dated.max(when::parse(text));
            }
            "content:encoded" | "content" => self.content = value(),
            "description" | "summary" => self.summary = value(),
            _ => {}
        }
    }

    /// In RSS the text is the link, in Atom an attribute of the link that is no other's.
    fn link(&mut self, attributes: &[(String, String)], text: &str) {
        let rel = attribute(attributes, "rel").unwrap_or("alternate");
        let place = attribute(attributes, "href").unwrap_or(text);
        if rel == "alternate" && !place.is_empty() {
            self.link.get_or_insert_with(|| place.to_owned());
        }
    }

    fn entry(self, base: &Url) -> Option<Entry> {
        let by_id = self.id.filter(|i| i.starts_with("http://") || i.starts_with("https://"));
        let url = address(base, &self.link.or(by_id)?)?;
        let content = self.content.or(self.summary);
        Some(Entry { url, dated: self.dated, title: self.title, content })
    }
}

/// How often a feed says that it changes.
#[derive(Default)]
struct Pace {
    ttl: Option<u64>,
    period: Option<u64>,
    times: Option<u64>,
}

impl Pace {
    fn take(&mut self, name: &str, text: &str) {
        let number = || text.parse().ok().filter(|&n| n > 0);
        match name {
            "ttl" => self.ttl = number().map(|m: u64| m.saturating_mul(60)),
            "sy:updateFrequency" => self.times = number(),
            "sy:updatePeriod" => {
                self.period = match text {
                    "hourly" => Some(3600),
                    "daily" => Some(86_400),
                    "weekly" => Some(7 * 86_400),
                    "monthly" => Some(30 * 86_400),
                    "yearly" => Some(365 * 86_400),
                    _ => None,
                };
            }
            _ => {}
        }
    }

    fn duration(&self) -> Option<Duration> {
        let period = self.period.map(|p| p / self.times.unwrap_or(1));
        self.ttl.or(period).map(Duration::from_secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> List {
        read(text, &Url::parse("https://a.org/feed").unwrap())
    }

    #[test]
    fn rss_with_its_habits() {
        let list = of("<?xml version='1.0'?><rss version='2.0'><channel><ttl>30</ttl><title>A</title>\
            <atom:link href='https://a.org/feed' rel='self'/><link>https://a.org/</link>\
            <item><title>One &amp; two</title><link> /1 </link><pubDate>Mon, 12 Dec 2016 10:00:00 GMT</pubDate>\
            <media:content url='x'/><media:title>no</media:title><content:encoded><![CDATA[<p>Full</p>]]></content:encoded></item>\
            <item><guid>https://a.org/2</guid></item><item><guid isPermaLink='false'>https://a.org/3</guid></item>\
            </channel></rss>");
        let links: Vec<&str> = list.entries.iter().map(|e| e.url.as_str()).collect();
        assert_eq!(links, ["https://a.org/1", "https://a.org/2"]);
        assert_eq!(list.entries[0].title.as_deref(), Some("One & two"));
        assert_eq!(list.entries[0].content.as_deref(), Some("<p>Full</p>"));
        assert_eq!(list.entries[0].dated.map(when::iso).as_deref(), Some("2016-12-12T10:00:00Z"));
        assert_eq!(list.pace, Some(Duration::from_secs(1800)));
    }

    #[test]
    fn atom_and_rdf() {
        let atom = of(
            "<feed><link href='/'/><entry><id>tag:1</id><link rel='self' href='/s'/><link href='/1'/>\
            <published>2016-12-12T10:00:00Z</published><updated>2016-12-13T10:00:00Z</updated></entry></feed>",
        );
        assert_eq!(atom.entries[0].url.as_str(), "https://a.org/1");
        assert_eq!(atom.entries[0].dated.map(when::iso).as_deref(), Some("2016-12-13T10:00:00Z"));
        let rdf = of(
            "<rdf:RDF><channel><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>\
            </channel><item><link>/1#top</link><dc:date>2016-12-12</dc:date></item></rdf:RDF>",
        );
        assert_eq!(rdf.entries[0].url.as_str(), "https://a.org/1");
        assert_eq!(rdf.pace, Some(Duration::from_secs(1800)));
    }

    #[test]
    fn a_feed_that_breaks_off_gives_what_it_has() {
        let list = of("<rss><channel><item><link>/1</link></item><item><link>/2</l");
        assert_eq!(list.entries.len(), 1);
        assert!(list.fault.is_some());
    }
}
