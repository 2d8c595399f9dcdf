//! Inputs as they come: JSON lines and web archives, packed or not, are read article by article, and memory does
//! not grow with their length; an input that is one article is read whole.

use crate::kind::{HEAD, LARGEST};
use crate::{Articles, Bytes, Fault, Kind, Options, ReadError, Source, guess, jsonl, warc};
use std::io::{self, BufReader, Cursor, Read};

/// Reads an input from where it lies. As [`crate::articles`], which it gives the same articles as.
pub fn stream(reader: impl Read + Send + 'static, origin: &str, options: &Options) -> Articles {
    match open(Box::new(reader)).and_then(|(head, bytes)| by_kind(&head, bytes, origin, options)) {
        Ok(articles) => articles,
        Err(error) => {
            let error = ReadError::whole(origin, Fault::Io(error.to_string()));
            Articles(Source::Whole(vec![Err(error)].into_iter()))
        }
    }
}

/// The first bytes of an input, unpacked where it is packed, and all of it.
fn open(reader: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Bytes)> {
    let (head, bytes) = peek(reader)?;
    if !head.starts_with(&[0x1f, 0x8b]) {
        return Ok((head, bytes));
    }
    peek(Box::new(flate2::bufread::MultiGzDecoder::new(bytes)))
        .map_err(|error| io::Error::new(error.kind(), format!("the gzip data is damaged ({error})")))
}

fn peek(mut reader: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Bytes)> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let bytes = BufReader::with_capacity(1 << 16, Cursor::new(head.clone()).chain(reader));
    Ok((head, Box::new(bytes)))
}

fn by_kind(head: &[u8], mut bytes: Bytes, origin: &str, options: &Options) -> io::Result<Articles> {
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.contains(&0);
    match options.kind.unwrap_or_else(|| guess(head)) {
        Kind::Jsonl if !wide => Ok(Articles(Source::Lines(Box::new(jsonl(bytes, origin, options))))),
        Kind::Warc => Ok(Articles(Source::Archive(Box::new(warc::Archive::new(bytes, origin, options))))),
        _ => {
            let mut whole = Vec::new();
            bytes.by_ref().take(LARGEST).read_to_end(&mut whole)?;
            Ok(crate::articles(whole, origin, options))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(text: &str) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> Vec<Result<String, String>> {
        let articles = stream(Cursor::new(bytes), "x", &Options::default());
        articles.map(|a| a.map(|a| a.text).map_err(|e| e.to_string())).collect()
    }

    #[test]
    fn packed_lines_come_one_by_one_and_a_break_is_told_with_its_line() {
        let rows: String =
            (0..5000).map(|n| format!("{{\"id\": {n}, \"text\": \"Story {n}.\"}}\n")).collect();
        let mut bytes = packed(&rows);
        assert_eq!(read(bytes.clone()).len(), 5000);
        bytes.truncate(bytes.len() / 2);
        let found = read(bytes);
        let (last, before) = found.split_last().unwrap();
        assert!(before.len() > 1000 && before.iter().all(Result::is_ok));
        assert!(last.as_ref().unwrap_err().starts_with(&format!("x:{}: ", before.len() + 1)), "{last:?}");
    }

    #[test]
    fn members_of_a_packed_file_are_one() {
        let row = |n: u8| packed(&format!("{{\"id\": {n}, \"text\": \"Story {n}.\"}}\n"));
        assert_eq!(read([row(1), row(2), row(3)].concat()).len(), 3);
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let endless = Cursor::new(b"{\"text\": \"".to_vec()).chain(io::repeat(b'a').take(200 << 20));
        let input = endless.chain(Cursor::new(b"\n{\"text\": \"Two.\"}\n".to_vec()));
        let found: Vec<_> = stream(input, "x", &Options::default()).collect();
        assert_eq!(
            found[0].as_ref().unwrap_err().to_string(),
            "x:1: the line has more than 64 MB; give one article a line"
        );
        assert_eq!(found[1].as_ref().unwrap().text, "Two.");
    }

    #[test]
    fn one_article_is_read_whole() {
        assert_eq!(read(packed("Zürich.")), [Ok("Zürich.".to_owned())]);
        assert!(read(vec![0x1f, 0x8b, 1, 2, 3])[0].as_ref().unwrap_err().contains("gzip data is damaged"));
        assert!(read(Vec::new())[0].is_err());
    }
}
