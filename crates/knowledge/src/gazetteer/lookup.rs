//! Reads the compiled file in place: nothing is unpacked before it is asked for.

use std::borrow::Cow;
use std::ops::Range;

use super::key::host_key;
use super::layout::*;
use super::near::OneOff;
use crate::KnowledgeError;
use fst::{IntoStreamer, Streamer};

/// The name that errors give to the file.
const FILE: &str = "gazetteer.bin";

/// A place of the gazetteer: its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// What is known of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceRow {
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north and east.
    pub point: (f64, f64),
    /// Natural logarithm of its inhabitants (of the radius in km for regions and waters); 0 where unknown.
    pub log_size: f32,
    /// What it is.
    pub kind: Kind,
    /// Its country: index into the gazetteer's countries.
    pub country: Option<u8>,
    /// Its first-level division: index into the gazetteer's divisions.
    pub division: Option<u16>,
}

/// A country of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country<'g> {
    /// ISO 3166-1 alpha-3.
    pub code: &'g str,
    /// ISO 3166-1 alpha-2.
    pub iso2: &'g str,
    /// Its own row.
    pub place: PlaceId,
}

/// A place that a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The place.
    pub place: PlaceId,
    /// How the name belongs to it.
    pub role: Role,
}

/// The gazetteer.
#[derive(Clone)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    sections: [(usize, usize); SECTIONS],
    /// Places of the user's laid over these.
    pub(super) own: Option<std::sync::Arc<super::own::Own>>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gazetteer({} places)", self.len())
    }
}

impl Gazetteer {
    /// The gazetteer that is compiled into the program.
    ///
    /// # Errors
    /// If it is damaged, which the tests exclude for what is shipped.
    pub fn ours() -> Result<Gazetteer, KnowledgeError> {
        Gazetteer::open(crate::GAZETTEER)
    }

