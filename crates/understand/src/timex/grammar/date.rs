//! Dates of the calendar: "12 December 2016", "Dec. 12", "2016-12-12", "Tuesday, July 26", "June 1998",
//! "1998".

use super::super::lex::Lexemes;
use super::super::meaning::{Lean, Meaning, Year};
use super::super::number;
use super::super::vocabulary::Class;

pub(super) fn rule(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    numeric(text, i)
        .or_else(|| with_weekday(text, i))
        .or_else(|| calendar(text, i))
        .or_else(|| month_alone(text, i))
        .or_else(|| year_alone(text, i))
}

/// A day of a month in any order of words, without a weekday.
pub(super) fn calendar(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    month_day(text, i).or_else(|| day_month(text, i)).or_else(|| shared_month(text, i))
}

/// Days that share a month's name: the 5 of "Aug. 3 to 5", the 19 of "19 to 20 July".
fn shared_month(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (day, end) = day_number(text, i)?;
    if text.any(i.wrapping_sub(1), "to or and") && text.has(i.wrapping_sub(2), Class::Digits) {
        let name = i.checked_sub(3).map(|k| k - usize::from(text.is(k, ".")))?;
        let (month, at) = month(text, name)?;
        let listed = day_number(text, at).is_some_and(|(_, behind)| behind + 1 == i);
        let counts =
            text.has(end, Class::Units) || text.has(end, Class::Other) && text.at(end).word.ends_with('s');
        return (listed && !counts && day_month(text, i).is_none())
            .then_some((Meaning::Day(Year::Open, month, day), end));
    }
    let later = text.any(end, "to and or").then(|| day_month(text, end + 1)).flatten()?;
    match later.0 {
        Meaning::Day(year, month, last) if last > day => Some((Meaning::Day(year, month, day), end)),
        _ => None,
    }
}

/// `2016-12-12`, `12/11/98`, `12.11.1998`, `05-08-2021`: month first between strokes where that can be.
fn numeric(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let mark = text.at(i + 1).word;
    let parts = [text.at(i), text.at(i + 2), text.at(i + 4)];
    let joined = (i + 1..i + 5).all(|k| text.at(k).glued) && text.is(i + 3, mark) && text.any(i + 1, "- / .");
    if !joined || parts.iter().any(|p| p.class != Class::Digits) || number::follows_figure(text, i) {
        return None;
    }
    let tail = text.at(i + 5);
    if tail.glued && (tail.class == Class::Digits || text.any(i + 5, "- /")) {
        return None;
    }
    let [a, b, c] = parts.map(|p| p.number);
    let widths = parts.map(|p| p.digits);
    let (year, month, day) = match widths {
        [4, 1..=2, 1..=2] => (a as i32, b, c),
        [1..=2, 1..=2, 4] | [1..=2, 1..=2, 2] if mark != "." || widths[2] == 4 => {
            let year = if widths[2] == 4 { c as i32 } else { number::full_year(c) };
            let day_first = a > 12 || (mark != "/" && b <= 12);
            if day_first { (year, b, a) } else { (year, a, b) }
        }
        _ => return None,
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year);
    valid.then_some((Meaning::Day(Year::Is(year), month, day), i + 5))
}

/// "Tuesday, July 26", "Monday the 25 July 2022".
fn with_weekday(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    text.number(i, Class::Weekday)?;
    let at = text.skip(i + 1, ".");
    let at = text.skip(at, ",");
    calendar(text, at)
}

/// A month's name with its full stop: its number and the index behind.
pub(super) fn month(text: &Lexemes, i: usize) -> Option<(u32, usize)> {
    let here = text.at(i);
    let short = here.word.len() <= 4 && !text.any(i, "may june july");
    let doubtful = short || text.any(i, "may march august");
    if here.class != Class::Month || (doubtful && !here.capital) {
        return None;
    }
    let stop = short && number::glued(text, i + 1, ".");
    Some((here.number, i + 1 + usize::from(stop)))
}

/// "December 12", "Dec. 12, 2016", "August 5-6", "March the eighth".
fn month_day(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (month, at) = month(text, i)?;
    let at = text.skip(at, "the");
    let (day, mut end) = day_number(text, at)?;
    let mut last = None;
    if text.is(end, "-") {
        let upto = day_number(text, end + 1).filter(|(upto, _)| *upto > day);
        if let Some((upto, behind)) = upto {
            (last, end) = (Some(upto), behind);
        }
    }
    let (year, end) = trailing_year(text, end);
    let meaning = match last {
        Some(last) => Meaning::Days(year, (month, day), (month, last)),
        None => Meaning::Day(year, month, day),
    };
    Some((meaning, end))
}

