//! Counts of reports by day, pair, place and type, against the articles read; the busiest pairs; what one speaker said.

use super::{parse, sql};
use crate::store::Answer;
use crate::{KeepError, Store, Value};

/// What is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Key {
    Day,
    Month,
    Year,
    Source,
    Target,
    Type,
    Country,
    Place,
}

impl Key {
    /// The name of its column and the SQL of it.
    fn column(self) -> (&'static str, String) {
        match self {
            Key::Day | Key::Month | Key::Year => {
                ("time", format!("substr(e.day, 1, {})", self.letters().unwrap_or(10)))
            }
            Key::Source => ("source", "p.source".into()),
            Key::Target => ("target", "p.target".into()),
            Key::Type => ("type", "e.type".into()),
            Key::Country => ("country", "e.country".into()),
            Key::Place => ("place", "s.name".into()),
        }
    }

    /// How much of a day it is.
    fn letters(self) -> Option<usize> {
        match self {
            Key::Day => Some(10),
            Key::Month => Some(7),
            Key::Year => Some(4),
            _ => None,
        }
    }
}

/// Which pairs are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dyads {
    /// With somebody whose code begins so on either side.
    pub actor: Option<String>,
    /// From this day on.
    pub since: Option<String>,
    /// Up to the end of this day, month or year.
    pub until: Option<String>,
    /// How many at most, the busiest.
    pub limit: usize,
}

/// What a speaker said: about whom, by the entities that the words name.
const SAID: &str = "SELECT e.day, e.speaker_name AS speaker, e.stance, e.addressee_name AS addressee, \
    (SELECT group_concat(DISTINCT coalesce(n.actor, n.name)) FROM entities n, json_each(n.mentions) m, \
    json_each(e.content) c WHERE n.article = e.article AND n.class IS NOT NULL \
    AND json_extract(m.value, '$[0]') >= json_extract(c.value, '$[0]') \
    AND json_extract(m.value, '$[1]') <= json_extract(c.value, '$[1]')) AS about, \
    (SELECT group_concat(substr(a.text, json_extract(j.value, '$[0]') + 1, \
    json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')), ' … ') FROM json_each(e.content) j) AS said, \
    a.name || '#s' || e.n AS id FROM statements e JOIN articles a ON a.id = e.article";

impl Store {
    /// Counts what a query finds by keys, with the sum of Goldstein values, the articles published in the time that is
    /// among the keys (else all), and events a thousand of these. Each happening counts once an article, and once for each
    /// pair where it is counted by source and target. With a time in its order, else the most first.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn counts(&self, query: &str, by: &[Key]) -> Result<Answer, KeepError> {
        let mut keys: Vec<(&str, String)> = Vec::new();
        for key in by {
            if keys.iter().any(|k| k.0 == key.column().0) {
                return Err(KeepError::Question {
                    why: "it is counted twice by the same, or by two lengths of time".into(),
                });
            }
            keys.push(key.column());
        }
        if keys.is_empty() {
            return Err(KeepError::Question { why: "say what is to be counted by".into() });
        }
        let letters = by.iter().find_map(|k| k.letters());
        let (question, values) = sql::counts(self, query, &parse::terms(query)?, &keys, letters)?;
        self.ask_with(&question, &values)
    }

    /// The busiest pairs: events that took place, the sum of their Goldstein values, events a thousand articles of that
    /// time.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn dyads(&self, wanted: &Dyads) -> Result<Answer, KeepError> {
        let end = |text: &str| format!("{text}~");
        let values = [
            wanted.since.as_deref().unwrap_or("").into(),
            wanted.until.as_deref().map_or_else(|| "~".to_string(), end).as_str().into(),
            wanted.actor.as_deref().unwrap_or("").into(),
            Value::Int(wanted.limit as i64),
        ];
        let from = match wanted.since.is_none() && wanted.until.is_none() {
            true => "whole_dyads WHERE TRUE",
            false => "daily_dyads WHERE day >= ?1 AND day < ?2",
        };
        let question = format!(
            "SELECT source, target, sum(events) AS events, round(sum(goldstein), 1) AS goldstein, \
            round(1000.0 * sum(events) / (SELECT sum(articles) FROM daily_articles WHERE day >= ?1 AND day < ?2), 1) \
            AS per_thousand FROM {from} AND source <> '' AND target <> '' \
            AND (substr(source, 1, length(?3)) = ?3 OR substr(target, 1, length(?3)) = ?3) \
            GROUP BY source, target HAVING sum(events) > 0 ORDER BY 3 DESC, 1, 2 LIMIT ?4"
        );
        self.ask_with(&question, &values)
    }

    /// Everything that a speaker said, the latest first: by the beginning of an actor code in capitals, else words of the
    /// name.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn says(&self, speaker: &str, query: &str, limit: usize) -> Result<Answer, KeepError> {
        self.statements_of(SAID, "ORDER BY e.day DESC, e.id DESC", speaker, query, limit)
    }

    /// How often a speaker spoke with each stance.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn stances(&self, speaker: &str, query: &str) -> Result<Answer, KeepError> {
        let shown = "SELECT e.stance, count(*) AS statements, min(e.day) AS first, max(e.day) AS last \
                     FROM statements e JOIN articles a ON a.id = e.article";
        self.statements_of(shown, "GROUP BY 1 ORDER BY 2 DESC, 1", speaker, query, usize::MAX)
    }

    fn statements_of(
        &self,
        shown: &str,
        order: &str,
        speaker: &str,
        query: &str,
        limit: usize,
    ) -> Result<Answer, KeepError> {
        let code = !speaker.is_empty() && speaker.bytes().all(|b| b.is_ascii_uppercase());
        let speaker = speaker.replace('"', " ");
        let query = match code {
            true => format!("{query} speaker:{speaker}"),
            false => format!("{query} speaker:\"{speaker}\""),
        };
        let (holds, values) = sql::statements(self, &query, &parse::terms(&query)?)?;
        let limit = i64::try_from(limit).unwrap_or(-1);
        self.ask_with(&format!("{shown} WHERE {holds} {order} LIMIT {limit}"), &values)
    }
}
