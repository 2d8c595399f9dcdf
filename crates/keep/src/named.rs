//! Rows by the names of their columns.

use crate::columns::{PARTIES, TABLES, Table};
use crate::rows::{Row, Rows};
use crate::value::{Value, object};
use std::collections::BTreeMap;

/// One row by the names of its columns.
#[derive(Clone, Copy)]
pub(crate) struct Named<'r>(pub(crate) &'static Table, pub(crate) &'r Row);

impl<'r> Named<'r> {
    /// Every row of a table.
    pub(crate) fn of(rows: &'r Rows, table: &'static Table) -> impl Iterator<Item = Named<'r>> {
        let at = TABLES.iter().position(|t| t.name == table.name).unwrap_or(0);
        rows.tables[at].iter().map(move |row| Named(table, row))
    }

    /// What a column says of those who take part in each event, by its number and their role.
    pub(crate) fn sides(rows: &'r Rows, column: &str) -> BTreeMap<(i64, &'r str), Vec<&'r str>> {
        let mut sides: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for party in Named::of(rows, &PARTIES).filter(|p| p.text("of") == "event") {
            sides.entry((party.int("record"), party.text("role"))).or_default().push(party.text(column));
        }
        sides
    }

    /// The row as a JSON object.
    pub(crate) fn object(&self) -> serde_json::Value {
        object(self.0.columns.iter().map(|c| c.name), self.1)
    }

    pub(crate) fn value(&self, column: &str) -> &'r Value {
        const NULL: &Value = &Value::Null;
        self.0.position(column).and_then(|at| self.1.get(at)).unwrap_or(NULL)
    }

    /// A whole number; 0 where it is null.
    pub(crate) fn int(&self, column: &str) -> i64 {
        self.value(column).int().unwrap_or(0)
    }

    /// A number; 0 where it is null.
    pub(crate) fn real(&self, column: &str) -> f64 {
        if let Value::Real(x) = self.value(column) { *x } else { 0.0 }
    }

    pub(crate) fn flag(&self, column: &str) -> bool {
        *self.value(column) == Value::Flag(true)
    }

    /// A text; empty where it is null.
    pub(crate) fn text(&self, column: &str) -> &'r str {
        self.value(column).text().unwrap_or("")
    }
}
