//! Which tables of knowledge there are and what columns they have. A file holds one or several of them, one behind
//! the other; the header says where each begins.

use crate::KnowledgeError;
use crate::table::{Row, Table};

/// A file of tables, read into memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// Its name in messages and evidence: `my.tsv`.
    pub name: String,
    /// Its content.
    pub text: String,
}

macro_rules! shapes {
    ($($name:ident $text:literal $columns:literal $doc:literal),* $(,)?) => {
        /// Which table it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Shape { $(#[doc = $doc] $name),* }

        impl Shape {
            /// All of them, in the order in which they are read.
            pub const ALL: &'static [Shape] = &[$(Shape::$name),*];

            /// Its name: `people`.
            pub fn name(self) -> &'static str {
                match self { $(Shape::$name => $text),* }
            }

            /// The names of its columns, parted by spaces.
            pub fn columns(self) -> &'static str {
                match self { $(Shape::$name => $columns),* }
            }
        }
    };
}

shapes! {
    Countries "countries" "code iso2 name names adjectives demonyms capital seats kind source" "Countries and their words.",
    Seats "seats" "name code country source" "Places and buildings that stand for an institution.",
    Organisations "organisations" "id name aliases code kind country from to source" "Organisations, companies, parties.",
    Groups "groups" "id name aliases code country from to source" "Armed groups.",
    Outlets "outlets" "name aliases country code source" "News agencies and outlets.",
    Roles "roles" "noun code office plural person source" "Role nouns.",
    Offices "offices" "id name head titles code countries source" "Offices and their titles.",
    People "people" "id name aliases gender office country code from to source" "Terms of people in offices.",
    FirstNames "first_names" "name gender source" "Genders of first names.",
    OutletHomes "outlet_homes" "domain place division country source" "Where outlets at web addresses are at home.",
    Places "places" "name aliases kind lat lon country admin1 population geonames source" "Places of the user's.",
    CountryPoints "country_points" "code lat lon geonames name population source" "Where countries lie.",
    Admin1Points "admin1_points" "country admin1_name aliases lat lon geonames source" "Where divisions lie.",
    Regions "regions" "name aliases kind lat lon radius_km country source" "Regions, seas, rivers, mountains.",
    StateAbbreviations "state_abbreviations" "country name forms source" "How states are abbreviated.",
    Plover "plover" "type quad cameo_root score source" "Types of events.",
    Goldstein "goldstein" "cameo goldstein name source" "Values of CAMEO codes.",
    VerbForms "verb_forms" "form lemma source" "Irregular forms of verbs.",
    Codes "codes" "code meaning source" "Codes of actors of the user's, beside those of the codebook.",
}

impl Shape {
    /// The tables on actors, which `models/actors.bin` is compiled from.
    pub const ACTORS: &'static [Shape] = &[
        Shape::Countries,
        Shape::Seats,
        Shape::Organisations,
        Shape::Groups,
        Shape::Outlets,
        Shape::Roles,
        Shape::Offices,
        Shape::People,
        Shape::FirstNames,
        Shape::OutletHomes,
    ];

    /// The tables that can be laid over the project's own.
    pub const OVER: &'static [Shape] = &[
        Shape::Countries,
        Shape::Seats,
        Shape::Organisations,
        Shape::Groups,
        Shape::Outlets,
        Shape::Roles,
        Shape::Offices,
        Shape::People,
        Shape::FirstNames,
        Shape::OutletHomes,
        Shape::Places,
        Shape::Codes,
    ];

    /// The table that has this header.
    pub fn of_header(line: &str) -> Option<Shape> {
        let fits = |s: &&Shape| line.split('\t').map(str::trim).eq(s.columns().split(' '));
        Shape::ALL.iter().find(fits).copied()
    }

    /// Where a column stands.
    pub fn column(self, name: &str) -> Option<usize> {
        self.columns().split(' ').position(|c| c == name)
    }

    /// Its header line.
    pub fn header(self) -> String {
        self.columns().replace(' ', "\t")
    }
}

/// One table within a file.
#[derive(Clone, Copy, Debug)]
pub struct Part<'t> {
    /// Which table.
    pub shape: Shape,
    table: Table<'t>,
}

