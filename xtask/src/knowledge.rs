//! Compiling what is known before reading.

use crate::run::run;
use anyhow::Result;

/// Compiles `models/actors.bin` from `data/`.
pub fn actors() -> Result<()> {
    run("cargo", &["run", "--release", "-p", "knowledge", "--example", "compile"])
}

/// The same, and `models/gazetteer.bin` from the unpacked packages in a folder.
pub fn all(packages: &str) -> Result<()> {
    actors()?;
    run("cargo", &["run", "--release", "-p", "learn", "--bin", "gazetteer", "--", packages])
}
