//! Our own tables: countries, regions, points of countries and divisions, abbreviations of states.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, bail};

/// A table: a head line with names of columns, then a row a line, values parted by tabs.
pub struct Table {
    columns: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &Path) -> anyhow::Result<Table> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let mut lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let Some(head) = lines.next() else { bail!("{}: no head line", path.display()) };
        let columns = head.split('\t').enumerate().map(|(i, name)| (name.trim().to_string(), i)).collect();
        let rows = lines.map(|l| l.split('\t').map(|v| v.trim().to_string()).collect()).collect();
        Ok(Table { columns, rows })
    }

    /// The rows, each to be asked for its values by name of column.
    pub fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.rows.iter().map(|values| TableRow { columns: &self.columns, values })
    }
}

/// A row of a [`Table`].
#[derive(Clone, Copy)]
pub struct TableRow<'t> {
    columns: &'t HashMap<String, usize>,
    values: &'t [String],
}

impl<'t> TableRow<'t> {
    /// A value; empty where the table has no such column.
    pub fn text(self, column: &str) -> &'t str {
        self.columns.get(column).and_then(|&i| self.values.get(i)).map_or("", String::as_str)
    }

    /// A value that lists several, parted by `|`.
    pub fn list(self, column: &str) -> impl Iterator<Item = &'t str> {
        self.text(column).split('|').map(str::trim).filter(|v| !v.is_empty())
    }

    /// A number.
    pub fn number(self, column: &str) -> Option<f64> {
        self.text(column).parse().ok()
    }

    /// Degrees north and east.
    pub fn point(self) -> Option<(f64, f64)> {
        let (lat, lon) = (self.number("lat")?, self.number("lon")?);
        (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
    }
}

/// All our tables.
pub struct Tables {
    /// `countries.tsv`: code iso2 name names …
    pub countries: Table,
    /// `country_points.tsv`: code lat lon geonames name population.
    pub country_points: Table,
    /// `admin1_points.tsv`: country admin1_name aliases lat lon geonames.
    pub admin1_points: Table,
    /// `regions.tsv`: name aliases kind lat lon radius_km country.
    pub regions: Table,
    /// `state_abbreviations.tsv`: country name forms.
    pub abbreviations: Table,
    /// `outlet_homes.tsv`: domain place division country.
    pub outlets: Table,
}

impl Tables {
    /// Reads the folder of tables.
    pub fn read(data: &Path) -> anyhow::Result<Tables> {
        let table = |name: &str| Table::read(&data.join(name));
        Ok(Tables {
            countries: table("countries.tsv")?,
            country_points: table("country_points.tsv")?,
            admin1_points: table("admin1_points.tsv")?,
            regions: table("regions.tsv")?,
            abbreviations: table("state_abbreviations.tsv")?,
            outlets: table("outlet_homes.tsv")?,
        })
    }
}
