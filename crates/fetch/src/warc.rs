//! Records of a web archive (WARC 1.1, ISO 28500), each a gzip member of its own.

use crate::client::Answer;
use crate::list::Entry;
use crate::when;
use flate2::Compression;
use flate2::write::GzEncoder;
use read::escaped;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// The record that an archive begins with: who made it.
pub fn info(agent: &str, moment: i64) -> io::Result<Vec<u8>> {
    let block = format!("software: {agent}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n");
    record("warcinfo", None, "application/warc-fields", None, block.as_bytes(), moment)
}

/// An answer. The body stands as it was unpacked; headers of how it was packed are kept under other names, as the archives
/// of Common Crawl do.
pub fn response(answer: &Answer, moment: i64) -> io::Result<Vec<u8>> {
    let reason = answer.status.canonical_reason().unwrap_or("");
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", answer.status.as_u16());
    let length = answer.body.len().to_string();
    for (name, value) in
        answer.headers.iter().filter(|(name, value)| name != "content-length" || *value != length)
    {
        let packing = matches!(name.as_str(), "content-encoding" | "transfer-encoding" | "content-length");
        let _ = write!(head, "{}{name}: {value}\r\n", if packing { "X-Crawler-" } else { "" });
    }
    let _ = write!(head, "content-length: {length}\r\n\r\n");
    let block = [head.as_bytes(), &answer.body].concat();
    let digest = digest(&answer.body);
    let kind = "application/http; msgtype=response";
    record("response", Some(answer.url.as_str()), kind, Some(&digest), &block, moment)
}

/// The content of a feed's item, as a page.
pub fn resource(entry: &Entry, content: &str, moment: i64) -> io::Result<Vec<u8>> {
    let title = escaped(entry.title.as_deref().unwrap_or(""));
    let dated = entry.dated.map(when::iso).map_or_else(String::new, |day| {
        format!("<meta property=\"article:published_time\" content=\"{day}\">")
    });
    let page = format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{title}</title>{dated}</head>\
         <body><article><h1>{title}</h1>{content}</article></body></html>\n"
    );
    let digest = digest(page.as_bytes());
    let kind = "text/html; charset=utf-8";
    record("resource", Some(entry.url.as_str()), kind, Some(&digest), page.as_bytes(), moment)
}

fn record(
    kind: &str,
    address: Option<&str>,
    content_type: &str,
    payload: Option<&str>,
    block: &[u8],
    moment: i64,
) -> io::Result<Vec<u8>> {
    let date = when::iso(moment);
    let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: {date}\r\n");
    let _ =
        write!(head, "WARC-Record-ID: <urn:uuid:{}>\r\n", id(&[kind, address.unwrap_or(""), &date], block));
    if let Some(address) = address {
        let _ = write!(head, "WARC-Target-URI: {address}\r\n");
    }
    if let Some(payload) = payload {
        let _ = write!(head, "WARC-Payload-Digest: sha256:{payload}\r\n");
    }
    let _ = write!(head, "Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n", block.len());
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(head.as_bytes())?;
    out.write_all(block)?;
    out.write_all(b"\r\n\r\n")?;
    out.finish()
}

/// SHA-256 in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// A name of its own for each record, from what it holds (UUID of version 8, RFC 9562).
fn id(about: &[&str], block: &[u8]) -> String {
    let hex = digest([about.join("\n").as_bytes(), block].concat().as_slice());
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    #[test]
    fn our_records_are_read_as_articles() {
        let words = "The ministry said on Monday that the border would be open again for people and goods.";
        let answer = Answer {
            url: Url::parse("https://a.org/2016/12/12/x").unwrap(),
            status: ureq::http::StatusCode::OK,
            headers: [("content-type", "text/html"), ("transfer-encoding", "chunked")]
                .map(|(n, v)| (n.to_owned(), v.to_owned()))
                .to_vec(),
            body: format!("<html><body><p>{words}</p></body></html>").into_bytes(),
        };
        let entry = Entry {
            url: Url::parse("https://a.org/y").unwrap(),
            dated: Some(86_400),
            title: Some("A <title>".to_owned()),
            content: None,
        };
        let archive = [
            info("dateline/0", 0).unwrap(),
            response(&answer, 0).unwrap(),
            resource(&entry, &format!("<p>{words}</p>"), 0).unwrap(),
        ]
        .concat();
        let articles: Vec<_> =
            read::articles(archive, "a", &read::Options::default()).map(Result::unwrap).collect();
        assert_eq!(articles.len(), 2);
        assert!(articles.iter().all(|a| a.text.contains(words)));
        assert_eq!(articles[0].origin.as_deref(), Some("https://a.org/2016/12/12/x"));
        assert_eq!(articles[1].day().unwrap().to_string(), "1970-01-02");
    }
}
