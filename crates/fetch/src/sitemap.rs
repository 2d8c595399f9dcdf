//! Sitemaps, their news tags, and indexes of them (sitemaps.org).

use crate::list::{Entry, List, address};
use crate::when;
use crate::xml::{Step, walk};
use url::Url;

#[derive(Default)]
struct Page {
    place: Option<String>,
    /// When it changed; the day of publication where there is no other.
    changed: Option<i64>,
    published: Option<i64>,
    title: Option<String>,
    news: bool,
}

/// Reads a sitemap or an index. Where some pages have news tags, only these are taken.
pub fn read(text: &str, base: &Url) -> List {
    let mut list = List { parts: true, ..List::default() };
    let (mut page, mut pages) = (Page::default(), Vec::new());
    let read = walk(text, |step| {
        match step {
            Step::Open("url" | "sitemap", _) => page = Page::default(),
            Step::Open("news:news", _) => page.news = true,
            Step::Open(..) => {}
            Step::Close("loc", _, text) => page.place = Some(text.to_owned()),
            Step::Close("lastmod", _, text) => page.changed = when::parse(text),
            Step::Close("news:publication_date", _, text) => page.published = when::parse(text),
            Step::Close("news:title", _, text) => page.title = Some(text.to_owned()),
            Step::Close("url", ..) => pages.push(std::mem::take(&mut page)),
            Step::Close("sitemap", ..) => {
                let place = page.place.take().and_then(|p| address(base, &p));
                list.lists.extend(place.map(|url| (url, page.changed)));
            }
            Step::Close(..) => {}
        }
        true
    });
    let news = pages.iter().any(|p| p.news);
    let wanted = pages.into_iter().filter(|p| p.news || !news);
    list.entries = wanted.filter_map(|p| p.entry(base)).collect();
    list.fault = read.err();
    list
}

impl Page {
    fn entry(self, base: &Url) -> Option<Entry> {
        let url = address(base, &self.place?)?;
        Some(Entry { url, dated: self.changed.or(self.published), title: self.title, content: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> List {
        read(text, &Url::parse("https://a.org/s.xml").unwrap())
    }

    #[test]
    fn news_before_other_pages() {
        let list = of(
            "<urlset><url><loc>https://a.org/about</loc></url><url><loc>https://a.org/1</loc><news:news>\
            <news:publication_date>2016-12-12</news:publication_date><news:title>One</news:title></news:news></url></urlset>",
        );
        assert_eq!(list.entries.len(), 1);
        assert_eq!(list.entries[0].title.as_deref(), Some("One"));
        let plain = of("<urlset><url><loc>https://a.org/1</loc><lastmod>2016-12-12</lastmod>\
            <image:image><image:loc>https://a.org/i.png</image:loc></image:image></url></urlset>");
        assert_eq!(plain.entries[0].url.as_str(), "https://a.org/1");
    }

    #[test]
    fn an_index_names_its_parts() {
        let list = of(
            "<sitemapindex><sitemap><loc>/1.xml</loc><lastmod>2016-12-12</lastmod></sitemap></sitemapindex>",
        );
        assert!(list.parts && list.lists[0].1.is_some() && list.lists[0].0.as_str() == "https://a.org/1.xml");
    }
}
