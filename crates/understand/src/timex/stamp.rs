//! Stretches of the calendar, known in whole or in part, their arithmetic and their TIMEX3 values.

use super::vocabulary::Unit;
use document::Day;

/// A day, week, month, quarter or year, or what is known of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// 2016-12-06
    Day(Day),
    /// XXXX-12-06
    MonthDay(u32, u32),
    /// XXXX-WXX-5
    Weekday(u32),
    /// 2016-W49, by its Monday
    Week(Day),
    /// 2016-12
    Month(i32, u32),
    /// XXXX-12
    MonthOnly(u32),
    /// 1989-Q3
    Quarter(i32, u32),
    /// 2016
    Year(i32),
    /// Of this unit, but not known which.
    Unknown(Unit),
}

impl Stamp {
    /// Its TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Stamp::Day(day) => day.to_string(),
            Stamp::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Stamp::Weekday(n) => format!("XXXX-WXX-{n}"),
            Stamp::Week(monday) => {
                let (year, week) = monday.iso_week();
                format!("{year:04}-W{week:02}")
            }
            Stamp::Month(year, month) => format!("{year:04}-{month:02}"),
            Stamp::MonthOnly(month) => format!("XXXX-{month:02}"),
            Stamp::Quarter(year, n) => format!("{year:04}-Q{n}"),
            Stamp::Year(year) => format!("{year:04}"),
            Stamp::Unknown(unit) => unknown(unit).to_string(),
        }
    }

    /// How long it is.
    pub(super) fn unit(self) -> Unit {
        match self {
            Stamp::Day(_) | Stamp::MonthDay(..) | Stamp::Weekday(_) => Unit::Day,
            Stamp::Week(_) => Unit::Week,
            Stamp::Month(..) | Stamp::MonthOnly(_) => Unit::Month,
            Stamp::Quarter(..) => Unit::Quarter,
            Stamp::Year(_) => Unit::Year,
            Stamp::Unknown(unit) => unit,
        }
    }

    /// The stretch of length `unit` that lies `n` such units from it; of unknown place where that cannot be
    /// computed, as over the end of an unknown year.
    pub(super) fn shift(self, unit: Unit, n: i32) -> Stamp {
        let moved = self.try_shift(unit, n);
        let known = moved.filter(|stamp| stamp.year().is_none_or(|year| (1..=9999).contains(&year)));
        known.unwrap_or(Stamp::Unknown(unit))
    }

    fn try_shift(self, unit: Unit, n: i32) -> Option<Stamp> {
        match (self, unit) {
            (Stamp::Day(day), Unit::Day) => day.plus(n).map(Stamp::Day),
            (Stamp::MonthDay(month, day), Unit::Day) => plus_in_year(month, day, n),
            (Stamp::Weekday(day), Unit::Day) => {
                Some(Stamp::Weekday((day as i32 - 1 + n).rem_euclid(7) as u32 + 1))
            }
            (Stamp::Day(day) | Stamp::Week(day), Unit::Week) => {
                day.plus(7 * n - (day.weekday() as i32 - 1)).map(Stamp::Week)
            }
            (Stamp::MonthDay(month, _) | Stamp::MonthOnly(month), Unit::Month) => {
                let month = month as i32 + n;
                (1..=12).contains(&month).then_some(Stamp::MonthOnly(month as u32))
            }
            (_, Unit::Month) => {
                let (year, month) = self.month()?;
                let total = year * 12 + month as i32 - 1 + n;
                Some(Stamp::Month(total.div_euclid(12), total.rem_euclid(12) as u32 + 1))
            }
            (Stamp::Quarter(..), Unit::Quarter) | (Stamp::Day(_) | Stamp::Month(..), Unit::Quarter) => {
                let (year, quarter) = self.quarter()?;
                let total = year * 4 + quarter as i32 - 1 + n;
                Some(Stamp::Quarter(total.div_euclid(4), total.rem_euclid(4) as u32 + 1))
            }
            (_, Unit::Year) => Some(Stamp::Year(self.year()? + n)),
            _ => None,
        }
    }

    /// The year, where known.
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Stamp::Day(day) => Some(day.year()),
            Stamp::Week(monday) => Some(monday.iso_week().0),
            Stamp::Month(year, _) | Stamp::Quarter(year, _) | Stamp::Year(year) => Some(year),
            _ => None,
        }
    }

    fn month(self) -> Option<(i32, u32)> {
        match self {
            Stamp::Day(day) | Stamp::Week(day) => Some((day.year(), day.month())),
            Stamp::Month(year, month) => Some((year, month)),
            _ => None,
        }
    }

    fn quarter(self) -> Option<(i32, u32)> {
        match self {
            Stamp::Quarter(year, n) => Some((year, n)),
            _ => self.month().map(|(year, month)| (year, (month - 1) / 3 + 1)),
        }
    }
}

/// The value of a stretch of which only the length is known.
fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

/// A day of an unknown year `n` days on: known where leap and common years agree and the year does not end.
fn plus_in_year(month: u32, day: u32, n: i32) -> Option<Stamp> {
    let moved = |year: i32| {
        let to = Day::new(year, month, day)?.plus(n)?;
        (to.year() == year).then_some((to.month(), to.day()))
    };
    let (common, leap) = (moved(2001)?, moved(2004)?);
    (common == leap).then_some(Stamp::MonthDay(common.0, common.1))
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
pub(super) fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Day::new(year, month as u32, day as u32)
}

/// The nth weekday of a month; 5 is the last.
pub(super) fn nth_weekday(year: i32, month: u32, weekday: u32, nth: u32) -> Option<Day> {
    let first = Day::new(year, month, 1)?;
    let ahead = (weekday as i32 - first.weekday() as i32).rem_euclid(7);
    let day = first.plus(ahead + 7 * (nth as i32 - 1))?;
    if day.month() == month { Some(day) } else { day.plus(-7) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_move() {
        for (year, expected) in
            [(1998, "1998-04-12"), (2000, "2000-04-23"), (2016, "2016-03-27"), (2022, "2022-04-17")]
        {
            assert_eq!(easter(year).map(|d| d.to_string()).as_deref(), Some(expected));
        }
        assert_eq!(nth_weekday(1998, 11, 4, 4).map(|d| d.to_string()).as_deref(), Some("1998-11-26"));
        assert_eq!(nth_weekday(2022, 5, 1, 5).map(|d| d.to_string()).as_deref(), Some("2022-05-30"));
    }

    #[test]
    fn unknown_years_are_never_guessed() {
        assert_eq!(Stamp::MonthDay(12, 2).shift(Unit::Day, 4).value(), "XXXX-12-06");
        assert_eq!(Stamp::MonthDay(2, 27).shift(Unit::Day, 4).value(), "XXXX-XX-XX");
        assert_eq!(Stamp::MonthDay(12, 30).shift(Unit::Day, 4).value(), "XXXX-XX-XX");
        assert_eq!(Stamp::Weekday(7).shift(Unit::Day, 1).value(), "XXXX-WXX-1");
    }
}
