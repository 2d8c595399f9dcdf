//! What is wrong with tables beyond what a parser sees: codes that nobody knows, names that two rows claim, terms
//! that overlap. The tests run it over `data/`, `dateline knowledge check` over the user's files.

mod columns;
mod known;
mod together;

use crate::table::Row;
use crate::tables::{Shape, TableFile};
use crate::{Actors, KnowledgeError};
use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The row says what cannot be, or nothing.
    Error,
    /// The row may be right; somebody should look.
    Warning,
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

/// `my.tsv:12: the source is missing; write where you know it from`
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.severity == Severity::Warning { "warning: " } else { "" };
        write!(f, "{}:{}: {mark}{}; {}", self.file, self.line, self.problem, self.remedy)
    }
}

impl From<Finding> for KnowledgeError {
    fn from(finding: Finding) -> KnowledgeError {
        let Finding { file, line, problem, remedy, .. } = finding;
        KnowledgeError::Row { file, line, problem, remedy }
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order of the files and their lines.
    pub findings: Vec<Finding>,
    /// Rows that were looked at.
    pub rows: usize,
}

impl Report {
    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }
}

/// A row of a known table.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    shape: Shape,
    row: Row<'t>,
}

impl<'t> Line<'t> {
    /// A field by the name of its column; empty where the table has no such column.
    fn field(&self, column: &str) -> &'t str {
        self.shape.column(column).map_or("", |i| self.row.field(i))
    }

    fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        let text = self.field(column);
        text.split('|').map(str::trim).filter(|v| !v.is_empty())
    }

    fn finding(&self, severity: Severity, problem: String, remedy: &str) -> Finding {
        let (file, line) = (self.row.file.to_string(), self.row.line);
        Finding { file, line, severity, problem, remedy: remedy.to_string() }
    }

    fn error(&self, problem: String, remedy: &str) -> Finding {
        self.finding(Severity::Error, problem, remedy)
    }

    fn warning(&self, problem: String, remedy: &str) -> Finding {
        self.finding(Severity::Warning, problem, remedy)
    }
}

/// Checks files, each by itself and all together. What they refer to is looked for in them and in `known`.
pub fn check(files: &[TableFile], known: Option<&Actors>) -> Report {
    let mut report = Report::default();
    let mut lines: Vec<Line<'_>> = Vec::new();
    for file in files {
        match file.parts() {
            Err(error) => report.findings.extend(unread(error)),
            Ok(parts) => {
                for part in parts {
                    for row in part.rows() {
                        report.rows += 1;
                        match row {
                            Ok(row) => lines.push(Line { shape: part.shape, row }),
                            Err(error) => report.findings.extend(unread(error)),
                        }
                    }
                }
            }
        }
    }
    let references = known::References::new(&lines, known);
    report.findings.extend(lines.iter().flat_map(|line| columns::check(line, &references)));
    report.findings.extend(together::check(&lines, &references));
    let place = |file: &str| files.iter().position(|f| f.name == file);
    report.findings.sort_by_key(|f| (place(&f.file), f.line, f.severity));
    report
}

/// What a parser stopped at.
fn unread(error: KnowledgeError) -> Option<Finding> {
    match error {
        KnowledgeError::Row { file, line, problem, remedy } => {
            Some(Finding { file, line, severity: Severity::Error, problem, remedy })
        }
        KnowledgeError::Unread { .. } | KnowledgeError::Damaged { .. } => None,
    }
}
