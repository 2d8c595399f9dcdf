//! Meanings to values: which Friday, which December, four days later than what.

use super::meaning::{Amount, Clock, Count, From, Holiday, Lean, Meaning, Year};
use super::stamp::{Stamp, easter, nth_weekday};
use super::tense::Tense;
use super::vocabulary::{PARTS, SEASONS, Unit};
use document::{Day, TimexId, TimexType};

/// What is known where an expression stands.
pub(super) struct Context {
    /// The day of publication.
    pub published: Option<Day>,
    /// Month and day of the dateline, where the day of publication is not known.
    pub month_day: Option<(u32, u32)>,
    /// The expressions before, in order.
    pub memory: Vec<Memory>,
}

/// An expression that later ones may count from.
#[derive(Clone, Copy)]
pub(super) struct Memory {
    pub stamp: Stamp,
    /// Whether it names the time spoken of, not one that it is compared with ("a year ago").
    pub topic: bool,
    pub sentence: u32,
    pub id: TimexId,
}

/// Where one expression stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub tense: Tense,
    pub sentence: u32,
}

/// A value and how it came about.
#[derive(Default)]
pub(super) struct Resolved {
    pub kind: Option<TimexType>,
    pub value: Option<String>,
    pub stamp: Option<Stamp>,
    pub anchor: Option<TimexId>,
    /// Whether the day of publication was needed.
    pub dated: bool,
}

impl Resolved {
    fn date(stamp: Stamp) -> Resolved {
        let value = Some(stamp.value());
        Resolved { kind: Some(TimexType::Date), value, stamp: Some(stamp), ..Resolved::default() }
    }

    /// Counted from the day of publication.
    fn dated(stamp: Stamp) -> Resolved {
        Resolved { dated: true, ..Resolved::date(stamp) }
    }

    fn text(kind: TimexType, value: impl Into<String>) -> Resolved {
        Resolved { kind: Some(kind), value: Some(value.into()), ..Resolved::default() }
    }
}

impl Context {
    /// The value of one expression.
    pub(super) fn resolve(&self, meaning: &Meaning, place: Place) -> Resolved {
        match *meaning {
            Meaning::Year(year) => self.year(year),
            Meaning::Month(year, month, lean) => self.month(year, month, lean, place),
            Meaning::Day(year, month, day) => self.day(year, month, day, place.tense),
            Meaning::Days(year, from, upto) => self.days(year, from, upto, place.tense),
            Meaning::Weekday(day, lean) => self.weekday(day, lean, place),
            Meaning::Quarter(year, n) => self.quarter(year, n, place),
            Meaning::Half(year, n) => {
                Resolved::text(TimexType::Date, format!("{}-H{n}", self.year_text(year)))
            }
            Meaning::Season(year, season, lean) => self.season(year, season, lean, place),
            Meaning::Weekend(lean) => self.weekend(lean, place),
            Meaning::Decade(tens) => Resolved::text(TimexType::Date, format!("{tens:03}")),
            Meaning::Century(n) => Resolved::text(TimexType::Date, format!("{:02}", n.saturating_sub(1))),
            Meaning::Holiday(holiday, year, lean) => self.holiday(holiday, year, lean, place),
            Meaning::Offset(unit, n, from) => self.offset(unit, n, from, place),
            Meaning::Reference(value) => Resolved::text(TimexType::Date, value),
            Meaning::Span(amount) => Resolved::text(TimexType::Duration, duration(amount)),
            Meaning::Every(amount) => Resolved::text(TimexType::Set, duration(amount)),
            Meaning::EachWeekday(day, part) => {
                let part = part.map_or(String::new(), |p| format!("T{}", PARTS[p as usize % 4]));
                Resolved::text(TimexType::Set, format!("XXXX-WXX-{day}{part}"))
            }
            Meaning::EachMonth(month) => Resolved::text(TimexType::Set, format!("XXXX-{month:02}")),
            Meaning::Time(clock, ref day) => self.time(clock, day.as_deref(), place),
            Meaning::YearEnd => {
                Resolved::text(TimexType::Date, format!("{}-12-31", self.year_text(Year::Off(0))))
            }
        }
    }

