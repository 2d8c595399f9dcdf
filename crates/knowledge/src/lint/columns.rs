//! Checks of single rows, column by column.

use super::known::References;
use super::{Finding, Line};
use crate::codes;
use crate::tables::Shape;
use crate::{LONGEST_NAME, fold, gazetteer};
use document::Plover;
use std::collections::BTreeSet;

/// Columns whose field holds several values.
const LISTS: &[&str] =
    &["names", "aliases", "adjectives", "demonyms", "capital", "seats", "titles", "countries", "forms"];
/// Columns that are never empty.
const NEEDED: &[&str] =
    &["id", "name", "noun", "code", "kind", "lat", "lon", "admin1_name", "type", "cameo", "form", "lemma"];
/// Columns of names by which something is met in a text.
const NAMES: &[&str] =
    &["name", "names", "aliases", "adjectives", "demonyms", "capital", "seats", "noun", "plural", "titles"];

/// Whether an empty field is left to GeoNames: a row of a division may add names alone.
fn known_elsewhere(shape: Shape, column: &str) -> bool {
    shape == Shape::Admin1Points && matches!(column, "lat" | "lon")
}

/// What is wrong with a row by itself.
pub(super) fn check(line: &Line<'_>, known: &References<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if line.field("source").is_empty() {
        found.push(line.error("the source is missing".into(), "write where you know it from: own knowledge"));
    }
    for column in line.shape.columns().split(' ') {
        let field = line.field(column);
        if line.shape == Shape::People && column == "id" && field.is_empty() {
            found.push(line.warning("the id is empty".into(), "it is made of the name; write one"));
        } else if NEEDED.contains(&column) && field.is_empty() && !known_elsewhere(line.shape, column) {
            found.push(line.error(format!("the {column} is empty"), "fill it in, or leave the row out"));
        }
        if LISTS.contains(&column) {
            found.extend(list(line, column, field));
        }
        if NAMES.contains(&column) {
            found.extend(names(line, column));
        }
        if !field.is_empty() {
            found.extend(value(line, column, field, known));
        }
    }
    found.extend(dates(line));
    found
}

fn list(line: &Line<'_>, column: &str, field: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    if field.is_empty() {
        return found;
    }
    let values: Vec<&str> = field.split('|').map(str::trim).collect();
    if values.iter().any(|v| v.is_empty()) {
        let problem = format!("the {column} hold an empty value: '{field}'");
        found.push(line.error(problem, "write one | between two values and none at the ends"));
    }
    let mut seen = BTreeSet::new();
    for value in values.iter().filter(|v| !v.is_empty() && !seen.insert(**v)) {
        let problem = format!("'{value}' stands twice in the {column}");
        found.push(line.warning(problem, "write it once"));
    }
    found
}

/// Names that no text can be met by.
fn names(line: &Line<'_>, column: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in line.list(column) {
        let folded = fold(name);
        let words = folded.split(' ').count();
        if folded.is_empty() {
            found.push(line.error(format!("'{name}' in the {column} has no letters"), "write a name"));
        } else if words > LONGEST_NAME && !matches!(line.shape, Shape::Places | Shape::Regions) {
            let problem = format!("'{name}' has {words} words, and names are met up to {LONGEST_NAME}");
            found.push(line.warning(problem, "add a shorter alias"));
        }
        if name.contains("  ") || name.contains(';') {
            let problem = format!("'{name}' in the {column} looks like two values or has two spaces");
            found.push(line.warning(problem, "part values by |, words by one space"));
        }
    }
    found
}

