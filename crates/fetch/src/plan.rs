//! What is to be asked for: sources, the lists behind each, the pages of these.

use crate::list::{Entry, List};
use crate::{Known, Wanted, when};
use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::time::Duration;
use url::Url;

/// What the user names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A page, feed, outline or sitemap of the web.
    Web(Url),
    /// A feed, outline or sitemap in a file.
    File(PathBuf),
}

impl Source {
    /// Reads an address or the name of a file; the error says what is amiss.
    pub fn parse(text: &str) -> Result<Source, String> {
        if text.contains("://") {
            let mut url = Url::parse(text).map_err(|e| format!("'{text}' is no address: {e}"))?;
            url.set_fragment(None);
            return Ok(Source::Web(url));
        }
        match Path::new(text).is_file() {
            true => Ok(Source::File(PathBuf::from(text))),
            false => Err(format!("{text}: no such file; an address begins with https://")),
        }
    }
}

/// A source with its lists and pages.
#[derive(Debug, Default)]
pub struct Group {
    /// The address that it is asked for at; none of files.
    pub url: Option<Url>,
    /// How many outlines lead to it; 0 where the user named it.
    pub depth: usize,
    /// Lists that were asked for.
    pub asked: usize,
    /// Its pages.
    pub entries: Vec<Entry>,
    /// What is to be known of its lists.
    pub known: Vec<Known>,
    /// How often it changes, as it or its server says.
    pub said: Option<Duration>,
    /// Something new was in it.
    pub news: bool,
    /// Something was left out or failed, so that the next run has to look at it again.
    pub partly: bool,
    /// It is an outline or a page, not a feed or sitemap.
    pub other: bool,
    waiting: VecDeque<Url>,
}

/// So many parts of one sitemap are read.
const PARTS: usize = 200;
/// Outlines of outlines are followed this deep.
pub const DEPTH: usize = 2;

impl Group {
    /// A source at an address.
    pub fn at(url: Url, depth: usize) -> Group {
        Group { waiting: VecDeque::from([url.clone()]), url: Some(url), depth, ..Group::default() }
    }

    /// A source in a file, which has nothing to ask for itself.
    pub fn of_file() -> Group {
        Group { other: true, ..Group::default() }
    }

    /// The next list to ask for; none where enough is known.
    pub fn next(&mut self, wanted: &Wanted) -> Option<Url> {
        let enough = self.entries.len() >= wanted.limit || self.asked >= PARTS;
        if enough {
            self.partly |= !self.waiting.is_empty();
            return None;
        }
        let next = self.waiting.pop_front()?;
        self.asked += 1;
        Some(next)
    }

    /// Parts of a sitemap, those that changed last first.
    pub fn parts(&mut self, list: &mut List, wanted: &Wanted, seen: &mut HashSet<Url>) {
        let mut parts: Vec<(Url, Option<i64>)> = list.lists.drain(..).collect();
        let all = parts.len();
        parts.retain(|(url, dated)| recent(*dated, wanted) && seen.insert(url.clone()));
        self.partly |= parts.len() < all;
        parts.sort_by_key(|(_, dated)| std::cmp::Reverse(*dated));
        self.waiting.extend(parts.into_iter().map(|(url, _)| url));
    }

    /// Takes the pages of a list that are recent enough; the others must not count against the limit.
    pub fn add(&mut self, mut entries: Vec<Entry>, wanted: &Wanted) {
        let all = entries.len();
        entries.retain(|e| recent(e.dated, wanted));
        self.partly |= entries.len() < all;
        self.entries.append(&mut entries);
    }

    /// Its pages, as many as are wanted, newest first; those without a moment come last.
    pub fn chosen(&mut self, wanted: &Wanted) -> Vec<Entry> {
        let mut entries = std::mem::take(&mut self.entries);
        let all = entries.len();
        entries.sort_by_key(|e| std::cmp::Reverse(e.dated));
        entries.truncate(wanted.limit);
        self.partly |= entries.len() < all;
        entries
    }
}

/// Not before the day that the user wants; a moment that is not told may be any.
fn recent(dated: Option<i64>, wanted: &Wanted) -> bool {
    let (Some(since), Some(day)) = (wanted.since, dated.and_then(when::day)) else { return true };
    day >= since
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_chosen_newest_first() {
        let entry = |name: &str, dated| Entry {
            url: Url::parse("https://a.org/").unwrap().join(name).unwrap(),
            dated,
            title: None,
            content: None,
        };
        let day = 86_400;
        let entries = vec![
            entry("old", Some(0)),
            entry("new", Some(9 * day)),
            entry("?", None),
            entry("mid", Some(5 * day)),
        ];
        let (mut group, since) = (Group::default(), when::day(day));
        let wanted = Wanted { since, limit: 3, ..Wanted::default() };
        group.add(entries, &wanted);
        let chosen = group.chosen(&wanted);
        let names: Vec<&str> = chosen.iter().map(|e| &e.url.as_str()[14..]).collect();
        assert_eq!(names, ["new", "mid", "?"]);
        assert!(group.partly);
    }

    #[test]
    fn sources_are_addresses_or_files() {
        assert!(
            matches!(Source::parse("https://a.org/#x"), Ok(Source::Web(u)) if u.as_str() == "https://a.org/")
        );
        assert!(Source::parse("a.org/feed").unwrap_err().contains("https://"));
        assert!(Source::parse("https://").is_err());
    }
}
