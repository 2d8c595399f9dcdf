//! PETRARCH's dictionaries of verbs, as its first version and TABARI read them.
//!
//! A block begins with `--- VERB [CODE] ---`; lines of it are verbs, each with forms in braces and a code of its own
//! where it has one, and patterns `- words * words [CODE]`, in which `*` is the verb. `&SET` stands for each word that
//! stands below `&SET` as `+WORD`. `#` begins a comment. A block becomes a rule for its code, and one for each code of
//! its patterns.

use super::{Imported, Map};
use knowledge::Language;
use std::collections::{BTreeMap, BTreeSet};

/// Rules from a dictionary.
pub fn petrarch(bytes: &[u8], map: &Map, english: &Language) -> Imported {
    let text = String::from_utf8_lossy(bytes);
    let mut reading = Reading {
        map,
        english,
        sets: sets(&text),
        block: String::new(),
        verbs: Vec::new(),
        in_set: false,
        rules: BTreeMap::new(),
        out: Imported::default(),
    };
    for (index, line) in text.lines().enumerate() {
        reading.line(index + 1, line);
    }
    reading.finish()
}

/// Where a target may stand behind a verb, in the order in which it is looked for: PETRARCH takes the first actor
/// that follows.
const TARGETS: &str = "object, indirect, with, against, to, at, toward, towards, from, on, upon, over, about, of, \
                       between, for, into, near, in, by, clause";

struct Reading<'m> {
    map: &'m Map,
    english: &'m Language,
    sets: BTreeMap<String, Vec<String>>,
    /// The code of the block, and its verbs so far.
    block: String,
    verbs: Vec<String>,
    in_set: bool,
    /// Lines of words for each code, by its digits.
    rules: BTreeMap<String, Vec<String>>,
    out: Imported,
}

/// The line without its comment.
fn bare(line: &str) -> &str {
    let line = line.split('#').next().unwrap_or(line).trim();
    if line.starts_with("<!") { "" } else { line }
}

/// What stands in the last brackets of a line, and what stands before them.
fn coded(line: &str) -> (&str, Option<&str>) {
    let Some((words, rest)) = line.rsplit_once('[') else { return (line, None) };
    let code = rest.split(']').next().unwrap_or(rest);
    (words.trim(), Some(code.trim()))
}

/// The words of each set, those of sets within it among them.
fn sets(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut sets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open: Option<String> = None;
    for line in text.lines().map(bare).filter(|l| !l.is_empty()) {
        if let Some(name) = line.strip_prefix('&') {
            let name = name.split_whitespace().next().unwrap_or_default().trim_end_matches('_').to_string();
            sets.entry(name.clone()).or_default();
            open = Some(name);
        } else if let (Some(word), Some(name)) = (line.strip_prefix('+'), &open) {
            let words = match word.strip_prefix('&').and_then(|inner| sets.get(inner.trim_end_matches('_'))) {
                Some(inner) => inner.clone(),
                None => vec![word.trim().replace('_', " ").to_lowercase()],
            };
            sets.entry(name.clone()).or_default().extend(words);
        } else {
            open = None;
        }
    }
    sets
}

