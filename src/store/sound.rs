//! Whether the file is sound: its pages, its references, its shape, and what names records without a foreign key.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::open::SCHEMA;
use super::{Store, read_row};
use crate::error::Result;
use crate::register::{self, Entity, Field};
use crate::value::Kind;

/// A record that names another which is not there.
#[derive(Clone, Debug)]
pub struct Dangling {
    /// The register of the record.
    pub register: &'static str,
    /// Its code.
    pub code: String,
    /// The field that names the other.
    pub field: &'static Field,
    /// What it names.
    pub target: String,
}

impl Store {
    /// What is wrong with the pages and values of the file, in the words of `SQLite`; nothing where it is sound.
    pub fn unsound(&self) -> Result<Vec<String>> {
        let mut statement = self.conn().prepare("PRAGMA quick_check(100)")?;
        let found =
            statement.query_map([], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Rows whose foreign key names nothing: the table, how many, and the table they name.
    pub fn broken_keys(&self) -> Result<Vec<(String, i64, String)>> {
        let sql =
            "SELECT \"table\", count(*), parent FROM pragma_foreign_key_check GROUP BY 1, 3 ORDER BY 1, 3";
        let mut statement = self.conn().prepare(sql)?;
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Tables, columns and indexes that the file lacks, and those that it has besides, by name.
    pub fn misshapen(&self) -> Result<(Vec<String>, Vec<String>)> {
        let whole = Connection::open_in_memory()?;
        whole.execute_batch(SCHEMA)?;
        let (wanted, there) = (shape(&whole)?, shape(self.conn())?);
        let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect();
        Ok((only(&wanted, &there), only(&there, &wanted)))
    }

    /// Hands every record to `take` that names another by text which is not there.
    pub fn dangling(&self, take: &mut dyn FnMut(&Dangling) -> Result<()>) -> Result<()> {
        for entity in register::ALL.iter().copied() {
            for (at, field) in entity.stored().enumerate() {
                // Beside the key a path names a record of its own register.
                let own = field.kind == Kind::Path && at >= entity.key.width();
                if own || matches!(field.kind, Kind::Actor | Kind::Record) {
                    self.dangling_in(entity, field, take)?;
                }
            }
        }
        Ok(())
    }

    fn dangling_in(
        &self,
        entity: &'static Entity,
        field: &'static Field,
        take: &mut dyn FnMut(&Dangling) -> Result<()>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT DISTINCT \"{0}\" FROM \"{1}\" WHERE \"{0}\" IS NOT NULL ORDER BY 1",
            field.name, entity.name
        );
        let mut statement = self.conn().prepare(&sql)?;
        let key = entity
            .key_fields()
            .iter()
            .map(|f| format!("\"{}\"", f.name))
            .collect::<Vec<_>>()
            .join(" || '/' || ");
        let sql = format!("SELECT {key} FROM \"{}\" WHERE \"{}\" = ?1 ORDER BY 1", entity.name, field.name);
        let mut naming = self.conn().prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let target = row.get_ref(0)?.as_str().unwrap_or_default();
            if self.is_there(entity, field, target)? {
                continue;
            }
            for code in naming.query_map([target], |r| r.get(0))? {
                take(&Dangling { register: entity.name, code: code?, field, target: target.to_owned() })?;
            }
        }
        Ok(())
    }

    fn is_there(&self, entity: &'static Entity, field: &Field, target: &str) -> Result<bool> {
        let named = target.split_once('/').and_then(|(name, code)| Some((register::entity(name)?, code)));
        let (register, code) = match (field.kind, named) {
            (Kind::Path, _) => (entity, target),
            (Kind::Actor, Some((register, code))) if matches!(register.name, "department" | "partner") => {
                (register, code)
            }
            // Who is only written down is nobody's record.
            (Kind::Actor, _) => return Ok(true),
            (_, Some((register, code))) => (register, code),
            (_, None) => return Ok(false),
        };
        Ok(read_row(self.conn(), register, code)?.is_some())
    }
}

/// Tables, columns and indexes by name.
fn shape(conn: &Connection) -> Result<BTreeSet<String>> {
    let sql = "SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' \
               UNION ALL SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
