//! Which of a page's paragraphs are the article.
//!
//! Sites mark their furniture by the names of classes, and an article is where most of the prose stands: what is
//! marked is left out unless it holds the prose itself, then the smallest element that holds most of what is left
//! is the article. What stands in it but is no prose is kept where prose goes on behind it.

use super::blocks::{Block, Measured};
use super::trace::Writer;
use super::tree::{Page, Tag};
use crate::phrases::is_furniture;

/// What is marked as furniture is believed up to this share of the prose of the page.
const FURNITURE: f32 = 0.35;
/// Lines about the article have no more prose than this, in characters.
const ABOUT: f32 = 600.0;
/// What readers wrote is left out where so much prose stands beside it, in characters.
const ENOUGH: f32 = 300.0;
/// An element that says that it is the article's text is believed from this share on.
const SAID: f32 = 0.3;
/// The article is inside an element that holds so much of the prose.
const MOST: f32 = 0.7;

/// A heading ends the article only where this share of the prose stands before it.
const READ: f32 = 0.3;

/// The text of the article of a page; empty where there is none.
pub(super) fn write(page: &Page<'_>) -> Writer {
    let all = Measured::new(page);
    let cut = furniture(&all);
    let measured = all.without(&cut);
    let article = article(&measured);
    let kept = kept(&measured, article);
    let mut writer = Writer::default();
    let mut last: Option<Block> = None;
    for at in kept {
        let block = measured.blocks[at];
        match last.is_some_and(|l| same_row(&measured, l, block)) {
            true => writer.words(" ", 0),
            false => writer.paragraph(),
        }
        write_block(&measured, block, &cut, &mut writer);
        last = Some(block);
    }
    writer
}

fn same_row(measured: &Measured<'_, '_>, a: Block, b: Block) -> bool {
    let row = |block: Block| match measured.tag(block.holder) {
        Tag::Cell => Some(measured.parent(block.holder)),
        _ => None,
    };
    row(a).is_some() && row(a) == row(b)
}

fn write_block(measured: &Measured<'_, '_>, block: Block, cut: &[bool], writer: &mut Writer) {
    let page = measured.page;
    let mut at = block.from as usize;
    while at < block.to as usize {
        let node = &page.nodes[at];
        if cut[at] || node.tag == Tag::Mute || measured.marks[at].hidden {
            at = node.end as usize;
            continue;
        }
        match node.tag {
            Tag::Text => writer.words(node.source, page.offset(node.source)),
            Tag::Break => writer.line(),
            _ => {}
        }
        at += 1;
    }
}

/// Marks what is furniture by its name.
fn furniture(measured: &Measured<'_, '_>) -> Vec<bool> {
    let nodes = &measured.page.nodes;
    let total = measured.prose(0);
    let mut cut = vec![false; nodes.len()];
    let mut at = 1;
    while at < nodes.len() {
        let (node, marks) = (&nodes[at], &measured.marks[at]);
        let prose = measured.prose(at as u32);
        let few = prose <= total * FURNITURE;
        let gone = match node.tag {
            Tag::Text | Tag::Body | Tag::Main => false,
            Tag::Aside | Tag::Figure | Tag::Caption => few,
            Tag::Header => few && !holds(measured, at as u32, Tag::Paragraph),
            _ if marks.comments => few || total - prose >= ENOUGH,
            _ if marks.junk && !marks.body => few,
            tag => tag.is_block() && few && (marks.caption || (marks.about && prose < ABOUT)),
        };
        if gone {
            cut[at] = true;
            at = node.end as usize;
        } else {
            at += 1;
        }
    }
    cut
}

fn holds(measured: &Measured<'_, '_>, node: u32, tag: Tag) -> bool {
    measured.blocks[measured.inside(node)].iter().any(|b| measured.tag(b.holder) == tag)
}

/// The element that holds the article.
fn article(measured: &Measured<'_, '_>) -> u32 {
    let total = measured.prose(0);
    if let Some(node) = said(measured, total) {
        return node;
    }
    let mut here = 0;
    loop {
        let most = children(measured, here)
            .map(|n| (n, measured.prose(n)))
            .reduce(|a, b| if b.1 > a.1 { b } else { a });
        match most {
            Some((node, prose))
                if prose >= measured.prose(here) * MOST
                    && measured.tag(node) != Tag::Paragraph
                    && prose > 0.0 =>
            {
                here = node
            }
            _ => return here,
        }
    }
}

