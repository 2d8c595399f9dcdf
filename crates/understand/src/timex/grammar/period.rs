//! Quarters, halves, seasons, weekends, decades and centuries: "the third quarter of 1984", "the winter of
//! 1998", "the weekend", "the 1990s", "the 20th century".

use super::super::lex::Lexemes;
use super::super::meaning::{Amount, Count, From, Lean, Meaning, Year};
use super::super::number;
use super::super::vocabulary::{Class, Unit};
use super::date;

pub(super) fn rule(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    quarter(text, i)
        .or_else(|| half(text, i))
        .or_else(|| season(text, i))
        .or_else(|| weekend(text, i))
        .or_else(|| decade(text, i))
        .or_else(|| century(text, i))
        .or_else(|| fiscal_year(text, i))
        .or_else(|| whole_year(text, i))
}

/// "third-quarter", "the fiscal first quarter", "the 1988 second quarter", "the year-ago quarter", "the
/// quarter".
fn quarter(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let the = text.any(i, "the that");
    let mut at = text.skip(i, "the that this");
    let mut year = Year::Open;
    if let Some((relative, end)) =
        date::relative_year(text, i).and_then(|(y, end)| Some((y, text.row(end, "' s")?)))
    {
        (year, at) = (relative, end); // "this year's third quarter"
    }
    if let Some((y, end)) = number::year(text, at) {
        (year, at) = (Year::Is(y), end);
    }
    at = text.skip(at, "comparable corresponding same current latest most");
    let named = at > i;
    if (text.is(i + 1, "current") || text.is(i, "this") && year == Year::Open) && text.is(at, "quarter") {
        return Some((Meaning::Offset(Unit::Quarter, 0, From::Publication), at + 1));
    }
    if let Some(end) = text.row(at, "year - ago").or_else(|| text.row(at, "year - earlier")) {
        (year, at) = (Year::Before(-1), end);
    }
    at = text.skip(at, "fiscal");
    at = text.skip(at, "-");
    let (n, at) = match number::ordinal(text, at).filter(|(n, _)| (1..=4).contains(n)) {
        Some((n, end)) => (Some(n), text.skip(end, "-")),
        None => (None, at),
    };
    let period =
        text.is(at, "period") && n.is_none() && named && (year != Year::Open || text.any(at - 1, "latest"));
    if !text.is(at, "quarter") && !period {
        return short_quarter(text, i);
    }
    let adjective = text.at(at).glued && text.is(at.wrapping_sub(1), "-"); // "the third-quarter loss" keeps its article
    let adjective = adjective && named && at == i + 3;
    if adjective
        || number::glued(text, at + 1, "-")
        || (n.is_some() && year == Year::Open && text.any(i, "that this"))
    {
        return None;
    }
    if n.is_none() && !(the || named)
        || text.row(at + 1, "- century").is_some()
        || text.row(at + 1, "century").is_some()
    {
        return None;
    }
    if year == Year::Open {
        let (found, end) = date::trailing_year(text, at + 1);
        return Some((Meaning::Quarter(found, n), end));
    }
    Some((Meaning::Quarter(year, n), at + 1))
}

/// "Q3 2016".
fn short_quarter(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let n = text.number(i + 1, Class::Digits).filter(|n| text.is(i, "q") && (1..=4).contains(n))?;
    let (year, end) = date::trailing_year(text, i + 2);
    text.at(i + 1).glued.then_some((Meaning::Quarter(year, Some(n)), end))
}

/// "the first half of 1990", "the second half".
fn half(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let at = text.skip(i, "the");
    let n = match text.at(at).word {
        "first" => 1,
        "second" | "last" | "latter" => 2,
        _ => return None,
    };
    let at = text.skip(at + 1, "-");
    let end = text.row(at, "half")?;
    let (year, behind) = date::trailing_year(text, end);
    (year != Year::Open).then_some((Meaning::Half(year, n), behind))
}

