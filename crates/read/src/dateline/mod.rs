//! The dateline of an agency report: `BELGRADE, December 12./TASS/.` and its many cousins, read into place,
//! agency and day.
//!
//! A dateline is believed for its evidence, not for its looks: an agency that is known, a day, or a place in
//! capitals or of the list, each with the dash that parts it from the report.

mod names;
mod scan;

use crate::layout::head_of;
use crate::when;
use document::{Dateline, Span};
use names::{is_agency, is_city};
use scan::{Agency, Items, Mark, Place, Scan};

/// A dateline at the head of a paragraph, and what is glued before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The dateline, its spans in the whole text.
    pub dateline: Dateline,
    /// A byline or a picture credit that stands before it in the same paragraph.
    pub before: Option<Span>,
}

/// No dateline is longer.
const REACH: usize = 240;

/// Finds the dateline at the head of a paragraph. `turns`: whether the article is a transcript, in which a name
/// in capitals and a colon begin a turn of speech.
pub(crate) fn find(text: &str, paragraph: Span, turns: bool) -> Option<Found> {
    let words = paragraph.of(text);
    let shift = paragraph.start as usize;
    if let Some(dateline) = parse(words, turns) {
        return Some(Found { dateline: shifted(dateline, shift), before: None });
    }
    let (at, dateline) = parse_behind(words)?;
    let before = Span::new(shift, shift + at).trim(text);
    Some(Found { dateline: shifted(dateline, shift + at), before: Some(before) })
}

/// The same dateline so many bytes further on.
pub(crate) fn shifted(d: Dateline, by: usize) -> Dateline {
    let shift = |s: Span| Span::new(s.start as usize + by, s.end as usize + by);
    Dateline {
        span: shift(d.span),
        place: d.place.map(shift),
        agency: d.agency.map(shift),
        day_span: d.day_span.map(shift),
        ..d
    }
}

/// A dateline behind a byline or a picture credit: `By Ann Lee NEW YORK, Dec 12 (Reuters) -`. Believed only
/// where a known agency in brackets follows soon.
fn parse_behind(text: &str) -> Option<(usize, Dateline)> {
    let head = head_of(text, REACH);
    let close = head.find(") ").or_else(|| head.ends_with(')').then(|| head.len() - 1))?;
    let open = head[..close].rfind('(')?;
    if open == 0 || !is_agency(head[open + 1..close].trim()) {
        return None;
    }
    let before = |at: usize| head[..at].chars().next_back();
    let starts = head[..open].char_indices().skip(1).filter(|&(at, c)| {
        // A new word, or a capital glued to a small letter.
        c.is_uppercase() && before(at).is_some_and(|b| b.is_whitespace() || b.is_lowercase())
    });
    for (at, _) in starts {
        let found = parse(&text[at..], true).filter(|d| d.agency.is_some() && d.day_span.is_some());
        if let Some(dateline) = found.filter(|d| plausible_place(d.place.map_or("", |p| p.of(&text[at..])))) {
            return is_prefix(head[..at].trim()).then_some((at, dateline));
        }
    }
    None
}

fn plausible_place(place: &str) -> bool {
    let first = place.split(',').next().unwrap_or("");
    place.is_empty() || names::is_capitals(first)
}

/// A byline, or a picture credit such as `REUTERS/Name/File`.
fn is_prefix(text: &str) -> bool {
    text.len() < 120 && (text.starts_with("By ") || text.contains('/') || text.starts_with("FILE"))
}

/// A dateline at the very start of `text`.
fn parse(text: &str, turns: bool) -> Option<Dateline> {
    let mut scan = Scan::new(head_of(text, REACH));
    let place = scan.place();
    let mut items = scan.items();
    let mut mark = scan.mark();
    // `CAIRO – 26 July 2022:` and `AFP.- London -`.
    if mark != Mark::None && items.day.is_none() {
        mark = second_half(&mut scan, &mut items, mark);
    }
    let late = match (&place, &items.agency) {
        (None, Some(a)) if mark != Mark::None && !a.bracketed => place_after_agency(&mut scan),
        _ => None,
    };
    let end = scan.end();
    let place = place.or(late);
    let next = text.get(end..).unwrap_or("").trim_start();
    believed(place.as_ref(), &items, mark, next, text, turns).then(|| dateline(end, place, items))
}

