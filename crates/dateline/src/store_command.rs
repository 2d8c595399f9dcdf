//! `dateline read --store` and `dateline reread`: articles in threads, their rows into one file in order.

use crate::arguments::ReadArguments;
use crate::arguments::store::RereadArguments;
use crate::batch::{self, AHEAD};
use crate::input::{self, Failure};
use crate::knowledge_command::reader;
use crate::report::Report;
use crate::rules_command::ruled;
use dateline::keep::{KeepError, Rows, Store, hash};
use dateline::{Reader, json};
use document::Article;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::path::Path;
use std::time::{Duration, Instant};

/// Why an article is not read again.
const HELD: &str = "in the store already";

/// Adds what the store does not hold yet. Each transaction is whole, so that a run that was ended in any way is gone on
/// with by running it again.
pub fn read(reader: &Reader, arguments: &ReadArguments, path: &Path) -> Result<Report, Failure> {
    let start = Instant::now();
    let sources = input::sources(&arguments.input.paths);
    let options = input::options(&arguments.input)?;
    let bar = batch::bar(&arguments.input, &sources.found);
    let mut writer = Writer::new(reader, path, batch::pool(arguments.input.jobs)?)?;
    let mut report = Report { skipped: sources.skipped, ..Report::default() };
    for source in sources.found {
        for item in input::items(source, &options, &bar) {
            match item {
                Err(missed) => bar.suspend(|| batch::miss(&mut report, &missed)),
                Ok(article) => writer.take(article, &mut report)?,
            }
            bar.set_message(format!("{} read", report.read));
        }
    }
    writer.flush(&mut report)?;
    bar.finish_and_clear();
    batch::tell(&report, !arguments.input.quiet, arguments.output.report.as_deref(), start)?;
    Ok(report)
}

/// Makes the records of articles anew that something else than this version read.
pub fn reread(arguments: &RereadArguments) -> Result<Report, Failure> {
    let reader = ruled(reader(&arguments.knowledge)?, &arguments.rules)?;
    drop(open(&arguments.store)?); // a reread makes no store
    let mut writer = Writer::new(&reader, &arguments.store, batch::pool(arguments.jobs)?)?;
    writer.again = true;
    let made_by = if arguments.all { String::new() } else { json::made_by_line() };
    let wanted = writer.store.outdated(&made_by).map_err(failure)?;
    let bar = if arguments.quiet { ProgressBar::hidden() } else { ProgressBar::new(wanted.len() as u64) };
    let (start, mut report) = (Instant::now(), Report::default());
    for id in bar.wrap_iter(wanted.into_iter()) {
        let article = writer.store.article(id).map_err(failure)?;
        writer.take(article, &mut report)?;
    }
    writer.flush(&mut report)?;
    batch::tell(&report, !arguments.quiet, None, start)?;
    Ok(report)
}

/// So many rows make a transaction: a page that many articles touch is written once for all of them.
const ROWS: usize = 50_000;
/// Nor is what was read kept back for longer, so that a run that is killed has little to read again.
const LONGEST: Duration = Duration::from_secs(2);

/// Articles into a store, by batches: while one is read, those before are added.
pub struct Writer<'a> {
    reader: &'a Reader,
    store: Store,
    pool: rayon::ThreadPool,
    made_by: String,
    waiting: Vec<Article>,
    /// Read, to be added.
    made: Vec<Rows>,
    /// When rows were added last.
    added: Instant,
    /// Whether what the store holds is to be read too.
    again: bool,
}

impl<'a> Writer<'a> {
    /// Opens the store, made where it is not there.
    pub fn new(reader: &'a Reader, path: &Path, pool: rayon::ThreadPool) -> Result<Writer<'a>, Failure> {
        let store = Store::create_told(path, &mut told()).map_err(failure)?;
        let made_by = json::made_by_line();
        let (waiting, made, added) = (Vec::new(), Vec::new(), Instant::now());
        Ok(Writer { reader, store, pool, made_by, waiting, made, added, again: false })
    }

    /// Takes an article, unless the store holds it.
    pub fn take(&mut self, article: Article, report: &mut Report) -> Result<(), Failure> {
        let hash = hash(article.title.as_deref().unwrap_or(""), &article.text);
        if !self.again && self.store.holds(&article.id, hash).map_err(failure)? {
            report.skipped.add(HELD, &article.id);
            return Ok(());
        }
        self.waiting.push(article);
        if self.waiting.len() >= AHEAD * self.pool.current_num_threads() {
            let many = self.made.iter().map(Rows::many).sum::<usize>() >= ROWS;
            self.work(many || self.added.elapsed() >= LONGEST, report)?;
        }
        Ok(())
    }

    /// Reads and adds all that has been taken.
    pub fn flush(&mut self, report: &mut Report) -> Result<(), Failure> {
        self.work(false, report)?;
        self.work(true, report)
    }

    /// Reads what waits; where it is due, what was read before is added meanwhile, in one transaction.
    fn work(&mut self, due: bool, report: &mut Report) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        let ripe = if due { std::mem::take(&mut self.made) } else { Vec::new() };
        let (all, again, store) = (ripe.len(), self.again, &mut self.store);
        // Those that stand twice in one batch of inputs are found here only.
        let add = || match again {
            true => store.replace(ripe).map(|()| 0),
            false => store.add(ripe).map(|added| added.same),
        };
        let (reader, made_by) = (self.reader, &self.made_by);
        let rows = |article| Rows::of(&reader.read(article), made_by);
        let read = || waiting.into_par_iter().map(rows).collect::<Vec<_>>();
        let (same, rows) = match due {
            true => self.pool.join(add, read),
            false => (Ok(0), self.pool.install(read)),
        };
        self.made.extend(rows);
        if due {
            self.added = Instant::now();
        }
        let same = same.map_err(failure)?;
        report.read += all - same;
        (0..same).for_each(|_| report.skipped.add(HELD, ""));
        Ok(())
    }
}

/// Opens a store to ask it.
pub fn open(path: &Path) -> Result<Store, Failure> {
    Store::open_told(path, &mut told()).map_err(failure)
}

/// Shows how far a store of an earlier version is brought to this one, where that takes longer than a second.
fn told() -> impl FnMut(u64, u64) {
    let (start, mut bar) = (Instant::now(), None);
    move |done, all| {
        if start.elapsed() > Duration::from_secs(1) {
            bar.get_or_insert_with(|| bringing(all)).set_position(done);
        }
    }
}

fn bringing(all: u64) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} articles, {eta} to go, store brought up to date");
    ProgressBar::new(all).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

pub fn failure(error: KeepError) -> Failure {
    Failure(error.to_string())
}