    /// Opens a compiled file that lies in memory. A file that is cut, altered or of another version is refused.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Gazetteer, KnowledgeError> {
        let bytes = bytes.into();
        let sections = check(&bytes)?;
        let gazetteer = Gazetteer { bytes, sections, own: None };
        fst::Map::new(gazetteer.section(Section::Keys))
            .map_err(|e| damaged(gazetteer.range(Section::Keys).start, &e.to_string()))?;
        gazetteer.check_sizes()?;
        Ok(gazetteer)
    }

    fn check_sizes(&self) -> Result<(), KnowledgeError> {
        let whole = |section, unit| self.section(section).len().is_multiple_of(unit);
        let names = self.section(Section::Blocks).len() / 4 == self.len().div_ceil(BLOCK);
        if whole(Section::Rows, ROW) && whole(Section::Countries, COUNTRY) && names {
            return Ok(());
        }
        Err(damaged(self.range(Section::Rows).start, "sections do not fit each other"))
    }

    fn range(&self, section: Section) -> Range<usize> {
        let (start, end) = self.sections[section as usize];
        start..end
    }

    fn section(&self, section: Section) -> &[u8] {
        self.bytes.get(self.range(section)).unwrap_or(&[])
    }

    /// Sources and counts, for people.
    pub fn meta(&self) -> &str {
        str::from_utf8(self.section(Section::Meta)).unwrap_or("")
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.section(Section::Rows).len() / ROW
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The places that a folded name (see [`key`](super::key)) stands for, in order of their rows, the user's first.
    pub fn lookup(&self, key: &str) -> Vec<Match> {
        match &self.own {
            Some(own) => self.laid_over(own, key),
            None => self.matches(key),
        }
    }

    pub(super) fn matches(&self, key: &str) -> Vec<Match> {
        let map = fst::Map::new(self.section(Section::Keys)).ok();
        map.and_then(|m| m.get(key)).map(|v| self.decoded(v)).unwrap_or_default()
    }

    /// The places whose folded names differ from the asked one by one letter, but not the first.
    pub fn one_off(&self, key: &str) -> Vec<Match> {
        let map = fst::Map::new(self.section(Section::Keys)).ok();
        let Some((map, asked)) = map.zip(OneOff::new(key)) else { return Vec::new() };
        let mut found = map.search(asked).into_stream();
        let mut matches = Vec::new();
        while let Some((_, value)) = found.next() {
            matches.extend(self.decoded(value));
        }
        matches.sort_by_key(|m: &Match| (m.place, m.role));
        matches.dedup_by_key(|m| m.place);
        matches
    }

    /// What a value of the map of names says.
    fn decoded(&self, value: u64) -> Vec<Match> {
        if value & 1 == 1 {
            return self.posting((value >> 1) as usize).unwrap_or_default();
        }
        let role = Role::ALL[(value >> 1 & 3) as usize];
        vec![Match { place: PlaceId((value >> 3) as u32), role }]
    }

    /// Where the outlet of a web address is at home: `news.nationalpost.com` by `nationalpost.com`.
    pub fn home(&self, host: &str) -> Option<PlaceId> {
        let mut rest = Some(host);
        while let Some(host) = rest.filter(|h| h.contains('.')) {
            if let Some(found) = self.lookup(&host_key(host)).first() {
                return Some(found.place);
            }
            rest = host.split_once('.').map(|(_, rest)| rest);
        }
        None
    }

    fn posting(&self, offset: usize) -> Option<Vec<Match>> {
        let mut bytes = self.section(Section::Postings).get(offset..)?;
        let count = take_varint(&mut bytes)? as usize;
        let mut matches = Vec::with_capacity(count.min(4096));
        let mut row = 0;
        for _ in 0..count {
            let value = take_varint(&mut bytes)?;
            row += (value >> 2) as u32;
            matches.push(Match { place: PlaceId(row), role: Role::ALL[(value & 3) as usize] });
        }
        Some(matches)
    }

    /// Whether any place has this folded name.
    pub fn knows(&self, key: &str) -> bool {
        let own = self.own.as_ref().is_some_and(|o| o.places().knows(key));
        own || fst::Map::new(self.section(Section::Keys)).is_ok_and(|m| m.contains_key(key))
    }

    /// Keys that differ from this one by at most so many letters.
    pub fn near(&self, key: &str, most: u8) -> Vec<String> {
        use fst::{IntoStreamer, Streamer};
        let mut found = self.own.as_ref().map(|o| o.places().near(key, most)).unwrap_or_default();
        if let Ok(map) = fst::Map::new(self.section(Section::Keys)) {
            let mut stream = map.search(crate::near::Near::new(key, most)).into_stream();
            while let Some((key, _)) = stream.next() {
                found.extend(String::from_utf8(key.to_vec()));
            }
        }
        found
    }

    /// What is known of a place; `None` for a row that does not exist.
    pub fn place(&self, id: PlaceId) -> Option<PlaceRow> {
        if let Some((own, id)) = self.own_row(id) {
            return own.places().place(id);
        }
        let at = id.0 as usize * ROW;
        let row: &[u8; ROW] = self.section(Section::Rows).get(at..at + ROW)?.try_into().ok()?;
        let &[a, b, c, d, n1, n2, n3, e1, e2, e3, size, kind, country, d1, d2, _] = row;
        Some(PlaceRow {
            geonames: Some(u32::from_le_bytes([a, b, c, d])).filter(|&id| id != 0),
            point: (unpack_degree([n1, n2, n3]), unpack_degree([e1, e2, e3])),
            log_size: unpack_size(size),
            kind: *Kind::ALL.get(usize::from(kind))?,
            country: Some(country).filter(|&c| c != NO_COUNTRY),
            division: Some(u16::from_le_bytes([d1, d2])).filter(|&d| d != NO_DIVISION),
        })
    }

    /// The display name of a place; empty for a row that does not exist.
    pub fn name(&self, id: PlaceId) -> String {
        if let Some((own, id)) = self.own_row(id) {
            return own.places().name(id);
        }
        self.read_name(id.0 as usize).unwrap_or_default()
    }

    fn read_name(&self, row: usize) -> Option<String> {
        if row >= self.len() {
            return None;
        }
        let offset = u32_at(self.section(Section::Blocks), row / BLOCK)? as usize;
        let mut bytes = self.section(Section::Names).get(offset..)?;
        let mut name = Vec::new();
        for _ in 0..=row % BLOCK {
            let (&[shared, further], rest) = bytes.split_first_chunk()?;
            name.truncate(usize::from(shared));
            name.extend(rest.get(..usize::from(further))?);
            bytes = rest.get(usize::from(further)..)?;
        }
        String::from_utf8(name).ok()
    }

    /// A country by its index.
    pub fn country(&self, index: u8) -> Option<Country<'_>> {
        let at = usize::from(index) * COUNTRY;
        let bytes = self.section(Section::Countries).get(at..at + COUNTRY)?;
        let text = |range: Range<usize>| str::from_utf8(bytes.get(range)?).ok().map(str::trim_end);
        Some(Country { code: text(0..3)?, iso2: text(3..5)?, place: PlaceId(u32_at(bytes.get(5..)?, 0)?) })
    }

    /// The index of a country by its alpha-3 or alpha-2 code.
    pub fn country_by_code(&self, code: &str) -> Option<u8> {
        let count = self.section(Section::Countries).len() / COUNTRY;
        (0..count as u8).find(|&i| self.country(i).is_some_and(|c| c.code == code || c.iso2 == code))
    }

    /// The place that a first-level division is.
    pub fn division(&self, index: u16) -> Option<PlaceId> {
        u32_at(self.section(Section::Divisions), usize::from(index)).map(PlaceId)
    }
}

