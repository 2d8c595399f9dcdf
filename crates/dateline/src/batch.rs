//! Many articles: in threads, in order, with a bar, going on where one fails or where a run before ended.

use crate::arguments::{InputArguments, OutputArguments};
use crate::input::{self, Failure, Missed, Source, Sources};
use crate::journal::{Open, Progress};
use crate::output::{self, Output};
use crate::report::Report;
use document::Article;
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::io::IsTerminal;
use std::path::Path;
use std::time::Instant;

pub use crate::output::{write, write_bytes};

/// Articles in flight for each thread; bounds memory while keeping the order.
pub const AHEAD: usize = 32;

/// What a batch remembers of its articles, in their order, before they are worked on in threads.
pub trait Memory {
    /// What it says of one.
    type Mark: Send;
    /// Looks at an article.
    fn see(&mut self, article: &Article) -> Result<Self::Mark, Failure>;
    /// Keeps what it saw, before the results are said to be written.
    fn keep(&mut self) -> Result<(), Failure>;
}

/// No memory.
impl Memory for () {
    type Mark = ();
    fn see(&mut self, _: &Article) -> Result<(), Failure> {
        Ok(())
    }
    fn keep(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

/// What a batch is to do besides its work on articles.
pub struct Plan<'a> {
    pub input: &'a InputArguments,
    pub output: &'a OutputArguments,
    /// What results depend on besides the inputs; a run is gone on with only under the same.
    pub settings: String,
    /// What is written before the first result, between two, after the last.
    pub around: (&'a str, &'a str, &'a str),
}

/// Reads all inputs, works on their articles in threads and writes the results in the order of the inputs.
pub fn run<M: Memory>(
    plan: &Plan<'_>,
    memory: &mut M,
    work: impl Fn(Article, M::Mark) -> String + Sync,
) -> Result<Report, Failure> {
    let start = Instant::now();
    let sources = input::sources(&plan.input.paths);
    let mut report = match named_before(plan)? {
        Some(report) => report,
        None => Batch::new(plan, memory, &sources)?.all(sources.found, &work)?,
    };
    report.skipped.extend(sources.skipped);
    let shown = plan.output.output.is_some() && !plan.input.quiet;
    tell(&report, shown, plan.output.report.as_deref(), start)?;
    Ok(report)
}

fn named_before(plan: &Plan<'_>) -> Result<Option<Report>, Failure> {
    match &plan.output.output {
        Some(path) if plan.output.resume => Ok(output::was_named(path, &plan.settings)?.map(|p| p.report)),
        _ => Ok(None),
    }
}

/// The report of a batch: as a table, as JSON into a file.
pub fn tell(report: &Report, shown: bool, file: Option<&Path>, start: Instant) -> Result<(), Failure> {
    if shown {
        eprint!("{}", report.table());
    }
    let Some(path) = file else { return Ok(()) };
    let json = format!("{:#}\n", report.json(start.elapsed().as_secs_f64()));
    std::fs::write(path, json).map_err(|e| Failure(format!("{}: it cannot be written: {e}", path.display())))
}

struct Batch<'a, M: Memory> {
    memory: &'a mut M,
    options: read::Options,
    pool: rayon::ThreadPool,
    bar: ProgressBar,
    output: Output,
    around: (&'a str, &'a str, &'a str),
    /// What the run before wrote.
    before: Progress,
    /// What is written, as it is noted.
    progress: Progress,
    waiting: Vec<Result<(Article, M::Mark), Missed>>,
}

impl<'a, M: Memory> Batch<'a, M> {
    fn new(plan: &Plan<'a>, memory: &'a mut M, sources: &Sources) -> Result<Self, Failure> {
        let options = input::options(plan.input)?;
        let pool = pool(plan.input.jobs)?;
        let (mut output, before) = Output::open(plan.output, &plan.settings)?;
        if before.length == 0 {
            output.write(plan.around.0)?;
        }
        let progress =
            Progress { report: before.report.clone(), open: before.open.clone(), ..Progress::default() };
        let bar = bar(plan.input, &sources.found);
        Ok(Batch {
            memory,
            options,
            pool,
            bar,
            output,
            around: plan.around,
            before,
            progress,
            waiting: Vec::new(),
        })
    }

    fn all(
        mut self,
        sources: Vec<Result<Source, Missed>>,
        work: &(impl Fn(Article, M::Mark) -> String + Sync),
    ) -> Result<Report, Failure> {
        if !self.before.whole {
            for source in sources {
                self.input(source, work)?;
            }
            self.flush(work)?;
            self.output.write(self.around.2)?;
        }
        self.bar.finish_and_clear();
        self.output.finish(self.progress.clone())?;
        Ok(self.progress.report)
    }

    fn input(
        &mut self,
        source: Result<Source, Missed>,
        work: &(impl Fn(Article, M::Mark) -> String + Sync),
    ) -> Result<(), Failure> {
        let (name, size) = match &source {
            Ok(source) => (source.name(), source.size()),
            Err(missed) => (missed.words.clone(), None),
        };
        if self.before.ended.contains(&name) {
            self.bar.inc(size.unwrap_or(0));
            self.bar.reset_eta();
            return Ok(());
        }
        let done = self.taken_before(&name, size)?;
        let items = input::items(source, &self.options, &self.bar);
        for (taken, item) in items.enumerate().skip(done) {
            let marked = match item {
                Ok(article) => self.memory.see(&article).map(|mark| Ok((article, mark)))?,
                Err(missed) => Err(missed),
            };
            self.waiting.push(marked);
            if self.waiting.len() >= AHEAD * self.pool.current_num_threads() {
                self.progress.open.retain(|open| open.name != name);
                self.progress.open.push(Open { name: name.clone(), taken: taken + 1, size });
                self.flush(work)?;
            }
        }
        self.progress.open.retain(|open| open.name != name);
        self.progress.ended.insert(name);
        Ok(())
    }

    /// How many articles of an input the run before took.
    fn taken_before(&self, name: &str, size: Option<u64>) -> Result<usize, Failure> {
        match self.before.open.iter().find(|open| open.name == name) {
            Some(open) if open.size != size => Err(Failure(format!(
                "{name}: it has changed since the run was interrupted in it; begin anew by deleting the .part file"
            ))),
            open => Ok(open.map_or(0, |o| o.taken)),
        }
    }

    /// Works on what waits and writes it.
    fn flush(&mut self, work: &(impl Fn(Article, M::Mark) -> String + Sync)) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        let each = |item: Result<(Article, M::Mark), Missed>| item.map(|(article, mark)| work(article, mark));
        let done: Vec<_> = self.pool.install(|| waiting.into_par_iter().map(each).collect());
        for result in done {
            match result {
                Err(missed) => self.bar.suspend(|| miss(&mut self.progress.report, &missed)),
                Ok(text) => {
                    let first = self.progress.report.read == 0;
                    self.progress.report.read += 1;
                    self.output.write(if first { "" } else { self.around.1 })?;
                    self.output.write(&text)?;
                }
            }
        }
        let report = &self.progress.report;
        self.bar.set_message(format!(
            "{} read, {} skipped, {} failed",
            HumanCount(report.read as u64),
            report.skipped.total(),
            report.failed.total()
        ));
        self.memory.keep()?;
        self.output.note(&mut self.progress)
    }
}

/// Counts and tells what was not read.
pub fn miss(report: &mut Report, missed: &Missed) {
    let reasons = if missed.broken { &mut report.failed } else { &mut report.skipped };
    reasons.add(&missed.reason, &missed.words);
    eprintln!("dateline: {}", missed.words);
}

/// Threads, all cores where it is not said how many.
pub fn pool(jobs: Option<std::num::NonZeroUsize>) -> Result<rayon::ThreadPool, Failure> {
    let threads = jobs.map_or(0, std::num::NonZeroUsize::get);
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    built.map_err(|e| Failure(format!("threads could not be started: {e}; try --jobs 1")))
}

/// A bar by bytes, on a terminal and only where the input is large enough to wait for.
pub fn bar(arguments: &InputArguments, sources: &[Result<Source, Missed>]) -> ProgressBar {
    let total: u64 = sources.iter().flatten().filter_map(Source::size).sum();
    let visible = !arguments.quiet && total > 200_000 && std::io::stderr().is_terminal();
    let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style =
        ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} to go, {msg}");
    ProgressBar::with_draw_target(Some(total), target)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