/// "12 December", "the 22nd of July 2022", "21july".
fn day_month(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let at = text.skip(i, "the");
    let (day, at) = match number::ordinal(text, at) {
        Some((n, end)) if n <= 31 => (n, end),
        _ => day_number(text, at)?,
    };
    let upto = if text.is(at, "-") { day_number(text, at + 1).filter(|(n, _)| *n > day) } else { None };
    let at = upto.map_or(at, |(_, end)| end);
    let at = text.skip(at, "day");
    let at = text.skip(at, "of");
    let (month, end) = month(text, at)?;
    let (year, end) = trailing_year(text, end);
    let meaning = match upto {
        Some((last, _)) => Meaning::Days(year, (month, day), (month, last)),
        None => Meaning::Day(year, month, day),
    };
    Some((meaning, end))
}

/// A number of a day, 1 to 31, that is not part of a figure.
fn day_number(text: &Lexemes, i: usize) -> Option<(u32, usize)> {
    if let Some((n, end)) = number::ordinal(text, i) {
        return (1..=31).contains(&n).then_some((n, end));
    }
    let here = text.at(i);
    let day = here.class == Class::Digits && here.digits <= 2 && (1..=31).contains(&here.number);
    let next = text.at(i + 1);
    let figure = next.glued
        && (text.is(i + 1, "%")
            || next.class == Class::Other
            || text.any(i + 1, ", . :") && text.at(i + 2).glued && text.has(i + 2, Class::Digits));
    let counts = text.any(i + 1, "percent people million billion") || text.has(i + 1, Class::Units);
    (day && !figure && !counts && !number::follows_figure(text, i)).then_some((here.number, i + 1))
}

/// The year behind a day or month, where one is given: ", 1998", " of 1998", " last year", " '98".
pub(super) fn trailing_year(text: &Lexemes, i: usize) -> (Year, usize) {
    let at = text.skip(i, ",");
    let at = text.skip(at, "of in");
    let at = text.skip(at, "the");
    let named = number::year(text, at).or_else(|| number::short_year(text, at));
    let named = named.or_else(|| number::spoken_year(text, at));
    if let Some((year, end)) = named {
        return (Year::Is(year), end);
    }
    let at = text.skip(i, "of");
    if let Some(end) = text
        .row(at, "the same year")
        .or_else(|| text.row(at, "that year"))
        .or_else(|| text.row(at, "that same year"))
    {
        return (Year::Before(0), end);
    }
    match relative_year(text, at) {
        Some((year, end)) => (year, end),
        None => (Year::Open, i),
    }
}

