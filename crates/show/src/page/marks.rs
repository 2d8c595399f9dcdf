//! Records marked in the text where they stand, one in another where they do. The text itself is always whole: marks
//! that cross are cut in two, marks that lie too deep are left out of the text and stand in the list alone.

use maud::{Markup, PreEscaped, html};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A stretch of the text that belongs to a record.
#[derive(Clone, Debug)]
pub struct Mark {
    /// First code point.
    pub begin: usize,
    /// One past the last.
    pub end: usize,
    /// How it looks.
    pub class: String,
    /// What can be jumped to; empty: nothing.
    pub id: String,
    /// What is said of it where one points.
    pub title: String,
    /// The record: where its label leads, and the label; empty: it has none.
    pub label: (String, String),
}

/// Marks in one another at most.
const DEEP: usize = 24;

/// A text by code points.
pub struct Text<'t> {
    text: &'t str,
    /// Where each code point begins, and the end.
    at: Vec<u32>,
}

impl<'t> Text<'t> {
    /// Looks where its code points begin.
    pub fn new(text: &'t str) -> Text<'t> {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Text { text, at: starts.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect() }
    }

    /// The code points from `begin` to before `end`.
    pub fn slice(&self, begin: usize, end: usize) -> &'t str {
        let byte = |n: usize| self.at.get(n).map_or(self.text.len(), |at| *at as usize);
        self.text.get(byte(begin)..byte(end)).unwrap_or("")
    }

    /// Lines that are not empty, each as its first code point and one past its last.
    pub fn lines(&self) -> Vec<(usize, usize)> {
        let (mut out, mut begin) = (Vec::new(), 0);
        for (at, c) in self.text.chars().chain(['\n']).enumerate() {
            if c == '\n' {
                out.push((begin, at));
                begin = at + 1;
            }
        }
        out.retain(|(begin, end)| !self.slice(*begin, *end).trim().is_empty());
        out
    }

    /// The byte that a code point begins at.
    pub fn byte(&self, at: usize) -> usize {
        self.at.get(at).map_or(self.text.len(), |b| *b as usize)
    }
}

/// A piece of a mark, first those that begin first, of these the longest.
type Piece = Reverse<(usize, Reverse<usize>, usize)>;

/// Writes lines of a text with their marks, of which each has its id once.
pub struct Writer<'m> {
    text: &'m Text<'m>,
    marks: &'m [Mark],
    begun: Vec<bool>,
}

impl<'m> Writer<'m> {
    /// Marks must be in order of `begin`.
    pub fn new(text: &'m Text<'m>, marks: &'m [Mark]) -> Writer<'m> {
        Writer { text, marks, begun: vec![false; marks.len()] }
    }

    /// One line; `marks` are numbers of those that reach into it.
    pub fn line(&mut self, begin: usize, end: usize, marks: &[usize]) -> Markup {
        let piece = |n: &usize| {
            let mark = &self.marks[*n];
            let (from, to) = (mark.begin.max(begin), mark.end.min(end));
            (from < to).then_some(Reverse((from, Reverse(to), *n)))
        };
        let mut waiting: BinaryHeap<Piece> = marks.iter().filter_map(piece).collect();
        let (mut out, mut open, mut at) = (String::new(), Vec::new(), begin);
        while let Some(Reverse((from, Reverse(mut to), n))) = waiting.pop() {
            self.close(&mut out, &mut open, &mut at, from);
            self.words(&mut out, &mut at, from);
            if open.len() >= DEEP {
                continue;
            }
            if let Some((outer, _)) = open.last().copied().filter(|(outer, _)| *outer < to) {
                waiting.push(Reverse((outer, Reverse(to), n)));
                to = outer;
            }
            self.open(&mut out, n);
            open.push((to, n));
        }
        self.close(&mut out, &mut open, &mut at, end);
        self.words(&mut out, &mut at, end);
        PreEscaped(out)
    }

    fn words(&self, out: &mut String, at: &mut usize, to: usize) {
        out.push_str(&html! { (self.text.slice(*at, to)) }.0);
        *at = to.max(*at);
    }

    fn open(&mut self, out: &mut String, n: usize) {
        let mark = &self.marks[n];
        let first = !std::mem::replace(&mut self.begun[n], true) && !mark.id.is_empty();
        let title = (!mark.title.is_empty()).then_some(&mark.title);
        let tag = html! { span class=(mark.class) id=[first.then_some(&mark.id)] title=[title] {} }.0;
        out.push_str(tag.strip_suffix("</span>").unwrap_or(&tag));
    }

    /// Ends what ends before here.
    fn close(&self, out: &mut String, open: &mut Vec<(usize, usize)>, at: &mut usize, here: usize) {
        while let Some((end, n)) = open.pop_if(|(end, _)| *end <= here) {
            self.words(out, at, end);
            let mark = &self.marks[n];
            let (to, label) = &mark.label;
            if mark.end == end && !label.is_empty() {
                out.push_str(&html! { a.l href=(to) { (label) } }.0);
            }
            out.push_str("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, spans: &[(usize, usize)]) -> String {
        let marks: Vec<Mark> = spans
            .iter()
            .enumerate()
            .map(|(n, (begin, end))| Mark {
                begin: *begin,
                end: *end,
                class: format!("m{n}"),
                id: format!("i{n}"),
                title: String::new(),
                label: Default::default(),
            })
            .collect();
        let text = Text::new(text);
        let all: Vec<usize> = (0..marks.len()).collect();
        Writer::new(&text, &marks).line(0, text.at.len() - 1, &all).into_string()
    }

    /// What a reader sees.
    fn seen(html: &str) -> String {
        let (mut out, mut inside) = (String::new(), false);
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => out.push(c),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn marks_lie_in_one_another() {
        assert_eq!(
            written("a <b> é", &[(0, 7), (2, 5)]),
            "<span class=\"m0\" id=\"i0\">a <span class=\"m1\" id=\"i1\">&lt;b&gt;</span> é</span>"
        );
    }

    #[test]
    fn marks_that_cross_are_cut() {
        assert_eq!(
            written("abcdef", &[(0, 4), (2, 6)]),
            "<span class=\"m0\" id=\"i0\">ab<span class=\"m1\" id=\"i1\">cd</span></span><span class=\"m1\">ef</span>"
        );
    }

    #[test]
    fn the_text_is_whole_under_any_marks() {
        let text = "éa\u{202e}b".repeat(50);
        let mut seed = 7_u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % 220
        };
        for _ in 0..50 {
            let spans: Vec<(usize, usize)> = (0..40).map(|_| (next(), next())).collect();
            let html = written(&text, &spans);
            assert_eq!(seen(&html), text);
            assert_eq!(html.matches("<span").count(), html.matches("</span").count());
        }
    }
}
