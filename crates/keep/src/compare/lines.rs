//! Lines of GDELT 2.0 and 1.0 events and of Phoenix, told by how many columns they have.

use super::{Cell, Class};
use crate::KeepError;
use document::Day;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Where a form has what is compared: day, country of either side, root.
struct Places {
    columns: &'static [usize],
    day: usize,
    source: usize,
    target: usize,
    root: usize,
}

/// The forms that are known. GDELT 1.0 has 57 columns, 58 with its address.
const FORMS: [Places; 2] = [
    Places { columns: &[57, 58, 61], day: 1, source: 7, target: 17, root: 28 },
    Places { columns: &[26], day: 1, source: 6, target: 10, root: 14 },
];

/// Broken lines that are kept to be told.
const TOLD: usize = 20;

/// One line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// In which file.
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub why: String,
}

/// How files were read.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Events that were read.
    pub events: usize,
    /// Of them those that are not between two countries.
    pub stateless: usize,
    /// Lines that could not be used.
    pub broken: usize,
    /// The first of these.
    pub told: Vec<Broken>,
}

impl Files {
    /// Reads one file line by line; tells the cell of each event between two countries.
    pub(super) fn read(
        &mut self,
        path: &Path,
        class: Class,
        count: &mut dyn FnMut(Cell),
    ) -> Result<(), KeepError> {
        let unread =
            |e: std::io::Error| KeepError::Wanted(format!("{}: it cannot be read: {e}", path.display()));
        let mut file = BufReader::new(File::open(path).map_err(unread)?);
        let mut bytes = Vec::new();
        for line in 1.. {
            bytes.clear();
            if file.read_until(b'\n', &mut bytes).map_err(unread)? == 0 {
                break;
            }
            let text = String::from_utf8_lossy(&bytes);
            match cell(text.trim_end_matches(['\n', '\r']), class, line == 1) {
                Ok(Line::Event(found)) => {
                    self.events += 1;
                    count(found);
                }
                Ok(Line::Stateless) => {
                    self.events += 1;
                    self.stateless += 1;
                }
                Ok(Line::Silent) => {}
                Err(why) => self.miss(Broken { path: path.to_path_buf(), line, why }),
            }
        }
        Ok(())
    }

    fn miss(&mut self, broken: Broken) {
        self.broken += 1;
        if self.told.len() < TOLD {
            self.told.push(broken);
        }
    }
}

enum Line {
    Event(Cell),
    /// An event that is not between two countries.
    Stateless,
    /// Blank, or a header.
    Silent,
}

fn cell(line: &str, class: Class, first: bool) -> Result<Line, String> {
    if line.trim().is_empty() {
        return Ok(Line::Silent);
    }
    let fields: Vec<&str> = line.split('\t').collect();
    let Some(form) = FORMS.iter().find(|f| f.columns.contains(&fields.len())) else {
        return Err(format!(
            "{} columns; GDELT 2.0 has 61, GDELT 1.0 57 or 58, Phoenix 26, parted by tabs",
            fields.len()
        ));
    };
    let field = |at: usize| fields.get(at).map_or("", |f| f.trim());
    let digits = field(form.day);
    let dashed = || Some(format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?));
    let Some(day) = dashed().filter(|_| digits.len() == 8).and_then(|d| Day::parse(&d)) else {
        return match first && !digits.bytes().any(|b| b.is_ascii_digit()) && !digits.is_empty() {
            true => Ok(Line::Silent),
            false => Err(format!("'{digits}' is no day as 20161212")),
        };
    };
    let root = field(form.root);
    let class = class.of(root).ok_or_else(|| format!("'{root}' is no root of CAMEO, 01 to 20"))?;
    let (source, target) = (field(form.source), field(form.target));
    Ok(match source.is_empty() || target.is_empty() {
        true => Line::Stateless,
        false => Line::Event((day.to_string(), source.to_string(), target.to_string(), class)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_or_told() {
        let line = |columns: usize, put: &[(usize, &str)]| {
            let mut fields = vec![""; columns];
            put.iter().for_each(|(at, text)| fields[*at] = text);
            fields.join("\t")
        };
        let gdelt = [(1, "20240501"), (7, "RUS"), (17, "TUR"), (28, "04")];
        for columns in [57, 58, 61] {
            let read = cell(&line(columns, &gdelt), Class::Root, false);
            assert!(matches!(read, Ok(Line::Event((day, ..))) if day == "2024-05-01"), "{columns}");
        }
        let phoenix = [(1, "20240501"), (6, "RUS"), (14, "19")];
        assert!(matches!(cell(&line(26, &phoenix), Class::Quad, false), Ok(Line::Stateless)));
        assert!(matches!(cell(&line(26, &[(1, "date")]), Class::Root, true), Ok(Line::Silent)));
        let why = |text: String| cell(&text, Class::Root, false).err().unwrap_or_default();
        assert!(why(line(5, &[(0, "x")])).starts_with("5 columns;"));
        assert!(why(line(61, &[(1, "20240199")])).contains("'20240199' is no day"));
        assert!(why(line(61, &[(1, "20240101"), (28, "99")])).contains("'99' is no root"));
        assert!(why(line(61, &[(1, "é024ü5é")])).contains("is no day"));
    }
}
