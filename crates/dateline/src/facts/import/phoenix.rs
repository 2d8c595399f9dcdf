//! PETRARCH's dictionaries of actors and agents, as the Phoenix project keeps them.
//!
//! An actor is a line `NAME_`, lines `+SYNONYM_`, and codes in brackets on the first line or on lines of their own,
//! with days: `[AFGGOV >20010911]`, `[AFGGOV 730717-780427]`, `[AFG <19960926]`. An agent is one line, `NOUN {PLURAL}
//! [~ROLE]`; `!PERSON!` in it stands for each word of a set. `#` and `;` begin comments.

mod kept;
mod text;

use super::cameo::{self, Code};
use super::{Codes, Imported, list, slug};
use document::Day;
use knowledge::{Actors, Shape};
use std::collections::{BTreeMap, BTreeSet};
use text::{cased, day, decoded, parts, set, without_comments, words};

/// Tables of people, organisations, groups, outlets, countries and roles from a dictionary.
pub(super) fn import(name: &str, bytes: &[u8], codes: Codes, known: &Actors) -> Imported {
    let mut reading = Reading {
        known,
        codes,
        countries: BTreeSet::new(),
        told: BTreeSet::new(),
        source: name,
        out: Imported::default(),
        open: None,
        sets: BTreeMap::new(),
        ids: BTreeSet::new(),
    };
    let mut comment = false;
    for (index, line) in bytes.split(|&b| b == b'\n').enumerate() {
        let text = without_comments(&decoded(line), &mut comment);
        reading.line(index + 1, &text);
    }
    reading.close();
    reading.out.skipped.sort_by_key(|s| s.line);
    reading.out
}

/// An actor whose lines are being read.
struct Actor {
    line: usize,
    names: Vec<String>,
    codes: Vec<(usize, String)>,
}

struct Reading<'k> {
    known: &'k Actors,
    codes: Codes,
    /// Countries that are told.
    countries: BTreeSet<String>,
    /// Codes that are told.
    told: BTreeSet<String>,
    source: &'k str,
    out: Imported,
    open: Option<Actor>,
    sets: BTreeMap<String, Vec<String>>,
    ids: BTreeSet<String>,
}

/// A code of ours with its days.
struct Dated {
    code: Code,
    from: Option<Day>,
    to: Option<Day>,
}

