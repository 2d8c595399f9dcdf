//! The tables on actors, read from text: what [`write`](super::write::write) makes a compiled file of.

use super::Actors;
use super::layout::{FROM_BEFORE, INHERITED, TO_AFTER};
use super::view::Kind;
use crate::bytes::fnv64;
use crate::table::Row;
use crate::tables::{Part, Shape, TableFile};
use crate::{KnowledgeError, fold};
use document::{Day, Gender};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The row that says something: file, line, source.
pub(super) type Origin<'t> = (&'t str, u32, &'t str);

/// A row of the countries.
pub(super) struct DraftCountry<'t> {
    pub code: &'t str,
    pub iso2: &'t str,
    pub name: &'t str,
    pub names: Vec<&'t str>,
    pub adjectives: Vec<&'t str>,
    pub kind: &'t str,
    pub origin: Origin<'t>,
}

/// A country, seat, organisation, group or outlet.
pub(super) struct DraftEntry<'t> {
    pub kind: Kind,
    pub id: &'t str,
    pub name: &'t str,
    pub aliases: Vec<&'t str>,
    pub code: String,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub origin: Origin<'t>,
}

/// A person with all its rows.
pub(super) struct DraftPerson<'t> {
    pub id: Cow<'t, str>,
    pub name: &'t str,
    pub aliases: Vec<&'t str>,
    pub gender: Gender,
    pub terms: Vec<DraftTerm<'t>>,
}

/// One row of the people.
#[derive(Clone, Copy)]
pub(super) struct DraftTerm<'t> {
    pub office: &'t str,
    pub country: &'t str,
    pub code: &'t str,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub flags: u32,
    pub origin: Origin<'t>,
}

/// An office.
pub(super) struct DraftOffice<'t> {
    pub id: &'t str,
    pub name: &'t str,
    pub head: &'t str,
    pub titles: Vec<&'t str>,
    pub code: &'t str,
    pub countries: Vec<&'t str>,
    pub origin: Origin<'t>,
}

/// What one noun stands for.
#[derive(Clone)]
pub(super) struct DraftRole<'t> {
    pub noun: &'t str,
    pub code: &'t str,
    pub offices: Vec<&'t str>,
    pub person: bool,
    pub origin: Origin<'t>,
}

/// A source of the draft.
pub(super) struct DraftSource<'t> {
    pub file: &'t str,
    pub rows: usize,
    pub hash: u64,
}

/// All that the compiled file is made of.
#[derive(Default)]
pub(super) struct Draft<'t> {
    pub countries: Vec<DraftCountry<'t>>,
    pub entries: Vec<DraftEntry<'t>>,
    pub people: Vec<DraftPerson<'t>>,
    pub offices: Vec<DraftOffice<'t>>,
    pub roles: Vec<DraftRole<'t>>,
    /// Folded noun → row of the roles.
    pub role_of: BTreeMap<String, usize>,
    pub first_names: BTreeMap<String, Gender>,
    /// Host of an outlet → code of its country.
    pub sites: BTreeMap<&'t str, &'t str>,
    pub sources: Vec<DraftSource<'t>>,
    person_of: HashMap<Cow<'t, str>, usize>,
    /// The tables that these are laid over.
    below: Option<&'t Actors>,
}

