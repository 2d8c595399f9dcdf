//! Quotation marks to quotations, paragraph by paragraph.
//!
//! A mark opens or closes by its shape, or, where one shape does both, by the characters around it. Apostrophes
//! are told apart by the letters beside them. A quotation that its paragraph does not close runs to the
//! paragraph's end; where the next paragraph opens with a mark again, it carries on there.

use document::{Article, BlockKind, Span};

/// One quotation inside one block, its outer marks included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quotation {
    /// From the opening to the closing mark.
    pub span: Span,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Whether it carries on a quotation that the paragraph before left open.
    pub reopened: bool,
    /// 0 to 1: certain marks are 1.
    pub confidence: f32,
}

/// Kinds of marks that close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `"` and `''`
    Straight,
    /// `“ ”`, `„ “`
    Curly,
    /// `« »`
    Guillemet,
    /// `‘ ’` and `'`
    Single,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    shape: Shape,
    opens: bool,
    closes: bool,
}

/// The quotations of an article in order; nested ones are left inside their outer ones.
pub fn quotations(article: &Article) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open_before = false;
    for block in &article.blocks {
        if !block.kind.is_prose() {
            continue;
        }
        let first = found.len();
        in_block(&article.text, block.span, &mut found);
        let carries = block.kind == BlockKind::Body && open_before;
        if let Some(q) = found.get_mut(first).filter(|q| carries && q.span.start == block.span.start) {
            q.reopened = true;
        }
        open_before = found.len() > first && found.last().is_some_and(|q| !q.closed);
    }
    found
}

fn in_block(text: &str, block: Span, found: &mut Vec<Quotation>) {
    let doubles = has_doubles(block.of(text));
    let mut open: Option<Mark> = None;
    for mark in marks(text, block) {
        if mark.shape == Shape::Single && doubles {
            continue; // inside double marks single ones quote within the quotation
        }
        match open {
            None if mark.opens => open = Some(mark),
            None => {}
            Some(begun) if mark.closes && fits(begun.shape, mark.shape) => {
                found.push(quotation(begun.start, mark.end, true));
                open = None;
            }
            Some(_) => {}
        }
    }
    if let Some(begun) = open.filter(|m| m.shape != Shape::Single) {
        found.push(quotation(begun.start, block.end as usize, false));
    }
}

fn has_doubles(text: &str) -> bool {
    text.contains(['"', '“', '”', '„', '«', '»']) || text.contains("''") || text.contains("``")
}

fn fits(open: Shape, close: Shape) -> bool {
    let double = |s| matches!(s, Shape::Straight | Shape::Curly);
    open == close || double(open) && double(close)
}

fn quotation(start: usize, end: usize, closed: bool) -> Quotation {
    Quotation {
        span: Span::new(start, end),
        closed,
        reopened: false,
        confidence: if closed { 1.0 } else { 0.6 },
    }
}

/// The marks of a block in order, with what each can do where it stands.
fn marks(text: &str, block: Span) -> Vec<Mark> {
    let mut marks = Vec::new();
    let inside = block.of(text);
    let base = block.start as usize;
    let mut skip = 0;
    for (at, c) in inside.char_indices() {
        if at < skip {
            continue;
        }
        let Some((shape, length)) = shape(inside, at, c) else { continue };
        let before = inside.get(..at).and_then(|s| s.chars().next_back());
        let after = inside.get(at + length..).and_then(|s| s.chars().next());
        let (opens, closes) = sides(c, shape, before, after);
        skip = at + length;
        marks.push(Mark { start: base + at, end: base + at + length, shape, opens, closes });
    }
    marks
}

