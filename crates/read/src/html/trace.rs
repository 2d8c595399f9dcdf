//! The text of a page as it reads, written piece by piece, each piece with the place that it came from.

use crate::markup::reference;
use document::{Run, Span};
use encoding_rs::{Encoding, UTF_8};

/// Text under construction.
#[derive(Default)]
pub(super) struct Writer {
    pub text: String,
    pub runs: Vec<Run>,
    /// What stands between what was written and what comes next.
    gap: Gap,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Writer {
    /// Adds words that begin at byte `at` of the page; white space in them is collapsed, no-break spaces stay.
    pub fn words(&mut self, words: &str, at: usize) {
        let bytes = words.as_bytes();
        let mut from = 0;
        while from < bytes.len() {
            let end = bytes[from..].iter().position(|b| is_space(*b) || *b == b'&');
            let end = end.map_or(bytes.len(), |n| from + n);
            self.copy(&words[from..end], at + from);
            from = end;
            match bytes.get(end) {
                Some(b'&') => from += self.referred(&words[end..], at + end),
                Some(_) => {
                    self.space();
                    from += 1;
                }
                None => {}
            }
        }
    }

    fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// A line ends here; twice and it is a paragraph that ends.
    pub fn line(&mut self) {
        self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
    }

    /// A paragraph ends here.
    pub fn paragraph(&mut self) {
        self.gap = Gap::Paragraph;
    }

    /// Writes the character that a reference stands for; what is none is an ampersand. Gives its length.
    fn referred(&mut self, words: &str, at: usize) -> usize {
        match reference(words) {
            Some((c, length)) if c.is_ascii() && is_space(c as u8) => {
                self.space();
                length
            }
            Some((c, length)) => {
                self.put(c.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
                length
            }
            None => {
                self.copy("&", at);
                1
            }
        }
    }

    fn copy(&mut self, words: &str, at: usize) {
        self.put(words, Span::new(at, at + words.len()));
    }

    fn put(&mut self, words: &str, source: Span) {
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
        let start = self.text.len();
        self.text.push_str(words);
        let text = Span::new(start, self.text.len());
        match self.runs.last_mut() {
            // One run goes on over single spaces that stand in the page as they stand in the text.
            Some(last) if last.joins(text, source) => *last = last.cover(text, source),
            _ => self.runs.push(Run { text, source }),
        }
    }
}

/// Leads runs from a decoded page on to the bytes that it was decoded from, `skip` of them being left out before.
///
/// In UTF-8 the two are the same, and `raw` is none. In other encodings each character is decoded apart, so that its bytes are known;
/// those that stand for themselves join to runs again.
pub(super) fn through(
    runs: Vec<Run>,
    page: &str,
    raw: Option<&[u8]>,
    encoding: &'static Encoding,
    skip: usize,
) -> Vec<Run> {
    let moved = |span: Span| Span::new(span.start as usize + skip, span.end as usize + skip);
    let Some(raw) = raw else {
        return runs.into_iter().map(|r| Run { source: moved(r.source), ..r }).collect();
    };
    // Where bytes were replaced the places are not the same; nothing is better than wrong.
    if encoding == UTF_8 {
        return Vec::new();
    }
    let starts = characters(raw, encoding, page.len());
    let byte = |at: u32| starts.get(at as usize).copied().unwrap_or(raw.len() as u32);
    let mut out: Vec<Run> = Vec::new();
    for (text, source) in runs.into_iter().flat_map(|run| pieces(run, page)) {
        let source = moved(Span { start: byte(source.start), end: byte(source.end) });
        match out.last_mut() {
            Some(last) if last.joins(text, source) => *last = last.cover(text, source),
            _ => out.push(Run { text, source }),
        }
    }
    out
}

/// A run character by character, where it is one byte by byte.
fn pieces(run: Run, page: &str) -> Vec<(Span, Span)> {
    if run.text.len() != run.source.len() {
        return vec![(run.text, run.source)];
    }
    let words = run.source.of(page);
    let shift =
        |base: u32, at: usize, c: char| Span::new(base as usize + at, base as usize + at + c.len_utf8());
    words
        .char_indices()
        .map(|(at, c)| (shift(run.text.start, at, c), shift(run.source.start, at, c)))
        .collect()
}

/// For each byte of the decoded text the byte of the input that its character begins at.
fn characters(raw: &[u8], encoding: &'static Encoding, length: usize) -> Vec<u32> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut starts: Vec<u32> = Vec::with_capacity(length + 1);
    let mut buffer = [0u8; 16];
    let mut from = 0;
    for at in 0..raw.len() {
        let last = at + 1 == raw.len();
        let (_, _, written, _) = decoder.decode_to_utf8(&raw[at..=at], &mut buffer, last);
        if written > 0 {
            starts.extend(std::iter::repeat_n(from, written));
            from = at as u32 + 1;
        }
    }
    starts
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_leads_back_to_its_words() {
        let page = "One  &amp; two\n three &#8217;s\u{a0}é &x;<p>Four";
        let mut writer = Writer::default();
        writer.words(&page[..page.len() - 7], 0);
        writer.paragraph();
        writer.words("Four", page.len() - 4);
        assert_eq!(writer.text, "One & two three ’s\u{a0}é &x;\n\nFour");
        let shown = |r: &Run| (r.text.of(&writer.text).to_owned(), r.source.of(page).to_owned());
        let runs: Vec<_> = writer.runs.iter().map(shown).collect();
        let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
        };
        let expected = pairs(&[
            ("One", "One"),
            ("&", "&amp;"),
            ("two", "two"),
            ("three", "three"),
            ("’", "&#8217;"),
            ("s\u{a0}é &x;", "s\u{a0}é &x;"),
            ("Four", "Four"),
        ]);
        assert_eq!(runs, expected);
    }
}
