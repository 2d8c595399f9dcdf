//! Many articles: in threads, in order, with a bar, going on where one fails.

use crate::arguments::InputArguments;
use crate::input::{self, Failure};
use document::Article;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::io::{IsTerminal, Write};

/// How a batch went.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Articles read.
    pub read: usize,
    /// Inputs that failed.
    pub failed: usize,
}

impl Outcome {
    /// Counts and tells a failure.
    pub fn fail(&mut self, failure: &Failure) {
        self.failed += 1;
        eprintln!("dateline: {}", failure.0);
    }
}

/// Articles in flight for each thread; bounds memory while keeping the order.
const AHEAD: usize = 32;

/// Reads all inputs, works on their articles in threads and writes the results in the order of the inputs, with
/// texts before the first, between two and after the last.
pub fn run(
    arguments: &InputArguments,
    (before, between, after): (&str, &str, &str),
    work: impl Fn(Article) -> String + Sync,
) -> Result<Outcome, Failure> {
    let options = input::options(arguments)?;
    let sources = input::sources(&arguments.paths);
    let pool = pool(arguments)?;
    let bar = bar(arguments, &sources);
    let mut outcome = Outcome::default();
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    write(&mut out, before)?;
    let mut first = true;
    let mut waiting: Vec<input::Read> = Vec::new();
    let most = AHEAD * pool.current_num_threads();
    let mut flush = |waiting: &mut Vec<input::Read>, outcome: &mut Outcome| -> Result<(), Failure> {
        let done = pool
            .install(|| std::mem::take(waiting).into_par_iter().map(|a| a.map(&work)).collect::<Vec<_>>());
        for result in done {
            match result {
                Err(failure) => bar.suspend(|| outcome.fail(&failure)),
                Ok(text) => {
                    outcome.read += 1;
                    write(&mut out, if std::mem::take(&mut first) { "" } else { between })?;
                    write(&mut out, &text)?;
                }
            }
        }
        Ok(())
    };
    for source in sources {
        let items: Box<dyn Iterator<Item = input::Read>> = match source {
            Ok(source) => input::articles(&source, &options, &bar),
            Err(failure) => Box::new(std::iter::once(Err(failure))),
        };
        for item in items {
            waiting.push(item);
            if waiting.len() >= most {
                flush(&mut waiting, &mut outcome)?;
            }
        }
    }
    flush(&mut waiting, &mut outcome)?;
    bar.finish_and_clear();
    write(&mut out, after)?;
    out.flush().map_err(|e| closed(&e))?;
    Ok(outcome)
}

fn pool(arguments: &InputArguments) -> Result<rayon::ThreadPool, Failure> {
    let threads = arguments.jobs.map_or(0, std::num::NonZeroUsize::get);
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    built.map_err(|e| Failure(format!("threads could not be started: {e}; try --jobs 1")))
}

/// A bar by bytes, on a terminal and only where the input is large enough to wait for.
fn bar(arguments: &InputArguments, sources: &[Result<input::Source, Failure>]) -> ProgressBar {
    let total: u64 = sources.iter().flatten().filter_map(input::Source::size).sum();
    let visible = !arguments.quiet && total > 200_000 && std::io::stderr().is_terminal();
    let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} to go");
    ProgressBar::with_draw_target(Some(total), target)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Writes; a reader that has gone away (`| head`) ends the program quietly.
pub fn write(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    out.write_all(text.as_bytes()).map_err(|e| closed(&e))
}

fn closed(error: &std::io::Error) -> Failure {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    Failure(format!("the output cannot be written: {error}; is the disk full?"))
}
