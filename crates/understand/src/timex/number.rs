//! Numbers: counts in digits and words, ordinals, years.

use super::lex::Lexemes;
use super::meaning::Count;
use super::vocabulary::Class;

/// A count and the index behind it: "20", "2 1/2", "twenty-four", "several", "a couple of".
pub(super) fn count(text: &Lexemes, i: usize) -> Option<(Count, usize)> {
    let (first, next) = one(text, i)?;
    let range = text.any(next, "to or -") && !text.at(next + 1).glued | text.is(next, "-");
    match one(text, next + 1).filter(|_| range) {
        Some((_, end)) => Some((Count::Vague, end)), // "12 to 18 months"
        None => Some((first, next)),
    }
}

fn one(text: &Lexemes, i: usize) -> Option<(Count, usize)> {
    digits(text, i)
        .or_else(|| cardinal(text, i).map(|(n, end)| (Count::Exact(n), end)))
        .map(|(count, end)| with_half(text, count, end))
        .or_else(|| vague(text, i))
}

fn digits(text: &Lexemes, i: usize) -> Option<(Count, usize)> {
    let here = text.at(i);
    if here.class != Class::Digits || here.digits > 6 || follows_figure(text, i) {
        return None;
    }
    let (mut number, mut end) = (here.number, i + 1);
    while glued(text, end, ",") && text.at(end + 1).digits == 3 && text.at(end + 1).glued {
        number = number.checked_mul(1000)?.checked_add(text.at(end + 1).number)?;
        end += 2;
    }
    if glued(text, end, ".") && text.at(end + 1).glued && text.has(end + 1, Class::Digits) {
        let half = text.is(end + 1, "5");
        return Some((if half { Count::Half(number) } else { Count::Vague }, end + 2));
    }
    Some((Count::Exact(number), end))
}

/// Whether the digits carry on a figure or an amount of money: the "5" of "$5" or "2.5".
pub(super) fn follows_figure(text: &Lexemes, i: usize) -> bool {
    text.at(i).glued && {
        let before = text.before(i);
        let joined = i >= 2 && text.any(i - 1, ". , / :") && text.has(i - 2, Class::Digits);
        let letter = i >= 2 && text.has(i - 2, Class::Other) && text.at(i - 2).span.len() == 1;
        let code = letter && before.glued && text.is(i - 1, "-"); // "U-19"
        joined || code || text.any(i.wrapping_sub(1), "$ # £ € ¥") || matches!(before.class, Class::Other)
    }
}

/// Whether this mark stands here without a blank before it.
pub(super) fn glued(text: &Lexemes, i: usize, mark: &str) -> bool {
    text.at(i).glued && text.is(i, mark)
}

fn with_half(text: &Lexemes, count: Count, end: usize) -> (Count, usize) {
    let Count::Exact(n) = count else { return (count, end) };
    let fraction = text.row(end, "1 / 2").filter(|_| !text.at(end).glued);
    let words = text.row(end, "and a half").or_else(|| text.row(end, "- and - a - half"));
    match fraction.or(words) {
        Some(end) => (Count::Half(n), end),
        None => (count, end),
    }
}

/// A cardinal in words: "twenty-four", "a hundred", "two hundred and ten".
pub(super) fn cardinal(text: &Lexemes, i: usize) -> Option<(u32, usize)> {
    let article = text.any(i, "a an") && text.any(i + 1, "hundred thousand dozen");
    let mut at = i + usize::from(article);
    let (mut sum, mut part, mut any) = (0u32, 0u32, false);
    loop {
        let n = match text.number(at, Class::Cardinal) {
            Some(n) => n,
            None if text.is(at, "dozen") => 12,
            None => break,
        };
        match n {
            1000 => {
                sum = part.max(1).saturating_mul(1000);
                part = 0;
            }
            100 | 12 if any || article => part = part.max(1).saturating_mul(n),
            n if any && part % 10 == 0 && part % 100 > n => part += n, // twenty four
            n if any && part % 100 == 0 && n < 100 => part += n,       // two hundred four
            _ if any => break,
            n => part = n,
        }
        any = true;
        at += 1;
        let joint = text.any(at, "- and") && text.has(at + 1, Class::Cardinal);
        let tight = text.is(at, "-") || part % 100 == 0;
        let ten = (20..100).contains(&(part % 100)) && text.at(at + 1).number < 10;
        if joint && tight && (text.is(at, "and") || ten) {
            at += 1;
        }
    }
    any.then_some((sum.saturating_add(part), at))
}

