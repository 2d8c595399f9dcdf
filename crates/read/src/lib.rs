//! Bytes to articles: plain text, web pages, feeds, the wire's formats, JSON lines, tables and pretokenised text, packed
//! or not, in any encoding.
//!
//! The text of an article is what was published, character by character; what this room adds are its blocks
//! (headline, byline, dateline, body, credit, furniture), its dateline and its day of publication. Nothing is
//! guessed silently: a year that is nowhere written stays open, and what was doubtful stands in the notes.

mod article;
mod blocks;
mod dateline;
mod elements;
mod encoding;
mod error;
mod feed;
mod gigaword;
mod given;
mod html;
mod jsonl;
mod kind;
mod layout;
mod list;
mod markup;
mod moment;
mod newsml;
mod ninjs;
mod nitf;
mod objects;
mod options;
mod pack;
mod parts;
mod phrases;
pub mod reprint;
mod row;
mod sitemap;
mod stream;
mod table;
mod treebank;
mod utf8;
mod warc;
mod when;
mod wire;
mod xml;

pub use error::{Fault, Position, ReadError};
pub use given::Given;
pub use html::{escaped, fragment};
pub use jsonl::{Lines, jsonl};
pub use kind::guess;
pub use list::{List, Listed, list};
pub use moment::moment;
pub use options::{Fields, Kind, Options};
pub use stream::stream;
pub use treebank::{Columns, Multiword, Treebank, treebank, treebank_with};
pub use warc::{Page, Pages};

use article::{About, assemble};
use document::Article;
use std::io::{BufRead, Cursor};

/// Bytes as they come.
type Bytes = Box<dyn BufRead + Send>;

/// Articles of one input, in its order.
pub struct Articles(Box<dyn Iterator<Item = Result<Article, ReadError>> + Send>);

impl Articles {
    fn of<I>(items: I) -> Articles
    where
        I: IntoIterator<Item = Result<Article, ReadError>>,
        I::IntoIter: Send + 'static,
    {
        Articles(Box::new(items.into_iter()))
    }
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// Reads an input that lies in memory. `origin` is the file or address, as errors shall name it. An input that
/// cannot be read gives one error; of those that hold many articles each bad one gives one and the rest goes on.
pub fn articles(bytes: Vec<u8>, origin: &str, options: &Options) -> Articles {
    stream(Cursor::new(bytes), origin, options)
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
