//! Reads inputs and counts what is in them: articles, characters, errors; for measuring speed and memory.
//!
//! `cargo run --release -p read --example pass -- FILE…`
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::time::Instant;

fn main() {
    for path in std::env::args().skip(1) {
        let begun = Instant::now();
        let file = std::fs::File::open(&path).unwrap();
        let size = file.metadata().unwrap().len() as f64 / f64::from(1 << 20);
        let (mut count, mut bytes, mut errors) = (0, 0, Vec::new());
        for article in read::stream(file, &path, &read::Options::default()) {
            match article {
                Ok(article) => (count, bytes) = (count + 1, bytes + article.text.len()),
                Err(error) => errors.push(error.to_string()),
            }
        }
        let seconds = begun.elapsed().as_secs_f64();
        println!(
            "{path}: {count} articles, {bytes} bytes of text, {size:.0} MB in {seconds:.2} s = {:.1} MB/s",
            size / seconds
        );
        println!("  {} errors; the last: {}", errors.len(), errors.last().map_or("-", String::as_str));
        if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
            status.lines().filter(|l| l.starts_with("VmHWM")).for_each(|l| println!("  {l}"));
        }
    }
}
