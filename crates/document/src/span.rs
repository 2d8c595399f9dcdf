//! Stretches of text: bytes inside the program, code points or UTF-16 units at its edges.

/// A half-open stretch `[start, end)` of an article's text, in bytes, on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` to `end`, in bytes. Texts are shorter than 4 GiB, so `u32` holds any offset.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end.max(start) as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies between start and end.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range that slices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of `text` that the span covers; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How many bytes two spans have in common.
    pub fn overlap(self, other: Span) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start)) as usize
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at either end.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start as usize + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

/// Byte offsets of one text to counts of Unicode code points, by a table with one entry each 64 bytes.
pub struct CharIndex<'t>(Index<'t>);

/// Byte offsets of one text to counts of UTF-16 code units.
pub struct Utf16Index<'t>(Index<'t>);

struct Index<'t> {
    text: &'t str,
    counts: Vec<u32>,
    unit: fn(char) -> u32,
}

const STRIDE: usize = 64;

impl<'t> Index<'t> {
    fn new(text: &'t str, unit: fn(char) -> u32) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (at, c) in text.char_indices() {
            while counts.len() * STRIDE <= at {
                counts.push(count);
            }
            count += unit(c);
        }
        Index { text, counts, unit }
    }

    fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let slot = (byte / STRIDE).min(self.counts.len().saturating_sub(1));
        let Some(&count) = self.counts.get(slot) else { return 0 };
        let mut start = slot * STRIDE;
        while !self.text.is_char_boundary(start) {
            start += 1; // the entry counts the characters that begin before the stride
        }
        let rest = self.text.get(start..byte).unwrap_or("");
        count + rest.chars().map(self.unit).sum::<u32>()
    }
}

impl<'t> CharIndex<'t> {
    /// Indexes `text` once.
    pub fn new(text: &'t str) -> Self {
        CharIndex(Index::new(text, |_| 1))
    }

    /// Code points before byte `byte`.
    pub fn at(&self, byte: u32) -> u32 {
        self.0.at(byte)
    }
}

impl<'t> Utf16Index<'t> {
    /// Indexes `text` once.
    pub fn new(text: &'t str) -> Self {
        Utf16Index(Index::new(text, |c| c.len_utf16() as u32))
    }

    /// UTF-16 code units before byte `byte`.
    pub fn at(&self, byte: u32) -> u32 {
        self.0.at(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_a_walk() {
        let text = "a\u{a0}“é”🙂".repeat(40);
        let (chars, units) = (CharIndex::new(&text), Utf16Index::new(&text));
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(chars.at(at as u32) as usize, n);
            assert_eq!(units.at(at as u32) as usize, text[..at].encode_utf16().count());
        }
        assert_eq!(chars.at(text.len() as u32) as usize, text.chars().count());
    }
}
