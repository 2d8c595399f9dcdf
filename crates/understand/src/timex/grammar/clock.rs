//! Times of the day: "3 p.m. Tuesday", "8:40pm on July 24", "noon", "Sunday night", "this morning".

use super::super::lex::Lexemes;
use super::super::meaning::{Clock, From, Meaning};
use super::super::number;
use super::super::vocabulary::{Class, Unit};
use super::{date, relative};

pub(super) fn rule(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    hour(text, i)
        .or_else(|| early_hours(text, i))
        .or_else(|| part_of_day(text, i))
        .or_else(|| part_then_day(text, i))
}

/// A clock time and the day that goes with it.
fn hour(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (clock, end) = clock_time(text, i)?;
    let end = zone(text, end);
    let at = text.skip(brackets(text, end), ",");
    let at = text.skip(at, "on");
    match day(text, at) {
        Some((day, end)) => Some((Meaning::Time(clock, Some(Box::new(day))), end)),
        None => Some((Meaning::Time(clock, None), end)),
    }
}

/// Behind a remark in brackets: "(0735 GMT)".
fn brackets(text: &Lexemes, i: usize) -> usize {
    let close = (i + 1..i + 6).find(|&k| text.is(k, ")"));
    close.filter(|_| text.is(i, "(")).map_or(i, |k| k + 1)
}

/// A day that may go with a time of the day.
fn day(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let i = text.skip(i, "the");
    let found = date::rule(text, i).or_else(|| relative::day(text, i))?;
    matches!(found.0, Meaning::Day(..) | Meaning::Weekday(..) | Meaning::Offset(Unit::Day, ..))
        .then_some(found)
}

fn clock_time(text: &Lexemes, i: usize) -> Option<(Clock, usize)> {
    if let Some(hour) = [("noon", 12), ("midday", 12), ("midnight", 24)].iter().find(|(w, _)| text.is(i, w)) {
        if text.is(i.wrapping_sub(1), "high") {
            return None;
        }
        return Some((Clock::At(hour.1, if hour.1 == 24 { None } else { Some(0) }), i + 1));
    }
    let hour = text.number(i, Class::Digits).filter(|h| *h <= 24 && text.at(i).digits <= 2);
    let hour = hour.filter(|_| !number::follows_figure(text, i));
    if let Some(hour) = hour {
        return hour_digits(text, i, hour);
    }
    military(text, i).or_else(|| spoken_hour(text, i))
}

fn hour_digits(text: &Lexemes, i: usize, hour: u32) -> Option<(Clock, usize)> {
    let split =
        text.any(i + 1, ": .") && text.at(i + 1).glued && text.at(i + 2).glued && text.at(i + 2).digits == 2;
    let minute = text.number(i + 2, Class::Digits).filter(|m| split && *m < 60);
    let end = if minute.is_some() { i + 3 } else { i + 1 };
    if let Some((afternoon, end)) = half_of_day(text, end) {
        let hour = if afternoon { hour % 12 + 12 } else { hour % 12 };
        return Some((Clock::At(hour, Some(minute.unwrap_or(0))), end));
    }
    if text.at(end).glued && text.is(end, "h") {
        return Some((Clock::At(hour, Some(0)), end + 1));
    }
    if let Some(end) = text.row(end, "o ' clock") {
        return Some((Clock::At(hour, Some(0)), end));
    }
    let in_the = text.row(end, "in the").filter(|_| minute.is_some() || hour <= 12);
    if let Some(part) = in_the.and_then(|at| text.number(at, Class::Part)) {
        let hour = if part > 0 { hour % 12 + 12 } else { hour };
        return Some((Clock::At(hour, Some(minute.unwrap_or(0))), end + 3));
    }
    // 18:00, but no score and no verse: two digits behind a colon, and nothing more.
    let free = !text.at(end).glued || !text.any(end, ": . - /") || !text.at(end + 1).glued;
    let plain = minute.is_some() && text.is(i + 1, ":") && free;
    plain.then_some((Clock::At(hour, minute), end))
}

