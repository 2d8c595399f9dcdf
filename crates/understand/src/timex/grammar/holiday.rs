//! Days with names: "Christmas", "Good Friday", "last Thanksgiving", "Halloween 2015".

use super::super::lex::Lexemes;
use super::super::meaning::{Holiday, Meaning};
use super::super::number;
use super::{date, relative};

/// Name and day. Only days that fall the same in every country that uses the name, or of one country only.
const HOLIDAYS: &[(&str, Holiday)] = &[
    ("christmas eve", Holiday::Fixed(12, 24)),
    ("christmas day", Holiday::Fixed(12, 25)),
    ("christmas", Holiday::Fixed(12, 25)),
    ("boxing day", Holiday::Fixed(12, 26)),
    ("new year ' s eve", Holiday::Fixed(12, 31)),
    ("new year ' s day", Holiday::Fixed(1, 1)),
    ("new year ' s", Holiday::Fixed(1, 1)),
    ("valentine ' s day", Holiday::Fixed(2, 14)),
    ("halloween", Holiday::Fixed(10, 31)),
    ("all saints ' day", Holiday::Fixed(11, 1)),
    ("fourth of july", Holiday::Fixed(7, 4)),
    ("veterans day", Holiday::Fixed(11, 11)),
    ("st . patrick ' s day", Holiday::Fixed(3, 17)),
    ("ash wednesday", Holiday::Easter(-46)),
    ("mardi gras", Holiday::Easter(-47)),
    ("palm sunday", Holiday::Easter(-7)),
    ("holy thursday", Holiday::Easter(-3)),
    ("good friday", Holiday::Easter(-2)),
    ("easter sunday", Holiday::Easter(0)),
    ("easter monday", Holiday::Easter(1)),
    ("easter", Holiday::Easter(0)),
    ("thanksgiving day", Holiday::Nth(11, 4, 4)),
    ("thanksgiving", Holiday::Nth(11, 4, 4)),
    ("labor day", Holiday::Nth(9, 1, 1)),
    ("memorial day", Holiday::Nth(5, 1, 5)),
    ("election day", Holiday::ElectionDay),
];

pub(super) fn rule(text: &Lexemes, i: usize) -> Option<(Meaning, usize)> {
    let (lean, at) = relative::lean(text, i);
    if !text.at(at).capital {
        return None;
    }
    let (holiday, end) =
        HOLIDAYS.iter().find_map(|(name, holiday)| text.row(at, name).map(|end| (*holiday, end)))?;
    let named = text
        .any(end, "island agreement accords offensive egg eggs bonnet tree carol rising uprising")
        || number::glued(text, end, "-");
    let (year, end) = date::trailing_year(text, end);
    (!named).then_some((Meaning::Holiday(holiday, year, lean), end))
}
