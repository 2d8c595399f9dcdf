//! Web pages: their main text, their title, their day.
//!
//! The text of the article is the main text of the page as it reads, one paragraph a block, white space inside
//! paragraphs collapsed as browsers do; its spans refer to that text, not to the page.

mod about;
mod blocks;
mod body;
mod fragment;
mod marks;
mod said;
mod seen;
mod sort;
mod trace;
mod tree;

pub use fragment::{escaped, fragment};

use crate::article::assemble;
use crate::encoding::Decoded;
use crate::markup::{Markup, Piece, attribute};
use crate::{Fault, Options, ReadError, text_of};
use document::{Article, Trace};
use trace::Writer;
use tree::Page;

/// The article of a page.
pub(crate) fn article(bytes: Vec<u8>, origin: &str, options: &Options) -> Result<Article, ReadError> {
    let declared = declared_charset(&bytes);
    let Decoded { text: page, notes, encoding, skip, raw } =
        text_of(bytes, origin, options, declared.as_deref())?;
    let pieces: Vec<Piece<'_>> = Markup::new(&page).collect();
    let written = main_text(&page, &pieces).ok_or_else(|| ReadError::whole(origin, Fault::NoArticle))?;
    if sort::is_wall(&written.text) {
        return Err(ReadError::whole(origin, Fault::Wall));
    }
    let (mut about, sort) = about::about(&pieces, options.url.as_deref());
    about.id = options.id.clone();
    about.notes = [notes, sort.notes(&written.text)].concat();
    let article = assemble(written.text, about, origin, options);
    let article = article.map_err(|fault| ReadError::whole(origin, fault))?;
    let runs = trace::through(written.runs, &page, raw.as_deref(), encoding, skip);
    Ok(Article { trace: Trace(runs), ..article })
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

/// The main text of a page, with the places that it came from.
fn main_text(page: &str, pieces: &[Piece<'_>]) -> Option<Writer> {
    Some(body::write(&Page::new(page, pieces.iter().copied()))).filter(|w| !w.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_as_it_reads() {
        let html = "<div><p>One <b>bold</b>,\n two&nbsp;three.</p>\n<p>Four<br>five<br><br>six</p><script>x</script><ul><li>a</li><li>b</li></ul></div>";
        let pieces: Vec<Piece<'_>> = Markup::new(html).collect();
        assert_eq!(
            main_text(html, &pieces).unwrap().text,
            "One bold, two\u{a0}three.\n\nFour\nfive\n\nsix\n\na\n\nb"
        );
    }

    #[test]
    fn every_character_is_traced_to_the_page() {
        let page = "<html><body><div id=nav><a href=/>Home</a></div><p>The ministry said on Monday that the border \
                    would be open &#8211; for goods &amp;\n people &#8211; before the end of the year.</p></body></html>";
        let article = article(page.into(), "p.html", &Options::default()).unwrap();
        let at = article.text.find("goods & people – before").unwrap();
        let sources = article.trace.source(document::Span::new(at, at + "goods & people – before".len()));
        let words: Vec<&str> = sources.iter().map(|s| s.of(page)).collect();
        assert_eq!(words, ["goods", "&amp;", "people", "&#8211;", "before"]);
        let covered: usize = article.trace.0.iter().map(|r| r.text.len()).sum();
        let blank = article.text.chars().filter(|c| c.is_whitespace()).count();
        assert!(covered + blank >= article.text.len(), "all but white space came from the page");
    }

    #[test]
    fn traces_lead_through_other_encodings() {
        let text = "Министр иностранных дел заявил в понедельник, что переговоры о границе продолжаются, и дата известна.";
        let page = format!("<meta charset=windows-1251><body><p>Agence “France”: {text}</p>");
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&page);
        let article = article(bytes.to_vec(), "p.html", &Options::default()).unwrap();
        for word in article.text.split(' ') {
            let at = article.text.find(word).unwrap();
            let source = article.trace.source(document::Span::new(at, at + word.len()));
            let found: Vec<u8> = source.iter().flat_map(|s| bytes[s.range()].to_vec()).collect();
            assert_eq!(encoding_rs::WINDOWS_1251.decode(&found).0, word);
        }
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
