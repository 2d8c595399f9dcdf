//! What the words of a time expression mean, before it is known when they were written.

use super::vocabulary::Unit;

/// Which year a date lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Not said.
    Open,
    /// Said.
    Is(i32),
    /// So many years from the year of publication: "this year", "last year".
    Off(i32),
    /// So many years from the year of the expression before: "the year-ago quarter", "April 17 of the same
    /// year".
    Before(i32),
}

/// Which one of those that come round: "last June", "next Friday".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// Not said: the tense of the clause tells.
    Open,
    /// This.
    This,
    /// Last, past.
    Last,
    /// Next, coming.
    Next,
    /// The first after the day named before: "from Monday to Thursday".
    After,
}

/// What a relative expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The day of publication: "two weeks ago".
    Publication,
    /// The expression before: "two weeks later".
    Context,
    /// The expression before if it is a quarter or month, else the publication: "a year ago" in reports of
    /// results.
    Report,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// So many.
    Exact(u32),
    /// So many and a half.
    Half(u32),
    /// Some.
    Vague,
}

/// So many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub count: Count,
    pub unit: Unit,
}

/// Days that come round each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// On a day of the calendar.
    Fixed(u32, u32),
    /// So many days after Easter Sunday (Gregorian).
    Easter(i32),
    /// The nth (5: the last) of a weekday in a month: month, weekday, nth.
    Nth(u32, u32, u32),
    /// The Tuesday after the first Monday of November.
    ElectionDay,
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Hour and minute.
    At(u32, Option<u32>),
    /// A part: index into [`super::vocabulary::PARTS`].
    Part(u32),
}

/// The meaning of one time expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// 1998
    Year(Year),
    /// June 1998
    Month(Year, u32, Lean),
    /// 12 December 2016
    Day(Year, u32, u32),
    /// August 5-6
    Days(Year, (u32, u32), (u32, u32)),
    /// Tuesday
    Weekday(u32, Lean),
    /// the third quarter of 1984; without a number the latest quarter
    Quarter(Year, Option<u32>),
    /// the first half of 1990
    Half(Year, u32),
    /// the winter of 1998
    Season(Year, u32, Lean),
    /// the weekend
    Weekend(Lean),
    /// the 1990s
    Decade(i32),
    /// the 20th century
    Century(u32),
    /// Christmas 2016
    Holiday(Holiday, Year, Lean),
    /// two weeks ago, today, this month, four days later
    Offset(Unit, i32, From),
    /// now, recently
    Reference(&'static str),
    /// three days
    Span(Amount),
    /// every three days
    Every(Amount),
    /// every Monday, Tuesday nights; with a part of the day
    EachWeekday(u32, Option<u32>),
    /// each July
    EachMonth(u32),
    /// 3 p.m. Tuesday
    Time(Clock, Option<Box<Meaning>>),
    /// year-end
    YearEnd,
}

impl Meaning {
    /// Whether it names the time spoken of, not one that it is compared with: "a year ago", "the 1988
    /// quarter".
    pub(super) fn is_topic(&self) -> bool {
        !matches!(
            self,
            Meaning::Offset(_, _, From::Report)
                | Meaning::Quarter(Year::Before(_) | Year::Is(_) | Year::Off(-1), _)
        )
    }
}
