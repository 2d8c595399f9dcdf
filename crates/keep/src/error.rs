//! What can go wrong with a store, told with the file and what to do.

use std::path::{Path, PathBuf};

/// A store that cannot be opened, read or written. Nothing that was committed is lost by any of them.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum KeepError {
    #[error("{0}: there is no such store; `dateline read … --store {0}` makes one")]
    Missing(PathBuf),
    #[error("{0}: this is no store of dateline; give another file")]
    Foreign(PathBuf),
    #[error(
        "{path}: this store has schema {found}, made by a later dateline; this one knows up to {known}: update dateline"
    )]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error(
        "{path}: this store has schema {found}, made by an earlier dateline; to be asked by this one it has to be brought \
         to {known}, and it cannot be written to: see to the permissions of the file and its folder, or ask a copy of it"
    )]
    Older { path: PathBuf, found: i64, known: i64 },
    #[error(
        "{0}: another program is writing to this store and did not finish in time; try again when it has"
    )]
    Locked(PathBuf),
    #[error(
        "{0}: the disk is full; what was written before is whole: make room and run the same command again"
    )]
    Full(PathBuf),
    #[error("{0}: this store cannot be written to: see to the permissions of the file and its folder")]
    ReadOnly(PathBuf),
    #[error(
        "{0}: this store can be neither opened nor made: see whether its folder is there, and to the permissions of both"
    )]
    Closed(PathBuf),
    #[error(
        "{path}: this store is damaged ({why}); go on with a copy of it from before, or save what can be read with \
         `sqlite3 {path} .recover | sqlite3 saved.dateline`"
    )]
    Damaged { path: PathBuf, why: String },
    #[error("{path}: it cannot be written: {why}")]
    Unwritten { path: PathBuf, why: String },
    #[error("{0}")]
    Wanted(String),
    #[error("the question cannot be asked: {why}")]
    Question { why: String },
    #[error("the question cannot be asked: {why}\n  {query}\n  {}^", " ".repeat(*.at))]
    /// A query with the character of it that the mistake begins at.
    Query { why: String, query: String, at: usize },
    #[error("{path}: the store cannot be used: {why}")]
    Other { path: PathBuf, why: String },
}

impl KeepError {
    /// What SQLite says, in our words.
    pub(crate) fn of(path: &Path, error: &rusqlite::Error) -> KeepError {
        use rusqlite::ErrorCode as Code;
        let path = path.to_path_buf();
        match error.sqlite_error_code() {
            Some(Code::NotADatabase) => KeepError::Foreign(path),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => KeepError::Locked(path),
            Some(Code::DiskFull) => KeepError::Full(path),
            Some(Code::ReadOnly | Code::PermissionDenied) => KeepError::ReadOnly(path),
            Some(Code::CannotOpen) => KeepError::Closed(path),
            Some(Code::DatabaseCorrupt) => KeepError::Damaged { path, why: error.to_string() },
            _ => KeepError::Other { path, why: error.to_string() },
        }
    }
}
