//! Schemes of codes that dictionaries of verbs are written in, and the types that their codes belong to.

use document::Plover;

/// What the codes of a dictionary are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// CAMEO: two to four digits.
    Cameo,
    /// WEIS (McClelland 1976): 22 categories, the first two digits.
    Weis,
}

/// The categories of WEIS and the type nearest to each; 02 (comment) is no event.
const WEIS: &[(&str, Plover)] = &[
    ("01", Plover::Concede),
    ("03", Plover::Consult),
    ("04", Plover::Support),
    ("05", Plover::Agree),
    ("06", Plover::Retreat),
    ("07", Plover::Aid),
    ("08", Plover::Agree),
    ("09", Plover::Request),
    ("10", Plover::Request),
    ("11", Plover::Reject),
    ("12", Plover::Accuse),
    ("13", Plover::Accuse),
    ("14", Plover::Reject),
    ("15", Plover::Request),
    ("16", Plover::Threaten),
    ("17", Plover::Threaten),
    ("18", Plover::Protest),
    ("19", Plover::Sanction),
    ("20", Plover::Sanction),
    ("21", Plover::Coerce),
    ("22", Plover::Assault),
];

/// Codes to types: those that the user says before those of the scheme.
#[derive(Clone, Debug)]
pub struct Map {
    /// The scheme.
    pub scheme: Scheme,
    /// Beginnings of codes that the user gives a type.
    pub own: Vec<(String, Plover)>,
}

impl Map {
    /// The type and CAMEO code of a code; `None` where it stands for no event.
    pub(super) fn read(&self, code: &str) -> Option<(Plover, String)> {
        let fits = self.own.iter().filter(|(beginning, _)| code.starts_with(beginning.as_str()));
        match fits.max_by_key(|(beginning, _)| beginning.len()) {
            Some((_, plover)) => Some((*plover, plover.cameo_root().to_string())),
            None => self.scheme.read(code),
        }
    }
}

impl Scheme {
    /// The type and CAMEO code of a code; `None` where it stands for no event or is no code of the scheme.
    fn read(self, code: &str) -> Option<(Plover, String)> {
        let digits = code.bytes().all(|b| b.is_ascii_digit()) && (2..=4).contains(&code.len());
        match self {
            Scheme::Cameo => digits.then(|| Plover::of_cameo(code)).flatten().map(|p| (p, code.to_string())),
            Scheme::Weis => {
                let category = code.get(..2)?;
                let plover = WEIS.iter().find(|(c, _)| *c == category)?.1;
                Some((plover, plover.cameo_root().to_string()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_types() {
        assert_eq!(Scheme::Cameo.read("0871"), Some((Plover::Retreat, "0871".to_string())));
        assert_eq!(Scheme::Weis.read("223"), Some((Plover::Assault, "18".to_string())));
        for (scheme, code) in
            [(Scheme::Cameo, "010"), (Scheme::Cameo, "075A"), (Scheme::Weis, "---"), (Scheme::Weis, "é")]
        {
            assert_eq!(scheme.read(code), None, "{code}");
        }
    }
}
