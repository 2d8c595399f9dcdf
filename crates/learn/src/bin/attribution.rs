//! `cargo run --release -p learn --bin attribution -- GOLD [THRESHOLD [WIRE]]`: trains `models/attribution.bin`.
#![allow(clippy::print_stdout)] // a developer's command speaks

use anyhow::{Context, Result};
use std::path::Path;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let gold = arguments.first().context("name the folder of the gold data")?;
    let threshold = arguments.get(1).map_or("-0.1", String::as_str);
    let wire = arguments.get(2).map_or("3", String::as_str);
    let commit = learn::commit();
    let about = [
        (
            "corpora",
            "PolNeAR train; GUM attributions without whow, fiction, essay, letter, podcast; wire train",
        ),
        ("commit", &commit),
        ("command", "cargo run --release -p learn --bin attribution -- ../shared/gold"),
        ("seed", "fixed order, rounds 1 to 6"),
        ("threshold", threshold),
        ("wire weight", wire),
    ];
    let about = about.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
    let knowledge = knowledge::Knowledge::ours()?;
    let tables = learn::attribution::train(Path::new(gold), &knowledge, about, wire.parse()?)?;
    std::fs::write("models/attribution.bin", tables.write())?;
    println!("models/attribution.bin written");
    Ok(())
}
