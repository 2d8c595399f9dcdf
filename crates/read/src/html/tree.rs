//! A page as a tree in one list: elements and texts in the order of the page, each with the end of what it holds.
//!
//! Any input gives a tree, however deep or broken, in linear time: nothing here recurses, and what is never closed
//! ends with its parent. The texts are slices of the page, so that each knows where it stands.

use crate::markup::{Markup, Piece, attribute};

/// What an element is, as far as it matters for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Text,
    Paragraph,
    Heading(u8),
    Item,
    List,
    Cell,
    Row,
    Table,
    Quote,
    Preformatted,
    Break,
    /// Parts of the article: `article`, `main`, `section`, `div`.
    Article,
    Main,
    Division,
    Body,
    Link,
    Figure,
    Caption,
    Image,
    /// Furniture by its name: `nav`, `footer`, `aside`, `form`, …
    Aside,
    Header,
    /// What holds no words of the page: `iframe`, `svg`, `video`, `select`, `head`, …
    Mute,
    /// Marks inside a line: `b`, `span`, `em`, …
    Inline,
}

impl Tag {
    fn of(name: &str) -> Tag {
        let mut lower = [0u8; 12];
        let Some(buffer) = lower.get_mut(..name.len()) else { return Tag::Inline };
        buffer.copy_from_slice(name.as_bytes());
        buffer.make_ascii_lowercase();
        match &*buffer {
            b"p" => Tag::Paragraph,
            [b'h', n @ b'1'..=b'6'] => Tag::Heading(n - b'0'),
            b"li" | b"dd" | b"dt" | b"summary" => Tag::Item,
            b"ul" | b"ol" | b"dl" | b"menu" => Tag::List,
            b"td" | b"th" => Tag::Cell,
            b"tr" => Tag::Row,
            b"table" => Tag::Table,
            b"blockquote" => Tag::Quote,
            b"pre" => Tag::Preformatted,
            b"br" | b"hr" => Tag::Break,
            b"article" => Tag::Article,
            b"main" => Tag::Main,
            b"div" | b"section" | b"center" | b"details" | b"address" | b"tbody" | b"thead" | b"hgroup"
            | b"fieldset" | b"amp-story" | b"tfoot" => Tag::Division,
            b"body" | b"html" => Tag::Body,
            b"a" => Tag::Link,
            b"figure" => Tag::Figure,
            b"figcaption" | b"caption" => Tag::Caption,
            b"img" | b"picture" | b"amp-img" => Tag::Image,
            b"nav" | b"footer" | b"aside" | b"form" | b"button" | b"dialog" | b"label" | b"amp-ad"
            | b"amp-sidebar" => Tag::Aside,
            b"header" => Tag::Header,
            b"head" | b"iframe" | b"svg" | b"video" | b"audio" | b"canvas" | b"select" | b"object"
            | b"map" | b"math" | b"datalist" | b"amp-iframe" | b"embed" => Tag::Mute,
            _ => Tag::Inline,
        }
    }

    /// Whether it begins and ends a line of its own.
    pub fn is_block(self) -> bool {
        !matches!(self, Tag::Text | Tag::Link | Tag::Image | Tag::Inline | Tag::Break)
    }

    /// Whether text in it is to be read as one paragraph of its own.
    fn closes_paragraph(self) -> bool {
        self.is_block() && !matches!(self, Tag::Cell | Tag::Row | Tag::Mute | Tag::Aside)
    }
}

/// One element or text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'h> {
    pub tag: Tag,
    /// Its element's place in the list; the root is its own.
    pub parent: u32,
    /// One past the last node inside it.
    pub end: u32,
    /// Its name where it is an element.
    pub name: &'h str,
    /// Attributes of an element; the words of a text.
    pub source: &'h str,
}

/// A page.
pub(super) struct Page<'h> {
    pub html: &'h str,
    pub nodes: Vec<Node<'h>>,
}

/// Names whose elements hold nothing.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// So many open elements are looked through for the one that an end tag closes.
const REACH: usize = 512;

impl<'h> Page<'h> {
    /// The tree of a page that is cut into pieces.
    pub fn new(html: &'h str, pieces: impl Iterator<Item = Piece<'h>>) -> Self {
        let mut builder = Builder { nodes: Vec::with_capacity(html.len() / 24), open: vec![0] };
        builder.nodes.push(Node { tag: Tag::Body, parent: 0, end: 0, name: "html", source: "" });
        builder.read(pieces);
        while !builder.open.is_empty() {
            builder.pop();
        }
        Page { html, nodes: builder.nodes }
    }

    /// Where in the page a slice of it begins.
    pub fn offset(&self, slice: &str) -> usize {
        (slice.as_ptr() as usize).saturating_sub(self.html.as_ptr() as usize)
    }
}

struct Builder<'h> {
    nodes: Vec<Node<'h>>,
    open: Vec<u32>,
}

impl<'h> Builder<'h> {
    fn read(&mut self, pieces: impl Iterator<Item = Piece<'h>>) {
        for piece in pieces {
            match piece {
                Piece::Open(name, attributes) => self.open(name, attributes),
                Piece::Close(name) => self.close(name),
                Piece::Text(text) => self.add(Tag::Text, "", text),
                Piece::Raw(name, attributes, text) => self.raw(name, attributes, text),
            }
        }
    }

