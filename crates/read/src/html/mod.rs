//! Web pages: their main text, their title, their day.
//!
//! The text of the article is the main text of the page as it reads, one paragraph a block, white space inside
//! paragraphs collapsed as browsers do; its spans refer to that text, not to the page.

mod about;
mod markup;

use crate::article::assemble;
use crate::encoding::Decoded;
use crate::{Fault, Options, ReadError, text_of};
use document::{Article, Day, Published};
use markup::{Markup, Piece, attribute, decode};
use trafilatura::ExtractionFocus;

/// Deeper pages are not pages; the extractor walks them by recursion.
const DEEPEST: usize = 400;
/// Text shorter than this may be a cookie notice.
const SHORTEST: usize = 60;

/// The article of a page.
pub(crate) fn article(bytes: Vec<u8>, origin: &str, options: &Options) -> Result<Article, ReadError> {
    let declared = declared_charset(&bytes);
    let Decoded { text: page, notes } = text_of(bytes, origin, options, declared.as_deref())?;
    let (text, day) = main_text(&page).ok_or_else(|| ReadError::whole(origin, Fault::NoArticle))?;
    let mut about = about::about(&page, options.url.as_deref());
    about.id = options.id.clone();
    about.notes = notes;
    if let (None, Some(day)) = (&about.published, day) {
        about.published = Some(Published { day, basis: "text".to_owned() });
        about.notes.push("the day of publication is one found in the text of the page".to_owned());
    }
    assemble(text, about, origin, options).map_err(|fault| ReadError::whole(origin, fault))
}

/// What the head of a page says of its encoding: `charset=…` in a `meta` element.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    Markup::new(&head).find_map(|piece| match piece {
        Piece::Open(name, attributes) if name.eq_ignore_ascii_case("meta") => {
            let content = || {
                attribute(attributes, "content").and_then(|c| Some(c.split_once("charset=")?.1.to_owned()))
            };
            attribute(attributes, "charset")
                .or_else(content)
                .map(|c| c.trim().to_owned())
                .filter(|c| !c.is_empty())
        }
        _ => None,
    })
}

/// The one place where the extractor is called: a page in, its main text out, with a day that it found somewhere
/// in the page.
fn main_text(page: &str) -> Option<(String, Option<Day>)> {
    if depth(page) > DEEPEST {
        return Some((readable(page), None)).filter(|(text, _)| text.chars().count() >= SHORTEST);
    }
    // Precise first; pages in which that finds nothing are asked for all they have.
    let focuses = [ExtractionFocus::FavorPrecision, ExtractionFocus::FavorRecall];
    focuses.into_iter().find_map(|focus| {
        let options = trafilatura::Options::default();
        let options = options.with_fallback(true).with_focus(focus).with_exclude_comments(true);
        // The extractor is not ours and pages are hostile: a panic in it is a page without an article.
        let found = std::panic::catch_unwind(|| trafilatura::extract(page, &options)).ok()?.ok()?;
        let day = found.metadata.date.and_then(|date| Day::parse(&date.to_string()));
        Some((readable(&found.content_html), day)).filter(|(text, _)| !text.is_empty())
    })
}

/// How deep elements are nested, unclosed paragraphs and list items aside.
fn depth(page: &str) -> usize {
    let (mut now, mut most) = (0usize, 0);
    for piece in Markup::new(page) {
        match piece {
            Piece::Open(name, attributes) if !is_void(name) && !attributes.ends_with('/') => now += 1,
            Piece::Close(_) => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

fn is_void(name: &str) -> bool {
    const VOID: [&str; 20] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "p", "li", "td", "tr", "dd", "dt",
    ];
    VOID.iter().any(|v| name.eq_ignore_ascii_case(v))
}

/// Marked-up text as it reads: a blank line between blocks, a line end where the page has one.
fn readable(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    for piece in Markup::new(html) {
        match piece {
            Piece::Text(text) => push_words(&mut out, &decode(text)),
            Piece::Open(name, _) | Piece::Close(name) => push_break(&mut out, name),
            Piece::Raw(..) => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Adds text with its white space collapsed; no-break spaces stay.
fn push_words(out: &mut String, text: &str) {
    for c in text.chars() {
        if !matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c') {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

fn push_break(out: &mut String, name: &str) {
    let name = name.to_ascii_lowercase();
    let end = match name.as_str() {
        "br" => "\n",
        "td" | "th" => " ",
        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "li" | "blockquote" | "pre"
        | "table" | "tr" | "section" | "article" | "figure" | "figcaption" | "header" | "footer" | "dl"
        | "dt" | "dd" | "hr" | "main" | "aside" | "body" | "center" | "form" => "\n\n",
        _ => return,
    };
    if end == " " {
        return push_words(out, end);
    }
    out.truncate(out.trim_end_matches(' ').len());
    let have = out.len() - out.trim_end_matches('\n').len();
    // Two line ends part paragraphs; one more than that says nothing.
    let wanted = if end == "\n" { (have + 1).min(2) } else { 2 };
    if !out.is_empty() {
        (have..wanted).for_each(|_| out.push('\n'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_as_it_reads() {
        let html = "<div><p>One <b>bold</b>,\n two&nbsp;three.</p>\n<p>Four<br>five<br><br>six</p><script>x</script><ul><li>a</li><li>b</li></ul></div>";
        assert_eq!(readable(html), "One bold, two\u{a0}three.\n\nFour\nfive\n\nsix\n\na\n\nb");
    }

    #[test]
    fn charsets_of_pages() {
        let check = |html: &str, expected: Option<&str>| {
            assert_eq!(declared_charset(html.as_bytes()).as_deref(), expected)
        };
        check("<html><meta charset=koi8-r>", Some("koi8-r"));
        check(
            "<META http-equiv='Content-Type' content=\"text/html; charset=windows-1251\">",
            Some("windows-1251"),
        );
        check("<meta name=x content=y>", None);
    }

    #[test]
    fn a_page_gives_text_title_and_day() {
        let body = "The two governments agreed on Monday to open the border again, the ministry said in a statement. ".repeat(6);
        let page = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Border opens | The Paper</title>\
             <meta property=og:title content=\"Border opens\"><meta property=article:published_time content=2016-12-12T08:00Z></head>\
             <body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>Border opens</h1>\
             <p>GENEVA, December 12 (AP) — {body}</p><p>{body}</p><p>{body}</p></article><footer>Copyright</footer></body></html>"
        );
        let article = article(page.into_bytes(), "page.html", &Options::default()).unwrap();
        assert_eq!(article.title.as_deref(), Some("Border opens"));
        assert_eq!(article.published.as_ref().unwrap().basis, "meta");
        assert_eq!(article.dateline.as_ref().unwrap().month_day, Some((12, 12)));
        assert!(!article.text.contains("World"), "{}", article.text);
    }

    #[test]
    fn a_page_without_an_article_is_an_error() {
        let error = article(b"<html><body><p></p></body></html>".to_vec(), "p.html", &Options::default())
            .unwrap_err();
        assert!(error.to_string().starts_with("p.html: no article found"), "{error}");
    }

    #[test]
    fn pages_of_any_depth_do_not_break_it() {
        let page = format!(
            "<html><body>{}deep words in a page that is all depth and nothing else, really nothing",
            "<div>".repeat(100_000)
        );
        assert!(article(page.into_bytes(), "p.html", &Options::default()).is_ok());
    }
}
