//! Layout of the compiled file, shared by the code that writes it and the code that reads it.
//!
//! The file begins with lines of text, which `head -c 1500` shows:
//!
//! ```text
//! dateline actors 1
//! checksum 0123456789abcdef
//! table data/people.tsv 10245 rows 0123456789abcdef
//! section PEOPLE 140000
//! end
//! ```
//!
//! `checksum` counts all that follows its line. A `table` names a source, its rows and its hash; a `section` names a
//! part of the body and its bytes, in their order. The body begins behind `end`. Little-endian, in words of 32 bits:
//!
//! | section | content |
//! |---|---|
//! | `STRINGS` | each string once: varint length, UTF-8. A word that stands for a string is its offset; 0 is the empty one |
//! | `COUNTRIES` | code, iso2, name, names, adjectives, kind, origin |
//! | `ENTRIES` | kind, id, name, aliases, code, from, to, origin |
//! | `PEOPLE` | id, name, aliases, gender, first term, number of terms |
//! | `TERMS` | office, country, code, from, to, flags, origin |
//! | `OFFICES` | id, name, head, titles, code, countries, origin |
//! | `ROLES` | noun, code, offices, whether people, origin |
//! | `POSTINGS` | varint count, then rows (of entries each with the string that has to be met exactly, or 0) |
//! | `KEYS` | finite-state map from a letter and a folded name to `row * 2`, or to `offset * 2 + 1` in `POSTINGS` |
//!
//! An origin is three words: file, line, source. A day is its ordinal number, [`NO_DAY`] where unknown. Lists are
//! strings parted by `|`.

/// First line of the file; the number is raised with every change of the layout.
pub(super) const FIRST_LINE: &str = "dateline actors 1";

/// A day that is not known.
pub(super) const NO_DAY: u32 = i32::MIN as u32;

/// Sections in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Strings,
    Countries,
    Entries,
    People,
    Terms,
    Offices,
    Roles,
    Postings,
    Keys,
}

/// The sections' names and the words of a row; 1 where there are no rows.
pub(super) const SECTIONS: [(&str, usize); 9] = [
    ("STRINGS", 0),
    ("COUNTRIES", 9),
    ("ENTRIES", 10),
    ("PEOPLE", 6),
    ("TERMS", 9),
    ("OFFICES", 9),
    ("ROLES", 7),
    ("POSTINGS", 0),
    ("KEYS", 0),
];

/// Flags of a term.
pub(super) const FROM_BEFORE: u32 = 1;
/// See [`FROM_BEFORE`].
pub(super) const TO_AFTER: u32 = 2;
/// Taken over from the tables below, so that it makes nobody a holder here.
pub(super) const INHERITED: u32 = 4;

/// What a key of the map is a key to: the letter before the folded name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Space {
    /// Adjective or demonym → country.
    Adjective = b'a',
    /// Code as it is → country.
    Code = b'c',
    /// First name → gender.
    FirstName = b'f',
    /// `office|country` as it is → people.
    Holder = b'h',
    /// Name → entries.
    Name = b'n',
    /// Id as it is → office.
    Office = b'o',
    /// Full name → people.
    Person = b'p',
    /// Noun → role.
    Role = b'r',
    /// Host as it is → the string of its country's code.
    Site = b'w',
    /// Surname → people.
    Surname = b's',
    /// Id as it is → person.
    PersonId = b't',
}
