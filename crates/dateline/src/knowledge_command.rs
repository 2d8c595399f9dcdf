//! `dateline knowledge`: what is known, tables of one's own, tables made of files of others.

use crate::arguments::knowledge::{
    FindArguments, FindFormat, ImportArguments, KnowledgeArguments, KnowledgeCommand, KnowledgeOption,
};
use crate::batch;
use crate::input::Failure;
use crate::{GOOD, SOME_FAILED};
use dateline::Reader;
use dateline::facts::{about, diff, find, import};
use knowledge::lint::{self, Severity};
use knowledge::{Actors, Knowledge, Shape, TableFile};
use std::path::{Path, PathBuf};

/// Does what the arguments ask for.
pub fn run(arguments: &KnowledgeArguments) -> Result<u8, Failure> {
    match &arguments.command {
        None => print(&about::about(&ours()?)).map(|()| GOOD),
        Some(KnowledgeCommand::Check { files }) => check(files),
        Some(KnowledgeCommand::Find(find)) => find_command(find),
        Some(KnowledgeCommand::Import(import)) => import_command(import),
        Some(KnowledgeCommand::Diff { files }) => diff_command(files),
    }
}

/// A reader with the user's tables laid over.
pub fn reader(option: &KnowledgeOption) -> Result<Reader, Failure> {
    let reader = Reader::new().map_err(|e| Failure(e.to_string()))?;
    if option.files.is_empty() {
        return Ok(reader);
    }
    let tables = tables(&option.files)?;
    let reader = if option.only { reader.only(&tables) } else { reader.with(&tables) };
    reader.map_err(|e| Failure(e.to_string()))
}

fn ours() -> Result<Knowledge, Failure> {
    Knowledge::ours().map_err(|e| Failure(e.to_string()))
}

fn tables(paths: &[PathBuf]) -> Result<Vec<TableFile>, Failure> {
    paths.iter().map(|p| TableFile::read(p).map_err(|e| Failure(e.to_string()))).collect()
}

/// To standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    batch::write(&mut anstream::stdout().lock(), text)
}

fn check(paths: &[PathBuf]) -> Result<u8, Failure> {
    let actors = Actors::ours().map_err(|e| Failure(e.to_string()))?;
    let mut files = Vec::new();
    let mut unread = 0;
    for path in paths {
        match TableFile::read(path) {
            Ok(file) => files.push(file),
            Err(error) => {
                eprintln!("dateline: {error}");
                unread += 1;
            }
        }
    }
    let report = lint::check(&files, Some(&actors));
    let lines: String = report.findings.iter().map(|f| format!("{f}\n")).collect();
    print(&lines)?;
    let (errors, warnings) = (report.count(Severity::Error) + unread, report.count(Severity::Warning));
    eprintln!(
        "dateline: {}, {}: {}, {}",
        many(paths.len(), "file"),
        many(report.rows, "row"),
        many(errors, "error"),
        many(warnings, "warning")
    );
    Ok(if errors == 0 { GOOD } else { SOME_FAILED })
}

/// `1 row`, `2 rows`
pub fn many(count: usize, what: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {what}{end}")
}

fn find_command(arguments: &FindArguments) -> Result<u8, Failure> {
    let name = arguments.name.join(" ");
    let reader = reader(&arguments.knowledge)?;
    let found = find::find(reader.knowledge(), &name, arguments.on);
    match arguments.format {
        FindFormat::Text => print(&found.text())?,
        FindFormat::Json => print(&format!("{:#}\n", found.json()))?,
    }
    if !found.is_empty() {
        return Ok(GOOD);
    }
    let near = find::near(reader.knowledge(), &name);
    let advice = match near.is_empty() {
        true => "add it to a table of your own: see --knowledge".to_string(),
        false => format!("near it are: {}", near.join(", ")),
    };
    eprintln!("dateline: nothing is known under '{name}'; {advice}");
    Ok(SOME_FAILED)
}

fn import_command(arguments: &ImportArguments) -> Result<u8, Failure> {
    let knowledge = ours()?;
    let mut whole = import::Imported::default();
    for path in &arguments.files {
        let shown = path.display();
        let bytes = std::fs::read(path).map_err(|e| Failure(format!("{shown}: {e}; check the path")))?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let imported = import::import(arguments.format, arguments.codes, &name, &bytes, &knowledge);
        imported.skipped.iter().for_each(|s| eprintln!("{shown}:{}: not carried over: {}", s.line, s.why));
        whole.append(imported);
    }
    let text = whole.text();
    match &arguments.output {
        None => print(&text)?,
        Some(out) => write(out, &text)?,
    }
    let counts = whole.counts();
    let counts: Vec<String> =
        counts.iter().map(|(s, n): &(Shape, usize)| format!("{} {n}", s.name())).collect();
    let rows = if counts.is_empty() { "no rows".to_string() } else { counts.join(", ") };
    eprintln!("dateline: {rows}; {} not carried over", whole.skipped.len());
    Ok(if text.is_empty() { SOME_FAILED } else { GOOD })
}

/// To a file.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed =
        |e| Failure(format!("{}: {e}; is the folder there and may you write in it?", path.display()));
    std::fs::write(path, text).map_err(failed)
}

fn diff_command(paths: &[PathBuf]) -> Result<u8, Failure> {
    let files = tables(paths)?;
    let told = |e: knowledge::KnowledgeError| Failure(e.to_string());
    let without = ours()?;
    let with = ours()?.with(&files).map_err(told)?;
    let differences = diff::diff(&files, &without, &with).map_err(told)?;
    let lines: String = differences.iter().map(|d| format!("{d}\n")).collect();
    print(&lines)?;
    let count = |of: fn(&diff::Change) -> bool| differences.iter().filter(|d| of(&d.change)).count();
    eprintln!(
        "dateline: {} added, {} changed, {} shadowed",
        count(|c| matches!(c, diff::Change::Added { .. })),
        count(|c| matches!(c, diff::Change::Changed { .. })),
        count(|c| matches!(c, diff::Change::Shadowed { .. })),
    );
    Ok(GOOD)
}
