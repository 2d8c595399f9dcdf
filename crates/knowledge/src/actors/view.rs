//! Rows of the tables as they are handed out: small views into the compiled file.

use super::layout::{FROM_BEFORE, TO_AFTER};
use document::{Day, Gender};
use std::fmt;

/// The row of a table that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'k> {
    /// The file: `data/people.tsv`, or a file of the user's.
    pub file: &'k str,
    /// The line in it, from 1.
    pub line: u32,
    /// What the row names as its source.
    pub source: &'k str,
    /// Whether it is one of the project's own tables.
    pub ours: bool,
}

/// `my.tsv:12`
impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A country, territory or de-facto state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country<'k> {
    /// ISO 3166-1 alpha-3 code, or CAMEO's for historic and de-facto states.
    pub code: &'k str,
    /// ISO 3166-1 alpha-2 code; empty where there is none.
    pub iso2: &'k str,
    /// English short name.
    pub name: &'k str,
    pub(super) names: &'k str,
    pub(super) adjectives: &'k str,
    /// `state`, `territory`, `de-facto` or `historic`.
    pub kind: &'k str,
    /// Its row.
    pub origin: Origin<'k>,
}

impl<'k> Country<'k> {
    /// Its names.
    pub fn names(&self) -> impl Iterator<Item = &'k str> + use<'k> {
        list(self.names)
    }

    /// Its adjectives and demonyms.
    pub fn adjectives(&self) -> impl Iterator<Item = &'k str> + use<'k> {
        list(self.adjectives)
    }
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
    /// All of them, in the order of their numbers.
    pub const ALL: [Kind; 5] = [Kind::Country, Kind::Seat, Kind::Organisation, Kind::Group, Kind::Outlet];

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

    /// One of it, in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Country => "country",
            Kind::Seat => "seat",
            Kind::Organisation => "organisation",
            Kind::Group => "group",
            Kind::Outlet => "outlet",
        }
    }
}

/// Something that acts under one code: a government by its seat, an organisation, a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'k> {
    /// What it is.
    pub kind: Kind,
    /// Its id; empty where its table has none.
    pub id: &'k str,
    /// Its full name.
    pub name: &'k str,
    pub(super) aliases: &'k str,
    /// Its code: `RUSGOV`, `IGO`, `SYRREB`.
    pub code: &'k str,
    /// First day under this name.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Its row.
    pub origin: Origin<'k>,
}

impl<'k> Entry<'k> {
    /// Whether it existed on a day; true where day or dates are unknown.
    pub fn at(&self, day: Option<Day>) -> bool {
        day.is_none_or(|d| self.from.is_none_or(|f| f <= d) && self.to.is_none_or(|t| d <= t))
    }

    /// Its other names.
    pub fn aliases(&self) -> impl Iterator<Item = &'k str> + use<'k> {
        list(self.aliases)
    }

    /// How evidence names its row: the table where it is ours, the file and line where it is the user's.
    pub fn table(&self) -> String {
        match self.origin.ours {
            true => self.kind.table().to_string(),
            false => self.origin.to_string(),
        }
    }

    /// The name of its row in a record: `organisations:NATO`, `my.tsv:12`.
    pub fn row(&self) -> String {
        match self.origin.ours {
            true => format!("{}:{}", self.kind.table(), self.name),
            false => self.origin.to_string(),
        }
    }
}

/// What a role noun says of the one that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role<'k> {
    /// The noun as it stands in the table.
    pub noun: &'k str,
    /// The sector: `GOV MIL COP JUD LEG …`
    pub code: &'k str,
    pub(super) offices: &'k str,
    /// Whether it names people rather than a body.
    pub person: bool,
    /// Its row.
    pub origin: Origin<'k>,
}

impl<'k> Role<'k> {
    /// The offices whose holder it can name.
    pub fn offices(&self) -> impl Iterator<Item = &'k str> + use<'k> {
        list(self.offices)
    }

    /// The role of people that is only a code.
    pub fn bare(code: &'k str) -> Role<'k> {
        let origin = Origin { file: "", line: 0, source: "", ours: true };
        Role { noun: "", code, offices: "", person: true, origin }
    }
}

/// An office that somebody holds for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office<'k> {
    /// Its id: `foreign-minister`.
    pub id: &'k str,
    /// Its name.
    pub name: &'k str,
    /// What it leads: `state`, `government`; `several` where many hold it at once.
    pub head: &'k str,
    pub(super) titles: &'k str,
    /// The code of who holds it, without a country.
    pub code: &'k str,
    pub(super) countries: &'k str,
    /// Its row.
    pub origin: Origin<'k>,
}

impl<'k> Office<'k> {
    /// Countries that have it; none for all.
    pub fn countries(&self) -> impl Iterator<Item = &'k str> + use<'k> {
        list(self.countries)
    }