impl<'t> Draft<'t> {
    /// The tables of the files, a table of a later file before that of an earlier one, since the first row of a name
    /// counts. What they leave open of people and titles is taken from `below`.
    ///
    /// # Errors
    /// If a row cannot be read.
    pub fn read(files: &'t [TableFile], below: Option<&'t Actors>) -> Result<Draft<'t>, KnowledgeError> {
        let mut draft = Draft { below, ..Draft::default() };
        let mut parts: Vec<Part<'t>> = Vec::new();
        for file in files {
            let own = file.parts()?;
            let rows = own.iter().map(|p| p.rows().count()).sum();
            let hash = fnv64(file.text.bytes());
            draft.sources.push(DraftSource { file: &file.name, rows, hash });
            parts.splice(0..0, own);
        }
        parts.sort_by_key(|p| p.shape);
        for part in parts {
            draft.part(&part)?;
        }
        draft.inherit();
        Ok(draft)
    }

    fn part(&mut self, part: &Part<'t>) -> Result<(), KnowledgeError> {
        let read: fn(&mut Draft<'t>, &Row<'t>) -> Result<(), KnowledgeError> = match part.shape {
            Shape::Countries => Draft::country,
            Shape::Seats => Draft::seat,
            Shape::Organisations => Draft::organisation,
            Shape::Groups => Draft::group,
            Shape::Outlets => Draft::outlet,
            Shape::Roles => Draft::role,
            Shape::Offices => Draft::office,
            Shape::People => Draft::term,
            Shape::FirstNames => Draft::first_name,
            Shape::OutletHomes => Draft::site,
            _ => return Ok(()),
        };
        part.rows().try_for_each(|row| read(self, &row?))
    }

    fn country(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        let (code, name, origin) = (row.field(0), row.field(2), origin(row, 9));
        self.countries.push(DraftCountry {
            code,
            iso2: row.field(1),
            name,
            names: row.list(3).collect(),
            adjectives: row.list(4).chain(row.list(5)).collect(),
            kind: row.field(8),
            origin,
        });
        let whole = DraftEntry::new(Kind::Country, name, code.to_string(), origin);
        self.entries.push(DraftEntry { aliases: row.list(3).collect(), ..whole });
        for seat in row.list(6).chain(row.list(7)) {
            self.entries.push(DraftEntry::new(Kind::Seat, seat, format!("{code}GOV"), origin));
        }
        Ok(())
    }

    fn seat(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        self.entries.push(DraftEntry::new(
            Kind::Seat,
            row.field(0),
            row.field(1).to_string(),
            origin(row, 3),
        ));
        Ok(())
    }

    fn organisation(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        self.dated(Kind::Organisation, row, 6)
    }

    fn group(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        self.dated(Kind::Group, row, 5)
    }

    /// An entry with its dates in the columns `from` and the one after it, the source behind them.
    fn dated(&mut self, kind: Kind, row: &Row<'t>, from: usize) -> Result<(), KnowledgeError> {
        let whole = DraftEntry::new(kind, row.field(1), row.field(3).to_string(), origin(row, from + 2));
        self.entries.push(DraftEntry {
            id: row.field(0),
            aliases: row.list(2).collect(),
            from: row.first_day(from)?,
            to: row.last_day(from + 1)?,
            ..whole
        });
        Ok(())
    }

    fn outlet(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        let whole = DraftEntry::new(Kind::Outlet, row.field(0), row.field(3).to_string(), origin(row, 4));
        self.entries.push(DraftEntry { aliases: row.list(1).collect(), ..whole });
        Ok(())
    }

    fn role(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        let role = DraftRole {
            noun: row.field(0),
            code: row.field(1),
            offices: row.list(2).collect(),
            person: row.field(4) == "yes",
            origin: origin(row, 5),
        };
        for noun in [row.field(0), row.field(3)].into_iter().filter(|n| !n.is_empty()) {
            let next = self.roles.len();
            if *self.role_of.entry(fold(noun)).or_insert(next) == next {
                self.roles.push(role.clone());
            }
        }
        Ok(())
    }

    fn office(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        let office = DraftOffice {
            id: row.field(0),
            name: row.field(1),
            head: row.field(2),
            titles: row.list(3).collect(),
            code: row.field(4),
            countries: row.list(5).collect(),
            origin: origin(row, 6),
        };
        // An office that several hold at once does not name any one of them.
        if office.head != "several" {
            let titles = office.titles.iter().copied().chain([office.name]).collect::<Vec<_>>();
            titles.into_iter().for_each(|title| self.title(title, &office));
        }
        self.offices.push(office);
        Ok(())
    }

    /// Adds an office to what its title says already.
    fn title(&mut self, title: &'t str, office: &DraftOffice<'t>) {
        let next = self.roles.len();
        let at = *self.role_of.entry(fold(title)).or_insert(next);
        if at == next {
            let below = self.below.and_then(|b| b.role(title));
            self.roles.push(DraftRole {
                noun: title,
                code: below.map_or(office.code, |b| b.code),
                offices: below.into_iter().flat_map(|b| b.offices()).collect(),
                person: below.is_none_or(|b| b.person),
                origin: office.origin,
            });
        }
        if let Some(role) = self.roles.get_mut(at).filter(|r| !r.offices.contains(&office.id)) {
            role.offices.push(office.id);
        }
    }

    /// Rows of one person stand anywhere in the table; they are joined by id.
    fn term(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        let id = person_id(row.field(0), row.field(1));
        let at = *self.person_of.entry(id.clone()).or_insert(self.people.len());
        if at == self.people.len() {
            self.people.push(DraftPerson {
                id,
                name: row.field(1),
                aliases: Vec::new(),
                gender: gender(row.field(3)),
                terms: Vec::new(),
            });
        }
        let flag = |bound, flag| if bound { flag } else { 0 };
        let term = DraftTerm {
            office: row.field(4),
            country: row.field(5),
            code: row.field(6),
            from: row.first_day(7)?,
            to: row.last_day(8)?,
            flags: flag(row.is_bound(7), FROM_BEFORE) | flag(row.is_bound(8), TO_AFTER),
            origin: origin(row, 9),
        };
        if let Some(person) = self.people.get_mut(at) {
            person.terms.push(term);
            person.add_aliases(row.list(2).chain([row.field(1)]));
        }
        Ok(())
    }

    fn first_name(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        self.first_names.entry(fold(row.field(0))).or_insert(gender(row.field(1)));
        Ok(())
    }

    fn site(&mut self, row: &Row<'t>) -> Result<(), KnowledgeError> {
        self.sites.entry(row.field(0)).or_insert(row.field(3));
        Ok(())
    }

    /// People whom the tables below know too keep their names and the terms that no row here replaces: one of the
    /// same office and country at an overlapping time.
    fn inherit(&mut self) {
        let Some(below) = self.below else { return };
        for person in &mut self.people {
            let Some(old) = below.people().of_id(&person.id) else { continue };
            person.add_aliases(old.aliases().chain([old.name]));
            if person.gender == Gender::Unknown {
                person.gender = old.gender;
            }
            let kept: Vec<DraftTerm<'t>> = old
                .terms()
                .map(|t| DraftTerm {
                    office: t.office,
                    country: t.country,
                    code: t.code,
                    from: t.from,
                    to: t.to,
                    flags: t.flags | INHERITED,
                    origin: (t.origin.file, t.origin.line, t.origin.source),
                })
                .filter(|t| !person.terms.iter().any(|own| own.replaces(t)))
                .collect();
            person.terms.extend(kept);
        }
    }
}

