//! `dateline fetch` and `dateline watch`: the one part of the program that uses the network.

use crate::arguments::fetch::{FetchArguments, FetchOptions, WatchArguments};
use crate::batch::write;
use crate::input::Failure;
use crate::intake::Intake;
use dateline::Reader;
use fetch::{Event, Fetcher, FolderError, Outcome, Refusal, Report, Run, Stop, when};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// The user ended it.
const INTERRUPTED: u8 = 130;

/// Fetches once.
pub fn fetch(arguments: &FetchArguments) -> Result<u8, Failure> {
    let options = &arguments.options;
    let (reader, (mut folder, fetcher, stop)) = (reader(options)?, begin(options)?);
    let mut intake = Intake::open(reader.as_ref(), options)?;
    let (bar, wanted) = (bar(options), options.wanted(true));
    let mut tell = |event: Event<'_>| progress(&bar, &event);
    let mut run = Run::new(&fetcher, &mut folder, &wanted, &mut tell);
    let done = run.all(&arguments.sources);
    let mut report = std::mem::take(&mut run.report);
    report.stopped |= stop.is_set();
    bar.finish_and_clear();
    done.and_then(|_| folder.close()).map_err(|e| failure(&e))?;
    take(&mut intake, &bar)?;
    let code = finish(&report, intake, options)?;
    if report.stopped {
        eprintln!("dateline: interrupted; run it again to go on");
        return Ok(INTERRUPTED);
    }
    Ok(code)
}

/// Fetches what is new, round by round.
pub fn watch(arguments: &WatchArguments) -> Result<u8, Failure> {
    let options = &arguments.options;
    let (reader, (mut folder, fetcher, stop)) = (reader(options)?, begin(options)?);
    let mut intake = Intake::open(reader.as_ref(), options)?;
    let (bar, wanted) = (bar(options), options.wanted(false));
    let mut lost = None;
    let mut tell = |event: Event<'_>| {
        progress(&bar, &event);
        let told = match (&event, news(&event)) {
            (Event::Round, _) => take(&mut intake, &bar),
            (_, Some(line)) => bar.suspend(|| say(&line)),
            _ => Ok(()),
        };
        // Where nobody reads the lines any more, or the store cannot be written to, nothing more is fetched.
        if let Err(failure) = told {
            lost.get_or_insert(failure);
            stop.now();
        }
    };
    let how = (&fetcher, &wanted, &stop);
    let done = fetch::watch(&arguments.sources, how, &mut folder, arguments.once, &mut tell);
    bar.finish_and_clear();
    let report = done.map_err(|e| failure(&e))?;
    folder.close().map_err(|e| failure(&e))?;
    if let Some(lost) = lost {
        return Err(lost);
    }
    if let Some(none) = nothing(&report) {
        return Err(Failure(none));
    }
    finish(&report, intake, options)
}

/// What reads the pages, where they are to be read.
fn reader(options: &FetchOptions) -> Result<Option<Reader>, Failure> {
    let reader = options.store().map(|_| Reader::new()).transpose();
    reader.map_err(|e| Failure(e.to_string()))
}

fn take(intake: &mut Option<Intake<'_>>, bar: &ProgressBar) -> Result<(), Failure> {
    intake.as_mut().map_or(Ok(()), |intake| intake.take(bar))
}

fn begin(options: &FetchOptions) -> Result<(fetch::Folder, Fetcher, Stop), Failure> {
    let (manners, stop) = (options.manners(), Stop::default());
    let folder = fetch::open(&options.folder(), &manners).map_err(|e| failure(&e))?;
    let on_signal = stop.clone();
    // The first interrupt lets the answer under way come in; the second does not wait for it.
    let interrupted = move || match on_signal.is_set() {
        true => std::process::exit(INTERRUPTED.into()),
        false => on_signal.now(),
    };
    ctrlc::set_handler(interrupted).map_err(|e| Failure(format!("interrupts cannot be noticed: {e}")))?;
    Ok((folder, Fetcher::new(manners, stop.clone()), stop))
}

fn failure(error: &FolderError) -> Failure {
    Failure(error.to_string())
}

/// A round in which no list was read and nothing came has nothing to watch.
fn nothing(report: &Report) -> Option<String> {
    let idle = report.lists == 0 && report.is_good() && !report.stopped;
    idle.then(|| "there is no feed to watch; give OPML files or addresses of feeds".to_owned())
}

fn bar(options: &FetchOptions) -> ProgressBar {
    let visible = !options.quiet && std::io::stderr().is_terminal();
    let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {per_sec}, {eta} to go  {wide_msg}");
    ProgressBar::with_draw_target(Some(0), target)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Moves the bar and tells what gave no page.
fn progress(bar: &ProgressBar, event: &Event<'_>) {
    match event {
        Event::Planned(more) => bar.inc_length(*more as u64),
        Event::Done(name, outcome) => {
            bar.set_message((*name).to_owned());
            bar.inc(1);
            if let Outcome::Refused(refusal) = outcome
                && *refusal != Refusal::Stopped
            {
                bar.suspend(|| eprintln!("dateline: {name}: {}", harmless(&refusal.to_string())));
            }
        }
        Event::Broken(name, fault) => {
            bar.suspend(|| {
                eprintln!("dateline: {name}: broken, read as far as it goes: {}", harmless(fault))
            });
        }
        Event::Page(..) | Event::Round => {}
    }
}

/// The line of a new article: when it was seen, whether it is new, its address and headline.
fn news(event: &Event<'_>) -> Option<String> {
    let Event::Page(url, entry, again) = event else { return None };
    let title = entry.and_then(|e| e.title.as_deref()).unwrap_or("");
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let what = if *again { "changed" } else { "new" };
    let line = format!("{} {what} {url}  {}", when::iso(when::now()), harmless(&title));
    Some(line.trim_end().to_owned() + "\n")
}

/// Words of others, without the characters that a terminal obeys.
fn harmless(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).collect()
}

fn say(line: &str) -> Result<(), Failure> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    out.write_all(line.as_bytes()).and_then(|()| out.flush()).map_err(|e| Failure(e.to_string()))
}

fn finish(report: &Report, intake: Option<Intake<'_>>, options: &FetchOptions) -> Result<u8, Failure> {
    write(&mut anstream::stdout().lock(), &report.to_string())?;
    let read = intake.map_or(Ok(true), |intake| intake.finish(!options.quiet))?;
    Ok(if report.is_good() && read { crate::GOOD } else { crate::SOME_FAILED })
}
