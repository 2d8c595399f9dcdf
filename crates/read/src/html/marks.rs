//! What the attributes of an element say of it: classes, names and roles by which sites mark what is article and
//! what is not.

use super::seen::Seen;
use crate::markup::Attributes;
use std::sync::LazyLock;

/// What an element is called to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// It is not shown.
    pub hidden: bool,
    /// Words of the site: shares, lists of other stories, comments, sign-ups.
    pub junk: bool,
    /// What readers wrote.
    pub comments: bool,
    /// It says that the article's text is in it.
    pub body: bool,
    /// It holds who wrote it and when.
    pub about: bool,
    /// The words under a picture.
    pub caption: bool,
}

/// Words of classes that mark what is not the article.
const JUNK: [&str; 103] = [
    "ad",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "alsoread",
    "aside",
    "banner",
    "bookmark",
    "bookmarks",
    "breadcrumb",
    "breadcrumbs",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "correspondents",
    "cta",
    "disclaimer",
    "donate",
    "donation",
    "download",
    "dropdown",
    "flyout",
    "follow",
    "footer",
    "gdpr",
    "hidden",
    "inread",
    "jumplinks",
    "login",
    "masthead",
    "menu",
    "modal",
    "more",
    "morestories",
    "mostpopular",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "nocontent",
    "optin",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "player",
    "playlist",
    "popular",
    "popup",
    "print",
    "printonly",
    "promo",
    "promos",
    "promoted",
    "promotion",
    "readmore",
    "readnext",
    "recirc",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "registration",
    "rel",
    "related",
    "relatedlinks",
    "relatedposts",
    "rss",
    "screenreader",
    "search",
    "share",
    "sharebar",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "slider",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "taglist",
    "tags",
    "teaser",
    "ticker",
    "toolbar",
    "tools",
    "trending",
    "trinity",
    "unsubscribe",
    "upsell",
    "widget",
    "xhidden",
];

/// Words of classes that mark the lines about the article.
const ABOUT: [&str; 21] = [
    "author",
    "authorbox",
    "authors",
    "bio",
    "byline",
    "bylines",
    "contributors",
    "credit",
    "credits",
    "dateline",
    "datetime",
    "kicker",
    "meta",
    "metadata",
    "pubdate",
    "published",
    "readtime",
    "timestamp",
    "topics",
    "updated",
    "writer",
];

/// Words of classes that mark the words under a picture.
const CAPTION: [&str; 8] =
    ["caption", "captions", "figcaption", "gallery", "photocaption", "slideshow", "imagecaption", "carousel"];

/// Words of classes that mark what readers wrote.
const COMMENTS: [&str; 8] =
    ["comment", "commentlist", "comments", "disqus", "kommentar", "kommentare", "replies", "respond"];

/// Pairs of words that mark the text of the article.
const BODY: [(&str, &str); 26] = [
    ("article", "body"),
    ("article", "content"),
    ("article", "text"),
    ("articlebody", ""),
    ("articletext", ""),
    ("articlecontent", ""),
    ("story", "body"),
    ("story", "content"),
    ("story", "text"),
    ("storybody", ""),
    ("storytext", ""),
    ("storycontent", ""),
    ("post", "content"),
    ("post", "body"),
    ("postcontent", ""),
    ("postbody", ""),
    ("entry", "content"),
    ("entrycontent", ""),
    ("body", "text"),
    ("bodytext", ""),
    ("body", "copy"),
    ("bodycopy", ""),
    ("news", "text"),
    ("content", "body"),
    ("detail", "body"),
    ("richtext", ""),
];

impl Marks {
    fn add(&mut self, other: Marks) {
        self.hidden |= other.hidden;
        self.junk |= other.junk;
        self.comments |= other.comments;
        self.body |= other.body;
        self.about |= other.about;
        self.caption |= other.caption;
    }
}

/// Reads the marks of a start tag. `seen`: what names of the page said before.
pub(super) fn of<'h>(attributes: &'h str, seen: &mut Seen<'h, Marks>) -> Marks {
    let mut marks = Marks::default();
    if attributes.len() < 4 {
        return marks;
    }
    for (name, value) in Attributes(attributes) {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if is("class") || is("id") || is("data-component") || is("data-testid") || is("data-qa") {
            marks.add(seen.of(value, named));
        } else if is("itemprop") {
            marks.body |= value.eq_ignore_ascii_case("articleBody");
            marks.about |=
                value.eq_ignore_ascii_case("author") || value.eq_ignore_ascii_case("datePublished");
        } else if is("role") {
            let roles = [
                "navigation",
                "banner",
                "complementary",
                "contentinfo",
                "search",
                "dialog",
                "menu",
                "toolbar",
            ];
            marks.junk |= roles.iter().any(|r| value.eq_ignore_ascii_case(r));
        } else if is("style") {
            let style = value.bytes().filter(|b| !b.is_ascii_whitespace()).map(|b| b.to_ascii_lowercase());
            let style: Vec<u8> = style.take(200).collect();
            marks.hidden |= style.windows(12).any(|w| w == b"display:none")
                || style.windows(17).any(|w| w == b"visibility:hidden");
        } else if is("hidden") {
            marks.hidden |= !value.eq_ignore_ascii_case("false");
        } else if is("aria-hidden") {
            marks.hidden |= value.eq_ignore_ascii_case("true");
        }
    }
    marks
}

