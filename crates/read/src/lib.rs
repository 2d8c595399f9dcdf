//! Bytes to articles: plain text, web pages, JSON lines and pretokenised text, in any encoding.
//!
//! The text of an article is what was published, character by character; what this room adds are its blocks
//! (headline, byline, dateline, body, credit, furniture), its dateline and its day of publication. Nothing is
//! guessed silently: a year that is nowhere written stays open, and what was doubtful stands in the notes.

mod article;
mod blocks;
mod dateline;
mod encoding;
mod error;
mod html;
mod jsonl;
mod kind;
mod layout;
mod options;
mod phrases;
pub mod reprint;
mod stream;
mod treebank;
mod warc;
mod when;

pub use error::{Fault, Position, ReadError};
pub use jsonl::{Lines, jsonl};
pub use kind::guess;
pub use options::{Fields, Kind, Options};
pub use stream::stream;
pub use treebank::{Columns, Multiword, Treebank, treebank, treebank_with};

use article::{About, assemble};
use document::Article;
use std::io::{BufRead, Cursor};

/// Bytes as they come.
type Bytes = Box<dyn BufRead + Send>;

/// Articles of one input, in its order.
pub struct Articles(Source);

enum Source {
    Lines(Box<Lines<Bytes>>),
    Archive(Box<warc::Archive<Bytes>>),
    Whole(std::vec::IntoIter<Result<Article, ReadError>>),
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Source::Lines(lines) => lines.next(),
            Source::Archive(archive) => archive.next(),
            Source::Whole(articles) => articles.next(),
        }
    }
}

/// Reads an input that lies in memory. `origin` is the file or address, as errors shall name it. An input that
/// cannot be read gives one error; of JSON lines each bad line gives one and the rest goes on.
pub fn articles(bytes: Vec<u8>, origin: &str, options: &Options) -> Articles {
    let whole = |items: Vec<Result<Article, ReadError>>| Articles(Source::Whole(items.into_iter()));
    let bytes = match kind::unpack(bytes, origin) {
        Ok(bytes) => bytes,
        Err(error) => return whole(vec![Err(error)]),
    };
    match options.kind.unwrap_or_else(|| guess(&bytes)) {
        Kind::Jsonl => lines(bytes, origin, options),
        Kind::Warc => {
            let bytes: Bytes = Box::new(Cursor::new(bytes));
            Articles(Source::Archive(Box::new(warc::Archive::new(bytes, origin, options))))
        }
        Kind::Conllu => match treebank_with(bytes, origin, options) {
            Ok(banks) => whole(banks.into_iter().map(|d| Ok(d.article)).collect()),
            Err(error) => whole(vec![Err(error)]),
        },
        Kind::Html => whole(vec![html::article(bytes, origin, options)]),
        Kind::Text => whole(vec![text(bytes, origin, options)]),
    }
}

/// JSON lines in memory; those in UTF-16 are decoded first.
fn lines(bytes: Vec<u8>, origin: &str, options: &Options) -> Articles {
    let plain = std::str::from_utf8(&bytes).is_ok();
    let bytes = match if plain {
        Ok(bytes)
    } else {
        text_of(bytes, origin, options, None).map(|d| d.text.into_bytes())
    } {
        Ok(bytes) => bytes,
        Err(error) => return Articles(Source::Whole(vec![Err(error)].into_iter())),
    };
    Articles(Source::Lines(Box::new(jsonl(Box::new(Cursor::new(bytes)) as Bytes, origin, options))))
}

/// One article of plain text.
fn text(bytes: Vec<u8>, origin: &str, options: &Options) -> Result<Article, ReadError> {
    let decoded = text_of(bytes, origin, options, None)?;
    let about = About { id: options.id.clone(), notes: decoded.notes, ..About::default() };
    assemble(decoded.text, about, origin, options).map_err(|fault| ReadError::whole(origin, fault))
}

/// The text of an input, binary and empty ones refused.
pub(crate) fn text_of(
    bytes: Vec<u8>,
    origin: &str,
    options: &Options,
    declared: Option<&str>,
) -> Result<encoding::Decoded, ReadError> {
    encoding::refuse_binary(&bytes, origin)?;
    let decoded = encoding::decode(bytes, origin, options.charset.as_deref(), declared)?;
    if decoded.text.trim().is_empty() {
        return Err(ReadError::whole(origin, Fault::Empty));
    }
    Ok(decoded)
}
