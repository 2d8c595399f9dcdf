//! People and the offices that they held, from when to when.

use super::frozen::{Frozen, Key};
use super::layout::{Section, Space};
use super::view::{Office, Person, Term};
use document::Day;

/// All people, by name and by office.
#[derive(Clone, Copy, Debug)]
pub struct People<'k> {
    layers: &'k [Frozen],
}

impl<'k> People<'k> {
    pub(super) fn new(layers: &'k [Frozen]) -> People<'k> {
        People { layers }
    }

    /// How many.
    pub fn len(self) -> usize {
        self.layers.iter().map(|l| l.rows(Section::People) as usize).sum()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Somebody by id.
    pub fn of_id(self, id: &str) -> Option<Person<'k>> {
        let mut key = Key::exact(&[id]);
        self.layers.iter().find_map(|l| l.person(l.first(&mut key, Space::PersonId)?))
    }

    /// Everybody of this name or alias, as written in full.
    pub fn named(self, name: &str) -> impl Iterator<Item = Person<'k>> + use<'k> {
        self.of(Key::new(name), Space::Person)
    }

    /// Everybody of this surname.
    pub fn of_surname(self, surname: &str) -> impl Iterator<Item = Person<'k>> + use<'k> {
        self.of(Key::new(surname), Space::Surname)
    }

    /// Everybody of a key, those of the user's first; one whom the user's tables have replaced comes once.
    fn of(self, mut key: Key, space: Space) -> impl Iterator<Item = Person<'k>> + use<'k> {
        let layers = self.layers.iter().enumerate();
        let people = layers.flat_map(move |(at, l)| {
            let rows: Vec<u32> = l.all(&mut key, space).collect();
            rows.into_iter().filter_map(move |row| Some((at, l.person(row)?)))
        });
        people.filter(move |(at, p)| !self.is_replaced(*at, p.id)).map(|(_, p)| p)
    }

    /// A person of a layer, or what a layer above says of the same one.
    pub(super) fn current(self, layer: usize, person: Person<'k>) -> Option<Person<'k>> {
        if self.is_replaced(layer, person.id) { self.of_id(person.id) } else { Some(person) }
    }

    /// Whether a layer above has a person of this id.
    fn is_replaced(self, layer: usize, id: &str) -> bool {
        let above = self.layers.get(..layer).unwrap_or(&[]);
        !above.is_empty() && {
            let mut key = Key::exact(&[id]);
            above.iter().any(|l| l.first(&mut key, Space::PersonId).is_some())
        }
    }

    /// Who held an office of a country on a day, with the term.
    pub fn holder(self, office: &str, country: &str, day: Day) -> Option<(Person<'k>, Term<'k>)> {
        let mut key = Key::exact(&[office, country]);
        let held =
            |t: &Term<'k>| t.office == office && t.country == country && t.from.is_some() && t.held(day);
        self.layers.iter().enumerate().find_map(|(at, l)| {
            let people = l.all(&mut key, Space::Holder).filter_map(|row| l.person(row));
            // What a layer above says of somebody counts: the term may have ended there.
            let current = people.filter_map(|p| self.current(at, p));
            let serving = current.filter_map(|p| Some((p, p.terms().find(held)?)));
            serving.max_by_key(|(_, t)| t.from)
        })
    }

    /// All offices, the user's first.
    pub fn offices(self) -> Vec<Office<'k>> {
        let of = |l: &'k Frozen| (0..l.rows(Section::Offices)).filter_map(|row| l.office(row));
        self.layers.iter().flat_map(of).collect()
    }

    /// An office by its id.
    pub fn office(self, id: &str) -> Option<Office<'k>> {
        let mut key = Key::exact(&[id]);
        self.layers.iter().find_map(|l| l.office(l.first(&mut key, Space::Office)?))
    }
}
