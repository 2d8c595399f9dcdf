//! Tokens to sentences.
//!
//! A sentence never leaves its block. Inside a block, a stop ends one where what follows looks like a begin; marks that
//! close a quotation or a bracket right behind the stop belong to the sentence that they close.

use document::{Article, BlockId, Sentences, TokenRange, Tokens};

/// A sentence is at most this long, in tokens; longer ones are cut at a mark.
const LONGEST: usize = 400;

/// Finds the sentences of all blocks.
pub fn split(article: &Article, tokens: &Tokens) -> Sentences {
    let mut sentences = Sentences::default();
    let mut done = 0;
    for (number, block) in article.blocks.iter().enumerate() {
        let inside = tokens.within(block.span);
        let inside = TokenRange::new(inside.start.max(done) as usize, inside.end as usize);
        if inside.is_empty() {
            continue;
        }
        done = inside.end;
        let view = View { text: &article.text, tokens, end: inside.end as usize };
        let mut start = inside.start as usize;
        while start < view.end {
            let end = view.limited(start, view.sentence_end(start));
            sentences.tokens.push(TokenRange::new(start, end));
            sentences.block.push(BlockId(number as u32));
            start = end;
        }
    }
    sentences
}

/// Tokens of one block.
struct View<'d> {
    text: &'d str,
    tokens: &'d Tokens,
    end: usize,
}

/// What a stop is, as far as sentences end with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// `.`
    Full,
    /// `!`, `?` and rows with them.
    Strong,
    /// `...`
    Ellipsis,
    /// An abbreviation that never ends a sentence: `Mr.`
    Title,
    /// Another abbreviation or initial with its stop.
    Abbreviation,
}

