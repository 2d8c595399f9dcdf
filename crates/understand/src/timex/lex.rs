//! Cuts the text into lexemes that suit time expressions: digits, letters and marks each alone.
//!
//! Syntactic tokens are too coarse here ("mid-1990s", "8:40pm", "two-year" are one token or several, by the
//! treebank's habits), so the rules read their own lexemes and look the words up only for parts of speech.

use super::vocabulary::{Class, class};
use document::{Article, Sentences, Span, Tokens, Upos, Words};

/// One piece of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme<'t> {
    /// Where it stands.
    pub span: Span,
    /// In lower case (ASCII letters).
    pub word: &'t str,
    /// What it can be in a time expression.
    pub class: Class,
    /// Its number, by its class.
    pub number: u32,
    /// How many digits it has.
    pub digits: u8,
    /// Whether it follows the lexeme before it without white space.
    pub glued: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Counts sentences from the start of the text.
    pub sentence: u32,
    /// Part of speech where known.
    pub upos: Option<Upos>,
}

const NONE: Lexeme<'static> = Lexeme {
    span: Span { start: 0, end: 0 },
    word: "",
    class: Class::Border,
    number: 0,
    digits: 0,
    glued: false,
    capital: false,
    sentence: u32::MAX,
    upos: None,
};

/// The lexemes of an article.
pub(super) struct Lexemes<'t> {
    all: Vec<Lexeme<'t>>,
}

/// Whether a word stands in a list whose words are parted by single blanks: most questions are answered by the first
/// letters of the list's words, since this is asked many times for each word of a text.
fn one_of(list: &[u8], word: &[u8]) -> bool {
    let Some(&first) = word.first() else { return false };
    let mut at = 0;
    while at + word.len() <= list.len() {
        let end = at + word.len();
        if list[at] == first && list[at..end] == *word && list.get(end).is_none_or(|&b| b == b' ') {
            return true;
        }
        match list[at..].iter().position(|&b| b == b' ') {
            Some(blank) => at += blank + 1,
            None => return false,
        }
    }
    false
}

impl<'t> Lexemes<'t> {
    /// Cuts the prose of an article. `lower` is its text in ASCII lower case.
    pub(super) fn new(
        article: &Article,
        lower: &'t str,
        tokens: &Tokens,
        sentences: &Sentences,
        words: &Words,
    ) -> Self {
        let mut all = Vec::with_capacity(lower.len() / 5);
        for span in stretches(article) {
            cut(&article.text, lower, span, &mut all);
            all.push(Lexeme { span: Span { start: span.end, end: span.end }, ..NONE });
        }
        let mut lexemes = Lexemes { all };
        match sentences.is_empty() {
            true => lexemes.guess_sentences(),
            false => lexemes.take_sentences(tokens, sentences),
        }
        lexemes.take_parts_of_speech(tokens, words);
        lexemes
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The lexeme at an index; a border outside.
    pub(super) fn at(&self, i: usize) -> Lexeme<'t> {
        self.all.get(i).copied().unwrap_or(NONE)
    }

