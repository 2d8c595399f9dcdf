//! One compiled file, read in place: nothing is unpacked before it is asked for.

use super::first::FirstWords;
use super::layout::{FIRST_LINE, NO_DAY, SECTIONS, Section, Space};
use super::view::{Country, Entry, Kind, Office, Origin, Person, Role, Term};
use crate::bytes::{checksum, take_varint};
use crate::{KnowledgeError, fold_into};
use document::{Day, Gender};
use std::borrow::Cow;
use std::ops::Range;

/// A table that a file was compiled from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The source's file.
    pub file: String,
    /// Its rows.
    pub rows: usize,
    /// FNV-1a of its bytes, 64 bits, in hexadecimal.
    pub hash: String,
}

/// A compiled file.
#[derive(Clone)]
pub struct Frozen {
    bytes: Cow<'static, [u8]>,
    sections: [(usize, usize); SECTIONS.len()],
    keys: fst::Map<Cow<'static, [u8]>>,
    /// Of role nouns, which are asked for more than anything else and mostly in vain.
    role_starts: FirstWords,
    sources: Vec<Compiled>,
    ours: bool,
}

impl std::fmt::Debug for Frozen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Frozen({} keys)", self.keys.len())
    }
}

/// A name, folded, with room for the letter that says what it is a key to.
pub(super) struct Key(Vec<u8>);

impl Key {
    /// The key of a name.
    pub fn new(name: &str) -> Key {
        let mut text = String::with_capacity(name.len() + 1);
        text.push(' ');
        fold_into(name, &mut text);
        Key(text.into_bytes())
    }

    /// The key of an id or code, which is taken as it is.
    pub fn exact(parts: &[&str]) -> Key {
        let mut bytes = Vec::with_capacity(parts.iter().map(|p| p.len() + 1).sum());
        for part in parts {
            bytes.push(b'|');
            bytes.extend(part.as_bytes());
        }
        Key(bytes)
    }

    pub(super) fn within(&mut self, space: Space) -> &[u8] {
        if let Some(first) = self.0.first_mut() {
            *first = space as u8;
        }
        &self.0
    }
}

/// Rows that a key stands for: each with the string that has to be met exactly, 0 for any spelling.
struct Rows<'f> {
    bytes: &'f [u8],
    left: u64,
    /// Whether each row has its spelling behind it.
    spelt: bool,
    one: Option<u32>,
}

impl Iterator for Rows<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        if let Some(row) = self.one.take() {
            return Some((row, 0));
        }
        self.left = self.left.checked_sub(1)?;
        let row = take_varint(&mut self.bytes)? as u32;
        let spelling = if self.spelt { take_varint(&mut self.bytes)? as u32 } else { 0 };
        Some((row, spelling))
    }
}

