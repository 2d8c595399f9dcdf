//! Findings of the lint over `data/`, from the root of the workspace: `cargo run --release -p knowledge --example lint`
#![allow(clippy::print_stdout)] // a developer's command speaks

use knowledge::{Shape, TableFile, lint};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = Vec::new();
    for shape in Shape::ALL.iter().filter(|s| **s != Shape::Places) {
        files.push(TableFile::read(Path::new(&format!("data/{}.tsv", shape.name())))?);
    }
    let report = lint::check(&files, None);
    report.findings.iter().for_each(|f| println!("{f}"));
    println!("{} rows, {} findings", report.rows, report.findings.len());
    Ok(())
}
