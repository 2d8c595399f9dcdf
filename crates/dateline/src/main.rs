//! The dateline command.
#![allow(clippy::print_stderr)] // messages for people go to standard error

mod arguments;
mod batch;
#[cfg(feature = "fetch")]
mod fetch_command;
mod input;
mod knowledge_command;
mod rules_command;

use arguments::knowledge::KnowledgeOption;
use arguments::{
    Arguments, Command, ExplainArguments, Format, ParseArguments, ReadArguments, StatementsArguments,
    StatementsFormat,
};
use batch::Outcome;
use clap::{CommandFactory, Parser};
use dateline::{Reader, conllu, explain, json, position, statements, text};
use document::Record;
use input::Failure;
use knowledge_command::reader;
use rules_command::ruled;
use std::io::Write;
use std::process::ExitCode;

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
        Command::Knowledge(ref knowledge) => knowledge_command::run(knowledge),
        Command::Rules(ref rules) => rules_command::run(rules),
        #[cfg(feature = "fetch")]
        Command::Fetch(ref fetch) => fetch_command::fetch(fetch),
        #[cfg(feature = "fetch")]
        Command::Watch(ref watch) => fetch_command::watch(watch),
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
    let style = json::Style { offsets: arguments.offsets, with_text: arguments.with_text };
    let width = width();
    let write = |record: Record| match arguments.format {
        Format::Text => text::record(&record, width),
        Format::Json | Format::Jsonl => json_text(&record, style, arguments.format),
    };
    let (before, between, after) = match arguments.format {
        Format::Text => ("", "\n", ""),
        Format::Jsonl => ("", "", ""),
        Format::Json => ("[\n", ",\n", "\n]\n"),
    };
    let outcome =
        batch::run(&arguments.input, (before, between, after), |article| write(reader.read(article)))?;
    Ok(finish(&outcome))
}

fn json_text(record: &Record, style: json::Style, format: Format) -> String {
    let value = json::record(record, style);
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
    let plain = |article| conllu::document(&reader.understand(article), &[]);
    Ok(finish(&batch::run(&arguments.input, ("", "", ""), plain)?))
}

/// Inputs whose tokens are given keep them; `None` where the inputs are of another kind.
fn parse_treebanks(reader: &Reader, arguments: &ParseArguments) -> Result<Option<u8>, Failure> {
    if arguments.input.input != Some(arguments::InputKind::Conllu) {
        return Ok(None);
    }
    let mut outcome = Outcome::default();
    let mut out = std::io::stdout().lock();
    for source in input::sources(&arguments.input.paths) {
        match source.and_then(|s| treebanks(&s)) {
            Err(failure) => outcome.fail(&failure),
            Ok(treebanks) => {
                for treebank in treebanks {
                    let document =
                        reader.understand_segmented(treebank.article, treebank.tokens, treebank.sentences);
                    batch::write(&mut out, &conllu::document(&document, &treebank.comments))?;
                }
                outcome.read += 1;
            }
        }
    }
    Ok(Some(finish(&outcome)))
}

fn treebanks(source: &input::Source) -> Result<Vec<read::Treebank>, Failure> {
    read::treebank(source.bytes()?, &source.name()).map_err(|e| Failure(e.to_string()))
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
    let article = found.ok_or_else(|| failed.unwrap_or_else(missing))?;
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
        StatementsFormat::Table => (statements::Style::Table(width()), String::new()),
        StatementsFormat::Csv => (statements::Style::Csv, statements::csv_header()),
        StatementsFormat::Jsonl => (statements::Style::Jsonl(arguments.offsets), String::new()),
    };
    let lines = |article| statements::statements(&reader.said(article), &wanted, arguments.quotes, style);
    Ok(finish(&batch::run(&arguments.input, (&before, "", ""), lines)?))
}

fn completions(shell: clap_complete::Shell) -> u8 {
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut std::io::stdout());
    GOOD
}

/// Columns of the terminal, at most 100 for the eye's sake.
fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0)).clamp(40, 100)
}

/// Says what failed at the end of a batch.
fn finish(outcome: &Outcome) -> u8 {
    let _ = std::io::stderr().flush();
    if outcome.failed == 0 {
        return GOOD;
    }
    if outcome.read + outcome.failed > 1 {
        eprintln!("dateline: {} read, {} failed", outcome.read, outcome.failed);
    }
    SOME_FAILED
}
