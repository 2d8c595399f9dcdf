//! The day of the news: which of the days that a report names, or did not name, its news took place on.

use super::weights::DAY;
use document::Day;

/// A report tells of no day further back.
const BACK: i32 = 9;
/// Days before publication that are thought of though nobody names them.
const UNSAID: i32 = 3;
/// Less likely days are left out.
const LEAST: f64 = 0.005;

/// What a report shows of its days.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Day of publication, as its ordinal.
    pub published: i32,
    /// Days of its time expressions, in order of the text, that of the dateline left out.
    pub said: Vec<i32>,
    /// Days of its events.
    pub events: Vec<i32>,
    /// Days of those that are its news.
    pub main: Vec<i32>,
    /// Whether it speaks of a week, as in "this week".
    pub week: bool,
}

/// What is looked at of one day, in the order of [`DAY`].
pub const FEATURES: usize = DAY.len();

impl Shown {
    /// The days that come into question, in order, with what is looked at.
    pub fn candidates(&self) -> Vec<(i32, [f64; FEATURES])> {
        let near = |day: &i32| (0..=BACK).contains(&(self.published - day));
        let said: Vec<i32> = self.said.iter().copied().filter(near).collect();
        let unsaid = (0..=UNSAID).map(|back| self.published - back);
        let mut days: Vec<i32> = said.iter().copied().chain(unsaid).collect();
        days.sort_unstable();
        days.dedup();
        days.iter().map(|&day| (day, self.features(day, &said))).collect()
    }

    fn features(&self, day: i32, said: &[i32]) -> [f64; FEATURES] {
        let count = said.iter().filter(|d| **d == day).count();
        let rank = said.iter().position(|d| *d == day);
        let published = day == self.published;
        let others = said.iter().any(|d| *d != self.published);
        let flag = |yes: bool| f64::from(u8::from(yes));
        [
            flag(rank == Some(0)),
            flag(rank == Some(1)),
            (1.0 + count as f64).ln(),
            flag(published && count > 0),
            flag(published && rank == Some(0) && others),
            flag(published && count == 0),
            flag(!published && count == 0),
            flag(self.main.contains(&day)),
            flag(self.events.contains(&day)),
            flag(published && self.week),
            f64::from(self.published - day) / 5.0,
        ]
    }

    /// Days with their probability, the likeliest first, of several the latest.
    pub fn days(&self) -> Vec<(i32, f64)> {
        let candidates = self.candidates();
        let score = |f: &[f64; FEATURES]| f.iter().zip(DAY).map(|(x, (_, w))| x * w).sum::<f64>().exp();
        let sum: f64 = candidates.iter().map(|(_, f)| score(f)).sum();
        let mut days: Vec<(i32, f64)> =
            candidates.iter().map(|(day, f)| (*day, (score(f) / sum * 100.0).round() / 100.0)).collect();
        days.retain(|d| d.1 >= LEAST);
        days.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        days
    }
}

/// The day that a TIMEX3 value names, where it names one.
pub fn of_value(value: &str) -> Option<i32> {
    Day::parse(value.get(..10)?).map(Day::ordinal)
}
