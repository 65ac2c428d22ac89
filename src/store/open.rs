//! Opening the file: never creating one by accident, never touching a stranger's, stepping an old schema up.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, backup::Backup};

use super::Store;
use crate::error::{Error, Result};
use crate::lang::Lang;
use crate::register::SETTINGS;

/// Marks a file as ours: `SNRG`.
pub const APPLICATION_ID: i64 = 0x534E_5247;

/// The schema that this program writes.
pub const SCHEMA_VERSION: i64 = 7;

/// The newest schema, whole.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// What a new file starts with: the national affairs and a starter list of departments, to be checked by the office.
const SEED: &str = concat!(include_str!("seed.sql"), include_str!("instrument.sql"), include_str!("sop.sql"));

/// Steps from schema N to N + 1, in order; a file of schema 1 takes the first.
const STEPS: &[&str] = &[
    include_str!("migrations/002.sql"),
    include_str!("migrations/003.sql"),
    concat!(include_str!("migrations/004.sql"), include_str!("instrument.sql")),
    concat!(include_str!("migrations/005.sql"), include_str!("sop.sql")),
    include_str!("migrations/006.sql"),
    include_str!("migrations/007.sql"),
];

impl Store {
    /// Makes a new file with the newest schema and its seed, and the folders it stands in. `lang` becomes its language.
    pub fn create(path: &Path, lang: Lang) -> Result<Self> {
        let named = |error| Error::File(path.to_owned(), error);
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(named)?;
        }
        owners(OpenOptions::new().write(true).create_new(true)).open(path).map_err(|error| {
            match error.kind() {
                std::io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
                _ => named(error),
            }
        })?;
        let made =
            connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, 5).and_then(|conn| fill(conn, path, lang));
        if made.is_err() {
            // Only this call can have made the file, so removing it loses nothing.
            let _ = std::fs::remove_file(path);
        }
        made
    }

    /// A file in memory, for tests of the library.
    pub fn in_memory() -> Result<Self> {
        let conn = Connection::open_in_memory()?;
        prepare(&conn, 5)?;
        fill(conn, Path::new(":memory:"), Lang::Id)
    }

    /// Opens a file for reading. It is opened read-write where possible, so that the journal of a killed writer is
    /// rolled back, with writing switched off.
    pub fn open(path: &Path, timeout: u64) -> Result<Self> {
        let store = Self::open_any(path, timeout)?;
        // One transaction for the whole command: every part of an answer sees the same file.
        store.conn.execute_batch("PRAGMA query_only = ON; BEGIN")?;
        Ok(store)
    }

    /// Lets writers in again: everything has been read, and what remains is to write the answer.
    pub fn release(&self) -> Result<()> {
        if !self.conn.is_autocommit() {
            self.conn.execute_batch("COMMIT")?;
        }
        Ok(())
    }

    /// Opens a file for writing.
    pub fn open_for_writing(path: &Path, timeout: u64) -> Result<Self> {
        let store = Self::open_any(path, timeout)?;
        if store.conn.is_readonly("main")? {
            return Err(Error::ReadOnly);
        }
        Ok(store)
    }

    fn open_any(path: &Path, timeout: u64) -> Result<Self> {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_file() => {}
            Ok(_) => return Err(Error::NotOurs(path.to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoDatabase(path.to_owned()));
            }
            Err(error) => return Err(Error::File(path.to_owned(), error)),
        }
        let conn = match connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, timeout) {
            Err(Error::ReadOnly) => connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, timeout)?,
            other => other?,
        };
        let mut store = Self::new(conn, path);
        store.recognise().map_err(|e| store.name_file(e))?;
        Ok(store)
    }

    /// Refuses a stranger's file and a newer one; steps an older one up.
    fn recognise(&mut self) -> Result<()> {
        let (id, version) = stamps(&self.conn)?;
        match () {
            () if id != APPLICATION_ID => Err(Error::NotOurs(self.path.clone())),
            () if version > SCHEMA_VERSION => {
                Err(Error::Newer { path: self.path.clone(), found: version, known: SCHEMA_VERSION })
            }
            () if version < SCHEMA_VERSION => step_up(&mut self.conn, &self.path, STEPS),
            () => Ok(()),
        }
    }
}

fn connect(path: &Path, flags: OpenFlags, timeout: u64) -> Result<Connection> {
    let conn =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(|error| {
            match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::CannotOpen) => Error::ReadOnly,
                _ => error.into(),
            }
        })?;
    prepare(&conn, timeout)?;
    Ok(conn)
}

/// Sets what every connection needs. `synchronous` is FULL already: that is what `SQLite` is built with.
fn prepare(conn: &Connection, timeout: u64) -> Result<()> {
    conn.busy_timeout(Duration::from_secs(timeout))?;
    // A held statement keeps its plan: without statistics in the file, to plan anew for each value costs and gains nothing.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF")?;
    Ok(())
}

fn fill(mut conn: Connection, path: &Path, lang: Lang) -> Result<Store> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(SCHEMA)?;
    tx.execute_batch(SEED)?;
    for setting in SETTINGS {
        let default = if setting.name == "language" { lang.code() } else { setting.default };
        tx.execute("INSERT INTO setting (name, value) VALUES (?1, nullif(?2, ''))", (setting.name, default))?;
    }
    tx.commit()?;
    Ok(Store::new(conn, path))
}

fn stamps(conn: &Connection) -> Result<(i64, i64)> {
    let sql = "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version)";
    Ok(conn.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))?)
}

/// Steps a file up to the newest schema in one transaction, after a copy of it is made beside it.
fn step_up(conn: &mut Connection, path: &Path, steps: &[&str]) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have stepped it up while this one waited for the lock.
    let version = stamps(&tx)?.1;
    let from = usize::try_from(version).unwrap_or_default().saturating_sub(1);
    if from >= steps.len() {
        return Ok(());
    }
    copy_beside(path, version)?;
    for step in &steps[from..] {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", newest(steps))?;
    tx.commit()?;
    Ok(())
}

/// The schema after the last step.
fn newest(steps: &[&str]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX - 1) + 1
}

/// A new file for its owner alone.
fn owners(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Copies the file to `NAME.schema-N`, through `SQLite`, while the lock is held elsewhere.
fn copy_beside(path: &Path, version: i64) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".schema-{version}"));
    let source = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let place = Path::new(&name);
    owners(OpenOptions::new().write(true).create(true).truncate(false))
        .open(place)
        .map_err(|error| Error::File(place.to_owned(), error))?;
    let mut target = Connection::open(place)?;
    Backup::new(&source, &mut target)?.run_to_completion(1000, Duration::ZERO, None)?;
    Ok(())
}

#[cfg(test)]
mod tests;
