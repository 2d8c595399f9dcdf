//! How often: "every day", "each July", "weekly", "Tuesday nights", "$33 million a year".

use super::super::lex::Lexemes;
use super::super::meaning::{Amount, Count, Meaning};
use super::super::vocabulary::{Class, Unit};
use super::{date, duration};

pub(super) fn rule(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    every(text, i).or_else(|| adverb(text, i)).or_else(|| rate(text, i)).or_else(|| plural(text, i))
}

fn each(unit: Unit, n: u32) -> Meaning {
    Meaning::Every(Amount { count: Count::Exact(n), unit })
}

/// "every day", "each year", "every two weeks", "every Monday", "each July", "every other day".
fn every(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    if !text.any(i, "every each") {
        return None;
    }
    let at = text.skip(i + 1, "single");
    if let Some(day) = text.number(at, Class::Weekday) {
        let part = text.number(at + 1, Class::Part);
        return Some((Meaning::EachWeekday(day, part), at + 1 + usize::from(part.is_some())));
    }
    if let Some((month, end)) = date::month(text, at) {
        return Some((Meaning::EachMonth(month), end));
    }
    if let Some(unit) = duration::unit_alone(text, at) {
        return Some((each(unit, 1), at + 1));
    }
    if let Some(unit) = duration::unit_alone(text, at + 1).filter(|_| text.is(at, "other")) {
        return Some((each(unit, 2), at + 2));
    }
    if text.number(at, Class::Part).is_some() {
        return Some((each(Unit::Day, 1), at + 1));
    }
    let (amount, end) = duration::amount(text, at)?;
    Some((Meaning::Every(amount), end))
}

/// "daily", "weekly", "annually"; not in names ("China Daily").
fn adverb(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (unit, n) = match text.at(i).word {
        "daily" | "nightly" => (Unit::Day, 1),
        "weekly" => (Unit::Week, 1),
        "biweekly" => (Unit::Week, 2),
        "monthly" => (Unit::Month, 1),
        "annually" | "yearly" => (Unit::Year, 1),
        "biennial" => (Unit::Year, 2),
        "hourly" => (Unit::Hour, 1),
        _ => return None,
    };
    let first = text.before(i).sentence != text.at(i).sentence;
    let named = text.before(i).capital && text.before(i.saturating_sub(1)).sentence == text.at(i).sentence;
    let paper = text.at(i + 1).capital || named && !first; // "the daily Granma"
    (!paper && !text.at(i).capital || first && !text.at(i + 1).capital).then_some((each(unit, n), i + 1))
}

/// "fifty thousand CDs a year", "twice a week", "358,000 a month".
fn rate(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let unit = duration::unit_alone(text, i + 1).filter(|_| text.any(i, "a an"))?;
    let before = text.before(i);
    let counted = matches!(before.class, Class::Digits | Class::Cardinal | Class::Units)
        || text.any(
            i.wrapping_sub(1),
            "once twice times million billion trillion percent % dollars euros people tons",
        )
        || (before.class == Class::Other
            && before.word.len() > 3
            && before.word.ends_with('s')
            && !before.word.ends_with("ss")
            && !text
                .any(i.wrapping_sub(1), "was this takes lasts comes follows besides perhaps always marks"));
    let shifted = text.any(i + 2, "ago later earlier after before from -")
        || text.row(i + 2, "or two").is_some()
        || text.at(i + 2).glued && text.is(i + 2, "'");
    (counted && !shifted).then_some((each(unit, 1), i + 2))
}

/// "Mondays", "Tuesday nights", "fourth quarters".
fn plural(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    if let Some(day) = text.number(i, Class::Weekdays).filter(|_| text.at(i).capital) {
        return Some((Meaning::EachWeekday(day, None), i + 1));
    }
    let day = text.number(i, Class::Weekday)?;
    let parts = ["mornings", "afternoons", "evenings", "nights"];
    let part = parts.iter().position(|p| text.is(i + 1, p))?;
    Some((Meaning::EachWeekday(day, Some(part as u32)), i + 2))
}
