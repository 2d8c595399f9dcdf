//! The guide shows what the command prints: every `console` block of `docs/src` is run, line for line, in a folder
//! with the files that the guide speaks of. `DATELINE_BLESS=1` writes the outputs anew.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_guide_shows_what_is_printed() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide");
    files(&pages, &folder);
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut run = 0;
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&pages).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md"));
    paths.sort();
    for path in paths {
        let page = std::fs::read_to_string(&path).unwrap();
        let shown = page.lines().collect::<Vec<_>>();
        let printed = page_as_printed(&shown, &folder, &mut run);
        if bless {
            std::fs::write(&path, printed.join("\n") + "\n").unwrap();
        } else if printed != shown {
            let differing = shown.iter().zip(&printed).find(|(a, b)| **a != b.as_str());
            wrong.push(format!("{}: {differing:?}", path.display()));
        }
    }
    assert!(run >= 15, "only {run} commands were found");
    assert!(wrong.is_empty(), "run with DATELINE_BLESS=1 and look at what changed:\n{}", wrong.join("\n"));
}

/// Three reports, two of them of the same.
const SEA: &str = r#"{"id": "wire-1", "published": "2024-07-10", "text": "Chinese ships fired water cannon at a Philippine boat near Second Thomas Shoal on Wednesday, wounding three sailors, Manila said. The boat was carrying supplies to marines."}
{"id": "agency-7", "published": "2024-07-11", "text": "China on Thursday denied that anyone had been hurt when its ships used water cannon against a Philippine boat near Second Thomas Shoal. Five sailors were wounded on Wednesday, according to the navy of the Philippines."}
{"id": "wire-2", "published": "2024-07-11", "text": "Kenyan police arrested 14 people in Kisumu on Thursday after a march against a tax on fuel."}
"#;

/// The files that the guide names but does not show.
fn files(pages: &Path, folder: &Path) {
    std::fs::remove_dir_all(folder).ok();
    std::fs::create_dir_all(folder).unwrap();
    let first = std::fs::read_to_string(pages.join("first-record.md")).unwrap();
    let (_, rest) = first.split_once("```text\n").unwrap();
    let (story, _) = rest.split_once("```").unwrap();
    let russian = b"\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2 \xe2\xf1\xf2\xf0\xe5\xf2\xe8\xeb\xf1\xff \xf1 \xec\xe8\xed\xe8\xf1\xf2\xf0\xee\xec.\n";
    let long = "Sweden rejected the plan.\n\n".repeat(9_500_000 / 27);
    for (name, bytes) in [
        ("oslo.txt", story.as_bytes()),
        ("old.txt", russian),
        ("empty.txt", b""),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("big.txt", long.as_bytes()),
        ("sea.jsonl", SEA.as_bytes()),
        ("nile.jsonl", nile(pages).as_bytes()),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}

/// The reports of the tutorial: the first of the stories of happenings, as the guide hands them out.
fn nile(pages: &Path) -> String {
    let (story, given) =
        (pages.join("../../stories/happenings/01-white-nile-drones.md"), pages.join("nile.jsonl"));
    let story = std::fs::read_to_string(story).unwrap();
    let parts = story.split("\n## ").filter(|part| part.starts_with("01-"));
    let made: String = parts.map(report).collect();
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(&given, &made).unwrap();
    }
    assert_eq!(std::fs::read_to_string(given).unwrap(), made);
    made
}

/// A report of a story as a line of JSON.
fn report(part: &str) -> String {
    let (head, text) = part.split_once("\n\n").unwrap().1.split_once("\n\n").unwrap();
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    let id = part.lines().next().unwrap();
    let row = serde_json::json!({
        "id": id, "published": field("published: "), "url": field("origin: "), "text": text.trim(),
    });
    format!("{row}\n")
}

/// The lines of a page with the outputs of its commands as they are.
fn page_as_printed(lines: &[&str], folder: &Path, run: &mut usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        out.push(lines[at].to_string());
        at += 1;
        if lines[at - 1].trim_start() != "```console" {
            continue;
        }
        let indent = lines[at - 1].len() - lines[at - 1].trim_start().len();
        let end = at + lines[at..].iter().position(|l| l.trim_start() == "```").unwrap();
        let block: Vec<&str> = lines[at..end].iter().map(|l| l.get(indent..).unwrap_or("")).collect();
        let margin = " ".repeat(indent);
        let printed = block_as_printed(&block, folder, run);
        out.extend(printed.iter().map(|l| format!("{margin}{l}").trim_end_matches(' ').to_string()));
        at = end;
    }
    out
}

fn block_as_printed(block: &[&str], folder: &Path, run: &mut usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < block.len() {
        let mut command =
            block[at].strip_prefix("$ ").unwrap_or_else(|| panic!("no command: {}", block[at])).to_string();
        out.push(block[at].to_string());
        at += 1;
        while let Some(more) = block.get(at).and_then(|l| l.strip_prefix("> ")) {
            command += "\n";
            command += more;
            out.push(block[at].to_string());
            at += 1;
        }
        let end = block[at..].iter().position(|l| l.starts_with("$ ")).map_or(block.len(), |n| at + n);
        out.extend(printed(&command, &block[at..end], folder));
        (at, *run) = (end, *run + 1);
    }
    out
}

/// What a command prints. A file that is shown by `cat` is made as shown.
fn printed(command: &str, shown: &[&str], folder: &Path) -> Vec<String> {
    let as_shown = || shown.iter().map(ToString::to_string).collect();
    if let Some(name) = command.strip_prefix("cat ") {
        std::fs::write(folder.join(name), shown.join("\n") + "\n").unwrap();
        return as_shown();
    }
    if command.contains("jq ") && Command::new("jq").arg("--version").output().is_err() {
        eprintln!("skipped, as jq is not here: {command}");
        return as_shown();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap().to_path_buf();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&others))).unwrap();
    let script = format!("exec 2>&1\n{command}");
    let output =
        Command::new("bash").args(["-c", &script]).current_dir(folder).env("PATH", path).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(|l| l.trim_end_matches(' ').to_string()).collect()
}
