//! People and the offices that they held, from when to when.

use crate::fold;
use document::{Day, Gender};
use std::collections::HashMap;

/// An office that somebody holds for a time.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its id: `foreign-minister`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Countries that have it; empty for all.
    pub countries: Vec<String>,
}

/// One term of one person in one office.
#[derive(Clone, Debug)]
pub struct Term {
    /// The office's id; empty for a part in public life without an office.
    pub office: String,
    /// The country's code, or an organisation's.
    pub country: String,
    /// The code while in office: `RUSGOV`.
    pub code: String,
    /// First day.
    pub from: Option<Day>,
    /// Last day; `None` for open terms.
    pub to: Option<Day>,
    /// Whether `from` is only the first day that the source knows of.
    pub from_before: bool,
    /// Whether `to` is only the last day that the source knows of.
    pub to_after: bool,
}

/// How many days around what a source knows of somebody is taken to be in office still.
const ABOUT: i32 = 2 * 365;

impl Term {
    fn held(&self, day: Day) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }

    /// Whether the day lies near the term, on a side where its end is not known.
    fn is_near(&self, day: Day) -> bool {
        let before =
            self.from_before && self.from.is_some_and(|f| day < f && f.ordinal() - day.ordinal() <= ABOUT);
        let after = self.to_after && self.to.is_some_and(|t| t < day && day.ordinal() - t.ordinal() <= ABOUT);
        before || after
    }

    /// Whether another term of the same office tells when this one, of an unknown end, was over.
    fn ended_by(&self, other: &Term) -> bool {
        !other.to_after && other.office == self.office && other.to.is_some() && other.to >= self.to
    }
}

/// One person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Its id: `sergey-lavrov`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Gender, where known.
    pub gender: Gender,
    /// Terms in the order of the table.
    pub terms: Vec<Term>,
}

/// How a person stands to its offices on a day.
#[derive(Clone, Copy, Debug)]
pub enum Holding<'p> {
    /// In office.
    Now(&'p Term),
    /// Likely in office: the source knows of it within two years of the day.
    About(&'p Term),
    /// Out of office: the last term before the day.
    Former(&'p Term),
    /// In office at another time; whether on the day is not known.
    Unknown(&'p Term),
    /// The day is not known; the term that would count.
    Undated(&'p Term),
    /// Not yet in any office.
    Later,
}

impl Person {
    /// How the person stands on `day`. Of several terms at once the first in the table counts.
    pub fn on(&self, day: Option<Day>) -> Holding<'_> {
        let Some(day) = day else {
            return self.terms.last().map_or(Holding::Later, Holding::Undated);
        };
        if let Some(term) = self.terms.iter().find(|t| t.held(day)) {
            return Holding::Now(term);
        }
        let certain = |t: &&Term| !(t.to_after && self.terms.iter().any(|other| t.ended_by(other)));
        if let Some(term) = self.terms.iter().filter(certain).find(|t| t.is_near(day)) {
            return Holding::About(term);
        }
        let begun = self.terms.iter().filter(|t| t.from.is_none_or(|f| f <= day)).filter(certain);
        match begun.max_by_key(|t| t.to) {
            Some(term) if term.to_after => Holding::Unknown(term),
            Some(term) => Holding::Former(term),
            None => self.terms.iter().find(|t| t.from_before).map_or(Holding::Later, Holding::Unknown),
        }
    }
}

/// All people, by name and by office.
#[derive(Clone, Debug, Default)]
pub struct People {
    all: Vec<Person>,
    names: HashMap<String, Vec<u32>>,
    surnames: HashMap<String, Vec<u32>>,
    holders: HashMap<(String, String), Vec<u32>>,
    offices: HashMap<String, Office>,
}

impl People {
    /// How many.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds an office.
    pub(super) fn add_office(&mut self, office: Office) {
        self.offices.insert(office.id.clone(), office);
    }

    /// Adds a person once all its terms are known.
    pub(super) fn add(&mut self, person: Person, aliases: &[String]) {
        let index = self.all.len() as u32;
        let mut keys: Vec<String> = aliases.iter().chain([&person.name]).map(|n| fold(n)).collect();
        // The Arabic article comes and goes: Ayman al-Safadi is Ayman Safadi as often.
        let bare = keys.iter().filter(|k| k.matches(' ').count() > 1).map(|k| k.replace(" al ", " "));
        keys.extend(bare.collect::<Vec<_>>());
        keys.sort();
        keys.dedup();
        if let Some(surname) = fold(&person.name).split(' ').next_back() {
            self.surnames.entry(surname.to_string()).or_default().push(index);
        }
        keys.into_iter().for_each(|k| self.names.entry(k).or_default().push(index));
        for term in &person.terms {
            let holders = self.holders.entry((term.office.clone(), term.country.clone())).or_default();
            if holders.last() != Some(&index) {
                holders.push(index);
            }
        }
        self.all.push(person);
    }

    /// Everybody of this name or alias, as written in full.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Person> {
        self.pick(self.names.get(&fold(name)))
    }

    /// Everybody of this surname.
    pub fn of_surname(&self, surname: &str) -> impl Iterator<Item = &Person> {
        self.pick(self.surnames.get(&fold(surname)))
    }

    /// Who held an office of a country on a day, with the term.
    pub fn holder(&self, office: &str, country: &str, day: Day) -> Option<(&Person, &Term)> {
        let key = (office.to_string(), country.to_string());
        let held = |t: &&Term| t.office == office && t.country == country && t.from.is_some() && t.held(day);
        let serving = self.pick(self.holders.get(&key)).filter_map(|p| Some((p, p.terms.iter().find(held)?)));
        serving.max_by_key(|(_, t)| t.from)
    }

    /// An office by its id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.get(id)
    }

    fn pick(&self, indexes: Option<&Vec<u32>>) -> impl Iterator<Item = &Person> {
        let indexes = indexes.map_or(&[][..], Vec::as_slice);
        indexes.iter().filter_map(|&i| self.all.get(i as usize))
    }
}