fn u32_at(bytes: &[u8], index: usize) -> Option<u32> {
    let word = bytes.get(index * 4..index * 4 + 4)?;
    Some(u32::from_le_bytes(word.try_into().ok()?))
}

fn damaged(at: usize, problem: &str) -> KnowledgeError {
    KnowledgeError::Damaged { file: FILE.into(), at, problem: problem.into() }
}

/// Where the sections lie, after everything that can be wrong with the file has been ruled out.
fn check(bytes: &[u8]) -> Result<[(usize, usize); SECTIONS], KnowledgeError> {
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err(damaged(0, "not a gazetteer"));
    }
    if u32_at(bytes.get(8..).unwrap_or(&[]), 0) != Some(VERSION) {
        return Err(damaged(8, "another version of the layout"));
    }
    let checked = bytes.get(CHECKED..).filter(|_| bytes.len() >= HEADER);
    let checked = checked.ok_or_else(|| damaged(bytes.len(), "cut short"))?;
    if bytes.get(12..CHECKED) != Some(checksum(checked).to_le_bytes().as_slice()) {
        return Err(damaged(12, "cut short or altered: the checksum differs"));
    }
    let mut sections = [(0, 0); SECTIONS];
    for (index, section) in sections.iter_mut().enumerate() {
        let start = u32_at(checked, index * 2).unwrap_or(u32::MAX) as usize;
        let end = start.saturating_add(u32_at(checked, index * 2 + 1).unwrap_or(u32::MAX) as usize);
        if end > bytes.len() {
            return Err(damaged(CHECKED + index * 8, "a section lies outside the file"));
        }
        *section = (start, end);
    }
    Ok(sections)
}

#[cfg(test)]
mod tests {
    use super::super::{Draft, DraftCountry, DraftPlace, key, write};
    use super::*;

    fn place(name: &str, kind: Kind, geonames: u32, others: &[(&str, Role)]) -> DraftPlace {
        DraftPlace {
            name: name.into(),
            names: others.iter().map(|(n, r)| (n.to_string(), *r)).collect(),
            geonames,
            point: (36.2, -37.16),
            size: 1e6,
            kind,
            country: Some(0),
            division: (kind > Kind::Division).then_some(0),
            outlets: if geonames == 170_063 { vec!["aleppo.example".into()] } else { Vec::new() },
        }
    }

