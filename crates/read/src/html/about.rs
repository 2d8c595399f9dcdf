//! What a page says of itself: title, address, language, day of publication.

use super::said::{ROLES, Role, Said, inside};
use super::seen::Seen;
use super::sort::Sort;
use crate::article::{About, known};
use crate::markup::{Attributes, Piece, attribute, decode};
use crate::when;
use document::{Day, Published};
use serde_json::Value;

/// Names of `meta` elements that hold the day of publication, the surest first.
const DATES: [&str; 34] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "og:pubdate",
    "datepublished",
    "date_published",
    "publication_date",
    "published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publish_time",
    "published",
    "published-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "bt:pubdate",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "datecreated",
    "date",
];

/// Parts of the classes of elements that hold it as text, the surest first.
const CLASSES: [&str; 14] = [
    "publish",
    "publication",
    "pubdate",
    "entry-date",
    "post-date",
    "article-date",
    "postdate",
    "created",
    "submitted",
    "posted",
    "date",
    "datum",
    "time",
    "meta",
];

/// Parts of classes that tell of another day, or of other articles.
const OTHERS: [&str; 16] = [
    "comment",
    "update",
    "modif",
    "footer",
    "related",
    "teaser",
    "calendar",
    "sidebar",
    "widget",
    "copyright",
    "event",
    "current",
    "today",
    "archive",
    "menu",
    "nav",
];

/// So many pieces behind a tag its text is looked for.
const NEAR: u8 = 6;
/// Rank of a day that stands alone behind the headline, without a class that says what it is.
const ALONE: usize = 50;

#[derive(Default)]
struct Found {
    sort: Sort,
    said: Said,
    title: Option<(u8, String)>,
    /// The address that the page gives of itself.
    url: Option<(u8, String)>,
    language: Option<String>,
    json_ld: Option<(u8, Day)>,
    meta: Option<(usize, Day)>,
    time: Option<(u8, Day)>,
    text: Option<(usize, Day)>,
    /// The first day that stands in a short text behind the headline, else the last one before it.
    loose: [Option<(u16, Day)>; 2],
    /// Whether the first headline has been passed, and how many texts since.
    headline: bool,
    since: u16,
    /// How many texts an element of another day reaches yet.
    other: u8,
    /// The rank of the class of an element just opened, and how many pieces it reaches.
    near: Option<(usize, u8)>,
}

/// What a class says of the days in its element.
#[derive(Clone, Copy)]
enum Class {
    Plain,
    /// They are of something else.
    Other,
    /// The day of publication, with its rank.
    Day(usize),
}

/// What classes say of the days and the words in their elements.
type Looks<'h> = Seen<'h, (Class, Role)>;

/// What a class says of the days and the words in its element.
fn look(class: &str) -> (Class, Role) {
    let class = decode(class).to_ascii_lowercase();
    let (mut day, mut role) = (None, Role::Other);
    for at in (1..class.len()).filter(|&at| begins(&class.as_bytes()[at - 1..])) {
        let starts = |word: &str| class.as_bytes()[at - 1..].starts_with(word.as_bytes());
        if OTHERS.iter().any(|word| starts(word)) {
            return (Class::Other, Role::Other);
        }
        day = [day, CLASSES.iter().position(|word| starts(word))].into_iter().flatten().min();
        if role == Role::Other {
            role = Role::at(&class, at - 1);
        }
    }
    (day.map_or(Class::Plain, Class::Day), role)
}

/// For each letter those that stand behind it at the beginning of a word of classes, as bits: nearly all places of
/// a class are none.
const BEGINNINGS: [u32; 32] = {
    let mut table = [0; 32];
    let mut at = 0;
    while at < OTHERS.len() + CLASSES.len() + ROLES.len() {
        let word = if at < OTHERS.len() {
            OTHERS[at]
        } else if at < OTHERS.len() + CLASSES.len() {
            CLASSES[at - OTHERS.len()]
        } else {
            ROLES[at - OTHERS.len() - CLASSES.len()].0
        };
        let word = word.as_bytes();
        table[(word[0] & 31) as usize] |= 1 << (word[1] & 31);
        at += 1;
    }
    table
};

