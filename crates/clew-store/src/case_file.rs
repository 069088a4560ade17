use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction};
use rusqlite_migration::{HookError, M, Migrations};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

/// Marks a SQLite file as a case ("clew" in ASCII), in the header field that is meant for it.
const APPLICATION_ID: i32 = 0x636c_6577;

/// The schema's versions, in the order in which they were released: a new one comes last.
static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(include_str!("schema/1-case.sql")),
        M::up(include_str!("schema/2-own-predicates.sql")),
        M::up(include_str!("schema/3-decisions.sql")),
        M::up(include_str!("schema/4-picture.sql")),
        M::up_with_hook(include_str!("schema/5-decision-log.sql"), |transaction: &Transaction<'_>| {
            crate::decision_log::enter_all(transaction).map_err(|e| HookError::Hook(e.to_string()))
        }),
        M::up(include_str!("schema/6-watch.sql")),
        M::up(include_str!("schema/7-mentioned.sql")),
        M::up(include_str!("schema/8-marks.sql")),
        M::up_with_hook(include_str!("schema/9-said.sql"), |transaction: &Transaction<'_>| {
            Ok(crate::search::said::fill(transaction)?)
        }),
        M::up_with_hook(include_str!("schema/10-located.sql"), |transaction: &Transaction<'_>| {
            crate::located::fill(transaction).map_err(|e| HookError::Hook(e.to_string()))
        }),
        M::up(include_str!("schema/11-samples.sql")),
        M::up(include_str!("schema/12-mapped.sql")),
        M::up(include_str!("schema/13-notes.sql")),
    ])
});

/// Pages kept in memory by one opening, in KiB (below nothing: so SQLite is told of KiB): answers that go through many claims come back to
/// the same pages, and SQLite's own 2 MB are full of the first of them.
const CACHE: i64 = -64 << 10;

/// How long to wait while another process writes.
const BUSY: Duration = Duration::from_secs(20);

/// One open case file. One thread at a time; open it again for another.
pub struct CaseFile {
    pub(crate) connection: Connection,
    path: PathBuf,
}

/// Why a case file could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing is at that path.
    #[error("there is no case at {0}")]
    NoSuchCase(PathBuf),
    /// A file is there already.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// A file is there, but clew did not make it.
    #[error("{0} is not a case file")]
    NotACase(PathBuf),
    /// A later version of clew made it.
    #[error("{0} was made by a later version of clew")]
    TooNew(PathBuf),
    /// Another process is writing to it.
    #[error("another program is writing to {0}")]
    Busy(PathBuf),
    /// The words searched for do not make a query.
    #[error(transparent)]
    BadQuery(#[from] crate::BadQuery),
    /// The database answered with an error.
    #[error("the case file could not be read or written: {0}")]
    Database(#[from] rusqlite::Error),
    /// A stored value does not unpack.
    #[error("the case file is damaged: {0}")]
    Damaged(String),
}

impl CaseFile {
    /// Makes a new, empty case; fails where a file is there already.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        // An empty file is what a kill in this very function leaves behind.
        if path.metadata().is_ok_and(|found| found.len() > 0 || !found.is_file()) {
            return Err(StoreError::Exists(path.to_owned()));
        }
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        Self::ready(connection, path)
    }

    /// Opens a case to read and write, bringing its schema up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::ready(Self::connect(path)?, path)
    }

    /// Opens a case to read only; its schema must be this version's.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let connection = Self::connect(path)?;
        match MIGRATIONS.pending_migrations(&connection) {
            Ok(0) => {}
            Ok(n) if n < 0 => return Err(StoreError::TooNew(path.to_owned())),
            _ => return Self::ready(connection, path),
        }
        connection.pragma_update(None, "query_only", true)?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connect(path: &Path) -> Result<Connection, StoreError> {
        if !path.is_file() {
            return Err(StoreError::NoSuchCase(path.to_owned()));
        }
        let connection =
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(BUSY)?;
        let id = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0));
        match id {
            Ok(APPLICATION_ID) => Ok(connection),
            Ok(_) => Err(StoreError::NotACase(path.to_owned())),
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
                Err(StoreError::NotACase(path.to_owned()))
            }
            Err(e) => Err(e.into()),
        }
    }

    fn ready(mut connection: Connection, path: &Path) -> Result<Self, StoreError> {
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        MIGRATIONS.to_latest(&mut connection).map_err(|e| match e {
            rusqlite_migration::Error::MigrationDefinition(_)
            | rusqlite_migration::Error::SpecifiedSchemaVersion(_) => StoreError::TooNew(path.to_owned()),
            rusqlite_migration::Error::RusqliteError { err, .. } => database(err, path),
            other => StoreError::Damaged(other.to_string()),
        })?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// A number that changes when another connection has changed the file (SQLite's `data_version`).
    pub fn version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Lets all that is read from now on be of one state, whatever other programs write, until [`release`](Self::release); the file is
    /// then locked once and not for each row that is asked for.
    pub fn hold(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("BEGIN")?)
    }

    /// Ends what [`hold`](Self::hold) began.
    pub fn release(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    /// What `state` holds under a key.
    pub(crate) fn state(&self, key: &str) -> Result<Option<String>, StoreError> {
        let found = self.connection.query_row("SELECT value FROM state WHERE key = ?1", [key], |row| row.get(0));
        Ok(found.optional()?)
    }
}

pub(crate) fn database(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(path.to_owned()),
        _ => StoreError::Database(error),
    }
}
