//! One item of XML as a tree in one list. As with pages any input gives a tree, however deep or broken, in linear
//! time: nothing here recurses, and what is never closed ends with its parent. Entities are never expanded but for
//! the characters that all XML knows by name.

use crate::markup::{Attributes, Markup, Piece, decode};

/// Names of namespaces that are told apart, with the prefix that they are known by here, whatever the input's.
const SPACES: [(&str, &str); 7] = [
    ("http://purl.org/rss/1.0/modules/content/", "content"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dc"),
    ("http://purl.org/rss/1.0/modules/syndication/", "sy"),
    ("http://www.google.com/schemas/sitemap-news/0.9", "news"),
    ("http://search.yahoo.com/mrss/", "media"),
    ("http://www.w3.org/2005/Atom", "atom"),
];

/// Prefixes that an input has declared, with the names of their namespaces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spaces(Vec<(String, &'static str)>);

impl Spaces {
    /// Learns what a start tag declares.
    pub fn learn(&mut self, attributes: &str) {
        for (name, value) in Attributes(attributes) {
            let Some(prefix) = name.strip_prefix("xmlns:") else { continue };
            let known = SPACES.iter().find(|(space, _)| value.trim() == *space);
            if let Some((_, ours)) = known.filter(|_| self.0.len() < 64) {
                self.0.push((prefix.to_owned(), ours));
            }
        }
    }

    /// Whether an element has a name, `wanted` being written with the prefix that its namespace has here. A prefix that
    /// is not told apart (`atom:`, `n:`) is that of the format itself.
    pub fn is(&self, name: &str, wanted: &str) -> bool {
        let (prefix, wanted) = wanted.split_once(':').unwrap_or(("", wanted));
        let found = self.split(name);
        found.1 == wanted && (found.0 == prefix || (prefix.is_empty() && !is_foreign(found.0)))
    }

    /// Whether the name of an element is of another format than the items' own.
    pub fn is_foreign(&self, name: &str) -> bool {
        is_foreign(self.split(name).0)
    }

    /// Prefix and name of an element.
    fn split<'n>(&'n self, name: &'n str) -> (&'n str, &'n str) {
        match name.split_once(':') {
            Some((prefix, name)) => {
                let ours = self.0.iter().find(|(theirs, _)| theirs == prefix).map(|(_, ours)| *ours);
                (ours.unwrap_or(prefix), name)
            }
            None => ("", name),
        }
    }
}

struct Node<'t> {
    name: &'t str,
    /// Attributes of an element, words of a text.
    source: &'t str,
    kind: NodeKind,
    parent: u32,
    /// One past the last node inside it.
    end: u32,
    /// Where its content begins and ends.
    inside: (usize, usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NodeKind {
    Element,
    Text,
    Verbatim,
}

/// An item.
pub(crate) struct Tree<'t> {
    text: &'t str,
    spaces: &'t Spaces,
    nodes: Vec<Node<'t>>,
}

/// So many open elements are looked through for the one that an end tag closes.
const REACH: usize = 512;

impl<'t> Tree<'t> {
    pub fn new(text: &'t str, spaces: &'t Spaces) -> Self {
        let mut tree = Tree { text, spaces, nodes: Vec::with_capacity(text.len() / 32) };
        let mut open: Vec<usize> = vec![tree.add("", "", NodeKind::Element, 0, 0)];
        for piece in Markup::xml(text) {
            let parent = open.last().copied().unwrap_or(0);
            match piece {
                Piece::Open(name, attributes) => {
                    let from = tree.behind(attributes);
                    let node = tree.add(name, attributes, NodeKind::Element, parent, from);
                    if !attributes.ends_with('/') {
                        open.push(node);
                    }
                }
                Piece::Text(words) => {
                    tree.add("", words, NodeKind::Text, parent, 0);
                }
                Piece::Raw(_, _, words) => {
                    tree.add("", words, NodeKind::Verbatim, parent, 0);
                }
                Piece::Close(name) => tree.close(name, &mut open),
            }
        }
        for node in open {
            tree.end(node, text.len());
        }
        tree
    }

    fn offset(&self, slice: &str) -> usize {
        (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    /// Behind the `>` of the tag that these attributes stand in.
    fn behind(&self, attributes: &str) -> usize {
        (self.offset(attributes) + attributes.len() + 1).min(self.text.len())
    }

    fn add(&mut self, name: &'t str, source: &'t str, kind: NodeKind, parent: usize, from: usize) -> usize {
        let at = self.nodes.len();
        let (parent, end) = (parent as u32, at as u32 + 1);
        self.nodes.push(Node { name, source, kind, parent, end, inside: (from, from) });
        at
    }

    fn end(&mut self, node: usize, at: usize) {
        let end = self.nodes.len() as u32;
        self.nodes[node].end = end;
        self.nodes[node].inside.1 = at;
    }

    /// Ends the nearest open element of that name and all in it; an end tag of none is nothing.
    fn close(&mut self, name: &str, open: &mut Vec<usize>) {
        let found = open.iter().rev().take(REACH).position(|&node| self.nodes[node].name == name);
        let Some(back) = found.filter(|back| back + 1 < open.len()) else { return };
        let at = self.offset(name).saturating_sub(2);
        for node in open.drain(open.len() - 1 - back..) {
            let end = self.nodes.len() as u32;
            self.nodes[node].end = end;
            self.nodes[node].inside.1 = at;
        }
    }

    /// The item's own element; of an input without any, nothing.
    pub fn root(&self) -> Element<'_> {
        let first = self.nodes.iter().skip(1).position(|n| n.kind == NodeKind::Element);
        Element { tree: self, node: first.map_or(0, |at| at + 1) }
    }
}

/// An element of an item.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    tree: &'a Tree<'a>,
    node: usize,
}