fn begins(rest: &[u8]) -> bool {
    BEGINNINGS[usize::from(rest[0] & 31)] >> (rest[1] & 31) & 1 == 1
}

/// Keeps the value of the lowest rank, the first of equals.
pub(super) fn keep<R: PartialOrd, T>(place: &mut Option<(R, T)>, rank: R, value: T) {
    if place.as_ref().is_none_or(|(old, _)| rank < *old) {
        *place = Some((rank, value));
    }
}

/// Reads it off the whole page. `address`: where it was fetched from, stronger than what it says of itself.
pub(super) fn about<'h>(pieces: &[Piece<'h>], address: Option<&str>) -> (About, Sort) {
    let mut found = Found::default();
    let mut classes = Seen::default();
    for (at, piece) in pieces.iter().enumerate() {
        match *piece {
            Piece::Raw(name, attributes, text) => found.raw(name, attributes, text),
            Piece::Open(name, attributes) => {
                found.open(name, attributes, pieces.get(at + 1..).unwrap_or_default(), &mut classes);
            }
            Piece::Text(text) => found.words(text),
            Piece::Close(name) if name.eq_ignore_ascii_case("h1") && !found.headline => {
                (found.headline, found.since) = (true, 0);
            }
            Piece::Close(_) => {}
        }
    }
    let sort = found.sort;
    (found.about(address), sort)
}

impl Found {
    fn raw(&mut self, name: &str, attributes: &str, text: &str) {
        if name.eq_ignore_ascii_case("title") {
            let title = decode(text).split_whitespace().collect::<Vec<_>>().join(" ");
            if !title.is_empty() {
                keep(&mut self.title, 2, title);
            }
        }
        let json =
            attribute(attributes, "type").is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json"));
        if name.eq_ignore_ascii_case("script") && json {
            self.json(text);
        }
    }

    fn json(&mut self, text: &str) {
        match serde_json::from_str::<Value>(text.trim()) {
            Ok(value) => walk(&value, self, 0),
            // Damaged: line ends inside strings, a comma too many. The day can be read all the same.
            Err(_) => {
                let value = text.split_once("\"datePublished\"").and_then(|(_, rest)| rest.split('"').nth(1));
                if let Some(day) = value.and_then(web_day) {
                    keep(&mut self.json_ld, 2, day);
                }
            }
        }
    }

