//! Stretches of time: "three days", "two-year", "the past two weeks", "half an hour", "a decade", "months".

use super::super::lex::Lexemes;
use super::super::meaning::{Amount, Count, From, Meaning};
use super::super::number;
use super::super::vocabulary::{Class, Unit};

pub(super) fn rule(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    stretch(text, i).or_else(|| counted(text, i)).or_else(|| plural(text, i)).or_else(|| long(text, i))
}

/// The unit of a lexeme in the singular.
pub(super) fn unit_alone(text: &Lexemes, i: usize) -> Option<Unit> {
    text.number(i, Class::Unit).and_then(|n| Unit::ALL.get(n as usize).copied())
}

/// The unit of a lexeme in either number.
fn unit(text: &Lexemes, i: usize) -> Option<Unit> {
    let n = text.number(i, Class::Unit).or_else(|| text.number(i, Class::Units))?;
    Unit::ALL.get(n as usize).copied()
}

/// So many of a unit: "three days", "two-year", "a week", "half an hour", "20 more years".
pub(super) fn amount(text: &Lexemes, i: usize) -> Option<(Amount, usize)> {
    if let Some(found) = half(text, i) {
        return Some(found);
    }
    if text.any(i, "a an") || text.is(i, "one") {
        let at = text.skip(i + 1, "single full whole additional further entire -");
        let compound =
            number::glued(text, at + 1, "-") && text.any(at + 2, "ago earlier end on to over long old");
        if let Some(unit) = unit_alone(text, at).filter(|u| *u != Unit::Quarter && !compound) {
            return Some(and_a_half(text, unit, at + 1));
        }
    }
    let (count, at) = number::count(text, i)?;
    let large = matches!(count, Count::Exact(n) if n >= 1000 && text.at(i).digits == 4);
    let hyphen = text.is(at, "-");
    let at = text.skip(at, "-");
    let at = text.skip(
        at,
        "more straight consecutive full whole additional further long trading working \
        business calendar financial fiscal successive",
    );
    let unit = unit(text, at)?;
    let named = unit.is_clock() && text.at(at).capital && text.has(i, Class::Digits); // "60 Minutes"
    let singular = text.has(at, Class::Unit) && !hyphen && !spoken(text, i);
    let fraction = unit == Unit::Quarter && text.is(at + 1, "of");
    (!singular && !fraction && !large && !named).then_some((Amount { count, unit }, at + 1))
}

/// Spoken news is written without hyphens: "a two day rally", "a five year low".
fn spoken(text: &Lexemes, i: usize) -> bool {
    text.has(i, Class::Cardinal) || text.has(i, Class::Digits) || text.any(i, "several")
}

fn and_a_half(text: &Lexemes, unit: Unit, end: usize) -> (Amount, usize) {
    match text.row(end, "and a half") {
        Some(end) => (Amount { count: Count::Half(1), unit }, end),
        None => (Amount { count: Count::Exact(1), unit }, end),
    }
}

/// "half an hour", "half a year", "half-day".
fn half(text: &Lexemes, i: usize) -> Option<(Amount, usize)> {
    let at = text.is(i, "half").then(|| text.skip(i + 1, "a an -"))?;
    let unit = unit_alone(text, at).filter(|u| *u != Unit::Quarter && at > i + 1)?;
    Some((Amount { count: Count::Half(0), unit }, at + 1))
}

/// "three days", "a three-year period", "one-year term".
fn counted(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (amount, end) = amount(text, i)?;
    if text.is(end, "-") && text.at(end).glued && text.is(end + 1, "old") {
        return old(text, amount, end + 2);
    }
    if text.is(end, "old") || text.is(end, "-") && text.at(end + 1).glued && text.any(end + 1, "olds") {
        return None; // an age
    }
    let around_the_clock = amount.unit.is_clock() && text.any(end, "a per"); // "24 hours a day"
    if text.row(end, "of age").is_some() || age_before(text, i) || around_the_clock {
        return None;
    }
    let long = number::glued(text, end, "-") && text.is(end + 1, "long");
    Some((Meaning::Span(amount), or_so(text, if long { end + 2 } else { end })))
}

/// Behind "or so", "or two".
fn or_so(text: &Lexemes, i: usize) -> usize {
    text.row(i, "or so")
        .or_else(|| text.row(i, "or two").filter(|end| !text.has(*end, Class::Units)))
        .unwrap_or(i)
}

