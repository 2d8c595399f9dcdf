//! A store to files for other programs: its tables as they are, and the forms of the field.
//!
//! What is written is read article by article, so that memory does not grow with the store. A file is written beside
//! and takes its name when it is whole.

mod actor;
mod annotation;
mod answer;
mod brat;
mod gdelt;
mod geojson;
mod graphml;
mod icews;
mod lines;
mod out;
mod phoenix;
mod polecat;
mod story;
mod tables;
mod world;

use crate::{KeepError, Store};
pub use annotation::{PAGE, annotations};
pub use answer::parquet;
pub use tables::Sink;

use out::{Out, Stopped, unwritten};
use std::io::Write;
use std::path::{Path, PathBuf};
use world::World;

/// What the files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The tables of the schema, whole.
    Tables(Tables),
    /// GDELT 2.0: events and mentions.
    Gdelt,
    /// The events of GDELT alone, as one file.
    GdeltEvents,
    /// The mentions of GDELT alone, as one file.
    GdeltMentions,
    /// ICEWS: one table.
    Icews,
    /// POLECAT: one table.
    Polecat,
    /// Phoenix: one table.
    Phoenix,
    /// W3C Web Annotation: one page of annotations.
    WebAnnotation,
    /// brat: text and annotations of each article.
    Brat,
    /// GraphML: actors and dyads.
    Graphml,
    /// GeoJSON: events with places.
    Geojson,
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
    let query = wanted.query;
    match wanted.form {
        Form::Tables(tables) => tables::export(store, tables, wanted, to),
        Form::Gdelt => gdelt(store, query, &folder("gdelt", to)?),
        Form::GdeltEvents => one(to, gdelt::FILES[0], |out| {
            Ok(gdelt::write(store, query, &World::ours()?, out, &mut Out::nowhere())?[0])
        }),
        Form::GdeltMentions => one(to, gdelt::FILES[1], |out| {
            Ok(gdelt::write(store, query, &World::ours()?, &mut Out::nowhere(), out)?[1])
        }),
        Form::Brat => {
            let folder = folder("brat", to)?;
            brat::write(store, query, &folder).map(|w| vec![w]).map_err(|e| e.told(&folder))
        }
        Form::Icews => one(to, "icews.tsv", |out| icews::write(store, query, &World::ours()?, out)),
        Form::Polecat => one(to, "polecat.tsv", |out| polecat::write(store, query, &World::ours()?, out)),
        Form::Phoenix => one(to, "phoenix.tsv", |out| phoenix::write(store, query, &World::ours()?, out)),
        Form::Graphml => one(to, "dyads.graphml", |out| graphml::write(store, query, &World::ours()?, out)),
        Form::WebAnnotation => one(to, "annotations.jsonld", |out| annotation::write(store, query, out)),
        Form::Geojson => one(to, "events.geojson", |out| geojson::write(store, query, out)),
    }
}

/// A form that is one file, called so where it goes to a folder.
fn one(
    to: To,
    name: &str,
    write: impl FnOnce(&mut Out) -> Result<usize, Stopped>,
) -> Result<Vec<Written>, KeepError> {
    let mut out = Out::one(to, name)?;
    let rows = write(&mut out).map_err(|e| e.told(&out.name()))?;
    Ok(vec![out.finish(rows)?])
}

fn gdelt(store: &Store, query: &str, folder: &Path) -> Result<Vec<Written>, KeepError> {
    let [events, mentions] = gdelt::FILES.map(|name| out::in_folder(folder, name));
    let (mut events, mut mentions) = (events?, mentions?);
    let rows = gdelt::write(store, query, &World::ours()?, &mut events, &mut mentions);
    let rows = rows.map_err(|e| e.told(folder))?;
    Ok(vec![events.finish(rows[0])?, mentions.finish(rows[1])?])
}

/// The folder that several files go to, made where there is none.
fn folder(form: &str, to: To) -> Result<PathBuf, KeepError> {
    let To::Path(folder) = to else {
        return Err(KeepError::Wanted(format!("{form} is several files: give a folder with -o")));
    };
    std::fs::create_dir_all(&folder).map_err(|e| unwritten(&folder, &e))?;
    Ok(folder)
}