    fn open<'h>(&mut self, name: &str, attributes: &'h str, rest: &[Piece<'h>], classes: &mut Looks<'h>) {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        let canonical = || attribute(attributes, "rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical"));
        match () {
            () if is("html") => {
                self.language =
                    attribute(attributes, "lang").map(|l| short_language(&l)).filter(|l| !l.is_empty())
            }
            () if is("meta") => self.meta(attributes),
            () if is("link") && canonical() => self.address(1, attribute(attributes, "href")),
            () if is("time") => self.time(attributes, text_of(rest)),
            () => self.classed(name, attributes, rest, classes),
        }
    }

    fn meta(&mut self, attributes: &str) {
        let Some(content) = attribute(attributes, "content").filter(|c| !c.trim().is_empty()) else { return };
        let names = ["property", "name", "itemprop", "http-equiv"];
        for name in names.iter().filter_map(|n| attribute(attributes, n)) {
            let name = name.to_ascii_lowercase();
            self.sort.meta(&name, &content);
            self.said.meta(&name, &content);
            match name.as_str() {
                "og:title" => keep(&mut self.title, 0, content.trim().to_owned()),
                "twitter:title" => keep(&mut self.title, 1, content.trim().to_owned()),
                "og:url" => self.address(2, Some(content.clone())),
                "content-language" if self.language.is_none() => {
                    self.language = Some(short_language(&content));
                }
                _ => {}
            }
            let rank = DATES.iter().position(|d| *d == name);
            if let Some(rank) = rank
                && let Some(day) = web_day(&content)
            {
                keep(&mut self.meta, rank, day);
            }
        }
    }

    fn address(&mut self, rank: u8, url: Option<String>) {
        if let Some(url) = url.filter(|u| u.starts_with("http")) {
            keep(&mut self.url, rank, url);
        }
    }

    fn time(&mut self, attributes: &str, text: &str) {
        let value = attribute(attributes, "datetime").filter(|v| !v.is_empty());
        let day = value.as_deref().and_then(when::whole_day).or_else(|| day_in(text));
        let is = |name: &str, value: &str| {
            attribute(attributes, name).is_some_and(|v| v.to_ascii_lowercase().contains(value))
        };
        let marked = is("itemprop", "modified") || is("class", "updated") || is("class", "modified");
        let rank = match () {
            () if is("itemprop", "datepublished") || attribute(attributes, "pubdate").is_some() => 0,
            () if is("class", "publish") || is("class", "entry-date") => 1,
            () if self.near.is_some_and(|(rank, left)| rank < 4 && left > 0) => 1,
            () if marked => 4,
            () if self.headline => 2,
            () => 3,
        };
        if let Some(day) = day {
            let rank = if rank > 0 && self.said.day(day, marked) { 4 } else { rank };
            keep(&mut self.time, rank, day);
        }
    }

    /// Elements whose class or property says that a day, the second headline or a name stands in them.
    fn classed<'h>(&mut self, name: &str, attributes: &'h str, rest: &[Piece<'h>], classes: &mut Looks<'h>) {
        if attributes.len() < 6 {
            return;
        }
        let mut first: [Option<&'h str>; 4] = [None; 4];
        for (name, value) in Attributes(attributes) {
            let at = ["itemprop", "class", "id", "rel"].iter().position(|n| name.eq_ignore_ascii_case(n));
            if let Some(at) = at {
                first[at].get_or_insert(value);
            }
        }
        let [property, class, id, rel] = first;
        let class = class.or(id).map(|class| classes.of(class, look));
        let role = match (property, class) {
            _ if !self.headline => Role::Other,
            (Some("author"), _) => Role::Byline,
            (Some("alternativeHeadline"), _) => Role::Subtitle,
            (_, Some((_, role))) if role != Role::Other => role,
            _ if rel == Some("author") => Role::Byline,
            _ => Role::Other,
        };
        if role.reaches(self.since)
            && let Some(words) = inside(name, rest)
        {
            self.said.seen(role, &words);
        }
        if property.is_some_and(|v| decode(v).eq_ignore_ascii_case("datePublished")) {
            let value = ["content", "datetime", "title"].iter().find_map(|name| attribute(attributes, name));
            if let Some(day) = value.as_deref().and_then(when::whole_day).or_else(|| day_in(text_of(rest))) {
                keep(&mut self.time, 0, day);
            }
            self.near = Some((0, NEAR));
            return;
        }
        let Some((class, _)) = class else { return };
        match class {
            Class::Plain => {}
            Class::Other => (self.near, self.other) = (None, NEAR),
            Class::Day(rank) => match attribute(attributes, "title").as_deref().and_then(when::whole_day) {
                Some(day) => keep(&mut self.text, rank, day),
                None => self.near = Some((rank, NEAR)),
            },
        }
    }

    /// Text near an element that should hold a day, or a day that stands alone behind the headline.
    fn words(&mut self, text: &str) {
        self.since = self.since.saturating_add(1);
        self.said.words(text);
        self.other = self.other.saturating_sub(1);
        if self.other == 0 && text.bytes().any(|b| b.is_ascii_digit()) {
            self.loose(text);
        }
        let near = self.near.filter(|(_, left)| *left > 0);
        self.near = near.map(|(rank, left)| (rank, left - 1));
        if near.is_none() && (!self.headline || self.text.is_some() || text.len() > 80) {
            return;
        }
        if text.trim().is_empty() {
            return;
        }
        match near {
            Some((rank, _)) => {
                if let Some(day) = day_in(text) {
                    keep(&mut self.text, rank, day);
                }
            }
            None => {
                if let Some(day) =
                    when::whole_day(decode(text).trim_start_matches(|c: char| !c.is_alphanumeric()))
                {
                    keep(&mut self.text, ALONE, day);
                }
            }
        }
    }

    fn loose(&mut self, text: &str) {
        let behind = usize::from(self.headline);
        if (self.headline && self.loose[1].is_some()) || text.len() > 400 {
            return;
        }
        // In running prose only a day at its very beginning is a day of publication.
        let prose = crate::layout::ends_sentence(text);
        let inside = || day_in(text).filter(|_| !prose);
        if let Some(day) = when::whole_day(text.trim_start()).or_else(inside).filter(is_web_day) {
            self.loose[behind] = Some((self.since, day));
        }
    }

    /// A day near the headline, for want of anything that says what it is.
    fn nearest(&self) -> Option<Day> {
        let behind = self.loose[1].filter(|(at, _)| *at < 60);
        behind.or(self.loose[0]).or(self.loose[1]).map(|(_, day)| day)
    }

    fn about(self, address: Option<&str>) -> About {
        let nearest = self.nearest();
        let published = known;
        let canonical = self.url.map(|(_, url)| url);
        // Where it was fetched from is surer than what it says of itself.
        let url = address.map(str::to_owned).or_else(|| canonical.clone());
        let of_address = url.as_deref().and_then(when::of_address);
        let day = self.json_ld.map(|(_, d)| published(d, "json-ld"));
        let day = day.or_else(|| self.meta.map(|(_, d)| published(d, "meta")));
        // Metadata is mostly in universal time; the address has the day of the outlet's own calendar.
        let beside = |d: &Published| of_address.is_some_and(|a| (a.ordinal() - d.day.ordinal()).abs() == 1);
        let day = day.filter(|d| !beside(d));
        let sure = self.time.filter(|(rank, _)| *rank < 3 && of_address.is_none());
        let day = day.or_else(|| sure.map(|(_, d)| published(d, "time")));
        let day = day.or_else(|| of_address.map(|d| published(d, "url")));
        let day = day.or_else(|| self.time.map(|(_, d)| published(d, "time")));
        let day = day.or_else(|| self.text.map(|(_, d)| published(d, "text")));
        let day = day.or_else(|| nearest.map(|d| published(d, "text")));
        let (title, updated) = (self.title.map(|(_, t)| t), self.said.updated());
        let subtitle = self.said.subtitle.map(|(_, words)| words);
        let subtitle = subtitle.filter(|words| !title.as_deref().is_some_and(|title| repeats(title, words)));
        About {
            title,
            published: day,
            updated,
            subtitle,
            byline: self.said.byline.map(|(_, words)| words),
            section: self.said.section.map(|(_, words)| words),
            language: self.language,
            url,
            canonical,
            ..About::default()
        }
    }
}

