//! The project's chores: `cargo xtask check | score | bench | bless | page | knowledge | wheel`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a developer's command speaks

mod bench;
mod check;
mod knowledge;
mod page;
mod run;
mod score;
mod wheel;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask check                 format, lints, tests, tidiness, dependency edges: the gate
cargo xtask score [LAYER…]        measure accuracy with ../shared/score/score.py and append to bench/record/
cargo xtask bench [FILE]          measure speed, load time and memory and append to bench/record/
cargo xtask bless                 write what the golden stories produce now into stories/ (look at the diff)
cargo xtask page [--test]         build the pictures of `dateline serve`; try every page in a browser
cargo xtask knowledge [PACKAGES]  compile the actors of data/, and the places where unpacked packages are given
cargo xtask wheel [PROFILE]       build the Python package, for release if not said otherwise, and test it";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["check"] => check::check(),
        ["score", layers @ ..] => score::score(layers),
        ["bench", file @ ..] => bench::bench(file.first().copied()),
        ["bless"] => run::with_env(
            "cargo",
            &["test", "-p", "dateline", "--test", "stories"],
            &[("DATELINE_BLESS", "1")],
        ),
        ["page"] => page::build(),
        ["page", "--test"] => page::test(),
        ["knowledge"] => knowledge::actors(),
        ["knowledge", packages] => knowledge::all(packages),
        ["wheel"] => wheel::wheel("release"),
        ["wheel", profile] => wheel::wheel(profile),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("no chore '{}'\n{HELP}", other.join(" ")),
    }
}
