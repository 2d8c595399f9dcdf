//! What is kept of an article's words: one in sixteen of its runs of five words, chosen by their own hashes.

use document::{Article, Span};

/// Words in a run.
pub(super) const RUN: usize = 5;
/// One run of so many is kept.
const SAMPLE: u64 = 16;

/// A word counts so many times more in the hash of a run than the one behind it.
const STEP: u64 = 0xd6e8_feb8_6659_fd93;
/// And the first of a run so many times more than the last.
const OLDEST: u64 = STEP.wrapping_pow(RUN as u32 - 1);

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
        let (mut run, mut last) = (0u64, [(0u64, 0usize); RUN]);
        let prose = article.blocks.iter().filter(|b| b.kind == document::BlockKind::Body);
        for block in prose {
            let start = block.span.start as usize;
            words(block.span.of(&article.text), |hash, from, to| {
                // The run's hash is a sum that goes on from word to word; `last` is a ring of its words.
                let (gone, _) = std::mem::replace(&mut last[sketch.words % RUN], (hash, start + from));
                run = run.wrapping_sub(gone.wrapping_mul(OLDEST)).wrapping_mul(STEP).wrapping_add(hash);
                sketch.words += 1;
                sketch.whole = mix(sketch.whole ^ hash);
                let kept = mix(run);
                if sketch.words >= RUN && kept.is_multiple_of(SAMPLE) {
                    let (_, first) = last[sketch.words % RUN];
                    sketch.kept.push((kept, Span::new(first, start + to)));
                }
            });
        }
        sketch.kept.sort_unstable();
        sketch.kept.dedup_by_key(|(hash, _)| *hash);
        sketch
    }
}

/// Each word's hash, whatever its case, with where it begins and ends.
fn words(text: &str, mut each: impl FnMut(u64, usize, usize)) {
    let (mut hash, mut from) = (0u64, None);
    for (at, byte) in text.bytes().enumerate() {
        // Quotation marks and dashes beyond ASCII differ from paper to paper; letters there are as they are.
        if byte.is_ascii_alphanumeric() || (byte >= 0x80 && !general_punctuation(text.as_bytes(), at)) {
            hash = hash.rotate_left(11) ^ u64::from(byte.to_ascii_lowercase());
            from.get_or_insert(at);
        } else if let Some(start) = from.take() {
            each(mix(hash), start, at);
            hash = 0;
        }
    }
    if let Some(start) = from {
        each(mix(hash), start, text.len());
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