/// What a word says, as bits.
const IS_JUNK: u8 = 1;
const IS_COMMENTS: u8 = 2;
const IS_ABOUT: u8 = 4;
const IS_CAPTION: u8 = 8;
const IS_BODY: u8 = 16;
/// It says that the article's text is here behind some other word.
const IS_SECOND: u8 = 32;

/// Longer words say nothing.
const LONGEST: usize = 24;

/// Words with what they say.
type Bucket = Vec<(&'static [u8], u8)>;

/// All the words, by a hash of their ends and lengths.
static WORDS: LazyLock<Vec<Bucket>> = LazyLock::new(|| {
    let mut words: Vec<Bucket> = vec![Vec::new(); 256];
    let mut add = |word: &'static str, bit: u8| {
        let bucket = &mut words[bucket(word.as_bytes())];
        match bucket.iter_mut().find(|(w, _)| *w == word.as_bytes()) {
            Some((_, bits)) => *bits |= bit,
            None => bucket.push((word.as_bytes(), bit)),
        }
    };
    let lists: [(&'static [&'static str], u8); 4] =
        [(&JUNK, IS_JUNK), (&COMMENTS, IS_COMMENTS), (&ABOUT, IS_ABOUT), (&CAPTION, IS_CAPTION)];
    lists.iter().for_each(|(list, bit)| list.iter().for_each(|word| add(word, *bit)));
    for (first, second) in BODY {
        if second.is_empty() { add(first, IS_BODY) } else { add(second, IS_SECOND) }
    }
    words
});

fn bucket(word: &[u8]) -> usize {
    let (first, last) = (word.first().copied().unwrap_or(0), word.last().copied().unwrap_or(0));
    (word.len() * 61 + usize::from(first) * 7 + usize::from(last) * 17) & 255
}

/// One word of a class in small letters; the empty one where it is too long to say anything.
#[derive(Clone, Copy, Default)]
struct Word {
    letters: [u8; LONGEST],
    length: usize,
}

impl Word {
    fn of(bytes: impl Iterator<Item = u8>) -> Word {
        let mut word = Word::default();
        for byte in bytes {
            let Some(place) = word.letters.get_mut(word.length) else { return Word::default() };
            *place = byte.to_ascii_lowercase();
            word.length += 1;
        }
        word
    }

    fn bytes(&self) -> &[u8] {
        &self.letters[..self.length]
    }
}

/// The words of a class or a name, `relatedLinks` and `related-links` alike.
fn named(value: &str) -> Marks {
    let mut marks = Marks::default();
    for class in value.split_ascii_whitespace().take(24) {
        let whole = Word::of(class.bytes().filter(u8::is_ascii_alphanumeric));
        judge(&Word::default(), &whole, &mut marks);
        if class.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            continue; // one word
        }
        let mut last = Word::default();
        for part in class.as_bytes().split(|b| !b.is_ascii_alphanumeric()) {
            // Cut before capitals that follow small letters as well.
            let parts = part.chunk_by(|a, b| !(a.is_ascii_lowercase() && b.is_ascii_uppercase()));
            for part in parts {
                let word = Word::of(part.iter().copied());
                judge(&last, &word, &mut marks);
                last = word;
            }
        }
    }
    marks
}

fn judge(last: &Word, word: &Word, marks: &mut Marks) {
    let found = WORDS[bucket(word.bytes())].iter().find(|(w, _)| *w == word.bytes());
    let Some(&(word, bits)) = found else { return };
    marks.junk |= bits & IS_JUNK != 0;
    marks.comments |= bits & IS_COMMENTS != 0;
    marks.about |= bits & IS_ABOUT != 0;
    marks.caption |= bits & IS_CAPTION != 0;
    let behind = || BODY.iter().any(|&(a, b)| b.as_bytes() == word && a.as_bytes() == last.bytes());
    marks.body |= bits & IS_BODY != 0 || (bits & IS_SECOND != 0 && behind());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(attributes: &str) -> Marks {
        super::of(attributes, &mut Seen::default())
    }

    #[test]
    fn marks_of_start_tags() {
        let junk = Marks { junk: true, ..Marks::default() };
        let body = Marks { body: true, ..Marks::default() };
        assert_eq!(of(" class=\"x RelatedLinks\""), junk);
        assert_eq!(of(" id=share-bar"), junk);
        assert_eq!(of(" class='story-body__inner'"), body);
        assert_eq!(of(" itemprop=\"articleBody\""), body);
        assert_eq!(of(" style=\"Display : none\""), Marks { hidden: true, ..Marks::default() });
        assert_eq!(of(" class='headline shared-by'"), Marks::default());
    }
}
