//! Inputs as they come, packed or not. What holds many articles is read article by article, and memory does not grow
//! with its length; an input that is one article is read whole.

use crate::kind::HEAD;
use crate::pack::{self, DEEPEST, Members, Packing};
use crate::utf8::Utf8;
use crate::{
    Articles, Bytes, Fault, Kind, Options, ReadError, feed, gigaword, guess, jsonl, newsml, ninjs, nitf,
    sitemap, table, treebank_with, warc, wire,
};
use document::Article;
use std::io::{self, BufReader, Cursor, Read};

/// An input that is one article may have so many bytes.
const ONE: u64 = 64 << 20;
/// One that is read whole for its many articles may have so many.
const WHOLE: u64 = 1 << 31;

/// Reads an input from where it lies. As [`crate::articles`], which it gives the same articles as.
pub fn stream(reader: impl Read + Send + 'static, origin: &str, options: &Options) -> Articles {
    opened(Box::new(reader), origin, options, 0)
}

/// What is inside of packed bytes; others come back as they are.
pub(crate) fn unpacked(bytes: Vec<u8>, origin: &str) -> Result<Vec<u8>, ReadError> {
    let Some(packing) = Packing::of(&bytes).filter(|packing| *packing != Packing::Zip) else {
        return Ok(bytes);
    };
    let mut out = Vec::new();
    let inside = pack::unpack(packing, Box::new(Cursor::new(bytes)));
    let read = inside.and_then(|(_, bytes)| bytes.take(WHOLE).read_to_end(&mut out));
    match read {
        Err(error) => Err(broken(origin, &error)),
        Ok(_) if out.len() as u64 >= WHOLE => Err(ReadError::whole(origin, Fault::LongInput(WHOLE >> 20))),
        Ok(_) => Ok(out),
    }
}

/// What a reader holds, packed `depth` times already.
fn opened(reader: Box<dyn Read + Send>, origin: &str, options: &Options, depth: u8) -> Articles {
    let found = peek(reader).map_err(|error| broken(origin, &error));
    let articles = found.and_then(|(head, bytes)| inside(head, bytes, origin, options, depth));
    articles.unwrap_or_else(|error| Articles::of([Err(error)]))
}

fn inside(
    mut head: Vec<u8>,
    mut bytes: Bytes,
    origin: &str,
    options: &Options,
    mut depth: u8,
) -> Result<Articles, ReadError> {
    while let Some(packing) = Packing::of(&head) {
        depth += 1;
        if depth > DEEPEST {
            return Err(ReadError::whole(origin, Fault::Packed(DEEPEST)));
        }
        if packing == Packing::Zip {
            return Ok(members(Members::new(bytes, origin), options, depth));
        }
        (head, bytes) = pack::unpack(packing, bytes).map_err(|error| broken(origin, &error))?;
    }
    by_kind(&head, bytes, origin, options)
}

/// The articles of all members, each an input of its own.
fn members(members: Members, options: &Options, depth: u8) -> Articles {
    let options = options.clone();
    let articles = members.flat_map(move |member| match member {
        Ok((name, bytes)) => opened(bytes, &name, &options, depth),
        Err(error) => Articles::of([Err(error)]),
    });
    Articles(Box::new(articles))
}

/// The first bytes and all of them. Where it breaks off behind the first few, that is told when they have been read.
pub(crate) fn peek(mut reader: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Bytes)> {
    let mut head = Vec::new();
    let rest: Box<dyn Read + Send> = match reader.by_ref().take(HEAD as u64).read_to_end(&mut head) {
        Ok(_) => reader,
        Err(error) if head.is_empty() => return Err(error),
        Err(error) => Box::new(Broken(error.kind(), error.to_string())),
    };
    let bytes = BufReader::with_capacity(1 << 16, Cursor::new(head.clone()).chain(rest));
    Ok((head, Box::new(bytes)))
}

/// What can be read of a stream that has broken off: nothing.
struct Broken(io::ErrorKind, String);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(self.0, self.1.clone()))
    }
}

fn broken(origin: &str, error: &io::Error) -> ReadError {
    ReadError::whole(origin, Fault::Io(error.to_string()))
}

fn by_kind(head: &[u8], bytes: Bytes, origin: &str, options: &Options) -> Result<Articles, ReadError> {
    let kind = options.kind.unwrap_or_else(|| guess(head));
    if let Kind::Warc = kind {
        return Ok(warc::articles(bytes, origin, options));
    }
    if let Kind::Text | Kind::Html | Kind::Conllu = kind {
        return whole(kind, bytes, origin, options);
    }
    let text = Utf8::new(head, bytes, origin, options)?;
    Ok(match kind {
        Kind::Feed => feed::articles(head, text, origin, options),
        Kind::Sitemap => sitemap::articles(text, origin, options),
        Kind::Nitf => nitf::articles(text, origin, options),
        Kind::Newsml => newsml::articles(text, origin, options),
        Kind::Ninjs => ninjs::articles(text, origin, options),
        Kind::Gigaword => gigaword::articles(text, origin, options),
        Kind::Wire => wire::articles(text, origin, options),
        Kind::Csv | Kind::Tsv => table::articles(head, text, kind == Kind::Tsv, origin, options),
        _ => Articles(Box::new(jsonl(text, origin, options))),
    })
}

/// Inputs that are read whole.
fn whole(kind: Kind, mut bytes: Bytes, origin: &str, options: &Options) -> Result<Articles, ReadError> {
    let most = if kind == Kind::Conllu { WHOLE } else { ONE };
    let mut all = Vec::new();
    let read = bytes.by_ref().take(most + 1).read_to_end(&mut all);
    read.map_err(|error| {
        ReadError::new(origin, crate::Position::Byte(all.len()), Fault::Io(error.to_string()))
    })?;
    if all.len() as u64 > most {
        return Err(ReadError::whole(origin, Fault::LongInput(most >> 20)));
    }
    let articles: Vec<Result<Article, ReadError>> = match kind {
        Kind::Conllu => {
            treebank_with(all, origin, options)?.into_iter().map(|bank| Ok(bank.article)).collect()
        }
        Kind::Html => vec![crate::html::article(all, origin, options)],
        _ => vec![crate::text(all, origin, options)],
    };
    Ok(Articles::of(articles))
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
        let endless = Cursor::new(b"{\"text\": \"".to_vec()).chain(io::repeat(b'a').take(1 << 30));
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
