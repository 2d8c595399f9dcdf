//! What is kept of an article's words: one in sixteen of its runs of five words, chosen by their own hashes.

use document::{Article, Span};

/// Words in a run.
pub(super) const RUN: usize = 5;
/// One run of so many is kept.
const SAMPLE: u64 = 16;

/// What is kept of an article.
pub(super) struct Sketch {
    /// Hash of all its words.
    pub whole: u64,
    pub words: usize,
    /// Each kept run once, where it stands first.
    pub kept: Vec<(u64, Span)>,
}

impl Sketch {
    pub fn of(article: &Article) -> Sketch {
        let mut sketch = Sketch { whole: 0, words: 0, kept: Vec::new() };
        let mut last = [(0u64, 0usize); RUN];
        let prose = article.blocks.iter().filter(|b| b.kind == document::BlockKind::Body);
        for block in prose {
            let start = block.span.start as usize;
            words(block.span.of(&article.text), |hash, from, to| {
                last.rotate_left(1);
                last[RUN - 1] = (hash, start + from);
                sketch.words += 1;
                sketch.whole = mix(sketch.whole ^ hash);
                if sketch.words >= RUN {
                    sketch.keep(&last, start + to);
                }
            });
        }
        sketch.kept.sort_unstable();
        sketch.kept.dedup_by_key(|(hash, _)| *hash);
        sketch
    }

    fn keep(&mut self, last: &[(u64, usize); RUN], end: usize) {
        let hash = last.iter().fold(0, |sum: u64, (word, _)| mix(sum.rotate_left(5) ^ word));
        if hash % SAMPLE == 0 {
            self.kept.push((hash, Span::new(last[0].1, end)));
        }
    }
}

/// Each word's hash, whatever its case, with where it begins and ends.
fn words(text: &str, mut each: impl FnMut(u64, usize, usize)) {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let (mut hash, mut from) = (START, None);
    for (at, byte) in text.bytes().enumerate() {
        // Quotation marks and dashes beyond ASCII differ from paper to paper; letters there are as they are.
        if byte.is_ascii_alphanumeric() || (byte >= 0x80 && !general_punctuation(text.as_bytes(), at)) {
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
            from.get_or_insert(at);
        } else if let Some(start) = from.take() {
            each(hash, start, at);
            hash = START;
        }
    }
    if let Some(start) = from {
        each(hash, start, text.len());
    }
}

/// Whether a byte is of a character from U+2000 to U+203F: spaces, dashes, quotation marks.
fn general_punctuation(bytes: &[u8], at: usize) -> bool {
    (0..3).any(|back| at.checked_sub(back).is_some_and(|from| bytes[from..].starts_with(&[0xe2, 0x80])))
}

/// Spreads what differs in few bits over all of them.
pub(super) fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}
