//! `dateline commitments`, `dyads`, `says`, `counts`: a whole store looked over.

use crate::arguments::ledger::{
    CommitmentsArguments, CountKey, CountsArguments, DyadsArguments, SaysArguments,
};
use crate::input::Failure;
use crate::sql_command::{is_table, told};
use crate::store_command::{failure, open};
use dateline::keep::{Answer, Commitments, Dyads, KeepError, Key, Store, Value};

/// What was promised, and what became of it.
pub fn commitments(arguments: &CommitmentsArguments) -> Result<u8, Failure> {
    let between = match arguments.between.as_slice() {
        [] => None,
        [one, other] => Some([one.clone(), other.clone()]),
        _ => return Err(Failure("--between: give two actor codes, parted by a comma: RUS,USA".into())),
    };
    let store = open(&arguments.store)?;
    let wanted = Commitments { between, since: arguments.since.clone() };
    told(&store.commitments(&wanted).map_err(failure)?, arguments.format)
}

/// The busiest pairs; on a terminal with their course.
pub fn dyads(arguments: &DyadsArguments) -> Result<u8, Failure> {
    let store = open(&arguments.store)?;
    let DyadsArguments { actor, since, until, limit, .. } = arguments.clone();
    let mut answer = store.dyads(&Dyads { actor, since, until, limit }).map_err(failure)?;
    if is_table(arguments.format) {
        courses(&store, &mut answer, arguments).map_err(failure)?;
    }
    told(&answer, arguments.format)
}

/// All that a speaker said.
pub fn says(arguments: &SaysArguments) -> Result<u8, Failure> {
    let store = open(&arguments.store)?;
    let stances = || store.stances(&arguments.speaker, &arguments.query).map_err(failure);
    if arguments.stances {
        return told(&stances()?, arguments.format);
    }
    let said = store.says(&arguments.speaker, &arguments.query, arguments.limit).map_err(failure)?;
    if is_table(arguments.format) && !said.rows.is_empty() {
        let count = |row: &Vec<Value>| row.iter().take(2).map(Value::words).collect::<Vec<_>>().join(" ");
        let counts = stances()?.rows.iter().map(count).collect::<Vec<_>>().join(", ");
        eprintln!("{counts}");
    }
    told(&said, arguments.format)
}

/// Counts by keys.
pub fn counts(arguments: &CountsArguments) -> Result<u8, Failure> {
    let store = open(&arguments.store)?;
    let keys: Vec<Key> = arguments.by.iter().map(|k| key(*k)).collect();
    told(&store.counts(&arguments.query, &keys).map_err(failure)?, arguments.format)
}

fn key(key: CountKey) -> Key {
    match key {
        CountKey::Day => Key::Day,
        CountKey::Month => Key::Month,
        CountKey::Year => Key::Year,
        CountKey::Source => Key::Source,
        CountKey::Target => Key::Target,
        CountKey::Type => Key::Type,
        CountKey::Country => Key::Country,
        CountKey::Place => Key::Place,
    }
}

/// Most points of a course, the latest.
const POINTS: usize = 36;

/// A last column: the course of each pair by months, all over one stretch of time.
fn courses(store: &Store, answer: &mut Answer, wanted: &DyadsArguments) -> Result<(), KeepError> {
    let since = wanted.since.as_deref().unwrap_or("").into();
    let until = wanted.until.as_deref().map_or_else(|| "~".into(), |u| format!("{u}~"));
    let within = [since, Value::Text(until)];
    let months =
        "SELECT DISTINCT substr(day, 1, 7) FROM daily_articles WHERE day >= ?1 AND day < ?2 ORDER BY 1 DESC";
    let months = store.ask_with(months, &within)?.rows;
    let months: Vec<Value> = months.into_iter().take(POINTS).filter_map(|mut row| row.pop()).rev().collect();
    let course =
        "SELECT substr(day, 1, 7), sum(events) FROM daily_dyads WHERE source = ?1 AND target = ?2 GROUP BY 1";
    for row in &mut answer.rows {
        let counts = store.ask_with(course, row.get(..2).unwrap_or_default())?.rows;
        let count =
            |month: &Value| counts.iter().find(|c| c.first() == Some(month)).and_then(|c| c.get(1)?.int());
        let counts: Vec<i64> = months.iter().map(|m| count(m).unwrap_or(0)).collect();
        row.push(Value::Text(spark(&counts)));
    }
    answer.columns.push("by month".into());
    Ok(())
}

/// Counts as heights; nothing is a space.
fn spark(counts: &[i64]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let height = |n: i64| ((n.max(0) * 8 + most - 1) / most) as usize;
    counts.iter().map(|n| [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'][height(*n).min(8)]).collect()
}

#[cfg(test)]
mod tests {
    use super::spark;

    #[test]
    fn the_most_is_highest_and_one_is_seen() {
        assert_eq!(spark(&[0, 1, 50, 100]), " ▁▄█");
        assert_eq!(spark(&[]), "");
    }
}
