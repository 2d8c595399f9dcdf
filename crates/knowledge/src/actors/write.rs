//! Writes the compiled file from a draft.

use super::draft::{Draft, DraftEntry, DraftPerson, Origin};
use super::frozen::{Key, gender_number};
use super::layout::{FIRST_LINE, INHERITED, NO_DAY, SECTIONS, Space};
use crate::bytes::{checksum, push_varint};
use crate::fold;
use document::Day;
use std::collections::{BTreeMap, HashMap};

/// The compiled file. The same draft gives the same bytes.
pub(super) fn write(draft: &Draft<'_>) -> Vec<u8> {
    let mut pool = Pool::new();
    let mut keys = Keys::default();
    let countries = countries(draft, &mut pool, &mut keys);
    let entries = entries(&draft.entries, &mut pool, &mut keys);
    let (people, terms) = people(&draft.people, &mut pool, &mut keys);
    let offices = offices(draft, &mut pool, &mut keys);
    let roles = roles(draft, &mut pool, &mut keys);
    for (name, gender) in &draft.first_names {
        keys.add(&mut Key::new(name), Space::FirstName, gender_number(*gender), 0);
    }
    for (host, code) in &draft.sites {
        keys.add(&mut Key::exact(&[host]), Space::Site, pool.put(code), 0);
    }
    let (postings, map) = keys.freeze();
    assemble(draft, [pool.bytes, countries, entries, people, terms, offices, roles, postings, map])
}

/// Strings, each kept once.
struct Pool {
    bytes: Vec<u8>,
    seen: HashMap<String, u32>,
}

impl Pool {
    fn new() -> Pool {
        let mut pool = Pool { bytes: Vec::new(), seen: HashMap::new() };
        pool.put("");
        pool
    }

    fn put(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.seen.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        push_varint(&mut self.bytes, text.len() as u64);
        self.bytes.extend(text.as_bytes());
        self.seen.insert(text.to_string(), at);
        at
    }

    fn list(&mut self, texts: &[&str]) -> u32 {
        self.put(&texts.join("|"))
    }

    fn origin(&mut self, (file, line, source): Origin<'_>) -> [u32; 3] {
        [self.put(file), line, self.put(source)]
    }
}

/// What each key stands for: rows, each with the string to be met exactly, 0 for any spelling.
#[derive(Default)]
struct Keys {
    rows: BTreeMap<Vec<u8>, Vec<(u32, u32)>>,
}

impl Keys {
    fn add(&mut self, key: &mut Key, space: Space, row: u32, spelling: u32) {
        let key = key.within(space);
        if key.len() < 2 {
            return; // a name of signs alone
        }
        let rows = self.rows.entry(key.to_vec()).or_default();
        if rows.last() != Some(&(row, spelling)) {
            rows.push((row, spelling));
        }
    }

    /// Adds a row where the key stands for none yet.
    fn add_first(&mut self, key: &mut Key, space: Space, row: u32) {
        if !self.rows.contains_key(key.within(space)) {
            self.add(key, space, row, 0);
        }
    }

    fn freeze(self) -> (Vec<u8>, Vec<u8>) {
        let (mut postings, mut seen) = (Vec::new(), HashMap::new());
        let mut map = fst::MapBuilder::memory();
        for (key, rows) in self.rows {
            let value = match rows.as_slice() {
                [(row, 0)] => u64::from(*row) << 1,
                rows => {
                    let spelt = key.first() == Some(&(Space::Name as u8));
                    posting(rows, spelt, &mut postings, &mut seen) << 1 | 1
                }
            };
            // Keys come sorted and once each, so that a map in memory takes them all.
            let _ = map.insert(key, value);
        }
        (postings, map.into_inner().unwrap_or_default())
    }
}

/// Offset of the list of rows; equal lists are kept once.
fn posting(
    rows: &[(u32, u32)],
    spelt: bool,
    postings: &mut Vec<u8>,
    seen: &mut HashMap<Vec<u8>, u64>,
) -> u64 {
    let mut bytes = Vec::new();
    push_varint(&mut bytes, rows.len() as u64);
    for &(row, spelling) in rows {
        push_varint(&mut bytes, u64::from(row));
        if spelt {
            push_varint(&mut bytes, u64::from(spelling));
        }
    }
    let offset = postings.len() as u64;
    *seen.entry(bytes).or_insert_with_key(|bytes| {
        postings.extend(bytes);
        offset
    })
}

fn day(day: Option<Day>) -> u32 {
    day.map_or(NO_DAY, |d| d.ordinal() as u32)
}

fn push(section: &mut Vec<u8>, words: &[&[u32]]) {
    words.iter().flat_map(|w| w.iter()).for_each(|w| section.extend(w.to_le_bytes()));
}

fn countries(draft: &Draft<'_>, pool: &mut Pool, keys: &mut Keys) -> Vec<u8> {
    let mut section = Vec::new();
    for (row, country) in draft.countries.iter().enumerate() {
        let row = row as u32;
        let words = [
            pool.put(country.code),
            pool.put(country.iso2),
            pool.put(country.name),
            pool.list(&country.names),
            pool.list(&country.adjectives),
            pool.put(country.kind),
        ];
        push(&mut section, &[&words, &pool.origin(country.origin)]);
        for code in [country.code, country.iso2] {
            keys.add_first(&mut Key::exact(&[code]), Space::Code, row);
        }
        for word in &country.adjectives {
            keys.add_first(&mut Key::new(word), Space::Adjective, row);
        }
    }
    section
}