/// What is wrong with a value that is there.
fn value(line: &Line<'_>, column: &str, field: &str, known: &References<'_>) -> Vec<Finding> {
    let one_of = |values: &[&str]| {
        let problem = format!("the {column} is '{field}'");
        let remedy = format!("write one of {}", values.join(", "));
        (!values.contains(&field)).then(|| line.error(problem, &remedy)).into_iter().collect()
    };
    match (line.shape, column) {
        (Shape::Countries | Shape::CountryPoints, "code") => country_code(line, field),
        (Shape::Codes, "code") => Vec::new(),
        (_, "code") if known.is_told(field) => Vec::new(),
        (Shape::Roles | Shape::Offices, "code") => one_of(codes::ROLES),
        (_, "code") => actor_code(line, field, known),
        (Shape::People, "country") => body(line, field, known),
        (_, "country") => countries(line, &[field], known),
        (Shape::Offices, "countries") => line.list(column).flat_map(|code| body(line, code, known)).collect(),
        (Shape::People | Shape::Roles, "office") => offices(line, known),
        (_, "gender") => one_of(&["f", "m"]),
        (Shape::Roles, "person") => one_of(&["yes", "org"]),
        (Shape::Countries, "kind") => one_of(&["state", "territory", "de-facto", "historic"]),
        (Shape::Places, "kind") => {
            one_of(&gazetteer::Kind::ALL.iter().map(|k| k.as_str()).collect::<Vec<_>>())
        }
        (Shape::Offices, "head") => {
            one_of(&["state", "government", "minister", "igo", "parliament", "military", "several", "other"])
        }
        (Shape::Plover, "type") => plover(line, field),
        (_, "lat") => number(line, column, field, 90.0),
        (_, "lon") => number(line, column, field, 180.0),
        (_, "population" | "radius_km" | "geonames" | "score" | "goldstein" | "quad") => {
            number(line, column, field, f64::from(u32::MAX) * 4.0)
        }
        _ => Vec::new(),
    }
}

fn country_code(line: &Line<'_>, code: &str) -> Vec<Finding> {
    let whole = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    let problem = || format!("'{code}' is no code of three capitals");
    let remedy = "write the alpha-3 code of ISO 3166-1";
    (!whole).then(|| line.error(problem(), remedy)).into_iter().collect()
}

fn actor_code(line: &Line<'_>, code: &str, known: &References<'_>) -> Vec<Finding> {
    let remedy = "write a country of countries.tsv and a role of the codebook, as in RUSGOV, or a body, as in UNO; or tell the code in a table of codes";
    let fault = codes::fault(code, |c| known.is_country(c));
    fault.map(|problem| line.error(problem, remedy)).into_iter().collect()
}

const COUNTRY: &str = "write the alpha-3 code of ISO 3166-1, or add the country to a table of countries";

fn countries(line: &Line<'_>, codes: &[&str], known: &References<'_>) -> Vec<Finding> {
    let unknown = codes.iter().filter(|c| !known.is_country(c));
    unknown.map(|c| line.error(format!("no country has the code '{c}'"), COUNTRY)).collect()
}

fn body(line: &Line<'_>, code: &str, known: &References<'_>) -> Vec<Finding> {
    let unknown = !known.is_country_or_body(code);
    unknown
        .then(|| line.error(format!("no country or body has the code '{code}'"), COUNTRY))
        .into_iter()
        .collect()
}

fn offices(line: &Line<'_>, known: &References<'_>) -> Vec<Finding> {
    let unknown = line.list("office").filter(|o| known.is_shared(o).is_none());
    let remedy = "write an id of offices.tsv, or add the office to a table of offices";
    unknown.map(|o| line.error(format!("no office has the id '{o}'"), remedy)).collect()
}

fn plover(line: &Line<'_>, name: &str) -> Vec<Finding> {
    let unknown = Plover::parse(name).is_none();
    let problem = || format!("no type is called '{name}'");
    unknown.then(|| line.error(problem(), "write a type of PLOVER")).into_iter().collect()
}

fn number(line: &Line<'_>, column: &str, field: &str, most: f64) -> Vec<Finding> {
    match field.parse::<f64>() {
        Ok(number) if number.abs() <= most => Vec::new(),
        Ok(_) => vec![line.error(format!("the {column} {field} is too large"), &format!("at most {most}"))],
        Err(_) => {
            vec![line.error(
                format!("the {column} '{field}' is no number"),
                "write it as -3.5, in degrees where it is a point",
            )]
        }
    }
}

fn dates(line: &Line<'_>) -> Vec<Finding> {
    let (Some(from), Some(to)) = (line.shape.column("from"), line.shape.column("to")) else {
        return Vec::new();
    };
    match (line.row.first_day(from), line.row.last_day(to)) {
        (Ok(Some(first)), Ok(Some(last))) if first > last => {
            let problem = format!("it ends on {last} before it begins on {first}");
            vec![line.error(problem, "exchange or mend the two dates")]
        }
        (first, last) => [first.err(), last.err()].into_iter().flatten().filter_map(super::unread).collect(),
    }
}