fn dateline(end: usize, place: Option<Place>, items: Items) -> Dateline {
    let written = items.day.map(|(written, _)| written).unwrap_or_default();
    Dateline {
        span: Span::new(0, end),
        place: place.map(|p| p.span),
        agency: items.agency.map(|a| a.span),
        day_span: items.day.map(|(_, span)| span),
        month_day: written.month_day,
        year: written.year,
    }
}

fn second_half(scan: &mut Scan<'_>, items: &mut Items, mark: Mark) -> Mark {
    let back = scan.at;
    if let Some(day) = scan.day() {
        let second = scan.mark();
        if second != Mark::None {
            items.day = Some(day);
            return second;
        }
    }
    scan.at = back;
    mark
}

fn place_after_agency<'t>(scan: &mut Scan<'t>) -> Option<Place<'t>> {
    let back = scan.at;
    let place = scan.place();
    let good = place.as_ref().is_some_and(|p| p.capitals || is_city(p.first));
    if good && scan.mark() != Mark::None {
        return place;
    }
    scan.at = back;
    None
}

fn believed(place: Option<&Place>, items: &Items, mark: Mark, next: &str, text: &str, turns: bool) -> bool {
    let capitals = place.is_some_and(|p| p.capitals);
    let city = place.is_some_and(|p| is_city(p.first));
    let dated = items.day.is_some_and(|(written, _)| written.month_day.is_some());
    if place.is_some_and(|p| names::is_heading(p.first) || is_agency(p.first)) {
        return false;
    }
    match &items.agency {
        Some(agency) => believed_agency(agency, place, mark, text, dated, capitals, city),
        None if dated => place.is_some_and(|p| mark != Mark::None && (capitals || city || p.words <= 3)),
        None => place.is_some_and(|p| believed_place(p, items, mark, next, turns)),
    }
}

fn believed_agency(
    agency: &Agency,
    place: Option<&Place>,
    mark: Mark,
    text: &str,
    dated: bool,
    capitals: bool,
    city: bool,
) -> bool {
    let press = place.is_some_and(|p| names::names_press(p.first));
    if !agency.known {
        return mark == Mark::Dash && agency.bracketed && (dated || capitals || city) && !press;
    }
    if mark != Mark::None {
        return !press || dated;
    }
    if !agency.bracketed {
        return false;
    }
    let alone = place.is_none() && text.starts_with('(');
    dated || city || alone || (capitals && place.is_some_and(|p| p.letters >= 4)) || agency.slashed
}

/// A place alone, with neither agency nor day: `WASHINGTON _`, `AMMAN —`, `Muscat:`.
fn believed_place(place: &Place, items: &Items, mark: Mark, next: &str, turns: bool) -> bool {
    let first = next.chars().next();
    let opens = match first {
        None => mark == Mark::Dash && place.capitals,
        Some(c) => c.is_uppercase() || c.is_ascii_digit() || "\"“‘'`«#$€£".contains(c),
    };
    let city = is_city(place.first);
    let sure = city || (place.capitals && place.letters >= 5 && place.words <= 4);
    match mark {
        Mark::None => false,
        _ if !opens => false,
        Mark::Dash => sure || (items.day.is_some() && place.capitals),
        Mark::Colon => city || (sure && !turns),
    }
}

/// Whether a paragraph begins like a turn of speech in a transcript: `MODERATOR: Good evening`.
pub(crate) fn is_turn(paragraph: &str) -> bool {
    let head = head_of(paragraph, 40);
    head.find(": ").is_some_and(|at| names::is_capitals(&head[..at]) && !is_city(&head[..at]))
}

/// Whether a text names an agency and nothing else.
pub(crate) fn is_agency_name(text: &str) -> bool {
    is_agency(text)
}

/// A line that holds a day and nothing else, with or without a word before it and a time behind it.
pub(crate) fn date_line(text: &str, span: Span) -> Option<Dateline> {
    let line = span.of(text);
    if line.len() > 80 {
        return None;
    }
    let label = names::date_label(line);
    let (written, length) = when::at_start(&line[label..])?;
    written.month_day?;
    let rest = line[label + length..].trim_start_matches([',', '.', '|', '-', '–', ' ', '\u{a0}']);
    let start = span.start as usize + label;
    names::is_clock(rest).then(|| Dateline {
        span,
        day_span: Some(Span::new(start, start + length)),
        month_day: written.month_day,
        year: written.year,
        ..Dateline::default()
    })
}

#[cfg(test)]
mod tests;
