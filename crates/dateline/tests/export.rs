//! Exports by the command: opened by the programs that people use, and compared with what others coded.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use common::folder;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn done(arguments: &[&str]) -> String {
    let output = dateline(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A store of the golden stories.
fn store(folder: &Path) -> String {
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stories");
    let store = folder.join("news.dateline").to_str().unwrap().to_string();
    done(&["read", stories.to_str().unwrap(), "--published", "2024-05-29", "--store", &store, "--quiet"]);
    store
}

const ONE: [(&str, &str); 6] = [
    ("icews", "icews.tsv"),
    ("polecat", "polecat.tsv"),
    ("phoenix", "phoenix.tsv"),
    ("graphml", "dyads.graphml"),
    ("geojson", "events.geojson"),
    ("webannotation", "annotations.jsonld"),
];

#[test]
fn others_read_what_is_written() {
    let folder = folder("export-readers");
    let store = store(&folder);
    let out = |name: &str| folder.join(name).to_str().unwrap().to_string();
    for form in ["csv", "jsonl", "parquet", "gdelt", "brat"] {
        done(&["export", &store, "--as", form, "-o", &out(form)]);
    }
    for (form, name) in ONE {
        done(&["export", &store, "--as", form, "-o", &out(name)]);
    }
    let Some(python) = python() else { return };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read.py");
    let read = Command::new(python).arg(script).args([&store, &out("")]).output().unwrap();
    let said = String::from_utf8_lossy(&read.stdout);
    eprintln!("{said}");
    assert!(read.status.success(), "{said}{}", String::from_utf8_lossy(&read.stderr));
}

/// A Python with the pinned packages, made once; `None`, and said so, where it cannot be had.
fn python() -> Option<PathBuf> {
    let wanted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/requirements.txt");
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers-python");
    let (python, stamp) = (home.join("bin/python"), home.join("requirements.txt"));
    let pins = std::fs::read(&wanted).unwrap();
    if std::fs::read(&stamp).ok().as_ref() == Some(&pins) {
        return Some(python);
    }
    let run = |command: &mut Command| command.stdin(Stdio::null()).output().is_ok_and(|o| o.status.success());
    if !run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home)) {
        eprintln!("skipped: there is no python3 with venv, so that nobody else reads the exports");
        return None;
    }
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "-r"];
    if !run(Command::new(&python).args(install).arg(&wanted)) {
        eprintln!(
            "skipped: the packages of tests/readers/requirements.txt cannot be had, so that nobody else reads"
        );
        return None;
    }
    std::fs::write(stamp, pins).unwrap();
    Some(python)
}

#[test]
fn one_file_may_go_to_a_stream() {
    let folder = folder("export-stream");
    let store = store(&folder);
    for (form, name) in ONE {
        let shown = done(&["export", &store, "type:CONSULT", "--as", form]);
        done(&["export", &store, "type:CONSULT", "--as", form, "-o", &format!("{}/", folder.display())]);
        assert_eq!(shown, std::fs::read_to_string(folder.join(name)).unwrap(), "{form}");
        assert!(!shown.is_empty() && !folder.join(format!("{name}.part")).exists());
    }
    let said = |arguments: &[&str]| String::from_utf8(dateline(arguments).stderr).unwrap();
    assert!(
        said(&["export", &store, "--as", "gdelt"]).contains("gdelt is several files: give a folder with -o")
    );
    assert!(said(&["export", &store, "type:X", "--as", "icews"]).contains("no such type"));
    assert!(said(&["export", &store, "type:AID"]).contains("csv holds tables whole"));
    // What did not happen is written where it is asked for.
    let rows = |query: &str| done(&["export", &store, query, "--as", "phoenix"]).lines().count();
    assert!(rows("factuality:future") > 0 && rows("") < rows("factuality:actual,future"));
}

/// A line with these fields, counted from 0.
fn line(columns: usize, put: &[(usize, &str)]) -> String {
    let mut fields = vec![""; columns];
    put.iter().for_each(|(at, text)| fields[*at] = text);
    fields.join("\t") + "\n"
}

#[test]
fn a_store_beside_what_others_coded() {
    let folder = folder("export-compare");
    let text = |day: &str| {
        serde_json::json!({"id": day, "date": day,
            "text": format!("OSLO, {day} (NTB) - The Finnish foreign minister met the Norwegian prime minister in Oslo.")})
        .to_string()
            + "\n"
    };
    let days = ["2024-05-01", "2024-05-02", "2024-05-03"];
    std::fs::write(folder.join("in.jsonl"), days.map(text).concat()).unwrap();
    let store = folder.join("news.dateline").to_str().unwrap().to_string();
    done(&["read", folder.join("in.jsonl").to_str().unwrap(), "--store", &store, "--quiet"]);
    let gdelt = |columns, day, a, b, root| line(columns, &[(1, day), (7, a), (17, b), (28, root)]);
    let theirs = [
        gdelt(61, "20240501", "FIN", "NOR", "04"),
        gdelt(58, "20240502", "FIN", "NOR", "04"),
        gdelt(57, "20240502", "FIN", "NOR", "04"),
        gdelt(61, "20240503", "SWE", "NOR", "10"),
        gdelt(61, "20240503", "SWE", "", "10"),
        gdelt(61, "2024", "SWE", "NOR", "10"),
        "no event\n".to_string(),
    ];
    let (export, phoenix) = (folder.join("a.export.CSV"), folder.join("phoenix.txt"));
    std::fs::write(&export, theirs.concat()).unwrap();
    std::fs::write(&phoenix, line(26, &[(1, "20240502"), (6, "FIN"), (10, "NOR"), (14, "04")])).unwrap();
    let compare = |more: &[&str]| {
        let files = [export.to_str().unwrap(), phoenix.to_str().unwrap()];
        dateline(&[&["compare", &store][..], &files, more].concat())
    };
    let output = compare(&[]);
    assert_eq!(output.status.code(), Some(1), "lines were broken");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("a.export.CSV:6: '2024' is no day"), "{said}");
    assert!(said.contains("a.export.CSV:7: 1 columns;"), "{said}");
    assert!(said.contains("6 events, 1 of them not between two countries, 2 broken lines"), "{said}");
    assert!(said.contains("dyads: 1 in both, 0 only in the store, 1 only in the files"), "{said}");
    let answer = String::from_utf8(output.stdout).unwrap();
    let expected = "source,target,class,store,files,correlation\nFIN,NOR,04,3,4,\nSWE,NOR,10,0,1,\n";
    assert_eq!(answer, expected);
    let days = String::from_utf8(compare(&["--each", "day", "--class", "quad"]).stdout).unwrap();
    assert_eq!(days, "day,store,files\n2024-05-01,1,1\n2024-05-02,1,3\n2024-05-03,1,1\n");
    // What the store itself writes compares with it as the same.
    done(&["export", &store, "--as", "gdelt", "-o", folder.to_str().unwrap()]);
    let own = folder.join("dateline.export.CSV");
    let cells = done(&["compare", &store, own.to_str().unwrap(), "--each", "cell", "--format", "jsonl"]);
    for cell in cells.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()) {
        assert_eq!(cell["store"], cell["files"], "{cell}");
    }
}
