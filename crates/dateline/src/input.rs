//! Where articles come from: paths, folders, patterns, standard input.

use crate::arguments::{InputArguments, InputKind};
use document::Article;
use std::io::Read;
use std::path::{Path, PathBuf};

/// One input that could not be read, in words for people.
#[derive(Debug)]
pub struct Failure(pub String);

/// One file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// The files that the arguments name, folders and patterns expanded, in a fixed order.
pub fn sources(paths: &[String]) -> Vec<Result<Source, Failure>> {
    if paths.is_empty() {
        return vec![Ok(Source::Stdin)];
    }
    paths.iter().flat_map(|p| expand(p)).collect()
}

fn expand(path: &str) -> Vec<Result<Source, Failure>> {
    if path == "-" {
        return vec![Ok(Source::Stdin)];
    }
    let here = Path::new(path);
    if here.is_dir() {
        return folder(here);
    }
    if here.exists() || !path.contains(['*', '?', '[']) {
        return vec![Ok(Source::File(here.to_path_buf()))];
    }
    pattern(path)
}

fn folder(path: &Path) -> Vec<Result<Source, Failure>> {
    let files = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
    let visible = files.filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'));
    visible
        .filter_map(|entry| match entry {
            Ok(entry) => entry.file_type().is_file().then(|| Ok(Source::File(entry.into_path()))),
            Err(error) => Some(Err(Failure(format!("{error}; give read access to it or leave it out")))),
        })
        .collect()
}

fn pattern(path: &str) -> Vec<Result<Source, Failure>> {
    let failed = |why: String| vec![Err(Failure(why))];
    match glob::glob(path) {
        Err(error) => failed(format!("{path}: not a pattern: {error}; see `man 7 glob`")),
        Ok(found) => {
            let mut files: Vec<PathBuf> = found.flatten().filter(|p| p.is_file()).collect();
            files.sort();
            match files.is_empty() {
                true => failed(format!("{path}: no file fits this pattern; check the spelling")),
                false => files.into_iter().map(|f| Ok(Source::File(f))).collect(),
            }
        }
    }
}

/// The options of the read layer that the arguments stand for.
pub fn options(arguments: &InputArguments) -> read::Options {
    options_of(arguments.input, arguments.published, &arguments.fields)
}

/// The same from single values.
pub fn options_of(
    input: Option<InputKind>,
    published: Option<document::Day>,
    fields: &[(String, String)],
) -> read::Options {
    let kind = input.map(|kind| match kind {
        InputKind::Text => read::Kind::Text,
        InputKind::Html => read::Kind::Html,
        InputKind::Jsonl => read::Kind::Jsonl,
        InputKind::Conllu => read::Kind::Conllu,
    });
    read::Options { kind, published, fields: fields.to_vec(), ..read::Options::default() }
}
