//! One file under way: written beside, named when it is whole; or a stream.

use super::{To, Written};
use crate::KeepError;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where one file or stream is written.
pub(super) struct Out {
    inner: BufWriter<Box<dyn Write + Send>>,
    /// The file that it becomes; `None` where it is a stream, or has become it.
    path: Option<PathBuf>,
}

/// A file in a folder.
pub(super) fn in_folder(folder: &Path, name: &str) -> Result<Out, KeepError> {
    Out::file(&folder.join(name))
}

impl Out {
    /// A file at this place.
    pub(super) fn file(path: &Path) -> Result<Out, KeepError> {
        let file = File::create(beside(path)).map_err(|e| unwritten(path, &e))?;
        Ok(Out { inner: BufWriter::new(Box::new(file)), path: Some(path.to_path_buf()) })
    }

    /// What is one file: a stream, a file, or one of this name in a folder.
    pub(super) fn one(to: To, name: &str) -> Result<Out, KeepError> {
        match to {
            To::Stream(stream) => Ok(Out { inner: BufWriter::new(stream), path: None }),
            To::Path(path) if path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/') => {
                std::fs::create_dir_all(&path).map_err(|e| unwritten(&path, &e))?;
                in_folder(&path, name)
            }
            To::Path(path) => Out::file(&path),
        }
    }

    /// What is not wanted.
    pub(super) fn nowhere() -> Out {
        Out { inner: BufWriter::new(Box::new(std::io::sink())), path: None }
    }

    /// What errors call it.
    pub(super) fn name(&self) -> PathBuf {
        self.path.clone().unwrap_or_else(|| PathBuf::from("standard output"))
    }

    /// Ends it: a file takes its name.
    pub(super) fn finish(mut self, rows: usize) -> Result<Written, KeepError> {
        self.inner.flush().map_err(|e| unwritten(&self.name(), &e))?;
        let path = self.path.take();
        if let Some(path) = &path {
            std::fs::rename(beside(path), path).map_err(|e| unwritten(path, &e))?;
        }
        Ok(Written { path, rows })
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

/// What did not become whole leaves nothing behind.
impl Drop for Out {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            let _ = std::fs::remove_file(beside(path));
        }
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// What did not let a form be written to its end.
pub(super) enum Stopped {
    /// The store, or the query.
    Keep(KeepError),
    /// The file.
    Write(std::io::Error),
}

impl Stopped {
    /// With the file that it was about.
    pub(super) fn told(self, path: &Path) -> KeepError {
        match self {
            Stopped::Keep(error) => error,
            Stopped::Write(error) => unwritten(path, &error),
        }
    }
}

impl From<KeepError> for Stopped {
    fn from(error: KeepError) -> Stopped {
        Stopped::Keep(error)
    }
}

impl From<std::io::Error> for Stopped {
    fn from(error: std::io::Error) -> Stopped {
        Stopped::Write(error)
    }
}

pub(super) fn unwritten(path: &Path, why: &dyn std::fmt::Display) -> KeepError {
    KeepError::Unwritten { path: path.to_path_buf(), why: why.to_string() }
}
