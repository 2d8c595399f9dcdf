//! One happening with all that its reports say: what agrees, what does not.

use super::Store;
use crate::columns::MOST;
use crate::same::toll::tolls;
use crate::{KeepError, Value};
use std::collections::BTreeMap;

/// A report of a happening.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Number of the article in the store.
    pub article: i64,
    /// The event of it that is the happening, as `n`; `None` where it has none.
    pub event: Option<i64>,
    /// Name of the article.
    pub name: String,
    /// Where it came from.
    pub origin: Option<String>,
    /// Day of publication.
    pub published: String,
    /// Headline, or how the text begins.
    pub title: String,
    /// How well it goes with the other reports, 0 to 1.
    pub score: f64,
    /// What it has in common with them.
    pub why: Vec<String>,
}

/// Something that reports of a happening say in different ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// dead, wounded, arrested; source, target, type; denied.
    pub what: String,
    /// What is said, with the names of the reports that say so and the words of the first.
    pub said: Vec<(String, Vec<String>, String)>,
}

/// A happening with its reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// Its row of `happenings`, by the names of columns.
    pub row: BTreeMap<String, Value>,
    /// Its reports, the first to be published first.
    pub reports: Vec<Report>,
    /// What is said in one way: by two reports and more.
    pub agreed: Vec<Difference>,
    /// What is said in several.
    pub differences: Vec<Difference>,
}

const REPORTS: &str = "SELECT a.name, a.origin, a.published, coalesce(a.title, substr(a.text, 1, 100)), x.score, x.why, a.text, a.id, x.event \
    FROM happening_events x JOIN articles a ON a.id = x.article WHERE x.happening = ?1 ORDER BY a.published, a.name";

impl Store {
    /// A happening by its number; `None` where there is none.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn happening(&self, id: i64) -> Result<Option<Happening>, KeepError> {
        let found = self.ask_with("SELECT * FROM happenings WHERE id = ?1", &[id.into()])?;
        let Some(row) = found.rows.into_iter().next() else { return Ok(None) };
        let row = found.columns.into_iter().zip(row).collect();
        let mut said = Said::default();
        let mut reports = Vec::new();
        for row in self.ask_with(REPORTS, &[id.into()])?.rows {
            let text = |at: usize| row.get(at).and_then(Value::text).unwrap_or_default().to_string();
            let score = row.get(4).map_or(0.0, |v| if let Value::Real(x) = v { *x } else { 0.0 });
            tolls(&text(6))
                .into_iter()
                .for_each(|t| said.put(t.what, &t.count.to_string(), &text(0), &t.words));
            reports.push(Report {
                article: row.get(7).and_then(Value::int).unwrap_or(0),
                event: row.get(8).and_then(Value::int).map(|number| number % MOST),
                name: text(0),
                origin: row.get(1).and_then(Value::text).map(str::to_string),
                published: text(2),
                title: text(3),
                score,
                why: serde_json::from_str(&text(5)).unwrap_or_default(),
            });
        }
        for (what, question) in self.sides() {
            for row in self.ask_with(&question, &[id.into()])?.rows {
                let text = |at: usize| row.get(at).and_then(Value::text).unwrap_or_default();
                said.put(what, text(0), text(1), text(2));
            }
        }
        let (agreed, differences) = said.parted();
        Ok(Some(Happening { row, reports, agreed, differences }))
    }

    /// Questions for what, by which report, in which words.
    fn sides(&self) -> [(&'static str, String); 4] {
        let events = format!(
            "FROM happening_events x JOIN happenings h ON h.id = x.happening JOIN events e ON e.id >= x.article * {MOST} \
             AND e.id < (x.article + 1) * {MOST} AND e.main JOIN articles a ON a.id = x.article"
        );
        let trigger = "substr(a.text, e.sentence_begin + 1, e.sentence_end - e.sentence_begin)";
        let side = |side: &str| {
            format!(
                "SELECT DISTINCT d.{side}, a.name, {trigger} {events} JOIN dyads d ON d.event = e.id \
                 WHERE x.happening = ?1 AND e.type = h.type AND d.{side} <> '' ORDER BY a.published, a.name, e.id"
            )
        };
        let denied = "SELECT coalesce(s.speaker_actor, s.speaker_name, '?'), a.name, substr(a.text, \
             json_extract(s.content, '$[0][0]') + 1, json_extract(s.content, '$[0][1]') - json_extract(s.content, '$[0][0]')) \
             FROM happening_events x JOIN articles a ON a.id = x.article JOIN statements s ON s.article = a.id \
             AND s.id >= a.id * 1048576 AND s.id < (a.id + 1) * 1048576 \
             WHERE x.happening = ?1 AND s.stance = 'denies' ORDER BY a.published, a.name, s.id";
        let types = format!(
            "SELECT DISTINCT e.type, a.name, {trigger} {events} WHERE x.happening = ?1 ORDER BY a.published, a.name, e.id"
        );
        [
            ("type", types),
            ("source", side("source")),
            ("target", side("target")),
            ("denied by", denied.to_string()),
        ]
    }
}

/// What is said, by what it is about and what it says.
#[derive(Default)]
struct Said(BTreeMap<String, Vec<(String, Vec<String>, String)>>);

impl Said {
    fn put(&mut self, what: &str, value: &str, report: &str, words: &str) {
        let said = self.0.entry(what.to_string()).or_default();
        match said.iter_mut().find(|s| s.0 == value) {
            Some(known) if known.1.iter().any(|r| r == report) => {}
            Some(known) => known.1.push(report.to_string()),
            None => said.push((value.to_string(), vec![report.to_string()], words.to_string())),
        }
    }

    /// What all say alike, and what some say otherwise or deny.
    fn parted(self) -> (Vec<Difference>, Vec<Difference>) {
        let all = self.0.into_iter().map(|(what, said)| Difference { what, said });
        let (agreed, differ): (Vec<_>, Vec<_>) =
            all.partition(|d| d.said.len() == 1 && d.what != "denied by");
        (agreed.into_iter().filter(|d| d.said.iter().any(|s| s.1.len() > 1)).collect(), differ)
    }
}
