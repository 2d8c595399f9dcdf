//! Everything that is known under a name.

use super::span;
use document::{Day, Gender};
use knowledge::gazetteer::{PlaceId, PlaceRow, key};
use knowledge::{Country, Entry, Knowledge, Office, Person, Role, Term};
use serde_json::{Value, json};
use std::fmt::Write;

/// What is known under a name.
pub struct Found<'k> {
    knowledge: &'k Knowledge,
    name: String,
    day: Option<Day>,
    entries: Vec<Entry<'k>>,
    nationality: Option<Country<'k>>,
    /// People of this full name, then those of this surname.
    people: Vec<Person<'k>>,
    role: Option<Role<'k>>,
    gender: Gender,
    places: Vec<(PlaceId, PlaceRow)>,
}

/// Looks a name up in all that is known.
pub fn find<'k>(knowledge: &'k Knowledge, name: &str, day: Option<Day>) -> Found<'k> {
    let actors = &knowledge.actors;
    let mut people: Vec<Person<'k>> = actors.people().named(name).collect();
    for person in actors.people().of_surname(name) {
        if people.iter().all(|p| p.id != person.id) {
            people.push(person);
        }
    }
    let gazetteer = &knowledge.gazetteer;
    let place = |m: &knowledge::gazetteer::Match| Some((m.place, gazetteer.place(m.place)?));
    let mut places: Vec<(PlaceId, PlaceRow)> =
        gazetteer.lookup(&key(name)).iter().filter_map(place).collect();
    places
        .sort_by(|(a, x), (b, y)| x.kind.cmp(&y.kind).then(y.log_size.total_cmp(&x.log_size)).then(a.cmp(b)));
    Found {
        knowledge,
        name: name.to_string(),
        day,
        entries: actors.entries(name),
        nationality: actors.country_of_adjective(name),
        people,
        role: actors.role(name),
        gender: actors.gender_of(name),
        places,
    }
}

impl Found<'_> {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
            && self.nationality.is_none()
            && self.people.is_empty()
            && self.role.is_none()
            && self.gender == Gender::Unknown
            && self.places.is_empty()
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.entries.iter().for_each(|e| self.entry(&mut out, e));
        if let Some(country) = &self.nationality {
            head(&mut out, "nationality", &format!("of {} ({})", country.name, country.code));
            line(&mut out, &source(&country.origin.to_string(), country.origin.source));
        }
        self.people.iter().for_each(|p| self.person(&mut out, p));
        if let Some(role) = &self.role {
            self.role(&mut out, role);
        }
        if self.gender != Gender::Unknown {
            head(&mut out, "first name", gender(self.gender));
        }
        self.places.iter().for_each(|(id, row)| self.place(&mut out, *id, row));
        out
    }

    fn entry(&self, out: &mut String, entry: &Entry<'_>) {
        head(out, entry.kind.as_str(), &format!("{} ({})", entry.name, entry.code));
        also(out, entry.aliases().filter(|a| *a != entry.name));
        let span = span(entry.from, entry.to);
        match self.day {
            Some(day) if entry.at(self.day) => line(out, &format!("on {day}: {}", entry.code)),
            Some(day) => line(out, &format!("not on {day}")),
            None => {}
        }
        if !span.is_empty() {
            line(out, &span);
        }
        line(out, &source(&entry.origin.to_string(), entry.origin.source));
    }

    fn person(&self, out: &mut String, person: &Person<'_>) {
        let gender = match person.gender {
            Gender::Unknown => String::new(),
            known => format!(", {}", gender(known)),
        };
        head(out, "person", &format!("{} ({}{gender})", person.name, person.id));
        also(out, person.aliases());
        if let Some(day) = self.day {
            let code = record::code_on(person, self.day).unwrap_or_else(|| "no code yet".to_string());
            line(out, &format!("on {day}: {code}"));
        }
        for term in person.terms() {
            let bound = |is: bool, sign: &str| if is { sign.to_string() } else { String::new() };
            let from = term.from.map_or(String::new(), |d| format!("{}{d}", bound(term.from_before(), "<")));
            let to = term.to.map_or(String::new(), |d| format!("{}{d}", bound(term.to_after(), ">")));
            let span = format!("{from:>11} – {to:<11}");
            let place = source(&term.origin.to_string(), term.origin.source);
            line(out, &format!("{span} {:<7} {}  {place}", term.code, self.office(&term)));
        }
    }

    fn office(&self, term: &Term<'_>) -> String {
        let office = self.knowledge.actors.people().office(term.office);
        let name = office.map_or(term.office, |o: Office<'_>| o.name);
        if name.is_empty() { term.country.to_string() } else { format!("{name}, {}", term.country) }
    }

    fn role(&self, out: &mut String, role: &Role<'_>) {
        let what = if role.person { "people" } else { "a body" };
        head(out, "role", &format!("{} ({}), {what}", role.noun, role.code));
        let offices: Vec<&str> = role.offices().collect();
        if !offices.is_empty() {
            line(out, &format!("names the holder of {}", offices.join(", ")));
        }
        line(out, &source(&role.origin.to_string(), role.origin.source));
    }

    fn place(&self, out: &mut String, id: PlaceId, row: &PlaceRow) {
        let (lat, lon) = row.point;
        let within = self.within(row);
        let within = if within.is_empty() { String::new() } else { format!(", {within}") };
        head(out, "place", &format!("{}, {}{within}", self.knowledge.gazetteer.name(id), row.kind.as_str()));
        let geonames = row.geonames.map(|id| format!(", GeoNames {id}")).unwrap_or_default();
        let origin = self.knowledge.gazetteer.origin(id).map(|o| format!("  {o}")).unwrap_or_default();
        line(out, &format!("{lat:.4} {lon:.4}{geonames}{origin}"));
    }

    /// Division and country.
    fn within(&self, row: &PlaceRow) -> String {
        let gazetteer = &self.knowledge.gazetteer;
        let division = row.division.and_then(|d| gazetteer.division(d)).map(|d| gazetteer.name(d));
        let division = division.filter(|_| row.kind != knowledge::gazetteer::Kind::Division);
        let country = row.country.and_then(|c| gazetteer.country(c)).map(|c| c.code.to_string());
        division.into_iter().chain(country).collect::<Vec<_>>().join(", ")
    }

    /// For programs: an array of objects, each with its `kind`.
    pub fn json(&self) -> Value {
        let mut all: Vec<Value> = self.entries.iter().map(|e| self.entry_json(e)).collect();
        all.extend(self.nationality.iter().map(|c| {
            json!({"kind": "nationality", "country": c.code, "name": c.name, "row": c.origin.to_string(),
                   "source": c.origin.source})
        }));
        all.extend(self.people.iter().map(|p| self.person_json(p)));
        all.extend(self.role.iter().map(|r| {
            json!({"kind": "role", "noun": r.noun, "code": r.code, "person": r.person,
                   "offices": r.offices().collect::<Vec<_>>(), "row": r.origin.to_string(),
                   "source": r.origin.source})
        }));
        if self.gender != Gender::Unknown {
            all.push(json!({"kind": "first name", "name": self.name, "gender": gender(self.gender)}));
        }
        all.extend(self.places.iter().map(|(id, row)| self.place_json(*id, row)));
        Value::Array(all)
    }

    fn entry_json(&self, entry: &Entry<'_>) -> Value {
        json!({
            "kind": entry.kind.as_str(),
            "name": entry.name,
            "aliases": entry.aliases().collect::<Vec<_>>(),
            "code": entry.code,
            "from": day_json(entry.from),
            "to": day_json(entry.to),
            "on_day": self.day.map(|_| entry.at(self.day)),
            "row": entry.origin.to_string(),
            "source": entry.origin.source,
        })
    }

    fn person_json(&self, person: &Person<'_>) -> Value {
        let term = |t: Term<'_>| {
            json!({
                "office": t.office,
                "country": t.country,
                "code": t.code,
                "from": day_json(t.from),
                "from_before": t.from_before(),
                "to": day_json(t.to),
                "to_after": t.to_after(),
                "row": t.origin.to_string(),
                "source": t.origin.source,
            })
        };
        json!({
            "kind": "person",
            "id": person.id,
            "name": person.name,
            "aliases": person.aliases().collect::<Vec<_>>(),
            "gender": if person.gender == Gender::Unknown { None } else { Some(gender(person.gender)) },
            "code_on_day": self.day.and_then(|_| record::code_on(person, self.day)),
            "terms": person.terms().map(term).collect::<Vec<_>>(),
        })
    }

    fn place_json(&self, id: PlaceId, row: &PlaceRow) -> Value {
        let gazetteer = &self.knowledge.gazetteer;
        let country = row.country.and_then(|c| gazetteer.country(c)).map(|c| c.code);
        json!({
            "kind": "place",
            "name": gazetteer.name(id),
            "feature": row.kind.as_str(),
            "country": country,
            "division": row.division.and_then(|d| gazetteer.division(d)).map(|d| gazetteer.name(d)),
            "point": [row.point.0, row.point.1],
            "geonames": row.geonames,
            "row": gazetteer.origin(id),
        })
    }
}

