//! The journal of a batch that writes a file: how far it came, so that it can go on from there after any end.
//!
//! A line is written when all the results that it speaks of stand in the file before it: the inputs ended since
//! the last line, the articles taken from the one that is open, and the length of the file. What stands in the file
//! beyond that length is written again. A line that breaks off is none.

use crate::input::Failure;
use crate::report::{Reasons, Report};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// Version of the form.
const FORM: u64 = 1;

/// An input that was open: its name, the articles taken from it and its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    pub name: String,
    pub taken: usize,
    pub size: Option<u64>,
}

/// How far a batch came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Inputs of which all is written.
    pub ended: HashSet<String>,
    /// Inputs of which part is written: one, or more where new inputs came before it in a later run.
    pub open: Vec<Open>,
    /// Bytes of the file that count.
    pub length: u64,
    /// Whether the file is whole.
    pub whole: bool,
    /// What was read, skipped and failed till then.
    pub report: Report,
}

/// A journal under way.
#[derive(Debug)]
pub struct Journal(File);

impl Journal {
    /// Begins one, in place of any that is there. `settings`: what the results depend on besides the inputs.
    pub fn begin(path: &Path, settings: &str) -> std::io::Result<Journal> {
        let mut file = File::create(path)?;
        file.write_all(format!("{}\n", head(settings)).as_bytes())?;
        Ok(Journal(file))
    }

    /// Goes on with one, its first `length` bytes being good.
    pub fn resume(path: &Path, length: u64) -> std::io::Result<Journal> {
        let file = OpenOptions::new().append(true).open(path)?;
        file.set_len(length)?;
        Ok(Journal(file))
    }

    /// Notes how far the batch came; of `progress` the inputs that ended since the last line.
    pub fn note(&mut self, progress: &Progress) -> std::io::Result<()> {
        let open = progress.open.iter().map(|o| json!([o.name, o.taken, o.size]));
        let line = json!({
            "ended": progress.ended.iter().collect::<Vec<_>>(),
            "open": open.collect::<Vec<_>>(),
            "length": progress.length,
            "whole": progress.whole,
            "read": progress.report.read,
            "skipped": progress.report.skipped.json(),
            "failed": progress.report.failed.json(),
        });
        // One write: lines of two never mix, and a line is there or breaks off.
        self.0.write_all(format!("{line}\n").as_bytes())
    }
}

fn head(settings: &str) -> Value {
    json!({"journal": FORM, "program": env!("CARGO_PKG_VERSION"), "settings": settings})
}

/// Reads a journal: how far the batch came and how many bytes of the journal say so. `None` where there is no
/// journal, or none of its lines is whole. `file` is the length of the file of results.
pub fn read(path: &Path, settings: &str, file: u64) -> Result<Option<(Progress, u64)>, Failure> {
    let Ok(text) = std::fs::read(path) else { return Ok(None) };
    let mut lines = text.split_inclusive(|&b| b == b'\n').filter(|l| l.ends_with(b"\n"));
    let Some(first) = lines.next() else { return Ok(None) };
    if serde_json::from_slice::<Value>(first).ok().as_ref() != Some(&head(settings)) {
        return Err(Failure(format!(
            "{}: the run that was interrupted had other settings, or was of another version; give the same, or delete this file to begin anew",
            path.display()
        )));
    }
    let (mut progress, mut good) = (Progress::default(), first.len() as u64);
    for line in lines {
        let Some(step) = serde_json::from_slice(line).ok().and_then(|v| step(&v)) else { break };
        if step.length > file {
            break;
        }
        let ended = std::mem::take(&mut progress.ended);
        progress = step;
        progress.ended.extend(ended);
        good += line.len() as u64;
    }
    Ok(Some((progress, good)))
}

fn step(value: &Value) -> Option<Progress> {
    let count = |v: &Value| usize::try_from(v.as_u64()?).ok();
    let text = |v: &Value| v.as_str().map(str::to_owned);
    let open = |o: &Value| Some(Open { name: text(&o[0])?, taken: count(&o[1])?, size: o[2].as_u64() });
    Some(Progress {
        ended: value["ended"].as_array()?.iter().map(text).collect::<Option<_>>()?,
        open: value["open"].as_array()?.iter().map(open).collect::<Option<_>>()?,
        length: value["length"].as_u64()?,
        whole: value["whole"].as_bool()?,
        report: Report {
            read: count(&value["read"])?,
            skipped: Reasons::of_json(&value["skipped"]),
            failed: Reasons::of_json(&value["failed"]),
        },
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn progress(ended: &[&str], length: u64) -> Progress {
        let open = vec![Open { name: "open".to_owned(), taken: 3, size: Some(9) }];
        let report = Report { read: ended.len(), ..Report::default() };
        Progress { ended: ended.iter().map(|&e| e.to_owned()).collect(), open, length, whole: false, report }
    }

    #[test]
    fn what_breaks_off_or_is_not_in_the_file_does_not_count() {
        let path = std::env::temp_dir().join(format!("journal-{}", std::process::id()));
        let mut journal = Journal::begin(&path, "s").unwrap();
        journal.note(&progress(&["a"], 10)).unwrap();
        journal.note(&progress(&["b"], 20)).unwrap();
        let whole = std::fs::metadata(&path).unwrap().len();
        let both = Progress { report: progress(&["b"], 0).report, ..progress(&["a", "b"], 20) };
        assert_eq!(read(&path, "s", 25).unwrap(), Some((both, whole)));
        assert_eq!(read(&path, "s", 19).unwrap().unwrap().0, progress(&["a"], 10));
        Journal::resume(&path, whole - 1).unwrap();
        assert_eq!(read(&path, "s", 25).unwrap().unwrap().0, progress(&["a"], 10));
        assert!(read(&path, "t", 25).is_err());
        std::fs::remove_file(&path).unwrap();
        assert_eq!(read(&path, "s", 25).unwrap(), None);
    }
}
