//! How long ago: values of time expressions by their distance to the news.

use document::{Day, Document};

/// What "now" is in an article, as far as it says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Now {
    day: Option<Day>,
    month: Option<u32>,
    latest_year: Option<i32>,
}

impl Now {
    /// The day of publication; failing that, the month of the dateline and the latest year that is named.
    pub fn of(document: &Document) -> Now {
        let line = document.article.dateline.as_ref();
        let years = document.timexes.iter().filter_map(|t| year(t.value.as_deref()?));
        Now {
            day: document.article.day(),
            month: line.and_then(|l| l.month_day).map(|(month, _)| u32::from(month)),
            latest_year: years.max(),
        }
    }

    /// Days from the last day that a value can mean to the day of publication; `None` where either is unknown.
    pub fn days_since(self, value: &str) -> Option<i32> {
        Some(self.day?.ordinal() - last_day(value)?.ordinal())
    }

    /// The age of what a TIMEX3 value names, in steps that a classifier can weigh.
    pub fn age(self, value: &str) -> &'static str {
        match value {
            "PRESENT_REF" => return "now",
            "PAST_REF" => return "past",
            _ if value.starts_with('P') => return "span",
            _ => {}
        }
        match self.days_since(value) {
            Some(..0) => "not over",
            Some(0..=7) => "week",
            Some(8..=31) => "month",
            Some(32..=92) => "quarter",
            Some(93..=400) => "year",
            Some(_) => "old",
            None => self.age_without_day(value),
        }
    }

    fn age_without_day(self, value: &str) -> &'static str {
        let month = value.strip_prefix("XXXX-").and_then(|r| r.get(..2)).and_then(|m| m.parse::<u32>().ok());
        match (year(value), month) {
            (Some(year), _) if self.latest_year == Some(year) => "latest year",
            (Some(_), _) => "earlier year",
            (None, Some(month)) if self.month == Some(month) => "this month",
            (None, Some(_)) => "some month",
            (None, None) if value.contains("WXX-") => "weekday",
            _ => "unknown",
        }
    }
}

fn year(value: &str) -> Option<i32> {
    value.get(..4)?.parse().ok()
}

/// The last day that a TIMEX3 value can mean: of a month its last, of a season or a week the year's.
fn last_day(value: &str) -> Option<Day> {
    let date = value.split('T').next().unwrap_or(value);
    if let Some(day) = Day::parse(date) {
        return Some(day);
    }
    let year = year(date)?;
    match date.get(5..7).and_then(|m| m.parse().ok()) {
        Some(month @ 1..=12) => Day::new(year, month, 1)?.plus_months(1)?.plus(-1),
        _ => Day::new(year, 12, 31),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_count_from_publication() {
        let now = Now { day: Day::new(2022, 7, 25), ..Now::default() };
        let ages = ["2022-07-24", "2022-07", "2022", "2022-05", "2021-07", "1998-WI", "1999T12:00", "PT3H"];
        let told: Vec<&str> = ages.iter().map(|a| now.age(a)).collect();
        assert_eq!(told, ["week", "not over", "not over", "quarter", "year", "old", "old", "span"]);
    }

    #[test]
    fn without_publication_years_and_months_are_compared() {
        let now = Now { day: None, month: Some(12), latest_year: Some(2016) };
        let told: Vec<&str> =
            ["2016-03", "1992", "XXXX-12-02", "XXXX-05", "XXXX-WXX-1", "X"].map(|a| now.age(a)).into();
        assert_eq!(told, ["latest year", "earlier year", "this month", "some month", "weekday", "unknown"]);
    }
}
