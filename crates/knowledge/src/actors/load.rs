//! The tables of `data/`, read into [`Actors`].

use super::people::{Office, Person, Term};
use super::{Actors, Alias, Country, Entry, Kind, Role};
use crate::table::{Row, Table};
use crate::{KnowledgeError, fold};
use document::Gender;

macro_rules! table {
    ($file:literal, $columns:literal) => {
        Table::new(
            concat!("data/", $file),
            include_str!(concat!("../../../../data/", $file)),
            &$columns.split(' ').collect::<Vec<_>>(),
        )
    };
}

/// The project's own tables, compiled into the program.
pub fn ours() -> Result<Actors, KnowledgeError> {
    let mut actors = Actors::default();
    countries(&mut actors)?;
    seats(&mut actors)?;
    organisations(&mut actors)?;
    groups(&mut actors)?;
    outlets(&mut actors)?;
    roles(&mut actors)?;
    offices(&mut actors)?;
    people(&mut actors)?;
    first_names(&mut actors)?;
    sites(&mut actors)?;
    Ok(actors)
}

fn each(
    table: Table<'static>,
    mut read: impl FnMut(&Row<'static>) -> Result<(), KnowledgeError>,
) -> Result<(), KnowledgeError> {
    table.rows().try_for_each(|row| read(&row?))
}

impl Actors {
    fn add(&mut self, entry: Entry, names: &mut dyn Iterator<Item = &str>) {
        let index = self.entries.len() as u32;
        let mut spellings = vec![entry.name.clone()];
        names.for_each(|n| spellings.push(n.to_string()));
        spellings.sort();
        spellings.dedup();
        self.entries.push(entry);
        for name in spellings {
            let exact = is_short_capitals(&name).then(|| name.clone());
            self.names.entry(fold(&name)).or_default().push(Alias { exact, entry: index });
        }
    }
}

/// `US`, `IS`, `WHO`: common words but for their capitals.
fn is_short_capitals(name: &str) -> bool {
    name.len() <= 5 && name.chars().all(|c| c.is_uppercase() || c == '.')
}

fn countries(actors: &mut Actors) -> Result<(), KnowledgeError> {
    let table =
        table!("countries.tsv", "code iso2 name names adjectives demonyms capital seats kind source")?;
    each(table, |row| {
        let (code, name) = (row.field(0).to_string(), row.field(2).to_string());
        let index = actors.countries.len() as u16;
        actors.countries.push(Country { code: code.clone(), name: name.clone() });
        actors.codes.insert(code.clone(), index);
        actors.codes.insert(row.field(1).to_string(), index);
        for word in row.list(4).chain(row.list(5)) {
            actors.adjectives.entry(fold(word)).or_insert(index);
        }
        let entry = Entry { kind: Kind::Country, name, code: code.clone(), from: None, to: None };
        actors.add(entry, &mut row.list(3));
        for seat in row.list(6).chain(row.list(7)) {
            let code = format!("{code}GOV");
            let entry = Entry { kind: Kind::Seat, name: seat.to_string(), code, from: None, to: None };
            actors.add(entry, &mut std::iter::empty());
        }
        Ok(())
    })
}

fn seats(actors: &mut Actors) -> Result<(), KnowledgeError> {
    each(table!("seats.tsv", "name code country source")?, |row| {
        let entry = Entry {
            kind: Kind::Seat,
            name: row.field(0).to_string(),
            code: row.field(1).to_string(),
            from: None,
            to: None,
        };
        actors.add(entry, &mut std::iter::empty());
        Ok(())
    })
}

fn organisations(actors: &mut Actors) -> Result<(), KnowledgeError> {
    let table = table!("organisations.tsv", "id name aliases code kind country from to source")?;
    each(table, |row| dated(actors, Kind::Organisation, row, row.field(3), 6))
}

fn groups(actors: &mut Actors) -> Result<(), KnowledgeError> {
    let table = table!("groups.tsv", "id name aliases code country from to source")?;
    each(table, |row| dated(actors, Kind::Group, row, row.field(3), 5))
}

/// An entry with its dates in the columns `from` and the one after it, its name and aliases in 1 and 2.
fn dated(
    actors: &mut Actors,
    kind: Kind,
    row: &Row<'static>,
    code: &str,
    from: usize,
) -> Result<(), KnowledgeError> {
    let entry = Entry {
        kind,
        name: row.field(1).to_string(),
        code: code.to_string(),
        from: row.first_day(from)?,
        to: row.last_day(from + 1)?,
    };
    actors.add(entry, &mut row.list(2));
    Ok(())
}

fn outlets(actors: &mut Actors) -> Result<(), KnowledgeError> {
    each(table!("outlets.tsv", "name aliases country code source")?, |row| {
        let entry = Entry {
            kind: Kind::Outlet,
            name: row.field(0).to_string(),
            code: row.field(3).to_string(),
            from: None,
            to: None,
        };
        actors.add(entry, &mut row.list(1));
        Ok(())
    })
}

fn roles(actors: &mut Actors) -> Result<(), KnowledgeError> {
    each(table!("roles.tsv", "noun code office plural person source")?, |row| {
        let role = Role {
            code: row.field(1).to_string(),
            offices: row.list(2).map(str::to_string).collect(),
            person: row.field(4) == "yes",
        };
        for noun in [row.field(0), row.field(3)].into_iter().filter(|n| !n.is_empty()) {
            actors.roles.entry(fold(noun)).or_insert_with(|| role.clone());
        }
        Ok(())
    })
}

fn offices(actors: &mut Actors) -> Result<(), KnowledgeError> {
    each(table!("offices.tsv", "id name head titles code countries source")?, |row| {
        let office = Office {
            id: row.field(0).to_string(),
            name: row.field(1).to_string(),
            countries: row.list(5).map(str::to_string).collect(),
        };
        // An office that several hold at once does not name any one of them.
        let one = row.field(2) != "several";
        for title in row.list(3).chain([row.field(1)]).filter(|_| one) {
            let fresh = Role { code: row.field(4).to_string(), offices: Vec::new(), person: true };
            let role = actors.roles.entry(fold(title)).or_insert(fresh);
            if !role.offices.contains(&office.id) {
                role.offices.push(office.id.clone());
            }
        }
        actors.people.add_office(office);
        Ok(())
    })
}

/// Rows of one person stand anywhere in the table; they are joined by id.
fn people(actors: &mut Actors) -> Result<(), KnowledgeError> {
    let table = table!("people.tsv", "id name aliases gender office country code from to source")?;
    let mut order: Vec<(Person, Vec<String>)> = Vec::new();
    let mut index: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    each(table, |row| {
        let at = *index.entry(row.field(0)).or_insert(order.len());
        if at == order.len() {
            order.push((person(row), Vec::new()));
        }
        let (person, aliases) = &mut order[at];
        person.terms.push(term(row)?);
        aliases.extend(row.list(2).map(str::to_string));
        Ok(())
    })?;
    order.into_iter().for_each(|(person, aliases)| actors.people.add(person, &aliases));
    Ok(())
}

fn person(row: &Row<'_>) -> Person {
    Person {
        id: row.field(0).to_string(),
        name: row.field(1).to_string(),
        gender: gender(row.field(3)),
        terms: Vec::new(),
    }
}

fn term(row: &Row<'_>) -> Result<Term, KnowledgeError> {
    Ok(Term {
        office: row.field(4).to_string(),
        country: row.field(5).to_string(),
        code: row.field(6).to_string(),
        from: row.first_day(7)?,
        to: row.last_day(8)?,
        from_before: row.is_bound(7),
        to_after: row.is_bound(8),
    })
}

fn gender(letter: &str) -> Gender {
    match letter {
        "f" => Gender::Feminine,
        "m" => Gender::Masculine,
        _ => Gender::Unknown,
    }
}

fn first_names(actors: &mut Actors) -> Result<(), KnowledgeError> {
    each(table!("first_names.tsv", "name gender source")?, |row| {
        actors.first_names.entry(fold(row.field(0))).or_insert(gender(row.field(1)));
        Ok(())
    })
}

fn sites(actors: &mut Actors) -> Result<(), KnowledgeError> {
    each(table!("sites.tsv", "host country source")?, |row| {
        let country = actors.codes.get(row.field(1)).copied();
        let unknown = || row.wrong(format!("no country {}", row.field(1)), "use a code of countries.tsv");
        actors.sites.insert(row.field(0).to_string(), country.ok_or_else(unknown)?);
        Ok(())
    })
}
