//! Which kind of input bytes are, by their first few kilobytes, and unpacking of what is packed.

use crate::treebank::layout;
use crate::{Columns, Fault, Kind, ReadError};
use std::io::Read;

/// So much is looked at.
pub(crate) const HEAD: usize = 8192;
/// Packed files may grow to this many bytes, no further.
pub(crate) const LARGEST: u64 = 1 << 31;

/// Guesses the kind of an input from its content.
pub fn guess(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(HEAD)];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with("WARC/") {
        Kind::Warc
    } else if is_json(text) {
        Kind::Jsonl
    } else if is_html(text) {
        Kind::Html
    } else if is_tokens(text) {
        Kind::Conllu
    } else {
        Kind::Text
    }
}

/// An object that begins with a key.
fn is_json(text: &str) -> bool {
    text.strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with('"') || rest.trim_start().starts_with('}'))
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

/// Unpacks gzip; other bytes come back as they are.
pub(crate) fn unpack(bytes: Vec<u8>, origin: &str) -> Result<Vec<u8>, ReadError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    // The last four bytes are the length that was packed, of one member; it is only a hint here.
    let length = bytes.last_chunk().map_or(0, |end| u32::from_le_bytes(*end) as usize);
    let mut out = Vec::with_capacity(length.min(bytes.len() * 16) + 1);
    let packed = flate2::read::MultiGzDecoder::new(bytes.as_slice());
    let result = packed.take(LARGEST).read_to_end(&mut out);
    match result {
        Err(error) => Err(ReadError::whole(origin, Fault::Io(format!("the gzip data is damaged ({error})")))),
        Ok(_) if out.len() as u64 >= LARGEST => Err(ReadError::whole(origin, Fault::TooLong)),
        Ok(_) => Ok(out),
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
