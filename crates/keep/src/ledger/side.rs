//! Who commits himself, and whether two tellings mean the same.

/// Somebody by his code, or where he has none by his name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Actor code.
    pub actor: Option<String>,
    /// Fullest name.
    pub name: Option<String>,
}

/// Roles that speak and act for a state.
const STATE: [&str; 5] = ["", "GOV", "MIL", "LEG", "JUD"];

impl Side {
    /// The code, else the name.
    pub fn label(&self) -> &str {
        self.actor.as_deref().or(self.name.as_deref()).unwrap_or("")
    }

    /// Whether both can be meant by one another: one state, one code, or one name.
    pub fn is(&self, other: &Side) -> bool {
        match (&self.actor, &other.actor) {
            (Some(one), Some(other)) => is_same(one, other),
            _ => self.name.is_some() && self.name == other.name,
        }
    }
}

/// Whether two codes mean one side: the government and the army of a country do, its rebels are somebody else.
pub fn is_same(one: &str, other: &str) -> bool {
    let (Some((country, role)), Some((other_country, other_role))) =
        (one.split_at_checked(3), other.split_at_checked(3))
    else {
        return one == other;
    };
    let state = |role: &str| STATE.contains(&role.get(..3).unwrap_or(role));
    country == other_country && (role == other_role || (state(role) && state(other_role)))
}

/// Whether somebody of one list is in the other.
pub fn meet(one: &[Side], other: &[Side]) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.is(b)))
}

/// The same, or one of them is not known.
pub fn may_meet(one: &[Side], other: &[Side]) -> bool {
    one.is_empty() || other.is_empty() || meet(one, other)
}
