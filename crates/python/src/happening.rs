//! Happenings: the steps that find on a cluster which reports are of one.

use crate::columns::{batch, ints, numbers, strings, text_lists};
use crate::error;
use crate::step::Work;
use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use dateline::document::Day;
use dateline::keep::columns::NEWS;
use dateline::keep::same::block::{Block, rank};
use dateline::keep::same::news::News;
use dateline::keep::same::{affair, alike, why};
use dateline::keep::{self, Row};
use pyo3::{PyResult, pyfunction};
use std::sync::Arc;

/// Rows of `news` with the names of their articles.
fn named(rows: &RecordBatch) -> PyResult<Vec<(String, Row)>> {
    let names = strings(rows, "name")?.iter().map(|n| n.unwrap_or_default().to_owned());
    Ok(names.zip(keep::rows(&NEWS, rows)).collect())
}

/// Rows of `news`, each once a key.
pub struct Keys;

impl Work for Keys {
    fn go(&mut self, rows: Option<&RecordBatch>) -> PyResult<RecordBatch> {
        let (mut keys, mut made) = (Vec::new(), Vec::new());
        for (name, row) in rows.map_or_else(|| Ok(Vec::new()), named)? {
            let Some(news) = News::of(&name, &row) else { continue };
            for key in news.keys {
                keys.push((key, i64::from(news.published), rank(&name), name.clone()));
                made.push(row.clone());
            }
        }
        let text = |of: fn(&(String, i64, i64, String)) -> &String| -> ArrayRef {
            Arc::new(keys.iter().map(|k| Some(of(k))).collect::<StringArray>())
        };
        let mut columns = vec![("key", text(|k| &k.0))];
        columns.push(("day", numbers(keys.iter().map(|k| Some(k.1)))));
        columns.push(("rank", numbers(keys.iter().map(|k| Some(k.2)))));
        columns.push(("name", text(|k| &k.3)));
        let news = keep::batch(&NEWS, &made).map_err(error::arrow)?;
        columns.extend(NEWS.columns.iter().map(|c| c.name).zip(news.columns().iter().cloned()));
        batch(columns)
    }
}

/// Those rows in the order of keys, days, ranks and names to pairs of articles whose words are alike.
#[derive(Default)]
pub struct Alike(Block);

impl Work for Alike {
    fn go(&mut self, rows: Option<&RecordBatch>) -> PyResult<RecordBatch> {
        let mut links: Vec<(i64, i64, f64)> = Vec::new();
        if let Some(rows) = rows {
            let keys = strings(rows, "key")?;
            for (at, (name, row)) in named(rows)?.into_iter().enumerate() {
                let Some(news) = News::of(&name, &row) else { continue };
                let article = news.article;
                let met = self.0.meet(keys.value(at), news);
                links.extend(met.into_iter().map(|(other, likeness)| (article, other, likeness)));
            }
        }
        batch(vec![
            ("a", numbers(links.iter().map(|l| Some(l.0)))),
            ("b", numbers(links.iter().map(|l| Some(l.1)))),
            ("likeness", Arc::new(links.iter().map(|l| l.2).collect::<Float64Array>())),
        ])
    }
}

/// Rows of `news` in the order of affairs and names to the reports of each happening.
#[derive(Default)]
pub struct Affair {
    affair: Option<i64>,
    reports: Vec<News>,
}

/// A report of a happening.
struct Report {
    happening: i64,
    story: i64,
    article: i64,
    event: Option<i64>,
    day: String,
    score: f64,
    why: Vec<String>,
}

impl Work for Affair {
    fn go(&mut self, rows: Option<&RecordBatch>) -> PyResult<RecordBatch> {
        let mut found: Vec<Report> = Vec::new();
        match rows {
            None => self.end(&mut found),
            Some(rows) => {
                let affairs = ints(rows, "affair")?;
                for (at, (name, row)) in named(rows)?.into_iter().enumerate() {
                    if self.affair.replace(affairs.value(at)) != Some(affairs.value(at)) {
                        self.end(&mut found);
                    }
                    self.reports.extend(News::of(&name, &row));
                }
            }
        }
        let of = |what: fn(&Report) -> Option<i64>| numbers(found.iter().map(what));
        batch(vec![
            ("happening", of(|r| Some(r.happening))),
            ("story", of(|r| Some(r.story))),
            ("article", of(|r| Some(r.article))),
            ("event", of(|r| r.event)),
            ("day", Arc::new(found.iter().map(|r| Some(&r.day)).collect::<StringArray>())),
            ("score", Arc::new(found.iter().map(|r| r.score).collect::<Float64Array>())),
            ("why", text_lists(&found.iter().map(|r| r.why.clone()).collect::<Vec<_>>())),
        ])
    }
}

impl Affair {
    /// The happenings of the affair that is complete. Articles are numbered by day and name: the least is the first.
    fn end(&mut self, found: &mut Vec<Report>) {
        let reports = std::mem::take(&mut self.reports);
        let reports: Vec<&News> = reports.iter().collect();
        let story = reports.iter().map(|n| n.article).min().unwrap_or_default();
        for of in alike::happenings(&reports).iter().filter(|of| of.reports.len() > 1) {
            let members: Vec<&News> = of.reports.iter().map(|(at, _)| reports[*at]).collect();
            let happening = members.iter().map(|n| n.article).min().unwrap_or_default();
            let day = Day::from_ordinal(of.day).map(|d| d.to_string()).unwrap_or_default();
            found.extend(members.iter().zip(&of.reports).map(|(news, (_, score))| Report {
                happening,
                story,
                article: news.article,
                event: news.event,
                day: day.clone(),
                score: (score * 100.0).round() / 100.0,
                why: why::of(news, &members, of.day),
            }));
        }
    }
}

/// How alike reports are at least to be linked, then higher; and most reports of an affair but on the highest rung.
#[pyfunction]
pub fn ladder() -> (Vec<f64>, usize) {
    (affair::LADDER.to_vec(), affair::MOST)
}
