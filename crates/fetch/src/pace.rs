//! How often a feed is looked at.

use crate::client::Answer;
use std::time::Duration;

/// The shortest and the longest time between two rounds.
const SHORTEST: Duration = Duration::from_secs(5 * 60);
const LONGEST: Duration = Duration::from_secs(6 * 3600);
/// Of a feed that nothing is known of.
const FIRST: Duration = Duration::from_secs(30 * 60);

/// The time until the next round: what the feed says, else what the server says, else sooner after news and later
/// without. Feeds may ask for more than we would wait by ourselves, a day at the most.
pub fn next(said: Option<Duration>, last: Option<Duration>, news: bool) -> Duration {
    const DAY: Duration = Duration::from_secs(24 * 3600);
    match said {
        Some(said) => said.clamp(SHORTEST, DAY),
        None => {
            let last = last.unwrap_or(FIRST);
            let adapted = if news { last / 2 } else { last.saturating_mul(3) / 2 };
            adapted.clamp(SHORTEST, LONGEST)
        }
    }
}

/// How long the server says that its answer holds.
pub fn max_age(answer: &Answer) -> Option<Duration> {
    let control = answer.header("cache-control")?.to_ascii_lowercase();
    let age = control.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok());
    age.filter(|&seconds: &u64| seconds > 0).map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_looked_at_by_their_own_pace() {
        let minutes = |m: u64| Duration::from_secs(m * 60);
        assert_eq!(next(Some(minutes(60)), None, true), minutes(60));
        assert_eq!(next(Some(minutes(1)), None, true), minutes(5));
        assert_eq!(next(None, None, true), minutes(15));
        assert_eq!(next(None, Some(minutes(60)), false), minutes(90));
        assert_eq!(next(None, Some(minutes(300)), false), minutes(360));
        assert_eq!(next(None, Some(minutes(6)), true), minutes(5));
    }
}
