//! Web archives (WARC) to pages and articles: one page a record, read as they come; memory holds one record.
//!
//! A record with a wrong length, or what is no record at all, is told with its byte (of the unpacked archive) and
//! the reading goes on at the next record.

use crate::{Articles, Bytes, Fault, Kind, Options, Position, ReadError};
use document::Article;
use encoding_rs::Encoding;
use std::io::{self, BufRead, Read};

/// A page may have so many bytes; larger records are told and passed over.
const LARGEST: u64 = 32 << 20;
/// A line of a header may have so many bytes.
const LINE: u64 = 1 << 16;

/// The articles of a web archive.
pub(crate) fn articles(bytes: Bytes, origin: &str, options: &Options) -> Articles {
    let (origin, options) = (origin.to_owned(), options.clone());
    Articles(Box::new(Pages::new(bytes, &origin).filter_map(move |page| match page {
        Ok(page) => article(page, &origin, &options),
        Err(error) => Some(Err(error)),
    })))
}

/// A page as it lies in a web archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it was fetched from.
    pub url: Option<String>,
    /// The charset that the server named.
    pub charset: Option<String>,
    /// HTML, in that or another charset.
    pub body: Vec<u8>,
    /// The byte of the unpacked archive that its record begins at, behind the record's first line.
    pub at: usize,
}

/// The pages of a web archive, one at a time; a record with a fault gives an error, and the rest goes on.
pub struct Pages<R> {
    reader: R,
    origin: String,
    at: usize,
    ended: bool,
    /// A first line of a record that was found while looking for it.
    found: bool,
}

/// What a header says of its record.
#[derive(Default)]
struct Header {
    kind: String,
    address: Option<String>,
    length: Option<u64>,
    content_type: String,
}

impl Header {
    /// Whether the record may hold a page: an answer of a server, or a page that was had in another way.
    fn is_page(&self) -> bool {
        self.kind == "response" || self.is_resource()
    }

    fn is_resource(&self) -> bool {
        self.kind == "resource" && self.content_type.contains("html")
    }
}

impl<R: BufRead> Pages<R> {
    /// Of an archive that is not packed. `origin`: the file, as errors shall name it.
    pub fn new(reader: R, origin: &str) -> Self {
        Pages { reader, origin: origin.to_owned(), at: 0, ended: false, found: false }
    }

    fn error(&self, at: usize, fault: Fault) -> ReadError {
        ReadError::new(&self.origin, Position::Byte(at), fault)
    }

    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.at += self.reader.by_ref().take(LINE).read_until(b'\n', &mut line)?;
        Ok(line)
    }

    /// Goes to the next record; where other bytes than empty lines stand before it, their place.
    fn seek(&mut self) -> io::Result<Option<usize>> {
        let mut strange = None;
        loop {
            let before = self.at;
            let line = self.line()?;
            if line.is_empty() {
                self.ended = true;
                return Ok(strange);
            }
            // A record whose length is too short ends in the middle of a line.
            if line.starts_with(b"WARC/") {
                self.found = true;
                return Ok(strange);
            }
            if !line.trim_ascii().is_empty() {
                strange.get_or_insert(before);
            }
        }
    }

    fn header(&mut self) -> io::Result<Header> {
        let mut header = Header::default();
        loop {
            let line = self.line()?;
            let text = String::from_utf8_lossy(line.trim_ascii());
            if text.is_empty() {
                return Ok(header);
            }
            let Some((name, value)) = text.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => header.address = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-type" => header.content_type = value.to_ascii_lowercase(),
                "content-length" => header.length = value.parse().ok(),
                _ => {}
            }
        }
    }

    /// The next record's page, an error, or nothing where the record is no page.
    fn record(&mut self) -> io::Result<Option<Result<Page, ReadError>>> {
        if !std::mem::take(&mut self.found) {
            if let Some(at) = self.seek()? {
                return Ok(Some(Err(self.error(at, Fault::Warc("these bytes are of no record".to_owned())))));
            }
            return Ok(None);
        }
        let start = self.at;
        let header = self.header()?;
        let Some(length) = header.length else {
            let fault = Fault::Warc("the record has no length".to_owned());
            return Ok(Some(Err(self.error(start, fault))));
        };
        if length > LARGEST || !header.is_page() {
            self.at += io::copy(&mut self.reader.by_ref().take(length), &mut io::sink())? as usize;
            let large = header.is_page();
            let fault =
                || Fault::Warc(format!("a page of {} MB; {} are the most", length >> 20, LARGEST >> 20));
            return Ok(large.then(|| Err(self.error(start, fault()))));
        }
        let mut block = Vec::with_capacity(length.min(1 << 20) as usize);
        self.reader.by_ref().take(length).read_to_end(&mut block)?;
        self.at += block.len();
        if (block.len() as u64) < length {
            self.ended = true;
            let fault = Fault::Warc(format!("it breaks off: {} of {length} bytes are there", block.len()));
            return Ok(Some(Err(self.error(start, fault))));
        }
        Ok(page(block, header, start).map(Ok))
    }
}

/// The page of a record, where it is one.
fn page(block: Vec<u8>, header: Header, at: usize) -> Option<Page> {
    let response = match header.is_resource() {
        true => Response { charset: charset(&header.content_type), body: block },
        false => Response::of(block)?,
    };
    Some(Page { url: header.address, charset: response.charset, body: response.body, at })
}

