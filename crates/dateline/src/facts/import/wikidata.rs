//! Entities of Wikidata, one JSON object a line, as its dumps and its API have them.
//!
//! People are the entities with positions (P39) and their times (P580, P582). A position is known by its label, which
//! the file has to hold as an entity of its own; its country by the position's jurisdiction (P1001) or country (P17),
//! else by its label (*Minister of Foreign Affairs of France*), else by the person's citizenship (P27).

use super::{Imported, list, slug};
use knowledge::{Actors, Shape, fold};
use serde_json::Value;
use std::collections::HashMap;

/// A table of people from lines of entities.
pub(super) fn import(name: &str, bytes: &[u8], known: &Actors) -> Imported {
    let mut out = Imported::default();
    let mut entities = Vec::new();
    for (index, line) in bytes.split(|&b| b == b'\n').enumerate() {
        // The lines of a dump are those of one array.
        let line = line.trim_ascii();
        let line = line.strip_suffix(b",").unwrap_or(line);
        if line.is_empty() || line == b"[" || line == b"]" {
            continue;
        }
        match serde_json::from_slice::<Value>(line) {
            Ok(entity) if entity["id"].is_string() => entities.push((index + 1, entity)),
            Ok(_) => out.skip(index + 1, "an object without an id"),
            Err(error) => out.skip(index + 1, format!("no JSON: {error}")),
        }
    }
    let reading = Reading::new(&entities, known);
    for (line, entity) in &entities {
        let positions = claims(entity, "P39");
        if positions.is_empty() {
            continue;
        }
        reading.person(&mut out, *line, entity, &positions, name);
    }
    out
}

struct Reading<'e> {
    known: &'e Actors,
    by_id: HashMap<&'e str, &'e Value>,
    offices: Vec<(String, &'e str)>,
}

