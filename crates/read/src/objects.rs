//! The objects of a JSON file, cut out one by one as the file is read: those at its top, one behind the other, in a
//! list or a line each, or those of one list in an object. Memory holds one; what is damaged in one does not touch the
//! next.

use crate::elements::Setting;
use crate::utf8::Utf8;
use crate::{Articles, Fault, Options, Position, ReadError};
use document::Article;
use serde_json::Value;
use std::io::{self, BufRead};

/// An object may have so many bytes.
const LARGEST: usize = 32 << 20;

/// Makes the article of an object.
pub(crate) type Make = fn(&Value, &Setting<'_>) -> Result<Article, Fault>;

/// The articles of all objects; `list`: the key of the list that they stand in.
pub(crate) fn articles(
    text: Utf8,
    list: Option<&'static str>,
    origin: &str,
    options: &Options,
    make: Make,
) -> Articles {
    let (origin, options, notes) = (origin.to_owned(), options.clone(), text.notes.clone());
    let mut objects = Objects::new(text, list);
    Articles(Box::new(std::iter::from_fn(move || {
        let (at, found) = objects.next()?;
        let setting = Setting { origin: &origin, options: &options, language: None, notes: &notes };
        let article = found.and_then(|bytes| make(&parsed(&bytes)?, &setting));
        Some(article.map_err(|fault| ReadError::new(&origin, Position::Byte(at), fault)))
    })))
}

/// What a text in memory says, object by object of a list; the first thing that is wrong.
pub(crate) fn each(text: &str, list: &'static str, mut take: impl FnMut(&Value)) -> Option<Fault> {
    let mut wrong = None;
    for (_, found) in Objects::new(text.as_bytes(), Some(list)) {
        match found.and_then(|bytes| parsed(&bytes)) {
            Ok(value) => take(&value),
            Err(Fault::Empty) => {}
            Err(fault) => wrong = wrong.or(Some(fault)),
        }
    }
    wrong
}

fn parsed(bytes: &[u8]) -> Result<Value, Fault> {
    let fault = |error| Fault::Item(format!("{error}; the rest is read from the next object on"));
    serde_json::from_slice(bytes).map_err(fault)
}

/// A value as text: a string that says something, or a number.
pub(crate) fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// An object with the byte that it begins at, or what is wrong with it.
type Cut = (usize, Result<Vec<u8>, Fault>);

/// Objects with the byte that each begins at.
struct Objects<R> {
    reader: R,
    /// The key of the list whose objects are cut; none for those at the top.
    list: Option<&'static str>,
    at: usize,
    /// Where the object being cut begins, and how deep.
    start: Option<(usize, u32)>,
    buffer: Vec<u8>,
    over: bool,
    /// Open brackets.
    depth: u32,
    /// The depth inside the list; none outside of it.
    within: Option<u32>,
    /// The string just read, outside of objects that are cut: perhaps a key.
    key: Vec<u8>,
    quoted: bool,
    escaped: bool,
    /// Whether a line begins here.
    line: bool,
    count: usize,
    ended: bool,
}

impl<R: BufRead> Iterator for Objects<R> {
    type Item = Cut;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.step() {
                Ok(None) => {}
                Ok(Some(found)) => {
                    self.count += 1;
                    return Some(found);
                }
                Err(error) => {
                    self.ended = true;
                    return Some((self.at, Err(Fault::Io(error.to_string()))));
                }
            }
        }
        None
    }
}

impl<R: BufRead> Objects<R> {
    fn new(reader: R, list: Option<&'static str>) -> Self {
        Objects {
            reader,
            list,
            at: 0,
            start: None,
            buffer: Vec::new(),
            over: false,
            depth: 0,
            within: None,
            key: Vec::new(),
            quoted: false,
            escaped: false,
            line: true,
            count: 0,
            ended: false,
        }
    }

