//! A store beside events that others coded: how many of which kind, between whom, on which day, in both.

mod lines;

use crate::store::Answer;
use crate::{KeepError, Store, Value};
use knowledge::Actors;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use lines::{Broken, Files};

/// What classes of events are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// CAMEO roots, two digits.
    #[default]
    Root,
    /// Quad classes, made of the root on both sides: 01 to 05, 06 to 08, 09 to 13, 14 to 20.
    Quad,
}

/// What a row of the answer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Each {
    /// A pair of countries and a class, over all days.
    #[default]
    Dyad,
    /// A day.
    Day,
    /// A pair, a class and a day.
    Cell,
}

/// Day, source, target, class.
type Cell = (String, String, String, String);

/// Counts in both.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Of the store, of the files.
    cells: BTreeMap<Cell, [i64; 2]>,
    /// How the files were read.
    pub files: Files,
}

impl Class {
    /// The class of a CAMEO root; `None` of what is no root.
    fn of(self, root: &str) -> Option<String> {
        let number: u8 = root.parse().ok().filter(|n| (1..=20).contains(n) && root.len() == 2)?;
        Some(match (self, number) {
            (Class::Root, _) => root.to_string(),
            (Class::Quad, ..=5) => "1".to_string(),
            (Class::Quad, ..=8) => "2".to_string(),
            (Class::Quad, ..=13) => "3".to_string(),
            (Class::Quad, _) => "4".to_string(),
        })
    }
}

/// Reads files of GDELT 2.0, GDELT 1.0 and Phoenix and sets the events of the store in the same days beside them. Of
/// both only events between two countries count; of the store those that took place, each happening once an article.
///
/// # Errors
/// If the store or a file cannot be read.
pub fn compare(store: &Store, files: &[&Path], class: Class) -> Result<Comparison, KeepError> {
    let mut made = Comparison::default();
    for path in files {
        let cells = &mut made.cells;
        made.files.read(path, class, &mut |cell| cells.entry(cell).or_default()[1] += 1)?;
    }
    let days = (made.cells.keys().next(), made.cells.keys().next_back());
    if let (Some((first, ..)), Some((last, ..))) = days {
        let days = [first.clone(), last.clone()];
        own(store, class, days, &mut |cell, many| made.cells.entry(cell).or_default()[0] += many)?;
    }
    Ok(made)
}

/// The events of the store from one day to another.
fn own(
    store: &Store,
    class: Class,
    days: [String; 2],
    count: &mut dyn FnMut(Cell, i64),
) -> Result<(), KeepError> {
    let actors = Actors::ours().map_err(|e| KeepError::Wanted(e.to_string()))?;
    let sql = "SELECT e.day, d.source_country, d.target_country, substr(e.cameo, 1, 2), count(DISTINCT e.id) \
               FROM events e JOIN dyads d ON d.event = e.id WHERE e.day BETWEEN ?1 AND ?2 \
               AND e.factuality = 'actual' AND e.same_as IS NULL GROUP BY 1, 2, 3, 4";
    for row in store.ask_with(sql, &days.map(Value::from))?.rows {
        let [day, source, target, root, many] = row.as_slice() else { continue };
        let text = |value: &Value| value.text().unwrap_or("").to_string();
        let (source, target) = (text(source), text(target));
        let states = [&source, &target].iter().all(|c| actors.country(c).is_some());
        if let Some(class) = class.of(&text(root)).filter(|_| states) {
            count((text(day), source, target, class), many.int().unwrap_or(0));
        }
    }
    Ok(())
}

impl Comparison {
    /// The counts, with the correlation over days of those that have several.
    pub fn answer(&self, each: Each) -> Answer {
        match each {
            Each::Cell => {
                self.by(&["day", "source", "target", "class"], false, |(day, source, target, class)| {
                    vec![day.clone(), source.clone(), target.clone(), class.clone()]
                })
            }
            Each::Day => self.by(&["day"], false, |(day, ..)| vec![day.clone()]),
            Each::Dyad => self.by(&["source", "target", "class"], true, |(_, source, target, class)| {
                vec![source.clone(), target.clone(), class.clone()]
            }),
        }
    }

