//! How a batch went: what was read, passed over and failed, with the reasons in groups.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Inputs or articles with one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Group {
    count: usize,
    /// The first of them, as an example.
    first: String,
}

/// Reasons with how many have them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons(BTreeMap<String, Group>);

impl Reasons {
    /// Counts one; `what` is its name or what is told of it.
    pub fn add(&mut self, reason: &str, what: &str) {
        let group = self.0.entry(reason.to_owned()).or_default();
        group.count += 1;
        if group.count == 1 {
            what.clone_into(&mut group.first);
        }
    }

    /// Takes in those of another list.
    pub fn extend(&mut self, others: Reasons) {
        for (reason, other) in others.0 {
            let group = self.0.entry(reason).or_insert_with(|| Group { count: 0, first: other.first });
            group.count += other.count;
        }
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.0.values().map(|g| g.count).sum()
    }

    /// The reasons as JSON, those with most first.
    pub fn json(&self) -> Value {
        let each = |(reason, group): (&String, &Group)| json!({"reason": reason, "count": group.count, "first": group.first});
        self.by_count().into_iter().map(each).collect()
    }

    /// Reads what [`Reasons::json`] wrote; anything else is left out.
    pub fn of_json(value: &Value) -> Reasons {
        let group = |item: &Value| {
            let text = |key: &str| item[key].as_str().map(str::to_owned);
            let count = usize::try_from(item["count"].as_u64()?).ok()?;
            Some((text("reason")?, Group { count, first: text("first")? }))
        };
        Reasons(value.as_array().into_iter().flatten().filter_map(group).collect())
    }

    fn by_count(&self) -> Vec<(&String, &Group)> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by_key(|(_, group)| std::cmp::Reverse(group.count));
        all
    }
}

/// How a batch went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles read.
    pub read: usize,
    /// Inputs passed over on purpose, and what is whole but has no article in it.
    pub skipped: Reasons,
    /// Inputs and articles that are broken.
    pub failed: Reasons,
}

impl Report {
    /// All of it as JSON.
    pub fn json(&self, seconds: f64) -> Value {
        let part = |reasons: &Reasons| json!({"total": reasons.total(), "reasons": reasons.json()});
        let mut out = Map::new();
        out.insert("read".to_owned(), json!(self.read));
        out.insert("skipped".to_owned(), part(&self.skipped));
        out.insert("failed".to_owned(), part(&self.failed));
        out.insert("seconds".to_owned(), json!((seconds * 10.0).round() / 10.0));
        Value::Object(out)
    }

    /// A table for people: what happened, how often, why, and the first that it happened to.
    pub fn table(&self) -> String {
        let mut out = String::new();
        let mut row = |what: &str, count: usize, why: &str| {
            let _ = writeln!(out, "{}", format!("{what:<8}{count:>9}  {why}").trim_end());
        };
        row("read", self.read, "");
        for (what, reasons) in [("skipped", &self.skipped), ("failed", &self.failed)] {
            row(what, reasons.total(), "");
            for (reason, group) in reasons.by_count() {
                row("", group.count, reason);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_grouped_and_come_back_from_json() {
        let mut report = Report { read: 3, ..Report::default() };
        report.failed.add("no such file", "a.txt");
        report.failed.add("no JSON object", "b.jsonl:1");
        report.failed.add("no JSON object", "b.jsonl:7");
        let json = report.json(1.26);
        assert_eq!(
            json["failed"]["reasons"][0],
            json!({"reason": "no JSON object", "count": 2, "first": "b.jsonl:1"})
        );
        assert_eq!(json["seconds"], 1.3);
        assert_eq!(Reasons::of_json(&json["failed"]["reasons"]), report.failed);
        let table = "read            3\nskipped         0\nfailed          3\n                2  no JSON object\n                1  no such file\n";
        assert_eq!(report.table(), table);
    }
}
