//! Commitments over articles: who promised, offered, demanded, threatened or agreed what, and what later reports say became
//! of it. [`link`] puts tellings of one thing together, by their sides, days and words; where no report says more, the
//! outcome is unknown.

mod link;
mod side;
mod words;

use crate::store::Answer;
use crate::{KeepError, Store, Value};
use document::Day;
use link::{Deed, Deeds, Entry, Outcome, Telling};
use rusqlite::{Connection, Row};
use side::Side;
use std::collections::{BTreeMap, BTreeSet};

/// Which commitments are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commitments {
    /// Between these two sides, by the beginnings of their codes, whichever of them committed itself.
    pub between: Option<[String; 2]>,
    /// Made on this day or later: `2016`, `2016-12`, `2016-12-06`.
    pub since: Option<String>,
}

/// Columns of the ledger.
pub const COLUMNS: [&str; 11] =
    ["id", "day", "kind", "by", "to", "what", "deadline", "outcome", "outcome_day", "outcome_in", "reports"];

/// The words of spans, for one row `c` of a table with its article `a`.
const WORDS: &str = "(SELECT group_concat(substr(a.text, json_extract(j.value, '$[0]') + 1, \
    json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')), ' … ') FROM json_each(SPANS) j)";

impl Store {
    /// The ledger of commitments, the earliest first. It depends on which articles the store holds, and not on the order in
    /// which they came.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn commitments(&self, wanted: &Commitments) -> Result<Answer, KeepError> {
        let (entries, last) = self.run(|db| {
            let mut entries = link::entries(tellings(db)?);
            deeds(db, &mut entries)?;
            let last = db.query_row(
                "SELECT coalesce(max(day), '') FROM daily_articles WHERE articles > 0",
                [],
                |r| r.get::<_, String>(0),
            )?;
            Ok((entries, last))
        })?;
        let rows = entries.iter().filter(|e| wanted.has(e)).map(|e| row(e, &last)).collect();
        Ok(Answer { columns: COLUMNS.map(str::to_string).to_vec(), rows })
    }
}

impl Commitments {
    fn has(&self, entry: &Entry) -> bool {
        let first = entry.first();
        let is = |sides: &[Side], code: &String| {
            sides.iter().any(|s| s.actor.as_ref().is_some_and(|a| a.starts_with(code.as_str())))
        };
        let between = self.between.as_ref().is_none_or(|[one, other]| {
            (is(&first.by, one) && is(&first.to, other)) || (is(&first.by, other) && is(&first.to, one))
        });
        let since =
            self.since.as_ref().is_none_or(|since| first.day.as_ref().is_some_and(|day| day >= since));
        between && since
    }
}

fn row(entry: &Entry, last: &str) -> Vec<Value> {
    let first = entry.first();
    let outcome = entry.outcome(last);
    let sides = |of: fn(&Telling) -> &Vec<Side>| {
        let known = entry.tellings.iter().map(of).find(|sides| !sides.is_empty());
        known.map(|all| all.iter().map(Side::label).collect::<Vec<_>>().join(", "))
    };
    vec![
        first.id.as_str().into(),
        first.day.as_deref().into(),
        first.kind.as_str().into(),
        sides(|t| &t.by).as_deref().into(),
        sides(|t| &t.to).as_deref().into(),
        first.what.as_str().into(),
        entry.tellings.iter().find_map(|t| t.deadline.as_deref()).into(),
        outcome.as_ref().map(|o| o.status.as_str()).into(),
        outcome.as_ref().and_then(|o| o.day.as_deref()).into(),
        outcome.as_ref().map(|o| o.told_in.as_str()).filter(|id| !id.is_empty()).into(),
        Value::Int(entry.tellings.len() as i64),
    ]
}

/// Every commitment as its article tells it.
fn tellings(db: &Connection) -> rusqlite::Result<Vec<Telling>> {
    let what = WORDS.replace("SPANS", "c.what");
    let sql = format!(
        "SELECT c.id, a.name || '#c' || c.n, c.kind, {what}, c.day, c.date IS NOT NULL, c.deadline \
         FROM commitments c JOIN articles a ON a.id = c.article"
    );
    let (mut parties, mut outcomes) = (parties(db)?, outcomes(db)?);
    let mut select = db.prepare(&sql)?;
    let found = select.query_map([], |r| {
        let number: i64 = r.get(0)?;
        let mut of = |role: &str| parties.remove(&(number, role.to_string())).unwrap_or_default();
        Ok(Telling {
            id: r.get(1)?,
            kind: r.get(2)?,
            by: of("by"),
            to: of("to"),
            what: r.get::<_, Option<String>>(3)?.unwrap_or_default(),
            day: r.get(4)?,
            stated: r.get(5)?,
            deadline: r.get::<_, Option<String>>(6)?.and_then(|value| last_day(&value)),
            outcomes: outcomes.remove(&number).unwrap_or_default(),
        })
    })?;
    found.collect()
}

