//! How the tables of the schema lie in the file. What other columns tell is not written again: such a table lies under the
//! name `stored_…`, and a view with the name and all the columns of the schema stands before it.

use crate::columns::{self, Column, Kind, MOST, Table};
use crate::named::Named;
use crate::rows::Row;
use crate::value::Value;
use std::borrow::Cow;
use std::sync::OnceLock;

/// How a column lies in the file.
enum Form {
    /// As it is.
    Plain,
    /// Not at all: other columns of the row tell it, by this SQL.
    Told(String),
    /// A number with few decimals as a whole number: so many times as much.
    Times(f64),
    /// What most rows have is null.
    Usual(&'static str),
    /// What is the same as in this column is a sign, [`SAME`].
    Like(&'static str),
    /// As in `spots`, where [`SAME`] stands in place of the name.
    Spot,
    /// Not at all, nor in the view: it is made of the text again where it is asked for.
    Made,
}

/// Stands for a value that is found elsewhere.
pub const SAME: &str = "=";

/// Who takes part in what, as which: its number is `part` of `stored_parties`, counted from 1.
const PARTS: [[&str; 2]; 5] =
    [["event", "source"], ["event", "target"], ["commitment", "by"], ["commitment", "to"], ["outcome", "by"]];

/// Whether the number of a row tells its article.
fn numbered(table: &Table) -> bool {
    table.columns.iter().any(|c| c.name == "id" && c.kind == Kind::Record)
}

fn form(table: &Table, column: &Column) -> Form {
    let numbered = numbered(table);
    match (table.name, column.name) {
        (_, "article") if numbered => Form::Told(format!("id / {MOST}")),
        ("statements" | "events" | "commitments", "n") => Form::Told(format!("id % {MOST}")),
        ("parties", "article") => Form::Told(format!("record / {MOST}")),
        ("parties", "of") => Form::Told(part(0)),
        ("parties", "role") => Form::Told(part(1)),
        (_, "confidence") => Form::Times(100.0),
        (_, "goldstein") => Form::Times(10.0),
        (_, "factuality") => Form::Usual("actual"),
        (_, "contexts") => Form::Usual("[]"),
        (_, "form") => Form::Usual("direct"),
        (_, "stance") => Form::Usual("asserts"),
        ("statements" | "events" | "commitments", "date") => Form::Like("day"),
        ("places", "name" | "country" | "lat" | "lon") => Form::Spot,
        ("news", "words" | "keys") => Form::Made,
        _ => Form::Plain,
    }
}

/// What a part is of, or its role, as SQL.
fn part(which: usize) -> String {
    let whens = PARTS.iter().zip(1..).map(|(names, n)| format!("WHEN {n} THEN '{}'", names[which]));
    format!("CASE part {} END", whens.collect::<Vec<_>>().join(" "))
}

/// Whether a table has a view before it.
pub fn has_view(table: &Table) -> bool {
    table.columns.iter().any(|c| !matches!(form(table, c), Form::Plain | Form::Made))
}

/// The name under which a table lies in the file.
pub fn stored(table: &Table) -> String {
    format!("{}{}", if has_view(table) { "stored_" } else { "" }, table.name)
}

/// The columns of its key in the file.
pub fn key(table: &Table) -> Vec<&'static str> {
    match table.name {
        "parties" => vec!["record", "part", "n"],
        _ => table.key.to_vec(),
    }
}

/// The rows of a table that are of the article ?1, by its columns in the file. The number of a record lies in the stretch
/// of its article.
pub fn of_article(table: &Table) -> &'static str {
    match table.name {
        "articles" => "id = ?1",
        "parties" => "record >= ?1 << 20 AND record < (?1 + 1) << 20",
        _ if numbered(table) => "id >= ?1 << 20 AND id < (?1 + 1) << 20",
        _ => "article = ?1",
    }
}

/// The statements that make a table, with its view.
pub fn made(table: &Table) -> String {
    let key = key(table);
    let alone = key.len() == 1;
    let columns = table.columns.iter().filter_map(|c| column(table, c, alone && key.contains(&c.name)));
    let part = (table.name == "parties").then(|| "  \"part\" INTEGER NOT NULL".to_string());
    let together = (!alone).then(|| format!("  PRIMARY KEY ({})", quoted(&key)));
    let lines: Vec<String> = part.into_iter().chain(columns).chain(together).collect();
    let end = if alone { "" } else { " WITHOUT ROWID" };
    let made = format!("CREATE TABLE {} (\n{}\n){end};", stored(table), lines.join(",\n"));
    match has_view(table) {
        true => format!("{made}\nCREATE VIEW {} AS {};", table.name, select(table)),
        false => made,
    }
}

/// One column of a table as it lies in the file; `None` where it does not.
fn column(table: &Table, column: &Column, key: bool) -> Option<String> {
    let (kind, null) = match (form(table, column), column.kind) {
        (Form::Told(_) | Form::Made, _) => return None,
        (Form::Times(_), _) => ("INTEGER", column.null),
        (Form::Usual(_), _) => ("TEXT", true),
        (_, Kind::Int | Kind::Article | Kind::Record | Kind::Flag) => ("INTEGER", column.null),
        (_, Kind::Real) => ("REAL", column.null),
        // Lists are JSON, which every reader of SQLite can take apart.
        (_, Kind::Text | Kind::Spans | Kind::Texts) => ("TEXT", column.null),
    };
    let more = match (key, null) {
        (true, _) => " PRIMARY KEY",
        (false, true) => "",
        (false, false) => " NOT NULL",
    };
    Some(format!("  \"{}\" {kind}{more}", column.name))
}

