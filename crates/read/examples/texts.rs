//! Prints id, day and text of articles as JSON lines, for the scores of main text and dates:
//! `cargo run --release -p read --example texts -- FILES`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use document::BlockKind;
use read::{Options, stream};
use serde_json::json;

fn main() {
    let (mut spent, mut bytes_read) = (std::time::Duration::ZERO, 0);
    for path in std::env::args().skip(1) {
        let Ok(file) = std::fs::File::open(&path) else {
            eprintln!("{path}: cannot be read");
            continue;
        };
        bytes_read += file.metadata().map_or(0, |m| m.len());
        let mut start = std::time::Instant::now();
        for article in stream(file, &path, &Options::default()) {
            spent += start.elapsed();
            match article {
                Ok(a) => {
                    let published = a.published.as_ref().map(|p| (p.day.to_string(), p.basis.clone()));
                    let (day, basis) = published.unzip();
                    let updated = a.updated.as_ref().map(|u| (u.day.to_string(), u.basis.clone()));
                    let block = |kind| a.first(kind).map(|span| span.of(&a.text));
                    let row = json!({
                        "id": a.id, "published": day, "basis": basis, "title": a.title, "text": a.text,
                        "subtitle": a.subtitle, "subtitle_block": block(BlockKind::Subheadline),
                        "byline": a.byline, "byline_block": block(BlockKind::Byline),
                        "section": a.section, "updated": updated, "canonical": a.canonical, "language": a.language,
                    });
                    println!("{row}");
                }
                Err(error) => eprintln!("{error}"),
            }
            start = std::time::Instant::now();
        }
    }
    eprintln!("{:.2} s, {:.1} MB/s", spent.as_secs_f64(), bytes_read as f64 / 1e6 / spent.as_secs_f64());
}
