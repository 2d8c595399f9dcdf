//! OPML: lists of feeds.

use crate::list::{List, address};
use crate::xml::{Step, attribute, walk};
use url::Url;

/// Reads the feeds of an outline, those within folders too.
pub fn read(text: &str, base: &Url) -> List {
    let mut list = List::default();
    let read = walk(text, |step| {
        if let Step::Open("outline", attributes) = step {
            let place = attribute(attributes, "xmlUrl").or_else(|| attribute(attributes, "xmlurl"));
            list.lists.extend(place.and_then(|p| address(base, p)).map(|url| (url, None)));
        }
        true
    });
    list.fault = read.err();
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_in_folders_are_found() {
        let text = "<opml version='2.0'><body><outline text='News'><outline type='rss' xmlUrl='https://a.org/feed?x=1&amp;y=2'/>\
            </outline><outline xmlUrl='javascript:x'/></body></opml>";
        let list = read(text, &Url::parse("https://b.org/").unwrap());
        assert_eq!(list.lists, [(Url::parse("https://a.org/feed?x=1&y=2").unwrap(), None)]);
    }
}
