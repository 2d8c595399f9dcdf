//! Days written in words and figures, as datelines, date lines and fields of inputs give them.

use document::Day;

/// A day as far as it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub month_day: Option<(u8, u8)>,
    pub year: Option<i16>,
}

impl Written {
    /// The whole day, where the year is written too.
    pub fn day(self) -> Option<Day> {
        let (month, day) = self.month_day?;
        Day::new(i32::from(self.year?), u32::from(month), u32::from(day))
    }
}

/// Month names in the languages of agencies that publish English reports, by the letters that tell them apart.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "января", "enero", "ene", "janvier", "janv", "januar", "janeiro", "gennaio"],
    &[
        "february",
        "февраля",
        "feb",
        "febr",
        "febrero",
        "février",
        "fevrier",
        "févr",
        "februar",
        "fevereiro",
        "febbraio",
    ],
    &["march", "марта", "mar", "marzo", "mars", "märz", "março"],
    &["april", "апреля", "apr", "abril", "abr", "avril", "avr", "aprile"],
    &["may", "мая", "mayo", "mai", "maio", "maggio"],
    &["june", "июня", "jun", "junio", "juin", "juni", "junho", "giugno"],
    &["july", "июля", "jul", "julio", "juillet", "juil", "juli", "julho", "luglio"],
    &["august", "августа", "aug", "agosto", "ago", "août", "aout"],
    &["september", "сентября", "sept", "sep", "septiembre", "septembre", "setembro", "settembre"],
    &["october", "октября", "oct", "octubre", "octobre", "oktober", "okt", "outubro", "ottobre"],
    &["november", "ноября", "nov", "noviembre", "novembre", "novembro"],
    &[
        "december",
        "декабря",
        "dec",
        "diciembre",
        "dic",
        "décembre",
        "decembre",
        "dezember",
        "dez",
        "dezembro",
        "dicembre",
    ],
];

const WEEKDAYS: [&str; 21] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "weds",
    "lundi",
    "lunes",
    "montag",
];

/// Month of a name, 1 to 12, whatever its case.
fn month(word: &str) -> Option<u8> {
    if word.len() > 24 || word.is_empty() {
        return None;
    }
    let word = word.to_lowercase();
    MONTHS.iter().position(|names| names.contains(&word.as_str())).map(|at| at as u8 + 1)
}

/// Whether a word names a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    word.len() <= 9 && WEEKDAYS.iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// The day written at the start of `text`, and how many bytes it takes: `July 25, 2022`, `Jan. 3`, `21 NOV 89`,
/// `2016-12-12`, `Monday, July 25`. A final full stop stays outside.
pub(crate) fn at_start(text: &str) -> Option<(Written, usize)> {
    let word = letters(text);
    if is_weekday(word) {
        let rest = text[word.len()..].trim_start_matches(['.', ',', ' ', '\u{a0}']);
        let skipped = text.len() - rest.len();
        return match at_start(rest).filter(|_| skipped > word.len() && !is_weekday(letters(rest))) {
            Some((written, length)) => Some((written, skipped + length)),
            None => Some((Written::default(), word.len())),
        };
    }
    iso(text).or_else(|| month_first(text, word)).or_else(|| day_first(text))
}

fn letters(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

fn iso(text: &str) -> Option<(Written, usize)> {
    let head = text.get(..10)?;
    let day = Day::parse(head)?;
    let ends = !text[10..].starts_with(|c: char| c.is_ascii_digit());
    ends.then_some((whole(day), 10))
}

fn whole(day: Day) -> Written {
    Written { month_day: Some((day.month() as u8, day.day() as u8)), year: Some(day.year() as i16) }
}

/// `July 25, 2022`, `Jan. 3`, `Dec 12`, `Sept 1st 2020`.
fn month_first(text: &str, word: &str) -> Option<(Written, usize)> {
    let month = month(word)?;
    let after = skip_space(text, word.len() + usize::from(text[word.len()..].starts_with('.')));
    let (day, end) = day_number(text, after)?;
    let comma = if text[end..].starts_with(',') { end + 1 } else { end };
    let (year, end) = year(text, skip_space(text, comma), false).map_or((None, end), |(y, e)| (Some(y), e));
    valid(month, day, year).then_some((Written { month_day: Some((month, day)), year }, end))
}

/// `21 NOV 89`, `25 July 2022`, `7. Mai`, `3 de mayo de 2016`.
fn day_first(text: &str) -> Option<(Written, usize)> {
    let (day, end) = day_number(text, 0)?;
    let end = end + usize::from(text[end..].starts_with('.'));
    let at = skip_of(text, skip_space(text, end));
    let name = letters(text.get(at..)?);
    let month = month(name)?;
    let end = at + name.len();
    let dot = end + usize::from(text[end..].starts_with('.'));
    let comma = dot + usize::from(text[dot..].starts_with(','));
    let found = year(text, skip_of(text, skip_space(text, comma)), true);
    let (year, end) = found.map_or((None, end), |(y, e)| (Some(y), e));
    valid(month, day, year).then_some((Written { month_day: Some((month, day)), year }, end))
}

fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start().len())
}

