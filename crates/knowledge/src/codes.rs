//! What codes of actors are made of: a country or a body between states, and a role.

/// The roles, as the codebook tells them.
pub const ROLES: &[&str] = &[
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "ELI", "REB", "UAF", "CRM", "MED", "BUS", "LAB",
    "AGR", "EDU", "HLH", "REL", "REF", "CVL", "NGO", "IGO",
];

/// Bodies between states, and groups of no one country, that stand where a country does.
pub const BODIES: &[&str] = &["UNO", "EUR", "NAT", "OAS", "LEA", "IGO", "NGO", "IMG"];

/// What is wrong with an actor code, `None` where it is one: a country or body, a role, or one with the other.
pub fn fault(code: &str, is_country: impl Fn(&str) -> bool) -> Option<String> {
    let whole = |c: &str| is_country(c) || BODIES.contains(&c);
    let (first, rest) = code.split_at_checked(3).unwrap_or((code, ""));
    match (first.len(), rest.len()) {
        (3, 0) if whole(first) || ROLES.contains(&first) => None,
        (3, 3) if !whole(first) => Some(format!("'{first}' of '{code}' is no country or body")),
        (3, 3) if !ROLES.contains(&rest) => Some(format!("'{rest}' of '{code}' is no role")),
        (3, 3) => None,
        (3, 0) => Some(format!("'{code}' is no country, body or role")),
        _ => Some(format!("'{code}' is no code of three or six letters")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_a_country_and_a_role() {
        let check = |code: &str, right: bool| {
            let fault = fault(code, |c| matches!(c, "RUS" | "GBR"));
            assert_eq!(fault.is_none(), right, "{code}: {fault:?}");
        };
        for code in ["RUSGOV", "GBR", "UNO", "GOV", "EURLEG", "CRM"] {
            check(code, true);
        }
        for code in ["", "RUSXXX", "ROMGOV", "RUSGOVMIL", "rusgov", "RU", "É"] {
            check(code, false);
        }
    }
}
