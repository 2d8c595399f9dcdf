//! Reprints: one article after the other by an index, and the steps of the same on a cluster.

use crate::columns::{batch, int_lists, ints, lists, numbers, spans};
use crate::error;
use crate::reader::{Taken, given};
use crate::step::Work;
use crate::table::Table;
use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use dateline::document::{Article, CharIndex, Span, rounded};
use dateline::read::reprint::joins::{self, Key, Meetings, Print, Roles, Seen, Tie};
use dateline::read::reprint::{Index, Link};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The articles seen so far.
#[pyclass(frozen, module = "dateline._dateline")]
pub struct Reprints(Mutex<Index>);

#[pymethods]
impl Reprints {
    /// In memory, or in a folder that is kept.
    #[new]
    fn new(folder: Option<PathBuf>) -> PyResult<Reprints> {
        let index = folder.map_or_else(|| Ok(Index::default()), |folder| Index::open(&folder));
        index.map(|index| Reprints(Mutex::new(index))).map_err(error::input)
    }

    /// Adds the articles of a batch in their order; says of each what it is to those before it.
    fn add(&self, py: Python<'_>, batch: AnyRecordBatch, names: [Option<String>; 6]) -> PyResult<Table> {
        let batches = batch.into_table()?.into_inner().0;
        py.detach(|| {
            let mut index = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let mut rows = Linked::default();
            for batch in &batches {
                for article in given(batch, &names)? {
                    rows.add(&mut index, article)?;
                }
            }
            index.keep().map_err(error::input)?;
            let batch = rows.batch()?;
            Ok(Table::new(batch.schema(), vec![batch]))
        })
    }
}

/// Links as columns.
#[derive(Default)]
struct Linked {
    name: Vec<Option<String>>,
    cluster: Vec<Option<String>>,
    role: Vec<Option<&'static str>>,
    update: Vec<Option<i64>>,
    of: Vec<Option<String>>,
    share: Vec<Option<f64>>,
    shared: Vec<Vec<[u32; 2]>>,
    error: Vec<Option<String>>,
}

impl Linked {
    fn add(&mut self, index: &mut Index, article: Taken) -> PyResult<()> {
        let (name, link, shared, error) = match article {
            Err((name, why)) => (name, None, Vec::new(), Some(why)),
            Ok(article) => {
                let link = index.add(&article).map_err(error::input)?;
                let chars = CharIndex::new(&article.text);
                let shared = link.shared.iter().map(|s| [chars.at(s.start), chars.at(s.end)]).collect();
                (Some(article.id), Some(link), shared, None)
            }
        };
        let of = |what: fn(&Link) -> Option<String>| link.as_ref().and_then(what);
        self.name.push(name);
        self.cluster.push(of(|l| Some(l.cluster.clone())));
        self.of.push(of(|l| l.of.clone()));
        self.role.push(link.as_ref().map(|l| l.role.as_str()));
        self.update.push(link.as_ref().and_then(|l| l.role.update().map(i64::from)));
        self.share.push(link.as_ref().map(|l| rounded(l.share)));
        self.shared.push(shared);
        self.error.push(error);
        Ok(())
    }

    fn batch(self) -> PyResult<RecordBatch> {
        batch(vec![
            ("name", texts(self.name)),
            ("cluster", texts(self.cluster)),
            ("role", texts(self.role)),
            ("update", numbers(self.update)),
            ("reprint_of", texts(self.of)),
            ("share", Arc::new(Float64Array::from(self.share))),
            ("shared", spans(&self.shared)?),
            ("error", texts(self.error)),
        ])
    }
}

fn texts<S: AsRef<str>>(values: Vec<Option<S>>) -> ArrayRef {
    Arc::new(values.into_iter().collect::<StringArray>())
}

/// Hashes go through as the numbers of the same bits, keys as their kind and their hash.
fn key(key: Key) -> (i64, i64) {
    match key {
        Key::Run(hash) => (0, hash as i64),
        Key::Whole(hash) => (1, hash as i64),
        Key::Slug(hash) => (2, hash as i64),
    }
}

fn key_of(kind: i64, hash: i64) -> Key {
    match kind {
        0 => Key::Run(hash as u64),
        1 => Key::Whole(hash as u64),
        _ => Key::Slug(hash as u64),
    }
}