/// "am", "p.m.": whether after noon, and the index behind.
fn half_of_day(text: &Lexemes, i: usize) -> Option<(bool, usize)> {
    if text.any(i, "am pm") {
        return Some((text.is(i, "pm"), i + 1));
    }
    let dotted = text.any(i, "a p") && number::glued(text, i + 1, ".") && text.is(i + 2, "m");
    let stop = number::glued(text, i + 3, ".");
    dotted.then(|| (text.is(i, "p"), i + 3 + usize::from(stop)))
}

/// "1800 GMT".
fn military(text: &Lexemes, i: usize) -> Option<(Clock, usize)> {
    let four = text.number(i, Class::Digits).filter(|_| text.at(i).digits == 4 && !text.at(i).glued)?;
    let named = text.any(i + 1, "gmt utc hrs hours h");
    (named && four / 100 < 25 && four % 100 < 60).then_some((Clock::At(four / 100, Some(four % 100)), i + 2))
}

/// "five o'clock".
fn spoken_hour(text: &Lexemes, i: usize) -> Option<(Clock, usize)> {
    let hour = text.number(i, Class::Cardinal).filter(|h| *h <= 12)?;
    text.row(i + 1, "o ' clock").map(|end| (Clock::At(hour, Some(0)), end))
}

/// Behind the name of a time zone.
fn zone(text: &Lexemes, i: usize) -> usize {
    if let Some(end) = text.row(i, "local time") {
        return end;
    }
    text.skip(i, "gmt utc est edt et cst cdt pst pdt pt bst cet ist")
}

/// "the early hours of Saturday", "dawn on Friday", "the early morning of Sunday the 26 June".
fn early_hours(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let at = text.skip(i, "the");
    let hours = text.row(at, "early hours").or_else(|| text.row(at, "early morning"));
    let hours = hours.or_else(|| text.row(at, "early morning hours"));
    let hours = hours.or_else(|| text.row(at, "predawn hours")).or_else(|| text.row(at, "dawn"));
    let at = text.any(hours?, "of on").then_some(hours? + 1)?;
    let (day, end) = day(text, at)?;
    Some((Meaning::Time(Clock::Part(0), Some(Box::new(day))), end))
}

/// "Sunday night", "yesterday morning", "this afternoon", "last night", "tonight", "the next morning".
fn part_of_day(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let timed = |part, day, end| Some((Meaning::Time(Clock::Part(part), day), end));
    let off = |n, from| Some(Box::new(Meaning::Offset(Unit::Day, n, from)));
    if text.is(i, "tonight") {
        return timed(3, off(0, From::Publication), i + 1);
    }
    if text.is(i, "overnight") {
        return timed(3, None, i + 1);
    }
    let next = text.skip(i + 1, "late early");
    if let (Some(part), "this" | "last") = (text.number(next, Class::Part), text.at(i).word) {
        let days = if text.is(i, "last") { -1 } else { 0 };
        return timed(part, off(days, From::Publication), next + 1);
    }
    if let Some(part) = text.number(i + 2, Class::Part).filter(|_| text.any(i, "the that")) {
        let days = match text.at(i + 1).word {
            "next" | "following" => 1,
            "previous" => -1,
            "same" => 0,
            _ => return None,
        };
        return timed(part, off(days, From::Context), i + 3);
    }
    let (day, at) = day(text, i)?;
    let at = text.skip(at, "'");
    let part = text.number(at, Class::Part)?;
    timed(part, Some(Box::new(day)), at + 1)
}

/// "the afternoon", "mid-afternoon", "the night before"; "late last night" takes its first word elsewhere.
fn part_then_day(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let open = text.any(i, "the mid");
    let at = text.skip(i + 1, "-");
    let part = text.number(at, Class::Part).filter(|_| open)?;
    if text.is(i, "the") && text.row(at + 1, "before").is_some() {
        let day = Meaning::Offset(Unit::Day, -1, From::Context);
        return Some((Meaning::Time(Clock::Part(part), Some(Box::new(day))), at + 2));
    }
    let behind = text.skip(at + 1, "of on");
    match day(text, behind) {
        Some((day, end)) => Some((Meaning::Time(Clock::Part(part), Some(Box::new(day))), end)),
        None => {
            let placed = text.is(i, "mid") || text.any(i.wrapping_sub(1), "in during through");
            placed.then_some((Meaning::Time(Clock::Part(part), None), at + 1))
        }
    }
}