fn vague(text: &Lexemes, i: usize) -> Option<(Count, usize)> {
    let lists = [
        ("a couple of", Count::Exact(2)),
        ("couple of", Count::Exact(2)),
        ("a couple", Count::Exact(2)),
        ("a few", Count::Vague),
        ("a number of", Count::Vague),
        ("dozens of", Count::Vague),
        ("several", Count::Vague),
        ("few", Count::Vague),
        ("many", Count::Vague),
    ];
    lists.iter().find_map(|&(words, count)| text.row(i, words).map(|end| (count, end)))
}

/// An ordinal and the index behind it: "third", "22nd", "twenty-first".
pub(super) fn ordinal(text: &Lexemes, i: usize) -> Option<(u32, usize)> {
    if let Some(n) = text.number(i, Class::Ordinal) {
        return Some((n, i + 1));
    }
    if let Some(n) = text.number(i, Class::Digits) {
        let suffix = text.at(i + 1).glued && text.any(i + 1, "st nd rd th");
        return (suffix && !follows_figure(text, i)).then_some((n, i + 2));
    }
    let tens = text.number(i, Class::Cardinal).filter(|n| (20..100).contains(n))?;
    let at = text.skip(i + 1, "-");
    text.number(at, Class::Ordinal).filter(|&n| n < 10).map(|n| (tens + n, at + 1))
}

/// A year in four digits that nothing makes a figure of: "1998", not "1,998", "$1998", "1998%".
pub(super) fn year(text: &Lexemes, i: usize) -> Option<(i32, usize)> {
    let here = text.at(i);
    let four = here.class == Class::Digits && here.digits == 4 && (1200..=2199).contains(&here.number);
    if !four || follows_figure(text, i) {
        return None;
    }
    let next = text.at(i + 1);
    let figure = next.glued
        && (next.word == "%"
            || next.class == Class::Other && next.word != "s"
            || text.any(i + 1, ", . : /") && text.at(i + 2).glued && text.has(i + 2, Class::Digits));
    (!figure).then_some((here.number as i32, i + 1))
}

/// A year in words: "nineteen ninety-seven", "two thousand".
pub(super) fn spoken_year(text: &Lexemes, i: usize) -> Option<(i32, usize)> {
    let century = text.number(i, Class::Cardinal).filter(|n| (17..=20).contains(n))?;
    let tens = text.number(i + 1, Class::Cardinal).filter(|n| (10..100).contains(n))?;
    let unit_at = text.skip(i + 2, "-");
    match text.number(unit_at, Class::Cardinal).filter(|n| *n < 10 && tens >= 20) {
        Some(unit) => Some(((century * 100 + tens + unit) as i32, unit_at + 1)),
        None => Some(((century * 100 + tens) as i32, i + 2)),
    }
}

/// A year of two digits after an apostrophe: "'98".
pub(super) fn short_year(text: &Lexemes, i: usize) -> Option<(i32, usize)> {
    let two = text.is(i, "'") && text.at(i + 1).glued && text.at(i + 1).digits == 2;
    let free = !text.at(i + 2).glued || text.has(i + 2, Class::Mark);
    (two && free).then(|| (full_year(text.at(i + 1).number), i + 2))
}

/// The year meant by two digits: 1930 to 2029.
pub(super) fn full_year(two: u32) -> i32 {
    two as i32 + if two < 30 { 2000 } else { 1900 }
}