fn skip_of(text: &str, at: usize) -> usize {
    match text.get(at..).unwrap_or("").strip_prefix("de ") {
        Some(rest) => text.len() - rest.trim_start().len(),
        None => at,
    }
}

/// One or two digits with an ordinal ending, no letter or digit behind.
fn day_number(text: &str, at: usize) -> Option<(u8, usize)> {
    let rest = text.get(at..)?;
    let number = digits(rest);
    if number.is_empty() || number.len() > 2 {
        return None;
    }
    let ending = letters(&rest[number.len()..]);
    let known = matches!(ending, "" | "st" | "nd" | "rd" | "th");
    known.then(|| Some((number.parse().ok()?, at + number.len() + ending.len())))?
}

/// Four digits; two where `short` allows it, 70 to 99 being of the last century (the rule of POSIX).
fn year(text: &str, at: usize, short: bool) -> Option<(i16, usize)> {
    let rest = text.get(at..)?;
    let number = digits(rest);
    let value: i16 = number.parse().ok()?;
    let behind = rest[number.len()..].chars().next();
    if behind.is_some_and(|c| c.is_alphanumeric() || (c == ':' && number.len() == 2)) {
        return None;
    }
    let year = match number.len() {
        4 if (1800..2200).contains(&value) => value,
        2 if short && value >= 70 => 1900 + value,
        2 if short => 2000 + value,
        _ => return None,
    };
    Some((year, at + number.len()))
}

fn valid(month: u8, day: u8, year: Option<i16>) -> bool {
    Day::new(year.map_or(2000, i32::from), u32::from(month), u32::from(day)).is_some()
}

/// A whole day from a field or attribute: ISO 8601, `20161212`, `12 Dec 2016`, `Mon, 12 Dec 2016 10:00:00 GMT`,
/// `Dec 12, 2016 10:00am`, `31/12/2016` (where only one order is possible).
pub(crate) fn whole_day(text: &str) -> Option<Day> {
    let text = text.trim();
    let head = digits(text);
    if head.len() == 8 && (text.len() == 8 || text[8..].starts_with(['T', ' '])) {
        return Day::new(head[..4].parse().ok()?, head[4..6].parse().ok()?, head[6..].parse().ok()?);
    }
    at_start(text).and_then(|(written, _)| written.day()).or_else(|| slashes(text))
}

/// `2016/12/31`, `31/12/2016`, `31.12.2016`: the order must follow from the figures or the full stops.
fn slashes(text: &str) -> Option<Day> {
    let head = text.split(|c: char| c.is_whitespace() || matches!(c, 'T' | ',' | ';')).next()?;
    let mut parts = head.split(['/', '.', '-']);
    let numbers: [&str; 3] = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() || !numbers.iter().all(|n| digits(n) == *n && !n.is_empty()) {
        return None;
    }
    let value = |n: &str| n.parse::<u32>().ok();
    let [a, b, c] = [value(numbers[0])?, value(numbers[1])?, value(numbers[2])?];
    match (numbers[0].len(), numbers[2].len()) {
        (4, _) => Day::new(a as i32, b, c),
        // With full stops the day comes first, wherever it is written so.
        (_, 4) if a > 12 || a == b || (b <= 12 && head.contains('.')) => Day::new(c as i32, b, a),
        (_, 4) if b > 12 => Day::new(c as i32, a, b),
        (1 | 2, 2) if head.matches('.').count() == 2 => Day::new(2000 + c as i32, b, a),
        _ => None,
    }
}

/// The day in the path of an address: `/2016/12/31/`, `/2016-12-31`, `/20161231/`, `/2016/dec/31/`.
pub(crate) fn of_address(address: &str) -> Option<Day> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    parts.windows(3).find_map(three_parts).or_else(|| parts.iter().find_map(|part| one_part(part)))
}

fn three_parts(parts: &[&str]) -> Option<Day> {
    let plain = |s: &str, n: std::ops::RangeInclusive<usize>| digits(s) == s && n.contains(&s.len());
    if !plain(parts[0], 4..=4) {
        return None;
    }
    let month_number = if plain(parts[1], 1..=2) { parts[1].parse().ok()? } else { month(parts[1])? };
    // The last may carry on: `/2016/12/31-headline`.
    let day = digits(parts[2]);
    let ends = !parts[2][day.len()..].starts_with(char::is_alphanumeric);
    (ends && plain(day, 1..=2)).then(|| of_web(parts[0], u32::from(month_number), day))?
}

