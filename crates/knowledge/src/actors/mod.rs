//! Who is who: countries, seats of government, organisations, armed groups, outlets, people with dated offices,
//! role nouns. From `data/*.tsv`, where each row names its source, compiled into `models/actors.bin`
//! (see [`layout`]), and from tables of the user's, compiled in memory and laid over it.

mod draft;
mod first;
mod frozen;
mod layout;
mod people;
mod view;
mod write;

use crate::KnowledgeError;
use crate::near::Near;
use crate::tables::{Shape, TableFile};
use document::Day;
use frozen::{Frozen, Key};
use layout::{Section, Space};
use std::borrow::Cow;

pub(crate) use draft::person_id;
pub use frozen::Compiled;
pub use people::People;
pub use view::{Country, Entry, Holding, Kind, Office, Origin, Person, Role, Term};

/// The project's own tables, compiled.
pub(crate) static OURS: &[u8] = include_bytes!("../../../../models/actors.bin");

/// All that is known of actors.
#[derive(Clone, Debug)]
pub struct Actors {
    /// The user's tables, the project's own last: for each name the first that knows it counts.
    layers: Vec<Frozen>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub enum Named<'k> {
    /// A person.
    Person(Person<'k>),
    /// A nationality: the country.
    Nationality(Country<'k>),
    /// A country, seat, organisation, group or outlet.
    Entry(Entry<'k>),
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
    ///
    /// # Errors
    /// If the compiled file is damaged.
    pub fn ours() -> Result<Actors, KnowledgeError> {
        Actors::open(OURS)
    }

    /// Opens a compiled file.
    ///
    /// # Errors
    /// If it is cut, altered or of another version.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Actors, KnowledgeError> {
        Ok(Actors { layers: vec![Frozen::open(bytes, true)?] })
    }

    /// Compiles tables into the bytes of a file for [`Actors::open`]. The same tables give the same bytes.
    ///
    /// # Errors
    /// If a row cannot be read.
    pub fn compile(files: &[TableFile]) -> Result<Vec<u8>, KnowledgeError> {
        Ok(write::write(&draft::Draft::read(files, None)?))
    }

    /// The same with tables of the user's laid over: for a name that they know, they count.
    ///
    /// # Errors
    /// If a row cannot be read.
    pub fn with(&self, files: &[TableFile]) -> Result<Actors, KnowledgeError> {
        let bytes = write::write(&draft::Draft::read(files, Some(self))?);
        let mut layers = vec![Frozen::open(bytes, false)?];
        layers.extend(self.layers.iter().cloned());
        Ok(Actors { layers })
    }

    /// Tables of the user's alone.
    ///
    /// # Errors
    /// If a row cannot be read.
    pub fn only(files: &[TableFile]) -> Result<Actors, KnowledgeError> {
        let bytes = write::write(&draft::Draft::read(files, None)?);
        Ok(Actors { layers: vec![Frozen::open(bytes, false)?] })
    }

    /// What the project's own tables were compiled from.
    pub fn sources(&self) -> &[Compiled] {
        self.layers.last().map_or(&[], Frozen::sources)
    }

    /// A country by its code.
    pub fn country(&self, code: &str) -> Option<Country<'_>> {
        let mut key = Key::exact(&[code]);
        self.layers.iter().find_map(|l| l.country(l.first(&mut key, Space::Code)?))
    }

    /// The country that an adjective or demonym (`Russian`, `Americans`) belongs to. The case counts: `Polish`
    /// is one, `polish` is not.
    pub fn country_of_adjective(&self, word: &str) -> Option<Country<'_>> {
        word.chars().next().filter(|c| c.is_uppercase())?;
        let mut key = Key::new(word);
        self.layers.iter().find_map(|l| l.country(l.first(&mut key, Space::Adjective)?))
    }

