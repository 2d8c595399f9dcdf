//! Where results go: to standard output, or into a file that is there when it is whole.
//!
//! A file is written under the name `OUT.part`, with its journal in `OUT.journal`, and takes its own name at the
//! end. A run that was ended in any way is gone on with from there.

use crate::arguments::OutputArguments;
use crate::input::Failure;
use crate::journal::{self, Journal, Progress};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where results go.
pub enum Output {
    /// Standard output.
    Screen(BufWriter<anstream::AutoStream<std::io::StdoutLock<'static>>>),
    /// A file.
    File(Box<Part>),
}

/// A file that is not whole yet.
pub struct Part {
    path: PathBuf,
    file: BufWriter<File>,
    journal: Journal,
    length: u64,
}

impl Output {
    /// Opens it; for a file, with how far a run before came.
    pub fn open(arguments: &OutputArguments, settings: &str) -> Result<(Output, Progress), Failure> {
        match &arguments.output {
            None => {
                let screen = BufWriter::new(anstream::stdout().lock());
                Ok((Output::Screen(screen), Progress::default()))
            }
            Some(path) => {
                let (part, progress) = Part::open(path, arguments.resume, settings)?;
                Ok((Output::File(Box::new(part)), progress))
            }
        }
    }

    /// Writes; colours are for terminals.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        match self {
            Output::Screen(screen) => write(screen, text),
            Output::File(part) => {
                let plain = anstream::adapter::strip_str(text).to_string();
                part.length += plain.len() as u64;
                write(&mut part.file, &plain)
            }
        }
    }

    /// Notes that what was written till now is of this progress.
    pub fn note(&mut self, progress: &mut Progress) -> Result<(), Failure> {
        let Output::File(part) = self else { return Ok(()) };
        progress.length = part.length;
        let written = part.file.flush().and_then(|()| part.file.get_ref().sync_data());
        written.and_then(|()| part.journal.note(progress)).map_err(|e| closed(&e))?;
        progress.ended.clear();
        Ok(())
    }

    /// Ends it: a file takes its name.
    pub fn finish(mut self, mut progress: Progress) -> Result<(), Failure> {
        progress.whole = true;
        self.note(&mut progress)?;
        match self {
            Output::Screen(mut screen) => screen.flush().map_err(|e| closed(&e)),
            Output::File(part) => name(&part.path),
        }
    }
}

impl Part {
    fn open(path: &Path, resume: bool, settings: &str) -> Result<(Part, Progress), Failure> {
        let (beside, notes) = (beside(path, "part"), beside(path, "journal"));
        if !resume && beside.exists() {
            return Err(Failure(format!(
                "{} is of a run that was interrupted; go on with --resume, or delete it to begin anew",
                beside.display()
            )));
        }
        let failed = |e: std::io::Error| {
            Failure(format!("{}: it cannot be written: {e}; is the folder there?", beside.display()))
        };
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&beside)
            .map_err(failed)?;
        if file.try_lock().is_err() {
            return Err(Failure(format!("{}: another run is writing it", beside.display())));
        }
        let length = file.metadata().map_err(failed)?.len();
        let before = if resume { journal::read(&notes, settings, length)? } else { None };
        let (progress, journal) = match before {
            Some((progress, good)) => (progress, Journal::resume(&notes, good)),
            None => (Progress::default(), Journal::begin(&notes, settings)),
        };
        let journal = journal.map_err(failed)?;
        file.set_len(progress.length).map_err(failed)?;
        file.seek(SeekFrom::Start(progress.length)).map_err(failed)?;
        let (path, length) = (path.to_owned(), progress.length);
        Ok((Part { path, file: BufWriter::new(file), journal, length }, progress))
    }
}

/// Gives a whole file its name; the journal goes last, so that this too can be done again.
fn name(path: &Path) -> Result<(), Failure> {
    let named = std::fs::rename(beside(path, "part"), path);
    named.and_then(|()| std::fs::remove_file(beside(path, "journal"))).map_err(|e| closed(&e))
}

/// Whether a run was ended between giving the file its name and forgetting the journal: then all is done.
pub fn was_named(path: &Path, settings: &str) -> Result<Option<Progress>, Failure> {
    let Ok(length) = path.metadata().map(|m| m.len()) else { return Ok(None) };
    let notes = beside(path, "journal");
    if beside(path, "part").exists() {
        return Ok(None);
    }
    match journal::read(&notes, settings, length)? {
        Some((progress, _)) if progress.whole && progress.length == length => {
            std::fs::remove_file(notes).map_err(|e| closed(&e))?;
            Ok(Some(progress))
        }
        _ => Ok(None),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Writes; a reader that has gone away (`| head`) ends the program quietly.
pub fn write(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    write_bytes(out, text.as_bytes())
}

/// The same of a file that is no text.
pub fn write_bytes(out: &mut impl Write, bytes: &[u8]) -> Result<(), Failure> {
    out.write_all(bytes).map_err(|e| closed(&e))
}

fn closed(error: &std::io::Error) -> Failure {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    Failure(format!("the output cannot be written: {error}; is the disk full?"))
}