impl<'e> Reading<'e> {
    fn new(entities: &'e [(usize, Value)], known: &'e Actors) -> Reading<'e> {
        let by_id = entities.iter().filter_map(|(_, e)| Some((e["id"].as_str()?, e))).collect();
        let mut offices: Vec<(String, &str)> = known
            .people()
            .offices()
            .into_iter()
            .flat_map(|o| o.titles().chain([o.name]).map(move |t| (fold(t), o.id)))
            .collect();
        // Of titles that a label begins with the longest counts.
        offices.sort_by_key(|(title, _)| std::cmp::Reverse(title.len()));
        Reading { known, by_id, offices }
    }

    fn person(&self, out: &mut Imported, line: usize, entity: &Value, positions: &[&Value], source: &str) {
        let Some(name) = label(entity) else {
            return out.skip(line, format!("{}: no English label", entity["id"]));
        };
        let gender = match claims(entity, "P21").first().and_then(|c| item(c)) {
            Some("Q6581097" | "Q2449503") => "m",
            Some("Q6581072" | "Q1052281") => "f",
            _ => "",
        };
        let aliases = entity["aliases"]["en"].as_array().map_or(&[][..], Vec::as_slice);
        let aliases: Vec<&str> = aliases.iter().filter_map(|a| a["value"].as_str()).collect();
        for position in positions {
            match self.term(entity, position) {
                Err(why) => out.skip(line, format!("{name}: {why}")),
                Ok(Term { office, country, code, from, to }) => out.push(
                    Shape::People,
                    vec![
                        slug(name),
                        name.to_string(),
                        list(aliases.iter().filter(|a| **a != name)),
                        gender.to_string(),
                        office,
                        country,
                        code,
                        from,
                        to,
                        format!("Wikidata (CC0) {}, {source}", entity["id"].as_str().unwrap_or_default()),
                    ],
                ),
            }
        }
    }

    fn term(&self, person: &Value, position: &Value) -> Result<Term, String> {
        if position["rank"] == "deprecated" {
            return Err("a deprecated position".into());
        }
        let id = item(position).ok_or("a position without a value")?;
        let entity = self.by_id.get(id).copied();
        let title = entity
            .and_then(label)
            .ok_or_else(|| format!("the position {id} has no label in the file; add the entity as a line"))?;
        let office = self.office(title).ok_or_else(|| format!("'{title}' ({id}) is no office of ours"))?;
        let country = self
            .country(person, entity, position, title)
            .ok_or_else(|| format!("of what country '{title}' ({id}) is, is not told"))?;
        let role = self.known.people().office(office).map_or("GOV", |o| o.code);
        let code = if country.len() == 3 && self.known.country(&country).is_some() {
            format!("{country}{role}")
        } else {
            country.clone()
        };
        Ok(Term {
            office: office.to_string(),
            code,
            from: time(position, "P580")?,
            to: time(position, "P582")?,
            country,
        })
    }

    /// The office whose title the label is, or begins with.
    fn office(&self, label: &str) -> Option<&'e str> {
        let label = fold(label);
        let plain = label.strip_prefix("the ").unwrap_or(&label);
        let of_noun = self.known.role(plain).and_then(|r| r.offices().next());
        let begins =
            |title: &str| plain.strip_prefix(title).is_some_and(|r| r.is_empty() || r.starts_with(' '));
        let ends = |title: &str| plain.strip_suffix(title).is_some_and(|r| r.ends_with(' '));
        let found = || self.offices.iter().find(|(t, _)| begins(t) || ends(t)).map(|(_, id)| *id);
        of_noun.or_else(found)
    }

    fn country(
        &self,
        person: &Value,
        office: Option<&Value>,
        position: &Value,
        title: &str,
    ) -> Option<String> {
        let told = |entity: &Value, property: &str| {
            claims(entity, property).first().and_then(|c| item(c)).and_then(|id| self.country_of(id))
        };
        let qualified = || qualifier(position, "P1001").or_else(|| qualifier(position, "P17"));
        let of_position = || office.and_then(|o| told(o, "P1001").or_else(|| told(o, "P17")));
        qualified()
            .and_then(|v| v["id"].as_str().and_then(|id| self.country_of(id)))
            .or_else(of_position)
            .or_else(|| self.country_in(title))
            .or_else(|| told(person, "P27"))
    }

    /// The country that an entity is: by its code (P298), else by its label.
    fn country_of(&self, id: &str) -> Option<String> {
        let entity = self.by_id.get(id)?;
        let code = claims(entity, "P298").first().and_then(|c| c["mainsnak"]["datavalue"]["value"].as_str());
        let by_code = code.and_then(|c| self.known.country(c));
        let found = by_code.or_else(|| self.known.country_named(label(entity)?))?;
        Some(found.code.to_string())
    }

    /// `Prime Minister of France`, `French minister of defence`.
    fn country_in(&self, title: &str) -> Option<String> {
        let behind = title.rsplit(" of ").next().map(|n| n.strip_prefix("the ").unwrap_or(n));
        let named = behind.and_then(|n| self.known.country_named(n));
        let adjective = || title.split(' ').find_map(|w| self.known.country_of_adjective(w));
        named.or_else(adjective).map(|c| c.code.to_string())
    }
}

struct Term {
    office: String,
    country: String,
    code: String,
    from: String,
    to: String,
}

fn label(entity: &Value) -> Option<&str> {
    entity["labels"]["en"]["value"].as_str().or_else(|| entity["labels"]["mul"]["value"].as_str())
}

fn claims<'v>(entity: &'v Value, property: &str) -> Vec<&'v Value> {
    entity["claims"][property].as_array().map(|c| c.iter().collect()).unwrap_or_default()
}

/// The id of the item that a claim names.
fn item(claim: &Value) -> Option<&str> {
    claim["mainsnak"]["datavalue"]["value"]["id"].as_str()
}

fn qualifier<'v>(claim: &'v Value, property: &str) -> Option<&'v Value> {
    claim["qualifiers"][property].as_array()?.first().map(|q| &q["datavalue"]["value"])
}

/// A time as our tables write it: as exactly as it is known. Empty where the claim has none.
fn time(claim: &Value, property: &str) -> Result<String, String> {
    let Some(value) = qualifier(claim, property) else { return Ok(String::new()) };
    let Some(time) = value["time"].as_str() else { return Ok(String::new()) };
    let length = match value["precision"].as_u64() {
        Some(11..) => 10,
        Some(10) => 7,
        Some(9) => 4,
        _ => return Err(format!("the time {time} is not known to the year")),
    };
    let day = time.strip_prefix('+').and_then(|t| t.get(..length));
    day.map(str::to_string).ok_or_else(|| format!("the time {time} cannot be read"))
}
