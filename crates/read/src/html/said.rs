//! What a page says of its article besides title, address and day: the second headline, who wrote it, its section, the
//! day of its last change. What is not said stays open: a description for search engines is no second headline.

use super::about::{day_in, keep, web_day};
use crate::article::known;
use crate::markup::{Piece, decode};
use crate::xml::one_line;
use document::{Day, Published};
use serde_json::{Map, Value};

/// Names of `meta` elements, the surest first.
const AUTHORS: [&str; 9] = [
    "article:author_name",
    "byl",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
];
const SECTIONS: [&str; 4] = ["article:section", "og:article:section", "parsely-section", "section"];
const CHANGES: [&str; 9] = [
    "article:modified_time",
    "article:modified",
    "datemodified",
    "date_modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "modified_time",
    "og:updated_time",
];

/// Ranks of what stands in the page to be read; whatever its head says is surer.
const SEEN: usize = 40;
/// A second headline stands among so many texts behind the first, the byline among so many.
const SECOND: u16 = 12;
const WRITER: u16 = 40;
/// So many pieces are looked through for the end of an element.
const REACH: usize = 60;

/// What a class says of the words in its element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Other,
    Subtitle,
    Byline,
}

/// Words of classes that are looked at, each with what it means; `Byline` only as the end of a name, or before `name`.
pub(super) const ROLES: [(&str, Role); 12] = [
    ("subtitle", Role::Subtitle),
    ("sub-title", Role::Subtitle),
    ("sub_title", Role::Subtitle),
    ("subhead", Role::Subtitle),
    ("sub-head", Role::Subtitle),
    ("standfirst", Role::Subtitle),
    ("strapline", Role::Subtitle),
    ("dek", Role::Subtitle),
    ("lede", Role::Subtitle),
    ("summary", Role::Subtitle),
    ("byline", Role::Byline),
    ("author", Role::Byline),
];

impl Role {
    /// What a class in small letters says by the word that begins at a byte of it.
    pub fn at(class: &str, at: usize) -> Role {
        let Some(rest) = class.get(at..) else { return Role::Other };
        let Some((word, role)) = ROLES.iter().find(|(word, _)| rest.starts_with(word)) else {
            return Role::Other;
        };
        let (before, after) = (&class[..at], &rest[word.len()..]);
        let after = after.split_ascii_whitespace().next().filter(|_| !after.starts_with(' ')).unwrap_or("");
        let token = before.rsplit(' ').next().unwrap_or("").len();
        let token = &class[at - token..at + word.len() + after.len()];
        let begins = !before.ends_with(char::is_alphanumeric);
        let fits = match *word {
            "dek" | "lede" | "summary" => begins && after.is_empty(),
            "author" => matches!(after, "" | "s") || after.trim_start_matches(['-', '_']).starts_with("name"),
            _ => true,
        };
        const NOT_NAMES: [&str; 9] =
            ["date", "time", "bio", "image", "photo", "pic", "social", "share", "about"];
        let names = *role != Role::Byline || !NOT_NAMES.iter().any(|part| token.contains(part));
        if fits && names { *role } else { Role::Other }
    }

    /// Whether words so many texts behind the headline can have it.
    pub fn reaches(self, since: u16) -> bool {
        match self {
            Role::Other => false,
            Role::Subtitle => since < SECOND,
            Role::Byline => since < WRITER,
        }
    }
}

