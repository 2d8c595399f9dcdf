//! Checks of rows against each other: ids, names, terms.

use super::known::References;
use super::{Finding, Line};
use crate::actors::person_id;
use crate::fold;
use crate::tables::Shape;
use document::Day;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is wrong with the rows as a whole.
pub(super) fn check(lines: &[Line<'_>], known: &References<'_>) -> Vec<Finding> {
    let mut found = ids(lines);
    found.extend(people(lines));
    found.extend(names(lines));
    found.extend(nouns(lines));
    found.extend(terms(lines, known));
    found
}

fn of<'a, 't>(lines: &'a [Line<'t>], shape: Shape) -> impl Iterator<Item = &'a Line<'t>> {
    lines.iter().filter(move |l| l.shape == shape)
}

/// Who a row of the people speaks of.
fn id<'t>(line: &Line<'t>) -> Cow<'t, str> {
    person_id(line.field("id"), line.field("name"))
}

fn place(line: &Line<'_>) -> String {
    format!("{}:{}", line.row.file, line.row.line)
}

fn span(line: &Line<'_>) -> (Option<Day>, Option<Day>) {
    let day = |column: &str, last: bool| {
        let index = line.shape.column(column)?;
        let day = if last { line.row.last_day(index) } else { line.row.first_day(index) };
        day.ok().flatten()
    };
    (day("from", false), day("to", true))
}

/// Days that two rows share; `None` for none, the largest number where an end is open.
fn shared(a: &Line<'_>, b: &Line<'_>) -> Option<i32> {
    let ((from_a, to_a), (from_b, to_b)) = (span(a), span(b));
    let ordinal = |day: Option<Day>, open: i32| day.map_or(open, Day::ordinal);
    let from = ordinal(from_a, i32::MIN / 2).max(ordinal(from_b, i32::MIN / 2));
    let to = ordinal(to_a, i32::MAX / 4).min(ordinal(to_b, i32::MAX / 4));
    (from <= to).then(|| to.saturating_sub(from).saturating_add(1))
}