impl<'a> Element<'a> {
    fn here(&self) -> &'a Node<'a> {
        &self.tree.nodes[self.node]
    }

    fn nodes(self) -> impl Iterator<Item = (usize, &'a Node<'a>)> {
        let (tree, from) = (self.tree, self.node + 1);
        (from..self.here().end as usize).map(move |at| (at, &tree.nodes[at]))
    }

    /// Whether it has this name.
    pub fn is(&self, wanted: &str) -> bool {
        self.tree.spaces.is(self.here().name, wanted)
    }

    /// All elements of a name inside this one, in order.
    pub fn all(self, name: &'a str) -> impl Iterator<Item = Element<'a>> {
        let element = move |(at, node): (usize, &Node<'_>)| {
            (node.kind == NodeKind::Element).then_some(Element { tree: self.tree, node: at })
        };
        self.nodes().filter_map(element).filter(move |e| e.is(name))
    }

    /// The first element of a name, however deep.
    pub fn find(self, name: &'a str) -> Option<Element<'a>> {
        self.all(name).next()
    }

    /// The elements of a name right inside this one.
    pub fn children(self, name: &'a str) -> impl Iterator<Item = Element<'a>> {
        self.all(name).filter(move |e| e.here().parent as usize == self.node)
    }

    /// The first element of a name right inside this one.
    pub fn child(self, name: &'a str) -> Option<Element<'a>> {
        self.children(name).next()
    }

    pub fn attribute(&self, name: &str) -> Option<String> {
        let found = Attributes(self.here().source).find(|(known, _)| *known == name);
        found.map(|(_, value)| decode(value).trim().to_owned()).filter(|v| !v.is_empty())
    }

    /// The words inside it, references decoded, as they stand.
    pub fn text(self) -> String {
        self.nodes().fold(String::new(), |mut text, (_, node)| {
            match node.kind {
                NodeKind::Text => text.push_str(&decode(node.source)),
                NodeKind::Verbatim => text.push_str(node.source),
                NodeKind::Element => {}
            }
            text
        })
    }

    /// The same on one line; `None` where there are none.
    pub fn line(self) -> Option<String> {
        Some(one_line(&self.text())).filter(|line| !line.is_empty())
    }

    /// What stands between its tags, prefixes of its elements left out.
    pub fn markup(self) -> String {
        let (from, to) = self.here().inside;
        let markup = self.tree.text.get(from..to).unwrap_or("");
        let mut prefixed = self.nodes().filter(|(_, node)| node.kind == NodeKind::Element);
        match prefixed.find_map(|(_, node)| Some(node.name.split_once(':')?.0)) {
            Some(prefix) => {
                markup.replace(&format!("<{prefix}:"), "<").replace(&format!("</{prefix}:"), "</")
            }
            None => markup.to_owned(),
        }
    }
}

/// Namespaces whose elements are never those of the format itself.
fn is_foreign(prefix: &str) -> bool {
    !prefix.is_empty() && prefix != "atom" && SPACES.iter().any(|(_, ours)| *ours == prefix)
}

/// White space collapsed.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spaces() -> Spaces {
        let mut spaces = Spaces::default();
        spaces.learn(" xmlns:c='http://purl.org/rss/1.0/modules/content/' xmlns:x=y xmlns:m=\"http://search.yahoo.com/mrss/\"");
        spaces
    }

    #[test]
    fn names_are_told_apart_by_their_namespace() {
        let check = |text: &str, name: &str, expected: Option<&str>| {
            let spaces = spaces();
            let tree = Tree::new(text, &spaces);
            assert_eq!(tree.root().child(name).and_then(Element::line).as_deref(), expected, "{name}");
        };
        let item = "<item><m:title>no</m:title><title> One\n &amp; two</title><c:encoded><![CDATA[<p>a&amp;b]]></c:encoded><x:y>z</x:y></item>";
        check(item, "title", Some("One & two"));
        check(item, "content:encoded", Some("<p>a&amp;b"));
        check(item, "y", Some("z"));
        check(item, "item", None);
        check("", "title", None);
        check("</a><b></c>", "title", None);
    }

    #[test]
    fn markup_stands_between_the_tags() {
        let spaces = Spaces::default();
        let text = "<a><b x='1'><h:p>One</h:p><h:p>Two</h:p></b><c/></a>";
        let tree = Tree::new(text, &spaces);
        assert_eq!(tree.root().child("b").unwrap().markup(), "<p>One</p><p>Two</p>");
        assert_eq!(tree.root().child("c").unwrap().markup(), "");
        assert_eq!(tree.root().child("b").unwrap().attribute("x").as_deref(), Some("1"));
    }

    #[test]
    fn a_hundred_thousand_deep_takes_no_time() {
        let spaces = Spaces::default();
        let text = "<a>".repeat(100_000) + "x" + &"</a>".repeat(100_000);
        assert_eq!(Tree::new(&text, &spaces).root().text(), "x");
        let text = "<a>".repeat(100_000) + &"</b>".repeat(100_000);
        assert_eq!(Tree::new(&text, &spaces).root().text(), "");
    }
}