/// The element that says that it is the article's text; several of one kind are one text in parts.
fn said(measured: &Measured<'_, '_>, total: f32) -> Option<u32> {
    let marked = (1..measured.page.nodes.len() as u32).filter(|&n| measured.marks[n as usize].body);
    let marked: Vec<(u32, f32)> =
        marked.map(|n| (n, measured.prose(n))).filter(|(_, prose)| *prose > 0.0).collect();
    let (best, most) = marked.iter().copied().reduce(|a, b| if b.1 >= a.1 * 0.9 { b } else { a })?;
    let alike = |n: u32| measured.page.nodes[n as usize].source == measured.page.nodes[best as usize].source;
    let parts: Vec<(u32, f32)> = marked.iter().copied().filter(|&(n, _)| alike(n)).collect();
    let sum: f32 = parts.iter().map(|p| p.1).sum();
    if parts.len() > 1 && sum > most * 1.15 && sum >= total * 0.5 {
        return parts.iter().map(|p| p.0).reduce(|a, b| common(measured, a, b));
    }
    (most >= total * SAID).then_some(best)
}

/// The smallest element that holds both.
fn common(measured: &Measured<'_, '_>, a: u32, b: u32) -> u32 {
    let holds = |n: &u32| measured.page.nodes[*n as usize].end > b;
    measured.above(a).find(holds).unwrap_or(0)
}

fn children<'m>(measured: &'m Measured<'_, '_>, node: u32) -> impl Iterator<Item = u32> + 'm {
    let nodes = &measured.page.nodes;
    let end = nodes[node as usize].end;
    let first = Some(node + 1).filter(move |&n| n < end);
    std::iter::successors(first, move |&n| Some(nodes[n as usize].end).filter(|&n| n < end))
}

/// The blocks of an element that are of the article.
fn kept(measured: &Measured<'_, '_>, article: u32) -> Vec<usize> {
    let range = measured.inside(article);
    let Some(first) = range.clone().find(|&at| is_first(measured, at)) else { return range.collect() };
    let total = measured.prose(article);
    let (mut kept, mut read): (Vec<usize>, f32) = (Vec::new(), 0.0);
    for at in first..range.end {
        let block = measured.blocks[at];
        let tag = measured.tag(block.holder);
        let words = words(measured, block);
        let words = words.trim();
        if read >= total * READ && is_short(block) && tag != Tag::Paragraph && ends_article(words) {
            break;
        }
        read += block.prose(tag);
        if !is_list_of_links(measured, block, tag) && !is_furniture(words) {
            kept.push(at);
        }
    }
    let last = kept.iter().rposition(|&at| is_last(measured, at)).map_or(0, |at| at + 1);
    kept.truncate(last);
    kept
}

fn is_short(block: Block) -> bool {
    block.chars < 60
}

fn is_list_of_links(measured: &Measured<'_, '_>, block: Block, tag: Tag) -> bool {
    let quoted = measured.above(block.holder).take(3).any(|n| measured.tag(n) == Tag::Quote);
    let limit = if tag == Tag::Paragraph { 0.9 } else { 0.6 };
    block.link_share() > limit && block.chars < 400 && !quoted && !matches!(tag, Tag::Heading(_) | Tag::Cell)
}

/// Whether an article may begin with it: prose, or a whole sentence.
fn is_first(measured: &Measured<'_, '_>, at: usize) -> bool {
    let block = measured.blocks[at];
    let tag = measured.tag(block.holder);
    let sentence =
        block.chars >= 25 && block.ends && block.link_share() < 0.3 && !matches!(tag, Tag::Heading(_));
    block.prose(tag) > 0.0 || sentence
}

/// Whether an article may end with it.
fn is_last(measured: &Measured<'_, '_>, at: usize) -> bool {
    let block = measured.blocks[at];
    let tag = measured.tag(block.holder);
    let inner = matches!(tag, Tag::Cell | Tag::Paragraph | Tag::Item | Tag::Preformatted | Tag::Quote);
    block.prose(tag) > 0.0
        || (block.link_share() < 0.5 && !matches!(tag, Tag::Heading(_)) && (inner || block.ends))
}

/// Headings behind which other things than the article stand.
fn ends_article(words: &str) -> bool {
    const ENDS: [&str; 34] = [
        "about the author",
        "add a comment",
        "also read",
        "comments",
        "discuss",
        "follow us",
        "further reading",
        "get the latest",
        "have a tip",
        "have your say",
        "join the conversation",
        "latest news",
        "leave a comment",
        "leave a reply",
        "more articles",
        "more from",
        "more great",
        "more news",
        "more on this",
        "more stories",
        "most popular",
        "most read",
        "must reads",
        "popular on",
        "read more",
        "read next",
        "recommended",
        "related",
        "share this",
        "sign up",
        "top rated comments",
        "trending",
        "what to read next",
        "you may also",
    ];
    let words = words.to_lowercase();
    ENDS.iter().any(|end| words.starts_with(end))
}

fn words(measured: &Measured<'_, '_>, block: Block) -> String {
    let texts = &measured.page.nodes[block.from as usize..block.to as usize];
    texts.iter().filter(|n| n.tag == Tag::Text).map(|n| n.source).take(8).collect()
}
