//! The folder that pages are put into: a web archive, and a hidden file of what is known.
//!
//! A page is written in two steps: its record into the archive, then its line into the file. A run that breaks off in
//! between leaves a record that no line speaks of; the next run cuts it off and fetches the page again. So no page is
//! lost, and none is there twice.

use crate::state::{Header, Known};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The name of the archive.
pub const ARCHIVE: &str = "pages.warc.gz";
/// The name of the file of what is known; hidden, so that it is not read as an article.
pub const STATE: &str = ".fetch.jsonl";
const LOCK: &str = ".fetch.lock";
const VERSION: u32 = 1;

/// A folder that is being filled.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    known: BTreeMap<String, Known>,
    archive: File,
    state: File,
    end: u64,
    /// Held as long as the folder is filled.
    _lock: File,
}

/// Why a folder cannot be filled, in words for people.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {why}")]
pub struct FolderError {
    path: String,
    why: String,
}

impl Folder {
    /// Opens a folder, made where it is not there, with what earlier runs left in it. `first` is the record that a new
    /// archive begins with.
    pub fn open(path: &Path, first: io::Result<Vec<u8>>) -> Result<Folder, FolderError> {
        let error = |why: String| FolderError { path: path.display().to_string(), why };
        let failed = |e: io::Error| error(format!("{e}; give a folder that can be written to"));
        std::fs::create_dir_all(path).map_err(failed)?;
        let lock = File::create(path.join(LOCK)).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(error("another run is filling it".to_owned())),
            Err(TryLockError::Error(e)) => return Err(failed(e)),
        }
        let (header, known) = load(&path.join(STATE)).map_err(|e| error(e.to_string()))?;
        let mut archive = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path.join(ARCHIVE))
            .map_err(failed)?;
        let length = archive.metadata().map_err(failed)?.len();
        if header.is_none() && length > 0 {
            return Err(error(format!(
                "it has an archive, but no {STATE} to go on from; give another folder"
            )));
        }
        let end = cut(&mut archive, header.map_or(0, |h| h.end), length).map_err(failed)?;
        let state = rewritten(path, end, &known).map_err(failed)?;
        let mut folder = Folder { path: path.to_owned(), known, archive, state, end, _lock: lock };
        if end == 0 {
            first.and_then(|record| folder.append(&record)).map_err(failed)?;
            folder.state = rewritten(path, folder.end, &folder.known).map_err(failed)?;
        }
        Ok(folder)
    }

    /// What is known of an address.
    pub fn known(&self, url: &str) -> Option<&Known> {
        self.known.get(url)
    }

    /// Notes what is known of an address, and puts its record into the archive.
    pub fn keep(&mut self, mut known: Known, record: Option<io::Result<Vec<u8>>>) -> Result<(), FolderError> {
        let kept = self.write(&mut known, record);
        let path = self.path.display().to_string();
        kept.map_err(|e| FolderError { path, why: format!("{e}; is the disk full?") })?;
        self.known.insert(known.url.clone(), known);
        Ok(())
    }

    fn write(&mut self, known: &mut Known, record: Option<io::Result<Vec<u8>>>) -> io::Result<()> {
        known.end = None;
        if let Some(record) = record {
            self.append(&record?)?;
            known.end = Some(self.end);
        }
        let mut line = serde_json::to_vec(known)?;
        line.push(b'\n');
        self.state.write_all(&line)
    }

    fn append(&mut self, record: &[u8]) -> io::Result<()> {
        self.archive.write_all(record)?;
        self.end += record.len() as u64;
        Ok(())
    }

    /// Ends the work: all is on the disk, and the file has one line an address.
    pub fn close(self) -> Result<(), FolderError> {
        let closed = self.archive.sync_all().and_then(|()| rewritten(&self.path, self.end, &self.known));
        let path = self.path.display().to_string();
        closed.map(|_| ()).map_err(|e| FolderError { path, why: format!("{e}; is the disk full?") })
    }
}

