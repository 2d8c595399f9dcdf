//! The writing of PETRARCH's dictionaries: comments, brackets, names in capitals, days.

use document::Day;

/// A line as UTF-8, or, where it is not, as Latin-1.
pub(super) fn decoded(line: &[u8]) -> String {
    match str::from_utf8(line) {
        Ok(text) => text.to_string(),
        Err(_) => line.iter().map(|&b| char::from(b)).collect(),
    }
}

/// The line without `# …`, `; …` and `<!-- … -->`, which runs over lines.
pub(super) fn without_comments(line: &str, inside: &mut bool) -> String {
    let mut rest = line;
    let mut kept = String::new();
    loop {
        if *inside {
            let Some((_, after)) = rest.split_once("-->") else { return kept };
            (*inside, rest) = (false, after);
        }
        match rest.split_once("<!--") {
            Some((before, after)) => {
                kept.push_str(before);
                (*inside, rest) = (true, after);
            }
            None => {
                kept.push_str(rest);
                break;
            }
        }
    }
    // Discards may be written [###], so that signs within brackets begin no comment.
    let mut depth = 0;
    let end = kept.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '[') - i32::from(*c == ']');
        depth == 0 && matches!(c, '#' | ';')
    });
    end.map_or(kept.clone(), |(at, _)| kept[..at].to_string())
}

/// The name of a line and what stands in its brackets.
pub(super) fn parts(line: &str) -> (String, Vec<String>) {
    let (name, rest) = line.split_once('[').map_or((line, ""), |(n, _)| (n, &line[n.len()..]));
    let codes = rest.split('[').skip(1).map(|c| c.split(']').next().unwrap_or(c).to_string());
    (name.trim().to_string(), codes.collect())
}

/// `!PERSON! = MAN, MEN, WOMAN`
pub(super) fn set(line: &str) -> Option<(String, Vec<String>)> {
    let (name, words) = line.split_once('=')?;
    let name = name.trim().strip_prefix('!')?.strip_suffix('!')?;
    Some((name.to_string(), words.split(',').map(|w| w.trim().to_string()).collect()))
}

/// A pattern as words: `_` parts them.
pub(super) fn words(pattern: &str) -> String {
    pattern.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Small words within names.
const SMALL: &[&str] = &["and", "de", "del", "for", "in", "of", "on", "the", "to", "von"];

/// A name in capitals as the press writes it. Letters that spell no word stay capitals, since such a name is met in
/// capitals alone.
pub(super) fn cased(pattern: &str) -> String {
    let name = words(pattern);
    if name.chars().any(char::is_lowercase) {
        return name;
    }
    let all: Vec<&str> = name.split(' ').collect();
    let case = |(at, word): (usize, &&str)| {
        let small = word.to_lowercase();
        if at > 0 && SMALL.contains(&small.as_str()) {
            return small;
        }
        if is_abbreviation(word, all.len() == 1) { (*word).to_string() } else { capital(&small) }
    };
    all.iter().enumerate().map(case).collect::<Vec<_>>().join(" ")
}

fn is_abbreviation(word: &str, alone: bool) -> bool {
    let vowels = word.chars().filter(|c| "AEIOUY".contains(*c)).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = word.contains('.') && letters <= 4;
    dotted || alone && (letters <= 3 || letters <= 5 && vowels < 2) || vowels == 0 && letters > 1
}

/// `al-qaeda` as `Al-Qaeda`.
fn capital(word: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = matches!(c, '-' | '(' | '.');
    }
    out
}

/// `20040309`, or with two digits for the year: `04` to `30` are of this century.
pub(super) fn day(digits: &str) -> Option<Day> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        8 => Day::new(number(0..4)? as i32, number(4..6)?, number(6..8)?),
        6 => {
            let short = number(0..2)? as i32;
            Day::new(if short > 30 { 1900 + short } else { 2000 + short }, number(2..4)?, number(4..6)?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_the_press_does() {
        for (pattern, name) in [
            ("MOHAMMAD_ZAHIR_SHAH_", "Mohammad Zahir Shah"),
            ("BAN_KI-MOON", "Ban Ki-Moon"),
            ("ARMY_OF_THE_NORTH", "Army of the North"),
            ("UN_", "UN"),
            ("U.N._", "U.N."),
            ("BLA", "BLA"),
            ("KUNAR", "Kunar"),
            ("UN_Secy_Gen", "UN Secy Gen"),
        ] {
            assert_eq!(cased(pattern), name);
        }
    }

    #[test]
    fn days_have_years_of_two_or_four_digits() {
        assert_eq!(day("20040309"), Day::new(2004, 3, 9));
        assert_eq!(day("040309"), Day::new(2004, 3, 9));
        assert_eq!(day("320101"), Day::new(1932, 1, 1));
        for wrong in ["2004017", "", "20041301", "abcdef", "17041975"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn comments_are_left_out() {
        let mut inside = false;
        let mut check =
            |line: &str, kept: &str| assert_eq!(without_comments(line, &mut inside), kept, "{line}");
        check("A_ [AFG] # note", "A_ [AFG] ");
        check("A_ ; note", "A_ ");
        check("A_ [###] ; note", "A_ [###] ");
        check("A <!-- begun", "A ");
        check("B", "");
        check("ended --> C <!-- D --> E", " C  E");
    }
}
