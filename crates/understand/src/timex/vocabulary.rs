//! The words that time expressions are made of, each with its class and number.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word can be in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing on its own; rules may still ask for it by its text.
    Other,
    /// Punctuation; the text is the character.
    Mark,
    /// Digits; `number` is their value, `digits` their count.
    Digits,
    /// A cardinal in words: `number`.
    Cardinal,
    /// An ordinal in words: `number`.
    Ordinal,
    /// A month: `number` 1 to 12.
    Month,
    /// A day of the week: `number` 1 (Monday) to 7.
    Weekday,
    /// A weekday in the plural: "Mondays".
    Weekdays,
    /// A unit in the singular: `number` indexes [`Unit::ALL`].
    Unit,
    /// A unit in the plural.
    Units,
    /// A season: `number` indexes [`SEASONS`].
    Season,
    /// A part of the day: `number` indexes [`PARTS`].
    Part,
    /// A word that may begin a time expression without being of another class.
    Opener,
    /// A border that no expression crosses: end of a block.
    Border,
}

/// Units of the calendar and the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// In order of their length.
    pub(super) const ALL: [Unit; 11] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Fortnight,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
    ];

    /// How a duration in this unit is written, and how many of the written unit one of this is.
    pub(super) fn code(self) -> (&'static str, &'static str, u32) {
        match self {
            Unit::Second => ("PT", "S", 1),
            Unit::Minute => ("PT", "M", 1),
            Unit::Hour => ("PT", "H", 1),
            Unit::Day => ("P", "D", 1),
            Unit::Week => ("P", "W", 1),
            Unit::Fortnight => ("P", "W", 2),
            Unit::Month => ("P", "M", 1),
            Unit::Quarter => ("P", "Q", 1),
            Unit::Year => ("P", "Y", 1),
            Unit::Decade => ("P", "Y", 10),
            Unit::Century => ("P", "Y", 100),
        }
    }

    /// Whether it is shorter than a day.
    pub(super) fn is_clock(self) -> bool {
        self < Unit::Day
    }
}

/// Codes of the seasons in TIMEX3.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// Codes of the parts of the day in TIMEX3.
pub(super) const PARTS: [&str; 4] = ["MO", "AF", "EV", "NI"];

const MONTHS: &str = "january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 \
    october=10 november=11 december=12 jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 \
    nov=11 dec=12";
const WEEKDAYS: &str = "monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7 \
    mon=1 tue=2 tues=2 wed=3 thu=4 thur=4 thurs=4 fri=5";
const WEEKDAYS_PLURAL: &str = "mondays=1 tuesdays=2 wednesdays=3 thursdays=4 fridays=5 saturdays=6 sundays=7";
const UNITS: &str = "minute=1 hour=2 day=3 week=4 fortnight=5 month=6 quarter=7 year=8 decade=9 century=10";
const UNITS_PLURAL: &str = "seconds=0 minutes=1 mins=1 hours=2 hrs=2 days=3 weeks=4 fortnights=5 months=6 \
    quarters=7 years=8 yrs=8 decades=9 centuries=10";
const SEASON_WORDS: &str = "spring=0 summer=1 autumn=2 fall=2 winter=3";
const PART_WORDS: &str = "morning=0 dawn=0 afternoon=1 evening=2 night=3 dusk=2";
const CARDINALS: &str = "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 \
    twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 \
    thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000";
const ORDINALS: &str = "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 \
    tenth=10 eleventh=11 twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 \
    eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30";
/// Words at which a rule may start and that belong to no other class.
const OPENERS: &str = "a an the this that these last next past coming previous following same another today \
    yesterday tomorrow tonight now currently current recently recent previously once soon future then early \
    late mid end noon midnight midday overnight weekend weekends christmas easter thanksgiving halloween \
    valentine new good ash palm boxing labor memorial independence veterans fourth half several few many \
    every each daily nightly weekly monthly quarterly yearly annually hourly biennial biweekly fiscal \
    twenties thirties forties fifties sixties seventies eighties nineties year-end earlier later nowadays \
    formerly lately presently couple dozens election all couple latest holy some mardi st from right more q";

/// Class and number of each word.
static WORDS: LazyLock<HashMap<&'static str, (Class, u32)>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    words.extend(OPENERS.split_whitespace().map(|word| (word, (Class::Opener, 0))));
    for (class, list) in [
        (Class::Month, MONTHS),
        (Class::Weekday, WEEKDAYS),
        (Class::Weekdays, WEEKDAYS_PLURAL),
        (Class::Unit, UNITS),
        (Class::Units, UNITS_PLURAL),
        (Class::Season, SEASON_WORDS),
        (Class::Part, PART_WORDS),
        (Class::Cardinal, CARDINALS),
        (Class::Ordinal, ORDINALS),
    ] {
        let rows = list.split_whitespace().filter_map(|row| row.split_once('='));
        words.extend(rows.filter_map(|(word, n)| Some((word, (class, n.parse().ok()?)))));
    }
    words
});

/// Bytes of the longest word in the lists.
const LONGEST: usize = 12;

/// The class and number of a word in lower case.
pub(super) fn class(word: &str) -> (Class, u32) {
    if word.len() > LONGEST {
        return (Class::Other, 0);
    }
    WORDS.get(word).copied().unwrap_or((Class::Other, 0))
}
