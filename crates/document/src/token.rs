//! Tokens and sentences as columns.

use crate::{BlockId, Span};

/// Index of a token in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub u32);

impl TokenId {
    /// As an index into columns.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Tokens `[start, end)` in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// First token.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl TokenRange {
    /// Tokens from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        TokenRange { start: start as u32, end: end.max(start) as u32 }
    }

    /// How many.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range that slices columns.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The tokens one by one.
    pub fn ids(self) -> impl DoubleEndedIterator<Item = TokenId> + Clone {
        (self.start..self.end).map(TokenId)
    }

    /// Whether the token is among them.
    pub fn contains(self, token: TokenId) -> bool {
        self.start <= token.0 && token.0 < self.end
    }
}

/// Syntactic words as Universal Dependencies counts them (`do` and `n't` are two), in order, never overlapping.
/// The text between them is white space only.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Where each stands.
    pub span: Vec<Span>,
    /// Whether the token is a further part of the multiword token that its predecessor belongs to (`n't` in `don't`).
    pub glued: Vec<bool>,
}

impl Tokens {
    /// Adds one.
    pub fn push(&mut self, span: Span, glued: bool) {
        self.span.push(span);
        self.glued.push(glued);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.span.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// All of them.
    pub fn all(&self) -> TokenRange {
        TokenRange::new(0, self.len())
    }

    /// From the first byte of the first to the last byte of the last; empty for an empty range.
    pub fn cover(&self, range: TokenRange) -> Span {
        match self.span.get(range.range()) {
            Some([first, .., last]) => first.cover(*last),
            Some([one]) => *one,
            _ => Span::default(),
        }
    }

    /// The tokens that lie at least partly in a span of the text.
    pub fn within(&self, span: Span) -> TokenRange {
        let start = self.span.partition_point(|s| s.end <= span.start);
        let end = self.span.partition_point(|s| s.start < span.end);
        TokenRange::new(start, end)
    }
}

/// Sentences: token ranges in order that cover all tokens, each inside one block.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    /// Tokens of each.
    pub tokens: Vec<TokenRange>,
    /// The block that each stands in.
    pub block: Vec<BlockId>,
}

impl Sentences {
    /// How many.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The sentence of a token.
    pub fn of(&self, token: TokenId) -> Option<usize> {
        let at = self.tokens.partition_point(|r| r.end <= token.0);
        self.tokens.get(at).filter(|r| r.contains(token)).map(|_| at)
    }
}