impl<'t> DraftEntry<'t> {
    fn new(kind: Kind, name: &'t str, code: String, origin: Origin<'t>) -> DraftEntry<'t> {
        DraftEntry { kind, id: "", name, aliases: Vec::new(), code, from: None, to: None, origin }
    }
}

impl<'t> DraftPerson<'t> {
    fn add_aliases(&mut self, names: impl Iterator<Item = &'t str>) {
        for name in names {
            if name != self.name && !self.aliases.contains(&name) {
                self.aliases.push(name);
            }
        }
    }
}

impl DraftTerm<'_> {
    fn replaces(&self, old: &DraftTerm<'_>) -> bool {
        let begins = |a: &DraftTerm<'_>, b: &DraftTerm<'_>| a.from.zip(b.to).is_none_or(|(f, t)| f <= t);
        self.office == old.office && self.country == old.country && begins(self, old) && begins(old, self)
    }
}

fn origin<'t>(row: &Row<'t>, source: usize) -> Origin<'t> {
    (row.file, row.line as u32, row.field(source))
}

/// The id of a person; made of the name where the row has none.
pub(crate) fn person_id<'t>(id: &'t str, name: &str) -> Cow<'t, str> {
    match id.is_empty() {
        true => Cow::Owned(fold(name).replace(' ', "-")),
        false => Cow::Borrowed(id),
    }
}

fn gender(letter: &str) -> Gender {
    match letter {
        "f" => Gender::Feminine,
        "m" => Gender::Masculine,
        _ => Gender::Unknown,
    }
}
