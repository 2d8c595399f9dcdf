//! Writes the compiled file from a draft that the compiler has put together.

use std::collections::{BTreeMap, HashMap};

use super::key::{host_key, key};
use super::layout::*;

/// A country of the draft.
#[derive(Clone, Debug)]
pub struct DraftCountry {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// Index into [`Draft::places`].
    pub place: usize,
}

/// A place of the draft.
#[derive(Clone, Debug)]
pub struct DraftPlace {
    /// Display name.
    pub name: String,
    /// Names to find it by beside the display name.
    pub names: Vec<(String, Role)>,
    /// GeoNames id, 0 where there is none.
    pub geonames: u32,
    /// Degrees north and east.
    pub point: (f64, f64),
    /// Inhabitants; of regions and waters the radius in km.
    pub size: f64,
    /// What it is.
    pub kind: Kind,
    /// Index into [`Draft::countries`].
    pub country: Option<usize>,
    /// Index into [`Draft::divisions`].
    pub division: Option<usize>,
    /// Web addresses of the outlets that are at home there: `gainesville.com`.
    pub outlets: Vec<String>,
}

/// All that the compiled file holds.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Sources and counts, for people.
    pub meta: String,
    /// Countries.
    pub countries: Vec<DraftCountry>,
    /// First-level divisions: indexes into `places`.
    pub divisions: Vec<usize>,
    /// Every place.
    pub places: Vec<DraftPlace>,
}

/// The compiled file. Fails where the draft does not fit the layout (too many countries, divisions, places).
pub fn write(draft: &Draft) -> Result<Vec<u8>, String> {
    write_in_order(draft).map(|(bytes, _)| bytes)
}

/// The same with the draft's place of each row.
pub(super) fn write_in_order(draft: &Draft) -> Result<(Vec<u8>, Vec<usize>), String> {
    if draft.countries.len() >= usize::from(NO_COUNTRY) || draft.divisions.len() >= usize::from(NO_DIVISION) {
        return Err("more countries or divisions than the layout holds".into());
    }
    let order = row_order(&draft.places);
    let mut row_of = vec![0u32; order.len()];
    for (row, &place) in order.iter().enumerate() {
        row_of[place] = row as u32;
    }
    let (blocks, names) = front_code(order.iter().map(|&p| draft.places[p].name.as_str()));
    let (postings, keys) = key_map(&draft.places, &row_of)?;
    let sections = [
        draft.meta.clone().into_bytes(),
        countries(draft, &row_of),
        draft.divisions.iter().flat_map(|&p| row_of[p].to_le_bytes()).collect(),
        order.iter().flat_map(|&p| row(&draft.places[p])).collect(),
        blocks.iter().flat_map(|b| b.to_le_bytes()).collect(),
        names,
        postings,
        keys,
    ];
    Ok((assemble(&sections), order))
}

fn row_order(places: &[DraftPlace]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |i: usize| (&places[i].name, places[i].country, places[i].kind, places[i].geonames, i);
        key(a).cmp(&key(b))
    });
    order
}

fn countries(draft: &Draft, row_of: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(draft.countries.len() * COUNTRY);
    for country in &draft.countries {
        for (code, length) in [(&country.code, 3), (&country.iso2, 2)] {
            let padded = code.bytes().chain(std::iter::repeat(b' '));
            bytes.extend(padded.take(length));
        }
        bytes.extend(row_of[country.place].to_le_bytes());
    }
    bytes
}

fn row(place: &DraftPlace) -> [u8; ROW] {
    let mut row = [0; ROW];
    row[0..4].copy_from_slice(&place.geonames.to_le_bytes());
    row[4..7].copy_from_slice(&pack_degree(place.point.0));
    row[7..10].copy_from_slice(&pack_degree(place.point.1));
    row[10] = pack_size(place.size);
    row[11] = place.kind as u8;
    row[12] = place.country.map_or(NO_COUNTRY, |c| c as u8);
    row[13..15].copy_from_slice(&place.division.map_or(NO_DIVISION, |d| d as u16).to_le_bytes());
    row
}

/// Blocks of sorted names in which each gives only what it does not share with the one before.
fn front_code<'n>(names: impl Iterator<Item = &'n str>) -> (Vec<u32>, Vec<u8>) {
    let (mut blocks, mut bytes, mut last) = (Vec::new(), Vec::new(), String::new());
    for (row, name) in names.enumerate() {
        let name = cut(name, 255);
        if row % BLOCK == 0 {
            blocks.push(bytes.len() as u32);
            last.clear();
        }
        let shared = last.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
        bytes.extend([shared as u8, (name.len() - shared) as u8]);
        bytes.extend(&name.as_bytes()[shared..]);
        last = name.to_string();
    }
    (blocks, bytes)
}

fn cut(name: &str, limit: usize) -> &str {
    name.get(..name.floor_char_boundary(limit)).unwrap_or(name)
}

fn key_map(places: &[DraftPlace], row_of: &[u32]) -> Result<(Vec<u8>, Vec<u8>), String> {
    let mut by_key: BTreeMap<String, BTreeMap<u32, Role>> = BTreeMap::new();
    let mut add = |text: String, row: u32, role: Role| {
        if !text.is_empty() {
            let best = by_key.entry(text).or_default().entry(row).or_insert(role);
            *best = role.min(*best);
        }
    };
    for (place, &row) in places.iter().zip(row_of) {
        add(key(&place.name), row, Role::Main);
        for (name, role) in &place.names {
            add(key(name), row, *role);
        }
        for host in &place.outlets {
            add(host_key(host), row, Role::Other);
        }
    }
    let (mut postings, mut seen) = (Vec::new(), HashMap::new());
    let mut map = fst::MapBuilder::memory();
    for (key, rows) in by_key {
        let value = match rows.first_key_value() {
            Some((&row, &role)) if rows.len() == 1 => u64::from(row) << 3 | (role as u64) << 1,
            _ => u64::from(posting(&rows, &mut postings, &mut seen)) << 1 | 1,
        };
        map.insert(key, value).map_err(|e| e.to_string())?;
    }
    Ok((postings, map.into_inner().map_err(|e| e.to_string())?))
}

/// Offset of the list of rows; equal lists are kept once.
fn posting(rows: &BTreeMap<u32, Role>, postings: &mut Vec<u8>, seen: &mut HashMap<Vec<u8>, u32>) -> u32 {
    let (mut bytes, mut last) = (Vec::new(), 0);
    push_varint(&mut bytes, rows.len() as u64);
    for (&row, &role) in rows {
        push_varint(&mut bytes, u64::from(row - last) << 2 | role as u64);
        last = row;
    }
    let offset = postings.len() as u32;
    *seen.entry(bytes).or_insert_with_key(|bytes| {
        postings.extend(bytes);
        offset
    })
}

fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut checked = Vec::new();
    let mut at = HEADER;
    for section in sections {
        checked.extend((at as u32).to_le_bytes());
        checked.extend((section.len() as u32).to_le_bytes());
        at += section.len();
    }
    checked.extend(sections.iter().flatten());
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(checksum(&checked).to_le_bytes());
    bytes.extend(checked);
    bytes
}