impl<'d> View<'d> {
    fn word(&self, at: usize) -> &'d str {
        if at < self.end { self.tokens.span[at].of(self.text) } else { "" }
    }

    /// Whether no white space lies between a token and the one before.
    fn attached(&self, at: usize) -> bool {
        at > 0 && at < self.end && self.tokens.span[at - 1].end == self.tokens.span[at].start
    }

    /// One past the last token of the sentence that begins at `start`.
    fn sentence_end(&self, start: usize) -> usize {
        let mut at = start;
        while at < self.end {
            if at > start && self.begins_item(at) {
                return at;
            }
            if let Some(stop) = self.stop(start, at) {
                let (next, quoted) = self.closers(at + 1);
                if next >= self.end || self.ends(stop, at, next, quoted) {
                    return next;
                }
                at = next.max(at + 1);
            } else {
                at += 1;
            }
        }
        self.end
    }

    fn stop(&self, start: usize, at: usize) -> Option<Stop> {
        let word = self.word(at);
        match word.as_bytes().last()? {
            b'.' if word == "." => (!self.is_item_number(start, at)).then_some(Stop::Full),
            b'.' if word.bytes().all(|b| b == b'.') => Some(Stop::Ellipsis),
            b'!' | b'?' => {
                Some(Stop::Strong).filter(|_| word.len() < 5 || !word.as_bytes()[0].is_ascii_alphanumeric())
            }
            b'.' if word.bytes().any(|b| matches!(b, b'!' | b'?')) => Some(Stop::Strong),
            b'.' if is_title(word) => Some(Stop::Title),
            b'.' if word.as_bytes()[0].is_ascii_alphanumeric() => Some(Stop::Abbreviation),
            _ => match word {
                "…" | "…." => Some(Stop::Ellipsis),
                "。" | "！" | "？" | "؟" | "۔" | "।" => Some(Stop::Strong),
                _ => None,
            },
        }
    }

    /// Whether the stop follows the number of an item of a list: `1.` at the begin of a sentence.
    fn is_item_number(&self, start: usize, at: usize) -> bool {
        let word = self.word(start);
        at == start + 1 && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
    }

    /// Past the marks behind a stop that belong to it; and whether a quotation was closed.
    fn closers(&self, mut at: usize) -> (usize, bool) {
        let mut quoted = false;
        while self.attached(at) || self.is_reference(at) {
            match self.word(at) {
                "\"" | "''" | "'" | "’" | "”" | "»" | "›" | "’’" => quoted = true,
                "“" if !self.attached(at + 1) => quoted = true,
                ")" | "]" | "}" | "." | "*" => {}
                "[" if self.is_reference(at) => at += 2,
                _ => break,
            }
            at += 1;
        }
        (at.min(self.end), quoted)
    }

    /// Whether the number of a note stands here: `[17]`.
    fn is_reference(&self, at: usize) -> bool {
        let number = self.word(at + 1);
        self.word(at) == "["
            && self.word(at + 2) == "]"
            && self.attached(at + 1)
            && self.attached(at + 2)
            && number.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether the sentence ends before token `next`, after the stop at `at`.
    fn ends(&self, stop: Stop, at: usize, next: usize, quoted: bool) -> bool {
        let glued = self.attached(next);
        let begin = self.begin(next);
        if glued && !(stop == Stop::Full && begin == Begin::Upper) {
            return matches!(stop, Stop::Strong)
                && self.word(at).len() >= 3
                && begin != Begin::Lower
                && begin != Begin::Mark;
        }
        match stop {
            Stop::Title => false,
            Stop::Abbreviation => begin == Begin::Upper && self.abbreviation_ends(at, next),
            Stop::Full => begin != Begin::Mark && !(begin == Begin::Lower && quoted),
            Stop::Strong => match begin {
                Begin::Upper | Begin::Digit => true,
                Begin::Lower => !quoted && !self.inside_bracket(at, next) && !self.is_brand(at),
                Begin::Mark => false,
            },
            Stop::Ellipsis => begin == Begin::Upper,
        }
    }

    fn inside_bracket(&self, at: usize, next: usize) -> bool {
        (at + 1..next).any(|t| self.word(t) == ")")
    }

    /// `Yahoo!`, `Jeopardy!`: a capitalised word whose mark belongs to its name where the sentence goes on.
    fn is_brand(&self, at: usize) -> bool {
        let capital = at > 0 && self.word(at - 1).starts_with(char::is_uppercase);
        self.word(at) == "!" && capital && self.attached(at)
    }

    /// What a possible sentence begins with, behind opening marks.
    fn begin(&self, next: usize) -> Begin {
        let mut at = next;
        while at < self.end && at < next + 3 && opens(self.word(at)) {
            at += 1;
        }
        let word = self.word(at);
        match word.chars().find(|&c| c != '\'' && c != '’') {
            Some(c) if c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase() => Begin::Upper,
            Some(c) if c.is_lowercase() => Begin::Lower,
            Some(c) if c.is_numeric() => Begin::Digit,
            Some('$' | '£' | '€' | '#' | '@' | '*' | '•') => Begin::Digit,
            _ => Begin::Mark,
        }
    }

    /// Whether an abbreviation before a capital ends the sentence: where a function word follows, or where such an
    /// abbreviation stands mostly at the end (`etc.`, `p.m.`).
    fn abbreviation_ends(&self, at: usize, next: usize) -> bool {
        let word = self.word(at);
        let mut first = next;
        while first < self.end && opens(self.word(first)) {
            first += 1;
        }
        let starter = is_starter(self.word(first));
        if is_initial(word) {
            return starter && self.word(first).len() > 1 && !self.name_goes_on(at);
        }
        starter || next > at + 1 || matches!(word, "etc." | "a.m." | "p.m." | "A.M." | "P.M.") && first > 0
    }

    /// Whether the initial stands behind a name: `George W. The`.
    fn name_goes_on(&self, at: usize) -> bool {
        at == 0 || is_initial(self.word(at - 1))
    }

    /// Whether an item of a list begins here: a bullet first on its line.
    fn begins_item(&self, at: usize) -> bool {
        let bullet = matches!(self.word(at), "•" | "●" | "▪" | "◦" | "‣" | "·");
        bullet
            && self
                .text
                .get(self.tokens.span[at - 1].end as usize..self.tokens.span[at].start as usize)
                .is_some_and(|gap| gap.contains('\n'))
    }

    /// A nearer end where the sentence is too long: behind the last strong mark, else comma, of the part that fits.
    fn limited(&self, start: usize, end: usize) -> usize {
        if end - start <= LONGEST {
            return end;
        }
        let last = |marks: &[&str]| {
            (start + LONGEST / 2..start + LONGEST)
                .rev()
                .find(|&t| marks.contains(&self.word(t)))
                .map(|t| t + 1)
        };
        let cut = last(&[";", ":", "...", "…", "|", "•"]).or_else(|| last(&[","])).unwrap_or(start + LONGEST);
        let unglued = (start + 1..=cut).rev().find(|&t| !self.tokens.glued.get(t).copied().unwrap_or(false));
        unglued.unwrap_or(cut)
    }
}

