//! How many dead, wounded and arrested a report speaks of, so that reports of one happening can be held against each
//! other. A number counts where it stands close to the word, and the words are given with it.

/// What is counted, and the words that say so.
const COUNTED: [(&str, &[&str]); 3] = [
    (
        "dead",
        &["dead", "died", "dies", "die", "killed", "kills", "killing", "kill", "deaths", "bodies", "lives"],
    ),
    ("wounded", &["wounded", "injured", "wounding", "injuring", "hurt", "casualties"]),
    ("arrested", &["arrested", "detained", "arrests", "arresting", "detaining", "custody"]),
];
const SMALL: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// What is measured and not counted.
const UNITS: [&str; 16] = [
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "year",
    "years",
    "km",
    "kilometres",
    "kilometers",
    "metres",
    "per",
    "times",
    "weeks",
    "months",
];
/// Words between a number and what it counts, at most.
const NEAR: usize = 5;

/// A number of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toll {
    /// dead, wounded, arrested.
    pub what: &'static str,
    /// How many.
    pub count: u64,
    /// The words that say so.
    pub words: String,
}

/// The first number of each kind that a text gives.
pub fn tolls(text: &str) -> Vec<Toll> {
    let mut tolls: Vec<Toll> = Vec::new();
    // A comma parts what is counted from what else is.
    for piece in text.split(['.', '\n', ';']).flat_map(|s| s.split(", ")) {
        let words: Vec<&str> = piece.split_whitespace().collect();
        for (what, signs) in COUNTED {
            if tolls.iter().all(|t| t.what != what)
                && let Some(toll) = toll(what, signs, &words)
            {
                tolls.push(toll);
            }
        }
    }
    tolls
}

/// The number that stands nearest to a sign.
fn toll(what: &'static str, signs: &[&str], words: &[&str]) -> Option<Toll> {
    let plain = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let counts = |at: usize| {
        let next = words.get(at + 1).map(|w| plain(w)).unwrap_or_default();
        number(&plain(words[at])).filter(|_| !UNITS.contains(&next.as_str()))
    };
    let signed = (0..words.len()).filter(|at| signs.contains(&plain(words[*at]).as_str()));
    let near = signed.flat_map(|sign| {
        let (from, to) = (sign.saturating_sub(NEAR), words.len().min(sign + NEAR + 1));
        (from..to).filter_map(move |at| Some((at.abs_diff(sign), at, sign, counts(at)?)))
    });
    let (_, at, sign, count) = near.min_by_key(|n| (n.0, n.1))?;
    let words = words.get(at.min(sign)..=at.max(sign)).unwrap_or_default().join(" ");
    Some(Toll { what, count, words })
}

/// A number in figures or in words up to ninety-nine; years are none.
fn number(word: &str) -> Option<u64> {
    let figures = word.replace(',', "");
    if let Ok(n) = figures.parse::<u64>() {
        let year = figures == word && (1900..2100).contains(&n);
        return (!year).then_some(n);
    }
    let small = |w: &str| SMALL.iter().position(|s| *s == w).map(|n| n as u64);
    let tens = |w: &str| match w {
        "twenty" => Some(20),
        w => TENS.iter().position(|t| *t == w).map(|n| 30 + 10 * n as u64),
    };
    match word.split_once('-') {
        Some((ten, one)) => Some(tens(ten)? + small(one).filter(|n| (1..10).contains(n))?),
        None => small(word).filter(|n| *n != 1).or_else(|| tens(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_by_what_they_count() {
        let told = |text| tolls(text).into_iter().map(|t| (t.what, t.count)).collect::<Vec<_>>();
        assert_eq!(
            told("At least twenty-two people were killed, and 41 injured."),
            [("dead", 22), ("wounded", 41)]
        );
        assert_eq!(told("Killing nine people. Some 14 patients died in 2024."), [("dead", 9)]);
        assert_eq!(told("It was hit twice within ten minutes. Nobody was hurt."), []);
        assert_eq!(told("Police arrested 1,200 marchers."), [("arrested", 1200)]);
    }
}
