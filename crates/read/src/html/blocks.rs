//! The paragraphs of a page and their measures: what stands between two borders of blocks.

use super::marks::{self, Marks};
use super::seen::Seen;
use super::tree::{Node, Page, Tag};

/// A stretch of text nodes that reads as one paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// The nearest element that is a block.
    pub holder: u32,
    /// Its first node and one past its last.
    pub from: u32,
    pub to: u32,
    /// Characters without white space, all and those in links.
    pub chars: u32,
    pub linked: u32,
    pub commas: u32,
    /// Whether it ends like a sentence.
    pub ends: bool,
}

impl Block {
    /// How much of it is links.
    pub fn link_share(&self) -> f32 {
        self.linked as f32 / self.chars.max(1) as f32
    }

    /// How much prose it holds, in characters; nothing for what is too short, or mostly links, to be prose.
    pub fn prose(&self, tag: Tag) -> f32 {
        let long = self.chars >= 80 || (self.chars >= 40 && self.ends);
        if !long || self.link_share() > 0.5 || matches!(tag, Tag::Heading(_)) {
            return 0.0;
        }
        (self.chars - self.linked) as f32
    }
}

/// A page with its paragraphs.
pub(super) struct Measured<'p, 'h> {
    pub page: &'p Page<'h>,
    pub blocks: Vec<Block>,
    pub marks: Vec<Marks>,
    /// Prose in the blocks before the n-th.
    sums: Vec<f32>,
}

impl<'p, 'h> Measured<'p, 'h> {
    pub fn new(page: &'p Page<'h>) -> Self {
        let mut seen = Seen::default();
        let marks =
            |n: &Node<'h>| if n.tag == Tag::Text { Marks::default() } else { marks::of(n.source, &mut seen) };
        let marks: Vec<Marks> = page.nodes.iter().map(marks).collect();
        let blocks = blocks(page, &marks, &[]);
        Measured { sums: sums(page, &blocks), page, blocks, marks }
    }

    /// The same without what is marked.
    pub fn without(self, cut: &[bool]) -> Self {
        let blocks = blocks(self.page, &self.marks, cut);
        Measured { sums: sums(self.page, &blocks), blocks, ..self }
    }

    /// The blocks inside an element.
    pub fn inside(&self, node: u32) -> std::ops::Range<usize> {
        let end = self.page.nodes[node as usize].end;
        let first = self.blocks.partition_point(|b| b.from < node);
        first..self.blocks.partition_point(|b| b.from < end)
    }

    /// How much prose stands in an element.
    pub fn prose(&self, node: u32) -> f32 {
        let range = self.inside(node);
        self.sums[range.end] - self.sums[range.start]
    }

    pub fn tag(&self, node: u32) -> Tag {
        self.page.nodes[node as usize].tag
    }

    pub fn parent(&self, node: u32) -> u32 {
        self.page.nodes[node as usize].parent
    }

    /// The elements that hold a node, from its own upwards, without the root.
    pub fn above(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(node), |&n| Some(self.parent(n))).take_while(|&n| n != 0)
    }
}

fn sums(page: &Page<'_>, blocks: &[Block]) -> Vec<f32> {
    let mut sum = 0.0;
    let prose = blocks.iter().map(|b| {
        sum += b.prose(page.nodes[b.holder as usize].tag);
        sum
    });
    std::iter::once(0.0).chain(prose).collect()
}

fn blocks(page: &Page<'_>, marks: &[Marks], cut: &[bool]) -> Vec<Block> {
    let mut walk =
        Walk { page, holders: vec![0; page.nodes.len()], blocks: Vec::new(), fresh: true, breaks: 0 };
    let (mut at, mut links) = (1, 0);
    while let Some(node) = page.nodes.get(at) {
        let gone = node.tag == Tag::Mute || marks[at].hidden || cut.get(at) == Some(&true);
        if gone {
            walk.fresh |= node.tag.is_block();
            at = node.end as usize;
            continue;
        }
        walk.holders[at] = if node.tag.is_block() { at as u32 } else { walk.holders[node.parent as usize] };
        match node.tag {
            Tag::Text => walk.text(at as u32, node.source, at < links),
            Tag::Link => links = links.max(node.end as usize),
            Tag::Break => walk.breaks += 1,
            tag => walk.fresh |= tag.is_block(),
        }
        at += 1;
    }
    walk.blocks
}

struct Walk<'p, 'h> {
    page: &'p Page<'h>,
    holders: Vec<u32>,
    blocks: Vec<Block>,
    /// Whether a block began or ended since the last text.
    fresh: bool,
    /// Line breaks since the last text.
    breaks: u32,
}

impl Walk<'_, '_> {
    fn text(&mut self, at: u32, source: &str, link: bool) {
        let Some((chars, commas)) = measure(source) else { return };
        let holder = self.holders[self.page.nodes[at as usize].parent as usize];
        let fresh = self.fresh || self.breaks > 1 || self.blocks.last().is_none_or(|b| b.holder != holder);
        if fresh {
            self.blocks.push(Block { holder, from: at, to: at, chars: 0, linked: 0, commas: 0, ends: false });
        }
        (self.fresh, self.breaks) = (false, 0);
        if let Some(block) = self.blocks.last_mut() {
            block.to = at + 1;
            block.chars += chars;
            block.commas += commas;
            block.linked += if link { chars } else { 0 };
            block.ends = ends(source);
        }
    }
}

/// Characters that are no white space, and commas; `None` where there is nothing but white space.
fn measure(text: &str) -> Option<(u32, u32)> {
    let (mut chars, mut commas, mut reference) = (0, 0, 0);
    for byte in text.bytes() {
        chars += u32::from(byte > b' ' && !(0x80..0xc0).contains(&byte));
        commas += u32::from(byte == b',');
        reference += u32::from(byte == b'&');
    }
    // A reference counts as one character or so; `&nbsp;` alone as none.
    let nothing = chars == 0 || (reference > 0 && text.trim().replace("&nbsp;", "").trim().is_empty());
    (!nothing && text.trim() != "\u{a0}").then(|| (chars - (reference * 5).min(chars / 2), commas))
}

fn ends(text: &str) -> bool {
    crate::layout::ends_sentence(text) || text.trim_end().ends_with(';')
}
