//! Where articles come from: paths, folders, patterns, standard input.

use crate::arguments::{InputArguments, InputKind};
use document::Article;
use std::io::Read as _;
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
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let read = match self {
            Source::File(path) => std::fs::File::open(path).and_then(|mut f| f.read_to_end(&mut bytes)),
            Source::Stdin => std::io::stdin().lock().read_to_end(&mut bytes),
        };
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Failure(format!("{}: {}", self.name(), advice(&error)))),
        }
    }

    /// Its bytes as they come, counted on the bar.
    pub fn open(&self, bar: &indicatif::ProgressBar) -> Result<Box<dyn std::io::Read + Send>, Failure> {
        match self {
            Source::Stdin => Ok(Box::new(std::io::stdin())),
            Source::File(path) => match std::fs::File::open(path) {
                Ok(file) => Ok(Box::new(bar.wrap_read(file))),
                Err(error) => Err(Failure(format!("{}: {}", self.name(), advice(&error)))),
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
pub type Read = Result<Article, Failure>;

/// The longest text that is read as one article, in bytes: a long book. The time to read grows with the length,
/// and what is longer is an archive that has to be taken apart first.
const LONGEST: usize = 8 << 20;

fn of_length(article: Article, name: &str) -> Read {
    let length = article.text.len();
    if length <= LONGEST {
        return Ok(article);
    }
    let megabytes = length >> 20;
    Err(Failure(format!(
        "{name}: article {} has {megabytes} MB, and {} MB is the most for one; split it, or give one article a line as JSONL",
        article.id,
        LONGEST >> 20,
    )))
}

/// The articles of one source, in order, read as they are asked for.
pub fn articles(
    source: &Source,
    options: &read::Options,
    bar: &indicatif::ProgressBar,
) -> Box<dyn Iterator<Item = Read>> {
    let name = source.name();
    match source.open(bar) {
        Err(failure) => Box::new(std::iter::once(Err(failure))),
        Ok(bytes) => {
            let articles = read::stream(bytes, &name, options);
            Box::new(articles.map(move |a| {
                a.map_err(|e| Failure(e.to_string())).and_then(|article| of_length(article, &name))
            }))
        }
    }
}