    fn by(&self, names: &[&str], over_days: bool, key: impl Fn(&Cell) -> Vec<String>) -> Answer {
        let mut sums: BTreeMap<Vec<String>, BTreeMap<&str, [i64; 2]>> = BTreeMap::new();
        for (cell, counts) in &self.cells {
            add(sums.entry(key(cell)).or_default().entry(&cell.0).or_default(), *counts);
        }
        let days = self.days();
        let row = |(key, by_day): (Vec<String>, BTreeMap<&str, [i64; 2]>)| {
            let mut total = [0; 2];
            by_day.values().for_each(|counts| add(&mut total, *counts));
            let mut row: Vec<Value> = key.into_iter().map(Value::from).collect();
            row.extend(total.map(Value::from));
            if over_days {
                let series = days.keys().map(|day| by_day.get(day).copied().unwrap_or_default());
                row.push(correlation(&series.collect::<Vec<_>>()).into());
            }
            row
        };
        let last = if over_days { &["store", "files", "correlation"][..] } else { &["store", "files"] };
        let columns = names.iter().chain(last).map(ToString::to_string).collect();
        Answer { columns, rows: sums.into_iter().map(row).collect() }
    }

    /// Both counts of each day that either has events of.
    fn days(&self) -> BTreeMap<&str, [i64; 2]> {
        let mut days: BTreeMap<&str, [i64; 2]> = BTreeMap::new();
        for (cell, counts) in &self.cells {
            add(days.entry(&cell.0).or_default(), *counts);
        }
        days
    }

    /// All in a few lines for people.
    pub fn summary(&self) -> String {
        let days = self.days();
        let mut total = [0; 2];
        days.values().for_each(|counts| add(&mut total, *counts));
        let dyads = |side: usize| -> BTreeSet<(&str, &str)> {
            let has = self.cells.iter().filter(|(_, counts)| counts[side] > 0);
            has.map(|((_, source, target, _), _)| (source.as_str(), target.as_str())).collect()
        };
        let (ours, theirs) = (dyads(0), dyads(1));
        let daily: Vec<[i64; 2]> = days.values().copied().collect();
        let correlation = correlation(&daily).map_or("none".to_string(), |r| r.to_string());
        let Files { events, stateless, broken, .. } = &self.files;
        format!(
            "files: {events} events, {stateless} of them not between two countries, {broken} broken lines\n\
             in both, between countries: store {}, files {}, over {} days; correlation of days {correlation}\n\
             dyads: {} in both, {} only in the store, {} only in the files\n",
            total[0],
            total[1],
            days.len(),
            ours.intersection(&theirs).count(),
            ours.difference(&theirs).count(),
            theirs.difference(&ours).count()
        )
    }
}

fn add(sum: &mut [i64; 2], counts: [i64; 2]) {
    sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
}

/// Pearson's correlation, two decimals; `None` for less than three pairs, or where one side never changes.
fn correlation(pairs: &[[i64; 2]]) -> Option<f64> {
    let many = pairs.len() as f64;
    let mean = |side: usize| pairs.iter().map(|p| p[side] as f64).sum::<f64>() / many;
    let means = [mean(0), mean(1)];
    let product = |a: usize, b: usize| -> f64 {
        pairs.iter().map(|p| (p[a] as f64 - means[a]) * (p[b] as f64 - means[b])).sum()
    };
    let spread = (product(0, 0) * product(1, 1)).sqrt();
    (pairs.len() >= 3 && spread > 0.0).then(|| (product(0, 1) / spread * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations() {
        assert_eq!(correlation(&[[1, 2], [2, 4], [3, 6]]), Some(1.0));
        assert_eq!(correlation(&[[1, 3], [2, 2], [3, 1]]), Some(-1.0));
        assert_eq!(correlation(&[[1, 3], [1, 2], [1, 1]]), None);
        assert_eq!(correlation(&[[1, 3], [2, 2]]), None);
    }

    #[test]
    fn classes_of_roots() {
        assert_eq!(Class::Root.of("04").as_deref(), Some("04"));
        assert_eq!(Class::Quad.of("14").as_deref(), Some("4"));
        assert_eq!([Class::Quad.of("4"), Class::Root.of("21"), Class::Root.of("")], [None, None, None]);
    }
}
