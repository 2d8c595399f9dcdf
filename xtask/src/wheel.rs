//! The Python package: built, put into an environment of its own, tested there with all that its users have.

use crate::run::{root, run, with_env};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Builds the wheel for release into `target/wheels`, or in the profile of the tests, and runs its tests and those of
/// the guide's pages of Python.
pub fn wheel(profile: &str) -> Result<()> {
    let place = root().join("target/python");
    let python = environment(&place)?;
    let wheels = place.join("wheels").join(profile);
    // Only the wheel that is built now is to be found below.
    std::fs::remove_dir_all(&wheels).ok();
    let manifest = ["--manifest-path", "crates/python/Cargo.toml", "--profile", profile];
    run(&bin(&place, "maturin"), &[&["build", "--locked", "--out", text(&wheels)?], &manifest[..]].concat())?;
    let made = std::fs::read_dir(&wheels)?.next().context("maturin made no wheel")??.path();
    run(&python, &["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", text(&made)?])?;
    test(&place, &python)?;
    println!("{}", made.display());
    Ok(())
}

/// An environment with what the tests need, pinned.
fn environment(place: &Path) -> Result<String> {
    let python = bin(place, "python");
    if !Path::new(&python).exists() {
        run("python3", &["-m", "venv", text(&place.join("venv"))?])?;
    }
    run(
        &python,
        &["-m", "pip", "install", "--quiet", "--requirement", "crates/python/tests/requirements.txt"],
    )?;
    Ok(python)
}

fn test(place: &Path, python: &str) -> Result<()> {
    run("cargo", &["build", "--package", "dateline"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let command = target.join("debug/dateline");
    let installed = place.join("venv/lib");
    // The package as it is installed, not as it lies in the tree: its doctests are found by the name of its module.
    let tests = ["-m", "pytest", "--quiet", "-rs", "--doctest-modules", "--doctest-glob=*.md"];
    let about =
        ["--pyargs", "dateline", "crates/python/tests", "docs/src/python.md", "docs/src/elsewhere.md"];
    with_env(python, &[&tests[..], &about[..]].concat(), &[("DATELINE", text(&command)?)])
        .with_context(|| format!("the package that is tested lies below {}", installed.display()))
}

fn bin(place: &Path, name: &str) -> String {
    place.join("venv/bin").join(name).to_string_lossy().into_owned()
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("the path of the workspace is not UTF-8")
}