/// The article of a page. It is named by the page, wherever the archive lies.
fn article(page: Page, origin: &str, options: &Options) -> Option<Result<Article, ReadError>> {
    let charset = page.charset.filter(|label| Encoding::for_label(label.as_bytes()).is_some());
    let options = Options { kind: Some(Kind::Html), url: page.url, charset, ..options.clone() };
    let read = crate::articles(page.body, options.url.as_deref().unwrap_or(origin), &options).next()?;
    Some(read.map_err(|error| {
        let named = options.url.map_or_else(String::new, |url| format!(", {url}"));
        ReadError::new(&format!("{origin}{named}"), Position::Byte(page.at), error.fault)
    }))
}

impl<R: BufRead> Iterator for Pages<R> {
    type Item = Result<Page, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.record() {
                Ok(Some(item)) => return Some(item),
                Ok(None) => {}
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.error(self.at, Fault::Io(error.to_string()))));
                }
            }
        }
        None
    }
}

/// An answer of a server that holds a page.
struct Response {
    charset: Option<String>,
    body: Vec<u8>,
}

impl Response {
    /// `None` for what is no page: another status, another type.
    fn of(mut block: Vec<u8>) -> Option<Response> {
        let split =
            |mark: &[u8]| block.windows(mark.len()).position(|w| w == mark).map(|at| (at, mark.len()));
        let (end, mark) = split(b"\r\n\r\n").or_else(|| split(b"\n\n"))?;
        let head = String::from_utf8_lossy(block.get(..end)?);
        let mut lines = head.lines();
        let good = lines.next()?.split_ascii_whitespace().nth(1)?.starts_with('2');
        let (mut page, mut charset, mut chunked) = (false, None, false);
        for (name, value) in lines.filter_map(|l| l.split_once(':')) {
            let value = value.to_ascii_lowercase();
            if name.eq_ignore_ascii_case("content-type") {
                page = value.contains("html");
                charset = self::charset(&value);
            }
            chunked |= name.eq_ignore_ascii_case("transfer-encoding") && value.contains("chunked");
        }
        if !good || !page {
            return None;
        }
        block.drain(..end + mark);
        let joined = if chunked { unchunk(&block) } else { None };
        Some(Response { charset, body: joined.unwrap_or(block) })
    }
}

/// The charset that a content type in small letters names.
fn charset(content_type: &str) -> Option<String> {
    let label = content_type.split_once("charset=").map(|(_, c)| c.split(';').next().unwrap_or(""));
    label.map(|c| c.trim().trim_matches('"').to_owned())
}

/// The chunks of a body joined; `None` where the crawler has done so already.
fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(64).position(|&b| b == b'\n')?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(body.get(end + 1..(end + 1).checked_add(size)?)?);
        body = body.get(end + 1 + size..)?.trim_ascii_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, address: &str, block: &str, length: usize) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    }

    fn page(words: &str) -> String {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>{words} said on Monday \
             that the border would be open again for people and goods before the end of the year.</p></body></html>"
        )
    }

    fn read(archive: &str) -> Vec<Result<Article, ReadError>> {
        crate::articles(
            archive.as_bytes().to_vec(),
            "a.warc",
            &Options { kind: Some(Kind::Warc), ..Options::default() },
        )
        .collect()
    }

    #[test]
    fn pages_come_one_a_record_and_faults_with_their_bytes() {
        let (one, two, three) = (page("The ministry"), page("The mayor"), page("The army"));
        let first = record("warcinfo", "", "software: x", 11);
        let second = record("response", "https://a.org/2016/12/12/x", &one, one.len());
        let short = record("response", "https://a.org/y", &two, two.len() - 60);
        let last = record("response", "https://a.org/z", &three, three.len());
        let found = read(&format!("{first}{second}{short}{last}"));
        let texts: Vec<&str> = found.iter().flatten().map(|a| &a.text[..9]).collect();
        assert_eq!(texts, ["The minis", "The mayor", "The army "]);
        let article = found[0].as_ref().unwrap();
        assert_eq!(article.origin.as_deref(), Some("https://a.org/2016/12/12/x"));
        assert_eq!(article.day().unwrap().to_string(), "2016-12-12");
        let faults: Vec<&ReadError> = found.iter().filter_map(|a| a.as_ref().err()).collect();
        assert_eq!(faults.len(), 1);
        let byte = first.len() + second.len() + short.len() - 64;
        assert_eq!(faults[0].position, Position::Byte(byte), "{}", faults[0]);
    }

    #[test]
    fn an_archive_that_breaks_off_says_so() {
        let one = page("The ministry");
        let whole = record("response", "https://a.org/x", &one, one.len());
        let found = read(&format!("{whole}{}", &whole[..whole.len() - 90]));
        assert!(found[0].is_ok() && found.len() == 2);
        assert!(found[1].as_ref().unwrap_err().to_string().contains("it breaks off"));
        assert!(read("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n")[0].is_err());
        assert!(read(&record("response", "x", "", usize::MAX)).last().unwrap().is_err());
    }

    #[test]
    fn chunks_are_joined() {
        assert_eq!(unchunk(b"4\r\nabcd\r\n2;x=y\r\nef\r\n0\r\n\r\n").as_deref(), Some(&b"abcdef"[..]));
        assert_eq!(unchunk(b"<html>\n"), None);
        assert_eq!(unchunk(b"ffffffffffffffff\r\nab"), None);
    }
}
