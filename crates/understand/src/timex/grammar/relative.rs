//! Expressions that count from the day of publication or from an earlier expression: "today", "last week",
//! "two years ago", "four days later", "the same day", "next Friday", "last June".

use super::super::lex::Lexemes;
use super::super::meaning::{Amount, Count, From, Lean, Meaning, Year};
use super::super::number;
use super::super::vocabulary::{Class, Unit};
use super::{date, duration};

pub(super) fn rule(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    day(text, i)
        .or_else(|| leaning(text, i))
        .or_else(|| counted(text, i))
        .or_else(|| context(text, i))
        .or_else(|| year_ago(text, i))
}

/// Expressions for one day: "today", "the day before yesterday", "Friday", "last Friday".
pub(super) fn day(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let far = text.row(i, "the day before yesterday").map(|end| (-2, end));
    let far = far.or_else(|| text.row(i, "the day after tomorrow").map(|end| (2, end)));
    let near = [("yesterday", -1), ("today", 0), ("tomorrow", 1)];
    let named =
        text.at(i).capital && text.before(i).capital && text.before(i).sentence == text.at(i).sentence;
    if named && text.is(i, "today") {
        return None; // "USA Today"
    }
    let near = || near.iter().find(|(word, _)| text.is(i, word)).map(|&(_, n)| (n, i + 1));
    if let Some((n, end)) = far.or_else(near) {
        return Some((Meaning::Offset(Unit::Day, n, From::Publication), end));
    }
    weekday(text, i)
}

/// Names in which a weekday is none.
const NAMED_AFTER: &str = "times mirror telegraph express herald mail agreement sun post star night-live";
const NAMED_BEFORE: &str = "good black bloody super ash palm easter holy fat cyber shrove";

fn weekday(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (lean, at) = lean(text, i);
    let here = text.at(at);
    if here.class != Class::Weekday || !here.capital {
        return None;
    }
    let stop = here.word.len() <= 5 && number::glued(text, at + 1, ".");
    let end = at + 1 + usize::from(stop);
    let short = here.word.len() <= 5;
    let named = text.at(end).capital && text.any(end, NAMED_AFTER)
        || text.is(end, "prayers")
        || text.any(i.wrapping_sub(1), NAMED_BEFORE) && text.before(i).capital;
    if named || (short && !stop && !text.is(end, ",")) {
        return None;
    }
    if let (true, Some((meaning, end))) = (at > i, date::calendar(text, text.skip(end, ","))) {
        return Some((meaning, end)); // "this coming Sunday, March 8"
    }
    let from = i.checked_sub(2).filter(|k| text.any(k + 1, "to through") && text.has(*k, Class::Weekday));
    let lean = if from.is_some() && lean == Lean::Open { Lean::After } else { lean };
    Some((Meaning::Weekday(here.number, lean), end))
}

/// A leaning word before something that comes round, and the index behind it.
pub(super) fn lean(text: &Lexemes, i: usize) -> (Lean, usize) {
    match text.at(i).word {
        "this" if text.any(i + 1, "coming") => (Lean::Next, i + 2),
        "this" if text.any(i + 1, "past") => (Lean::Last, i + 2),
        "this" => (Lean::This, i + 1),
        "last" if text.any(i.wrapping_sub(1), "to will would could may can") => (Lean::Open, i),
        "last" | "past" => (Lean::Last, i + 1),
        "next" | "coming" => (Lean::Next, i + 1),
        "the" if text.any(i + 1, "previous past last") => (Lean::Last, i + 2),
        "the" if text.any(i + 1, "following coming next") => (Lean::Next, i + 2),
        _ => (Lean::Open, i),
    }
}

/// "this week", "last month", "next year", "last June", "the current quarter", "the past week".
fn leaning(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (lean, at) = lean(text, i);
    if at == i {
        return same(text, i);
    }
    if !text.is(i, "the")
        && let Some(found) = date::calendar(text, at)
    {
        return Some(found);
    }
    if let Some((month, end)) = date::month(text, at) {
        let (year, end) = date::trailing_year(text, end);
        return Some((Meaning::Month(year, month, lean), end));
    }
    if let Some(season) = text.number(at, Class::Season) {
        return Some((Meaning::Season(Year::Open, season, lean), at + 1));
    }
    if text.is(at, "weekend") {
        return Some((Meaning::Weekend(lean), at + 1));
    }
    let at = if text.any(at, "fiscal calendar financial") { at + 1 } else { at };
    let unit = duration::unit_alone(text, at)?;
    let quoted = text.at(i).capital && text.at(at).capital && text.any(i.wrapping_sub(1), "\" '");
    let day = unit == Unit::Day && !text.is(i, "this") && !text.any(i + 1, "following previous next");
    if unit < Unit::Day || day || quoted {
        return None;
    }
    if text.is(i, "the") {
        return with_article(text, i, lean, unit, at + 1);
    }
    let count = match lean {
        Lean::Last => -1,
        Lean::Next => 1,
        _ => 0,
    };
    if unit == Unit::Century || unit == Unit::Decade {
        return None;
    }
    Some((Meaning::Offset(unit, count, From::Publication), at + 1))
}

/// "the following year" counts from the expression before; "the past year" is a stretch of time.
fn with_article(text: &Lexemes, i: usize, lean: Lean, unit: Unit, end: usize) -> Option<(Meaning, usize)> {
    match (text.at(i + 1).word, lean) {
        ("following" | "next", _) => Some((Meaning::Offset(unit, 1, From::Context), end)),
        ("previous", _) => Some((Meaning::Offset(unit, -1, From::Context), end)),
        _ => Some((Meaning::Span(Amount { count: Count::Exact(1), unit }), end)),
    }
}

