//! Prints the blocks of articles, to look at how an input is read: `cargo run -p read --example blocks -- FILE`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use read::{Options, articles};

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("{path}: cannot be read");
            continue;
        };
        for article in articles(bytes, &path, &Options::default()) {
            match article {
                Ok(article) => show(&article),
                Err(error) => println!("ERROR {error}"),
            }
        }
    }
}

fn show(article: &document::Article) {
    let published = article.published.as_ref().map(|p| format!("{} ({})", p.day, p.basis));
    println!("=== {} {published:?} {:?} {:?}", article.id, article.title, article.notes);
    for block in &article.blocks {
        let words = block.span.of(&article.text);
        let short: String = words.chars().take(100).collect();
        println!("{:?}\t{}\t{short:?}", block.kind, words.chars().count());
    }
}
