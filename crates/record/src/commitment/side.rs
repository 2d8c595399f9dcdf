//! Whether two parties are one.

use document::Party;

/// Whether one party of a side is one of the other's.
pub(super) fn meets(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|x| b.iter().any(|y| is_one(x, y)))
}

/// Whether nothing speaks against the two being the same: one of them is not known, or they meet.
pub(super) fn may_meet(a: &[Party], b: &[Party]) -> bool {
    a.is_empty() || b.is_empty() || meets(a, b)
}

/// The same entity, name or code; a country and its government are one.
fn is_one(a: &Party, b: &Party) -> bool {
    if a.entity.is_some() && a.entity == b.entity || a.name.is_some() && a.name == b.name {
        return true;
    }
    match (state(a), state(b)) {
        (Some(x), Some(y)) => x == y,
        _ => false,
    }
}

/// The country for which a party acts, else its whole code.
fn state(party: &Party) -> Option<&str> {
    let code = party.actor.as_deref()?;
    match code.get(3..) {
        Some("" | "GOV" | "MIL") => code.get(..3),
        _ => Some(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_its_government_and_not_its_opposition() {
        let party = |code: &str| Party { actor: Some(code.into()), ..Party::default() };
        let meets = |a, b| meets(&[party(a)], &[party(b)]);
        assert!(meets("USA", "USAGOV") && meets("RUSMIL", "RUS"));
        assert!(!meets("VENOPP", "VENGOV") && !meets("USA", "RUS"));
        assert!(may_meet(&[], &[party("USA")]));
    }
}