/// What is kept of each article of a batch: its name and day, its keys as kinds and hashes, and of each kept run the
/// hash with where it stands in bytes and in code points.
#[pyfunction]
pub fn prints(py: Python<'_>, batch: AnyRecordBatch, names: [Option<String>; 6]) -> PyResult<Table> {
    let batches = batch.into_table()?.into_inner().0;
    let print = |batch: &RecordBatch| {
        let mut of = Prints::default();
        given(batch, &names)?.into_iter().for_each(|article| of.add(article));
        of.batch()
    };
    py.detach(|| {
        let made = batches.iter().map(print).collect::<PyResult<Vec<_>>>()?;
        let schema = match made.first() {
            Some(first) => first.schema(),
            None => Prints::default().batch()?.schema(),
        };
        Ok(Table::new(schema, made))
    })
}

#[derive(Default)]
struct Prints {
    name: Vec<Option<String>>,
    day: Vec<Option<i64>>,
    version: Vec<Option<i64>>,
    lists: [Vec<Vec<i64>>; 7],
    error: Vec<Option<String>>,
}

/// Names of the lists of an article's print.
const LISTS: [&str; 7] = ["kinds", "keys", "kept", "from", "to", "begin", "end"];

impl Prints {
    fn add(&mut self, article: Taken) {
        let (name, error, article) = match article {
            Ok(article) => (Some(article.id.clone()), None, article),
            Err((name, why)) => (name, Some(why), Article::default()),
        };
        let print = Print::of(&article);
        let chars = CharIndex::new(&article.text);
        let mut lists: [Vec<i64>; 7] = Default::default();
        for of in print.keys().map(key) {
            lists[0].push(of.0);
            lists[1].push(of.1);
        }
        for (hash, span) in &print.kept {
            let of = [span.start, span.end, chars.at(span.start), chars.at(span.end)];
            lists[2].push(*hash as i64);
            lists[3..].iter_mut().zip(of).for_each(|(list, n)| list.push(n.into()));
        }
        self.lists.iter_mut().zip(lists).for_each(|(all, list)| all.push(list));
        self.name.push(name);
        self.day.push(article.day().map(|day| day.ordinal().into()));
        self.version.push(Some(print.version.into()));
        self.error.push(error);
    }

    fn batch(self) -> PyResult<RecordBatch> {
        let mut columns =
            vec![("name", texts(self.name)), ("day", numbers(self.day)), ("version", numbers(self.version))];
        columns.extend(LISTS.into_iter().zip(self.lists.iter().map(|l| int_lists(l))));
        columns.push(("error", texts(self.error)));
        batch(columns)
    }
}

/// Articles of the columns `number`, `runs` and `version`, after a prefix.
fn seen(rows: &RecordBatch, prefix: &str) -> PyResult<Vec<Seen>> {
    let of = |name: &str| ints(rows, &format!("{prefix}{name}"));
    let (number, runs, version) = (of("number")?, of("runs")?, of("version")?);
    let seen = |at: usize| Seen {
        number: number.value(at),
        runs: runs.value(at) as u32,
        version: version.value(at) as u32,
    };
    Ok((0..rows.num_rows()).map(seen).collect())
}