impl Reading<'_> {
    fn line(&mut self, number: usize, text: &str) {
        let indented = text.starts_with([' ', '\t']);
        let text = text.trim();
        let (name, codes) = parts(text);
        if text.is_empty() {
        } else if let Some(set) = set(text) {
            self.sets.insert(set.0, set.1);
        } else if codes.iter().any(|c| c.contains('~')) {
            self.agent(number, &name, &codes);
        } else if let Some(synonym) = text.strip_prefix('+') {
            let (name, codes) = parts(synonym);
            match &mut self.open {
                Some(actor) => {
                    actor.names.push(name);
                    actor.codes.extend(codes.into_iter().map(|c| (number, c)));
                }
                None => self.out.skip(number, format!("{name}: a synonym of nothing")),
            }
        } else if name.is_empty() {
            match &mut self.open {
                Some(actor) => actor.codes.extend(codes.into_iter().map(|c| (number, c))),
                None => self.out.skip(number, format!("{text}: a code of nothing")),
            }
        } else if indented && codes.is_empty() {
            self.out.skip(number, format!("{text}: neither a name nor a code"));
        } else {
            self.close();
            let codes = codes.into_iter().map(|c| (number, c)).collect();
            self.open = Some(Actor { line: number, names: vec![name], codes });
        }
    }

    /// Carries the open actor over.
    fn close(&mut self) {
        let Some(actor) = self.open.take() else { return };
        let mut names: Vec<String> = actor.names.iter().map(|n| cased(n)).filter(|n| !n.is_empty()).collect();
        let mut seen = BTreeSet::new();
        names.retain(|n| seen.insert(knowledge::fold(n)));
        if actor.codes.is_empty() {
            self.out.skip(actor.line, format!("{}: no code", actor.names.join(", ")));
        }
        if self.codes == Codes::Theirs {
            return self.keep(&actor, &names);
        }
        let mut dated = Vec::new();
        for (line, text) in &actor.codes {
            match self.dated(text) {
                Ok(code) => dated.push(code),
                Err(why) => self.out.skip(*line, why),
            }
        }
        let (Some(name), false) = (names.first().cloned(), dated.is_empty()) else { return };
        let others: Vec<String> = names.iter().skip(1).cloned().collect();
        if let [Dated { code, from: None, to: None }] = dated.as_slice()
            && code.role.is_empty()
            && self.known.country(&code.country).is_some()
        {
            let country = code.country.clone();
            return self.country(actor.line, &country, &names);
        }
        for (shape, rows) in self.tables(&name, &dated) {
            let (name, others) = match shape {
                Shape::People => self.without_titles(&names),
                _ => (name.clone(), others.clone()),
            };
            let id = self.id(&name, shape);
            for row in rows {
                let fields = self.row(shape, &id, &name, &others, row);
                self.out.push(shape, fields);
            }
        }
    }

    /// The code and days of what stands in brackets.
    fn dated(&self, text: &str) -> Result<Dated, String> {
        let (chain, (from, to)) = days_of(text)?;
        Ok(Dated { code: cameo::code(chain, self.known)?, from, to })
    }

    /// A country's names: those that we do not have already.
    fn country(&mut self, line: usize, code: &str, names: &[String]) {
        let Some(country) = self.known.country(code) else { return };
        let is_ours = |n: &&String| {
            let adjective = self.known.country_of_adjective(n).is_some_and(|c| c.code == code);
            adjective || self.known.entries(n).iter().any(|e| e.code.starts_with(code))
        };
        let (ours, new): (Vec<&String>, Vec<&String>) = names.iter().partition(|n| is_ours(n));
        if !ours.is_empty() {
            let ours: Vec<&str> = ours.iter().map(|n| n.as_str()).collect();
            self.out.skip(line, format!("[{code}]: known already: {}", ours.join(", ")));
        }
        if new.is_empty() {
            return;
        }
        let own = |text: &str| text.to_string();
        let fields = vec![
            own(code),
            own(country.iso2),
            own(country.name),
            list(new),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            own(country.kind),
            own(self.source),
        ];
        self.out.push(Shape::Countries, fields);
    }

    /// Which table each code goes to: people, by their names and days, or what the role says.
    fn tables<'d>(&self, name: &str, dated: &'d [Dated]) -> BTreeMap<Shape, Vec<&'d Dated>> {
        let mut tables: BTreeMap<Shape, Vec<&Dated>> = BTreeMap::new();
        let is_person = self.is_person(name, dated);
        for row in dated {
            let shape = match row.code.role {
                _ if is_person => Shape::People,
                _ if row.code.country == "IMG" => Shape::Groups,
                "REB" | "UAF" | "CRM" => Shape::Groups,
                "MED" => Shape::Outlets,
                _ => Shape::Organisations,
            };
            tables.entry(shape).or_default().push(row);
        }
        // Outlets have no days.
        if let Some(rows) = tables.get_mut(&Shape::Outlets)
            && rows.iter().any(|r| r.from.is_some() || r.to.is_some())
        {
            let rows = std::mem::take(rows);
            tables.entry(Shape::Organisations).or_default().extend(rows);
            tables.remove(&Shape::Outlets);
        }
        tables
    }

    /// People have a name of several words, none of them a body's (*party*, *army*), and days or a title.
    fn is_person(&self, name: &str, dated: &[Dated]) -> bool {
        let words: Vec<&str> = name.split([' ', '-']).collect();
        let body = |w: &str| self.known.role(w).is_some_and(|r| !r.person);
        let of = words.iter().any(|w| matches!(*w, "of" | "for" | "and" | "the" | "on"));
        if words.len() < 2 || of || words.iter().any(|w| body(w)) {
            return false;
        }
        let days = dated.iter().any(|d| d.from.is_some() || d.to.is_some());
        let official = dated.iter().all(|d| d.code.country.len() == 3 && !d.code.role.is_empty());
        let title = self.known.role(words[0]).is_some_and(|r| r.person);
        let of_body = dated.iter().any(|d| matches!(d.code.country.as_str(), "UNO" | "EUR" | "NAT" | "IGO"));
        (days && (official || !of_body) || title)
            && dated.iter().any(|d| !matches!(d.code.role, "BUS" | "NGO"))
    }

    /// The names of a person without titles: the first of them, and the others.
    fn without_titles(&self, names: &[String]) -> (String, Vec<String>) {
        let bare = |name: &String| {
            let words: Vec<&str> = name.split(' ').collect();
            let title = (1..=3.min(words.len().saturating_sub(2)))
                .rev()
                .find(|&n| self.known.role(&words[..n].join(" ")).is_some_and(|r| r.person));
            words.get(title.unwrap_or(0)..).unwrap_or(&[]).join(" ")
        };
        let mut seen = BTreeSet::new();
        let mut all: Vec<String> =
            names.iter().map(bare).filter(|n| seen.insert(knowledge::fold(n))).collect();
        // Of "UN Secretary-General Ban Ki-moon" and "Ban Ki-moon" the shorter is the name, if it ends the longer.
        let first = all.first().cloned().unwrap_or_default();
        let own =
            all.iter().filter(|n| n.contains(' ') && first.ends_with(n.as_str())).min_by_key(|n| n.len());
        let name = own.cloned().unwrap_or(first);
        all.retain(|n| *n != name);
        (name, all)
    }

    fn id(&mut self, name: &str, shape: Shape) -> String {
        let id = slug(name);
        // People of one id are joined; bodies are not.
        if shape == Shape::People || self.ids.insert(id.clone()) {
            return id;
        }
        (2..).map(|n| format!("{id}-{n}")).find(|id| self.ids.insert(id.clone())).unwrap_or(id)
    }

    fn row(&self, shape: Shape, id: &str, name: &str, others: &[String], dated: &Dated) -> Vec<String> {
        let aliases = list(others);
        let day = |d: Option<Day>| d.map_or(String::new(), |d| d.to_string());
        let (from, to, code) = (day(dated.from), day(dated.to), dated.code.whole());
        let country = dated.code.country.clone();
        let home = if self.known.country(&country).is_some() { country.clone() } else { String::new() };
        let (id, name, source) = (id.to_string(), name.to_string(), self.source.to_string());
        match shape {
            Shape::People => {
                vec![id, name, aliases, String::new(), String::new(), country, code, from, to, source]
            }
            Shape::Groups => vec![id, name, aliases, code, home, from, to, source],
            Shape::Outlets => vec![name, aliases, home, code, source],
            _ => vec![id, name, aliases, code.clone(), kind(&dated.code).into(), home, from, to, source],
        }
    }

    /// A role noun, once for each word of the sets in it.
    fn agent(&mut self, line: usize, name: &str, codes: &[String]) {
        let chain = codes.first().map(|c| c.replace('~', "")).unwrap_or_default();
        let role = match self.codes {
            Codes::Ours => cameo::agent(&chain).map(str::to_string),
            Codes::Theirs => kept::role(&chain),
        };
        let role = match role {
            Ok(role) => role,
            Err(why) => return self.out.skip(line, format!("{name}: {why}")),
        };
        if self.codes == Codes::Theirs {
            self.told(&role);
        }
        let (noun, plural) = match name.split_once('{') {
            Some((noun, plural)) => (noun, Some(plural.trim_end_matches(['}', ' ']))),
            None => (name, None),
        };
        let Some(nouns) = self.expanded(noun) else {
            return self.out.skip(line, format!("{name}: a set that is not told"));
        };
        for noun in nouns {
            let noun = words(&noun).to_lowercase();
            let plural = plural.map_or_else(|| regular(&noun), |p| words(p).to_lowercase());
            let person = self.person(&noun);
            let fields = vec![noun, role.clone(), String::new(), plural, person.into(), self.source.into()];
            self.out.push(Shape::Roles, fields);
        }
    }

    /// A pattern with each set replaced by each of its words.
    fn expanded(&self, noun: &str) -> Option<Vec<String>> {
        let Some((before, rest)) = noun.split_once('!') else { return Some(vec![noun.to_string()]) };
        let (set, after) = rest.split_once('!')?;
        let words = self.sets.get(set)?;
        let mut all = Vec::new();
        for word in words {
            all.extend(self.expanded(&format!("{before}{word}{after}"))?);
        }
        Some(all)
    }

    /// Whether a noun names people: as our tables say of it or its last word, else by its ending.
    fn person(&self, noun: &str) -> &'static str {
        let last = noun.rsplit(' ').next().unwrap_or(noun);
        let ends = |e: &str| last.ends_with(e);
        let people =
            ["er", "or", "ist", "man", "men", "woman", "women", "person", "ian", "ant", "ee", "ic", "eer"];
        let known = self.known.role(noun).or_else(|| self.known.role(last));
        match known.map_or_else(|| people.iter().any(|e| ends(e)), |r| r.person) {
            true => "yes",
            false => "org",
        }
    }
}