/// Ids that stand for one thing each. An organisation or group has several rows where dates part them.
fn ids(lines: &[Line<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    let keys = [
        (Shape::Countries, "code"),
        (Shape::Offices, "id"),
        (Shape::Organisations, "id"),
        (Shape::Groups, "id"),
        (Shape::FirstNames, "name"),
        (Shape::OutletHomes, "domain"),
        (Shape::VerbForms, "form"),
        (Shape::Goldstein, "cameo"),
    ];
    for (shape, column) in keys {
        let mut seen: BTreeMap<&str, Vec<&Line<'_>>> = BTreeMap::new();
        for line in of(lines, shape).filter(|l| !l.field(column).is_empty()) {
            let before = seen.entry(line.field(column)).or_default();
            if let Some(other) = before.iter().find(|o| shared(line, o).is_some()) {
                found.push(id_finding(line, other, column));
            }
            before.push(line);
        }
    }
    found
}

fn id_finding(line: &Line<'_>, other: &Line<'_>, column: &str) -> Finding {
    let problem = format!("the {column} '{}' stands at {} too", line.field(column), place(other));
    let same = line.field("name") == other.field("name") && line.field("gender") == other.field("gender");
    match same || matches!(line.shape, Shape::FirstNames | Shape::VerbForms) {
        true => line.warning(problem, "keep one of the two rows"),
        false => line.error(problem, "give each its own, or dates that part them"),
    }
}

/// Rows of one person that contradict each other, or say the same twice.
fn people(lines: &[Line<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<Cow<'_, str>, Vec<&Line<'_>>> = BTreeMap::new();
    for line in of(lines, Shape::People) {
        let before = seen.entry(id(line)).or_default();
        if let Some(first) = before.first() {
            if fold(first.field("name")) != fold(line.field("name")) {
                let problem = format!(
                    "'{}' is called '{}' here and '{}' at {}",
                    line.field("id"),
                    line.field("name"),
                    first.field("name"),
                    place(first)
                );
                let remedy = "write one name in all rows and others as aliases, or give each person an id";
                found.push(line.warning(problem, remedy));
            }
            let (one, other) = (first.field("gender"), line.field("gender"));
            if !one.is_empty() && !other.is_empty() && one != other {
                let problem = format!("the gender is '{other}' here and '{one}' at {}", place(first));
                found.push(line.error(problem, "write the same in all rows"));
            }
        }
        let same = |o: &&&Line<'_>| {
            ["office", "country", "code"].iter().all(|c| o.field(c) == line.field(c)) && span(o) == span(line)
        };
        if let Some(other) = before.iter().find(same) {
            let problem = format!("the term stands at {} too", place(other));
            found.push(line.warning(problem, "leave one of the rows out"));
        }
        before.push(line);
    }
    found
}

/// The tables whose names are looked up together.
const NAMED: &[Shape] =
    &[Shape::Countries, Shape::Seats, Shape::Organisations, Shape::Groups, Shape::Outlets];

/// Names that two rows claim on the same day: only the first of them is ever met. Codes that differ are told; the
/// same code twice does no harm.
fn names(lines: &[Line<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, Vec<(&Line<'_>, &str)>> = BTreeMap::new();
    for shape in NAMED {
        for line in of(lines, *shape) {
            for name in ["name", "names", "aliases"].iter().flat_map(|c| line.list(c)) {
                let before = seen.entry(spelling(name)).or_default();
                let rival = before.iter().find(|(o, _)| {
                    o.row.line != line.row.line
                        && o.field("code") != line.field("code")
                        && shared(o, line).is_some()
                });
                if let Some((other, _)) = rival {
                    let problem = format!(
                        "'{name}' is {} at {} already, and {} here",
                        other.field("code"),
                        place(other),
                        line.field("code")
                    );
                    found.push(line.warning(
                        problem,
                        "where an article is about neither's country only one is met: leave the name out of the other, or part the \
                         two by dates",
                    ));
                }
                before.push((line, name));
            }
        }
    }
    found.extend(namesakes(lines));
    found
}

/// Short names in capitals are met only as they are written.
fn spelling(name: &str) -> String {
    let exact = name.len() <= 5 && name.chars().all(|c| c.is_uppercase() || c == '.');
    if exact { format!("={name}") } else { fold(name) }
}

/// People of one name: only the first of the table is met by it.
fn namesakes(lines: &[Line<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, &Line<'_>> = BTreeMap::new();
    for line in of(lines, Shape::People) {
        for name in ["name", "aliases"].iter().flat_map(|c| line.list(c)) {
            let first = *seen.entry(fold(name)).or_insert(line);
            if id(first) != id(line) {
                let problem = format!("'{name}' is {} at {} already", id(first), place(first));
                let remedy = "only one of them is met by it: join the two, or leave the name out of one";
                found.push(line.warning(problem, remedy));
            }
        }
    }
    found
}

/// Role nouns of two rows.
fn nouns(lines: &[Line<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, &Line<'_>> = BTreeMap::new();
    for line in of(lines, Shape::Roles) {
        for column in ["noun", "plural"] {
            let noun = line.field(column);
            let first = *seen.entry(fold(noun)).or_insert(line);
            if !noun.is_empty() && first.row.line != line.row.line {
                let problem = format!("'{noun}' stands at {} already", place(first));
                found.push(line.warning(problem, "only one of them counts: keep one of the rows"));
            }
        }
    }
    found
}

/// A day on which one goes and the other comes belongs to both.
const HANDOVER: i32 = 1;
/// What two terms may share where a date is only a month or a year: so long that no handover explains it.
const ROUGH: i32 = 366;

/// Terms of two people in one office that only one can hold.
fn terms(lines: &[Line<'_>], known: &References<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut holders: BTreeMap<(&str, &str), Vec<&Line<'_>>> = BTreeMap::new();
    for line in of(lines, Shape::People).filter(|l| known.is_shared(l.field("office")) == Some(false)) {
        let before = holders.entry((line.field("office"), line.field("country"))).or_default();
        for other in before.iter().filter(|o| id(o) != id(line)) {
            found.extend(overlap(line, other));
        }
        before.push(line);
    }
    found
}

/// Acting and rival holders are real, so that this is a matter for somebody's eyes, no error.
fn overlap(line: &Line<'_>, other: &Line<'_>) -> Option<Finding> {
    let exact = |l: &Line<'_>| {
        ["from", "to"].iter().map(|c| l.field(c)).all(|d| d.is_empty() || Day::parse(d).is_some())
    };
    let allowed = if exact(line) && exact(other) { HANDOVER } else { ROUGH };
    let days = shared(line, other).filter(|&d| d > allowed)?;
    let how_long = if days > 100_000 { "without an end".to_string() } else { format!("for {days} days") };
    let problem = format!(
        "{} and {} ({}) are both {} of {} {how_long}",
        line.field("name"),
        other.field("name"),
        place(other),
        line.field("office"),
        line.field("country"),
    );
    Some(line.warning(problem, "end one term where the other begins"))
}