/// The same columns of articles.
fn of_seen(names: [&'static str; 3], all: &[Seen]) -> Vec<(&'static str, ArrayRef)> {
    let of = |what: fn(&Seen) -> i64| numbers(all.iter().map(|s| Some(what(s))));
    vec![
        (names[0], of(|s| s.number)),
        (names[1], of(|s| s.runs.into())),
        (names[2], of(|s| s.version.into())),
    ]
}

const OURS: [&str; 3] = ["number", "runs", "version"];
const THEIRS: [&str; 3] = ["of_number", "of_runs", "of_version"];

/// Rows of keys, in the order of keys and numbers, to whom each article meets. Where later ones will not meet it, its
/// row comes back with no other.
#[derive(Default)]
pub struct Meet(Meetings);

impl Work for Meet {
    fn go(&mut self, rows: Option<&RecordBatch>) -> PyResult<RecordBatch> {
        let (mut ours, mut keys, mut others) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(rows) = rows {
            let (kinds, hashes) = (ints(rows, "kind")?, ints(rows, "key")?);
            for (at, one) in seen(rows, "")?.into_iter().enumerate() {
                let of = key_of(kinds.value(at), hashes.value(at));
                let (met, noted) = self.0.meet(of, one);
                for other in met.into_iter().map(Some).chain((!noted).then_some(None)) {
                    ours.push(one);
                    keys.push(key(of));
                    others.push(other);
                }
            }
        }
        let mut columns = of_seen(OURS, &ours);
        columns.push(("kind", numbers(keys.iter().map(|k| Some(k.0)))));
        columns.push(("key", numbers(keys.iter().map(|k| Some(k.1)))));
        let of = |what: fn(&Seen) -> i64| numbers(others.iter().map(|o| o.as_ref().map(what)));
        columns.push((THEIRS[0], of(|s| s.number)));
        columns.push((THEIRS[1], of(|s| s.runs.into())));
        columns.push((THEIRS[2], of(|s| s.version.into())));
        batch(columns)
    }
}

/// Meetings in the order of articles to the link of each that has one.
#[derive(Default)]
pub struct LinkEach {
    one: Option<Seen>,
    met: Vec<(Key, Seen)>,
}

impl Work for LinkEach {
    fn go(&mut self, rows: Option<&RecordBatch>) -> PyResult<RecordBatch> {
        let mut ties: Vec<(Seen, Tie)> = Vec::new();
        match rows {
            None => ties.extend(self.end()),
            Some(rows) => {
                let (kinds, hashes) = (ints(rows, "kind")?, ints(rows, "key")?);
                let others = seen(rows, "of_")?;
                for (at, one) in seen(rows, "")?.into_iter().enumerate() {
                    if self.one != Some(one) {
                        ties.extend(self.end());
                        self.one = Some(one);
                    }
                    self.met.push((key_of(kinds.value(at), hashes.value(at)), others[at]));
                }
            }
        }
        let (ours, others): (Vec<Seen>, Vec<Seen>) = ties.iter().map(|(one, tie)| (*one, tie.of)).unzip();
        let mut columns = of_seen(OURS, &ours);
        columns.extend(of_seen(THEIRS, &others));
        let shares = ties.iter().map(|(_, t)| rounded(t.share)).collect::<Float64Array>();
        columns.push(("share", Arc::new(shares)));
        columns.push(("rewritten", numbers(ties.iter().map(|(_, t)| Some(t.rewritten.into())))));
        batch(columns)
    }
}

impl LinkEach {
    fn end(&mut self) -> Option<(Seen, Tie)> {
        let met = std::mem::take(&mut self.met);
        let one = self.one.take()?;
        Some((one, joins::link(one, &met)?))
    }
}

/// Links in the order of clusters and numbers to the role of each article.
#[derive(Default)]
pub struct RoleEach(Roles);

impl Work for RoleEach {
    fn go(&mut self, rows: Option<&RecordBatch>) -> PyResult<RecordBatch> {
        let (mut found, mut articles) = (Vec::new(), Vec::new());
        if let Some(rows) = rows {
            let (clusters, rewritten) = (ints(rows, "cluster")?, ints(rows, "rewritten")?);
            articles = seen(rows, "")?;
            let others = seen(rows, "of_")?;
            for (at, (one, of)) in articles.iter().zip(others).enumerate() {
                let tie = Tie { of, share: 0.0, rewritten: rewritten.value(at) != 0 };
                found.push(self.0.role(clusters.value(at), *one, &tie));
            }
        }
        batch(vec![
            ("number", numbers(articles.iter().map(|s| Some(s.number)))),
            ("role", texts(found.iter().map(|role| Some(role.as_str())).collect())),
            ("update", numbers(found.iter().map(|role| role.update().map(i64::from)))),
        ])
    }
}

/// Kept runs of an article, and those at which the other was noted, to the words that they share.
pub struct Shared;

impl Work for Shared {
    fn go(&mut self, rows: Option<&RecordBatch>) -> PyResult<RecordBatch> {
        let (mut articles, mut shared) = (Vec::new(), Vec::new());
        if let Some(rows) = rows {
            let [kept, from, to, begin, end, theirs] =
                ["kept", "from", "to", "begin", "end", "theirs"].map(|name| lists(rows, name));
            let (kept, from, to, begin, end, theirs) = (kept?, from?, to?, begin?, end?, theirs?);
            articles.extend(ints(rows, "number")?.iter());
            for at in 0..rows.num_rows() {
                let span = |(a, b): (&i64, &i64)| Span::new(*a as usize, *b as usize);
                let hashes = kept[at].iter().map(|&hash| hash as u64);
                let runs: Vec<(u64, Span)> = hashes.zip(from[at].iter().zip(&to[at]).map(span)).collect();
                let noted: HashSet<u64> = theirs[at].iter().map(|&hash| hash as u64).collect();
                let ends = |byte: u32, bytes: &[i64], chars: &[i64]| {
                    let at = bytes.iter().position(|&b| b == i64::from(byte));
                    at.and_then(|at| chars.get(at)).map_or(0, |&c| c as u32)
                };
                let spans = joins::shared(&runs, &noted).into_iter();
                let chars =
                    spans.map(|s| [ends(s.start, &from[at], &begin[at]), ends(s.end, &to[at], &end[at])]);
                shared.push(chars.collect());
            }
        }
        batch(vec![("number", numbers(articles)), ("shared", spans(&shared)?)])
    }
}