    /// The day of publication as far as it is known.
    fn today(&self) -> Option<Stamp> {
        self.published.map(Stamp::Day).or(self.month_day.map(|(m, d)| Stamp::MonthDay(m, d)))
    }

    fn known_year(&self, year: Year) -> Option<i32> {
        match year {
            Year::Is(year) => Some(year),
            Year::Off(n) => self.published.map(|day| day.year() + n),
            Year::Before(n) => self.memory.iter().rev().find_map(|m| m.stamp.year()).map(|year| year + n),
            Year::Open => None,
        }
    }

    fn year_text(&self, year: Year) -> String {
        let year = self.known_year(year).or_else(|| self.published.map(Day::year));
        year.map_or("XXXX".into(), |y| format!("{y:04}"))
    }

    fn year(&self, year: Year) -> Resolved {
        Resolved::date(self.known_year(year).map_or(Stamp::Unknown(Unit::Year), Stamp::Year))
    }

    /// A month without a year is by the tense the latest or the coming one, else the nearest.
    fn month(&self, year: Year, month: u32, lean: Lean, place: Place) -> Resolved {
        if year != Year::Open {
            let year = self.known_year(year);
            return Resolved::date(year.map_or(Stamp::MonthOnly(month), |y| Stamp::Month(y, month)));
        }
        let Some(today) = self.published else { return Resolved::date(Stamp::MonthOnly(month)) };
        let ahead = (month as i32 - today.month() as i32).rem_euclid(12);
        let months = match lean {
            Lean::This => month as i32 - today.month() as i32,
            Lean::Last if ahead == 0 => -12,
            Lean::Last => ahead - 12,
            Lean::Next if ahead == 0 => 12,
            Lean::Next => ahead,
            Lean::Open | Lean::After => round(ahead, 12, place.tense),
        };
        Resolved::dated(Stamp::Day(today).shift(Unit::Day, 0)).moved(Unit::Month, months)
    }

    /// A day without a year lies in the year in which it is nearest to the publication.
    fn day(&self, year: Year, month: u32, day: u32, tense: Tense) -> Resolved {
        if let Some(year) = self.known_year(year) {
            let stamp = Day::new(year, month, day).map_or(Stamp::Month(year, month), Stamp::Day);
            return Resolved::date(stamp);
        }
        match self.published.and_then(|today| nearest(today, month, day, tense)) {
            Some(day) => Resolved::dated(Stamp::Day(day)),
            None => Resolved::date(Stamp::MonthDay(month, day)),
        }
    }

    fn days(&self, year: Year, from: (u32, u32), upto: (u32, u32), tense: Tense) -> Resolved {
        let first = self.day(year, from.0, from.1, tense);
        let last = self.day(year, upto.0, upto.1, tense);
        let value = first.value.zip(last.value).map(|(a, b)| format!("{a}/{b}"));
        Resolved { value, ..first }
    }

    /// In the news a weekday is the latest past one or today, unless a verb looks ahead.
    fn weekday(&self, weekday: u32, lean: Lean, place: Place) -> Resolved {
        let Some(today) = self.published else { return Resolved::date(Stamp::Weekday(weekday)) };
        let ahead = (weekday as i32 - today.weekday() as i32).rem_euclid(7);
        let back = if ahead == 0 { 0 } else { ahead - 7 };
        let days = match (lean, place.tense) {
            (Lean::Last, _) if ahead == 0 => -7,
            (Lean::Last, _) => back,
            (Lean::Next, _) if ahead == 0 => 7,
            (Lean::Next, _) => ahead,
            (Lean::After, _) => self.after_last(today, ahead),
            (Lean::This, Tense::Past) => back,
            (Lean::This, _) => ahead,
            (Lean::Open, Tense::Future) => ahead,
            (Lean::Open, _) => back,
        };
        Resolved::dated(Stamp::Day(today).shift(Unit::Day, days))
    }

