//! Running other programs.

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map(PathBuf::from).unwrap_or(own)
}

/// Runs a program in the workspace and fails where it fails.
pub fn run(program: &str, arguments: &[&str]) -> Result<()> {
    with_env(program, arguments, &[])
}

/// The same with variables set.
pub fn with_env(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    run_in(".", program, arguments, variables)
}

/// The same in a folder of the workspace.
pub fn run_in(folder: &str, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    println!("$ {program} {}", arguments.join(" "));
    let mut command = Command::new(program);
    command.args(arguments).envs(variables.iter().copied()).current_dir(root().join(folder));
    let status = command.status().with_context(|| format!("{program} does not start; is it installed?"))?;
    if !status.success() {
        bail!("{program} {} failed", arguments.join(" "));
    }
    Ok(())
}

/// What a program prints.
pub fn output(program: &str, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    let out = command.output().with_context(|| format!("{program} does not start; is it installed?"))?;
    if !out.status.success() {
        bail!("{program} {} failed: {}", arguments.join(" "), String::from_utf8_lossy(&out.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// The release build of the command.
pub fn release() -> Result<PathBuf> {
    run("cargo", &["build", "--release", "-p", "dateline"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("release").join("dateline"))
}

/// Adds one line to a table of the scoreboard, with its header where the table is new.
pub fn record(table: &str, header: &str, row: &str) -> Result<()> {
    let path = root().join("bench/record").join(table);
    let mut text = std::fs::read_to_string(&path).unwrap_or_else(|_| format!("{header}\n"));
    text.push_str(row);
    text.push('\n');
    std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// The commit that is measured, marked where the tree has changed since.
pub fn commit() -> Result<String> {
    let id = output("git", &["rev-parse", "--short=10", "HEAD"])?;
    let changed = !output("git", &["status", "--porcelain", "--untracked-files=no"])?.trim().is_empty();
    Ok(format!("{}{}", id.trim(), if changed { "+" } else { "" }))
}