/// Whether words say the headline again, or a part of it.
fn repeats(title: &str, words: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    let (title, words) = (letters(title), letters(words));
    title.contains(&words) || words.contains(&title)
}

/// The text right behind a start tag.
fn text_of<'h>(rest: &[Piece<'h>]) -> &'h str {
    match rest.first() {
        Some(Piece::Text(text)) => text,
        _ => "",
    }
}

/// A day as programs write it; one that is not known they write as the first day of their count.
pub(super) fn web_day(text: &str) -> Option<Day> {
    let first = |day: &Day| matches!(day.year(), 1 | 1900 | 1970) && (day.month(), day.day()) == (1, 1);
    when::whole_day(text).filter(|day| !first(day))
}

/// Whether the web was there that day.
fn is_web_day(day: &Day) -> bool {
    (1994..2100).contains(&day.year())
}

fn short_language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase()
}

/// A whole day that stands in a short text, behind words such as `Published on`.
pub(super) fn day_in(text: &str) -> Option<Day> {
    let text = decode(text);
    let text = text.trim();
    if text.len() > 160 || text.len() < 6 {
        return None;
    }
    let starts = text.char_indices().filter(|&(at, c)| {
        c.is_alphanumeric() && !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
    });
    starts.take(24).find_map(|(at, _)| when::whole_day(&text[at..]))
}

