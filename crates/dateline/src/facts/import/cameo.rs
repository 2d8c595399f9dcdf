//! Codes of actors in CAMEO's chains of three letters (`KORGOVBUS`, `IGOUNO`) to ours: a country or body and a role.

use knowledge::Actors;
use knowledge::codes::ROLES;

/// Codes of countries that dictionaries of CAMEO's time use, and those of today.
const COUNTRIES: &[(&str, &str)] = &[
    ("ANG", "AGO"),
    ("BUR", "MMR"),
    ("FRN", "FRA"),
    ("FRY", "YUG"),
    ("GFR", "DEU"),
    ("KSV", "XKX"),
    ("PAL", "PSE"),
    ("ROM", "ROU"),
    ("SCG", "YUG"),
    ("TMP", "TLS"),
    ("USR", "SUN"),
    ("ZAR", "COD"),
];

/// Roles of CAMEO that ours have under another code.
const SAME: &[(&str, &str)] = &[
    ("BUD", "REL"),
    ("CHR", "REL"),
    ("ENV", "NGO"),
    ("HIN", "REL"),
    ("HRI", "NGO"),
    ("INS", "REB"),
    ("JEW", "REL"),
    ("MOS", "REL"),
    ("MUS", "REL"),
    ("NGM", "NGO"),
    ("SEP", "REB"),
    ("SIK", "REL"),
];

/// Bodies between states with codes of their own, as they stand behind `IGO`.
const BODIES: &[(&str, &str)] =
    &[("EEC", "EUR"), ("EEU", "EUR"), ("EUR", "EUR"), ("NAT", "NAT"), ("NTO", "NAT"), ("UNO", "UNO")];

/// A code of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// The country, or the body that stands where one does; empty for none.
    pub country: String,
    /// The role; empty for a country or body alone.
    pub role: &'static str,
}

impl Code {
    /// `RUSGOV`
    pub fn whole(&self) -> String {
        format!("{}{}", self.country, self.role)
    }
}

/// The codes of a chain.
fn links(chain: &str) -> Result<Vec<&str>, String> {
    let parts: Vec<&str> = chain.as_bytes().chunks(3).filter_map(|c| str::from_utf8(c).ok()).collect();
    let letters = parts.iter().all(|p| p.len() == 3 && p.bytes().all(|b| b.is_ascii_uppercase()));
    if letters && !parts.is_empty() {
        return Ok(parts);
    }
    Err(format!("[{chain}] is no chain of three letters each"))
}

/// The role of ours that the chain of an agent stands for: no country begins it (`MUS` is no Mauritius there).
pub(super) fn agent(chain: &str) -> Result<&'static str, String> {
    let chain = chain.trim().to_ascii_uppercase();
    links(&chain)?.iter().find_map(|p| role(p)).ok_or_else(|| format!("[~{chain}] has no role of ours"))
}

/// The code of ours that the chain of an actor stands for, or why there is none.
pub(super) fn code(chain: &str, known: &Actors) -> Result<Code, String> {
    let chain = chain.trim().to_ascii_uppercase();
    let parts = links(&chain)?;
    let Some((first, rest)) = parts.split_first() else { return Err(format!("[{chain}] is empty")) };
    let country = |code: &str| country(code, known);
    match *first {
        "IGO" => {
            let body = rest.iter().find_map(|p| named(BODIES, p)).unwrap_or("IGO");
            return Ok(Code { country: body.to_string(), role: "" });
        }
        "IMG" => return Ok(Code { country: "IMG".into(), role: "" }),
        "NGO" | "NGM" | "MNC" => {
            let role = if *first == "MNC" { "BUS" } else { "NGO" };
            let home = rest.iter().find_map(|p| country(p)).unwrap_or_default();
            return Ok(Code { country: home, role });
        }
        _ => {}
    }
    let told = |parts: &[&str]| parts.iter().find_map(|p| role(p));
    match (country(first), told(rest), role(first)) {
        (Some(country), Some(role), _) => Ok(Code { country, role }),
        (Some(country), None, _) if rest.is_empty() => Ok(Code { country, role: "" }),
        (Some(_), None, _) => Err(format!("[{chain}] has no role of ours")),
        (None, _, Some(role)) => Ok(Code { country: String::new(), role }),
        (None, ..) => Err(format!("[{chain}] begins with no country, body or role of ours")),
    }
}

fn country(code: &str, known: &Actors) -> Option<String> {
    let today = named(COUNTRIES, code).unwrap_or(code);
    known.country(today).map(|c| c.code.to_string())
}

fn role(code: &str) -> Option<&'static str> {
    ROLES.iter().copied().find(|r| *r == code).or_else(|| named(SAME, code))
}

fn named(table: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    table.iter().find(|(from, _)| *from == code).map(|(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_become_country_and_role() {
        let known = Actors::ours().unwrap();
        let check = |chain: &str, wanted: Option<&str>| {
            let found = code(chain, &known);
            assert_eq!(found.as_ref().ok().map(Code::whole).as_deref(), wanted, "{chain}: {found:?}");
        };
        check("AFG", Some("AFG"));
        check("pse", Some("PSE"));
        check("KORGOVBUS", Some("KORGOV"));
        check("ROMGOV", Some("ROUGOV"));
        check("KSVREBMUS", Some("XKXREB"));
        check("TMP", Some("TLS"));
        check("IGOUNO", Some("UNO"));
        check("IGOUNODEV", Some("UNO"));
        check("IGOWSTNAT", Some("NAT"));
        check("IGOBUSOPC", Some("IGO"));
        check("IMGMUSISI", Some("IMG"));
        check("MNCUSA", Some("USABUS"));
        check("NGOHLH", Some("NGO"));
        check("MUSGOV", Some("MUSGOV"));
        check("MUSRAD", None);
        check("GOVMED", Some("GOV"));
        check("CHNUIG", None);
        check("KKLREB", None);
        check("---", None);
        check("ELR/GAL", None);
        check("MNC214", None);
        check("", None);
        assert_eq!(agent("MUSRAD"), Ok("REL"));
        assert_eq!(agent("GOVMED"), Ok("GOV"));
        assert!(agent("XYZ").is_err() && agent("").is_err());
    }
}
