//! One walk over the head of a paragraph: place, then agency and day in any order, then the mark that ends a
//! dateline. It never goes back over more than a word, so its time is linear.

use super::names::{is_abbreviation, is_agency, is_capitals, is_connector, is_function_word, is_one_agency};
use crate::layout::head_of;
use crate::when::{self, Written};
use document::Span;

/// The place or places as they are named: `BULAWAYO, Zimbabwe`, `SYDNEY and KUALA LUMPUR`.
#[derive(Clone, Debug)]
pub(super) struct Place<'t> {
    pub span: Span,
    /// The part before the first comma.
    pub first: &'t str,
    /// Whether that part is in capitals.
    pub capitals: bool,
    /// How many words it has.
    pub words: usize,
    /// How many letters the whole has.
    pub letters: usize,
}

/// An agency, or what stands where agencies stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agency {
    pub span: Span,
    /// Whether it is one of the list.
    pub known: bool,
    /// Whether it stands in brackets or between strokes.
    pub bracketed: bool,
    /// Whether between strokes: `/TASS/`.
    pub slashed: bool,
}

/// What stands between the place and the mark.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Items {
    pub agency: Option<Agency>,
    pub day: Option<(Written, Span)>,
}

/// The mark that ends a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Dash,
    Colon,
}

pub(super) struct Scan<'t> {
    text: &'t str,
    pub at: usize,
}

impl<'t> Scan<'t> {
    pub fn new(text: &'t str) -> Self {
        Scan { text, at: 0 }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Places with commas, `and` or `&` between; stops before a day or an agency.
    pub fn place(&mut self) -> Option<Place<'t>> {
        self.space();
        let start = self.at;
        let first = self.part(start)?;
        let first_span = Span::new(start, first);
        self.at = first;
        for _ in 0..3 {
            // `NAIROBI, Kenya`, `KIEV/MOSCOW`.
            let (rest, comma) = (self.rest(), self.rest().trim_start().strip_prefix(','));
            let Some(after) = comma.or_else(|| rest.strip_prefix('/')) else { break };
            let part_start = self.text.len() - after.trim_start().len();
            match self.part(part_start) {
                Some(end) => self.at = end,
                None => break,
            }
        }
        let name = first_span.of(self.text);
        Some(Place {
            span: Span::new(start, self.at),
            first: name,
            capitals: is_capitals(name),
            words: name.split_whitespace().count(),
            letters: Span::new(start, self.at).of(self.text).chars().filter(|c| c.is_alphabetic()).count(),
        })
    }

    /// The end of the words in capitals, or with a capital each, from `start`; `None` where there are none.
    fn part(&self, start: usize) -> Option<usize> {
        let from = self.text.get(start..)?;
        if when::at_start(from).is_some() || is_agency(leading_name(from)) {
            return None;
        }
        let (mut end, mut at, mut capitals) = (None, start, false);
        for count in 0..8 {
            let word = word(self.text.get(at..)?, start > 0);
            let bare = word.trim_matches(['[', ']', '.']);
            let named = bare.chars().next().is_some_and(char::is_uppercase);
            let stop = when::is_weekday(bare) || (count == 0 && is_function_word(bare));
            let day = count > 0 && when::at_start(self.text.get(at..)?).is_some();
            if word.is_empty() || stop || day || !(named || (end.is_some() && is_connector(word))) {
                break;
            }
            if count == 0 {
                capitals = is_capitals(bare);
            }
            if named && capitals && !is_capitals(bare) && !word.ends_with('.') {
                break; // the report begins: `NEW YORK The mayor`
            }
            let next = at + word.len();
            end = if named { Some(next) } else { end };
            let gap = self.text[next..].len() - self.text[next..].trim_start_matches([' ', '\u{a0}']).len();
            if gap == 0 {
                break;
            }
            at = next + gap;
        }
        end
    }

    /// Agency and day, in any order, with commas, full stops and brackets around them.
    pub fn items(&mut self) -> Items {
        let mut items = Items::default();
        for _ in 0..8 {
            self.space();
            if self.comma() {
                continue;
            }
            if items.day.is_none() {
                items.day = self.day();
                if items.day.is_some() {
                    continue;
                }
            }
            if items.agency.is_none()
                && (self.bracket(&mut items) || self.strokes(&mut items) || self.bare(&mut items))
            {
                continue;
            }
            if !(items.day.is_none() && self.bracket(&mut items)) {
                break;
            }
        }
        items
    }

    /// A comma, or a full stop before an item.
    fn comma(&mut self) -> bool {
        let rest = self.rest();
        let stop = rest
            .strip_prefix('.')
            .map(str::trim_start)
            .is_some_and(|after| after.starts_with(['/', '(']) || when::at_start(after).is_some());
        let comma = rest.starts_with(',') && self.at > 0;
        self.at += usize::from(stop || comma);
        stop || comma
    }

    /// A day, where one stands here.
    pub fn day(&mut self) -> Option<(Written, Span)> {
        self.space();
        let (written, length) = when::at_start(self.rest())?;
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        Some((written, span))
    }