fn day_json(day: Option<Day>) -> Option<String> {
    day.map(|d| d.to_string())
}

fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::Feminine => "f",
        Gender::Masculine => "m",
        Gender::Unknown => "unknown",
    }
}

fn head(out: &mut String, kind: &str, text: &str) {
    let _ = writeln!(out, "{kind:<12} {text}");
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{:<12} {}", "", text.trim_end());
}

fn also<'a>(out: &mut String, names: impl Iterator<Item = &'a str>) {
    let names: Vec<&str> = names.collect();
    if !names.is_empty() {
        line(out, &format!("also {}", names.join(", ")));
    }
}

fn source(row: &str, source: &str) -> String {
    if source.is_empty() { row.to_string() } else { format!("{row} ({source})") }
}

/// Most suggestions.
const SUGGESTED: usize = 8;

/// Names that are nearly this one, the nearest first.
pub fn near(knowledge: &Knowledge, name: &str) -> Vec<String> {
    let wanted = knowledge::fold(name);
    let letters = wanted.chars().count();
    if letters < 3 {
        return Vec::new();
    }
    let most = if letters < 6 { 1 } else { 2 };
    let mut found: Vec<(usize, String)> = Vec::new();
    for near in knowledge.actors.near(name, most) {
        found.push((knowledge::distance(&wanted, &near), called(knowledge, &near)));
    }
    let wanted = key(name);
    for near in knowledge.gazetteer.near(&wanted, most) {
        let place = knowledge.gazetteer.lookup(&near).first().map(|m| knowledge.gazetteer.name(m.place));
        found.extend(place.map(|p| (knowledge::distance(&wanted, &near), p)));
    }
    found.sort();
    let mut names: Vec<String> = Vec::new();
    for (_, name) in found {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(SUGGESTED);
    names
}

/// The name that a folded one belongs to, as its table writes it.
fn called(knowledge: &Knowledge, folded: &str) -> String {
    let actors = &knowledge.actors;
    let person = || actors.people().named(folded).chain(actors.people().of_surname(folded)).next();
    let entry = || actors.entries(folded).first().map(|e| e.name.to_string());
    let role = || actors.role(folded).map(|r| r.noun.to_string());
    let found = person().map(|p| p.name.to_string()).or_else(entry).or_else(role);
    found.unwrap_or_else(|| folded.to_string())
}