/// Looks for what the page is and for `datePublished`, first in objects that are articles. Pages list other articles too, deeper.
fn walk(value: &Value, found: &mut Found, depth: u8) {
    if depth > 12 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().take(200).for_each(|v| walk(v, found, depth + 1)),
        Value::Object(fields) => {
            let kind = fields.get("@type").map(Value::to_string).unwrap_or_default();
            found.sort.object(&kind, fields.get("isAccessibleForFree"));
            let article = ["Article", "Posting", "Report", "Blog"].iter().any(|k| kind.contains(k));
            if article {
                found.said.object(fields, usize::from(depth));
            }
            if let Some(day) = fields.get("datePublished").and_then(Value::as_str).and_then(web_day) {
                keep(&mut found.json_ld, if article { depth.min(4) } else { 10 + depth }, day);
            }
            fields.values().for_each(|v| walk(v, found, depth + 1));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Markup;

    fn about(html: &str) -> About {
        super::about(&Markup::new(html).collect::<Vec<_>>(), None).0
    }

    fn check(html: &str, day: &str, basis: &str) {
        let found = about(html).published.map(|p| (p.day.to_string(), p.basis));
        let expected = (!day.is_empty()).then(|| (day.to_owned(), basis.to_owned()));
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn days_of_publication() {
        check(
            "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2016-12-12T10:00Z\"}</script>",
            "2016-12-12",
            "json-ld",
        );
        check(
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"datePublished\":\"2015-01-01\"},{\"@type\":\"Article\",\"datePublished\":\"2016-12-12\"}]}</script>",
            "2016-12-12",
            "json-ld",
        );
        check(
            "<script type=application/ld+json>{\"a\": \"x\ny\", \"datePublished\": \"2016-12-12\",}</script>",
            "2016-12-12",
            "json-ld",
        );
        check(
            "<meta property=\"article:published_time\" content=\"2016-12-12\"><meta name=date content=2015-01-01>",
            "2016-12-12",
            "meta",
        );
        check(
            "<meta name=date content=2016-12-13T02:00Z><link rel=canonical href='https://a.org/2016/12/12/x'>",
            "2016-12-12",
            "url",
        );
        check("<h2 class=date-header><span>Monday, December 12, 2016</span></h2>", "2016-12-12", "text");
        check("<h1>A story</h1><p>12.12.2016 | <a>print</a></p>", "2016-12-12", "text");
        check("<div class=comment-date>12 December 2016</div>", "", "");
        check("<time datetime=\"2016-12-12\">today</time>", "2016-12-12", "time");
        check("<time>December 12, 2016</time>", "2016-12-12", "time");
        check("<link rel=canonical href='https://a.org/2016/12/12/x'>", "2016-12-12", "url");
        check("<span class=\"post-date\">Posted on 12 December 2016</span>", "2016-12-12", "text");
        check("<span class=\"post-date\">December 12</span>", "", "");
        check("<p>On December 12, 2016 they met.</p>", "", "");
    }

    #[test]
    fn title_address_and_language() {
        let found = about(
            "<html lang=\"en-GB\"><title>A &amp; B\n | Site</title><meta property=og:title content='A &amp; B'><link rel=canonical href=\"https://a.org/b\">",
        );
        assert_eq!(found.title.as_deref(), Some("A & B"));
        assert_eq!(found.url.as_deref(), Some("https://a.org/b"));
        assert_eq!(found.language.as_deref(), Some("en"));
    }
}