    /// `(AP)`, `(Xinhua, July 5)`, `(May 6, 2021)`.
    fn bracket(&mut self, items: &mut Items) -> bool {
        let Some(inside) = self.rest().strip_prefix('(') else { return false };
        let Some(close) = head_of(inside, 60).find(')') else { return false };
        let (start, inner) = (self.at + 1, &inside[..close]);
        let trimmed = inner.trim();
        if let Some((written, length)) = when::at_start(trimmed) {
            if items.day.is_some() || length + 1 < trimmed.len() {
                return false;
            }
            items.day = Some((written, Span::new(start, start + length)));
        } else {
            let name = trimmed.split(',').next().unwrap_or("").trim_end();
            if items.agency.is_some() || !looks_like_agency(name) {
                return false;
            }
            let lead = inner.len() - inner.trim_start().len();
            let span = Span::new(start + lead, start + lead + name.len());
            let known = is_agency(name);
            items.agency = Some(Agency { span, known, bracketed: true, slashed: false });
            let after = trimmed.get(name.len()..).unwrap_or("").trim_start_matches([',', ' ']);
            if let Some((written, length)) = when::at_start(after).filter(|_| items.day.is_none()) {
                let at = start + inner.trim_end().len() - after.len();
                items.day = Some((written, Span::new(at, at + length)));
            }
        }
        self.at = start + close + 1;
        true
    }

    /// `/TASS/`, with the full stop behind it.
    fn strokes(&mut self, items: &mut Items) -> bool {
        let Some(inside) = self.rest().strip_prefix('/') else { return false };
        let Some(close) = head_of(inside, 24).find('/') else { return false };
        let name = &inside[..close];
        let behind = inside[close + 1..].chars().next();
        let free = behind.is_none_or(|c| !c.is_alphanumeric());
        if !free || !(is_agency(name) || is_capitals(name)) || name.chars().count() < 2 {
            return false;
        }
        let span = Span::new(self.at + 1, self.at + 1 + close);
        items.agency = Some(Agency { span, known: true, bracketed: true, slashed: true });
        self.at += close + 2 + usize::from(behind == Some('.'));
        true
    }

    /// `Tehran, IRNA –`: an agency of the list without brackets.
    fn bare(&mut self, items: &mut Items) -> bool {
        let name = leading_name(self.rest());
        if !is_agency(name) {
            return false;
        }
        let span = Span::new(self.at, self.at + name.len());
        items.agency = Some(Agency { span, known: true, bracketed: false, slashed: false });
        self.at += name.len();
        true
    }

    /// The dash, underline or colon that ends a dateline; the cursor stays where there is none.
    pub fn mark(&mut self) -> Mark {
        let rest = self.rest().trim_start();
        let start = self.text.len() - rest.len();
        let spaced = start > self.at || start == 0;
        let length = rest.find(|c: char| !is_mark(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(length);
        let colon = run.ends_with(':');
        let free = after.starts_with(char::is_whitespace) || after.is_empty();
        let mark = match run.trim_matches('.') {
            "" => Mark::None,
            _ if colon => {
                if free {
                    Mark::Colon
                } else {
                    Mark::None
                }
            }
            "-" if !free && (!spaced || after.starts_with(|c: char| c.is_ascii_digit())) => Mark::None,
            _ => Mark::Dash,
        };
        if mark != Mark::None {
            self.at = start + length;
        }
        mark
    }

    /// Where the dateline ends: behind its mark, or behind the last thing read.
    pub fn end(&self) -> usize {
        self.text.get(..self.at).unwrap_or("").trim_end().len()
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '-' | '_' | '—' | '–' | '―' | '−' | ':' | '.' | '\u{fffd}')
}

/// The next word: letters with the apostrophes, hyphens, brackets and abbreviation points inside it.
fn word(text: &str, later_part: bool) -> &str {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let letter_next = next.is_some_and(char::is_alphabetic);
        let inside = match c {
            '\'' | '’' | '`' | '-' => at > 0 && letter_next,
            '.' => at > 0 && (letter_next || is_abbreviation(&text[..at], later_part)),
            '[' => at == 0,
            ']' => text.starts_with('['),
            '&' => at == 0 && !letter_next,
            _ => c.is_alphabetic(),
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    &text[..end]
}

/// The name at the start of `text` as an agency would be written: up to three words, cut back to one of the list.
fn leading_name(text: &str) -> &str {
    let text = head_of(text, 60);
    let stop = |c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '\''));
    let run = text[..text.find(stop).unwrap_or(text.len())].trim_end_matches(['-', ' ', '/']);
    let ends = run.match_indices(' ').map(|(at, _)| at).chain([run.len()]);
    ends.take(4).map(|end| run[..end].trim_end()).filter(|name| is_one_agency(name)).last().unwrap_or("")
}

fn looks_like_agency(name: &str) -> bool {
    let starts = name.chars().next().is_some_and(char::is_uppercase) || is_agency(name);
    starts && name.len() <= 40 && name.split_whitespace().count() <= 4 && !name.contains([';', '"'])
}