fn of_web(year: &str, month: u32, day: &str) -> Option<Day> {
    let year: i32 = year.parse().ok()?;
    (1990..2100).contains(&year).then(|| Day::new(year, month, day.parse().ok()?))?
}

fn one_part(part: &str) -> Option<Day> {
    let mut from = 0;
    while let Some(found) = part[from..].find(|c: char| c.is_ascii_digit()) {
        let at = from + found;
        let number = digits(&part[at..]);
        if number.len() == 4 && part.get(at + 4..at + 5).is_some_and(|c| c == "-" || c == "_") {
            let rest = &part[at + 5..];
            let (month, tail) = (digits(rest), rest.get(digits(rest).len() + 1..).unwrap_or(""));
            let sure = month.len() == 2 && digits(tail).len() == 2;
            if let Some(day) = sure.then(|| of_web(number, month.parse().ok()?, digits(tail))).flatten() {
                return Some(day);
            }
        }
        let eight = || of_web(&number[..4], number[4..6].parse().ok()?, &number[6..]);
        if let Some(day) = (number.len() == 8).then(eight).flatten() {
            return Some(day);
        }
        from = at + number.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_datelines_write_them() {
        let check = |text: &str, expected: Option<(u8, u8, i16, &str)>| {
            let found = at_start(text).map(|(w, n)| {
                let (m, d) = w.month_day.unwrap_or_default();
                (m, d, w.year.unwrap_or_default(), &text[..n])
            });
            assert_eq!(found, expected, "{text}");
        };
        check("December 12./TASS/.", Some((12, 12, 0, "December 12")));
        check("Jan. 3 (Reuters)", Some((1, 3, 0, "Jan. 3")));
        check("July 25, 2022 (AP)", Some((7, 25, 2022, "July 25, 2022")));
        check("Jul 26 2022 (IPS)", Some((7, 26, 2022, "Jul 26 2022")));
        check("21 NOV 89 --", Some((11, 21, 1989, "21 NOV 89")));
        check("25 July 2022: The", Some((7, 25, 2022, "25 July 2022")));
        check("Mayo 18 (AFP)", Some((5, 18, 0, "Mayo 18")));
        check("7. Mai", Some((5, 7, 0, "7. Mai")));
        check("Monday, July 25 -", Some((7, 25, 0, "Monday, July 25")));
        check("Monday (AP)", Some((0, 0, 0, "Monday")));
        check("May 12:30", Some((5, 12, 0, "May 12")));
        check("2016-12-12T10", Some((12, 12, 2016, "2016-12-12")));
        check("March 2022", None);
        check("May 7th Street", Some((5, 7, 0, "May 7th")));
        check("Marching 4", None);
        check("February 30", None);
        check("Mar", None);
        check("12", None);
        check("", None);
    }

    #[test]
    fn whole_days_of_fields() {
        let check = |text: &str, expected: &str| {
            assert_eq!(whole_day(text).map(|d| d.to_string()).unwrap_or_default(), expected, "{text}");
        };
        check("2016-12-12", "2016-12-12");
        check("2016-12-12T10:00:00+03:00", "2016-12-12");
        check("20161212", "2016-12-12");
        check("Mon, 12 Dec 2016 10:00:00 GMT", "2016-12-12");
        check("Dec 12, 2016 10:00am", "2016-12-12");
        check("2016/12/31", "2016-12-31");
        check("31/12/2016", "2016-12-31");
        check("12/31/2016", "2016-12-31");
        check("03/04/2016", "");
        check("03.04.2016 10:00", "2016-04-03");
        check("Nov 29, 20", "");
        check("yesterday", "");
        check("December 12", "");
    }

    #[test]
    fn days_in_addresses() {
        let check = |text: &str, expected: &str| {
            assert_eq!(of_address(text).map(|d| d.to_string()).unwrap_or_default(), expected, "{text}");
        };
        check("https://a.org/2016/12/12/headline", "2016-12-12");
        check("https://a.org/news/2016-12-12/headline", "2016-12-12");
        check("https://a.org/world/2022/jul/05/headline", "2022-07-05");
        check("https://a.org/headline-2016-12-12.html", "2016-12-12");
        check("https://a.org/article/20090320/NEWS01/90320003", "2009-03-20");
        check("https://a.org/articles/37145", "");
        check("https://a.org/2016/12/headline", "");
        check("https://a.org/id/20229999", "");
        check("news.html?d=2016/12/12", "");
    }
}