    /// Days from today to the weekday `ahead` days on that follows the day named before.
    fn after_last(&self, today: Day, ahead: i32) -> i32 {
        let last = self.memory.last().map(|m| m.stamp);
        let Some(Stamp::Day(last)) = last else { return ahead };
        let from = last.ordinal() - today.ordinal();
        from + (ahead - from).rem_euclid(7)
    }

    /// A quarter without a year is the latest that has begun, unless a verb looks ahead; one without a
    /// number is the one spoken of, else the latest that is over.
    fn quarter(&self, year: Year, n: Option<u32>, place: Place) -> Resolved {
        let spoken = self.memory.iter().rev().find(|m| m.topic && m.stamp.unit() == Unit::Quarter);
        let Some(n) = n else {
            let shift = if let Year::Before(n) = year { 4 * n } else { 0 };
            if let Year::Is(_) | Year::Off(_) = year {
                let year = self.known_year(year);
                let n = spoken.and_then(|m| quarter_number(m.stamp));
                return match year.zip(n) {
                    Some((year, n)) => Resolved::date(Stamp::Quarter(year, n)),
                    None => Resolved::date(year.map_or(Stamp::Unknown(Unit::Quarter), Stamp::Year)),
                };
            }
            let base = spoken.map(|m| (m.stamp, Some(m.id)));
            let over = || self.today().map(|today| (today.shift(Unit::Quarter, -1), None));
            let Some((stamp, anchor)) = base.or_else(over) else {
                return Resolved::date(Stamp::Unknown(Unit::Quarter));
            };
            return Resolved { anchor, ..Resolved::date(stamp.shift(Unit::Quarter, shift)) };
        };
        if let (Year::Is(_) | Year::Off(_), Some(year)) = (year, self.known_year(year)) {
            return Resolved::date(Stamp::Quarter(year, n));
        }
        let Some(today) = self.published else {
            return Resolved::text(TimexType::Date, format!("XXXX-Q{n}"));
        };
        let current = (today.month() - 1) / 3 + 1;
        let begun = today.year() - i32::from(n > current);
        let year = match (year, place.tense) {
            (Year::Before(k), _) => begun + k,
            (_, Tense::Future) if n > current || current - n > 1 => begun + 1,
            _ => begun,
        };
        Resolved::dated(Stamp::Quarter(year, n))
    }

    fn season(&self, year: Year, season: u32, lean: Lean, place: Place) -> Resolved {
        let code = SEASONS[season as usize % 4];
        let year = self.known_year(year).or_else(|| {
            let today = self.published?;
            let middle = (season * 3 + 4) as i32; // April, July, October, January of the year after
            let ahead = middle - today.month() as i32;
            Some(
                today.year()
                    + match (lean, place.tense) {
                        (Lean::Last, _) if ahead >= -1 => -1,
                        (Lean::Next, _) if ahead <= 1 => 1,
                        (Lean::Open, Tense::Past) if ahead > 1 => -1,
                        (Lean::Open, Tense::Future) if ahead < -1 => 1,
                        (Lean::Open, Tense::Unknown) if ahead > 6 => -1,
                        _ => 0,
                    },
            )
        });
        let year = year.map_or("XXXX".into(), |y| format!("{y:04}"));
        Resolved::text(TimexType::Date, format!("{year}-{code}"))
    }

    fn weekend(&self, lean: Lean, place: Place) -> Resolved {
        let Some(today) = self.published else { return Resolved::text(TimexType::Date, "XXXX-WXX-WE") };
        let on_it = today.weekday() >= 6;
        let weeks = match (lean, place.tense) {
            (Lean::Last, _) => -1,
            (Lean::Next, _) => i32::from(on_it),
            (Lean::This, _) => 0,
            (Lean::Open | Lean::After, Tense::Future) => 0,
            (Lean::Open | Lean::After, _) => {
                if on_it {
                    0
                } else {
                    -1
                }
            }
        };
        let week = Stamp::Day(today).shift(Unit::Week, weeks);
        Resolved {
            stamp: None,
            dated: true,
            ..Resolved::text(TimexType::Date, format!("{}-WE", week.value()))
        }
    }

