//! Tables of a store to files for other programs: one file a table, written beside and then named.

use crate::batch::answered;
use crate::columns::{TABLES, Table};
use crate::rows::Row;
use crate::store::Answer;
use crate::{KeepError, Store, batch, object};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values with a header; lists are JSON.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet, with the schema's own types.
    Parquet,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Jsonl => "jsonl",
            Form::Parquet => "parquet",
        }
    }
}

/// Rows that are held at a time.
const ROWS: usize = 16_384;

/// Writes the tables of these names, all where none is given, into a folder. Says which files, with their rows.
///
/// # Errors
/// If the store cannot be read, a file cannot be written, or there is no table of a name.
pub fn export(
    store: &Store,
    folder: &Path,
    form: Form,
    names: &[String],
) -> Result<Vec<(PathBuf, usize)>, KeepError> {
    let mut wanted: Vec<&'static Table> = TABLES.to_vec();
    if !names.is_empty() {
        wanted = names.iter().map(|n| named(n)).collect::<Result<_, _>>()?;
    }
    std::fs::create_dir_all(folder).map_err(|e| unwritten(folder, &e))?;
    wanted.into_iter().map(|table| one(store, folder, form, table)).collect()
}

fn named(name: &str) -> Result<&'static Table, KeepError> {
    TABLES.into_iter().find(|t| t.name == name).ok_or_else(|| {
        let all: Vec<&str> = TABLES.iter().map(|t| t.name).collect();
        KeepError::Question { why: format!("there is no table '{name}'; there are {}", all.join(", ")) }
    })
}

fn unwritten(path: &Path, why: &dyn std::fmt::Display) -> KeepError {
    KeepError::Unwritten { path: path.to_path_buf(), why: why.to_string() }
}

fn one(
    store: &Store,
    folder: &Path,
    form: Form,
    table: &'static Table,
) -> Result<(PathBuf, usize), KeepError> {
    let path = folder.join(format!("{}.{}", table.name, form.ending()));
    let part = path.with_extension(format!("{}.part", form.ending()));
    let wrong = |why: &dyn std::fmt::Display| unwritten(&path, why);
    let file = BufWriter::new(File::create(&part).map_err(|e| wrong(&e))?);
    let mut sink = Sink::new(form, table, file).map_err(|e| wrong(&e))?;
    let (mut waiting, mut rows, mut failed) = (Vec::new(), 0, None);
    store.rows(table, "TRUE", &[], &mut |row| {
        waiting.push(row);
        rows += 1;
        if waiting.len() == ROWS && failed.is_none() {
            failed = sink.write(&std::mem::take(&mut waiting)).err();
        }
    })?;
    let done = failed.map_or(Ok(()), Err).and_then(|()| sink.write(&waiting)).and_then(|()| sink.end());
    done.map_err(|e| wrong(&e))?;
    std::fs::rename(&part, &path).map_err(|e| wrong(&e))?;
    Ok((path, rows))
}

/// An answer as a Parquet file: a column of whole numbers, of numbers, else of text.
///
/// # Errors
/// If Parquet refuses it, which would be a mistake of ours.
pub fn parquet(answer: &Answer) -> Result<Vec<u8>, KeepError> {
    let made = || -> Result<Vec<u8>, Failed> {
        let batch = answered(answer)?;
        let mut out = ArrowWriter::try_new(Vec::new(), batch.schema(), None)?;
        out.write(&batch)?;
        Ok(out.into_inner()?)
    };
    made().map_err(|e| unwritten(Path::new("the answer"), &e))
}

type Failed = Box<dyn std::error::Error>;

/// One file under way.
enum Sink {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Jsonl(&'static Table, BufWriter<File>),
    Parquet(&'static Table, Box<ArrowWriter<BufWriter<File>>>),
}

impl Sink {
    fn new(form: Form, table: &'static Table, file: BufWriter<File>) -> Result<Sink, Failed> {
        Ok(match form {
            Form::Csv => {
                let mut out = csv::Writer::from_writer(file);
                out.write_record(table.columns.iter().map(|c| c.name))?;
                Sink::Csv(Box::new(out))
            }
            Form::Jsonl => Sink::Jsonl(table, file),
            Form::Parquet => {
                let settings = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                let out = ArrowWriter::try_new(file, Arc::new(table.schema()), Some(settings))?;
                Sink::Parquet(table, Box::new(out))
            }
        })
    }

    fn write(&mut self, rows: &[Row]) -> Result<(), Failed> {
        match self {
            Sink::Csv(out) => {
                rows.iter().try_for_each(|row| out.write_record(row.iter().map(|v| v.words())))?
            }
            Sink::Jsonl(table, out) => {
                for row in rows {
                    writeln!(out, "{}", object(table.columns.iter().map(|c| c.name), row))?;
                }
            }
            Sink::Parquet(table, out) => out.write(&batch(table, rows)?)?,
        }
        Ok(())
    }

    fn end(self) -> Result<(), Failed> {
        match self {
            Sink::Csv(mut out) => out.flush()?,
            Sink::Jsonl(_, mut out) => out.flush()?,
            Sink::Parquet(_, out) => out.into_inner()?.flush()?,
        }
        Ok(())
    }
}