impl Reading<'_> {
    fn line(&mut self, number: usize, line: &str) {
        let line = bare(line);
        if line.is_empty() {
        } else if line.starts_with("---") {
            let (_, code) = coded(line.trim_end_matches(['-', ' ']));
            (self.block, self.in_set) = (code.unwrap_or_default().to_string(), false);
            self.verbs.clear();
        } else if line.starts_with('&') {
            self.in_set = true;
        } else if self.in_set && line.starts_with('+') {
        } else if let Some(pattern) = line.strip_prefix('-') {
            self.in_set = false;
            self.pattern(number, pattern.trim());
        } else {
            self.in_set = false;
            self.verb(number, line);
        }
    }

    /// `BREAK_DOWN {BREAKS_DOWN BROKE_DOWN} [CODE]`; the verb of several words is marked by a plus.
    fn verb(&mut self, number: usize, line: &str) {
        let (words, own) = coded(line);
        let words = words.split('{').next().unwrap_or(words).replace('_', " ").to_lowercase();
        let verb = words.split_whitespace().collect::<Vec<_>>();
        let marked = verb.iter().position(|w| w.starts_with('+')).unwrap_or(0);
        let bare = |w: &&str| w.trim_start_matches('+').to_string();
        let Some(head) = verb.get(marked).map(|w| lemma(&bare(w), self.english)) else { return };
        let with = verb.iter().enumerate().filter(|(at, _)| *at != marked).map(|(_, w)| bare(w));
        let verb = std::iter::once(head).chain(with).collect::<Vec<_>>().join(" ");
        let code = own.unwrap_or(&self.block).to_string();
        self.add(number, &code, &format!("verbs {verb} : subject > {TARGETS}"));
        self.verbs.push(verb);
    }

    /// `- * DIPLOMATIC TIES [901]`: words behind the verb have to go with it; of those before it only a *not* counts.
    fn pattern(&mut self, number: usize, pattern: &str) {
        let (words, Some(code)) = coded(pattern) else {
            return self.out.skipped.push((number, format!("{pattern}: no code")));
        };
        let words = words.replace('_', " ").replace('*', " * ");
        let Some((before, after)) = words.split_once(" * ") else {
            return self.out.skipped.push((number, format!("{pattern}: no *")));
        };
        let before: Vec<&str> =
            before.split_whitespace().filter(|w| !matches!(*w, "+" | "^" | "%")).collect();
        if !before.is_empty() {
            let why = format!("{pattern}: words before the verb");
            return self.out.skipped.push((number, why));
        }
        match self.with(after) {
            Some(with) => {
                let frame = frame(after);
                for verb in self.verbs.clone() {
                    self.add(number, code, &format!("verbs {verb} {with} : {frame}"));
                }
            }
            None => self.out.skipped.push((number, format!("{pattern}: a set that is not told"))),
        }
    }

    /// The words of a pattern, a set as its alternatives.
    fn with(&self, words: &str) -> Option<String> {
        let mut all = Vec::new();
        for word in words.split_whitespace().filter(|w| !matches!(*w, "+" | "^" | "%" | "$")) {
            all.push(match word.strip_prefix('&') {
                None => word.to_lowercase(),
                Some(set) => {
                    let words = self.sets.get(set.trim_end_matches('_'))?;
                    let last = words.iter().filter_map(|w| w.split(' ').next_back());
                    let each: BTreeSet<&str> = last.collect();
                    format!("({})", each.into_iter().collect::<Vec<_>>().join("|"))
                }
            });
        }
        Some(all.join(" "))
    }

    fn add(&mut self, number: usize, code: &str, line: &str) {
        // Two codes, [032:033], say that both sides do it; the first is the actor's.
        let (first, mutual) = code.split_once(':').map_or((code, false), |(first, _)| (first, true));
        let line = if mutual { line.replacen(" > ", " <> ", 1) } else { line.to_string() };
        match self.map.read(first) {
            Some((plover, cameo)) => {
                let both = if mutual { "-both" } else { "" };
                let name = format!("petrarch/{}-{cameo}{both}", plover.as_str().to_lowercase());
                let head = format!("rule {name} {} {cameo}", plover.as_str());
                self.rules.entry(head).or_default().push(line);
            }
            // A block without a code of its own is told by its patterns.
            None if code == "---" => {}
            None if self.out.skipped.last().is_some_and(|last| last.0 == number) => {}
            None => {
                let words = line.split(" : ").next().unwrap_or_default();
                self.out.skipped.push((number, format!("{words}: [{code}] is no event of ours")));
            }
        }
    }

    fn finish(mut self) -> Imported {
        for (head, lines) in &self.rules {
            self.out.text.push_str(&format!("{head}\n"));
            let mut seen = BTreeSet::new();
            lines.iter().filter(|l| seen.insert(*l)).for_each(|l| self.out.text.push_str(&format!("{l}\n")));
            self.out.text.push('\n');
        }
        self.out.rules = self.rules.len();
        self.out
    }
}

/// Who and whom of a pattern: `$` is the actor, `+` the one acted upon, where they are told.
fn frame(after: &str) -> String {
    let words: Vec<&str> = after.split_whitespace().collect();
    let before = |sign: &str| {
        let at = words.iter().position(|w| *w == sign)?;
        let previous = at.checked_sub(1).and_then(|p| words.get(p)).map(|w| w.to_lowercase());
        previous.filter(|p| TARGETS.split(", ").any(|t| t == p))
    };
    let source = before("$").unwrap_or_else(|| "subject".to_string());
    let target = before("+").map(|t| format!("{t}, ")).unwrap_or_default();
    format!("{source} > {target}{TARGETS}")
}

/// The base form of a past tense; dictionaries have some verbs in the past alone (`DISPERSED`, `HELD`).
fn lemma(verb: &str, english: &Language) -> String {
    if let Some(base) = english.irregular(verb) {
        return base.to_string();
    }
    match verb.strip_suffix("ed").filter(|s| s.len() > 3 && !s.ends_with('e')) {
        Some(stem) if stem.ends_with(['s', 'c', 'v', 'z']) => format!("{stem}e"),
        Some(stem) if stem.ends_with('i') => format!("{}y", stem.trim_end_matches('i')),
        Some(stem) => stem.to_string(),
        None => verb.to_string(),
    }
}
