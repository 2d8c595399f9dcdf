//! Where articles come from: paths, folders, patterns, standard input.

use crate::arguments::{InputArguments, InputKind};
use crate::report::Reasons;
use document::Article;
use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// One input that could not be read, in words for people.
#[derive(Debug)]
pub struct Failure(pub String);

/// One input, or one article of it, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Whether it is broken; else there is nothing to be read in it.
    pub broken: bool,
    /// Why, in words that are the same for all that have it.
    pub reason: String,
    /// Which, why and what to do about it, in words for people.
    pub words: String,
}

impl Missed {
    /// `why` may go on with details and a remedy behind a colon, a semicolon or a bracket.
    fn new(name: &str, why: &str) -> Missed {
        let end = why.find([':', ';', '(']).unwrap_or(why.len());
        Missed { broken: true, reason: why[..end].trim_end().to_owned(), words: format!("{name}: {why}") }
    }
}

impl From<Missed> for Failure {
    fn from(missed: Missed) -> Failure {
        Failure(missed.words)
    }
}

impl From<read::ReadError> for Missed {
    fn from(error: read::ReadError) -> Missed {
        let words = error.to_string();
        Missed { broken: !error.fault.is_absence(), words, ..Missed::new("", &error.fault.to_string()) }
    }
}

/// One file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// What paths stand for.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files, or what could not be found, in a fixed order and each once.
    pub found: Vec<Result<Source, Missed>>,
    /// Files that are passed over.
    pub skipped: Reasons,
}

/// The files that the arguments name, folders and patterns expanded.
pub fn sources(paths: &[String]) -> Sources {
    let mut sources = Sources::default();
    if paths.is_empty() {
        sources.found.push(Ok(Source::Stdin));
    }
    let mut seen = HashSet::new();
    for path in paths {
        for source in sources.expand(path) {
            match &source {
                Ok(source) if !seen.insert(source.name()) => {
                    sources.skipped.add("named twice", &source.name())
                }
                _ => sources.found.push(source),
            }
        }
    }
    sources
}

impl Sources {
    fn expand(&mut self, path: &str) -> Vec<Result<Source, Missed>> {
        if path == "-" {
            return vec![Ok(Source::Stdin)];
        }
        let here = Path::new(path);
        if here.is_dir() {
            return self.folder(here);
        }
        if here.exists() || !path.contains(['*', '?', '[']) {
            return vec![Ok(Source::File(here.to_path_buf()))];
        }
        pattern(path)
    }

    fn folder(&mut self, path: &Path) -> Vec<Result<Source, Missed>> {
        let files = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
        let visible = files.filter_entry(|e| {
            let hidden = e.depth() > 0 && e.file_name().to_string_lossy().starts_with('.');
            if hidden {
                self.skipped.add("hidden", &e.path().display().to_string());
            }
            !hidden
        });
        visible
            .filter_map(|entry| match entry {
                Ok(entry) => entry.file_type().is_file().then(|| Ok(Source::File(entry.into_path()))),
                Err(error) => {
                    let name = error.path().unwrap_or(path).display().to_string();
                    Some(Err(Missed::new(
                        &name,
                        &error.into_io_error().map_or_else(|| "a loop of links".to_owned(), |e| advice(&e)),
                    )))
                }
            })
            .collect()
    }
}

fn pattern(path: &str) -> Vec<Result<Source, Missed>> {
    let failed = |why: String| vec![Err(Missed::new(path, &why))];
    match glob::glob(path) {
        Err(error) => failed(format!("not a pattern: {error}; see `man 7 glob`")),
        Ok(found) => {
            let mut files: Vec<PathBuf> = found.flatten().filter(|p| p.is_file()).collect();
            files.sort();
            match files.is_empty() {
                true => failed("no file fits this pattern; check the spelling".to_owned()),
                false => files.into_iter().map(|f| Ok(Source::File(f))).collect(),
            }
        }
    }
}

/// The options of the read layer that the arguments stand for.
pub fn options(arguments: &InputArguments) -> Result<read::Options, Failure> {
    let mut fields = read::Fields::default();
    for (ours, theirs) in &arguments.fields {
        fields.map(&format!("{ours}={theirs}")).map_err(|e| Failure(e.to_string()))?;
    }
    Ok(read::Options { fields, ..options_of(arguments.input, arguments.published) })
}