    /// The lexeme before an index; a border at the start.
    pub(super) fn before(&self, i: usize) -> Lexeme<'t> {
        i.checked_sub(1).map_or(NONE, |i| self.at(i))
    }

    /// Whether the lexeme is this word or mark.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.at(i).word == word
    }

    /// Whether the lexeme is one of these, separated by blanks.
    pub(super) fn any(&self, i: usize, words: &str) -> bool {
        one_of(words.as_bytes(), self.at(i).word.as_bytes())
    }

    /// Whether these words, separated by blanks, stand here in a row; then the index behind them.
    pub(super) fn row(&self, i: usize, words: &str) -> Option<usize> {
        words.split(' ').try_fold(i, |i, word| self.is(i, word).then_some(i + 1))
    }

    /// The index behind an optional lexeme.
    pub(super) fn skip(&self, i: usize, words: &str) -> usize {
        i + usize::from(self.any(i, words))
    }

    /// Whether the lexeme is of this class.
    pub(super) fn has(&self, i: usize, class: Class) -> bool {
        self.at(i).class == class
    }

    /// The number of a lexeme of this class.
    pub(super) fn number(&self, i: usize, class: Class) -> Option<u32> {
        self.has(i, class).then(|| self.at(i).number)
    }

    /// From the first byte of lexeme `start` to the last of the one before `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        self.at(start).span.cover(self.before(end).span)
    }

    fn guess_sentences(&mut self) {
        let mut sentence = 0;
        for i in 0..self.all.len() {
            let ends = self.has(i, Class::Border) || (i > 0 && self.starts_sentence(i));
            sentence += u32::from(ends);
            self.all[i].sentence = sentence;
        }
    }

    /// After a full stop that is not of an abbreviation, before a capital, a digit or a quotation mark.
    fn starts_sentence(&self, i: usize) -> bool {
        let here = self.at(i);
        let mut stop = i - 1;
        while stop > 0 && self.any(stop, "\" ' ) ” ’") && self.at(stop).glued {
            stop -= 1;
        }
        if here.glued || !self.any(stop, ". ! ?") {
            return false;
        }
        let word = self.before(stop);
        let short = word.class == Class::Month
            || (word.span.len() == 1 && word.class != Class::Digits)
            || self.any(stop.wrapping_sub(1), ABBREVIATIONS);
        (here.capital || here.class == Class::Digits || here.class == Class::Mark)
            && !(self.is(stop, ".") && short)
    }

    fn take_sentences(&mut self, tokens: &Tokens, sentences: &Sentences) {
        let ends: Vec<u32> = sentences.tokens.iter().map(|r| tokens.cover(*r).end).collect();
        let mut at = 0;
        for lexeme in &mut self.all {
            while ends.get(at).is_some_and(|&end| end <= lexeme.span.start) {
                at += 1;
            }
            lexeme.sentence = at as u32;
        }
    }

    fn take_parts_of_speech(&mut self, tokens: &Tokens, words: &Words) {
        let mut at = 0;
        for lexeme in &mut self.all {
            while tokens.span.get(at).is_some_and(|span| span.end <= lexeme.span.start) {
                at += 1;
            }
            let inside = tokens.span.get(at).is_some_and(|span| span.overlaps(lexeme.span));
            lexeme.upos = words.upos.get(at).copied().filter(|_| inside);
        }
    }
}

const ABBREVIATIONS: &str =
    "mr mrs ms dr gen sen rep gov st sgt col lt maj capt prof rev inc corp co ltd vs no jr sr";

/// The stretches that are read: the blocks, or without any the paragraphs between blank lines.
fn stretches(article: &Article) -> Vec<Span> {
    if !article.blocks.is_empty() {
        return article.blocks.iter().map(|b| b.span).collect();
    }
    let mut stretches = Vec::new();
    let mut start = 0;
    for part in article.text.split("\n\n") {
        stretches.push(Span::new(start, start + part.len()));
        start += part.len() + 2;
    }
    stretches
}

fn cut<'t>(text: &str, lower: &'t str, span: Span, all: &mut Vec<Lexeme<'t>>) {
    let Some(inner) = lower.get(span.range()) else { return };
    let base = span.start as usize;
    let mut at = 0;
    let mut glued = false;
    while let Some(c) = inner[at..].chars().next() {
        let kind = Kind::of(c);
        let end = match kind {
            Kind::Letter | Kind::Digit | Kind::Blank => at + run(&inner[at..], kind),
            Kind::Mark => at + c.len_utf8(),
        };
        if kind != Kind::Blank {
            let capital = text[base + at..].chars().next().is_some_and(char::is_uppercase);
            let span = Span::new(base + at, base + end);
            all.push(Lexeme { span, glued, capital, ..lexeme(&inner[at..end], kind) });
        }
        glued = kind != Kind::Blank;
        at = end;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Blank,
    Mark,
}

impl Kind {
    fn of(c: char) -> Kind {
        match c {
            'a'..='z' | 'A'..='Z' => Kind::Letter,
            '0'..='9' => Kind::Digit,
            ' ' | '\n' | '\t' | '\r' | '\u{a0}' => Kind::Blank,
            c if c.is_ascii() => Kind::Mark,
            c if c.is_alphabetic() => Kind::Letter,
            c if c.is_whitespace() => Kind::Blank,
            _ => Kind::Mark,
        }
    }
}

/// How many bytes at the start are of one kind.
fn run(text: &str, kind: Kind) -> usize {
    text.char_indices().find(|&(_, c)| Kind::of(c) != kind).map_or(text.len(), |(at, _)| at)
}

fn lexeme<'t>(word: &'t str, kind: Kind) -> Lexeme<'t> {
    match kind {
        Kind::Digit => {
            let number = if word.len() <= 9 { word.parse().unwrap_or(0) } else { 0 };
            Lexeme { word, class: Class::Digits, number, digits: word.len().min(255) as u8, ..NONE }
        }
        Kind::Letter => {
            let (class, number) = class(word);
            Lexeme { word, class, number, ..NONE }
        }
        // One sign for all dashes and one for all apostrophes.
        _ => {
            let word = match word {
                "–" | "‑" | "‐" => "-",
                "’" | "‘" | "`" => "'",
                other => other,
            };
            Lexeme { word, class: Class::Mark, ..NONE }
        }
    }
}
