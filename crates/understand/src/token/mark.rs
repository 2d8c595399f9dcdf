//! Punctuation, symbols, emoji and faces.

use super::Scanner;
use super::class::{Class, class, extends, is_regional, is_word, opens};
use super::tables::{FACES, is_clitic, is_elided};

/// Joins emoji to one.
const JOINER: char = '\u{200d}';

impl Scanner<'_> {
    /// One mark, or a row of marks that is one token.
    pub(super) fn mark(&mut self, c: char) {
        let len = self.mark_len(c);
        self.take(len);
    }

    fn mark_len(&self, c: char) -> usize {
        let rest = self.rest();
        match c {
            '.' if self.is_fraction() => self.word_end(self.at + 1) - self.at,
            '.' | '!' | '?' | '…' => row(rest, |c| matches!(c, '.' | '!' | '?' | '…')),
            '-' if rest.starts_with("-_-") => 3,
            '-' | '–' | '—' | '*' | '=' | '~' | '+' | '#' | '|' | '$' | '\\' => row(rest, |d| d == c),
            '`' | '<' | '>' if row(rest, |d| d == c) == 2 => 2,
            ':' | ';' | '^' | '<' => self.face().unwrap_or(1),
            _ if c.is_ascii() => 1,
            _ => symbol(rest, c),
        }
    }

    /// `.265`: a number without its nought.
    fn is_fraction(&self) -> bool {
        let fresh = self.before(self.at).is_none_or(|c| !is_word(c) && c != '.');
        let run = self.slice(self.at + 1, self.word_end(self.at + 1));
        fresh && !run.is_empty() && run.bytes().all(|b| b.is_ascii_digit())
    }

    /// A face: stands at the begin of a chunk, and no word goes on behind it.
    fn face(&self) -> Option<usize> {
        let alone = self.before(self.at).is_none_or(|c| !is_word(c));
        let found = FACES.iter().find(|f| self.rest().starts_with(**f))?;
        let ends = !self.peek(self.at + found.len()).is_some_and(|c| is_word(c) || c == '/');
        (alone && ends).then_some(found.len())
    }

    /// An apostrophe that no word has taken: a quotation mark, or the begin of `'em`, `'90s`, `'s`.
    pub(super) fn apostrophe(&mut self, c: char) {
        let len = c.len_utf8();
        let next = self.peek(self.at + len);
        if next == Some(c) && c != '‘' {
            return self.take(2 * len);
        }
        let run = self.word_end(self.at + len);
        let letters = self.slice(self.at + len, run);
        let fresh = self.before(self.at).is_none_or(|b| class(b) == Class::Space || opens(b));
        let year = letters.len() >= 2
            && letters.as_bytes()[..2].iter().all(u8::is_ascii_digit)
            && matches!(letters.get(2..), Some("" | "s"));
        if c != '‘' && fresh && year || fresh && is_elided(letters) && !self.closed_later(run) {
            return self.push(run, false);
        }
        if !fresh && is_clitic(letters) {
            return self.push(run, false);
        }
        self.quoted = fresh && next.is_some_and(|n| class(n) != Class::Space);
        self.take(len);
    }

    /// Whether the word that ends at `end` is followed by a closing mark: `'em'` is a quotation.
    fn closed_later(&self, end: usize) -> bool {
        self.peek(end).is_some_and(|c| class(c) == Class::Apostrophe)
    }
}

/// Length in bytes of the row of characters at the begin that `belongs` accepts.
fn row(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Length of a symbol with what extends it, of a flag, of emoji that are joined.
fn symbol(text: &str, first: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    let mut end = first.len_utf8();
    if is_regional(first)
        && let Some((at, second)) = chars.next_if(|&(_, c)| is_regional(c))
    {
        end = at + second.len_utf8();
    }
    while let Some((at, c)) = chars.next_if(|&(_, c)| c == JOINER || extends(c)) {
        end = at + c.len_utf8();
        if c == JOINER
            && let Some((at, joined)) = chars.next_if(|&(_, c)| class(c) == Class::Mark)
        {
            end = at + joined.len_utf8();
        }
    }
    end
}
