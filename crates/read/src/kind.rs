//! Which kind of input bytes are, by their first few kilobytes.

use crate::markup::{Markup, Piece};
use crate::treebank::layout;
use crate::{Columns, Kind, feed, ninjs, table, wire};

/// So much is looked at.
pub(crate) const HEAD: usize = 8192;

/// Guesses the kind of an input from its content.
pub fn guess(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(HEAD)];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with("WARC/") {
        Kind::Warc
    } else if let Some(kind) = by_root(text) {
        kind
    } else if feed::is_json(text) {
        Kind::Feed
    } else if ninjs::is(text) {
        Kind::Ninjs
    } else if is_json(text) {
        Kind::Jsonl
    } else if is_html(text) {
        Kind::Html
    } else if is_tokens(text) {
        Kind::Conllu
    } else if wire::is(text) {
        Kind::Wire
    } else if let Some(kind) = table::kind(text) {
        kind
    } else {
        Kind::Text
    }
}

/// An object that begins with a key.
fn is_json(text: &str) -> bool {
    text.strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with('"') || rest.trim_start().starts_with('}'))
}

/// By the name of the first element.
fn by_root(text: &str) -> Option<Kind> {
    let root = Markup::xml(text).find_map(|piece| match piece {
        Piece::Open(name, _) => Some(Some(name)),
        Piece::Text(text) if is_declaration_end(text) => None,
        _ => Some(None),
    })??;
    match root.rsplit(':').next().unwrap_or(root) {
        "rss" | "feed" | "RDF" => Some(Kind::Feed),
        "urlset" | "sitemapindex" => Some(Kind::Sitemap),
        "nitf" => Some(Kind::Nitf),
        "newsMessage" | "newsItem" => Some(Kind::Newsml),
        "DOC" => Some(Kind::Gigaword),
        _ => None,
    }
}

/// White space, or what is left of a document type with declarations in it.
fn is_declaration_end(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text == "]>"
}

fn is_html(text: &str) -> bool {
    const STARTS: [&str; 16] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<main",
        "<div",
        "<section",
        "<header",
        "<meta",
        "<title",
        "<p>",
        "<p ",
        "<h1",
        "<script",
        "<link",
    ];
    let mut text = text;
    // Comments and the XML declaration may stand before the page.
    while let Some(rest) = text.strip_prefix("<!--").and_then(|r| r.split_once("-->")).map(|(_, r)| r) {
        text = rest.trim_start();
    }
    if text.starts_with("<?xml") {
        text = text.split_once("?>").map_or("", |(_, rest)| rest.trim_start());
    }
    let begins = |start: &&str| text.get(..start.len()).is_some_and(|h| h.eq_ignore_ascii_case(start));
    STARTS.iter().any(begins)
}

/// The first lines are all numbered words with tabs, or all `word tag` with tags of names.
fn is_tokens(text: &str) -> bool {
    let shown: Vec<(Columns, &str)> =
        text.lines().take(40).filter_map(|l| Some((layout(l)?, l))).take(8).collect();
    let tag = |line: &str| {
        let tag = line.rsplit(['\t', ' ']).next().unwrap_or("");
        tag == "O"
            || matches!(tag.split_once('-'), Some(("B" | "I" | "E" | "S" | "L" | "U", class)) if !class.is_empty())
    };
    let tagged = |(columns, line): &(Columns, &str)| match columns {
        Columns::Pairs => line.split(['\t', ' ']).count() >= 2 && tag(line),
        Columns::Conllu | Columns::Iob2 => true,
    };
    match shown.first() {
        Some((Columns::Pairs, _)) => shown.len() >= 2 && shown.iter().all(tagged),
        Some(_) => shown.iter().all(|(c, _)| *c == shown[0].0),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_content() {
        let check = |text: &str, kind| assert_eq!(guess(text.as_bytes()), kind, "{text}");
        check("{\"id\": 1}\n", Kind::Jsonl);
        check("\u{feff} <!DOCTYPE html><html>", Kind::Html);
        check("<!-- saved --><HTML>", Kind::Html);
        check("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC", Kind::Html);
        check("# sent_id = 1\n1\ta\ta\tDET\tDT\t_\t0\troot\t_\t_\n", Kind::Conllu);
        check("1\ta\tO\t-\t-\n2\tb\tB-PER\t-\t-\n", Kind::Conllu);
        check("The O\nBand I-ORG\n", Kind::Conllu);
        check("The minister said\nO", Kind::Text);
        check("{curly} text", Kind::Text);
        check("1 a\n2 b", Kind::Text);
        check("WARC/1.0\r\nWARC-Type: warcinfo", Kind::Warc);
        check("", Kind::Text);
    }
}
