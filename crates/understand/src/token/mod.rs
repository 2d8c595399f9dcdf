//! Text to syntactic words, cut where Universal Dependencies' English treebanks (EWT, GUM) cut them.
//!
//! White space parts chunks; inside a chunk a scanner goes from left to right once: addresses, words with what is
//! joined to them, punctuation. Nothing is normalised, and nothing but white space lies between tokens.

mod class;
mod mark;
mod tables;
mod web;
mod word;

use class::{Class, class};
use document::{Block, Span, Tokens};

/// No token is longer than this, in bytes; longer ones are cut.
const LONGEST: usize = 4096;

/// Cuts the text of the blocks into tokens. A block that does not lie in the text on character borders gives none.
pub fn split(text: &str, blocks: &[Block]) -> Tokens {
    let mut tokens = Tokens::default();
    tokens.span.reserve(text.len() / 5);
    tokens.glued.reserve(text.len() / 5);
    let mut done = 0;
    for block in blocks.iter().filter(|b| b.span.end as usize <= text.len()) {
        let start = block.span.start.max(done) as usize;
        let Some(inside) = text.get(..block.span.end as usize) else { continue };
        if inside.is_char_boundary(start) {
            Scanner { text: inside, at: start, start, chunk_end: start, quoted: false, tokens: &mut tokens }
                .run();
            done = block.span.end;
        }
    }
    tokens
}

/// The state of one walk over a block.
struct Scanner<'t> {
    /// The text up to the end of the block.
    text: &'t str,
    /// Where the walk stands.
    at: usize,
    /// Where the block begins.
    start: usize,
    /// Where the present chunk of characters without white space ends.
    chunk_end: usize,
    /// Whether a single quotation mark is open.
    quoted: bool,
    tokens: &'t mut Tokens,
}

impl Scanner<'_> {
    fn run(mut self) {
        while let Some(c) = self.peek(self.at) {
            if class(c) == Class::Space {
                self.at += c.len_utf8();
                continue;
            }
            if self.at >= self.chunk_end {
                self.chunk_end = self.find_chunk_end();
            }
            self.step(c);
        }
    }

    /// One token or a few that hang together.
    fn step(&mut self, c: char) {
        let before = self.at;
        if !self.web(c) {
            match class(c) {
                Class::Letter | Class::Digit => self.word(),
                Class::Alone => self.take(c.len_utf8()),
                Class::Apostrophe => self.apostrophe(c),
                Class::Mark | Class::Space => self.mark(c),
            }
        }
        debug_assert!(self.at > before, "the walk goes on");
    }

    fn find_chunk_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or("");
        let end = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
        self.at + end
    }

    /// The character at an offset.
    fn peek(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&b) if b < 128 => Some(b as char),
            Some(_) => self.text.get(at..)?.chars().next(),
            None => None,
        }
    }

    /// The character before an offset, inside the block.
    fn before(&self, at: usize) -> Option<char> {
        self.text.get(self.start..at)?.chars().next_back()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The rest of the chunk.
    fn rest(&self) -> &str {
        self.slice(self.at, self.chunk_end)
    }

    /// Makes the next `len` bytes a token.
    fn take(&mut self, len: usize) {
        self.push(self.at + len, false);
    }

    /// Makes the text up to `end` a token; a token that is too long becomes several.
    fn push(&mut self, end: usize, glued: bool) {
        while end - self.at > LONGEST {
            let mut cut = self.at + LONGEST;
            while !self.text.is_char_boundary(cut) {
                cut -= 1;
            }
            self.tokens.push(Span::new(self.at, cut), false);
            self.at = cut;
        }
        self.tokens.push(Span::new(self.at, end), glued);
        self.at = end;
    }
}
