//! What a wire says of a story before its text: its slug, which all its versions have, and which version it is.

use super::sketch::mix;
use crate::layout::head_of;
use document::Article;

/// So many bytes and lines of the text are looked at: headers stand before it.
const HEAD: usize = 600;
const LINES: usize = 6;

/// Slug and version of a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wire {
    /// Hash of the slug; 0 where there is none.
    pub slug: u64,
    /// The number of the version, from 1; 0 where nothing is said.
    pub version: u32,
}

impl Wire {
    pub fn of(article: &Article) -> Wire {
        let title = article.title.as_deref().unwrap_or("");
        let lines = head_of(&article.text, HEAD).lines().filter(|l| !l.trim().is_empty()).take(LINES);
        let mut wire = Wire::default();
        for line in std::iter::once(title).chain(lines).filter(|l| l.len() < 160) {
            if wire.slug == 0 {
                wire.slug = slug(line).map_or(0, hash);
            }
            wire.version = wire.version.max(version(line).unwrap_or(0));
        }
        wire
    }
}

/// `BC-Kenya-Explosion`, `AM-Summit`, `UKRAINE-CRISIS/TALKS` at the beginning of a line.
fn slug(line: &str) -> Option<&str> {
    let end = line.trim_start().find([',', ' ', '(', ':']);
    let word = end.map_or(line.trim(), |end| &line.trim_start()[..end]);
    let plain = word.len() >= 6 && word.chars().all(|c| c.is_alphanumeric() || "-/_".contains(c));
    let cycle = ["BC-", "AM-", "PM-"].iter().any(|c| word.starts_with(c));
    let capitals = word.contains('/') && word.contains('-') && !word.chars().any(char::is_lowercase);
    (plain && (cycle || capitals)).then_some(word)
}

fn hash(slug: &str) -> u64 {
    slug.bytes().fold(1, |h, b| mix(h.rotate_left(5) ^ u64::from(b.to_ascii_lowercase())))
}

/// `UPDATE 2-`, `5th Ld-Writethru`, `(2nd LD)`, `3rd Lead`; a `Writethru` without a number is the first.
fn version(line: &str) -> Option<u32> {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    let (mut last, mut first) = ("", true);
    while let Some(word) = words.next() {
        let is = |wanted: &str| word.eq_ignore_ascii_case(wanted);
        let next = words.peek().copied();
        let found = match () {
            () if is("update") && (first || line.contains("(UPDATE")) => next.and_then(number),
            // `lead` is a word of the language as well.
            () if is("ld") || (is("lead") && next.is_none()) => ordinal(last),
            () if is("writethru") => ordinal(last).or(Some(1)),
            () => None,
        };
        if found.is_some() {
            return found;
        }
        (last, first) = (word, false);
    }
    None
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|n| (1..100).contains(n))
}

fn ordinal(word: &str) -> Option<u32> {
    let digits = word.strip_suffix("st").or_else(|| word.strip_suffix("nd"));
    let digits = digits.or_else(|| word.strip_suffix("rd")).or_else(|| word.strip_suffix("th"))?;
    number(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_versions() {
        let check = |line: &str, found: Option<&str>, number: Option<u32>| {
            assert_eq!((slug(line), version(line)), (found, number), "{line}");
        };
        check("BC-Kenya-Explosion, 5th Ld-Writethru", Some("BC-Kenya-Explosion"), Some(5));
        check("UKRAINE-CRISIS/TALKS (UPDATE 2, PIX)", Some("UKRAINE-CRISIS/TALKS"), Some(2));
        check("UPDATE 2-Oil falls on supply fears", None, Some(2));
        check("(2nd LD) Two Koreas agree on talks", None, Some(2));
        check("BC-Summit, Ld-Writethru", Some("BC-Summit"), Some(1));
        check("Storm hits coast, 3rd Lead", None, Some(3));
        check("Update on the talks", None, None);
        check("The 2nd lead actor resigned", None, None);
        check("AC/DC played on Monday", None, None);
    }
}
