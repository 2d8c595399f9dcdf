//! Moments as feeds, sitemaps and servers write them, in seconds since 1970 (UTC).

use crate::when::at_start;
use document::Day;

/// Reads RFC 3339 and ISO 8601 (`2016-12-12T10:02:00+03:00`, `2016-12-12`) and RFC 5322
/// (`Mon, 12 Dec 2016 10:02:00 +0300`, `… GMT`); a day alone is its first moment. `None` for anything else.
pub fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    let (written, length) = at_start(text)?;
    at(written.day()?, text.get(length..)?)
}

/// A day with what stands behind it: `T10:02:00.5+03:00`, `10:02 GMT`, nothing.
fn at(day: Day, clock: &str) -> Option<i64> {
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
        const NOON: i64 = 1_481_544_000;
        for text in [
            "2016-12-12T12:00:00Z",
            "2016-12-12T15:00:00+03:00",
            "2016-12-12T12:00:00.000Z",
            "2016-12-12 12:00",
            "Mon, 12 Dec 2016 12:00:00 GMT",
            "12 Dec 2016 15:00 +0300",
            "Mon, 12 December 16 07:00:00 EST",
        ] {
            assert_eq!(moment(text), Some(NOON), "{text}");
        }
        assert_eq!(moment("2016-12-12"), Some(NOON - 12 * 3600));
        for text in [
            "",
            "yesterday",
            "2016-13-12",
            "32 Dec 2016 12:00 GMT",
            "12 Foo 2016 12:00",
            "2016-12-12Tx",
            "Mon",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "\\PC*") {
            let _ = moment(&text);
        }
    }
}
