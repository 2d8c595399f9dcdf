//! The dateline command.
#![allow(clippy::print_stderr)] // messages for people go to standard error

mod arguments;
mod batch;
mod compare_command;
mod export_command;
#[cfg(feature = "fetch")]
mod fetch_command;
mod happening_command;
mod input;
#[cfg(feature = "fetch")]
mod intake;
mod journal;
mod knowledge_command;
mod ledger_command;
mod output;
mod report;
mod reprints_command;
mod rules_command;
#[cfg(feature = "serve")]
mod serve_command;
mod sql_command;
mod store_command;

use arguments::knowledge::KnowledgeOption;
use arguments::reprints::ReprintsArguments;
use arguments::{
    Arguments, Command, ExplainArguments, Format, InputArguments, ListFormat, OutputArguments,
    ParseArguments, ReadArguments, StatementsArguments,
};
use batch::Plan;
use clap::{CommandFactory, Parser};
use dateline::{Reader, conllu, explain, json, position, statements, text};
use document::Record;
use input::{Failure, Missed};
use knowledge_command::reader;
use output::Output;
use read::reprint::Link;
use report::Report;
use reprints_command::Reprints;
use rules_command::ruled;
use std::fmt::Debug;
use std::io::Write;
use std::process::ExitCode;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// All was read.
const GOOD: u8 = 0;
/// Some inputs failed.
const SOME_FAILED: u8 = 1;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Read(ref read) => read_command(read),
        Command::Parse(ref parse) => parse_command(parse),
        Command::Explain(ref explain) => explain_command(explain),
        Command::Statements(ref statements) => statements_command(statements),
        Command::Reprints(ref reprints) => reprints_command(reprints),
        Command::Knowledge(ref knowledge) => knowledge_command::run(knowledge),
        Command::Rules(ref rules) => rules_command::run(rules),
        #[cfg(feature = "fetch")]
        Command::Fetch(ref fetch) => fetch_command::fetch(fetch),
        #[cfg(feature = "fetch")]
        Command::Watch(ref watch) => fetch_command::watch(watch),
        Command::Reread(ref reread) => store_command::reread(reread).map(|r| finish(&r)),
        Command::Compare(ref compare) => compare_command::run(compare),
        Command::Export(ref export) => export_command::run(export),
        Command::Ask(ref ask) => sql_command::ask(ask),
        Command::Happening(ref happening) => happening_command::run(happening),
        Command::Timeline(ref timeline) => sql_command::timeline(timeline),
        Command::Commitments(ref commitments) => ledger_command::commitments(commitments),
        Command::Dyads(ref dyads) => ledger_command::dyads(dyads),
        Command::Says(ref says) => ledger_command::says(says),
        Command::Counts(ref counts) => ledger_command::counts(counts),
        Command::Sql(ref sql) => sql_command::run(sql),
        #[cfg(feature = "serve")]
        Command::Serve(ref serve) => serve_command::serve(serve),
        #[cfg(feature = "serve")]
        Command::Report(ref report) => serve_command::report(report),
        Command::Completions { shell } => Ok(completions(shell)),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(Failure(why)) => {
            eprintln!("dateline: {why}");
            ExitCode::from(SOME_FAILED)
        }
    }
}

fn read_command(arguments: &ReadArguments) -> Result<u8, Failure> {
    let reader = ruled(reader(&arguments.knowledge)?, &arguments.rules)?.by(arguments.convention.into());
    if let Some(store) = &arguments.store {
        return Ok(finish(&store_command::read(&reader, arguments, store)?));
    }
    let style = json::Style { offsets: arguments.offsets, with_text: arguments.with_text };
    let width = if arguments.output.output.is_some() { WIDTH } else { width() };
    let format = arguments.format();
    let write = |record: Record, link: Option<Link>| match format {
        Format::Text => {
            text::record(&record, width) + &link.map_or_else(String::new, |l| reprints_command::words(&l))
        }
        Format::Json | Format::Jsonl => json_text(&record, link, style, format),
    };
    let around = match format {
        Format::Text => ("", "\n", ""),
        Format::Jsonl => ("", "", ""),
        Format::Json => ("[\n", ",\n", "\n]\n"),
    };
    let mut reprints = Reprints::open(arguments.reprints.as_deref())?;
    let settings = settings(arguments, |a| (&mut a.input, &mut a.output));
    let plan = Plan { input: &arguments.input, output: &arguments.output, settings, around };
    Ok(finish(&batch::run(&plan, &mut reprints, |article, link| write(reader.read(article), link))?))
}

fn json_text(record: &Record, link: Option<Link>, style: json::Style, format: Format) -> String {
    let mut value = json::record(record, style);
    if let Some(link) = link {
        value["reprint"] = reprints_command::json(&link, &record.document.article.text, style.offsets);
    }
    match format {
        Format::Json => format!("{value:#}"),
        _ => format!("{value}\n"),
    }
}

fn parse_command(arguments: &ParseArguments) -> Result<u8, Failure> {
    let reader = reader(&KnowledgeOption::default())?;
    let arguments::ParseFormat::Conllu = arguments.format;
    if let Some(code) = parse_treebanks(&reader, arguments)? {
        return Ok(code);
    }
    let plain = |article, ()| conllu::document(&reader.understand(article), &[]);
    let settings = settings(arguments, |a| (&mut a.input, &mut a.output));
    let plan = Plan { input: &arguments.input, output: &arguments.output, settings, around: ("", "", "") };
    Ok(finish(&batch::run(&plan, &mut (), plain)?))
}

