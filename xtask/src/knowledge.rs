//! Compiling the gazetteer.

use anyhow::Result;

/// Compiles `models/gazetteer.bin` from the unpacked packages in a folder.
pub fn compile(packages: &str) -> Result<()> {
    crate::run::run("cargo", &["run", "--release", "-p", "learn", "--bin", "gazetteer", "--", packages])
}
