//! Words before an expression that belong to its span but not to its value: "early", "about", "the end of".

use super::super::lex::Lexemes;
use super::super::meaning::{From, Meaning};
use super::super::vocabulary::Class;

/// Before anything that names a time.
const OF_DATES: &[&str] = &[
    "early",
    "late",
    "mid -",
    "end -",
    "late -",
    "early -",
    "mid",
    "earlier",
    "later",
    "sometime",
    "around",
    "around the",
    "late in",
    "the end of",
    "the beginning of",
    "the middle of",
    "the start of",
    "the close of",
    "the early part of",
    "a good part of",
    "early in",
    "the early",
    "the late",
    "post -",
    "month of",
    "the month of",
];

/// Before stretches of time.
const OF_SPANS: &[&str] = &[
    "about",
    "nearly",
    "almost",
    "around",
    "at least",
    "at most",
    "up to",
    "more than",
    "less than",
    "fewer than",
    "no more than",
    "roughly",
    "approximately",
    "some",
    "as much as",
    "near -",
];

/// The span of lexemes with its modifiers, not before `floor`.
pub(super) fn widen(
    text: &Lexemes,
    floor: usize,
    start: usize,
    end: usize,
    meaning: &Meaning,
) -> (usize, usize) {
    let list = match meaning {
        Meaning::Reference(_) | Meaning::YearEnd | Meaning::EachWeekday(..) => return (start, end),
        Meaning::Span(_) => OF_SPANS,
        Meaning::Every(_) => &["at least", "nearly", "almost", "near -"],
        Meaning::Offset(_, _, From::Report) => &["about", "nearly", "almost", "roughly", "around"],
        Meaning::Offset(..) if counted(text, start) => OF_SPANS,
        Meaning::Time(..) => &["late", "early", "later", "earlier"],
        Meaning::Weekday(..) => &["early", "late", "earlier", "later", "early on", "late on"],
        _ => OF_DATES,
    };
    let mut at = start;
    for _ in 0..2 {
        let longest = list.iter().filter_map(|words| ends_at(text, floor, at, words)).min();
        match longest {
            Some(before) => at = before,
            None => break,
        }
    }
    (at, end)
}

/// "two weeks ago" takes "nearly"; "last week" takes "late".
fn counted(text: &Lexemes, start: usize) -> bool {
    let class = text.at(start).class;
    matches!(class, Class::Digits | Class::Cardinal) || text.any(start, "a an several many")
}

/// Where the words begin that end right before `at`, if they stand there.
fn ends_at(text: &Lexemes, floor: usize, at: usize, words: &str) -> Option<usize> {
    let count = words.split(' ').count();
    let start = at.checked_sub(count).filter(|s| *s >= floor)?;
    (text.row(start, words) == Some(at)).then_some(start)
}