impl<'t> Part<'t> {
    /// Whether the table can be laid over the project's own.
    pub(crate) fn laid_over(&self) -> Result<(), KnowledgeError> {
        match Shape::OVER.contains(&self.shape) {
            true => Ok(()),
            false => Err(self.table.header_error(
                format!("a table of {} is only compiled in", self.shape.name()),
                "places are laid over as a table of places, actors as one of those listed by `dateline knowledge`",
            )),
        }
    }

    /// Its rows; one with too few or too many fields is an error.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row<'t>, KnowledgeError>> + use<'t> {
        self.table.rows()
    }
}

impl TableFile {
    /// Reads a file; its name is the path as given.
    ///
    /// # Errors
    /// If it cannot be read or is not UTF-8.
    pub fn read(path: &std::path::Path) -> Result<TableFile, KnowledgeError> {
        let name = path.display().to_string();
        let unread = |problem: String, remedy: &str| KnowledgeError::Unread {
            file: name.clone(),
            problem,
            remedy: remedy.into(),
        };
        let bytes = std::fs::read(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => unread("no such file".into(), "check the path"),
            _ => unread(e.to_string(), "give read access to a file"),
        })?;
        let text = String::from_utf8(bytes).map_err(|e| {
            unread(format!("not UTF-8 at byte {}", e.utf8_error().valid_up_to()), "save it as UTF-8")
        })?;
        Ok(TableFile { name, text })
    }

    /// The tables of the file, in order.
    ///
    /// # Errors
    /// If the file does not begin with the header of a table.
    pub fn parts(&self) -> Result<Vec<Part<'_>>, KnowledgeError> {
        let mut starts: Vec<(Shape, usize, usize)> = Vec::new();
        let mut at = 0;
        for (index, line) in self.text.split_inclusive('\n').enumerate() {
            let words = line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}');
            match Shape::of_header(words) {
                Some(shape) => starts.push((shape, at, index)),
                None if starts.is_empty() && !is_silent(words) => return Err(self.no_header(index, words)),
                None => {}
            }
            at += line.len();
        }
        if starts.is_empty() {
            return Err(self.no_header(0, ""));
        }
        let ends = starts.iter().skip(1).map(|s| s.1).chain([self.text.len()]);
        let part = |(&(shape, start, line), end): (&(Shape, usize, usize), usize)| Part {
            shape,
            table: Table::at(&self.name, self.text.get(start..end).unwrap_or(""), line, shape.columns()),
        };
        Ok(starts.iter().zip(ends).map(part).collect())
    }

    fn no_header(&self, index: usize, line: &str) -> KnowledgeError {
        let names: Vec<&str> = Shape::ALL.iter().map(|s| s.name()).collect();
        KnowledgeError::Row {
            file: self.name.clone(),
            line: index + 1,
            problem: format!("'{}' is the header of no table", short(&line.replace('\t', " "))),
            remedy: format!(
                "begin with the header of one, parted by tabs (people: {}); there are {}",
                Shape::People.columns(),
                names.join(", ")
            ),
        }
    }
}

/// Whether a line says nothing: a comment, or blank.
fn is_silent(line: &str) -> bool {
    line.starts_with('#') || line.trim().is_empty()
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> TableFile {
        TableFile { name: "my.tsv".into(), text: text.into() }
    }

    #[test]
    fn a_file_holds_several_tables() {
        let text = format!(
            "# mine\n{}\nX\tm\town\n\n{}\nY\tRUSMED\tRUS\n",
            Shape::FirstNames.header(),
            Shape::Seats.header()
        );
        let file = file(&text);
        let parts = file.parts().unwrap();
        let shapes: Vec<Shape> = parts.iter().map(|p| p.shape).collect();
        assert_eq!(shapes, [Shape::FirstNames, Shape::Seats]);
        assert_eq!(parts[0].rows().next().unwrap().unwrap().line, 3);
        let message = parts[1].rows().next().unwrap().err().unwrap().to_string();
        assert!(message.starts_with("my.tsv:6: 3 fields instead of 4;"), "{message}");
    }

    #[test]
    fn a_file_without_a_header_is_told_what_there_is() {
        for text in ["", "# nothing\n", "name code\nX Y\n"] {
            let message = file(text).parts().err().unwrap().to_string();
            assert!(message.contains("is the header of no table; begin with"), "{message}");
        }
    }
}