/// What stands at the begin of a possible sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    Upper,
    Lower,
    Digit,
    Mark,
}

fn opens(word: &str) -> bool {
    matches!(
        word,
        "\"" | "``"
            | "`"
            | "'"
            | "‘"
            | "‘’"
            | "“"
            | "„"
            | "«"
            | "‹"
            | "("
            | "["
            | "{"
            | "-"
            | "--"
            | "–"
            | "—"
            | "¿"
            | "¡"
    )
}

/// Abbreviations that a name or number follows.
fn is_title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Adm.", "Art.", "Brig.", "Capt.", "Cdr.", "Cmdr.", "Col.", "Cpl.", "DR.", "Dr.", "Drs.", "E.g.",
        "Fig.", "Fr.", "Ft.", "GEN.", "Gen.", "Gov.", "Hon.", "Insp.", "Lt.", "MR.", "MRS.", "MS.", "Maj.",
        "Messrs.", "Mlle.", "Mme.", "Mr.", "Mrs.", "Ms.", "Msgr.", "Mt.", "No.", "Nos.", "Prof.", "Pte.",
        "Pvt.", "Rep.", "Reps.", "Rev.", "Sen.", "Sens.", "Sgt.", "St.", "Ste.", "Supt.", "approx.", "c.",
        "ca.", "cf.", "dr.", "e.g.", "eg.", "i.e.", "ie.", "mr.", "mrs.", "ms.", "no.", "p.", "pp.", "prof.",
        "sen.", "st.", "v.", "viz.", "vs.",
    ];
    word.len() <= 7 && TITLES.contains(&word)
}

fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.as_bytes()[0].is_ascii_uppercase()
}

/// Words that mostly begin a sentence where they are written with a capital.
fn is_starter(word: &str) -> bool {
    const STARTERS: &[&str] = &[
        "A",
        "About",
        "According",
        "After",
        "All",
        "Also",
        "Although",
        "Among",
        "An",
        "And",
        "Another",
        "Are",
        "As",
        "At",
        "Because",
        "Before",
        "Both",
        "But",
        "By",
        "Can",
        "Despite",
        "Did",
        "Do",
        "During",
        "Each",
        "Earlier",
        "Even",
        "Every",
        "For",
        "From",
        "Further",
        "Have",
        "He",
        "Her",
        "Here",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "Is",
        "It",
        "Its",
        "Last",
        "Later",
        "Many",
        "Meanwhile",
        "More",
        "Moreover",
        "Most",
        "My",
        "No",
        "Not",
        "Nor",
        "Now",
        "Of",
        "On",
        "Once",
        "One",
        "Only",
        "Or",
        "Other",
        "Others",
        "Our",
        "Over",
        "She",
        "Since",
        "So",
        "Some",
        "Still",
        "Such",
        "Than",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "Thus",
        "To",
        "Today",
        "Under",
        "Until",
        "Was",
        "We",
        "What",
        "When",
        "Where",
        "Whether",
        "Which",
        "While",
        "Who",
        "Why",
        "With",
        "Would",
        "Yesterday",
        "Yet",
        "You",
        "Your",
    ];
    STARTERS.binary_search(&word).is_ok()
}
