//! Lists of pages for search engines (sitemaps 0.9, with news tags): nothing in them is an article, so each page is
//! told with what is known of it.

use crate::elements::{self, Setting};
use crate::utf8::Utf8;
use crate::when::whole_day;
use crate::xml::Element;
use crate::{Articles, Fault, Options};
use document::Article;

/// What is known of the pages of a list, one error each.
pub(crate) fn articles(text: Utf8, origin: &str, options: &Options) -> Articles {
    elements::articles(text, &["url", "sitemap"], origin, options, page)
}

fn page(item: Element<'_>, _: &Setting<'_>) -> Result<Article, Fault> {
    let line = |name| item.find(name).and_then(Element::line);
    let url =
        line("loc").ok_or_else(|| Fault::Xml("an entry without an address; write its loc".to_owned()))?;
    // The day of a list's last change (`lastmod`) says nothing of the article's.
    let day = line("news:publication_date").as_deref().and_then(whole_day);
    Err(Fault::Unfetched { url, title: line("news:title"), day })
}
