//! The README shows what the command prints: its record is that of its story. `DATELINE_BLESS=1` writes it anew.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn the_readme_shows_what_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (_, rest) = readme.split_once("```story\n").unwrap();
    let (story, rest) = rest.split_once("```").unwrap();
    let (_, rest) = rest.split_once("```record\n").unwrap();
    let (shown, _) = rest.split_once("```").unwrap();
    let printed = read(story);
    if std::env::var_os("DATELINE_BLESS").is_some() {
        let old = format!("```record\n{shown}```");
        std::fs::write(&path, readme.replace(&old, &format!("```record\n{printed}```"))).unwrap();
        return;
    }
    assert_eq!(shown, printed, "run with DATELINE_BLESS=1 and look at what changed");
}

fn read(story: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["read", "--published", "2019-05-14", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(story.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}