/// Names as SQL has them.
pub fn quoted(names: &[&str]) -> String {
    names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ")
}

/// The SELECT of the columns of a table as the schema has them, from where they lie; what is made again is left out.
pub fn select(table: &Table) -> String {
    let columns = table.columns.iter().filter(|c| !matches!(form(table, c), Form::Made));
    let shown: Vec<String> = columns.map(|c| format!("{} AS \"{}\"", told(table, c), c.name)).collect();
    let spots = match table.name {
        "places" => format!(" p LEFT JOIN spots s ON s.geonames = p.geonames AND p.name = '{SAME}'"),
        _ => String::new(),
    };
    format!("SELECT {} FROM {}{spots}", shown.join(", "), stored(table))
}

/// A column as the schema has it, as SQL.
fn told(table: &Table, column: &Column) -> String {
    let name = match table.name {
        "places" => format!("p.\"{}\"", column.name),
        _ => format!("\"{}\"", column.name),
    };
    match form(table, column) {
        Form::Plain | Form::Made => name,
        Form::Told(sql) => sql,
        Form::Times(times) => format!("{name} / {times:?}"),
        Form::Usual(value) => format!("coalesce({name}, '{value}')"),
        Form::Like(other) => format!("CASE {name} WHEN '{SAME}' THEN \"{other}\" ELSE {name} END"),
        Form::Spot => format!("CASE p.name WHEN '{SAME}' THEN s.\"{0}\" ELSE {name} END", column.name),
    }
}

/// The columns of a table that are read from the file, and where they stand in a row.
pub fn read(table: &'static Table) -> impl Iterator<Item = (usize, &'static Column)> {
    table.columns.iter().enumerate().filter(|(_, c)| !matches!(form(table, c), Form::Made))
}

/// The statement that puts a row into its table.
fn insert(table: &Table) -> String {
    let columns = table.columns.iter().filter(|c| column(table, c, false).is_some()).map(|c| c.name);
    let names: Vec<&str> = (table.name == "parties").then_some("part").into_iter().chain(columns).collect();
    let marks = vec!["?"; names.len()].join(", ");
    format!("INSERT INTO {} ({}) VALUES ({marks})", stored(table), quoted(&names))
}

/// How the rows of a table are put into the file.
pub struct Putting {
    table: &'static Table,
    forms: Vec<Form>,
    /// The statement, for [`Putting::values`].
    pub sql: String,
}

impl Putting {
    /// Of a table of the schema.
    pub fn into(table: &'static Table) -> &'static Putting {
        static ALL: OnceLock<Vec<Putting>> = OnceLock::new();
        let all = ALL.get_or_init(|| columns::all().map(Putting::of).collect());
        &all[columns::all().position(|t| t.name == table.name).unwrap_or(0)]
    }

    fn of(table: &'static Table) -> Putting {
        let forms = table.columns.iter().map(|c| form(table, c)).collect();
        Putting { table, forms, sql: insert(table) }
    }

    /// The values of a row as they lie in the file. Those of a place are told from its spot where `spot` says so.
    pub fn values<'r>(&self, row: &'r Row, spot: bool) -> Vec<Cow<'r, Value>> {
        let Putting { table, forms, .. } = self;
        let mut out = Vec::with_capacity(row.len() + 1);
        if table.name == "parties" {
            out.push(Cow::Owned(part_of(Named(table, row))));
        }
        for ((column, form), found) in table.columns.iter().zip(forms).zip(row) {
            out.push(match (form, found) {
                (Form::Told(_) | Form::Made, _) => continue,
                (Form::Times(times), Value::Real(x)) => Cow::Owned(Value::Int((x * times).round() as i64)),
                (Form::Usual(usual), Value::Text(text)) if text == usual => Cow::Owned(Value::Null),
                (Form::Usual("[]"), Value::Texts(texts)) if texts.is_empty() => Cow::Owned(Value::Null),
                (Form::Like(other), Value::Text(_)) if found == Named(table, row).value(other) => {
                    Cow::Owned(SAME.into())
                }
                (Form::Spot, _) if spot && column.name == "name" => Cow::Owned(SAME.into()),
                (Form::Spot, _) if spot => Cow::Owned(Value::Null),
                _ => Cow::Borrowed(found),
            });
        }
        out
    }
}

fn part_of(party: Named<'_>) -> Value {
    let at = PARTS.iter().position(|p| *p == [party.text("of"), party.text("role")]);
    at.map(|at| at as i64 + 1).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_that_are_asked_for() {
        for table in columns::all() {
            let row = vec![Value::Null; table.columns.len()];
            let marks = insert(table).matches('?').count();
            assert_eq!(Putting::into(table).values(&row, false).len(), marks, "{}", table.name);
        }
    }
}
