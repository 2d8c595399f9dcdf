//! Names that are the same: in full, by surname, by acronym, by country.

use super::chains::Chains;
use document::{MentionKind, NameClass, Relation, Upos};
use knowledge::{Actors, Kind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Joins all names of the article that name the same.
pub(super) fn link(chains: &mut Chains<'_>, known: &Actors) {
    let surnames = surnames(chains, known);
    let speaking = speaking(chains);
    let mut full: HashMap<String, usize> = HashMap::new();
    let mut single: Vec<usize> = Vec::new();
    for index in 0..chains.mentions.len() {
        if surnames.contains_key(&word(chains, index)) && is_misread(chains, index, &speaking) {
            chains.profiles[index].class = Some(NameClass::Person);
            chains.profiles[index].person = true;
            single.push(index);
            continue;
        }
        let Some(key) = key(chains, index, known) else { continue };
        let person = chains.profiles[index].class == Some(NameClass::Person);
        if person && !key.contains(' ') {
            single.push(index);
            continue;
        }
        match full.get(&key) {
            Some(&first) => chains.join(first, index),
            None => {
                full.insert(key, index);
            }
        }
    }
    longer(chains, &full);
    let family = family(&full, chains);
    for index in single {
        single_name(chains, index, &surnames, &family, &mut full);
    }
    acronyms(chains, &full);
}

/// The mentions of persons by full names, by their last words.
fn surnames(chains: &Chains<'_>, known: &Actors) -> HashMap<String, Vec<usize>> {
    let mut surnames: HashMap<String, Vec<usize>> = HashMap::new();
    for index in 0..chains.mentions.len() {
        let person = chains.profiles[index].class == Some(NameClass::Person);
        let key = key(chains, index, known).filter(|_| person).unwrap_or_default();
        if let Some((_, surname)) = key.rsplit_once(' ') {
            surnames.entry(surname.to_string()).or_default().push(index);
        }
    }
    surnames
}

/// Single words that say something.
fn speaking(chains: &Chains<'_>) -> BTreeSet<String> {
    let says = |i: &usize| chains.speakers.says(*i) && chains.mentions[*i].tokens.len() == 1;
    (0..chains.mentions.len()).filter(says).map(|i| word(chains, i)).collect()
}

/// The head of a mention, folded.
fn word(chains: &Chains<'_>, index: usize) -> String {
    knowledge::fold(chains.syntax.token(chains.mentions[index].head).text())
}

/// A bare surname that was not read as a person's: one that was read as no name, or as a place that says something
/// (*Paris claims*, in an article on Valeska Paris).
fn is_misread(chains: &Chains<'_>, index: usize, speaking: &BTreeSet<String>) -> bool {
    let mention = &chains.mentions[index];
    let head = chains.syntax.token(mention.head);
    let acts = matches!(head.relation(), Relation::Nsubj | Relation::NsubjPass);
    let loose = match mention.kind {
        MentionKind::Nominal => head.upos() == Upos::Propn && !chains.headline[index],
        MentionKind::Name => {
            let place = chains.profiles[index].class == Some(NameClass::Place);
            place && acts && speaking.contains(&word(chains, index))
        }
        MentionKind::Pronoun => false,
    };
    loose && mention.tokens.len() == 1
}

/// What makes two names the same: the entry's code for countries, the folded words for all others.
fn key(chains: &Chains<'_>, index: usize, known: &Actors) -> Option<String> {
    let range = chains.mentions[index].name.filter(|_| chains.mentions[index].kind == MentionKind::Name)?;
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

/// `Carlos Alvarado Quesada` and `Carlos Alvarado`: one name is the other with names added, and no third fits.
fn longer(chains: &mut Chains<'_>, full: &HashMap<String, usize>) {
    let mut alike: BTreeMap<&str, Vec<(&String, usize)>> = BTreeMap::new();
    for (name, index) in people(full, chains) {
        alike.entry(name.split(' ').next().unwrap_or("")).or_default().push((name, index));
    }
    let holds = |long: &str, short: &str| {
        let mut rest = long.split(' ');
        long.len() > short.len() && short.split(' ').all(|w| rest.any(|l| l == w))
    };
    for names in alike.values_mut() {
        names.sort();
        for (short, index) in names.iter() {
            let mut found = names.iter().filter(|(long, _)| holds(long, short));
            if let (Some((_, other)), None) = (found.next(), found.next()) {
                chains.join(*other, *index);
            }
        }
    }
}

/// Full names of persons.
fn people<'f>(
    full: &'f HashMap<String, usize>,
    chains: &Chains<'_>,
) -> impl Iterator<Item = (&'f String, usize)> {
    let class: Vec<bool> = chains.profiles.iter().map(|p| p.class == Some(NameClass::Person)).collect();
    full.iter().map(|(k, &i)| (k, i)).filter(move |(k, i)| class[*i] && k.contains(' '))
}

/// Names between the first and the last that only one person has: `Benitez` of Ramona Benitez Ocampo.
fn family(full: &HashMap<String, usize>, chains: &Chains<'_>) -> HashMap<String, Option<usize>> {
    let mut family: HashMap<String, Option<usize>> = HashMap::new();
    for (name, index) in people(full, chains) {
        let words: Vec<&str> = name.split(' ').collect();
        let inner = words.get(1..words.len() - 1).unwrap_or(&[]);
        for word in inner.iter().filter(|w| w.len() > 3) {
            family
                .entry(word.to_string())
                .and_modify(|i| *i = i.filter(|&i| i == index))
                .or_insert(Some(index));
        }
    }
    family
}

/// A bare surname: of the full names before it that end so the one that is spoken of most, else the first one after
/// it; else by itself, equal to its like.
fn single_name(
    chains: &mut Chains<'_>,
    index: usize,
    surnames: &HashMap<String, Vec<usize>>,
    family: &HashMap<String, Option<usize>>,
    full: &mut HashMap<String, usize>,
) {
    let name = chains.profiles[index].name.clone().unwrap_or_else(|| word(chains, index));
    let candidates = surnames.get(&name).map_or(&[][..], Vec::as_slice);
    let gender = chains.profiles[index].gender;
    let fits = |i: &&usize| chains.profile(**i).agrees(gender);
    let count = |i: &usize| chains.count(*i, index);
    let before = candidates.iter().filter(|i| **i < index).filter(fits).max_by_key(|i| count(i));
    let found = before.or_else(|| candidates.iter().find(fits)).copied();
    let first_name = || {
        let starts = |k: &&String| k.split(' ').next() == Some(name.as_str()) && k.contains(' ');
        let mut keys: Vec<&String> = full.keys().filter(starts).collect();
        keys.sort();
        (keys.len() == 1).then(|| full.get(keys[0]).copied())?
    };
    let inner = || family.get(&name).copied().flatten().filter(|&i| chains.profile(i).agrees(gender));
    // *Chen* is rather Chen Shui-bian, of whom the article speaks, than Wang Chen, whom it names once.
    let other = first_name().filter(|f| found.is_none_or(|o| count(f) > count(&o)));
    match other.or(found).or_else(inner) {
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