fn shape(text: &str, at: usize, c: char) -> Option<(Shape, usize)> {
    let doubled = |m: &str| text.get(at..).is_some_and(|s| s.starts_with(m));
    match c {
        '\'' if doubled("''") => Some((Shape::Straight, 2)),
        '`' if doubled("``") => Some((Shape::Straight, 2)),
        '’' if doubled("’’") => Some((Shape::Straight, 6)),
        '‘' if doubled("‘‘") => Some((Shape::Straight, 6)),
        '"' | '＂' => Some((Shape::Straight, c.len_utf8())),
        '“' | '”' | '„' | '‟' => Some((Shape::Curly, c.len_utf8())),
        '«' | '»' => Some((Shape::Guillemet, c.len_utf8())),
        '\'' | '‘' | '’' | '`' => Some((Shape::Single, c.len_utf8())),
        _ => None,
    }
}

/// Whether a mark can open and can close between two characters.
fn sides(c: char, shape: Shape, before: Option<char>, after: Option<char>) -> (bool, bool) {
    let space = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{—–-/".contains(c));
    let tail =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ")]}—–-.,;:!?/".contains(c) || is_mark(c));
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match (c, shape) {
        ('“' | '‟', _) => (true, before.is_some_and(|b| !b.is_whitespace()) && tail(after)),
        ('„', _) | ('«', _) => (true, false),
        ('”', _) => (space(before) && word(after), true),
        ('»', _) => (false, true),
        (_, Shape::Single) if word(before) && word(after) => (false, false),
        ('‘', Shape::Single) => (space(before) && word(after), false),
        ('’', Shape::Single) => (false, !space(before) && tail(after)),
        (_, Shape::Single) => (space(before) && word(after), !space(before) && tail(after)),
        _ => {
            let opens =
                !after.is_none_or(char::is_whitespace) && (space(before) || !word(before) || !tail(after));
            let closes = before.is_some_and(|b| !b.is_whitespace()) || after.is_none_or(char::is_whitespace);
            (opens, closes)
        }
    }
}

/// Whether the character is a quotation mark of any style.
pub fn is_mark(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::Block;

    /// Quotations are written `[…]` in the expectation, `[…` where unclosed.
    fn check(text: &str, expected: &[&str]) {
        let mut article = Article { text: text.to_string(), ..Article::default() };
        let mut start = 0;
        for paragraph in text.split("\n\n") {
            let span = Span::new(start, start + paragraph.len());
            article.blocks.push(Block { kind: BlockKind::Body, span });
            start += paragraph.len() + 2;
        }
        let found: Vec<&str> = quotations(&article).iter().map(|q| q.span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_all_styles() {
        check("\"We agree,\" he said.", &["\"We agree,\""]);
        check("“We agree,” he said. “We go.”", &["“We agree,”", "“We go.”"]);
        check("``We agree,'' he said.", &["``We agree,''"]);
        check("''We agree,'' he said.", &["''We agree,''"]);
        check("«Да», he said.", &["«Да»"]);
        check("„Ja“, he said.", &["„Ja“"]);
        check("‘We agree,’ he said.", &["‘We agree,’"]);
        check("He said: \"We agree\"", &["\"We agree\""]);
        check("(\"We agree\")", &["(\"We agree\")".trim_matches(['(', ')'])]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("It doesn't matter, the ministers' aide said.", &[]);
        check("It doesn’t matter, the ministers’ aide said.", &[]);
        check("\"It doesn't matter,\" he said.", &["\"It doesn't matter,\""]);
        check("'It doesn't matter,' he said.", &["'It doesn't matter,'"]);
        check("The '90s and rock 'n' roll", &[]);
    }

    #[test]
    fn quotations_within_quotations_stay_inside() {
        check("\"They said 'never' to us,\" he said.", &["\"They said 'never' to us,\""]);
        check("“They said ‘never’ to us,” he said.", &["“They said ‘never’ to us,”"]);
    }

    #[test]
    fn unclosed_marks_end_with_their_paragraph() {
        check("\"One.\n\n\"Two,\" he said.", &["\"One.", "\"Two,\""]);
        check("“One.\n\nHe left.", &["“One."]);
        check("\"", &[]);
        check("“", &["“"]);
        check("”””", &[]);
        check("", &[]);
    }
}
