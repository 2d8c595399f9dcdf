//! What a name may stand for: exact look-up, then without the words for a kind of place.

use knowledge::gazetteer::{Gazetteer, PlaceId, PlaceRow, Role};

/// A place that a name may stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Which place.
    pub place: PlaceId,
    /// What is known of it.
    pub row: PlaceRow,
    /// How the name belongs to it.
    pub role: Role,
    /// Found only without words of the name: `city of`.
    pub shortened: bool,
    /// Found only with a letter off.
    pub misspelt: bool,
}

/// Words for a kind of place in front of a name (as keys).
const BEFORE: &[&str] = &[
    "city of",
    "town of",
    "village of",
    "province of",
    "state of",
    "county of",
    "district of",
    "republic of",
    "governorate of",
    "region of",
    "island of",
    "kingdom of",
    "municipality of",
    "commonwealth of",
    "greater",
    "downtown",
    "metropolitan",
    "port of",
    "government of",
    "people of",
];
/// The same after it.
const AFTER: &[&str] = &[
    "province",
    "governorate",
    "county",
    "city",
    "state",
    "district",
    "region",
    "oblast",
    "prefecture",
    "municipality",
    "town",
    "township",
    "village",
    "area",
    "metro",
    "parish",
    "valley",
    "island",
    "islands",
    "peninsula",
    "department",
    "upazila",
    "proper",
    "co",
    "twp",
];

/// The candidates of a name by its key; empty where the gazetteer has none. What the name without words for its
/// kind stands for is added, where nothing bears the whole name as its own: `Dublin City` is mostly Dublin.
pub(super) fn of(whole: &str, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let mut found = look_up(whole, false, gazetteer);
    if found.iter().any(|c| c.role == Role::Main) {
        return found;
    }
    let cut = BEFORE
        .iter()
        .find_map(|words| whole.strip_prefix(words)?.strip_prefix(' '))
        .or_else(|| AFTER.iter().find_map(|words| whole.strip_suffix(words)?.strip_suffix(' ')));
    let rest = cut.map(|rest| look_up(rest, true, gazetteer)).unwrap_or_default();
    let new = |c: &Candidate| !found.iter().any(|f| f.place == c.place);
    let new: Vec<Candidate> = rest.into_iter().filter(new).collect();
    found.extend(new);
    found
}

fn look_up(key: &str, shortened: bool, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let row = |m: knowledge::gazetteer::Match| {
        let row = gazetteer.place(m.place)?;
        Some(Candidate { place: m.place, row, role: m.role, shortened, misspelt: false })
    };
    gazetteer.lookup(key).into_iter().filter_map(row).collect()
}

/// Shortest key that is looked for with a letter off.
const LONG: usize = 7;

/// The candidates of a long name that has none, with a letter off.
pub(super) fn near(key: &str, gazetteer: &Gazetteer) -> Vec<Candidate> {
    if key.len() < LONG || !key.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
        return Vec::new();
    }
    let row = |m: knowledge::gazetteer::Match| {
        let row = gazetteer.place(m.place)?;
        Some(Candidate { place: m.place, row, role: m.role, shortened: false, misspelt: true })
    };
    gazetteer.one_off(key).into_iter().filter_map(row).collect()
}