/// The same from single values.
pub fn options_of(input: Option<InputKind>, published: Option<document::Day>) -> read::Options {
    let kind = input.map(|kind| match kind {
        InputKind::Text => read::Kind::Text,
        InputKind::Html => read::Kind::Html,
        InputKind::Jsonl => read::Kind::Jsonl,
        InputKind::Csv => read::Kind::Csv,
        InputKind::Tsv => read::Kind::Tsv,
        InputKind::Warc => read::Kind::Warc,
        InputKind::Feed => read::Kind::Feed,
        InputKind::Sitemap => read::Kind::Sitemap,
        InputKind::Nitf => read::Kind::Nitf,
        InputKind::Newsml => read::Kind::Newsml,
        InputKind::Ninjs => read::Kind::Ninjs,
        InputKind::Wire => read::Kind::Wire,
        InputKind::Gigaword => read::Kind::Gigaword,
        InputKind::Conllu => read::Kind::Conllu,
    });
    read::Options { kind, published, ..read::Options::default() }
}

impl Source {
    /// Its name in messages and as an article's origin.
    pub fn name(&self) -> String {
        match self {
            Source::File(path) => path.display().to_string(),
            Source::Stdin => "standard input".to_string(),
        }
    }

    /// All its bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, Missed> {
        let mut bytes = Vec::new();
        let read = match self {
            Source::File(path) => std::fs::File::open(path).and_then(|mut f| f.read_to_end(&mut bytes)),
            Source::Stdin => std::io::stdin().lock().read_to_end(&mut bytes),
        };
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Missed::new(&self.name(), &advice(&error))),
        }
    }

    /// Its bytes as they come, counted on the bar.
    pub fn open(&self, bar: &indicatif::ProgressBar) -> Result<Box<dyn std::io::Read + Send>, Missed> {
        match self {
            Source::Stdin => Ok(Box::new(std::io::stdin())),
            Source::File(path) => match std::fs::File::open(path) {
                Ok(file) => Ok(Box::new(bar.wrap_read(file))),
                Err(error) => Err(Missed::new(&self.name(), &advice(&error))),
            },
        }
    }

    /// Size in bytes, where known before reading.
    pub fn size(&self) -> Option<u64> {
        match self {
            Source::File(path) => path.metadata().ok().map(|m| m.len()),
            Source::Stdin => None,
        }
    }
}

/// What went wrong and what to do.
fn advice(error: &std::io::Error) -> String {
    let what = match error.kind() {
        std::io::ErrorKind::NotFound => "no such file; check the path",
        std::io::ErrorKind::PermissionDenied => "not allowed to read it; ask its owner or change its mode",
        std::io::ErrorKind::IsADirectory => "a folder where a file is expected",
        _ => return error.to_string(),
    };
    what.to_string()
}

/// An article that stands in an input, or why it could not be read.
pub type Read = Result<Article, Missed>;

fn of_length(article: Article, name: &str) -> Read {
    match dateline::length::too_long(&article) {
        None => Ok(article),
        Some((reason, words)) => Err(Missed { broken: true, reason, words: format!("{name}: {words}") }),
    }
}

/// The articles of one input; of one that was not found, that.
pub fn items(
    source: Result<Source, Missed>,
    options: &read::Options,
    bar: &indicatif::ProgressBar,
) -> Box<dyn Iterator<Item = Read>> {
    match source {
        Ok(source) => articles(&source, options, bar),
        Err(missed) => Box::new(std::iter::once(Err(missed))),
    }
}

/// The articles of one source, in order, read as they are asked for.
pub fn articles(
    source: &Source,
    options: &read::Options,
    bar: &indicatif::ProgressBar,
) -> Box<dyn Iterator<Item = Read>> {
    let name = source.name();
    match source.open(bar) {
        Err(missed) => Box::new(std::iter::once(Err(missed))),
        Ok(bytes) => {
            let articles = read::stream(bytes, &name, options);
            Box::new(
                articles.map(move |a| a.map_err(Missed::from).and_then(|article| of_length(article, &name))),
            )
        }
    }
}