/// Words behind "that day" that leave it whole: no "that day care costs".
const BEHIND_THAT: &str =
    "it he she they we i you was were is and or in on at to by for with when after before as";

/// "the same day", "that week", "the current year", "the latest quarter", "the day before".
fn same(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let start = text.skip(i, "the that");
    let same = text.any(start, "same");
    let current = text.any(start, "current latest");
    let mut at = start + usize::from(same || current);
    if text.any(at, "fiscal calendar financial") && (current || text.is(i, "the")) {
        at += 1;
    }
    let unit = duration::unit_alone(text, at).filter(|u| *u >= Unit::Day)?;
    let end = at + 1;
    if unit == Unit::Quarter && (current || start > i) {
        return None; // quarters have their own rules
    }
    if current {
        return Some((Meaning::Offset(unit, 0, From::Publication), end));
    }
    let free = text.at(i).capital || !text.has(end, Class::Other) || text.any(end, BEHIND_THAT);
    if same && start > i || text.is(i, "that") && start > i && free {
        return Some((Meaning::Offset(unit, 0, From::Context), end));
    }
    None
}

/// No calendar reaches farther, in any unit.
const FARTHEST: u32 = 10_000;

/// "two weeks ago", "four days later", "a day earlier", "several years ago".
fn counted(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (amount, at) = duration::amount(text, i)?;
    let at = text.row(at, "or so").unwrap_or(at);
    let ago = text.row(at, "ago").map(|end| (-1, From::Publication, end));
    let now = || text.row(at, "from now").map(|end| (1, From::Publication, end));
    let later = || text.row(at, "later").map(|end| (1, From::Context, end));
    let earlier = || text.row(at, "earlier").map(|end| (-1, From::Context, end));
    let after = || edge(text, at, "after afterwards afterward").map(|end| (1, From::Context, end));
    let before = || edge(text, at, "before previously").map(|end| (-1, From::Context, end));
    let found = ago.or_else(now).or_else(later).or_else(earlier).or_else(after).or_else(before)?;
    let (sign, from, end) = found;
    if amount.unit.is_clock() && from == From::Context {
        return None; // "two minutes later" names no time
    }
    let (unit, n) = match amount.count {
        Count::Exact(n) if n > FARTHEST => return None,
        Count::Exact(n) => (amount.unit, n as i32),
        Count::Half(n) if n <= FARTHEST => match halves(amount.unit, n as i32) {
            Some(whole) => whole,
            None => return Some((vague(sign, from, amount), end)),
        },
        Count::Half(_) | Count::Vague => return Some((vague(sign, from, amount), end)),
    };
    let report = unit == Unit::Year && n == 1 && sign < 0;
    let from = if report { From::Report } else { from };
    let (unit, n) = match unit {
        Unit::Decade => (Unit::Year, n * 10),
        Unit::Century => (Unit::Year, n * 100),
        Unit::Fortnight => (Unit::Week, n * 2),
        unit => (unit, n),
    };
    Some((Meaning::Offset(unit, sign * n, from), end))
}

/// "a year and a half" in whole months, "half a decade" in whole years; other halves are not counted in whole units.
fn halves(unit: Unit, n: i32) -> Option<(Unit, i32)> {
    match unit {
        Unit::Year => Some((Unit::Month, 12 * n + 6)),
        Unit::Decade => Some((Unit::Year, 10 * n + 5)),
        Unit::Century => Some((Unit::Year, 100 * n + 50)),
        _ => None,
    }
}

fn vague(sign: i32, from: From, amount: Amount) -> Meaning {
    match (sign, from) {
        (-1, From::Publication) => Meaning::Reference("PAST_REF"),
        (1, From::Publication) => Meaning::Reference("FUTURE_REF"),
        _ => Meaning::Span(amount),
    }
}

/// One of the words at the end of a clause: "the day before."
fn edge(text: &Lexemes, i: usize, words: &str) -> Option<usize> {
    let ends = text.has(i + 1, Class::Mark) || text.has(i + 1, Class::Border);
    (text.any(i, words) && ends).then_some(i + 1)
}

/// "the day before", "the day after", "the next day", "earlier in the day", "the year before last".
fn context(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    if let Some(at) = text.row(i, "earlier in the").or_else(|| text.row(i, "later in the")) {
        let unit = duration::unit_alone(text, at).filter(|u| (Unit::Day..=Unit::Year).contains(u))?;
        let from = if unit == Unit::Day { From::Context } else { From::Publication };
        return Some((Meaning::Offset(unit, 0, from), at + 1));
    }
    if !text.is(i, "the") {
        return None;
    }
    let unit = duration::unit_alone(text, i + 1).filter(|u| *u >= Unit::Day)?;
    let before = text.is(i + 2, "before") && edge(text, i + 2, "before").is_some();
    let after = text.is(i + 2, "after") && edge(text, i + 2, "after").is_some();
    let shift = i32::from(after) - i32::from(before);
    if shift != 0 {
        return Some((Meaning::Offset(unit, shift, From::Context), i + 3));
    }
    (unit == Unit::Day && text.is(i.wrapping_sub(1), "in"))
        .then_some((Meaning::Offset(Unit::Day, 0, From::Context), i + 2))
}

/// "year-ago", "year-earlier" as adjectives.
fn year_ago(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let end = text.row(i, "year - ago").or_else(|| text.row(i, "year - earlier"))?;
    Some((Meaning::Offset(Unit::Year, -1, From::Report), end))
}