impl Frozen {
    /// Opens a compiled file that lies in memory. A file that is cut, altered or of another version is refused.
    ///
    /// # Errors
    /// If the file is damaged.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>, ours: bool) -> Result<Frozen, KnowledgeError> {
        let bytes = bytes.into();
        let header = Header::read(&bytes)?;
        let (start, end) = header.sections[Section::Keys as usize];
        let keys: Cow<'static, [u8]> = match &bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(start..end).unwrap_or(&[])),
            Cow::Owned(bytes) => Cow::Owned(bytes.get(start..end).unwrap_or(&[]).to_vec()),
        };
        let keys = fst::Map::new(keys).map_err(|e| damaged(start, &e.to_string()))?;
        let role_starts = FirstWords::of(&keys, Space::Role);
        Ok(Frozen { sections: header.sections, keys, role_starts, sources: header.sources, ours, bytes })
    }

    /// The tables that it was compiled from.
    pub fn sources(&self) -> &[Compiled] {
        &self.sources
    }

    fn section(&self, section: Section) -> &[u8] {
        let (start, end) = self.sections[section as usize];
        self.bytes.get(start..end).unwrap_or(&[])
    }

    /// How many rows a section has.
    pub fn rows(&self, section: Section) -> u32 {
        let words = SECTIONS[section as usize].1.max(1);
        (self.section(section).len() / (4 * words)) as u32
    }

    fn row<const N: usize>(&self, section: Section, row: u32) -> Option<[u32; N]> {
        let start = (row as usize).checked_mul(4 * N)?;
        let bytes = self.section(section).get(start..start + 4 * N)?;
        let (words, _) = bytes.as_chunks::<4>();
        let mut out = [0; N];
        out.iter_mut().zip(words).for_each(|(o, w)| *o = u32::from_le_bytes(*w));
        Some(out)
    }

    pub(super) fn text(&self, at: u32) -> &str {
        let found = || {
            let mut bytes = self.section(Section::Strings).get(at as usize..)?;
            let length = take_varint(&mut bytes)? as usize;
            str::from_utf8(bytes.get(..length)?).ok()
        };
        found().unwrap_or("")
    }

    fn origin(&self, [file, line, source]: [u32; 3]) -> Origin<'_> {
        Origin { file: self.text(file), line, source: self.text(source), ours: self.ours }
    }

    pub(super) fn country(&self, row: u32) -> Option<Country<'_>> {
        let [code, iso2, name, names, adjectives, kind, origin @ ..] =
            self.row::<9>(Section::Countries, row)?;
        Some(Country {
            code: self.text(code),
            iso2: self.text(iso2),
            name: self.text(name),
            names: self.text(names),
            adjectives: self.text(adjectives),
            kind: self.text(kind),
            origin: self.origin(origin),
        })
    }

    pub(super) fn entry(&self, row: u32) -> Option<Entry<'_>> {
        let [kind, id, name, aliases, code, from, to, origin @ ..] = self.row::<10>(Section::Entries, row)?;
        Some(Entry {
            kind: *Kind::ALL.get(kind as usize)?,
            id: self.text(id),
            name: self.text(name),
            aliases: self.text(aliases),
            code: self.text(code),
            from: day(from),
            to: day(to),
            origin: self.origin(origin),
        })
    }

    pub(super) fn person(&self, row: u32) -> Option<Person<'_>> {
        let [id, name, aliases, gender, first, count] = self.row::<6>(Section::People, row)?;
        Some(Person {
            id: self.text(id),
            name: self.text(name),
            aliases: self.text(aliases),
            gender: gender_of(gender),
            frozen: self,
            terms: (first, count),
        })
    }

    pub(super) fn term(&self, row: u32) -> Option<Term<'_>> {
        let [office, country, code, from, to, flags, origin @ ..] = self.row::<9>(Section::Terms, row)?;
        Some(Term {
            office: self.text(office),
            country: self.text(country),
            code: self.text(code),
            from: day(from),
            to: day(to),
            flags,
            origin: self.origin(origin),
        })
    }

    pub(super) fn office(&self, row: u32) -> Option<Office<'_>> {
        let [id, name, head, titles, code, countries, origin @ ..] = self.row::<9>(Section::Offices, row)?;
        Some(Office {
            id: self.text(id),
            name: self.text(name),
            head: self.text(head),
            titles: self.text(titles),
            code: self.text(code),
            countries: self.text(countries),
            origin: self.origin(origin),
        })
    }

    pub(super) fn role(&self, row: u32) -> Option<Role<'_>> {
        let [noun, code, offices, person, origin @ ..] = self.row::<7>(Section::Roles, row)?;
        Some(Role {
            noun: self.text(noun),
            code: self.text(code),
            offices: self.text(offices),
            person: person == 1,
            origin: self.origin(origin),
        })
    }

    fn found(&self, key: &mut Key, space: Space) -> Option<Rows<'_>> {
        Some(self.rows_of(self.keys.get(key.within(space))?, space))
    }

    fn rows_of(&self, value: u64, space: Space) -> Rows<'_> {
        if value & 1 == 0 {
            return Rows { bytes: &[], left: 0, spelt: false, one: Some((value >> 1) as u32) };
        }
        let mut bytes = self.section(Section::Postings).get((value >> 1) as usize..).unwrap_or(&[]);
        let left = take_varint(&mut bytes).unwrap_or(0);
        Rows { bytes, left, spelt: space == Space::Name, one: None }
    }

    /// The first row that a key stands for.
    pub(super) fn first(&self, key: &mut Key, space: Space) -> Option<u32> {
        self.found(key, space)?.next().map(|(row, _)| row)
    }

    /// Whether a role noun may begin as this one does; `false` is certain.
    pub(super) fn may_be_role(&self, noun: &str) -> bool {
        self.role_starts.may_begin(noun)
    }

    /// All rows that a key stands for.
    pub(super) fn all(&self, key: &mut Key, space: Space) -> impl Iterator<Item = u32> + use<'_> {
        self.found(key, space).into_iter().flatten().map(|(row, _)| row)
    }

    /// The entries of a name as it is written.
    pub(super) fn entries<'f, 'n>(
        &'f self,
        key: &mut Key,
        name: &'n str,
    ) -> impl Iterator<Item = Entry<'f>> + use<'f, 'n> {
        let rows = self.found(key, Space::Name).into_iter().flatten();
        let fitting = rows.filter(move |(_, spelling)| *spelling == 0 || self.text(*spelling) == name);
        fitting.filter_map(|(row, _)| self.entry(row))
    }

    /// The gender that a first name mostly has.
    pub(super) fn gender(&self, key: &mut Key) -> Option<Gender> {
        self.first(key, Space::FirstName).map(gender_of)
    }

    /// The keys to one kind of thing that an automaton takes, without the letter before them.
    pub(super) fn keys_near(&self, space: Space, near: &crate::near::Near) -> Vec<String> {
        use fst::{IntoStreamer, Streamer};
        let mut found = Vec::new();
        let mut stream =
            self.keys.search(crate::near::Behind { letter: space as u8, then: near }).into_stream();
        while let Some((key, _)) = stream.next() {
            found.extend(key.get(1..).and_then(|k| String::from_utf8(k.to_vec()).ok()));
        }
        found
    }

    /// How many keys of one kind there are.
    pub(super) fn count(&self, space: Space) -> usize {
        use fst::{IntoStreamer, Streamer};
        let (from, to) = ([space as u8], [space as u8 + 1]);
        let mut stream = self.keys.range().ge(from).lt(to).into_stream();
        let mut count = 0;
        while stream.next().is_some() {
            count += 1;
        }
        count
    }
}

