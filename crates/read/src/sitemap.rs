//! Lists of pages for search engines (sitemaps 0.9, with news tags): nothing in them is an article, so each page is
//! told with what is known of it.

use crate::elements::{self, Setting};
use crate::utf8::Utf8;
use crate::when::whole_day;
use crate::xml::Element;
use crate::{Articles, Fault, List, Listed, Options, moment};
use document::Article;

/// The elements of a list: pages, and of an index other lists.
const ITEMS: [&str; 2] = ["url", "sitemap"];

/// What is known of the pages of a list, one error each.
pub(crate) fn articles(text: Utf8, origin: &str, options: &Options) -> Articles {
    elements::articles(text, &ITEMS, origin, options, page)
}

/// The pages of a list, or the lists of an index. Where some pages have news tags, only these are taken.
pub(crate) fn list(text: &str) -> List {
    let mut list = List { parts: true, ..List::default() };
    let mut pages = Vec::new();
    let (_, wrong) = elements::each(text, &ITEMS, |item| {
        let line = |name| item.child(name).and_then(Element::line);
        let news = item.child("news:news");
        let told = |name| news.and_then(|n| n.child(name)).and_then(Element::line);
        let Some(url) = line("loc") else { return };
        let changed = line("lastmod").as_deref().and_then(moment);
        if item.is("sitemap") {
            list.lists.push((url, changed));
        } else {
            let dated = changed.or_else(|| moment(&told("news:publication_date")?));
            pages.push((news.is_some(), Listed { url, dated, title: told("news:title"), content: None }));
        }
    });
    let news = pages.iter().any(|(news, _)| *news);
    list.entries = pages.into_iter().filter(|(is, _)| *is || !news).map(|(_, page)| page).collect();
    list.fault = wrong.map(|fault| fault.to_string());
    list
}

fn page(item: Element<'_>, _: &Setting<'_>) -> Result<Article, Fault> {
    let line = |name| item.find(name).and_then(Element::line);
    let url = item.child("loc").and_then(Element::line);
    let url = url.ok_or_else(|| Fault::Xml("an entry without an address; write its loc".to_owned()))?;
    // The day of a list's last change (`lastmod`) says nothing of the article's.
    let day = line("news:publication_date").as_deref().and_then(whole_day);
    Err(Fault::Unfetched { url, title: line("news:title"), day })
}
