//! Moments as feeds, sitemaps and servers write them, in seconds since 1970 (UTC).

use document::Day;
use std::time::{SystemTime, UNIX_EPOCH};

/// Now.
pub fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64)
}

/// The day of a moment; `None` outside the years 1 to 9999.
pub fn day(moment: i64) -> Option<Day> {
    Day::from_ordinal(i32::try_from(moment.div_euclid(86_400)).ok()?)
}

/// `2016-12-12T10:02:00Z`, as WARC has it.
pub fn iso(moment: i64) -> String {
    let day = day(moment).map_or_else(|| "1970-01-01".to_owned(), |d| d.to_string());
    let second = moment.rem_euclid(86_400);
    format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

/// Reads RFC 3339 and ISO 8601 (`2016-12-12T10:02:00+03:00`, `2016-12-12`) and RFC 5322
/// (`Mon, 12 Dec 2016 10:02:00 +0300`, `… GMT`); `None` for anything else.
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    match Day::parse(text) {
        Some(day) => moment(day, text.get(10..)?),
        None => rfc5322(text),
    }
}

fn rfc5322(text: &str) -> Option<i64> {
    let text = text.split_once(',').map_or(text, |(_, rest)| rest);
    let mut parts = text.split_ascii_whitespace();
    let day: u32 = parts.next()?.parse().ok()?;
    let name = parts.next()?.get(..3)?.to_ascii_lowercase();
    let month = "janfebmaraprmayjunjulaugsepoctnovdec".find(&name).filter(|at| at % 3 == 0)? / 3 + 1;
    let year: i32 = parts.next()?.parse().ok()?;
    let year = match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        _ => year,
    };
    let rest: Vec<&str> = parts.collect();
    moment(Day::new(year, month as u32, day)?, &rest.join(" "))
}

/// A day with what stands behind it: `T10:02:00.5+03:00`, `10:02 GMT`, nothing.
fn moment(day: Day, clock: &str) -> Option<i64> {
    let start = i64::from(day.ordinal()) * 86_400;
    let clock = clock.trim_start_matches(['T', 't', ' ']);
    if clock.is_empty() {
        return Some(start);
    }
    let end = clock.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(clock.len());
    let (time, zone) = clock.split_at(end);
    let mut units = time.split(':').map(|u| u.split('.').next().unwrap_or("").parse::<i64>().ok());
    let (hours, minutes) = (units.next()??, units.next()??);
    let seconds = units.next().flatten().unwrap_or(0);
    let within = hours < 25 && minutes < 60 && seconds < 62;
    within.then_some(start + hours * 3600 + minutes * 60 + seconds - offset(zone.trim())?)
}

/// Seconds east of Greenwich: `Z`, `GMT`, `+0300`, `+03:00`, `EST`. A zone without a meaning is taken as UTC.
fn offset(zone: &str) -> Option<i64> {
    let hours = match zone {
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => 0,
    };
    let Some(sign) = zone.chars().next().filter(|c| matches!(c, '+' | '-')) else {
        return Some(hours * 3600);
    };
    let digits: String = zone.chars().skip(1).filter(char::is_ascii_digit).take(4).collect();
    let value: i64 = format!("{digits:0<4}").parse().ok()?;
    let seconds = value / 100 * 3600 + value % 100 * 60;
    Some(if sign == '-' { -seconds } else { seconds })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moments_in_the_forms_of_the_web() {
        let noon = parse("2016-12-12T12:00:00Z").unwrap();
        assert_eq!(iso(noon), "2016-12-12T12:00:00Z");
        for text in [
            "2016-12-12T15:00:00+03:00",
            "2016-12-12T12:00:00.000Z",
            "2016-12-12 12:00",
            "Mon, 12 Dec 2016 12:00:00 GMT",
            "12 Dec 2016 15:00 +0300",
            "Mon, 12 December 16 07:00:00 EST",
        ] {
            assert_eq!(parse(text), Some(noon), "{text}");
        }
        assert_eq!(parse("2016-12-12"), Some(noon - 12 * 3600));
        for text in
            ["", "yesterday", "2016-13-12", "32 Dec 2016 12:00 GMT", "12 Foo 2016 12:00", "2016-12-12Tx"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "\\PC*") {
            let _ = parse(&text);
        }

        #[test]
        fn what_is_written_is_read(moment in 0i64..200_000_000_000) {
            prop_assert_eq!(parse(&iso(moment)), Some(moment));
        }
    }
}