    /// Reads what is at hand up to the end of an object.
    fn step(&mut self) -> io::Result<Option<Cut>> {
        let bytes = self.reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(self.finish());
        }
        // What is at hand is copied, since the state is this object's own.
        let chunk = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes).to_vec();
        let mut used = 0;
        let mut found = None;
        for byte in chunk {
            used += 1;
            found = self.byte(byte);
            self.at += 1;
            if found.is_some() {
                break;
            }
        }
        self.reader.consume(used);
        Ok(found)
    }

    fn byte(&mut self, byte: u8) -> Option<Cut> {
        let line = std::mem::replace(&mut self.line, byte == b'\n');
        let mut lost = None;
        if line && byte == b'{' && self.list.is_none() {
            lost = self.start.map(|(at, depth)| self.lose(at, depth));
        }
        if !self.quoted && byte == b'{' && self.start.is_none() && self.is_here() {
            self.start = Some((self.at, self.depth));
            self.buffer.clear();
            self.over = false;
        }
        if self.start.is_some() {
            self.over |= self.buffer.len() >= LARGEST;
            if !self.over {
                self.buffer.push(byte);
            }
        }
        if self.quoted {
            self.string(byte);
            return None;
        }
        match byte {
            b'"' => {
                self.quoted = true;
                self.key.clear();
            }
            b'{' | b'[' => self.open(byte),
            b'}' | b']' => return self.close(),
            _ => {}
        }
        lost
    }

    /// An object that begins at the very start of a line is in none: the one before has lost its end.
    fn lose(&mut self, at: usize, depth: u32) -> Cut {
        (self.start, self.depth, self.quoted, self.escaped) = (None, depth, false, false);
        (at, Err(Fault::Item("the object is never closed; the rest is read from the next one on".to_owned())))
    }

    /// Whether an object that begins here is to be cut.
    fn is_here(&self) -> bool {
        match self.list {
            Some(_) => self.within == Some(self.depth),
            None => self.depth <= 1,
        }
    }

    fn string(&mut self, byte: u8) {
        match byte {
            _ if std::mem::take(&mut self.escaped) => {}
            b'\\' => self.escaped = true,
            b'"' => self.quoted = false,
            _ if self.start.is_none() && self.key.len() < 64 => self.key.push(byte),
            _ => {}
        }
    }

    fn open(&mut self, byte: u8) {
        self.depth = self.depth.saturating_add(1);
        let named = self.list.is_some_and(|list| self.key == list.as_bytes());
        if byte == b'[' && self.depth == 2 && self.start.is_none() && named {
            self.within = Some(self.depth);
        }
        self.key.clear();
    }

    fn close(&mut self) -> Option<Cut> {
        self.depth = self.depth.saturating_sub(1);
        if self.within.is_some_and(|within| self.depth < within) {
            self.within = None;
        }
        let (at, _) = self.start.take_if(|(_, depth)| self.depth <= *depth)?;
        let found = match self.over {
            true => {
                Err(Fault::Item(format!("the object has more than {} MB and is passed over", LARGEST >> 20)))
            }
            false => Ok(std::mem::take(&mut self.buffer)),
        };
        Some((at, found))
    }

    fn finish(&mut self) -> Option<Cut> {
        self.ended = true;
        match self.start.take() {
            Some((at, _)) => Some((
                at,
                Err(Fault::Item("it breaks off inside this object; is the file whole?".to_owned())),
            )),
            None => (self.count == 0).then_some((self.at, Err(Fault::Empty))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: Option<&'static str>, text: &str, expected: &[(usize, &str)]) {
        let objects = Objects::new(text.as_bytes(), list);
        let found: Vec<(usize, String)> = objects
            .map(|(at, found)| match found {
                Ok(bytes) => (at, String::from_utf8(bytes).unwrap()),
                Err(fault) => (at, format!("! {fault}")),
            })
            .collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((at, object), (expected_at, start)) in found.iter().zip(expected) {
            assert!(at == expected_at && object.starts_with(start), "{at} {object} against {start}");
        }
    }

    #[test]
    fn objects_at_the_top() {
        check(None, "{\"a\": {\"b\": \"}\"}}\n{}", &[(0, "{\"a\": {\"b\": \"}\"}}"), (18, "{}")]);
        check(None, " [{\"a\": []}, {}]", &[(2, "{\"a\": []}"), (13, "{}")]);
        check(None, "{\"a\": \"\\\"}\"}", &[(0, "{\"a\": \"\\\"}\"}")]);
    }

    #[test]
    fn objects_of_a_list() {
        let feed =
            "{\"version\": \"1\", \"a\": {\"items\": [{}]}, \"items\": [{\"id\": {}}, {}], \"b\": [{}]}";
        check(Some("items"), feed, &[(49, "{\"id\": {}}"), (61, "{}")]);
        check(Some("items"), "{}", &[(2, "! there is no text")]);
    }

    #[test]
    fn damage_stays_where_it_is() {
        check(
            None,
            "{\"a\": \"b\n{\"c\": 1}\n",
            &[(0, "! damaged JSON: the object is never"), (9, "{\"c\": 1}")],
        );
        check(None, "{}{\"a\"", &[(0, "{}"), (2, "! damaged JSON: it breaks off")]);
        check(None, "", &[(0, "! there is no text")]);
        check(None, "]]}}{}", &[(4, "{}")]);
    }
}
