//! One SQLite file. Opening, what is already there; `write` puts rows in, `read` takes them out, `migrate` brings a file
//! of an earlier version to this one.

mod ask;
mod correct;
mod ddl;
mod derive;
mod form;
mod happen;
mod happening;
mod migrate;
mod read;
mod spots;
mod write;

pub use ask::Answer;
pub use correct::Correction;
pub(crate) use form::of_article;
pub use happening::{Difference, Happening, Report};

use crate::KeepError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks the file as ours: "dlne".
const APPLICATION: i64 = 0x646c_6e65;
/// The schema that this program writes.
pub const VERSION: i64 = 5;
/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A store, open.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    db: Connection,
    seen: Seen,
}

/// What batches looked at, so that the next one need not read it again.
#[derive(Debug, Default)]
struct Seen {
    /// The version of the file then.
    changes: i64,
    news: happen::Seen,
    spots: spots::Spots,
}

/// What became of the articles that were given to a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// New ones.
    pub new: usize,
    /// There before with the same text; nothing was changed.
    pub same: usize,
    /// There before with another text, which is kept beside.
    pub changed: usize,
}

/// Hears how many articles of how many are brought to the schema of this program.
pub type Told<'a> = &'a mut dyn FnMut(u64, u64);

impl Store {
    /// Opens a store to write to; makes it where there is no file. One of an earlier version is brought to this one, or,
    /// whatever ends that, stays as it was.
    ///
    /// # Errors
    /// If the file is no store, of a later schema, damaged or not to be written to.
    pub fn create(path: &Path) -> Result<Store, KeepError> {
        Store::create_told(path, &mut |_, _| {})
    }

    /// The same, telling how far it is with a store of an earlier version.
    ///
    /// # Errors
    /// As [`Store::create`].
    pub fn create_told(path: &Path, told: Told<'_>) -> Result<Store, KeepError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Store::connect(path, flags)?;
        match store.version()? {
            0 => store.make()?,
            _ => store.bring(told)?,
        }
        store.written()?;
        Ok(store)
    }

    /// Opens a store to ask it; nothing is written, unless it is of an earlier version.
    ///
    /// # Errors
    /// If there is no file, it is of an earlier version and cannot be written to, or as [`Store::create`].
    pub fn open(path: &Path) -> Result<Store, KeepError> {
        Store::open_told(path, &mut |_, _| {})
    }

    /// The same, telling how far it is with a store of an earlier version.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_told(path: &Path, told: Told<'_>) -> Result<Store, KeepError> {
        if !path.exists() {
            return Err(KeepError::Missing(path.to_path_buf()));
        }
        let mut store = Store::reading(path)?;
        match store.version()? {
            0 => return Err(KeepError::Foreign(path.to_path_buf())),
            found => store.bring(told).map_err(|error| match error {
                KeepError::ReadOnly(path) => KeepError::Older { path, found, known: VERSION },
                other => other,
            })?,
        }
        store.asked()?;
        Ok(store)
    }

    /// To be read, from wherever it lies. In a folder that cannot be written to there is no room for the log that others
    /// may write to at the same time: where there is none, nobody does, and the file is read as it stands.
    fn reading(path: &Path) -> Result<Store, KeepError> {
        let usual = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
            .or_else(|_| Store::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY))
            .and_then(|store| store.version().map(|_| store));
        let log = PathBuf::from(format!("{}-wal", path.display()));
        match usual {
            Err(KeepError::ReadOnly(_) | KeepError::Closed(_)) if !log.exists() => {
                let name =
                    path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                Store::connect_as(path, Path::new(&format!("file:{name}?immutable=1")), flags)
            }
            usual => usual,
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Store, KeepError> {
        Store::connect_as(path, path, flags)
    }

    /// Opens the file at a path, which SQLite is given under a name.
    fn connect_as(path: &Path, name: &Path, flags: OpenFlags) -> Result<Store, KeepError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(name, flags).map_err(|e| KeepError::of(path, &e))?;
        let store = Store { path: path.to_path_buf(), db, seen: Seen::default() };
        store.run(|db| {
            db.busy_timeout(PATIENCE)?;
            // Statements are used again and again: they are not to be planned anew for each value.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            db.set_prepared_statement_cache_capacity(128);
            // The whole file is mapped, as far as SQLite was built to: pages that are only read are not copied.
            db.execute_batch(
                "PRAGMA temp_store = memory; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1099511627776",
            )
        })?;
        Ok(store)
    }

    /// Not even what is asked of it can write.
    fn asked(&self) -> Result<(), KeepError> {
        self.run(|db| db.execute_batch("PRAGMA query_only = on"))
    }

    /// The schema of the file; 0 where it is no store.
    fn version(&self) -> Result<i64, KeepError> {
        self.run(|db| {
            let application: i64 = db.pragma_query_value(None, "application_id", |r| r.get(0))?;
            let version = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
            Ok(if application == APPLICATION { version } else { 0 })
        })
    }

    /// Brings a store to the schema of this program.
    fn bring(&mut self, told: Told<'_>) -> Result<(), KeepError> {
        match self.version()? {
            VERSION => Ok(()),
            found if found > VERSION => {
                Err(KeepError::Newer { path: self.path.clone(), found, known: VERSION })
            }
            _ => migrate::migrate(&mut self.db, told).map_err(|e| KeepError::of(&self.path, &e)),
        }
    }

    /// Pages of the indexes that news goes into at many places are to be written seldom: a cache of 256 MB, and at most
    /// 128 MB of log before it is written back. A file that grows is not mapped, for its pages would be mapped anew each time.
    fn written(&self) -> Result<(), KeepError> {
        self.run(|db| {
            db.execute_batch(
                "PRAGMA journal_mode = wal; PRAGMA synchronous = normal; PRAGMA wal_autocheckpoint = 16000; \
                 PRAGMA cache_size = -262144; PRAGMA mmap_size = 0",
            )
        })
    }

    /// Makes the tables of an empty file; a file that holds other tables is somebody else's.
    fn make(&mut self) -> Result<(), KeepError> {
        let tables: i64 =
            self.run(|db| db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)))?;
        if tables > 0 {
            return Err(KeepError::Foreign(self.path.clone()));
        }
        let made = format!(
            "PRAGMA page_size = 8192; BEGIN IMMEDIATE; {}; PRAGMA application_id = {APPLICATION}; \
             PRAGMA user_version = {VERSION}; COMMIT",
            ddl::all()
        );
        self.run(|db| db.execute_batch(&made))
    }

    /// Whether the store holds an article by this name in this very text.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn holds(&self, name: &str, hash: i64) -> Result<bool, KeepError> {
        self.run(|db| {
            let mut find = db.prepare_cached("SELECT 1 FROM articles WHERE name = ?1 AND hash = ?2")?;
            Ok(find.query_row((name, hash), |_| Ok(())).optional()?.is_some())
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The connection, for questions.
    pub fn connection(&self) -> &Connection {
        &self.db
    }

    /// Something asked of SQLite, its errors told in our words.
    pub(crate) fn run<T>(
        &self,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, KeepError> {
        ask(&self.db).map_err(|e| KeepError::of(&self.path, &e))
    }
}
