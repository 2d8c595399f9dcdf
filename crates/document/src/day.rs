//! Calendar days (proleptic Gregorian), with the arithmetic that reading the news needs.

use std::fmt;

/// One day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day, or `None` where the calendar has none such (30 February, month 13).
    pub const fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        let valid = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1;
        if valid && day <= days_in_month(year, month) {
            return Some(Day { year: year as i16, month: month as u8, day: day as u8 });
        }
        None
    }

    /// Reads `2016-12-12` (also with a time behind it); `None` for anything else.
    pub fn parse(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        let ends = bytes.len() == 10 || bytes.get(10).is_some_and(|b| !b.is_ascii_digit());
        if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') || !ends {
            return None;
        }
        let digits = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
        };
        Day::new(digits(0..4)? as i32, digits(5..7)?, digits(8..10)?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        u32::from(self.month)
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        u32::from(self.day)
    }

    /// Days since 1970-01-01 (negative before).
    pub fn ordinal(self) -> i32 {
        let (y, m) = if self.month() > 2 {
            (self.year(), self.month() - 3)
        } else {
            (self.year() - 1, self.month() + 9)
        };
        let (era, of_era) = (y.div_euclid(400), y.rem_euclid(400));
        let of_year = (153 * m as i32 + 2) / 5 + self.day() as i32 - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day that lies `ordinal` days after 1970-01-01; `None` outside the years 1 to 9999.
    pub fn from_ordinal(ordinal: i32) -> Option<Day> {
        let z = ordinal.checked_add(719_468)?;
        let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let mp = (5 * of_year + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        Day::new(year, month as u32, (of_year - (153 * mp + 2) / 5 + 1) as u32)
    }

    /// The day `days` later (earlier where negative).
    pub fn plus(self, days: i32) -> Option<Day> {
        Day::from_ordinal(self.ordinal().checked_add(days)?)
    }

    /// The same day `months` later, the last day of the month where that month is shorter.
    pub fn plus_months(self, months: i32) -> Option<Day> {
        let total = (self.year() * 12 + self.month() as i32 - 1).checked_add(months)?;
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12) as u32 + 1);
        Day::new(year, month, self.day().min(days_in_month(year, month)))
    }

    /// Day of the week by ISO 8601: Monday is 1, Sunday 7.
    pub fn weekday(self) -> u32 {
        (self.ordinal() + 3).rem_euclid(7) as u32 + 1
    }

    /// ISO 8601 year and week number.
    pub fn iso_week(self) -> (i32, u32) {
        let thursday = self.ordinal() + 4 - self.weekday() as i32;
        let year = Day::from_ordinal(thursday).map_or(self.year(), Day::year);
        let first = Day::new(year, 1, 1).map_or(0, Day::ordinal);
        (year, ((thursday - first) / 7 + 1) as u32)
    }
}

/// Days of a month, 28 to 31.
const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_round_trip_over_the_calendar() {
        let mut day = Day::new(1, 1, 1).unwrap();
        for _ in 0..3_652_058 / 97 {
            assert_eq!(Day::from_ordinal(day.ordinal()), Some(day));
            day = day.plus(97).unwrap();
        }
    }

    #[test]
    fn known_days() {
        let day = Day::parse("2016-12-12").unwrap();
        assert_eq!((day.weekday(), day.iso_week()), (1, (2016, 50)));
        assert_eq!(day.plus(-6).unwrap().to_string(), "2016-12-06");
        assert_eq!(Day::parse("2016-01-31").unwrap().plus_months(1).unwrap().to_string(), "2016-02-29");
        assert_eq!(Day::parse("2017-02-29"), None);
        assert_eq!(Day::parse("2016-12-12T10:00Z"), Some(day));
    }
}
