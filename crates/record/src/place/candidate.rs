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
];

/// The candidates of a name by its key; empty where the gazetteer has none.
pub(super) fn of(whole: &str, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let found = look_up(whole, false, gazetteer);
    if !found.is_empty() {
        return found;
    }
    let cut = BEFORE
        .iter()
        .find_map(|words| whole.strip_prefix(words)?.strip_prefix(' '))
        .or_else(|| AFTER.iter().find_map(|words| whole.strip_suffix(words)?.strip_suffix(' ')));
    cut.map(|rest| look_up(rest, true, gazetteer)).unwrap_or_default()
}

fn look_up(key: &str, shortened: bool, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let row = |m: knowledge::gazetteer::Match| {
        let row = gazetteer.place(m.place)?;
        Some(Candidate { place: m.place, row, role: m.role, shortened })
    };
    gazetteer.lookup(key).into_iter().filter_map(row).collect()
}