    fn holiday(&self, holiday: Holiday, year: Year, lean: Lean, place: Place) -> Resolved {
        if let Some(day) = self.known_year(year).and_then(|year| holiday_in(holiday, year)) {
            return Resolved::date(Stamp::Day(day));
        }
        let Some(today) = self.published else {
            return match holiday {
                Holiday::Fixed(month, day) => Resolved::date(Stamp::MonthDay(month, day)),
                _ => Resolved::date(Stamp::Unknown(Unit::Day)),
            };
        };
        let years = (-1..=1).filter_map(|n| holiday_in(holiday, today.year() + n));
        let before = years.clone().filter(|d| *d < today).max();
        let after = years.clone().filter(|d| *d >= today).min();
        let day = match (lean, place.tense) {
            (Lean::Last, _) => before,
            (Lean::Next, _) => after,
            (Lean::This, _) => holiday_in(holiday, today.year()),
            (_, Tense::Past) if after.is_some_and(|d| d.ordinal() - today.ordinal() > FAR) => before,
            _ => years.min_by_key(|d| (d.ordinal() - today.ordinal()).abs()),
        };
        Resolved::dated(day.map_or(Stamp::Unknown(Unit::Day), Stamp::Day))
    }

    fn offset(&self, unit: Unit, n: i32, from: From, place: Place) -> Resolved {
        let report = if from == From::Report { self.report(place) } else { None };
        if let Some(base) = report {
            let stamp = match base.stamp {
                Stamp::Quarter(year, q) => Stamp::Quarter(year + n, q),
                stamp => stamp.shift(Unit::Month, 12 * n),
            };
            return Resolved { anchor: Some(base.id), ..Resolved::date(stamp) };
        }
        if from == From::Context {
            return self.counted_on(unit, n, place);
        }
        match self.today() {
            Some(today) if unit.is_clock() => {
                Resolved { kind: Some(TimexType::Time), ..Resolved::dated(today) }
            }
            Some(today) => Resolved::dated(today.shift(unit, n)),
            None => Resolved::date(Stamp::Unknown(unit)),
        }
    }

    /// The quarter or month that a report of results speaks of.
    fn report(&self, place: Place) -> Option<Memory> {
        let near = |m: &&Memory| match m.stamp.unit() {
            Unit::Quarter => m.topic,
            Unit::Month => m.sentence == place.sentence,
            _ => false,
        };
        self.memory.iter().rev().find(near).copied()
    }

    /// Counts from the latest expression that is as fine as the unit, or else from the publication for what
    /// lies before.
    fn counted_on(&self, unit: Unit, n: i32, place: Place) -> Resolved {
        let fine = |m: &&Memory| m.stamp.unit() <= unit.max(Unit::Day) && m.sentence <= place.sentence;
        let Some(base) = self.memory.iter().rev().find(fine) else {
            return match self.today() {
                Some(today) if n <= 0 && !unit.is_clock() => Resolved::dated(today.shift(unit, n)),
                _ => Resolved::date(Stamp::Unknown(unit)),
            };
        };
        let anchor = Some(base.id);
        if unit.is_clock() {
            return Resolved { kind: Some(TimexType::Time), anchor, ..Resolved::date(base.stamp) };
        }
        Resolved { anchor, ..Resolved::date(base.stamp.shift(unit, n)) }
    }

    /// A time of the day stands behind its day: its own, else the one of its sentence, else the
    /// publication's.
    fn time(&self, clock: Clock, day: Option<&Meaning>, place: Place) -> Resolved {
        let own = day.map(|day| self.resolve(day, place));
        let same = |m: &&Memory| m.stamp.unit() == Unit::Day && m.sentence + 1 >= place.sentence;
        let resolved = own.unwrap_or_else(|| match self.memory.iter().rev().find(same) {
            Some(base) => Resolved { anchor: Some(base.id), ..Resolved::date(base.stamp) },
            None => Resolved::dated(self.today().unwrap_or(Stamp::Unknown(Unit::Day))),
        });
        let value = resolved.value.as_ref().map(|day| format!("{day}T{}", clock_text(clock)));
        Resolved { kind: Some(TimexType::Time), value, ..resolved }
    }
}