/// "the winter of 1998-1999", "summer 2015", "the summer"; "fall" and "spring" only where nothing else fits.
fn season(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let the = text.is(i, "the");
    let at = text.skip(i, "the");
    let at = if the { text.skip(at, "early late mid") } else { at };
    let season = text.number(at, Class::Season)?;
    let (year, end) = date::trailing_year(text, at + 1);
    let doubtful = text.any(at, "fall spring");
    let led = the || text.any(i.wrapping_sub(1), "in during of by since early late mid -");
    if year == Year::Open && (!led || (doubtful && !text.any(i.wrapping_sub(1), "in by during since"))) {
        return None;
    }
    if year == Year::Open
        && (text.is(end, "of") || text.any(end, "olympics games olympic paralympics session"))
    {
        return None;
    }
    let range = number::glued(text, end, "-") && text.has(end + 1, Class::Digits);
    Some((Meaning::Season(year, season, Lean::Open), if range { end + 2 } else { end }))
}

fn weekend(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let end = text
        .row(i, "the weekend")
        .or_else(|| text.row(i, "weekend").filter(|_| text.any(i.wrapping_sub(1), "over")))?;
    Some((Meaning::Weekend(Lean::Open), end))
}

/// "the 1990s", "the '80s", "the mid-1990s", "the nineties".
fn decade(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let at = text.skip(i, "the");
    let at = if text.any(at, "early late mid") { text.skip(at + 1, "-") } else { at };
    let mark = text.skip(at, "'");
    let digits = text.at(mark);
    let tail = text.skip(mark + 1, "'");
    let plural = text.is(tail, "s") && text.at(tail).glued;
    if plural
        && digits.class == Class::Digits
        && digits.number.is_multiple_of(10)
        && !number::follows_figure(text, mark)
    {
        return match digits.digits {
            4 if (1000..2100).contains(&digits.number) => {
                Some((Meaning::Decade(digits.number as i32 / 10), tail + 1))
            }
            2 if at > i
                || mark > at
                || text.is(i.wrapping_sub(1), "and") && text.is(i.wrapping_sub(2), "s") =>
            {
                Some((Meaning::Decade(number::full_year(digits.number) / 10), tail + 1))
            }
            _ => None,
        };
    }
    let words = "twenties thirties forties fifties sixties seventies eighties nineties";
    let n = words.split(' ').position(|w| text.is(at, w))?;
    (at > i).then_some((Meaning::Decade(192 + n as i32), at + 1))
}

/// "the 20th century", "the twenty-first century".
fn century(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let at = text.skip(i, "the");
    let at = if text.any(at, "early late mid") { text.skip(at + 1, "-") } else { at };
    let (n, end) = number::ordinal(text, at)?;
    let end = text.row(text.skip(end, "-"), "century")?;
    (2..=22).contains(&n).then_some((Meaning::Century(n), end))
}

/// "fiscal 1989", "fiscal year 1990", "the 1988 period".
fn fiscal_year(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    if let Some(at) = text.row(i, "fiscal") {
        let (year, end) = number::year(text, text.skip(at, "year"))?;
        return Some((Meaning::Year(Year::Is(year)), end));
    }
    let (year, end) = number::year(text, text.row(i, "the")?)?;
    text.row(end, "period").map(|end| (Meaning::Year(Year::Is(year)), end))
}

/// "the year", "the full year", "year-end", "the month" at the end of which something is.
fn whole_year(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    if let Some(end) = text.row(i, "year - end") {
        return Some((Meaning::YearEnd, end));
    }
    if let Some(end) = text.row(i, "year end").or_else(|| text.row(i, "year ' s end")) {
        return Some((Meaning::Year(Year::Off(0)), end));
    }
    let at = text.skip(i, "the");
    let at = text.skip(at, "full fiscal entire whole");
    if !text.is(i, "the") || !text.any(at, "year week month") {
        return None;
    }
    let part = text.any(
        i.wrapping_sub(2),
        "end rest months half quarter part most course remainder days beginning start \
        quarters weeks middle third much",
    );
    let led =
        text.any(i.wrapping_sub(1), "for in during over this") || (text.is(i.wrapping_sub(1), "of") && part);
    let ended = text.any(at + 1, "ended ending");
    if !led || text.any(at + 1, "of - after before in that when") {
        return None;
    }
    let unit = match text.at(at).word {
        "year" => Unit::Year,
        "week" => Unit::Week,
        _ => Unit::Month,
    };
    if ended {
        let amount = Amount { count: Count::Exact(1), unit };
        return Some((Meaning::Span(amount), at + 1));
    }
    Some((Meaning::Offset(unit, 0, From::Publication), at + 1))
}
