//! The scripts that draw over the pages of `dateline serve`, and every page in a real browser.

use crate::run::{root, run, run_in};
use anyhow::Result;
use std::process::{Command, Stdio};

/// Where they lie.
const FOLDER: &str = "crates/show/page";

/// Builds them into `dist`, which the next build of the program takes in.
pub fn build() -> Result<()> {
    if !has("node") || !has("npm") {
        println!("page: skipped, there is no node and npm; pages do without their pictures");
        return Ok(());
    }
    if !installed() {
        run_in(FOLDER, "npm", &["ci", "--no-audit", "--no-fund", "--loglevel", "error"], &[])?;
    }
    run_in(FOLDER, "npm", &["run", "--silent", "build"], &[])
}

/// Builds the program with them, and drives Chromium through its pages. Pictures of all of them lie in `target/page`.
pub fn test() -> Result<()> {
    build()?;
    if !has("node") {
        return Ok(());
    }
    run("cargo", &["build", "--profile", "quick", "-p", "dateline"])?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |t| root().join(t));
    let dateline = target.join("quick/dateline");
    run_in(FOLDER, "npm", &["test", "--silent"], &[("DATELINE", &dateline.to_string_lossy())])
}

/// Whether what the lock file names lies there already: npm writes its own copy of it as the last thing.
fn installed() -> bool {
    let time = |name: &str| root().join(FOLDER).join(name).metadata().and_then(|m| m.modified()).ok();
    time("node_modules/.package-lock.json") > time("package-lock.json")
}

fn has(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|s| s.success())
}