    /// Some sites keep their text in a script that is no script; placeholders to be filled in are no text.
    fn raw(&mut self, name: &'h str, attributes: &'h str, text: &'h str) {
        let template = name.eq_ignore_ascii_case("script")
            && attribute(attributes, "type").is_some_and(|t| t.eq_ignore_ascii_case("text/template"));
        if template && !["<%", "{{", "${", "<script"].iter().any(|mark| text.contains(mark)) {
            self.read(Markup::new(text));
        }
    }

    fn add(&mut self, tag: Tag, name: &'h str, source: &'h str) {
        let parent = self.open.last().copied().unwrap_or(0);
        let end = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { tag, parent, end, name, source });
    }

    fn pop(&mut self) {
        if let Some(node) = self.open.pop() {
            self.nodes[node as usize].end = self.nodes.len() as u32;
        }
    }

    fn open(&mut self, name: &'h str, attributes: &'h str) {
        let tag = Tag::of(name);
        self.imply(tag);
        self.add(tag, name, attributes);
        let void = VOID.iter().any(|v| name.eq_ignore_ascii_case(v));
        let closed = attributes.ends_with('/') && tag == Tag::Mute;
        if !void && !closed {
            self.open.push(self.nodes.len() as u32 - 1);
        }
    }

    /// Ends what a start tag ends without saying so: a paragraph, an item, a cell, a head.
    fn imply(&mut self, tag: Tag) {
        let (ends, stops): (&[Tag], &[Tag]) = match tag {
            Tag::Item => (&[Tag::Item], &[Tag::List]),
            Tag::Cell => (&[Tag::Cell], &[Tag::Row, Tag::Table]),
            Tag::Row => (&[Tag::Row], &[Tag::Table]),
            Tag::Body => (&[Tag::Mute], &[Tag::Body]),
            tag if tag.closes_paragraph() => (&[Tag::Paragraph], &[]),
            _ => return,
        };
        for back in (0..self.open.len()).rev().take(32) {
            let here = self.nodes[self.open[back] as usize].tag;
            if ends.contains(&here) {
                return self.open_down_to(back);
            }
            let inside = here.is_block() && !matches!(tag, Tag::Item | Tag::Cell | Tag::Row);
            if stops.contains(&here) || inside {
                return;
            }
        }
    }

    fn open_down_to(&mut self, length: usize) {
        while self.open.len() > length.max(1) {
            self.pop();
        }
    }

    /// Ends the nearest open element of that name, and all in it; an end tag of none is nothing.
    fn close(&mut self, name: &str) {
        let tag = Tag::of(name);
        for back in (1..self.open.len()).rev().take(REACH) {
            let here = self.nodes[self.open[back] as usize];
            if here.name.eq_ignore_ascii_case(name) {
                return self.open_down_to(back);
            }
            // Marks inside a line end at its end; a cell keeps what is wrong in it to itself.
            let walled = here.tag == Tag::Cell && !matches!(tag, Tag::Cell | Tag::Row | Tag::Table);
            if walled || (!tag.is_block() && here.tag.is_block()) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(html: &str) -> String {
        let page = Page::new(html, Markup::new(html));
        let mut out = String::new();
        let mut ends: Vec<u32> = Vec::new();
        for (at, node) in page.nodes.iter().enumerate().skip(1) {
            while ends.last().is_some_and(|&end| end <= at as u32) {
                ends.pop();
                out.push(')');
            }
            match node.tag {
                Tag::Text => out.push_str(node.source),
                _ => {
                    out.push_str(&format!("{}(", node.name));
                    ends.push(node.end);
                }
            }
        }
        out + &")".repeat(ends.len())
    }

    #[test]
    fn what_is_not_closed_ends_where_it_must() {
        let check = |html: &str, expected: &str| assert_eq!(shape(html), expected, "{html}");
        check("<p>a<p>b<div>c</div>", "p(a)p(b)div(c)");
        check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "ul(li(a)li(bul(li(c)))li(d))e");
        check("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td(a)td(b))tr(td(c)))");
        check("<div><b>a</div>b</b>", "div(b(a))b");
        check("<b><div>a</b>b</div>", "b(div(ab))");
        check("a</p></div>b<br>c<img/>d", "abbr()cimg()d");
        check("<div><td>a</div>b", "div(td(ab))");
        check("", "");
    }

    #[test]
    fn a_hundred_thousand_deep_takes_no_time() {
        let html = "<div><td>".repeat(100_000) + &"</div></p>".repeat(100_000);
        assert_eq!(Page::new(&html, Markup::new(&html)).nodes.len(), 200_001);
    }

    #[test]
    fn texts_know_where_they_stand() {
        let html = "<p>One <b>two</b></p>";
        let page = Page::new(html, Markup::new(html));
        let text = page.nodes.iter().rfind(|n| n.tag == Tag::Text).unwrap();
        assert_eq!((text.source, page.offset(text.source)), ("two", 10));
    }
}
