//! What is known beside the store: what codes are called, where places lie.

use crate::KeepError;
use crate::named::Named;
use knowledge::gazetteer::{Gazetteer, Kind, key};
use knowledge::{Actors, Codebook, Fips, KnowledgeError};

/// What is known.
pub(super) struct World {
    /// Values and names of codes of events.
    pub(super) codebook: Codebook,
    fips: Fips,
    actors: Actors,
    gazetteer: Gazetteer,
}

/// Where something took place, taken apart; a field is empty where unknown.
#[derive(Default)]
pub(super) struct Where {
    /// What the place is, where the gazetteer knows it.
    pub(super) kind: Option<Kind>,
    /// The gazetteer's name.
    pub(super) name: String,
    /// Town, or part of one.
    pub(super) city: String,
    /// Second-level division.
    pub(super) district: String,
    /// First-level division.
    pub(super) province: String,
    /// Country, ISO 3166-1 alpha-3.
    pub(super) country: String,
    /// Degrees north.
    pub(super) lat: String,
    /// Degrees east.
    pub(super) lon: String,
    /// GeoNames id.
    pub(super) geonames: String,
}

impl World {
    pub(super) fn ours() -> Result<World, KeepError> {
        let open = || -> Result<World, KnowledgeError> {
            Ok(World {
                codebook: Codebook::ours()?,
                fips: Fips::ours()?,
                actors: Actors::ours()?,
                gazetteer: Gazetteer::ours()?,
            })
        };
        open().map_err(|e| KeepError::Wanted(e.to_string()))
    }

    /// The English short name of a country; empty where there is none of this code.
    pub(super) fn country(&self, code: &str) -> &str {
        self.actors.country(code).map_or("", |c| c.name)
    }

    /// What FIPS 10-4 calls a country; empty where it does not.
    pub(super) fn fips(&self, code: &str) -> &'static str {
        self.fips.of(code).unwrap_or("")
    }

    /// A row of `places` taken apart.
    pub(super) fn place(&self, place: Option<&Named<'_>>) -> Where {
        let Some(place) = place else { return Where::default() };
        let words = |column: &str| place.value(column).words();
        let mut found = Where {
            name: words("name"),
            country: words("country"),
            lat: words("lat"),
            lon: words("lon"),
            geonames: words("geonames"),
            ..Where::default()
        };
        self.divide(&mut found);
        found
    }

    /// Tells town, district and province by the row of the gazetteer.
    fn divide(&self, found: &mut Where) {
        let wanted = found.geonames.parse().ok();
        let matches = self.gazetteer.lookup(&key(&found.name));
        let rows = matches.iter().filter_map(|m| self.gazetteer.place(m.place));
        let Some(row) = rows.into_iter().find(|r| wanted.is_some() && r.geonames == wanted) else { return };
        found.kind = Some(row.kind);
        let division = row.division.and_then(|d| self.gazetteer.division(d));
        let province = division.map(|d| self.gazetteer.name(d)).unwrap_or_default();
        match row.kind {
            Kind::Capital | Kind::Seat | Kind::LowerSeat | Kind::Town | Kind::Section => {
                (found.city, found.province) = (found.name.clone(), province);
            }
            Kind::District => (found.district, found.province) = (found.name.clone(), province),
            Kind::Division => found.province = found.name.clone(),
            _ => {}
        }
    }
}

/// The host of a web address without `www`; empty where it is none.
pub(super) fn site(origin: &str) -> String {
    let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let authority = rest.and_then(|r| r.split(['/', '?', '#']).next()).unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("").split(':').next().unwrap_or("");
    let host = host.to_ascii_lowercase();
    host.strip_prefix("www.").map(str::to_string).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn hosts_of_addresses() {
        assert_eq!(site("https://www.Tass.com/world/1?x"), "tass.com");
        assert_eq!(site("http://a@b.org:80#c"), "b.org");
        assert_eq!(site("story.txt"), "");
    }
}
