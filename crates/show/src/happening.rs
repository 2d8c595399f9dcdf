//! One happening with its reports: what they agree on, and what not.

use crate::answer::{Rows, View};
use crate::fault::Fault;
use crate::lists::HAPPENINGS;
use keep::columns::Table;
use keep::{Difference, Happening, Report, Store};
use serde_json::{Value, json};

/// A happening, and others of its story.
pub struct Happened {
    row: Rows,
    /// Its reports, and what they say.
    pub told: Happening,
    /// Others of the same story, the latest first.
    pub story: Rows,
}

/// Most others of a story that are shown.
const OTHERS: usize = 30;

impl Happened {
    /// Out of the store, by its number.
    ///
    /// # Errors
    /// If there is none, or the file cannot be read.
    pub fn of(store: &Store, id: &str) -> Result<Happened, Fault> {
        let missing = || Fault::missing("There is no such happening in this store.");
        let number: i64 = id.parse().map_err(|_| missing())?;
        let told = store.happening(number)?.ok_or_else(missing)?;
        let row = Rows::that(store, &HAPPENINGS, "h.id = ?1", &[number.into()])?;
        let story = row.views().next().and_then(|v| v.int("story")).unwrap_or(0);
        let others = format!("h.story = ?1 AND h.id <> ?2 ORDER BY h.day DESC, h.id DESC LIMIT {OTHERS}");
        let story = Rows::that(store, &HAPPENINGS, &others, &[story.into(), number.into()])?;
        Ok(Happened { row, told, story })
    }

    /// Its row of the list.
    pub fn view(&self) -> View<'_> {
        const NONE: &Table = HAPPENINGS.table;
        self.row.views().next().unwrap_or(View { table: NONE, row: &[] })
    }

    /// The report of a name.
    pub fn report(&self, name: &str) -> Option<&Report> {
        self.told.reports.iter().find(|r| r.name == name)
    }

    /// Everything, for programs.
    pub fn json(&self) -> Value {
        let all =
            |differences: &[Difference]| differences.iter().map(|d| self.difference(d)).collect::<Value>();
        json!({
            "happening": self.view().json(),
            "reports": self.told.reports.iter().map(report).collect::<Value>(),
            "agreed": all(&self.told.agreed),
            "differences": all(&self.told.differences),
            "story": self.story.views().map(|v| v.json()).collect::<Value>(),
        })
    }

    fn difference(&self, difference: &Difference) -> Value {
        let said = difference.said.iter().map(|(value, reports, words)| {
            let numbers: Vec<i64> = reports.iter().filter_map(|r| Some(self.report(r)?.article)).collect();
            json!({ "value": value, "articles": numbers, "words": words })
        });
        json!({ "what": difference.what, "said": said.collect::<Value>() })
    }
}

fn report(report: &Report) -> Value {
    json!({
        "article": report.article, "name": report.name, "event": report.event, "origin": report.origin,
        "published": report.published, "title": report.title, "score": report.score, "why": report.why,
    })
}