    fn small() -> Vec<u8> {
        let places = vec![
            place("Syria", Kind::Country, 163_843, &[("Syrian Arab Republic", Role::Other)]),
            place("Aleppo Governorate", Kind::Division, 170_062, &[("Aleppo", Role::Short)]),
            place("Aleppo", Kind::Seat, 170_063, &[("Ḩalab", Role::Other), ("Alep", Role::Other)]),
            place("Al Bāb", Kind::Town, 0, &[]),
        ];
        let countries = vec![DraftCountry { code: "SYR".into(), iso2: "SY".into(), place: 0 }];
        write(&Draft { meta: "test".into(), countries, divisions: vec![1], places }).unwrap()
    }

    #[test]
    fn names_are_found_by_any_spelling() {
        let gazetteer = Gazetteer::open(small()).unwrap();
        let check = |name: &str, expected: &[(&str, Role)]| {
            let found = gazetteer.lookup(&key(name));
            let found: Vec<_> = found.iter().map(|m| (gazetteer.name(m.place), m.role)).collect();
            let found: Vec<_> = found.iter().map(|(n, r)| (n.as_str(), *r)).collect();
            assert_eq!(found, expected, "{name}");
        };
        check("Aleppo", &[("Aleppo", Role::Main), ("Aleppo Governorate", Role::Short)]);
        check("ALEPPO", &[("Aleppo", Role::Main), ("Aleppo Governorate", Role::Short)]);
        check("Halab", &[("Aleppo", Role::Other)]);
        check("Al-Bab", &[("Al Bāb", Role::Main)]);
        check("the Syrian Arab Republic", &[("Syria", Role::Other)]);
        check("Alepp", &[]);
        check("", &[]);
    }

    #[test]
    fn rows_keep_what_was_written() {
        let gazetteer = Gazetteer::open(small()).unwrap();
        let id = gazetteer.lookup("halab")[0].place;
        let row = gazetteer.place(id).unwrap();
        assert_eq!((row.geonames, row.kind, row.point), (Some(170_063), Kind::Seat, (36.2, -37.16)));
        let country = gazetteer.country(row.country.unwrap()).unwrap();
        assert_eq!((country.code, country.iso2), ("SYR", "SY"));
        assert_eq!(gazetteer.name(gazetteer.division(0).unwrap()), "Aleppo Governorate");
        assert_eq!(gazetteer.country_by_code("SY"), Some(0));
        let near =
            |key: &str| gazetteer.one_off(key).iter().map(|m| gazetteer.name(m.place)).collect::<Vec<_>>();
        assert_eq!(near("alepo"), ["Aleppo", "Aleppo Governorate"]);
        assert!(near("oleppo").is_empty());
        assert_eq!(gazetteer.home("news.aleppo.example"), Some(id));
        assert_eq!(gazetteer.home("example"), None);
        assert_eq!(gazetteer.place(PlaceId(99)), None);
        assert_eq!(gazetteer.name(PlaceId(99)), "");
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let whole = small();
        for length in [0, 7, 8, 12, 19, 50, HEADER, whole.len() - 1] {
            let cut = Gazetteer::open(whole[..length].to_vec());
            assert!(matches!(cut, Err(KnowledgeError::Damaged { .. })), "cut to {length}");
        }
        for at in (0..whole.len()).step_by(7) {
            let mut altered = whole.clone();
            altered[at] ^= 0x10;
            assert!(matches!(Gazetteer::open(altered), Err(KnowledgeError::Damaged { .. })), "byte {at}");
        }
    }

    #[test]
    fn the_same_draft_gives_the_same_bytes() {
        assert_eq!(small(), small());
    }
}