/// "last year", "this year", "next year".
pub(super) fn relative_year(text: &Lexemes, i: usize) -> Option<(Year, usize)> {
    if !text.is(i + 1, "year") || number::glued(text, i + 2, "-") {
        return None;
    }
    let off = match text.at(i).word {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    Some((Year::Off(off), i + 2))
}

/// "June 1998", "January this year", "in May", "last June" (the lean is read elsewhere).
fn month_alone(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (month, at) = month(text, i)?;
    let (year, end) = trailing_year(text, at);
    let doubtful = text.at(i).word.len() <= 4 || text.any(i, "march august");
    if year == Year::Open && doubtful && !month_context(text, i, at) {
        return None;
    }
    let person = doubtful && text.at(at).capital && text.has(at, Class::Other) && !text.is(at - 1, ".");
    if year == Year::Open && (person || text.is(i.wrapping_sub(1), "'") && text.at(i).glued) {
        return None;
    }
    Some((Meaning::Month(year, month, Lean::Open), end))
}

/// Whether the words around "May" or "March" make it a month.
fn month_context(text: &Lexemes, i: usize, end: usize) -> bool {
    let before = i.wrapping_sub(1);
    text.any(
        before,
        "in of by since until till from to between during through for and or early late mid this last \
        next around about before after every each -",
    ) || text.any(before, "( /") && text.any(end, ") /")
        || text.any(end, "last this next -")
}

/// "1998", "nineteen ninety-seven", "the year 2000", "1998-2004".
fn year_alone(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    if let Some(at) = text.row(i, "the year") {
        let thousand = text.row(at, "two thousand").map(|end| (2000, end));
        let (year, end) =
            thousand.or_else(|| number::year(text, at)).or_else(|| number::spoken_year(text, at))?;
        return Some((Meaning::Year(Year::Is(year)), end));
    }
    if let Some((year, end)) = number::spoken_year(text, i) {
        return (year >= 1800).then_some((Meaning::Year(Year::Is(year)), end));
    }
    if let Some((year, end)) = number::short_year(text, i) {
        return text.any(i.wrapping_sub(1), "in of since").then_some((Meaning::Year(Year::Is(year)), end));
    }
    let (year, end) = number::year(text, i)?;
    let opens_range =
        number::glued(text, end, "-") && number::year(text, end + 1).is_some_and(|(y, _)| y > year);
    let closes_range = number::glued(text, i.wrapping_sub(1), "-")
        && text.number(i.wrapping_sub(2), Class::Digits).is_some_and(|y| (1000..year as u32).contains(&y));
    if opens_range || closes_range {
        return Some((Meaning::Year(Year::Is(year)), end));
    }
    plausible_year(text, i, end).then_some((Meaning::Year(Year::Is(year)), end))
}

/// Words before a number of four digits that make it a year.
const BEFORE_YEAR: &str = "in since by until of during from to through before after early late year \
    fiscal for between and circa till past mid ended ending than the its";
/// Words before it that make it a year that describes what follows: "a 1971 convention".
const DESCRIBING: &str = "s a an that his her their due this";
/// Words behind it that make it a count.
const COUNTED: &str = "percent % people troops men women soldiers feet miles tons kilometers meters \
    square gmt hours utc hrs";

/// Whether a bare number of four digits is a year: by the word before it, else by what it does not count.
fn plausible_year(text: &Lexemes, i: usize, end: usize) -> bool {
    let year = text.at(i).number;
    let counted = text.any(end, COUNTED) || text.has(end, Class::Units);
    let joined = text.at(end).glued && text.any(end, "- s /") && text.has(end + 1, Class::Digits);
    if counted || joined || named_year(text, i, end) {
        return false;
    }
    let before = i.wrapping_sub(1);
    if text.before(i).glued && text.any(before, "- / .") {
        return text.is(before, "-") && text.any(before.wrapping_sub(1), "mid post pre early late");
    }
    let led = text.any(before, BEFORE_YEAR) || text.any(before, "( ,");
    let modern = (1900..=2099).contains(&year);
    led && (1500..=2099).contains(&year) && !counts(text, i, end) || modern && stands_alone(text, i, end)
}

/// Whether a number without a telling word before it stands where a year does: at the end of a clause, or
/// before the one thing that it describes.
fn stands_alone(text: &Lexemes, i: usize, end: usize) -> bool {
    let (before, next) = (text.before(i), text.at(end));
    let inner = i >= 2 && text.at(i - 2).sentence == before.sentence;
    let title = before.capital && inner; // "Agenda 2030"
    if matches!(next.class, Class::Mark | Class::Border) {
        return before.class == Class::Other && !title;
    }
    let noun = next.class == Class::Other && !next.glued;
    let one = next.capital || !next.word.ends_with('s');
    let plain = one && before.class == Class::Other && !title && !text.at(i).number.is_multiple_of(100);
    noun && (plain || text.any(i.wrapping_sub(1), DESCRIBING))
}

/// A year inside a name: "the 1946 Anglo-Transjordanian Treaty", "Procedure Act, 1960".
fn named_year(text: &Lexemes, i: usize, end: usize) -> bool {
    let capital = |k: usize| text.at(k).capital;
    let event = capital(end) && (capital(end + 1) || text.is(end + 1, "-")) && !text.at(end).glued;
    let back = i.wrapping_sub(1 + usize::from(text.any(i.wrapping_sub(1), ", of")));
    let numbered = text.any(back, ")") || text.has(back, Class::Digits);
    let back = back.wrapping_sub(usize::from(numbered));
    event
        || (capital(back) && text.any(back, "act law code bill olympics cup ordinance regulations amendment"))
}

/// "of 2000 men": a plural noun behind that the number counts.
fn counts(text: &Lexemes, i: usize, end: usize) -> bool {
    let next = text.at(end);
    let plural = next.class == Class::Other && next.word.len() > 3 && next.word.ends_with('s');
    let firm = text.any(i.wrapping_sub(1), "in since by until during ended");
    plural
        && !firm
        && !text.any(end, "was its his has")
        && !next.capital
        && !next.glued
        && text.at(i).number.is_multiple_of(50)
}
