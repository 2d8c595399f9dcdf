//! What several tests of the command need.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

/// A folder of one test, emptied.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
