//! Names that are the same: in full, by surname, by acronym, by country.

use super::chains::Chains;
use document::{MentionKind, NameClass};
use knowledge::{Actors, Kind};
use std::collections::HashMap;

/// Joins all names of the article that name the same.
pub(super) fn link(chains: &mut Chains<'_>, known: &Actors) {
    let mut full: HashMap<String, usize> = HashMap::new();
    let mut surnames: HashMap<String, Vec<usize>> = HashMap::new();
    let mut single: Vec<usize> = Vec::new();
    for index in 0..chains.mentions.len() {
        if chains.mentions[index].kind != MentionKind::Name {
            continue;
        }
        let Some(key) = key(chains, index, known) else { continue };
        let person = chains.profiles[index].class == Some(NameClass::Person);
        let words = key.split(' ').count();
        if person && words == 1 {
            single.push(index);
            continue;
        }
        match full.get(&key) {
            Some(&first) => chains.join(first, index),
            None => {
                if person {
                    let surname = key.rsplit(' ').next().unwrap_or("").to_string();
                    surnames.entry(surname).or_default().push(index);
                }
                full.insert(key, index);
            }
        }
    }
    for index in single {
        single_name(chains, index, &surnames, &mut full);
    }
    acronyms(chains, &full);
}

/// What makes two names the same: the entry's code for countries, the folded words for all others.
fn key(chains: &Chains<'_>, index: usize, known: &Actors) -> Option<String> {
    let range = chains.mentions[index].name?;
    let words = chains.syntax.words_of(range);
    let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
    let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
    let class = chains.profiles[index].class;
    if class == Some(NameClass::Other) && known.country_of_adjective(bare).is_some() {
        return None; // a nationality is nobody
    }
    match known.entry(bare, None).filter(|e| e.kind != Kind::Seat && class != Some(NameClass::Person)) {
        Some(entry) => Some(format!("={}", entry.name)),
        None => Some(knowledge::fold(bare)).filter(|k| !k.is_empty()),
    }
}

/// A bare surname: the nearest full name before it that ends so, else the first one after it; else by itself,
/// equal to its like.
fn single_name(
    chains: &mut Chains<'_>,
    index: usize,
    surnames: &HashMap<String, Vec<usize>>,
    full: &mut HashMap<String, usize>,
) {
    let Some(name) = chains.profiles[index].name.clone() else { return };
    let candidates = surnames.get(&name).map_or(&[][..], Vec::as_slice);
    let gender = chains.profiles[index].gender;
    let fits = |i: &&usize| chains.profile(**i).agrees(gender);
    let before = candidates.iter().filter(|i| **i < index).filter(fits).next_back();
    let found = before.or_else(|| candidates.iter().find(fits)).copied();
    let first_name = || {
        let starts = |k: &&String| k.split(' ').next() == Some(name.as_str()) && k.contains(' ');
        let mut keys: Vec<&String> = full.keys().filter(starts).collect();
        keys.sort();
        (keys.len() == 1).then(|| full.get(keys[0]).copied())?
    };
    match found.or_else(first_name) {
        Some(other) => chains.join(other, index),
        None => {
            let first = *full.entry(name).or_insert(index);
            chains.join(first, index);
        }
    }
}

/// `Islamic State (IS)`, or the same letters anywhere later.
fn acronyms(chains: &mut Chains<'_>, full: &HashMap<String, usize>) {
    let mut long: Vec<(String, usize)> = full
        .iter()
        .filter(|(k, _)| k.split(' ').count() > 1 && !k.starts_with('='))
        .map(|(k, &i)| (k.split(' ').filter_map(|w| w.chars().next()).collect(), i))
        .collect();
    long.sort();
    let mut short: Vec<(&String, usize)> = full
        .iter()
        .filter(|(k, _)| (2..=6).contains(&k.len()) && !k.contains(' '))
        .map(|(k, &i)| (k, i))
        .collect();
    short.sort();
    for (letters, index) in short {
        let text = chains.mentions[index].name.map_or("", |n| chains.syntax.words_of(n));
        let capital = text.chars().all(|c| c.is_uppercase() || c == '.');
        if let Some((_, other)) = long.iter().find(|(l, _)| capital && l == letters) {
            chains.join(*other, index);
        }
    }
}
