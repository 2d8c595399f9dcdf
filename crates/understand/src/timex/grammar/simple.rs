//! References to now, then and what is to come that name no day: "now", "recently", "the future".

use super::super::lex::Lexemes;
use super::super::meaning::Meaning;
use super::super::vocabulary::Class;

const PAST: &str = "PAST_REF";
const PRESENT: &str = "PRESENT_REF";
const FUTURE: &str = "FUTURE_REF";

/// Phrase and value. The first that fits stands, so longer phrases come first.
const PHRASES: &[(&str, &str)] = &[
    ("right now", PRESENT),
    ("now", PRESENT),
    ("nowadays", PRESENT),
    ("these days", PRESENT),
    ("currently", PRESENT),
    ("presently", PRESENT),
    ("current", PRESENT),
    ("more recently", PAST),
    ("recently", PAST),
    ("lately", PAST),
    ("recent days", PAST),
    ("recent weeks and months", PAST),
    ("recent weeks", PAST),
    ("recent months", PAST),
    ("recent quarters", PAST),
    ("recent years", PAST),
    ("the past several quarters", PAST),
    ("recent", PAST),
    ("the near future", FUTURE),
    ("the future", FUTURE),
    ("the near term", FUTURE),
    ("the short term", FUTURE),
    ("soon", FUTURE),
    ("future quarters", FUTURE),
    ("coming months", FUTURE),
    ("coming quarters", FUTURE),
];

pub(super) fn rule(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    if let Some(end) = text.row(i, "the past").filter(|_| the_past(text, i)) {
        return Some((Meaning::Reference(PAST), end));
    }
    if text.is(i, "one") && text.any(i.wrapping_sub(1), "will would may might could ll") {
        return text.row(i, "one day").map(|end| (Meaning::Reference(FUTURE), end));
    }
    let (value, end) = PHRASES.iter().find_map(|(p, value)| text.row(i, p).map(|end| (*value, end)))?;
    let named = text.at(i).capital && text.at(end).capital;
    let soon_as = text.is(i, "soon") && (text.any(end, "as after") || text.any(i.wrapping_sub(1), "as"));
    (!named && !soon_as).then_some((Meaning::Reference(value), end))
}

fn the_past(text: &Lexemes, i: usize) -> bool {
    let end = text.at(i + 2);
    text.any(i.wrapping_sub(1), "in of from")
        && (end.class == Class::Mark || end.class == Class::Border || text.any(i + 2, "and to by"))
}
