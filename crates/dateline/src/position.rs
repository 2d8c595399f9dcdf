//! Offsets at the program's edge: code points, bytes or UTF-16 units.

use document::{CharIndex, Span, Utf16Index};

/// What offsets in the output count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Offsets {
    /// Unicode code points, as Python's `str` counts
    #[default]
    Chars,
    /// Bytes of UTF-8
    Bytes,
    /// UTF-16 code units, as JavaScript and Java count
    Utf16,
}

/// Turns spans of one text into offsets of one kind.
pub enum Positions<'t> {
    /// Code points.
    Chars(CharIndex<'t>),
    /// Bytes.
    Bytes,
    /// UTF-16 units.
    Utf16(Utf16Index<'t>),
}

impl<'t> Positions<'t> {
    /// Indexes `text` for one kind of offsets.
    pub fn new(text: &'t str, offsets: Offsets) -> Self {
        match offsets {
            Offsets::Chars => Positions::Chars(CharIndex::new(text)),
            Offsets::Bytes => Positions::Bytes,
            Offsets::Utf16 => Positions::Utf16(Utf16Index::new(text)),
        }
    }

    /// `[begin, end)`.
    pub fn of(&self, span: Span) -> [u32; 2] {
        match self {
            Positions::Chars(index) => [index.at(span.start), index.at(span.end)],
            Positions::Bytes => [span.start, span.end],
            Positions::Utf16(index) => [index.at(span.start), index.at(span.end)],
        }
    }
}
