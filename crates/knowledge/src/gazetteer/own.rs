//! Places of the user's, laid over the gazetteer.
//!
//! A row without a GeoNames id is the place of its names: ours of these names no longer count. A row with an id is one
//! more place of its names, and stands for ours of that id.

use super::layout::Kind;
use super::write::{Draft, DraftPlace, write_in_order};
use super::{Gazetteer, Match, PlaceId, Role, key};
use crate::KnowledgeError;
use crate::table::Row;
use crate::tables::{Shape, TableFile};

/// Rows with this bit are the user's.
const OWN: u32 = 1 << 31;

/// The user's places, compiled, and where each stands.
#[derive(Clone, Debug)]
pub(super) struct Own {
    places: Gazetteer,
    /// File and line of each row of `places`.
    origins: Vec<(String, usize)>,
}

impl Gazetteer {
    /// The same with the tables of places of some files laid over; later files first.
    ///
    /// # Errors
    /// If a row cannot be read.
    pub fn with(&self, files: &[TableFile]) -> Result<Gazetteer, KnowledgeError> {
        let mut draft = Draft::default();
        let mut origins = Vec::new();
        for file in files {
            for part in file.parts()?.iter().filter(|p| p.shape == Shape::Places) {
                for row in part.rows() {
                    let row = row?;
                    draft.places.push(self.drafted(&row)?);
                    origins.push((file.name.clone(), row.line));
                }
            }
        }
        if draft.places.is_empty() {
            return Ok(self.clone());
        }
        let failed = |problem: String| KnowledgeError::Damaged { file: "places".into(), at: 0, problem };
        let (bytes, order) = write_in_order(&draft).map_err(failed)?;
        let origins = order.into_iter().filter_map(|place| origins.get(place).cloned()).collect();
        let own = Own { places: Gazetteer::open(bytes)?, origins };
        let mut over = self.clone();
        over.own = Some(std::sync::Arc::new(own));
        Ok(over)
    }

    fn drafted(&self, row: &Row<'_>) -> Result<DraftPlace, KnowledgeError> {
        let number = |index: usize, what: &str| match row.field(index) {
            "" => Ok(None),
            text => text.parse::<f64>().map(Some).map_err(|_| {
                row.wrong(format!("the {what} '{text}' is no number"), "write it as 36.2, without a unit")
            }),
        };
        let missing = |what: &str| row.wrong(format!("the {what} is empty"), "write degrees as 36.2");
        let kind = Kind::parse(row.field(2)).ok_or_else(|| {
            let names: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
            row.wrong(format!("the kind is '{}'", row.field(2)), format!("write one of {}", names.join(", ")))
        })?;
        let country = self.country_by_code(row.field(5));
        Ok(DraftPlace {
            name: row.field(0).to_string(),
            names: row.list(1).map(|n| (n.to_string(), Role::Other)).collect(),
            geonames: number(8, "geonames")?.unwrap_or(0.0) as u32,
            point: (
                number(3, "lat")?.ok_or_else(|| missing("lat"))?,
                number(4, "lon")?.ok_or_else(|| missing("lon"))?,
            ),
            size: number(7, "population")?.unwrap_or(0.0),
            kind,
            country: country.map(usize::from),
            division: country.and_then(|c| self.division_named(row.field(6), c)).map(usize::from),
            outlets: Vec::new(),
        })
    }

    /// The first-level division of a country by its name.
    pub fn division_named(&self, name: &str, country: u8) -> Option<u16> {
        let rows = self.matches(&key(name)).into_iter().filter_map(|m| self.place(m.place));
        let mut fitting = rows.filter(|p| p.kind == Kind::Division && p.country == Some(country));
        fitting.next().and_then(|p| p.division)
    }

    /// What the user's places and ours make of a folded name.
    pub(super) fn laid_over(&self, own: &Own, key: &str) -> Vec<Match> {
        let own_matches = own.places.matches(key);
        let ids: Vec<Option<u32>> =
            own_matches.iter().map(|m| own.places.place(m.place).and_then(|p| p.geonames)).collect();
        let mut found: Vec<Match> =
            own_matches.iter().map(|m| Match { place: PlaceId(m.place.0 | OWN), role: m.role }).collect();
        if ids.iter().all(Option::is_some) {
            let others = self.matches(key).into_iter();
            let replaced = |m: &Match| {
                self.place(m.place).and_then(|p| p.geonames).is_some_and(|id| ids.contains(&Some(id)))
            };
            found.extend(others.filter(|m| !replaced(m)));
        }
        found
    }

    /// Where a place of the user's stands: `my.tsv:12`; `None` for ours.
    pub fn origin(&self, id: PlaceId) -> Option<String> {
        let (own, id) = self.own_row(id)?;
        own.origins.get(id.0 as usize).map(|(file, line)| format!("{file}:{line}"))
    }

    /// The user's places and the row in them, where the place is one of them.
    pub(super) fn own_row(&self, id: PlaceId) -> Option<(&Own, PlaceId)> {
        let own = self.own.as_deref().filter(|_| id.0 & OWN != 0)?;
        Some((own, PlaceId(id.0 & !OWN)))
    }
}

impl Own {
    pub(super) fn places(&self) -> &Gazetteer {
        &self.places
    }
}
