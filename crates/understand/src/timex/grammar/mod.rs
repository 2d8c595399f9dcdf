//! What time expressions look like: each family of rules reads lexemes from an index and says what they mean.

mod clock;
mod date;
mod duration;
mod holiday;
mod modifier;
mod period;
mod relative;
mod set;
mod simple;

use super::lex::Lexemes;
use super::meaning::Meaning;
use super::vocabulary::Class;

/// A rule: the meaning of the expression that begins at an index, and the index behind it.
type Rule = fn(&Lexemes, usize) -> Option<(Meaning, usize)>;

/// All families; of equally long readings the first stands.
const RULES: [Rule; 9] = [
    simple::rule,
    clock::rule,
    date::rule,
    holiday::rule,
    period::rule,
    relative::rule,
    set::rule,
    duration::rule,
    duration::shared_unit,
];

/// One expression: lexemes `start..end`.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub meaning: Meaning,
}

/// All expressions of a text, in order, not overlapping; at each place the longest reading.
pub(super) fn find(text: &Lexemes) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut i, mut floor) = (0, 0);
    while i < text.len() {
        let Some((meaning, end)) = longest(text, i) else {
            i += 1;
            continue;
        };
        let (start, end) = modifier::widen(text, floor, i, end, &meaning);
        found.push(Found { start, end, meaning });
        floor = end;
        i = end;
    }
    found
}

fn longest(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let class = text.at(i).class;
    let silent = matches!(class, Class::Other | Class::Border);
    if silent || (class == Class::Mark && !text.is(i, "'")) {
        return None;
    }
    let mut best: Option<(Meaning, usize)> = None;
    for rule in RULES {
        let longer = rule(text, i).filter(|(_, end)| best.as_ref().is_none_or(|(_, b)| end > b));
        best = longer.or(best);
    }
    best
}
