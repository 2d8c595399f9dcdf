//! The gate: what has to hold before a change is taken.

use crate::page;
use crate::run::{output, root, run};
use anyhow::{Result, bail};
use std::path::Path;

/// Format, lints, tests, tidiness, edges. The scripts of pages are built before the program that has them in it is.
pub fn check() -> Result<()> {
    run("cargo", &["fmt", "--all", "--check"])?;
    page::build()?;
    run("cargo", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    tidy()?;
    edges()?;
    run("cargo", &["test", "--workspace", "--no-fail-fast"])?;
    crate::wheel::wheel("dev")
}

/// Dependencies between the crates that the architecture allows: the crate, then what it may use.
const EDGES: &[(&str, &[&str])] = &[
    ("document", &[]),
    ("kernel", &[]),
    ("knowledge", &["document", "kernel"]),
    ("read", &["document", "knowledge"]),
    ("understand", &["document", "kernel", "knowledge"]),
    ("record", &["document", "knowledge"]),
    ("fetch", &["document", "read"]),
    ("keep", &["document", "knowledge"]),
    ("show", &["keep"]),
    ("dateline", &["document", "knowledge", "read", "understand", "record", "fetch", "keep", "show"]),
    ("python", &["dateline"]),
];

/// Reads the edges from cargo and fails on one that is not allowed.
fn edges() -> Result<()> {
    let tree = |name: &str| {
        output(
            "cargo",
            &["tree", "-p", name, "--depth", "1", "--prefix", "none", "--edges", "normal", "--format", "{p}"],
        )
    };
    let names: Vec<&str> = EDGES.iter().map(|e| e.0).chain(["learn"]).collect();
    for (name, allowed) in EDGES {
        let lines = tree(name)?;
        let used = lines.lines().skip(1).filter_map(|l| l.split(' ').next());
        if let Some(wrong) = used.filter(|u| names.contains(u)).find(|u| !allowed.contains(u)) {
            bail!("{name} must not depend on {wrong}: see ARCHITECTURE.md, or argue in docs/decisions/");
        }
    }
    println!("edges: as in ARCHITECTURE.md");
    Ok(())
}

/// Conventions that a compiler does not check.
fn tidy() -> Result<()> {
    let mut wrong = Vec::new();
    for file in output("git", &["ls-files", "*.rs", "*.md", "*.toml", "*.py", "*.tsv", "*.rule"])?.lines() {
        let Ok(text) = std::fs::read_to_string(root().join(file)) else { continue };
        wrong.extend(untidy(file, &text));
    }
    if !wrong.is_empty() {
        bail!("untidy:\n  {}", wrong.join("\n  "));
    }
    println!("tidy: no findings");
    Ok(())
}

/// Most lines that one file of the program may have.
const LONGEST_FILE: usize = 700;

fn untidy(file: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let rust = Path::new(file).extension().is_some_and(|e| e == "rs");
    if rust && !text.starts_with("//!") {
        wrong.push(format!("{file}: say at the top what the room is for (`//! …`)"));
    }
    if rust && text.lines().count() > LONGEST_FILE {
        wrong.push(format!("{file}: more than {LONGEST_FILE} lines; one idea a file"));
    }
    let ends = text.is_empty() || text.ends_with('\n');
    if !ends {
        wrong.push(format!("{file}: no line end at the end"));
    }
    if rust {
        let trailing = text.lines().position(|l| l.ends_with(' ') || l.ends_with('\t'));
        wrong.extend(trailing.map(|l| format!("{file}:{}: white space at the end of the line", l + 1)));
    }
    wrong
}