/// Sides of commitments by their number and role.
fn parties(db: &Connection) -> rusqlite::Result<BTreeMap<(i64, String), Vec<Side>>> {
    // By way of the commitments, which are few, to the key of the parties.
    let sql = "SELECT p.record, p.role, p.actor, p.name FROM commitments c CROSS JOIN parties p ON p.article = c.article AND \
               p.of = 'commitment' AND p.record = c.id ORDER BY p.record, p.role, p.n";
    let mut all: BTreeMap<_, Vec<Side>> = BTreeMap::new();
    let mut select = db.prepare(sql)?;
    let mut rows = select.query([])?;
    while let Some(r) = rows.next()? {
        let side = Side { actor: r.get(2)?, name: r.get(3)? };
        all.entry((r.get(0)?, r.get(1)?)).or_default().push(side);
    }
    Ok(all)
}

/// What articles say themselves, by the number of the commitment.
fn outcomes(db: &Connection) -> rusqlite::Result<BTreeMap<i64, Vec<Outcome>>> {
    let words = WORDS.replace("SPANS", "o.spans");
    let sql = format!(
        "SELECT o.commitment, o.status, coalesce(substr(o.date, 1, 10), a.published), a.name || '#c' || c.n, {words} \
         FROM outcomes o JOIN commitments c ON c.id = o.commitment JOIN articles a ON a.id = o.article ORDER BY o.id"
    );
    let mut all: BTreeMap<i64, Vec<Outcome>> = BTreeMap::new();
    let mut select = db.prepare(&sql)?;
    let mut rows = select.query([])?;
    while let Some(r) = rows.next()? {
        let words = r.get::<_, Option<String>>(4)?.unwrap_or_default();
        let outcome = Outcome { status: r.get(1)?, day: r.get(2)?, told_in: r.get(3)?, words };
        all.entry(r.get(0)?).or_default().push(outcome);
    }
    Ok(all)
}

/// Tells the entries what later events say of them. Events are asked for by the countries of those who are bound or
/// answer, one event at a time; what is itself only promised or demanded is no deed.
fn deeds(db: &Connection, entries: &mut [Entry]) -> rusqlite::Result<()> {
    let of = |side: &Side| side.actor.as_ref().and_then(|a| a.get(..3)).map(str::to_string);
    let tellings = entries.iter().map(Entry::first);
    let countries: BTreeSet<String> =
        tellings.flat_map(|t| t.by.iter().chain(&t.to)).filter_map(of).collect();
    let Some(first) = entries.iter().filter_map(|e| e.first().day.clone()).min() else { return Ok(()) };
    let mut select = db.prepare(
        "SELECT a.name || '#v' || e.n, e.day, e.type, e.quad, d.source, d.target, \
         substr(a.text, e.trigger_begin + 1, e.trigger_end - e.trigger_begin), \
         substr(a.text, e.sentence_begin + 1, e.sentence_end - e.sentence_begin) \
         FROM events e JOIN dyads d ON d.event = e.id JOIN articles a ON a.id = e.article \
         WHERE e.id IN (SELECT event FROM sides WHERE source_country = ?1 AND day > ?2) \
         AND d.source_country = ?1 AND e.factuality = 'actual' AND NOT e.historical \
         AND NOT EXISTS (SELECT 1 FROM commitments c, json_each(c.what) w WHERE c.id BETWEEN e.article << 20 AND \
         (e.article + 1) << 20 AND e.trigger_begin BETWEEN json_extract(w.value, '$[0]') AND json_extract(w.value, '$[1]'))",
    )?;
    let mut all = Deeds::new(entries);
    for country in countries {
        let mut rows = select.query([&country, &first])?;
        while let Some(r) = rows.next()? {
            all.take(&deed(r)?);
        }
    }
    all.end();
    Ok(())
}

fn deed(r: &Row<'_>) -> rusqlite::Result<Deed> {
    let side = |at| {
        Ok::<_, rusqlite::Error>(Side {
            actor: Some(r.get(at)?).filter(|a: &String| !a.is_empty()),
            name: None,
        })
    };
    Ok(Deed {
        id: r.get(0)?,
        day: r.get(1)?,
        kind: r.get(2)?,
        quad: r.get(3)?,
        source: side(4)?,
        target: side(5)?,
        trigger: r.get(6)?,
        sentence: r.get(7)?,
    })
}

/// The last day of a day, a month or a year; none of other values.
fn last_day(value: &str) -> Option<String> {
    let next = |text: &str, months| Day::parse(text)?.plus_months(months)?.plus(-1);
    let day = match value.len() {
        4 => next(&format!("{value}-01-01"), 12),
        7 => next(&format!("{value}-01"), 1),
        _ => Day::parse(value.get(..10)?),
    };
    day.map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::last_day;

    #[test]
    fn a_month_ends_on_its_last_day() {
        let day = |value| last_day(value);
        assert_eq!(day("2016-02").as_deref(), Some("2016-02-29"));
        assert_eq!(day("2016").as_deref(), Some("2016-12-31"));
        assert_eq!(day("2016-12-06T14:00").as_deref(), Some("2016-12-06"));
        assert_eq!((day("2016-W50"), day("P3D")), (None, None));
    }
}
