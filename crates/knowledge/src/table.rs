//! Tables of facts as tab-separated text: one row, one fact, its source in the last column.

use crate::KnowledgeError;
use document::Day;

/// A table whose header has been checked.
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    file: &'t str,
    text: &'t str,
    /// Lines of the file before the table.
    before: usize,
    columns: usize,
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    /// The name of the file.
    pub file: &'t str,
    /// Line in the file, from 1.
    pub line: usize,
    text: &'t str,
}

impl<'t> Table<'t> {
    /// The table in `text`, whose header must name exactly these columns.
    pub fn new(file: &'t str, text: &'t str, columns: &[&str]) -> Result<Table<'t>, KnowledgeError> {
        let header = text.lines().find(|l| !l.starts_with('#')).unwrap_or("");
        if header.split('\t').eq(columns.iter().copied()) {
            return Ok(Table { file, text, before: 0, columns: columns.len() });
        }
        Err(KnowledgeError::Row {
            file: file.to_string(),
            line: 1,
            problem: format!("the header is '{}'", header.replace('\t', " ")),
            remedy: format!("it has to be '{}', parted by tabs", columns.join(" ")),
        })
    }

    /// A table of known columns (parted by spaces) that begins with its header behind so many lines of the file.
    pub(crate) fn at(file: &'t str, text: &'t str, before: usize, columns: &str) -> Table<'t> {
        Table { file, text, before, columns: columns.split(' ').count() }
    }

    /// An error about the table as a whole.
    pub(crate) fn header_error(&self, problem: String, remedy: &str) -> KnowledgeError {
        let (file, line) = (self.file.to_string(), self.before + 1);
        KnowledgeError::Row { file, line, problem, remedy: remedy.to_string() }
    }

    /// The rows, without header, comments and blank lines; a row with too few or too many fields is an error.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row<'t>, KnowledgeError>> + use<'t> {
        let table = *self;
        let lines =
            table.text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        lines.skip(1).map(move |(at, text)| {
            let row = Row { file: table.file, line: table.before + at + 1, text };
            let fields = text.split('\t').count();
            match fields == table.columns {
                true => Ok(row),
                false => Err(row.wrong(
                    format!("{fields} fields instead of {}", table.columns),
                    "part the fields by one tab each, leave unknown ones empty",
                )),
            }
        })
    }
}

impl<'t> Row<'t> {
    /// A field by its position; empty where unknown.
    pub fn field(&self, index: usize) -> &'t str {
        self.text.split('\t').nth(index).unwrap_or("").trim()
    }

    /// The values of a field that holds several.
    pub fn list(&self, index: usize) -> impl Iterator<Item = &'t str> {
        self.field(index).split('|').map(str::trim).filter(|v| !v.is_empty())
    }

    /// The first day of a date that may be a year, a month or a day; `None` where the field is empty.
    pub fn first_day(&self, index: usize) -> Result<Option<Day>, KnowledgeError> {
        self.day(index, |year, month| Day::new(year, month.unwrap_or(1), 1))
    }

    /// The last day of such a date.
    pub fn last_day(&self, index: usize) -> Result<Option<Day>, KnowledgeError> {
        self.day(index, |year, month| {
            let first = Day::new(year, month.unwrap_or(12), 1)?;
            first.plus_months(1)?.plus(-1)
        })
    }

    /// Whether a date is only a bound: `<2019-06` is then or before, `>2022-10` then or later.
    pub fn is_bound(&self, index: usize) -> bool {
        self.field(index).starts_with(['<', '>'])
    }

    fn day(
        &self,
        index: usize,
        partial: impl Fn(i32, Option<u32>) -> Option<Day>,
    ) -> Result<Option<Day>, KnowledgeError> {
        let text = self.field(index).trim_start_matches(['<', '>']);
        if text.is_empty() {
            return Ok(None);
        }
        let mut parts = text.split('-');
        let year = parts.next().and_then(|y| y.parse().ok());
        let day = match (year, parts.next().map(str::parse), parts.next()) {
            (Some(year), None, None) => partial(year, None),
            (Some(year), Some(Ok(month)), None) => partial(year, Some(month)),
            _ => Day::parse(text),
        };
        let wrong = || self.wrong(format!("'{text}' is no date"), "write 2016, 2016-12 or 2016-12-12");
        day.map(Some).ok_or_else(wrong)
    }

    /// An error about this row.
    pub fn wrong(&self, problem: impl Into<String>, remedy: impl Into<String>) -> KnowledgeError {
        KnowledgeError::Row {
            file: self.file.to_string(),
            line: self.line,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["name", "from", "source"];

    #[test]
    fn rows_say_where_they_are_wrong() {
        let table =
            Table::new("x.tsv", "# note\nname\tfrom\tsource\na\t2016\town\nb\t2016\n", COLUMNS).unwrap();
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows[0].as_ref().unwrap().first_day(1).unwrap(), Day::new(2016, 1, 1));
        assert_eq!(rows[0].as_ref().unwrap().last_day(1).unwrap(), Day::new(2016, 12, 31));
        let message = rows[1].as_ref().err().unwrap().to_string();
        assert!(message.starts_with("x.tsv:4: 2 fields instead of 3;"), "{message}");
        assert!(Table::new("x.tsv", "name\n", COLUMNS).is_err());
    }

    #[test]
    fn impossible_dates_are_refused() {
        let table = Table::new("x.tsv", "name\tfrom\tsource\na\t2016-13\town\n", COLUMNS).unwrap();
        assert!(table.rows().next().unwrap().unwrap().first_day(1).is_err());
    }
}
