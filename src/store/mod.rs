//! The file: opening it safely, the one door for writes, history and undo, streaming reads. Knows no terminal.

mod attach;
mod called;
mod checked;
mod codes;
mod decisions;
mod door;
mod facts;
mod find;
mod functions;
mod history;
mod instrument;
mod join;
mod list;
mod mandates;
mod merge;
mod open;
mod plan;
mod record;
mod references;
mod refusal;
mod resolve;
mod settled;
mod sop;
mod sound;
mod succeed;
mod travel;
mod undo;
mod whole;
mod written;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

pub use rusqlite::Connection;

pub use called::{former_names, merges, names, names_in, names_on};
pub use checked::checked;
pub use door::{Change, Door, Entry};
pub use facts::{FACTS, facts};
pub use find::{find, near};
pub use functions::calendar;
pub use history::{Operation, Trace};
pub use instrument::{Wording, instrument, instrument_from, instrument_on};
pub use list::{Filter, List, Listed, Test};
pub(crate) use list::{cell, cells};
pub use merge::{Naming, namings};
pub use open::{APPLICATION_ID, SCHEMA, SCHEMA_VERSION};
pub use plan::{Activity, outlined, overspent};
pub use record::{Record, of_register, read_row};
pub use resolve::{resolve, resolve_value};
pub use sop::{in_force, newer_version, sop, sop_from, sop_on, sops, walking};
pub use sound::Dangling;
pub use succeed::{Handover, Heir, Moved};
pub use travel::{Papers, Travel, Traveller};

use crate::error::{Error, Result};
use crate::register::Settings;

/// An open sinergi file.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    settings: OnceCell<Settings>,
}

impl Store {
    fn new(conn: Connection, path: &Path) -> Self {
        Self { conn, path: path.to_owned(), settings: OnceCell::new() }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The connection, for reports that write their own SQL. Writes go through [`Store::write`] alone.
    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    /// The settings, read on first use.
    pub fn settings(&self) -> Result<&Settings> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings);
        }
        let mut statement = self.conn.prepare("SELECT name, value FROM setting WHERE value IS NOT NULL")?;
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let settings = Settings::new(rows.collect::<Result<_, _>>()?);
        Ok(self.settings.get_or_init(|| settings))
    }

    /// The counters of codes: name and next number.
    pub fn counters(&self) -> Result<Vec<(String, i64)>> {
        let mut statement = self.conn.prepare("SELECT name, next FROM counter ORDER BY name")?;
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many records a register has.
    pub fn count(&self, table: &'static str) -> Result<i64> {
        Ok(self.conn.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |r| r.get(0))?)
    }

    /// Names the file in errors that come from `SQLite` without it.
    fn name_file(&self, error: Error) -> Error {
        match error {
            Error::Damaged(_) => Error::Damaged(self.path.clone()),
            Error::NotOurs(_) => Error::NotOurs(self.path.clone()),
            other => other,
        }
    }
}
