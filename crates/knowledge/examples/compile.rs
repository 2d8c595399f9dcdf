//! Compiles the tables of actors in `data/` into `models/actors.bin`, from the root of the workspace:
//! `cargo run --release -p knowledge --example compile`
#![allow(clippy::print_stdout)] // a developer's command speaks

use knowledge::{Actors, TableFile};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = |name: &str| format!("data/{name}.tsv");
    let files: Result<Vec<TableFile>, _> =
        Actors::TABLES.iter().map(|t| TableFile::read(Path::new(&path(t.name())))).collect();
    let bytes = Actors::compile(&files?)?;
    std::fs::write("models/actors.bin", &bytes)?;
    println!("models/actors.bin: {} bytes", bytes.len());
    for (name, count) in Actors::open(bytes)?.counts() {
        println!("{count:>7} {name}");
    }
    Ok(())
}
