//! Stores that cannot be written to, and two programs that write to one.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

mod common;

use common::folder;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Run by somebody whom permissions bind: the superuser becomes nobody. None where nobody may not run our program.
fn bound(arguments: &[&str]) -> Option<Output> {
    let mut command = dateline(arguments);
    if std::fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0) {
        command.uid(65_534).gid(65_534);
    }
    command.output().ok()
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn inputs(path: &Path, from: usize, to: usize) {
    let row = |n| {
        let text = format!(
            "OSLO, May 3 (NTB) - The Russian president met the mayor of Oslo on Monday, he said {n} times."
        );
        serde_json::json!({"id": format!("row{n}"), "text": text, "date": "2024-05-29"}).to_string() + "\n"
    };
    std::fs::write(path, (from..to).map(row).collect::<String>()).unwrap();
}

#[test]
fn what_cannot_be_written_to_is_read_and_told() {
    let folder = folder("faults-closed");
    let (from, store) = (folder.join("in.jsonl"), folder.join("news.dateline"));
    inputs(&from, 0, 3);
    let (from, store) = (from.to_str().unwrap(), store.to_str().unwrap());
    assert!(dateline(&["read", from, "--store", store, "--quiet"]).output().unwrap().status.success());
    let older = folder.join("older.dateline");
    std::fs::copy(store, &older).unwrap();
    // The number of the version stands at byte 60 of the file.
    let mut bytes = std::fs::read(&older).unwrap();
    bytes[60..64].copy_from_slice(&1_u32.to_be_bytes());
    std::fs::write(&older, bytes).unwrap();
    let new = folder.join("new.dateline");
    for path in [Path::new(store), &older, Path::new(from)] {
        mode(path, 0o444);
    }
    mode(&folder, 0o555);
    let question = "SELECT count(*) FROM articles";
    let asked = bound(&["sql", store, question]);
    let told = [
        (bound(&["read", from, "--store", store]), "cannot be written to"),
        (bound(&["sql", older.to_str().unwrap(), question]), "made by an earlier dateline"),
        (bound(&["read", from, "--store", new.to_str().unwrap()]), "see whether its folder is there"),
    ];
    mode(&folder, 0o755);
    let Some(asked) = asked else { return };
    assert_eq!(
        String::from_utf8_lossy(&asked.stdout),
        "count(*)\n3\n",
        "{}",
        String::from_utf8_lossy(&asked.stderr)
    );
    for (output, words) in told {
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && said.contains(words), "{said}");
    }
}

#[test]
fn two_that_write_at_once_lose_nothing() {
    let folder = folder("faults-two");
    let store = folder.join("news.dateline");
    let runs: Vec<_> = [(0, 60), (40, 100)]
        .into_iter()
        .map(|(first, end)| {
            let from = folder.join(format!("{first}.jsonl"));
            inputs(&from, first, end);
            dateline(&["read", from.to_str().unwrap(), "--store", store.to_str().unwrap(), "--quiet"])
                .spawn()
                .unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let question =
        "SELECT count(*), count(DISTINCT name), (SELECT articles FROM daily_articles) FROM articles";
    let output = dateline(&["sql", store.to_str().unwrap(), question, "--format", "jsonl"]).output().unwrap();
    let counts: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        counts.as_object().unwrap().values().map(|v| v.as_i64().unwrap()).collect::<Vec<_>>(),
        [100; 3]
    );
}