    /// The entry of a name that existed on `day`, the kinds in the order of [`Kind`].
    pub fn entry(&self, name: &str, day: Option<Day>) -> Option<Entry<'_>> {
        let mut key = Key::new(name);
        self.layers.iter().find_map(|l| l.entries(&mut key, name).find(|e| e.at(day)))
    }

    /// What a name stands for: in the first tables that know it, a person (where the name is of several words), a
    /// nationality, an entry that existed on the day.
    pub fn named(&self, name: &str, full: bool, day: Option<Day>) -> Option<Named<'_>> {
        let capital = name.starts_with(char::is_uppercase);
        let mut key = Key::new(name);
        self.layers.iter().enumerate().find_map(|(at, l)| {
            let person = full.then(|| l.first(&mut key, Space::Person)).flatten();
            let person = person.and_then(|row| self.people().current(at, l.person(row)?));
            let adjective = |key: &mut Key| l.country(l.first(key, Space::Adjective).filter(|_| capital)?);
            person
                .map(Named::Person)
                .or_else(|| adjective(&mut key).map(Named::Nationality))
                .or_else(|| l.entries(&mut key, name).find(|e| e.at(day)).map(Named::Entry))
        })
    }

    /// All entries of a name, on any day, those that count first.
    pub fn entries<'k>(&'k self, name: &str) -> Vec<Entry<'k>> {
        let mut key = Key::new(name);
        self.layers.iter().flat_map(|l| l.entries(&mut key, name).collect::<Vec<_>>()).collect()
    }

    /// The country whose name this is.
    pub fn country_named(&self, name: &str) -> Option<Country<'_>> {
        let entry = self.entry(name, None).filter(|e| e.kind == Kind::Country)?;
        self.country(entry.code)
    }

    /// The country whose name or capital this is, whatever the case.
    pub fn country_of_place(&self, name: &str) -> Option<Country<'_>> {
        let mut key = Key::new(name);
        let rows = |l: &'_ Frozen, key: &mut Key| l.all(key, Space::Name).collect::<Vec<_>>();
        let found: Vec<Entry<'_>> = self
            .layers
            .iter()
            .flat_map(|l| rows(l, &mut key).into_iter().filter_map(|r| l.entry(r)))
            .collect();
        let code = found.iter().find_map(|e| match e.kind {
            Kind::Country => Some(e.code),
            Kind::Seat => e.code.strip_suffix("GOV"),
            _ => None,
        });
        self.country(code?)
    }

    /// The country of the outlet at a host: `haaretz.com`.
    pub fn site(&self, host: &str) -> Option<Country<'_>> {
        let mut key = Key::exact(&[host]);
        let code = self.layers.iter().find_map(|l| Some(l.text(l.first(&mut key, Space::Site)?)));
        self.country(code?)
    }

    /// People with their dated offices.
    pub fn people(&self) -> People<'_> {
        People::new(&self.layers)
    }

    /// What a role noun, as a lemma or several words (`foreign minister`), stands for.
    pub fn role(&self, noun: &str) -> Option<Role<'_>> {
        self.layers.iter().any(|l| l.may_be_role(noun)).then_some(())?;
        let mut key = Key::new(noun);
        self.layers.iter().find_map(|l| l.role(l.first(&mut key, Space::Role)?))
    }

    /// The gender that a first name mostly has.
    pub fn gender_of(&self, first_name: &str) -> document::Gender {
        let mut key = Key::new(first_name);
        self.layers.iter().find_map(|l| l.gender(&mut key)).unwrap_or_default()
    }

    /// How many of each kind there are, for reports and tests.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let sum = |count: &dyn Fn(&Frozen) -> usize| self.layers.iter().map(count).sum();
        let mut counts: Vec<(&'static str, usize)> =
            Kind::ALL.iter().map(|&k| (k.table(), sum(&|l| of_kind(l, k)))).collect();
        counts.push(("people", sum(&|l| l.rows(Section::People) as usize)));
        counts.push(("terms", sum(&|l| l.rows(Section::Terms) as usize)));
        counts.push(("offices", sum(&|l| l.rows(Section::Offices) as usize)));
        counts.push(("role nouns", sum(&|l| l.count(Space::Role))));
        counts.push(("first names", sum(&|l| l.count(Space::FirstName))));
        counts
    }

    /// Folded names of entries and people, adjectives and role nouns that differ by at most so many letters.
    pub fn near(&self, name: &str, most: u8) -> Vec<String> {
        let near = Near::new(&crate::fold(name), most);
        let spaces = [Space::Name, Space::Person, Space::Surname, Space::Adjective, Space::Role];
        let mut found: Vec<String> =
            self.layers.iter().flat_map(|l| spaces.map(|s| l.keys_near(s, &near))).flatten().collect();
        found.sort();
        found.dedup();
        found
    }

    /// The tables that [`Actors::compile`] reads.
    pub const TABLES: &'static [Shape] = Shape::ACTORS;
}

fn of_kind(layer: &Frozen, kind: Kind) -> usize {
    let entries = (0..layer.rows(Section::Entries)).filter_map(|row| layer.entry(row));
    entries.filter(|e| e.kind == kind).count()
}
