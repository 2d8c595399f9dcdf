//! Places of the gazetteer, each once in its store. A place stays where it is: what another gazetteer says of it later is
//! told by the mentions themselves.

use crate::columns::PLACES;
use crate::named::Named;
use crate::rows::Row;
use crate::value::Value;
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Name, country, degrees north and east.
type Spot = [Value; 4];

/// What the store says of places that were looked at.
#[derive(Debug, Default)]
pub struct Spots {
    known: HashMap<i64, Spot>,
    /// Those that it is yet to be told of.
    new: Vec<i64>,
}

impl Spots {
    /// Whether the store says the same of a place as this mention of it, or will say it once [`Spots::write`] has told it.
    pub fn tell(&mut self, db: &Connection, mention: &Row) -> rusqlite::Result<bool> {
        let mention = Named(&PLACES, mention);
        let said = ["name", "country", "lat", "lon"].map(|c| mention.value(c));
        let Some(id) = mention.value("geonames").int() else { return Ok(false) };
        if matches!(said[2..], [Value::Null, _] | [_, Value::Null]) {
            return Ok(false);
        }
        let known = match self.known.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let known = known(db, id)?;
                self.new.extend(known.is_none().then_some(id));
                let name = || said[0].text().unwrap_or_default().into();
                place.insert(
                    known.unwrap_or_else(|| [name(), said[1].clone(), said[2].clone(), said[3].clone()]),
                )
            }
        };
        Ok(known.iter().zip(said).all(|(known, said)| known == said))
    }

    /// Puts in the places that the store did not know; a trigger puts them into the R*Tree. Between words that are put
    /// in each would make SQLite write those out.
    pub fn write(&mut self, db: &Connection) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached("INSERT INTO spots VALUES (?, ?, ?, ?, ?)")?;
        for id in std::mem::take(&mut self.new) {
            if let Some([name, country, lat, lon]) = self.known.get(&id) {
                insert.execute((id, name, country, lat, lon))?;
            }
        }
        Ok(())
    }
}

fn known(db: &Connection, id: i64) -> rusqlite::Result<Option<Spot>> {
    let mut find = db.prepare_cached("SELECT name, country, lat, lon FROM spots WHERE geonames = ?1")?;
    find.query_row([id], |r| {
        let country: Option<String> = r.get(1)?;
        Ok([r.get::<_, String>(0)?.into(), country.into(), Value::Real(r.get(2)?), Value::Real(r.get(3)?)])
    })
    .optional()
}