/// The header, brought to the end of the last page that a line speaks of, and what is known. A last line that breaks off
/// is left out.
fn load(path: &Path) -> io::Result<(Option<Header>, BTreeMap<String, Known>)> {
    let mut bytes = Vec::new();
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((None, BTreeMap::new())),
        file => file?.read_to_end(&mut bytes)?,
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    let first = lines.next().and_then(|l| serde_json::from_str::<Header>(l).ok());
    let other =
        || io::Error::other(format!("its {STATE} is of another program or version; give another folder"));
    let mut header = first.filter(|h| h.dateline_fetch == VERSION).ok_or_else(other)?;
    let mut known = BTreeMap::new();
    for line in lines {
        let Ok(row) = serde_json::from_str::<Known>(line) else { continue };
        header.end = row.end.map_or(header.end, |end| end.max(header.end));
        known.insert(row.url.clone(), row);
    }
    Ok((Some(header), known))
}

/// Cuts off what stands behind the last page that is known, where it begins like a record of ours; the place to go on.
fn cut(archive: &mut File, end: u64, length: u64) -> io::Result<u64> {
    if length > end {
        let mut mark = [0; 2];
        archive.seek(SeekFrom::Start(end))?;
        let read = archive.read(&mut mark)?;
        if !mark[..read].iter().eq([0x1f, 0x8b][..read].iter()) {
            return Err(io::Error::other("its archive was changed by another program"));
        }
        archive.set_len(end)?;
    }
    archive.seek(SeekFrom::End(0))
}

/// Writes the file anew beside the old one and puts it into its place; open for more lines.
fn rewritten(path: &Path, end: u64, known: &BTreeMap<String, Known>) -> io::Result<File> {
    let (new, place) = (path.join(".fetch.new"), path.join(STATE));
    let mut out = io::BufWriter::new(File::create(&new)?);
    serde_json::to_writer(&mut out, &Header { dateline_fetch: VERSION, end })?;
    for row in known.values() {
        out.write_all(b"\n")?;
        serde_json::to_writer(&mut out, &Known { end: None, ..row.clone() })?;
    }
    out.write_all(b"\n")?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    std::fs::rename(new, place)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(name: &str) -> io::Result<Vec<u8>> {
        Ok([b"\x1f\x8b", name.as_bytes()].concat())
    }

    fn open(path: &Path) -> Result<Folder, FolderError> {
        Folder::open(path, record("first"))
    }

    fn empty(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("dateline-folder-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        path
    }

    fn known(url: &str) -> Known {
        Known { url: url.to_owned(), etag: Some("\"x\"".to_owned()), ..Known::default() }
    }

    #[test]
    fn a_run_that_breaks_off_loses_and_doubles_nothing() {
        let path = empty("breaks");
        let mut folder = open(&path).unwrap();
        folder.keep(known("a"), Some(record("one"))).unwrap();
        drop(folder);
        // A record without a line, a line that breaks off.
        let mut archive = OpenOptions::new().append(true).open(path.join(ARCHIVE)).unwrap();
        archive.write_all(b"\x1f\x8btwo, in pa").unwrap();
        let mut state = OpenOptions::new().append(true).open(path.join(STATE)).unwrap();
        state.write_all(b"{\"url\":\"b\",\"en").unwrap();
        let mut folder = open(&path).unwrap();
        assert!(folder.known("a").is_some_and(Known::has_validator) && folder.known("b").is_none());
        folder.keep(known("b"), Some(record("two"))).unwrap();
        folder.close().unwrap();
        assert_eq!(std::fs::read(path.join(ARCHIVE)).unwrap(), b"\x1f\x8bfirst\x1f\x8bone\x1f\x8btwo");
        assert!(open(&path).unwrap().known("b").is_some());
        std::fs::remove_dir_all(path).unwrap();
    }

    #[test]
    fn a_folder_has_one_run_and_is_not_taken_from_others() {
        let path = empty("one");
        let folder = open(&path).unwrap();
        assert!(open(&path).unwrap_err().to_string().contains("another run"));
        drop(folder);
        std::fs::remove_file(path.join(STATE)).unwrap();
        assert!(open(&path).unwrap_err().to_string().contains("another folder"));
        std::fs::write(path.join(STATE), "{}\n").unwrap();
        assert!(open(&path).is_err());
        std::fs::remove_dir_all(path).unwrap();
    }
}