/// "8-month-old truce" is a duration; "a 44-year-old man" is an age.
fn old(text: &Lexemes, amount: Amount, end: usize) -> Option<(Meaning, usize)> {
    let child = text.any(end, "daughter son baby girl boy child infant , .");
    let thing = amount.unit != Unit::Year && !child
        || text.any(end, "truce war conflict dispute ban law agreement campaign blockade");
    thing.then_some((Meaning::Span(amount), end))
}

fn age_before(text: &Lexemes, i: usize) -> bool {
    text.any(i.wrapping_sub(1), "aged age")
}

/// "the past two weeks", "the next few days", "the first nine months", "these three decades".
fn stretch(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let the = text.any(i, "the these those its their his her this");
    let at = i + usize::from(the);
    let verb = text.is(at, "last") && text.any(i.wrapping_sub(1), "to will would could may can");
    let leaning = !verb
        && text.any(at, "past last next coming first final previous following preceding latest initial");
    let at = at + usize::from(leaning);
    let at = text.skip(at, "fiscal");
    if !leaning && !the {
        return None;
    }
    if text.any(at, "a an one") && !text.is(at, "one") {
        return None;
    }
    let ahead = text.is(at + 1, "ahead");
    if text.has(at, Class::Units) && (ahead || leaning && the && text.is(at - 1, "coming")) {
        return Some((Meaning::Span(vague(text, at)?), at + 1 + usize::from(ahead)));
    }
    let (amount, end) = amount(text, at)?;
    let adjective = !leaning && (text.has(end - 1, Class::Unit) || text.is(end - 2, "-"));
    if adjective {
        return None; // "the eight-year war": the article is the war's
    }
    let end = or_so(text, end);
    let half_of_the = matches!(amount.count, Count::Half(0));
    (!half_of_the && !text.is(end, "old") && text.row(end, "- old").is_none())
        .then_some((Meaning::Span(amount), end))
}

fn vague(text: &Lexemes, i: usize) -> Option<Amount> {
    Some(Amount { count: Count::Vague, unit: unit(text, i)? })
}

/// "for months", "years of war", "weeks before": plurals without a number, where the words around show that a
/// stretch of time is meant.
fn plural(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    if !text.has(i, Class::Units) || text.is(i, "quarters") {
        return None;
    }
    let amount = vague(text, i)?;
    if number::glued(text, i + 1, "-") && text.any(i + 2, "long old") {
        return Some((Meaning::Span(amount), i + 3));
    }
    let led = text.any(i.wrapping_sub(1), "for in within after over took lasted last take follows followed");
    let followed = text.any(i + 1, "before after later earlier ago ahead")
        || text.is(i + 1, "of") && amount.unit > Unit::Hour;
    let counted = text.any(i.wrapping_sub(1), "these those early two final many");
    if text.row(i + 1, "or").is_some() && text.has(i + 2, Class::Units) && led {
        return Some((Meaning::Span(amount), i + 3));
    }
    let end = i + 1 + usize::from(text.is(i + 1, "ago"));
    if text.is(i + 1, "later") && amount.unit.is_clock() {
        return Some((Meaning::Offset(Unit::Hour, 0, From::Context), i + 2));
    }
    ((led || followed) && !counted).then_some((Meaning::Span(amount), end))
}

/// "day-long", "decade-old", "year-long".
fn long(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let unit = unit_alone(text, i)?;
    let joined = number::glued(text, i + 1, "-") && text.any(i + 2, "long old");
    let tail = number::glued(text, i.wrapping_sub(1), "-") && text.at(i).glued // "71-year-old"
        || matches!(text.before(i).class, Class::Digits | Class::Cardinal);
    (joined && !tail).then_some((Meaning::Span(Amount { count: Count::Exact(1), unit }), i + 3))
}

/// "a pause of three, four and seven days": each number counts the unit at the end.
pub(super) fn shared_unit(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (first, end) = number::cardinal(text, i)?;
    let mut at = end;
    for _ in 0..4 {
        let joint = text.skip(at, ",");
        let joint = text.skip(joint, "and or");
        let (_, behind) = number::cardinal(text, joint).filter(|_| joint > at)?;
        at = behind;
        if text.has(at, Class::Units) {
            let unit = unit(text, at)?;
            return Some((Meaning::Span(Amount { count: Count::Exact(first), unit }), end));
        }
    }
    None
}
