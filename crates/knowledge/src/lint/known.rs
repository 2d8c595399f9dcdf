//! What rows may refer to: countries, offices, codes of the user's.

use super::Line;
use crate::Actors;
use crate::codes::BODIES;
use crate::tables::Shape;
use std::collections::{BTreeSet, HashMap};

/// Countries and offices of the files themselves and of what is known already.
pub(super) struct References<'t> {
    countries: BTreeSet<&'t str>,
    /// Whether each office is held by several at once.
    offices: HashMap<&'t str, bool>,
    codes: BTreeSet<&'t str>,
    known: Option<&'t Actors>,
}

impl<'t> References<'t> {
    pub fn new(lines: &[Line<'t>], known: Option<&'t Actors>) -> References<'t> {
        let of = |shape| lines.iter().filter(move |l| l.shape == shape);
        References {
            countries: of(Shape::Countries).map(|l| l.field("code")).collect(),
            offices: of(Shape::Offices).map(|l| (l.field("id"), l.field("head") == "several")).collect(),
            codes: of(Shape::Codes).map(|l| l.field("code")).collect(),
            known,
        }
    }

    /// Whether a table of codes has this one.
    pub fn is_told(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    pub fn is_country(&self, code: &str) -> bool {
        let known = || self.known.and_then(|k| k.country(code)).is_some_and(|c| c.code == code);
        !code.is_empty() && (self.countries.contains(code) || known())
    }

    pub fn is_country_or_body(&self, code: &str) -> bool {
        self.is_country(code) || BODIES.contains(&code)
    }

    /// Whether an office is held by several; `None` where there is no such office.
    pub fn is_shared(&self, office: &str) -> Option<bool> {
        let known = || self.known?.people().office(office).map(|o| o.head == "several");
        self.offices.get(office).copied().or_else(known)
    }
}
