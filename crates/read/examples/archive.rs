//! How fast a web archive is read on one core: unpacked alone, with its records and the heads of their answers, with the
//! articles of their pages. Prints megabytes of the packed file and pages a second, best of five, in seconds of the
//! process where the system tells them.
//!
//! `cargo run --release -p read --example archive -- FILE.warc.gz [PAGES… COPIES]`: with PAGES the file is made first, of
//! so many copies of them, each with other figures in it and packed on its own.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use flate2::bufread::MultiGzDecoder;
use flate2::{Compression, write::GzEncoder};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::time::Instant;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let archive = arguments.remove(0);
    if let Some(copies) = arguments.pop() {
        make(&archive, &arguments, copies.parse().unwrap());
    }
    let open = || BufReader::with_capacity(1 << 16, File::open(&archive).unwrap());
    let size = std::fs::metadata(&archive).unwrap().len();
    let lines = || BufReader::with_capacity(1 << 16, MultiGzDecoder::new(open()));
    show("megabytes", size, || unpack(lines()) >> 20);
    show("records", size, || read::Pages::new(lines(), &archive).map(Result::unwrap).count());
    let options = read::Options::default();
    show("articles", size, || read::stream(open(), &archive, &options).filter(Result::is_ok).count());
}

/// Passes over all bytes.
fn unpack(mut bytes: impl BufRead) -> usize {
    let mut count = 0;
    loop {
        let length = bytes.fill_buf().unwrap().len();
        if length == 0 {
            return count;
        }
        bytes.consume(length);
        count += length;
    }
}

/// Best of five runs of `work`, which counts what it did.
fn show(what: &str, size: u64, work: impl Fn() -> usize) {
    let run = |_| {
        let start = (Instant::now(), spent());
        let count = work();
        (spent().zip(start.1).map_or(start.0.elapsed().as_secs_f64(), |(now, then)| now - then), count)
    };
    let (seconds, count) = (0..5).map(run).min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    let speed = size as f64 / 1e6 / seconds;
    println!(
        "{what:<10}{speed:>8.1} MB/s {:>9.0} a second, {count} in {seconds:.2} s",
        count as f64 / seconds
    );
}

/// Seconds that the process has worked, in hundredths.
fn spent() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(") ").next()?.split(' ').collect();
    Some((fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?) / 100.0)
}

/// Writes the archive.
fn make(path: &str, pages: &[String], copies: usize) {
    let mut out = File::create(path).unwrap();
    for copy in 0..copies {
        for page in pages {
            let mut html = Vec::new();
            MultiGzDecoder::new(BufReader::new(File::open(page).unwrap())).read_to_end(&mut html).unwrap();
            // Other figures, so that no copy is the bytes of another; those of tags stay, and so do the lengths.
            let mut inside = false;
            for byte in &mut html {
                match byte {
                    b'<' => inside = true,
                    b'>' => inside = false,
                    b'0'..=b'9' if !inside => *byte = b'0' + (*byte - b'0' + copy as u8) % 10,
                    _ => {}
                }
            }
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
            let length = head.len() + html.len();
            let mut packer = GzEncoder::new(&mut out, Compression::default());
            write!(packer, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.org/{copy}\r\nContent-Length: {length}\r\n\r\n{head}").unwrap();
            packer.write_all(&html).unwrap();
            packer.write_all(b"\r\n\r\n").unwrap();
            packer.finish().unwrap();
        }
    }
}
