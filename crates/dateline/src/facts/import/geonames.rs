//! A dump of GeoNames: a place a line, 19 columns parted by tabs.

use super::{Imported, list};
use knowledge::gazetteer::{Kind, PlaceId};
use knowledge::{Knowledge, Shape};
use std::collections::HashMap;

/// A table of places from a dump. Names of first-level divisions come from the file's own rows, else from the
/// gazetteer, which knows many places by their ids.
pub(super) fn import(name: &str, bytes: &[u8], knowledge: &Knowledge) -> Imported {
    let text = String::from_utf8_lossy(bytes);
    let mut out = Imported::default();
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        match Row::read(line) {
            Some(row) => rows.push((index + 1, row)),
            None => out.skip(index + 1, "no row of GeoNames: 19 columns parted by tabs are expected"),
        }
    }
    let divisions = Divisions::new(&rows, knowledge);
    for (line, row) in &rows {
        match fields(name, row, &divisions, knowledge) {
            Ok(fields) => out.push(Shape::Places, fields),
            Err(why) => out.skip(*line, why),
        }
    }
    out
}

/// The columns that are carried over.
struct Row<'t> {
    id: &'t str,
    name: &'t str,
    ascii: &'t str,
    others: &'t str,
    lat: f64,
    lon: f64,
    class: &'t str,
    feature: &'t str,
    country: &'t str,
    admin1: &'t str,
    population: &'t str,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Option<Row<'t>> {
        let column: Vec<&str> = line.split('\t').collect();
        (column.len() >= 15).then_some(())?;
        Some(Row {
            id: column[0].parse::<u32>().ok().map(|_| column[0])?,
            name: column[1],
            ascii: column[2],
            others: column[3],
            lat: column[4].parse().ok()?,
            lon: column[5].parse().ok()?,
            class: column[6],
            feature: column[7],
            country: column[8],
            admin1: column[10],
            population: column[14],
        })
    }
}

/// Names of first-level divisions.
struct Divisions<'t> {
    by_code: HashMap<(&'t str, &'t str), &'t str>,
    by_place: HashMap<u32, u16>,
}

impl<'t> Divisions<'t> {
    fn new(rows: &[(usize, Row<'t>)], knowledge: &Knowledge) -> Divisions<'t> {
        let own = rows.iter().map(|(_, r)| r).filter(|r| r.feature == "ADM1");
        let gazetteer = &knowledge.gazetteer;
        let place = |row| {
            let place = gazetteer.place(PlaceId(row))?;
            Some((place.geonames?, place.division?))
        };
        Divisions {
            by_code: own.map(|r| ((r.country, r.admin1), r.name)).collect(),
            by_place: (0..gazetteer.len() as u32).filter_map(place).collect(),
        }
    }

    fn of(&self, row: &Row<'_>, knowledge: &Knowledge) -> String {
        if let Some(name) = self.by_code.get(&(row.country, row.admin1)) {
            return (*name).to_string();
        }
        let division = row.id.parse().ok().and_then(|id: u32| self.by_place.get(&id));
        let place = division.and_then(|&d| knowledge.gazetteer.division(d));
        place.map(|p| knowledge.gazetteer.name(p)).unwrap_or_default()
    }
}

fn fields(
    source: &str,
    row: &Row<'_>,
    divisions: &Divisions<'_>,
    knowledge: &Knowledge,
) -> Result<Vec<String>, String> {
    let kind = kind(row.class, row.feature).ok_or_else(|| {
        format!("{}: features of class {} {} are no places here", row.name, row.class, row.feature)
    })?;
    let country = match row.country {
        "" => String::new(),
        code => knowledge
            .actors
            .country(code)
            .map(|c| c.code.to_string())
            .ok_or_else(|| format!("{}: no country has the code '{code}'", row.name))?,
    };
    let mut names = vec![row.ascii];
    names.extend(row.others.split(',').filter(|n| is_useful(n)));
    let mut seen = std::collections::BTreeSet::from([knowledge::gazetteer::key(row.name)]);
    names.retain(|n| !n.is_empty() && seen.insert(knowledge::gazetteer::key(n)));
    let population = if row.population == "0" { "" } else { row.population };
    Ok(vec![
        row.name.to_string(),
        list(names),
        kind.as_str().to_string(),
        row.lat.to_string(),
        row.lon.to_string(),
        country,
        divisions.of(row, knowledge),
        population.to_string(),
        row.id.to_string(),
        format!("GeoNames (CC BY 4.0), {source}"),
    ])
}

/// What a feature is; `None` for roads, forests and what lies under the sea.
fn kind(class: &str, feature: &str) -> Option<Kind> {
    Some(match (class, feature) {
        ("P", "PPLC" | "PPLCH") => Kind::Capital,
        ("P", "PPLA" | "PPLG") => Kind::Seat,
        ("P", "PPLX") => Kind::Section,
        ("P", f) if f.starts_with("PPLA") => Kind::LowerSeat,
        ("P", _) => Kind::Town,
        ("A", f) if f.starts_with("PCL") => Kind::Country,
        ("A", "ADM1" | "ADM1H") => Kind::Division,
        ("A", _) => Kind::District,
        ("L", "CONT") => Kind::Continent,
        ("L", _) => Kind::Region,
        ("H", _) => Kind::Water,
        ("S" | "T", _) => Kind::Site,
        _ => return None,
    })
}

/// Whether English news may use the name: Latin letters, a capital first, three letters, no airport code.
fn is_useful(name: &str) -> bool {
    let latin =
        |c: char| c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '’' | '‘');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let code = name.len() <= 4 && name.bytes().all(|b| b.is_ascii_uppercase());
    letters >= 3
        && !code
        && name.chars().all(latin)
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name.contains(['/', '(', ';', '|'])
}