/// What has been found, each with the rank of its place.
#[derive(Default)]
pub(super) struct Said {
    pub subtitle: Option<(usize, String)>,
    pub byline: Option<(usize, String)>,
    pub section: Option<(usize, String)>,
    updated: Option<(usize, (Day, &'static str))>,
    /// So many pieces more a day is that of a change.
    changed: u8,
}

impl Said {
    /// What a `meta` element says; its name in small letters.
    pub fn meta(&mut self, name: &str, content: &str) {
        let rank = |names: &[&str]| names.iter().position(|n| *n == name).map(|at| 20 + at);
        if let Some(rank) = rank(&AUTHORS) {
            self.byline(rank, content);
        }
        if let Some(rank) = rank(&SECTIONS) {
            self.section(rank, &one_line(content));
        }
        if let Some(rank) = rank(&CHANGES)
            && let Some(day) = web_day(content)
        {
            keep(&mut self.updated, rank, (day, "meta"));
        }
    }

    /// What an article says of itself in JSON-LD, so deep in it.
    pub fn object(&mut self, fields: &Map<String, Value>, depth: usize) {
        let get = |name: &str| fields.get(name).and_then(|value| names(value, 0));
        if let Some(words) = get("alternativeHeadline") {
            self.subtitle(depth, &words);
        }
        if let Some(words) = get("author").or_else(|| get("creator")) {
            self.byline(depth, &words);
        }
        let section = fields.get("articleSection").and_then(|value| match value {
            Value::Array(all) => names(all.first()?, 0),
            one => names(one, 0),
        });
        if let Some(words) = section {
            self.section(depth, &words);
        }
        if let Some(day) = fields.get("dateModified").and_then(Value::as_str).and_then(web_day) {
            keep(&mut self.updated, depth, (day, "json-ld"));
        }
    }

    /// Words that the reader of a page sees.
    pub fn seen(&mut self, role: Role, words: &str) {
        match role {
            // A line of a day, or of several things, is none.
            Role::Subtitle
                if day_in(words).is_none() && !words.contains(['|', '•']) && !words.ends_with(':') =>
            {
                self.subtitle(SEEN, words);
            }
            // A number is that of a day or of comments.
            Role::Byline if !words.contains(|c: char| c.is_ascii_digit()) => {
                self.byline(SEEN, words);
            }
            _ => {}
        }
    }

    /// A text, perhaps one that tells of a change: `Updated 12 December 2016`.
    pub fn words(&mut self, text: &str) {
        self.changed = self.changed.saturating_sub(1);
        let start = text.as_bytes().trim_ascii_start();
        if text.len() > 160 || !matches!(start.first(), Some(b'U' | b'L' | b'u' | b'l')) {
            return;
        }
        let lower = text.trim_start().to_ascii_lowercase();
        let is = |words: &str| {
            lower.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        if ["updated", "last updated", "last modified"].into_iter().any(is) {
            self.changed = 3;
            if let Some(day) = day_in(text) {
                keep(&mut self.updated, SEEN, (day, "text"));
            }
        }
    }

    /// A day of the page to be read; `marked`: the element says that it is that of a change. Whether it is.
    pub fn day(&mut self, day: Day, marked: bool) -> bool {
        let is = marked || self.changed > 0;
        if is {
            keep(&mut self.updated, SEEN - usize::from(marked), (day, "time"));
        }
        is
    }

    /// The day of the last change.
    pub fn updated(&self) -> Option<Published> {
        self.updated.map(|(_, (day, basis))| known(day, basis))
    }

    fn section(&mut self, rank: usize, words: &str) {
        if is_short(words) {
            keep(&mut self.section, rank, words.to_owned());
        }
    }

    fn subtitle(&mut self, rank: usize, words: &str) {
        let length = words.chars().count();
        if (12..=400).contains(&length) && words.contains(char::is_whitespace) {
            keep(&mut self.subtitle, rank, words.to_owned());
        }
    }

    fn byline(&mut self, rank: usize, words: &str) {
        let words = one_line(words);
        let address = words.contains("://") || words.contains("www.") || words.starts_with(['@', '/']);
        let lower = words.to_lowercase();
        let nobody =
            ["author", "by", "editor", "staff"].contains(&lower.as_str()) || lower.ends_with("admin");
        let picture =
            ["photo", "picture", "image", "foto", "фото"].iter().any(|word| lower.starts_with(word));
        let names = words.contains(char::is_alphabetic) && !words.contains('|') && !nobody && !picture;
        if is_short(&words) && names && !address {
            keep(&mut self.byline, rank, words);
        }
    }
}

fn is_short(words: &str) -> bool {
    (2..=120).contains(&words.chars().count())
}

/// Names in JSON-LD: a text, something with a name, several of them.
fn names(value: &Value, depth: u8) -> Option<String> {
    let words = match value {
        Value::String(text) => one_line(&decode(text)),
        Value::Object(fields) if depth < 3 => return names(fields.get("name")?, depth + 1),
        Value::Array(all) if depth < 3 => {
            let mut found: Vec<String> = all.iter().take(8).filter_map(|v| names(v, depth + 1)).collect();
            found.dedup();
            found.join(", ")
        }
        _ => return None,
    };
    Some(words).filter(|words| !words.is_empty())
}

/// The words inside an element that has just been opened; `None` where its end is far.
pub(super) fn inside(name: &str, rest: &[Piece<'_>]) -> Option<String> {
    let (mut depth, mut words) = (0, String::new());
    for piece in rest.iter().take(REACH) {
        match piece {
            Piece::Open(inner, attributes)
                if inner.eq_ignore_ascii_case(name) && !attributes.ends_with('/') =>
            {
                depth += 1
            }
            Piece::Close(inner) if inner.eq_ignore_ascii_case(name) && depth == 0 => {
                return Some(one_line(&words).replace(" ,", ","));
            }
            Piece::Close(inner) if inner.eq_ignore_ascii_case(name) => depth -= 1,
            Piece::Text(text) => {
                words.push_str(&decode(text));
                words.push(' ');
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::html::about::about;
    use crate::markup::Markup;

    /// `subtitle | byline | section | day and basis of the change`.
    fn check(html: &str, expected: &str) {
        let (found, _) = about(&Markup::new(html).collect::<Vec<_>>(), None);
        let updated = found.updated.map(|u| format!("{} {}", u.day, u.basis));
        let shown = [found.subtitle, found.byline, found.section, updated].map(Option::unwrap_or_default);
        assert_eq!(shown.join(" | "), expected, "{html}");
    }

    #[test]
    fn heads_of_pages() {
        check(
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"alternativeHeadline\":\"Trade is to grow\",\
             \"author\":[{\"name\":\"Ann Lee\"},{\"name\":\"Bo Li\"}],\"articleSection\":[\"World\",\"Asia\"],\
             \"dateModified\":\"2016-12-13T08:00Z\",\"comment\":{\"@type\":\"Comment\",\"author\":\"Cy\"}}</script>",
            "Trade is to grow | Ann Lee, Bo Li | World | 2016-12-13 json-ld",
        );
        check(
            "<meta name=author content='Ann Lee'><meta property=article:section content='News &amp; Views'>\
             <meta property=article:modified_time content=2016-12-13><meta property=og:updated_time content=2016-12-14>",
            " | Ann Lee | News & Views | 2016-12-13 meta",
        );
        check(
            "<meta name=author content=admin><meta property=article:author content=https://a.org/ann>\
             <meta property=article:modified_time content=0001-01-01><meta name=description content='All about it'>",
            " |  |  | ",
        );
    }

    #[test]
    fn what_readers_see() {
        check(
            "<h1>Border opens</h1><p class=standfirst>Trade is <b>expected</b> to grow</p>\
             <div class='article-byline'>By <a href=/ann>Ann Lee</a>, Geneva</div>\
             <p>Updated <time datetime=2016-12-13>yesterday</time></p>",
            "Trade is expected to grow | By Ann Lee, Geneva |  | 2016-12-13 time",
        );
        check("<h1>A</h1><p>Last updated: 13 December 2016</p>", " |  |  | 2016-12-13 text");
        check(
            "<h1>A</h1><a rel=author>Ann Lee</a><time itemprop=dateModified datetime=2016-12-13>",
            " | Ann Lee |  | 2016-12-13 time",
        );
        check(
            "<title>Border opens again | A</title><h1>Border opens again</h1><p class=subtitle>Border opens again</p>",
            " |  |  | ",
        );
        check(
            "<p class=subtitle>Of another story</p><h1>A</h1><span class=author-date>13 December 2016</span>",
            " |  |  | ",
        );
        check("<h1>A</h1><p>Uploaded by the minister on 13 December 2016</p>", " |  |  | ");
    }
}
