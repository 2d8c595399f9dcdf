//! JSON lines to articles: one object a line. A line that cannot be read is an error of its own; the rest goes on.

use crate::row::{Row, slots};
use crate::{Fault, Fields, Options, Position, ReadError};
use document::Article;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::io::{BufRead, Read};

/// A line may have so many bytes.
const LONGEST: u64 = 64 << 20;

/// The articles of JSON lines, one at a time; memory holds one line.
pub struct Lines<R> {
    reader: R,
    origin: String,
    options: Options,
    line: usize,
    buffer: Vec<u8>,
    ended: bool,
}

/// Reads JSON lines as they come. UTF-8 only, as JSON demands.
pub fn jsonl<R: BufRead>(reader: R, origin: &str, options: &Options) -> Lines<R> {
    let (origin, options) = (origin.to_owned(), options.clone());
    Lines { reader, origin, options, line: 0, buffer: Vec::new(), ended: false }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.buffer.clear();
            self.line += 1;
            match self.read_line() {
                Ok(0) => self.ended = true,
                Ok(_) if self.buffer.len() as u64 > LONGEST => {
                    return Some(Err(self.error(Fault::LongLine(LONGEST >> 20))));
                }
                Ok(_) => {
                    let skip = if self.line == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
                    let row = self.buffer[skip..].trim_ascii();
                    if !row.is_empty() {
                        let article = article(row, &self.origin, &self.options);
                        return Some(article.map_err(|fault| self.error(fault)));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.error(Fault::Io(error.to_string()))));
                }
            }
        }
        None
    }
}

impl<R: BufRead> Lines<R> {
    /// The next line; of one that is too long only so much that this shows, and the rest is passed over.
    fn read_line(&mut self) -> std::io::Result<usize> {
        let read = self.reader.by_ref().take(LONGEST + 1).read_until(b'\n', &mut self.buffer)?;
        if self.buffer.len() as u64 > LONGEST {
            self.reader.skip_until(b'\n')?;
        }
        Ok(read)
    }
}

impl<R> Lines<R> {
    fn error(&self, fault: Fault) -> ReadError {
        ReadError::new(&self.origin, Position::Line(self.line), fault)
    }
}

/// One line to its article.
fn article(row: &[u8], origin: &str, options: &Options) -> Result<Article, Fault> {
    let text = String::from_utf8_lossy(row);
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let parsed = RowSeed(&options.fields)
        .deserialize(&mut deserializer)
        .and_then(|row| deserializer.end().map(|()| row));
    let row = parsed.map_err(|error| Fault::Json(reason(&error)))?;
    let replaced = matches!(text, Cow::Owned(_)) || text.contains('\u{fffd}');
    let notes = replaced.then(|| "invalid UTF-8 replaced by U+FFFD".to_owned());
    row.given().article(notes.into_iter().collect(), origin, options)
}

/// What the parser says, with its place in the line: the line number it counts is always 1.
fn reason(error: &serde_json::Error) -> String {
    error.to_string().replace("at line 1 column", "at column")
}

struct RowSeed<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Row, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let mut wanted = slots(self.0, &key).peekable();
            if wanted.peek().is_none() {
                map.next_value::<IgnoredAny>()?;
            } else if let Some(value) = map.next_value::<Scalar>()?.0 {
                for (slot, rank) in wanted {
                    row.put(slot, rank, value.clone());
                }
            }
        }
        Ok(row)
    }
}

/// A string or a number as text; lists and objects are skipped.
struct Scalar(Option<String>);

impl<'de> serde::Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scalar, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Scalar, E> {
        Ok(Scalar(Some(text)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}