/// The plural of an agent that names none, where `{}` would say that there is none; empty for what is one.
fn regular(noun: &str) -> String {
    let hisses = ["ss", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end));
    let consonant = |stem: &&str| !stem.ends_with(['a', 'e', 'o', 'u']);
    let man = noun.strip_suffix("man").filter(|stem| !stem.ends_with("hu") && !stem.ends_with("ger"));
    match (man, noun.strip_suffix('y').filter(consonant)) {
        (Some(stem), _) => format!("{stem}men"),
        (_, Some(stem)) => format!("{stem}ies"),
        _ if hisses => format!("{noun}es"),
        _ if noun.ends_with('s') => String::new(),
        _ => format!("{noun}s"),
    }
}

/// The first day and the last.
type Days = (Option<Day>, Option<Day>);

/// What stands in brackets: the code, and its days.
fn days_of(text: &str) -> Result<(&str, Days), String> {
    let text = text.trim();
    let cut = text.find(|c: char| c.is_whitespace() || c == '<' || c == '>').unwrap_or(text.len());
    let (chain, days) = text.split_at(cut);
    let days: String = days.split_whitespace().collect();
    let wrong = || format!("[{text}]: '{days}' are no days");
    let days = if days.is_empty() {
        (None, None)
    } else if let Some(to) = days.strip_prefix('<') {
        (None, Some(day(to).ok_or_else(wrong)?))
    } else if let Some(from) = days.strip_prefix('>') {
        (Some(day(from).ok_or_else(wrong)?), None)
    } else {
        let (from, to) = days.split_once('-').ok_or_else(wrong)?;
        let (from, to) = (day(from).ok_or_else(wrong)?, day(to).ok_or_else(wrong)?);
        (from <= to).then_some((Some(from), Some(to))).ok_or_else(wrong)?
    };
    Ok((chain, days))
}

/// What kind of organisation a code speaks of.
fn kind(code: &Code) -> &'static str {
    match code.role {
        "BUS" => "company",
        "NGO" => "ngo",
        "PTY" | "OPP" => "party",
        "EDU" => "university",
        "JUD" => "court",
        "" => "igo",
        _ => "agency",
    }
}