/// Inputs whose tokens are given keep them; `None` where the inputs are of another kind.
fn parse_treebanks(reader: &Reader, arguments: &ParseArguments) -> Result<Option<u8>, Failure> {
    if arguments.input.input != Some(arguments::InputKind::Conllu) {
        return Ok(None);
    }
    let mut report = Report::default();
    // Of few files, each read at once: not gone on with, but written anew.
    let output = OutputArguments { resume: false, ..arguments.output.clone() };
    let (mut out, progress) = Output::open(&output, "")?;
    for source in input::sources(&arguments.input.paths).found {
        match source.and_then(|s| treebanks(&s)) {
            Err(missed) => batch::miss(&mut report, &missed),
            Ok(treebanks) => {
                for treebank in treebanks {
                    let document =
                        reader.understand_segmented(treebank.article, treebank.tokens, treebank.sentences);
                    out.write(&conllu::document(&document, &treebank.comments))?;
                }
                report.read += 1;
            }
        }
    }
    out.finish(progress)?;
    Ok(Some(finish(&report)))
}

fn treebanks(source: &input::Source) -> Result<Vec<read::Treebank>, Missed> {
    read::treebank(source.bytes()?, &source.name()).map_err(Missed::from)
}

fn explain_command(arguments: &ExplainArguments) -> Result<u8, Failure> {
    let source = input::Source::File(arguments.file.clone());
    let options = input::options_of(arguments.input, arguments.published);
    let wanted = |a: &document::Article| arguments.article.as_ref().is_none_or(|id| *id == a.id);
    let (mut found, mut failed) = (None, None);
    for article in input::articles(&source, &options, &indicatif::ProgressBar::hidden()) {
        match article {
            Ok(article) if wanted(&article) => {
                found = Some(article);
                break;
            }
            Ok(_) => {}
            // Others of the same input may be whole.
            Err(failure) => {
                failed.get_or_insert(failure);
            }
        }
    }
    let missing = || Failure(format!("{}: no article with this id; see --article", source.name()));
    let article = found.ok_or_else(|| failed.map_or_else(missing, Failure::from))?;
    let record = ruled(reader(&arguments.knowledge)?, &arguments.rules)?.read(article);
    let words = explain::explain(&record, &arguments.id).ok_or_else(|| {
        let inventory = explain::inventory(&record);
        Failure(format!("{}: no record '{}'; there are {inventory}", source.name(), arguments.id))
    })?;
    batch::write(&mut anstream::stdout().lock(), &words)?;
    Ok(GOOD)
}

fn statements_command(arguments: &StatementsArguments) -> Result<u8, Failure> {
    let reader = reader(&arguments.knowledge)?.by(arguments.convention.into());
    let wanted = statements::Wanted::new(
        &arguments.speaker,
        &arguments.about,
        arguments.stance.clone(),
        arguments.form.clone(),
    );
    let (style, before) = match arguments.format {
        ListFormat::Table => (statements::Style::Table(width()), String::new()),
        ListFormat::Csv => (statements::Style::Csv, statements::csv_header()),
        ListFormat::Jsonl => (statements::Style::Jsonl(arguments.offsets), String::new()),
    };
    let lines = |article, ()| statements::statements(&reader.said(article), &wanted, arguments.quotes, style);
    let settings = settings(arguments, |a| (&mut a.input, &mut a.output));
    let plan =
        Plan { input: &arguments.input, output: &arguments.output, settings, around: (&before, "", "") };
    Ok(finish(&batch::run(&plan, &mut (), lines)?))
}

fn reprints_command(arguments: &ReprintsArguments) -> Result<u8, Failure> {
    let settings = settings(arguments, |a| (&mut a.input, &mut a.output));
    Ok(finish(&reprints_command::run(arguments, settings)?))
}

fn completions(shell: clap_complete::Shell) -> u8 {
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut std::io::stdout());
    GOOD
}

/// Columns where there is no terminal, and the most there are, for the eye's sake.
const WIDTH: usize = 100;

/// Columns of the terminal.
fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(w, _)| usize::from(w.0)).clamp(40, WIDTH)
}

/// What the results of a command depend on besides its inputs: its arguments without what only says how to go about
/// it.
fn settings<A: Clone + Debug>(
    arguments: &A,
    parts: impl Fn(&mut A) -> (&mut InputArguments, &mut OutputArguments),
) -> String {
    let mut same = arguments.clone();
    let (input, output) = parts(&mut same);
    (input.paths, input.jobs, input.quiet) = (Vec::new(), None, false);
    *output = OutputArguments::default();
    format!("{same:?}")
}

/// Says what failed at the end of a batch.
fn finish(report: &Report) -> u8 {
    let _ = std::io::stderr().flush();
    let failed = report.failed.total();
    if failed == 0 {
        return GOOD;
    }
    let skipped = report.skipped.total();
    if report.read + skipped + failed > 1 {
        let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
        eprintln!("dateline: {} read{skipped}, {failed} failed", report.read);
    }
    SOME_FAILED
}