fn entries(entries: &[DraftEntry<'_>], pool: &mut Pool, keys: &mut Keys) -> Vec<u8> {
    let mut section = Vec::new();
    for (row, entry) in entries.iter().enumerate() {
        let words = [
            entry.kind as u32,
            pool.put(entry.id),
            pool.put(entry.name),
            pool.list(&entry.aliases),
            pool.put(&entry.code),
            day(entry.from),
            day(entry.to),
        ];
        push(&mut section, &[&words, &pool.origin(entry.origin)]);
        let mut spellings: Vec<&str> = entry.aliases.iter().copied().chain([entry.name]).collect();
        spellings.sort_unstable();
        spellings.dedup();
        for name in spellings {
            let spelling = if is_short_capitals(name) { pool.put(name) } else { 0 };
            keys.add(&mut Key::new(name), Space::Name, row as u32, spelling);
        }
    }
    section
}

/// `US`, `IS`, `WHO`: common words but for their capitals.
fn is_short_capitals(name: &str) -> bool {
    name.len() <= 5 && name.chars().all(|c| c.is_uppercase() || c == '.')
}

fn people(people: &[DraftPerson<'_>], pool: &mut Pool, keys: &mut Keys) -> (Vec<u8>, Vec<u8>) {
    let (mut section, mut terms) = (Vec::new(), Vec::new());
    let mut first = 0u32;
    for (row, person) in people.iter().enumerate() {
        let row = row as u32;
        let words = [
            pool.put(&person.id),
            pool.put(person.name),
            pool.list(&person.aliases),
            gender_number(person.gender),
            first,
            person.terms.len() as u32,
        ];
        push(&mut section, &[&words]);
        first += person.terms.len() as u32;
        for term in &person.terms {
            let words = [
                pool.put(term.office),
                pool.put(term.country),
                pool.put(term.code),
                day(term.from),
                day(term.to),
                term.flags,
            ];
            push(&mut terms, &[&words, &pool.origin(term.origin)]);
            if term.flags & INHERITED == 0 {
                keys.add(&mut Key::exact(&[term.office, term.country]), Space::Holder, row, 0);
            }
        }
        keys.add_first(&mut Key::exact(&[&person.id]), Space::PersonId, row);
        for name in names(person) {
            keys.add(&mut Key::new(&name), Space::Person, row, 0);
        }
        if let Some(surname) = fold(person.name).split(' ').next_back() {
            keys.add(&mut Key::new(surname), Space::Surname, row, 0);
        }
    }
    (section, terms)
}

/// The folded names of a person. The Arabic article comes and goes: Ayman al-Safadi is Ayman Safadi as often.
fn names(person: &DraftPerson<'_>) -> Vec<String> {
    let mut names: Vec<String> = person.aliases.iter().chain([&person.name]).map(|n| fold(n)).collect();
    let bare = names.iter().filter(|k| k.matches(' ').count() > 1).map(|k| k.replace(" al ", " "));
    names.extend(bare.collect::<Vec<_>>());
    names.sort();
    names.dedup();
    names
}

fn offices(draft: &Draft<'_>, pool: &mut Pool, keys: &mut Keys) -> Vec<u8> {
    let mut section = Vec::new();
    for (row, office) in draft.offices.iter().enumerate() {
        let words = [
            pool.put(office.id),
            pool.put(office.name),
            pool.put(office.head),
            pool.list(&office.titles),
            pool.put(office.code),
            pool.list(&office.countries),
        ];
        push(&mut section, &[&words, &pool.origin(office.origin)]);
        keys.add_first(&mut Key::exact(&[office.id]), Space::Office, row as u32);
    }
    section
}

fn roles(draft: &Draft<'_>, pool: &mut Pool, keys: &mut Keys) -> Vec<u8> {
    let mut section = Vec::new();
    for role in &draft.roles {
        let words =
            [pool.put(role.noun), pool.put(role.code), pool.list(&role.offices), u32::from(role.person)];
        push(&mut section, &[&words, &pool.origin(role.origin)]);
    }
    for (noun, &row) in &draft.role_of {
        keys.add(&mut Key::new(noun), Space::Role, row as u32, 0);
    }
    section
}

fn assemble(draft: &Draft<'_>, sections: [Vec<u8>; SECTIONS.len()]) -> Vec<u8> {
    let mut checked = String::new();
    for source in &draft.sources {
        // Spaces part the words of the line.
        let file = source.file.replace([' ', '\n'], "_");
        checked += &format!("table {file} {} rows {:016x}\n", source.rows, source.hash);
    }
    for ((name, _), section) in SECTIONS.iter().zip(&sections) {
        checked += &format!("section {name} {}\n", section.len());
    }
    checked += "end\n";
    let mut checked = checked.into_bytes();
    checked.extend(sections.iter().flatten());
    let mut bytes = format!("{FIRST_LINE}\nchecksum {:016x}\n", checksum(&checked)).into_bytes();
    bytes.extend(checked);
    bytes
}
