//! What the attributes of an element say of it: classes, names and roles by which sites mark what is article and
//! what is not.

use crate::markup::Attributes;

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

/// Reads the marks of a start tag.
pub(super) fn of(attributes: &str) -> Marks {
    let mut marks = Marks::default();
    if attributes.len() < 4 {
        return marks;
    }
    for (name, value) in Attributes(attributes) {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if is("class") || is("id") || is("data-component") || is("data-testid") || is("data-qa") {
            named(value, &mut marks);
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

/// The words of a class or a name, `relatedLinks` and `related-links` alike.
fn named(value: &str, marks: &mut Marks) {
    for class in value.split_ascii_whitespace().take(24) {
        let mut last = String::new();
        let whole: String =
            class.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        judge("", &whole, marks);
        for word in words(class) {
            judge(&last, &word, marks);
            last = word;
        }
    }
}

fn judge(last: &str, word: &str, marks: &mut Marks) {
    marks.junk |= JUNK.binary_search(&word).is_ok();
    marks.comments |= COMMENTS.contains(&word);
    marks.about |= ABOUT.binary_search(&word).is_ok();
    marks.caption |= CAPTION.contains(&word);
    marks.body |= BODY.iter().any(|&(a, b)| if b.is_empty() { a == word } else { a == last && b == word });
}

/// Cut at what is no letter and before capitals that follow small letters.
fn words(class: &str) -> impl Iterator<Item = String> + '_ {
    class.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let mut from = 0;
        let bytes = part.as_bytes();
        let mut found = Vec::new();
        for at in 1..=bytes.len() {
            let border =
                at == bytes.len() || (bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
            if border && !bytes.is_empty() {
                found.push(part[from..at].to_ascii_lowercase());
                from = at;
            }
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(JUNK.is_sorted() && ABOUT.is_sorted());
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