fn day(word: u32) -> Option<Day> {
    if word == NO_DAY { None } else { Day::from_ordinal(word as i32) }
}

/// The number that stands for a gender in the file.
pub(super) fn gender_number(gender: Gender) -> u32 {
    match gender {
        Gender::Unknown => 0,
        Gender::Feminine => 1,
        Gender::Masculine => 2,
    }
}

fn gender_of(number: u32) -> Gender {
    match number {
        1 => Gender::Feminine,
        2 => Gender::Masculine,
        _ => Gender::Unknown,
    }
}

/// The name that errors give to the file.
const FILE: &str = "actors.bin";

fn damaged(at: usize, problem: &str) -> KnowledgeError {
    KnowledgeError::Damaged { file: FILE.into(), at, problem: problem.into() }
}

struct Header {
    sections: [(usize, usize); SECTIONS.len()],
    sources: Vec<Compiled>,
}

impl Header {
    /// The header, after everything that can be wrong with the file has been ruled out.
    fn read(bytes: &[u8]) -> Result<Header, KnowledgeError> {
        let mut at = 0;
        if line(bytes, &mut at) != Some(FIRST_LINE) {
            return Err(damaged(0, "not compiled actors of this version"));
        }
        let told = line(bytes, &mut at).and_then(|l| l.strip_prefix("checksum "));
        let told = told.and_then(|sum| u64::from_str_radix(sum, 16).ok());
        if told != Some(checksum(bytes.get(at..).unwrap_or(&[]))) {
            return Err(damaged(at, "cut short or altered: the checksum differs"));
        }
        let mut sources = Vec::new();
        let mut lengths = [0; SECTIONS.len()];
        loop {
            let words = line(bytes, &mut at).ok_or_else(|| damaged(at, "the header has no end"))?;
            match words.split(' ').collect::<Vec<_>>().as_slice() {
                ["end"] => break,
                ["table", file, rows, "rows", hash] => sources.push(Compiled {
                    file: (*file).to_string(),
                    rows: rows.parse().map_err(|_| damaged(at, "no number of rows"))?,
                    hash: (*hash).to_string(),
                }),
                ["section", name, length] => {
                    let index = SECTIONS.iter().position(|s| s.0 == *name);
                    let slot = index.and_then(|i| lengths.get_mut(i));
                    let slot = slot.ok_or_else(|| damaged(at, "an unknown section"))?;
                    *slot = length.parse().map_err(|_| damaged(at, "no length"))?;
                }
                _ => return Err(damaged(at, "a line of the header that says nothing known")),
            }
        }
        Ok(Header { sections: ranges(&lengths, at, bytes.len())?, sources })
    }
}

/// Where the sections lie, one behind the other.
fn ranges(
    lengths: &[usize; SECTIONS.len()],
    mut at: usize,
    end: usize,
) -> Result<[(usize, usize); SECTIONS.len()], KnowledgeError> {
    let mut sections = [(0, 0); SECTIONS.len()];
    for ((slot, length), (_, words)) in sections.iter_mut().zip(lengths).zip(SECTIONS) {
        let Range { start, end } = at..at.saturating_add(*length);
        if words > 0 && !length.is_multiple_of(words * 4) {
            return Err(damaged(start, "a section has no whole number of rows"));
        }
        *slot = (start, end);
        at = end;
    }
    if at == end { Ok(sections) } else { Err(damaged(at, "the sections do not fill the file")) }
}

fn line<'b>(bytes: &'b [u8], at: &mut usize) -> Option<&'b str> {
    let rest = bytes.get(*at..)?;
    let end = rest.iter().take(4096).position(|&b| b == b'\n')?;
    *at += end + 1;
    str::from_utf8(rest.get(..end)?).ok()
}
