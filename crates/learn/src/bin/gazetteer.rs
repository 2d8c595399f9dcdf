//! Compiles `models/gazetteer.bin`: `cargo run --release -p learn --bin gazetteer -- PACKAGES_DIR`, from the
//! root of the workspace. What has to lie in the folder is said in `learn::gazetteer`.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

fn main() -> anyhow::Result<()> {
    let packages = std::env::args().nth(1).context("which folder holds the unpacked packages?")?;
    let compiled = learn::gazetteer::compile(Path::new(&packages), Path::new("data"))?;
    std::fs::write("models/gazetteer.bin", &compiled.bytes).context("writing models/gazetteer.bin")?;
    let mut out = std::io::stdout();
    writeln!(out, "{}{} bytes", compiled.meta, compiled.bytes.len())?;
    Ok(())
}
