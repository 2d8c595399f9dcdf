//! The lines of a wire's header and trailer, by their form.

use crate::when::at_start;
use document::Day;

/// What a line above the text is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Blank,
    /// Of the header, with its slug.
    Header(Option<String>),
    /// The slug in full: `BC-Kenya-Explosion, 5th Ld-Writethru`.
    Slug,
    /// To the editors.
    Note,
    /// Anything else.
    Words,
}

impl Line {
    /// `line`: without control characters.
    pub fn of(line: &str) -> Line {
        let line = line.trim();
        if line.is_empty() {
            return Line::Blank;
        }
        if let Some(slug) = iptc(line).or_else(|| anpa(line)) {
            return Line::Header(Some(slug).filter(|slug| !slug.is_empty()));
        }
        match () {
            () if is_service(line) || is_urgency(line) => Line::Header(None),
            () if is_slug(line) => Line::Slug,
            () if ["Eds:", "EDS:", "Eds.:", "Editors:", "EDITORS:"].iter().any(|e| line.starts_with(e)) => {
                Line::Note
            }
            () => Line::Words,
        }
    }
}

/// Whether a text begins with a message of a wire.
pub(crate) fn is(text: &str) -> bool {
    // Nothing but signs of synchronisation stands before the start of a header.
    let header = text.trim_start_matches(['\u{16}', '\0']).strip_prefix('\u{1}');
    let marked = header.is_some_and(|header| header.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let mut lines = text.lines().filter(|line| !bare(line).is_empty()).take(2).map(bare);
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    marked || iptc(&first).is_some() || (is_service(&first) && anpa(&second).is_some())
}

/// Whether a message begins with this line where no control character says so.
pub(super) fn begins(line: &str) -> bool {
    let line = bare(line);
    iptc(&line).is_some() || is_service(&line)
}

fn bare(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

fn digits(word: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// `ABC1234 4 POL 0250 Kenya-Explosion`: source and number, priority, category, words, and the slug that is given.
fn iptc(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let (source, priority, category, length) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let letters = source.bytes().take_while(u8::is_ascii_uppercase).count();
    let good = (2..=4).contains(&letters)
        && digits(&source[letters..], 3..=5)
        && matches!(priority.as_bytes(), [b'1'..=b'9'])
        && (1..=3).contains(&category.len())
        && category.bytes().all(|b| b.is_ascii_uppercase())
        && digits(length, 1..=5);
    good.then(|| words.collect::<Vec<_>>().join(" "))
}

/// `u i BC-Kenya-Explosion 08-07 0122`: priority, category, slug, month and day, words; gives the slug.
fn anpa(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [priority, category, slug @ .., date, length] = words.as_slice() else { return None };
    let letter = |word: &str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let month_day = date.split_once('-').is_some_and(|(m, d)| digits(m, 1..=2) && digits(d, 1..=2));
    (letter(priority) && letter(category) && month_day && digits(length, 1..=5)).then(|| slug.join(" "))
}

/// `w2213 wstm-`: the letter of the service and the number of the message.
fn is_service(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or("");
    let number = first.strip_prefix(|c: char| c.is_ascii_lowercase()).is_some_and(|n| digits(n, 4..=4));
    number && words.next().is_none_or(|word| word.ends_with('-')) && words.next().is_none()
}

fn is_urgency(line: &str) -> bool {
    ["FLASH", "BULLETIN", "URGENT", "NEWSALERT"].contains(&line)
}

/// `BC-Kenya-Explosion, 5th Ld-Writethru`: the cycle and the key words, no space before the first comma.
fn is_slug(line: &str) -> bool {
    let key = line.split([',', ' ']).next().unwrap_or("");
    let cycle = ["BC-", "AM-", "PM-", "BC_", "AM_", "PM_"].iter().any(|cycle| key.starts_with(cycle));
    cycle && key.len() > 5 && line.len() < 120 && !line.ends_with('.')
}

/// Whether a line closes a message: `MORE`, `END`, `-0-`, the agency's stamp, the date of IPTC 7901.
pub(super) fn is_closing(line: &str) -> bool {
    let line = line.trim();
    let word =
        line.trim_matches(|c: char| matches!(c, '(' | ')' | '-' | '=' | '.' | ' ')).to_ascii_lowercase();
    let known = ["more", "end", "ends", "30", "0", "nnnn", "endit", "end adv", "more to come"];
    line.is_empty()
        || known.contains(&word.as_str())
        || line.bytes().all(|b| b == b'#')
        || day_of_trailer(line).is_some()
}

/// The day of `AP-NY-08-07-98 0605EDT` (month first) or of `071030 GMT AUG 98` (day, hour and minute).
pub(super) fn day_of_trailer(line: &str) -> Option<Day> {
    stamp(line.split_whitespace().next()?).or_else(|| group(line))
}

fn stamp(word: &str) -> Option<Day> {
    let mut parts = word.rsplit('-');
    let (year, day, month) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |s: &str| digits(s, 2..=2).then(|| s.parse::<u32>().ok())?;
    let agency = parts.next()?;
    let letters = !agency.is_empty() && agency.bytes().all(|b| b.is_ascii_uppercase());
    letters.then(|| Day::new(century(number(year)?), number(month)?, number(day)?))?
}

/// 70 to 99 are of the last century (the rule of POSIX).
fn century(year: u32) -> i32 {
    year as i32 + if year >= 70 { 1900 } else { 2000 }
}

fn group(line: &str) -> Option<Day> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| digits(word, 6..=6))?;
    let rest: Vec<&str> =
        words.get(at + 1..)?.iter().copied().filter(|w| !w.eq_ignore_ascii_case("gmt")).collect();
    let [month, year] = rest.as_slice() else { return None };
    (at <= 1).then(|| at_start(&format!("{} {month} {year}", &words[at][..2]))?.0.day())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_by_their_form() {
        let check = |line: &str, expected: Line| assert_eq!(Line::of(line), expected, "{line}");
        let slug = |slug: &str| Line::Header(Some(slug.to_owned()));
        check("w2213 wstm-", Line::Header(None));
        check("u i BC-Border 08-07 0122", slug("BC-Border"));
        check("u i 08-07 0122", Line::Header(None));
        check("XYZ0123 4 POL 0250 Border talks", slug("Border talks"));
        check("URGENT", Line::Header(None));
        check("BC-Border-Talks, 5th Ld-Writethru", Line::Slug);
        check("Eds: UPDATES with reaction", Line::Note);
        check("BC-based miners said on Monday.", Line::Words);
        check("a b c", Line::Words);
        check("XYZ0123 said 4 of 250", Line::Words);
        check(" ", Line::Blank);
    }

    #[test]
    fn days_of_trailers() {
        let check = |line: &str, expected: &str| {
            assert_eq!(day_of_trailer(line).map(|d| d.to_string()).unwrap_or_default(), expected, "{line}");
        };
        check("XX-NY-08-07-98 0605EDT", "1998-08-07");
        check("071030 GMT AUG 98", "1998-08-07");
        check("xyz 071030 Aug 17", "2017-08-07");
        check("The 071030 people", "");
        check("1998-08-07", "");
        check("", "");
    }
}
