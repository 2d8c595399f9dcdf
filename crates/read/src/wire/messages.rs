//! A stream of the wire cut into its messages.

use super::header::begins;
use crate::Fault;
use std::io::{self, BufRead, Read};

/// Start of a header.
const SOH: char = '\u{1}';
/// End of a text.
pub(super) const ETX: char = '\u{3}';
/// End of a transmission.
const EOT: char = '\u{4}';

/// A message may have so many bytes.
const LARGEST: usize = 8 << 20;

/// One message: its lines without their ends, and the byte that it begins at.
#[derive(Debug, Default)]
pub(super) struct Message {
    pub at: usize,
    pub lines: Vec<String>,
    size: usize,
}

impl Message {
    /// Whether there is nothing in it, as between two messages.
    pub fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.chars().all(|c| c.is_control() || c.is_whitespace()))
    }
}

/// The messages of a stream; memory holds one.
pub(super) struct Messages<R> {
    reader: R,
    at: usize,
    open: Message,
    ended: bool,
    count: usize,
}

impl<R: BufRead> Messages<R> {
    pub fn new(reader: R) -> Self {
        Messages { reader, at: 0, open: Message::default(), ended: false, count: 0 }
    }

    /// The next line with its end; of a long one so much as a message may have.
    fn line(&mut self) -> io::Result<String> {
        let mut line = Vec::new();
        self.reader.by_ref().take(LARGEST as u64 + 1).read_until(b'\n', &mut line)?;
        self.at += line.len();
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    /// Takes a line in; gives the message that it ends.
    fn put(&mut self, line: &str, at: usize) -> Option<Message> {
        let mut done = None;
        let before = line.find(SOH).map_or("", |soh| &line[..soh]);
        if line.contains(SOH) || begins(line) {
            self.add(before);
            let next = Message { at: at + before.len(), ..Message::default() };
            done = Some(std::mem::replace(&mut self.open, next));
        }
        self.add(&line[before.len()..]);
        if line.contains(EOT) && done.is_none() {
            let next = Message { at: self.at, ..Message::default() };
            done = Some(std::mem::replace(&mut self.open, next));
        }
        done
    }

    fn add(&mut self, line: &str) {
        self.open.size += line.len();
        if self.open.size > LARGEST {
            self.open.lines.clear();
        } else {
            self.open.lines.push(line.trim_end_matches(['\n', '\r']).to_owned());
        }
    }

    fn judged(&mut self, message: Message) -> Option<Result<Message, (usize, Fault)>> {
        if message.size > LARGEST {
            self.count += 1;
            return Some(Err((message.at, Fault::LongInput(LARGEST as u64 >> 20))));
        }
        let blank = message.is_blank();
        self.count += usize::from(!blank);
        (!blank).then_some(Ok(message))
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Result<Message, (usize, Fault)>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let at = self.at;
            let done = match self.line() {
                Err(error) => {
                    self.ended = true;
                    return Some(Err((at, Fault::Io(error.to_string()))));
                }
                Ok(line) if line.is_empty() => {
                    self.ended = true;
                    Some(std::mem::take(&mut self.open))
                }
                Ok(line) => self.put(&line, at),
            };
            if let Some(found) = done.and_then(|message| self.judged(message)) {
                return Some(found);
            }
        }
        (std::mem::replace(&mut self.count, 1) == 0).then_some(Err((self.at, Fault::Empty)))
    }
}
