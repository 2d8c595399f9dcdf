//! Tables of the store as CSV, JSON lines and Parquet: one file a table.

use super::out::{self, Out, unwritten};
use super::{Tables, To, Wanted, Written, folder};
use crate::columns::{self, Table};
use crate::rows::Row;
use crate::{KeepError, Store, batch, object};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

impl Tables {
    fn name(self) -> &'static str {
        match self {
            Tables::Csv => "csv",
            Tables::Jsonl => "jsonl",
            Tables::Parquet => "parquet",
        }
    }
}

/// Rows that are held at a time.
const ROWS: usize = 16_384;

/// Writes the tables that are wanted into a folder; one alone may go to a stream.
pub(super) fn export(
    store: &Store,
    form: Tables,
    wanted: Wanted<'_>,
    to: To,
) -> Result<Vec<Written>, KeepError> {
    if !wanted.query.is_empty() {
        let why = format!(
            "{} holds tables whole, without a query; `dateline ask` lists what a query finds",
            form.name()
        );
        return Err(KeepError::Wanted(why));
    }
    let mut tables: Vec<&'static Table> = columns::all().collect();
    if !wanted.tables.is_empty() {
        tables = wanted.tables.iter().map(|n| named(n)).collect::<Result<_, _>>()?;
    }
    if let (To::Stream(_), [table]) = (&to, tables.as_slice()) {
        return Ok(vec![one(store, form, table, Out::one(to, "")?)?]);
    }
    let folder = folder(form.name(), to)?;
    let file = |table: &Table| out::in_folder(&folder, &format!("{}.{}", table.name, form.name()));
    tables.into_iter().map(|table| one(store, form, table, file(table)?)).collect()
}

fn named(name: &str) -> Result<&'static Table, KeepError> {
    columns::all().find(|t| t.name == name).ok_or_else(|| {
        let all: Vec<&str> = columns::all().map(|t| t.name).collect();
        KeepError::Question { why: format!("there is no table '{name}'; there are {}", all.join(", ")) }
    })
}

fn one(store: &Store, form: Tables, table: &'static Table, out: Out) -> Result<Written, KeepError> {
    let name = out.name();
    let wrong = |why: Failed| unwritten(&name, &why);
    let mut sink = Sink::new(form, table, out).map_err(wrong)?;
    let (mut waiting, mut rows, mut failed) = (Vec::new(), 0, None);
    store.rows(table, "TRUE", &[], &mut |row| {
        waiting.push(row);
        rows += 1;
        if waiting.len() == ROWS {
            let ready = std::mem::take(&mut waiting);
            if failed.is_none() {
                failed = sink.write(&ready).err();
            }
        }
    })?;
    let done = failed.map_or(Ok(()), Err).and_then(|()| sink.write(&waiting)).and_then(|()| sink.end());
    done.map_err(wrong)?.finish(rows)
}

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Rows of one table under way to a file, or to whatever else bytes are written to.
pub enum Sink<W: Write + Send> {
    /// To [`Tables::Csv`].
    Csv(Box<csv::Writer<W>>),
    /// To [`Tables::Jsonl`].
    Jsonl(&'static Table, W),
    /// To [`Tables::Parquet`].
    Parquet(&'static Table, Box<ArrowWriter<W>>),
}

impl<W: Write + Send> Sink<W> {
    /// Begins, with a header where the form has one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(form: Tables, table: &'static Table, out: W) -> Result<Sink<W>, Failed> {
        Ok(match form {
            Tables::Csv => {
                let mut out = csv::Writer::from_writer(out);
                out.write_record(table.columns.iter().map(|c| c.name))?;
                Sink::Csv(Box::new(out))
            }
            Tables::Jsonl => Sink::Jsonl(table, out),
            Tables::Parquet => {
                let settings = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                let out = ArrowWriter::try_new(out, Arc::new(table.schema()), Some(settings))?;
                Sink::Parquet(table, Box::new(out))
            }
        })
    }

    /// Some rows more.
    ///
    /// # Errors
    /// If they cannot be written, or a row is not as the table has it.
    pub fn write(&mut self, rows: &[Row]) -> Result<(), Failed> {
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

    /// What was written to, all of it given out.
    ///
    /// # Errors
    /// If the rest cannot be written.
    pub fn end(self) -> Result<W, Failed> {
        Ok(match self {
            Sink::Csv(out) => out.into_inner().map_err(|e| e.error().to_string())?,
            Sink::Jsonl(_, out) => out,
            Sink::Parquet(_, out) => out.into_inner()?,
        })
    }
}
