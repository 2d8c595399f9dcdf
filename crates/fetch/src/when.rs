//! Moments, in seconds since 1970 (UTC).

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(moment in 0i64..200_000_000_000) {
            prop_assert_eq!(read::moment(&iso(moment)), Some(moment));
        }
    }
}