impl Resolved {
    fn moved(self, unit: Unit, n: i32) -> Resolved {
        let Some(stamp) = self.stamp else { return self };
        Resolved { dated: self.dated, ..Resolved::date(stamp.shift(unit, n)) }
    }
}

/// Days that a date after a verb in the past may lie ahead: it is the day of something else in the clause.
const FAR: i32 = 60;

/// Months that one may lie ahead of a verb in the past: "asked for a meeting in September" in August.
const SOON: i32 = 1;

/// Steps to the one meant of those that come round every `cycle` steps, the next being `ahead` steps on.
fn round(ahead: i32, cycle: i32, tense: Tense) -> i32 {
    match tense {
        Tense::Past if ahead > SOON => ahead - cycle,
        Tense::Future | Tense::Past => ahead,
        Tense::Unknown if 2 * ahead > cycle => ahead - cycle,
        Tense::Unknown => ahead,
    }
}

/// The day of this month and number that is nearest to `today`; what lies months ahead of a verb in the
/// past is the one before.
fn nearest(today: Day, month: u32, day: u32, tense: Tense) -> Option<Day> {
    let limit = if tense == Tense::Past { FAR } else { i32::MAX };
    let years = (-1..=1).filter_map(|n| Day::new(today.year() + n, month, day));
    let years = years.filter(|d| d.ordinal() - today.ordinal() <= limit);
    years.min_by_key(|d| (d.ordinal() - today.ordinal()).abs())
}

fn quarter_number(stamp: Stamp) -> Option<u32> {
    if let Stamp::Quarter(_, n) = stamp { Some(n) } else { None }
}

fn holiday_in(holiday: Holiday, year: i32) -> Option<Day> {
    match holiday {
        Holiday::Fixed(month, day) => Day::new(year, month, day),
        Holiday::Easter(days) => easter(year)?.plus(days),
        Holiday::Nth(month, weekday, nth) => nth_weekday(year, month, weekday, nth),
        Holiday::ElectionDay => nth_weekday(year, 11, 1, 1)?.plus(1),
    }
}

fn clock_text(clock: Clock) -> String {
    match clock {
        Clock::At(hour, Some(minute)) => format!("{hour:02}:{minute:02}"),
        Clock::At(hour, None) => format!("{hour:02}"),
        Clock::Part(part) => PARTS[part as usize % 4].to_string(),
    }
}

/// `P3D`, `PT2H`, `PXW`, `P2Y6M`, `PT30M`.
fn duration(amount: Amount) -> String {
    let (prefix, letter, scale) = amount.unit.code();
    match amount.count {
        Count::Vague if amount.unit == Unit::Decade => "PXDE".into(),
        Count::Vague if amount.unit == Unit::Century => "PXC".into(),
        Count::Vague => format!("{prefix}X{letter}"),
        Count::Exact(n) => format!("{prefix}{}{letter}", n.saturating_mul(scale)),
        Count::Half(n) => with_half(amount.unit, n),
    }
}

fn with_half(unit: Unit, n: u32) -> String {
    let (prefix, letter, scale) = unit.code();
    let (rest, small) = match unit {
        Unit::Year => (6, "M"),
        Unit::Hour => (30, "M"),
        Unit::Minute => (30, "S"),
        Unit::Day => (12, "H"),
        Unit::Decade | Unit::Century => {
            return format!("P{}Y", n.saturating_mul(scale).saturating_add(scale / 2));
        }
        _ => return format!("{prefix}{n}.5{letter}"),
    };
    let whole = if n > 0 { format!("{n}{letter}") } else { String::new() };
    let time = if unit == Unit::Day { "T" } else { "" };
    format!("{prefix}{whole}{time}{rest}{small}")
}
