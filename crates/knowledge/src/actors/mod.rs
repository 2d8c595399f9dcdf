//! Who is who: countries, seats of government, organisations, armed groups, outlets, people with dated offices,
//! role nouns. All from `data/*.tsv`, where each row names its source.

mod load;
mod people;
mod roles;

use crate::{KnowledgeError, fold};
use document::Day;
use std::collections::HashMap;

pub use people::{Holding, Office, Person, Term};
pub use roles::Role;

/// A country, territory or de-facto state.
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-3 code, or CAMEO's for historic and de-facto states.
    pub code: String,
    /// English short name.
    pub name: String,
}

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A country.
    Country,
    /// A capital or seat that stands for a government: Kremlin, Washington.
    Seat,
    /// An organisation, alliance, company, party.
    Organisation,
    /// An armed group.
    Group,
    /// A news agency or outlet.
    Outlet,
}

impl Kind {
    /// The table that the entry stands in.
    pub fn table(self) -> &'static str {
        match self {
            Kind::Country => "countries",
            Kind::Seat => "seats",
            Kind::Organisation => "organisations",
            Kind::Group => "groups",
            Kind::Outlet => "outlets",
        }
    }
}

/// Something that acts under one code: a government by its seat, an organisation, a group.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its full name.
    pub name: String,
    /// Its code: `RUSGOV`, `IGO`, `SYRREB`.
    pub code: String,
    /// First day under this name.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

impl Entry {
    /// Whether it existed on a day; true where day or dates are unknown.
    pub fn at(&self, day: Option<Day>) -> bool {
        day.is_none_or(|d| self.from.is_none_or(|f| f <= d) && self.to.is_none_or(|t| d <= t))
    }
}

/// A name as it was found in the tables.
#[derive(Clone, Debug)]
struct Alias {
    /// The spelling, where it has to be met exactly: `US` is not `us`.
    exact: Option<String>,
    entry: u32,
}

/// All that is known of actors.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    countries: Vec<Country>,
    /// Folded adjective or demonym → country.
    adjectives: HashMap<String, u16>,
    codes: HashMap<String, u16>,
    entries: Vec<Entry>,
    names: HashMap<String, Vec<Alias>>,
    people: people::People,
    roles: HashMap<String, Role>,
    first_names: HashMap<String, document::Gender>,
    /// Host of an outlet → country.
    sites: HashMap<String, u16>,
}

/// The day up to which the tables are kept: open terms grow stale after it.
pub const FACTS_UNTIL: Day = match Day::new(2026, 6, 30) {
    Some(day) => day,
    None => panic!("a day of the calendar"),
};

/// The longest name in the tables, in words.
pub const LONGEST_NAME: usize = 8;

impl Actors {
    /// The project's own tables.
    pub fn ours() -> Result<Actors, KnowledgeError> {
        load::ours()
    }

    /// A country by its code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.codes.get(code).and_then(|&i| self.countries.get(i as usize))
    }

    /// The country that an adjective or demonym (`Russian`, `Americans`) belongs to. The case counts: `Polish`
    /// is one, `polish` is not.
    pub fn country_of_adjective(&self, word: &str) -> Option<&Country> {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let index = capital.then(|| self.adjectives.get(&fold(word)))??;
        self.countries.get(*index as usize)
    }

    /// The entry of a name that existed on `day`, the kinds in the order of [`Kind`].
    pub fn entry(&self, name: &str, day: Option<Day>) -> Option<&Entry> {
        let found = self.names.get(&fold(name))?.iter();
        let fitting = found.filter(|a| a.exact.as_deref().is_none_or(|e| e == name));
        let mut entries = fitting.filter_map(|a| self.entries.get(a.entry as usize));
        entries.find(|e| e.at(day))
    }

    /// The country whose name this is.
    pub fn country_named(&self, name: &str) -> Option<&Country> {
        let entry = self.entry(name, None).filter(|e| e.kind == Kind::Country)?;
        self.country(&entry.code)
    }

    /// The country whose name or capital this is, whatever the case.
    pub fn country_of_place(&self, name: &str) -> Option<&Country> {
        let found = self.names.get(&fold(name))?.iter().filter_map(|a| self.entries.get(a.entry as usize));
        let mut codes = found.filter_map(|e| match e.kind {
            Kind::Country => Some(e.code.as_str()),
            Kind::Seat => e.code.strip_suffix("GOV"),
            _ => None,
        });
        codes.next().and_then(|code| self.country(code))
    }

    /// The country of the outlet at a host: `haaretz.com`.
    pub fn site(&self, host: &str) -> Option<&Country> {
        self.sites.get(host).and_then(|&i| self.countries.get(i as usize))
    }

    /// People with their dated offices.
    pub fn people(&self) -> &people::People {
        &self.people
    }

    /// What a role noun, as a lemma or several words (`foreign minister`), stands for.
    pub fn role(&self, noun: &str) -> Option<&Role> {
        self.roles.get(&fold(noun))
    }

    /// The gender that a first name mostly has.
    pub fn gender_of(&self, first_name: &str) -> document::Gender {
        self.first_names.get(&fold(first_name)).copied().unwrap_or_default()
    }

    /// Rows of each table, for reports and tests.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let kinds = [Kind::Country, Kind::Seat, Kind::Organisation, Kind::Group, Kind::Outlet];
        let mut counts: Vec<_> = kinds.iter().map(|&k| (k.table(), self.of_kind(k))).collect();
        counts.push(("people", self.people.len()));
        counts.push(("roles", self.roles.len()));
        counts.push(("first names", self.first_names.len()));
        counts
    }

    fn of_kind(&self, kind: Kind) -> usize {
        self.entries.iter().filter(|e| e.kind == kind).count()
    }
}
