//! Words of a report, cut to their stems, and how rare each is in the news at large.
//!
//! Rarity is frozen: it was counted once, so that what is one happening depends on the reports alone and not on what
//! else came before them.

use knowledge::fold;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// Stems and how many of the articles have them, rarest left out: `cargo run -p learn --bin happenings -- rarity`.
const TABLE: &str = include_str!("rarity.tsv");
/// Articles that were counted.
const ARTICLES: f64 = 1075.0;
/// What is not in the table stands in about so many.
const RARE: f64 = 1.5;
/// Endings that are cut off where four letters stay.
const ENDINGS: [&str; 6] = ["ing", "ed", "es", "ly", "e", "s"];
/// Longest stem: what differs later is a form of the same word more often than another word.
const LONGEST: usize = 7;
/// Characters that are read of a text: what a report is about stands at its top.
const READ: usize = 4000;
/// Words that more articles have tell nothing of one: e times fewer have these.
const COMMON: f64 = 1.0;
/// How much more a name counts than a word when keys are chosen.
const NAME: f64 = 1.5;

/// The stem of a folded word; `None` for words of one or two letters.
fn stem(word: &str) -> Option<&str> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return Some(word);
    }
    if word.chars().count() < 3 {
        return None;
    }
    let cut = ENDINGS.iter().find_map(|e| word.strip_suffix(e).filter(|rest| rest.chars().count() >= 4));
    let word = cut.unwrap_or(word);
    let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
    word.get(..end)
}

/// A stem as a report has it.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    count: u32,
    /// Never written in small letters.
    name: bool,
}

/// Stems are short and ours: a plain hash will do, FNV-1a.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = knowledge::fnv64_on(self.0, bytes.iter().copied());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Stems of a text with their use.
fn uses(text: &str) -> BTreeMap<String, Use> {
    let end = text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at);
    let mut uses: BTreeMap<String, Use> = BTreeMap::new();
    let apart = |c: char| !c.is_alphanumeric();
    for word in text.get(..end).unwrap_or("").split(apart).filter(|w| !w.is_empty()) {
        let folded = fold(word);
        let Some(stem) = stem(&folded) else { continue };
        let capital = word.starts_with(char::is_uppercase);
        match uses.get_mut(stem) {
            Some(known) => *known = Use { count: known.count + 1, name: known.name && capital },
            None => drop(uses.insert(stem.to_string(), Use { count: 1, name: capital })),
        }
    }
    uses
}

/// All stems of a text, each once, in their order.
pub fn stems(text: &str) -> Vec<String> {
    uses(text).into_keys().collect()
}

/// All stems but the common ones, and the `many` by which reports of the same are found: rare ones, often named, names before others.
pub fn stems_and_keys(text: &str, many: usize) -> (Vec<String>, Vec<String>) {
    let mut uses = uses(text);
    let weight = |rarity: f64, u: Use| {
        let name = if u.name { NAME } else { 1.0 };
        (1.0 + f64::from(u.count).ln()) * rarity * name
    };
    let mut weights = Vec::with_capacity(uses.len());
    uses.retain(|stem, u| {
        let rarity = rarity(stem);
        weights.extend((rarity >= COMMON).then(|| weight(rarity, *u)));
        rarity >= COMMON
    });
    let mut keys: Vec<(f64, &str)> = weights.into_iter().zip(uses.keys().map(String::as_str)).collect();
    keys.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let keys = keys.into_iter().take(many).map(|k| k.1.to_string()).collect();
    (uses.into_keys().collect(), keys)
}

/// How rare a stem is in the news: the logarithm of how many times more articles there are than have it.
pub fn rarity(stem: &str) -> f64 {
    static TABLES: OnceLock<HashMap<&str, f64, BuildHasherDefault<Fnv>>> = OnceLock::new();
    let table = TABLES.get_or_init(|| {
        let rows = TABLE.lines().filter_map(|l| l.split_once('\t'));
        rows.filter_map(|(stem, n)| Some((stem, (ARTICLES / n.parse::<f64>().ok()?).ln()))).collect()
    });
    table.get(stem).copied().unwrap_or_else(|| (ARTICLES / RARE).ln())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let one = |word| stem(word).unwrap_or_default();
        assert_eq!(one("drones"), one("drone"));
        assert_eq!(one("supplied"), one("supplies"));
        assert_eq!((one("19"), stem("of")), ("19", None));
    }

    #[test]
    fn keys_are_rare_and_names_come_first() {
        let (stems, keys) =
            stems_and_keys("The market of Kosti was hit. The drones hit the market in Kosti again.", 1);
        assert!(stems.contains(&"market".to_string()));
        assert_eq!(keys, ["kosti"]);
        assert!(rarity("kosti") > rarity("market") && rarity("market") > rarity("the"));
        assert!(!stems.contains(&"the".to_string()));
    }
}
