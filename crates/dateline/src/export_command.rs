//! `dateline export`: a store to files for other programs.

use crate::arguments::store::{ExportArguments, ExportForm};
use crate::input::Failure;
use crate::store_command::failure;
use dateline::keep::{self, Form, Store, Tables, To, Wanted};
use std::io::{ErrorKind, Stdout, Write};

/// Writes what is wanted and says which files.
pub fn run(arguments: &ExportArguments) -> Result<u8, Failure> {
    let store = Store::open(&arguments.store).map_err(failure)?;
    let wanted = Wanted { form: arguments.form.into(), query: &arguments.query, tables: &arguments.table };
    let to = match &arguments.output {
        Some(path) => To::Path(path.clone()),
        None => To::Stream(Box::new(Screen(std::io::stdout()))),
    };
    for file in keep::export(&store, wanted, to).map_err(failure)? {
        if let Some(path) = file.path {
            eprintln!("{:>9}  {}", file.rows, path.display());
        }
    }
    Ok(0)
}

impl From<ExportForm> for Form {
    fn from(form: ExportForm) -> Form {
        match form {
            ExportForm::Csv => Form::Tables(Tables::Csv),
            ExportForm::Jsonl => Form::Tables(Tables::Jsonl),
            ExportForm::Parquet => Form::Tables(Tables::Parquet),
            ExportForm::Gdelt => Form::Gdelt,
            ExportForm::Icews => Form::Icews,
            ExportForm::Polecat => Form::Polecat,
            ExportForm::Phoenix => Form::Phoenix,
            ExportForm::WebAnnotation => Form::WebAnnotation,
            ExportForm::Brat => Form::Brat,
            ExportForm::Graphml => Form::Graphml,
            ExportForm::Geojson => Form::Geojson,
        }
    }
}

/// Standard output; a reader that has gone away (`| head`) ends the program quietly.
struct Screen(Stdout);

impl Screen {
    fn or_end<T>(done: std::io::Result<T>) -> std::io::Result<T> {
        match done {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
            done => done,
        }
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Screen::or_end(self.0.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Screen::or_end(self.0.flush())
    }
}