    /// What its holder is called.
    pub fn titles(&self) -> impl Iterator<Item = &'k str> + use<'k> {
        list(self.titles)
    }
}

/// One term of one person in one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'k> {
    /// The office's id; empty for a part in public life without an office.
    pub office: &'k str,
    /// The country's code, or an organisation's.
    pub country: &'k str,
    /// The code while in office: `RUSGOV`.
    pub code: &'k str,
    /// First day.
    pub from: Option<Day>,
    /// Last day; `None` for open terms.
    pub to: Option<Day>,
    pub(super) flags: u32,
    /// Its row.
    pub origin: Origin<'k>,
}

/// How many days around what a source knows of somebody is taken to be in office still.
const ABOUT: i32 = 2 * 365;

impl Term<'_> {
    /// Whether `from` is only the first day that the source knows of.
    pub fn from_before(&self) -> bool {
        self.flags & FROM_BEFORE != 0
    }

    /// Whether `to` is only the last day that the source knows of.
    pub fn to_after(&self) -> bool {
        self.flags & TO_AFTER != 0
    }

    pub(super) fn held(&self, day: Day) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }

    /// Whether the day lies near the term, on a side where its end is not known.
    fn is_near(&self, day: Day) -> bool {
        let before =
            self.from_before() && self.from.is_some_and(|f| day < f && f.ordinal() - day.ordinal() <= ABOUT);
        let after =
            self.to_after() && self.to.is_some_and(|t| t < day && day.ordinal() - t.ordinal() <= ABOUT);
        before || after
    }

    /// Whether another term of the same office tells when this one, of an unknown end, was over.
    fn ended_by(&self, other: &Term<'_>) -> bool {
        !other.to_after() && other.office == self.office && other.to.is_some() && other.to >= self.to
    }
}

/// How a person stands to its offices on a day.
#[derive(Clone, Copy, Debug)]
pub enum Holding<'k> {
    /// In office.
    Now(Term<'k>),
    /// Likely in office: the source knows of it within two years of the day.
    About(Term<'k>),
    /// Out of office: the last term before the day.
    Former(Term<'k>),
    /// In office at another time; whether on the day is not known.
    Unknown(Term<'k>),
    /// The day is not known; the term that would count.
    Undated(Term<'k>),
    /// Not yet in any office.
    Later,
}

/// One person.
#[derive(Clone, Copy, Debug)]
pub struct Person<'k> {
    /// Its id: `sergey-lavrov`.
    pub id: &'k str,
    /// Full name.
    pub name: &'k str,
    pub(super) aliases: &'k str,
    /// Gender, where known.
    pub gender: Gender,
    pub(super) frozen: &'k super::frozen::Frozen,
    pub(super) terms: (u32, u32),
}

impl<'k> Person<'k> {
    /// Its other names.
    pub fn aliases(&self) -> impl Iterator<Item = &'k str> + use<'k> {
        list(self.aliases)
    }

    /// Its terms in the order of the table.
    pub fn terms(&self) -> impl Iterator<Item = Term<'k>> + Clone + use<'k> {
        let (first, count) = self.terms;
        let frozen = self.frozen;
        (first..first.saturating_add(count)).filter_map(|row| frozen.term(row))
    }

    /// How the person stands on `day`. Of several terms at once the first in the table counts.
    pub fn on(&self, day: Option<Day>) -> Holding<'k> {
        let Some(day) = day else {
            return self.terms().last().map_or(Holding::Later, Holding::Undated);
        };
        if let Some(term) = self.terms().find(|t| t.held(day)) {
            return Holding::Now(term);
        }
        let certain = |t: &Term<'k>| !(t.to_after() && self.terms().any(|other| t.ended_by(&other)));
        if let Some(term) = self.terms().filter(certain).find(|t| t.is_near(day)) {
            return Holding::About(term);
        }
        let begun = self.terms().filter(|t| t.from.is_none_or(|f| f <= day)).filter(certain);
        match begun.max_by_key(|t| t.to) {
            Some(term) if term.to_after() => Holding::Unknown(term),
            Some(term) => Holding::Former(term),
            None => self.terms().find(|t| t.from_before()).map_or(Holding::Later, Holding::Unknown),
        }
    }

    /// How evidence names the row of one of its terms: `people:sergey-lavrov`, or file and line of the user's.
    pub fn row(&self, term: Option<Term<'_>>) -> String {
        match term.filter(|t| !t.origin.ours) {
            Some(term) => term.origin.to_string(),
            None => format!("people:{}", self.id),
        }
    }
}

impl<'k> Holding<'k> {
    /// The term that it speaks of.
    pub fn term(self) -> Option<Term<'k>> {
        match self {
            Holding::Now(term)
            | Holding::About(term)
            | Holding::Former(term)
            | Holding::Unknown(term)
            | Holding::Undated(term) => Some(term),
            Holding::Later => None,
        }
    }
}

/// The values of a field that holds several.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').filter(|v| !v.is_empty())
}
