//! Fetched pages into a store: the archive is read from where it was read before.
//!
//! A page goes into the archive first, its record into the store, and only then the place in the archive into a note. A
//! run that breaks off in between reads some pages twice, of which the store takes none twice.

use crate::arguments::fetch::FetchOptions;
use crate::batch;
use crate::input::{Failure, Missed};
use crate::report::Report;
use crate::store_command::Writer;
use dateline::Reader;
use indicatif::ProgressBar;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom};
use std::path::PathBuf;
use std::time::Instant;

/// The name of the note, in the folder of the archive.
const NOTE: &str = ".stored";

/// A store that is filled from the archive beside it.
pub struct Intake<'a> {
    writer: Writer<'a>,
    folder: PathBuf,
    /// So much of the archive has been read.
    read: u64,
    report: Report,
    start: Instant,
}

impl<'a> Intake<'a> {
    /// Opens the store that the options name, if they name one; the archive must have been opened before.
    pub fn open(reader: Option<&'a Reader>, options: &FetchOptions) -> Result<Option<Self>, Failure> {
        let (Some(reader), Some(store)) = (reader, options.store()) else { return Ok(None) };
        let (folder, is_new) = (options.folder(), !store.exists());
        let noted = fs::read_to_string(folder.join(NOTE)).ok().and_then(|n| n.trim().parse().ok());
        let read = noted.filter(|_| !is_new).unwrap_or(0);
        let writer = Writer::new(reader, store, batch::pool(None)?)?;
        Ok(Some(Intake { writer, folder, read, report: Report::default(), start: Instant::now() }))
    }

    /// Reads what has come into the archive since.
    pub fn take(&mut self, bar: &ProgressBar) -> Result<(), Failure> {
        let path = self.folder.join(fetch::ARCHIVE);
        let failed = |e: io::Error| Failure(format!("{}: {e}", path.display()));
        let mut archive = File::open(&path).map_err(failed)?;
        let length = archive.metadata().map_err(failed)?.len();
        if self.read == length {
            return Ok(());
        }
        // An archive that is shorter than it was is another one.
        let from = if self.read > length { 0 } else { self.read };
        archive.seek(SeekFrom::Start(from)).map_err(failed)?;
        for item in read::stream(archive, fetch::ARCHIVE, &read::Options::default()) {
            match item {
                Ok(article) => self.writer.take(article, &mut self.report)?,
                Err(error) => bar.suspend(|| batch::miss(&mut self.report, &Missed::from(error))),
            }
        }
        self.writer.flush(&mut self.report)?;
        self.read = length;
        fs::write(self.folder.join(NOTE), format!("{length}\n")).map_err(failed)
    }

    /// Tells how it went; whether all was well.
    pub fn finish(self, shown: bool) -> Result<bool, Failure> {
        batch::tell(&self.report, shown, None, self.start)?;
        Ok(self.report.failed.total() == 0)
    }
}
