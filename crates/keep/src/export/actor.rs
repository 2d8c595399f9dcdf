//! An actor code taken apart: country, body, roles.

use super::world::World;
use knowledge::codes::{BODIES, ROLES};

/// Of `RUSGOV` the country and the role; of `UNO` the body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Code<'c> {
    /// The code itself.
    pub(super) whole: &'c str,
    /// Country, three letters; empty where there is none.
    pub(super) country: &'c str,
    /// A body between states, or a group of no one country.
    pub(super) body: &'c str,
    /// Roles in order.
    pub(super) roles: Vec<&'c str>,
}

impl World {
    /// Takes a code apart by its three letters each; what is no country, body or role (codes of the user's) stays in
    /// the whole alone.
    pub(super) fn code<'c>(&self, whole: &'c str) -> Code<'c> {
        let mut code = Code { whole, ..Code::default() };
        for at in (0..whole.len()).step_by(3) {
            match whole.get(at..at + 3) {
                Some(part) if at == 0 && !self.country(part).is_empty() => code.country = part,
                Some(part) if ROLES.contains(&part) => code.roles.push(part),
                Some(part) if BODIES.contains(&part) && code.body.is_empty() => code.body = part,
                _ => {}
            }
        }
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_fall_into_their_parts() {
        let world = World::ours().ok();
        let parts = |code: &'static str| world.as_ref().map(|w| w.code(code));
        let code = |whole, country, body, roles: &[&'static str]| {
            Some(Code { whole, country, body, roles: roles.to_vec() })
        };
        assert_eq!(parts("RUSGOV"), code("RUSGOV", "RUS", "", &["GOV"]));
        assert_eq!(parts("UNO"), code("UNO", "", "UNO", &[]));
        assert_eq!(parts("IGO"), code("IGO", "", "", &["IGO"]));
        assert_eq!(parts("SYRREBISI"), code("SYRREBISI", "SYR", "", &["REB"]));
        assert_eq!(parts("é"), code("é", "", "", &[]));
    }
}
