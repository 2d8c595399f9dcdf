//! Tables with a header to articles: one a row, the columns named as the fields of JSON lines are. Commas or semicolons
//! as RFC 4180 has them, or tabs, between which nothing is quoted.

use crate::row::{Row, slots};
use crate::utf8::Utf8;
use crate::{Articles, Fault, Fields, Kind, Options, Position, ReadError};
use csv::{ByteRecord, Reader, ReaderBuilder};
use document::Article;
use std::io::{self, BufRead, Read};

/// A row may have so many bytes. A quotation mark that is never closed would make one of the whole file.
const LARGEST: u64 = 64 << 20;

/// Whether the first line of a text names columns: short names, at least two of which are known.
pub(crate) fn kind(text: &str) -> Option<Kind> {
    let (header, rows) = text.split_once('\n')?;
    let mark = separator(header);
    let cells: Vec<String> = header.trim_end().split(mark).map(bare).collect();
    let short =
        |cell: &String| cell.len() <= 40 && cell.chars().all(|c| c.is_alphanumeric() || "_-. ".contains(c));
    let fields = Fields::default();
    let more = ["body", "content", "headline", "author", "source", "category", "section", "summary"];
    let known = |cell: &&String| slots(&fields, cell).next().is_some() || more.contains(&cell.as_str());
    let named = cells.iter().all(short) && cells.iter().filter(known).count() >= 2 && !rows.trim().is_empty();
    named.then_some(if mark == '\t' { Kind::Tsv } else { Kind::Csv })
}

fn bare(cell: &str) -> String {
    cell.trim().trim_matches('"').to_lowercase()
}

/// What parts most of the names of a header.
fn separator(header: &str) -> char {
    let count = |mark: &char| header.matches(*mark).count();
    ['\t', ';', ','].into_iter().max_by_key(count).unwrap_or(',')
}

/// The articles of a table.
pub(crate) fn articles(head: &[u8], text: Utf8, tabs: bool, origin: &str, options: &Options) -> Articles {
    let head = String::from_utf8_lossy(head);
    let mark = if tabs { '\t' } else { separator(head.lines().next().unwrap_or("")) };
    let crlf = head.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r'));
    let notes = text.notes.clone();
    let mut builder = ReaderBuilder::new();
    builder.flexible(true).has_headers(false).delimiter(mark as u8).quoting(!tabs);
    let reader = builder.from_reader(Limited { inner: text, left: LARGEST });
    let (origin, options) = (origin.to_owned(), options.clone());
    let rows = Rows {
        crlf,
        reader,
        origin,
        options,
        notes,
        header: Vec::new(),
        record: ByteRecord::new(),
        ended: false,
    };
    Articles(Box::new(rows))
}

struct Rows {
    /// Whether rows end in two bytes; the reader counts the second as of the next.
    crlf: bool,
    reader: Reader<Limited<Utf8>>,
    origin: String,
    options: Options,
    notes: Vec<String>,
    header: Vec<String>,
    record: ByteRecord,
    ended: bool,
}

impl Iterator for Rows {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.reader.get_mut().left = LARGEST;
            let line = self.reader.position().line() as usize;
            match self.reader.read_byte_record(&mut self.record) {
                Ok(true) if self.header.is_empty() => {
                    self.header = self.record.iter().map(|c| text(c).trim().to_owned()).collect();
                    let fault = self.unnamed();
                    self.ended = fault.is_some();
                    if let Some(fault) = fault {
                        return Some(Err(self.error(line, fault)));
                    }
                }
                Ok(true) => return Some(self.row().map_err(|fault| self.error(line, fault))),
                Ok(false) => {
                    self.ended = true;
                    return self.header.is_empty().then(|| Err(self.error(line, Fault::Empty)));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.error(line, Fault::Table(error.to_string()))));
                }
            }
        }
        None
    }
}

impl Rows {
    fn error(&self, line: usize, fault: Fault) -> ReadError {
        let at = self.record.position().map_or((line, false), |p| (p.line() as usize, p.byte() > 0));
        let line = at.0 + usize::from(self.crlf && at.1);
        ReadError::new(&self.origin, Position::Line(line), fault)
    }

    /// Why no row of the table can be read, if so.
    fn unnamed(&self) -> Option<Fault> {
        let texts = &self.options.fields.text;
        let named = self.header.iter().any(|cell| texts.contains(cell));
        let wanted = || texts.iter().map(|f| format!("`{f}`")).collect::<Vec<_>>().join(" or ");
        (!named).then(|| Fault::NoText(wanted()))
    }

    fn row(&self) -> Result<Article, Fault> {
        if self.record.len() > self.header.len() {
            let (more, named) = (self.record.len(), self.header.len());
            return Err(Fault::Table(format!("{more} cells where the header names {named}")));
        }
        let mut row = Row::default();
        for (name, cell) in self.header.iter().zip(self.record.iter()).filter(|(_, cell)| !cell.is_empty()) {
            for (slot, rank) in slots(&self.options.fields, name) {
                row.put(slot, rank, text(cell));
            }
        }
        row.given().article(self.notes.clone(), &self.origin, &self.options)
    }
}

fn text(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).into_owned()
}

/// A reader that gives so many bytes and then an error.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: BufRead> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            let words = format!("a row of more than {} MB; is a quotation mark never closed?", LARGEST >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, words));
        }
        let read = self.inner.by_ref().take(self.left).read(out)?;
        self.left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_told_from_text() {
        let check = |text: &str, expected| assert_eq!(kind(text), expected, "{text}");
        check("id,text\n1,a\n", Some(Kind::Csv));
        check("\"Title\";\"Text\";x\n1;2;3", Some(Kind::Csv));
        check("url\tdate\tbody\na\tb\tc", Some(Kind::Tsv));
        check("id,text", None);
        check("The title, the text\nand more", None);
        check("Berlin, Paris\nLondon", None);
        check("", None);
    }
}
