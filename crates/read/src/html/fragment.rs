//! Pieces of HTML that are an article already, as feeds and news items carry them: all of their text, one paragraph
//! a block.

use super::trace::Writer;
use super::tree::{Page, Tag};
use crate::markup::Markup;

/// Elements of the wire's formats that are paragraphs of their own.
const PARAGRAPHS: [&str; 4] = ["hl2", "bq", "block", "note"];
/// Those that hold no words of the article: pictures with what belongs to them.
const MUTE: [&str; 2] = ["media", "nitf-media"];

/// The text of a piece of HTML as it reads; what is no markup stays as it is.
pub fn fragment(html: &str) -> String {
    let page = Page::new(html, Markup::new(html));
    let mut writer = Writer::default();
    let mut open: Vec<u32> = Vec::new();
    let mut at = 1;
    while let Some(node) = page.nodes.get(at) {
        while open.last().is_some_and(|&end| end as usize <= at) {
            open.pop();
            writer.paragraph();
        }
        let named = |names: &[&str]| names.iter().any(|name| node.name.eq_ignore_ascii_case(name));
        match node.tag {
            Tag::Mute | Tag::Figure | Tag::Caption | Tag::Aside => at = (node.end as usize).max(at + 1) - 1,
            _ if named(&MUTE) => at = (node.end as usize).max(at + 1) - 1,
            Tag::Text => writer.words(node.source, page.offset(node.source)),
            Tag::Break => writer.line(),
            Tag::Cell => writer.words(" ", 0),
            tag if (tag.is_block() && tag != Tag::Row) || named(&PARAGRAPHS) => {
                writer.paragraph();
                open.push(node.end);
            }
            Tag::Row => writer.paragraph(),
            _ => {}
        }
        at += 1;
    }
    writer.text
}

/// Text as HTML has it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_text_in_paragraphs() {
        let check = |html: &str, expected: &str| assert_eq!(fragment(html), expected, "{html}");
        check("<p>One <b>two</b>.</p>\n<p>Three<br>four &amp; five</p>", "One two.\n\nThree\nfour & five");
        check("One.<p>Two.<p>Three.", "One.\n\nTwo.\n\nThree.");
        check("<div><p>A</p>b</div>c", "A\n\nb\n\nc");
        check("<p>A</p><figure><img><figcaption>B</figcaption></figure><p>C</p>", "A\n\nC");
        check("<p>A</p><hl2>B</hl2><media><media-caption>x</media-caption></media><p>C</p>", "A\n\nB\n\nC");
        check("5 < 6 and plain", "5 < 6 and plain");
        check("<table><tr><td>A<td>B<tr><td>C</table>", "A B\n\nC");
        check("", "");
    }

    #[test]
    fn a_hundred_thousand_deep_takes_no_time() {
        assert_eq!(fragment(&("<div>".repeat(100_000) + "x")), "x");
    }
}
