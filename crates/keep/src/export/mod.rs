//! A store to files for other programs: its tables as they are, and the forms of the field.
//!
//! What is written is read article by article, so that memory does not grow with the store. A file is written beside
//! and takes its name when it is whole.

mod actor;
mod gdelt;
mod lines;
mod out;
mod story;
mod tables;
mod world;

use crate::{KeepError, Store};
use out::unwritten;
use std::io::Write;
use std::path::PathBuf;
use world::World;

/// What the files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The tables of the schema, whole.
    Tables(Tables),
    /// GDELT 2.0: events and mentions.
    Gdelt,
}

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// Comma-separated values with a header; lists are JSON.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet, with the schema's own types.
    Parquet,
}

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// As what.
    pub form: Form,
    /// Which events, in the language of stores; all where it is empty.
    pub query: &'a str,
    /// Of the tables of the schema these; all where none is named.
    pub tables: &'a [String],
}

/// Where it goes.
pub enum To {
    /// A folder, or the file of a form that is one file.
    Path(PathBuf),
    /// A stream, for what is one file.
    Stream(Box<dyn Write + Send>),
}

/// One file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Which; `None` where it was a stream.
    pub path: Option<PathBuf>,
    /// Its rows: events, nodes and edges, annotations.
    pub rows: usize,
}

/// Writes what is wanted. Says which files, with their rows.
///
/// # Errors
/// If the store cannot be read, the query is no query, a file cannot be written, or there is no table of a name.
pub fn export(store: &Store, wanted: Wanted<'_>, to: To) -> Result<Vec<Written>, KeepError> {
    match wanted.form {
        Form::Tables(tables) => tables::export(store, tables, wanted, to),
        Form::Gdelt => {
            let folder = folder("gdelt", to)?;
            let mut files =
                [out::in_folder(&folder, gdelt::FILES[0])?, out::in_folder(&folder, gdelt::FILES[1])?];
            let [events, mentions] = &mut files;
            let rows = gdelt::write(store, wanted.query, &World::ours()?, events, mentions);
            let rows = rows.map_err(|e| e.told(&folder))?;
            files.into_iter().zip(rows).map(|(file, rows)| file.finish(rows)).collect()
        }
    }
}

/// The folder that several files go to, made where there is none.
fn folder(form: &str, to: To) -> Result<PathBuf, KeepError> {
    let To::Path(folder) = to else {
        return Err(KeepError::Wanted(format!("{form} is several files: give a folder with -o")));
    };
    std::fs::create_dir_all(&folder).map_err(|e| unwritten(&folder, &e))?;
    Ok(folder)
}
