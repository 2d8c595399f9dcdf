//! Words and numbers with what is joined to them: contractions, abbreviations, prefixes, dates, units.

use super::Scanner;
use super::class::{Class, class, is_word};
use super::tables::{
    abbreviated_before_more, always_abbreviated, is_clitic, is_ending, is_prefix, is_unit, joined,
};
use super::web::trimmed;

impl Scanner<'_> {
    /// The word that begins here, with its clitic.
    pub(super) fn word(&mut self) {
        let mut end = self.word_end(self.at);
        let mut part = self.at;
        while !self.clitic_at(end)
            && let Some(next) = self.goes_on(part, end)
        {
            part = end + self.peek(end).map_or(1, char::len_utf8);
            end = next;
        }
        if self.clitic_at(end) {
            return self.contraction(end);
        }
        if self.peek(end) == Some('.') && self.keeps_stop(end) {
            end += 1;
            if self.clitic_at(end) {
                return self.contraction(end);
            }
        }
        if self.possessive_at(end) {
            self.push(end, false);
            let mark = self.peek(end).map_or(0, char::len_utf8);
            return self.push(end + mark, true);
        }
        self.finish(end);
    }

    /// The end of the letters and digits at `from`.
    pub(super) fn word_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(&b) = bytes.get(at) {
            if b < 128 {
                if !(b.is_ascii_alphanumeric() || b == b'_') {
                    break;
                }
                at += 1;
            } else {
                match self.peek(at) {
                    Some(c) if is_word(c) => at += c.len_utf8(),
                    _ => break,
                }
            }
        }
        at
    }

    /// Where the next part ends, if the mark at `end` joins it to this word, whose last part began at `part`.
    fn goes_on(&self, part: usize, end: usize) -> Option<usize> {
        let mark = self.peek(end)?;
        let after = end + mark.len_utf8();
        let next = self.peek(after).filter(|&c| is_word(c))?;
        let last = self.before(end)?;
        let next_end = self.word_end(after);
        let digits = last.is_ascii_digit() && next.is_ascii_digit();
        let joins = match mark {
            '.' => digits || self.dotted(part, end, after, next_end),
            ',' => digits && self.thousands(part, end, after, next_end),
            ':' => digits,
            '/' => {
                (digits && self.slashed(part, end, after, next_end)) || self.shorthand(end, after, next_end)
            }
            '&' => {
                self.is_capitals(part, end) && self.is_capitals(after, next_end) && self.ampersand(part, end)
            }
            '-' => self.hyphenated(part, end, next_end, digits),
            '*' | '@' => last.is_alphabetic() && next.is_alphabetic(),
            _ => class(mark) == Class::Apostrophe && last.is_alphabetic() && next.is_alphabetic(),
        };
        joins.then_some(next_end)
    }

    /// `U.S`, `a.k.a`, `Represent.com`; not `end.Begin`.
    fn dotted(&self, part: usize, end: usize, after: usize, next_end: usize) -> bool {
        let (head, tail) = (self.slice(part, end), self.slice(after, next_end));
        let half_day = head.trim_start_matches(|c: char| c.is_ascii_digit());
        if head.len() > half_day.len() && matches!((half_day, tail), ("a" | "p", "m") | ("A" | "P", "M")) {
            return true; // `5p.m.`
        }
        if head.bytes().all(|b| b.is_ascii_digit()) {
            return tail.bytes().any(|b| b.is_ascii_digit()) || is_ending(tail);
        }
        let short = |s: &str| s.len() <= 2 && s.bytes().all(|b| b.is_ascii_alphabetic());
        if short(head) && (tail.len() == 1 || head.len() == 1 && tail == "Sc" || (head, tail) == ("Ph", "D"))
        {
            return true;
        }
        self.ends_as_host(next_end, tail) || self.in_group(part, next_end)
    }

    /// `alt.animals.cat`: at least three parts in small letters.
    fn in_group(&self, part: usize, next_end: usize) -> bool {
        let small = |a, b| b > a + 1 && self.slice(a, b).bytes().all(|b| b.is_ascii_lowercase());
        let after = next_end + 1;
        let third = self.peek(next_end) == Some('.') && small(after, self.word_end(after));
        small(part, self.word_end(part)) && (third || self.before(part) == Some('.'))
    }

    /// Whether the parts from here on end as the name of a host or file does.
    fn ends_as_host(&self, mut end: usize, tail: &str) -> bool {
        let mut last = tail;
        while self.peek(end) == Some('.') {
            let next = self.word_end(end + 1);
            if next == end + 1 {
                break;
            }
            last = self.slice(end + 1, next);
            end = next;
        }
        is_ending(last)
    }

    /// `1,000` and `1,00,000`: at most three digits before, two or three behind.
    fn thousands(&self, part: usize, end: usize, after: usize, next_end: usize) -> bool {
        let of_digits = |a, b| self.slice(a, b).bytes().all(|b| b.is_ascii_digit());
        let group = next_end - after == 3 || next_end - after == 2 && self.peek(next_end) == Some(',');
        end - part <= 3 && of_digits(part, end) && (group || self.grouped_with_tail(after, next_end))
    }

    /// `40,000th`
    fn grouped_with_tail(&self, after: usize, next_end: usize) -> bool {
        let group = self.slice(after, next_end);
        group.len() > 3
            && group.bytes().take(3).all(|b| b.is_ascii_digit())
            && !group.as_bytes()[3].is_ascii_digit()
    }

    /// `9/11`, `1/2`, `11/28/2000`; not `1774/76`.
    fn slashed(&self, part: usize, end: usize, after: usize, next_end: usize) -> bool {
        let third = self.peek(next_end) == Some('/') || self.before(part) == Some('/');
        third || end - part <= 2 && next_end - after <= 2
    }

    /// `w/out`, `s/he`
    fn shorthand(&self, end: usize, after: usize, next_end: usize) -> bool {
        let tail = self.slice(after, next_end);
        matches!((self.slice(self.at, end), tail), ("w" | "W", "out" | "o") | ("s" | "S", "he") | ("b", "c"))
    }

    fn is_capitals(&self, start: usize, end: usize) -> bool {
        self.slice(start, end).bytes().all(|b| b.is_ascii_uppercase())
    }

    /// `AT&T`, not `B&W`.
    fn ampersand(&self, part: usize, end: usize) -> bool {
        end > part
    }

    /// `anti-Western`, `713-853-3989`, `2016-12-12`; other compounds are cut at the hyphen.
    fn hyphenated(&self, part: usize, end: usize, next_end: usize, digits: bool) -> bool {
        if !digits {
            return is_prefix(self.slice(part, end)) && part == self.at;
        }
        let run = self.slice(self.at, end);
        let third =
            self.peek(next_end) == Some('-') && self.peek(next_end + 1).is_some_and(|c| c.is_ascii_digit());
        let phone = end - part == 3 && next_end - end == 5;
        phone
            || third
            || run.bytes().filter(|&b| b == b'-').count() == 1
                && run.bytes().all(|b| b == b'-' || b.is_ascii_digit())
    }

    /// Whether the stop at `end` belongs to the word before it.
    fn keeps_stop(&self, end: usize) -> bool {
        let word = self.slice(self.at, end);
        let next = self.peek(end + 1);
        if next == Some('.') && self.peek(end + 2) == Some('.') {
            return false; // dots in a row are an ellipsis
        }
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        let dotted = letters.contains('.') && !letters.bytes().any(|b| b.is_ascii_digit());
        if dotted && word.rsplit('.').next().is_some_and(|l| l.len() <= 2 && !is_host(word)) {
            return true;
        }
        let single = word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase();
        if single {
            return self.is_initial(word, end + 1);
        }
        always_abbreviated(word) || abbreviated_before_more(word) && self.more_follows(word, end + 1)
    }

    /// A single capital with a stop is an initial where a name goes on; `I.` mostly ends a sentence.
    fn is_initial(&self, word: &str, after: usize) -> bool {
        let mut rest = self.slice(after, self.text.len()).chars();
        let next = rest.next();
        if next.is_some_and(|c| class(c) == Class::Letter && c.is_uppercase()) {
            return true;
        }
        let then = rest.find(|c| !c.is_whitespace());
        match next {
            Some(c) if c.is_whitespace() => {
                let name_before = self.name_before();
                then.is_some_and(|t| t.is_lowercase()) && word != "I"
                    || then.is_some_and(|t| t.is_uppercase())
                        && (word != "I" || name_before)
                        && (name_before || !self.word_before())
            }
            Some(c) => matches!(c, ',' | '-' | ')' | '\'' | '’'),
            None => false,
        }
    }

    /// Whether a capitalised word or another initial stands before.
    fn name_before(&self) -> bool {
        let before = self.slice(self.start, self.at).trim_end();
        let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        last.starts_with(char::is_uppercase) || last.starts_with('(') || last.is_empty()
    }

    /// Whether a word in small letters stands before, with nothing but a space between.
    fn word_before(&self) -> bool {
        let before = self.slice(self.start, self.at).trim_end();
        before.ends_with(|c: char| c.is_lowercase())
            && before.len() < self.at - self.start
            && self.common_before(before)
    }

    /// Whether the word before is one after which a letter names a thing: `vitamin C`, `plan B`.
    fn common_before(&self, before: &str) -> bool {
        let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        matches!(
            last,
            "vitamin" | "plan" | "option" | "type" | "class" | "group" | "hepatitis" | "grade" | "point"
        )
    }

    /// Whether the sentence goes on after the stop: a number, a small letter, a comma.
    fn more_follows(&self, word: &str, after: usize) -> bool {
        let rest = self.slice(after, self.text.len());
        let next = rest.trim_start().chars().next();
        match next {
            Some(c) if c.is_ascii_digit() => true,
            Some(',' | ';' | ':' | ')') => rest.starts_with([',', ';', ':', ')']),
            Some(c) => c.is_lowercase() && !matches!(word, "no" | "No" | "Sun" | "min" | "ad"),
            None => false,
        }
    }

    /// Whether an apostrophe with a clitic, or the `n't` of one, ends the word at `end`.
    fn clitic_at(&self, end: usize) -> bool {
        let Some(mark) = self.peek(end).filter(|&c| class(c) == Class::Apostrophe || c == '`') else {
            return false;
        };
        let after = end + mark.len_utf8();
        let tail_end = self.word_end(after);
        let tail = self.slice(after, tail_end);
        let no_more = !self.peek(tail_end).is_some_and(|c| {
            class(c) == Class::Apostrophe && self.peek(tail_end + c.len_utf8()).is_some_and(is_word)
        });
        let negated =
            tail.eq_ignore_ascii_case("t") && self.before(end).is_some_and(|c| matches!(c, 'n' | 'N'));
        no_more && (is_clitic(tail) || negated && end > self.at + 1)
    }

    /// `do|n't`, `Lavrov|'s`
    fn contraction(&mut self, mark_at: usize) {
        let mark = self.peek(mark_at).map_or(0, char::len_utf8);
        let end = self.word_end(mark_at + mark);
        let negated = self.slice(mark_at + mark, end).eq_ignore_ascii_case("t");
        let cut = if negated { mark_at - 1 } else { mark_at };
        self.push(cut, false);
        self.push(end, true);
    }

    /// `parents'`: an apostrophe after an s, unless it closes a quotation.
    fn possessive_at(&self, end: usize) -> bool {
        let Some(mark) = self.peek(end).filter(|&c| matches!(c, '\'' | '’')) else { return false };
        let follows = self.peek(end + mark.len_utf8());
        let plural = self.before(end).is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x'));
        let letters = end > self.at + 1;
        plural && letters && !self.quoted && follows.is_some_and(|c| class(c) == Class::Space || c == '-')
    }

    /// Emits a word without apostrophe: cuts `cannot`, `5pm`, and takes `US$` and the path behind a host.
    fn finish(&mut self, end: usize) {
        let word = self.slice(self.at, end);
        if let Some(first) = joined(word) {
            let at = self.at;
            self.push(at + first, false);
            return self.push(end, true);
        }
        if word.as_bytes()[0].is_ascii_digit()
            && let Some(number) = number_before_unit(word)
        {
            let at = self.at;
            self.push(at + number, false);
            return self.push(end, false);
        }
        let dollars = self.peek(end) == Some('$') && end - self.at <= 3 && self.is_capitals(self.at, end);
        if dollars && self.peek(end + 1).is_some_and(|c| c.is_ascii_digit()) {
            return self.push(end + 1, false);
        }
        if self.peek(end) == Some('/') && is_host(word) {
            let rest = self.slice(self.at, self.chunk_end.max(end));
            let len = trimmed(rest).max(end - self.at);
            return self.take(len);
        }
        self.push(end, false);
    }
}

/// Whether the word is the name of a host or file: `gov.uk`, `list.doc`.
fn is_host(word: &str) -> bool {
    let mut parts = word.rsplit('.');
    let last = parts.next().unwrap_or("");
    is_ending(last) && parts.any(|p| p.len() > 2)
}

/// Length of the number at the begin, where a unit follows: `5pm`, `10km`, `3.5bn`.
fn number_before_unit(word: &str) -> Option<usize> {
    let at = word.find(|c: char| c.is_alphabetic())?;
    let (number, unit) = word.split_at_checked(at)?;
    let plain = number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':'));
    let dotted = matches!(unit, "a.m" | "p.m" | "a.m." | "p.m." | "A.M." | "P.M.");
    (plain && (dotted || is_unit(unit))).then_some(at)
}
