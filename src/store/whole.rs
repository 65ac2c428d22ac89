//! What an import may ask and do beyond adding and changing: who changed a field last, and filling a new file whole.

use rusqlite::OptionalExtension;

use super::Door;
use crate::error::Result;
use crate::register::{ALL, Entity, Row};
use crate::value::Value;

impl Door<'_> {
    /// Whether the last standing change of a field came from a person, not from an import.
    pub fn edited_by_hand(&self, entity: &Entity, code: &str, field: &str) -> Result<bool> {
        let sql = "SELECT o.verb FROM change c JOIN operation o ON o.number = c.operation \
                   WHERE c.register = ?1 AND c.code = ?2 AND c.field = ?3 AND c.operation < ?4 \
                   AND o.undoes IS NULL AND o.undone_by IS NULL ORDER BY c.operation DESC LIMIT 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let verb: Option<String> =
            statement.query_row((entity.name, code, field, self.operation()), |r| r.get(0)).optional()?;
        Ok(verb.is_some_and(|verb| verb != "import"))
    }

    /// Whether a field of a record had this value before it was edited.
    pub fn said_before(&self, entity: &Entity, code: &str, field: &str, value: &Value) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE register = ?1 AND code = ?2 AND field = ?3 AND old = ?4)";
        let mut statement = self.conn().prepare_cached(sql)?;
        Ok(statement.query_row((entity.name, code, field, value), |r| r.get(0))?)
    }

    /// Whether a person changed the children of a record since it was made: added, edited or removed one. A child's code
    /// is its parent's, a stroke and its own; `0` is the sign after the stroke.
    pub fn children_by_hand(&self, child: &'static Entity, code: &str) -> Result<bool> {
        let parent = child.parent().map_or("", |parent| parent.name);
        let sql = "SELECT EXISTS (SELECT 1 FROM change c JOIN operation o ON o.number = c.operation \
                   WHERE c.register = ?1 AND c.code > ?2 || '/' AND c.code < ?2 || '0' AND c.operation < ?3 \
                   AND o.verb <> 'import' AND o.undoes IS NULL AND o.undone_by IS NULL \
                   AND NOT EXISTS (SELECT 1 FROM change a WHERE a.register = ?4 AND a.code = ?2 \
                                   AND a.operation = c.operation AND a.action = 'created'))";
        let mut statement = self.conn().prepare_cached(sql)?;
        Ok(statement.query_row((child.name, code, self.operation(), parent), |r| r.get(0))?)
    }

    /// Writes a record as it stands, unchecked but for the schema: it was checked when it was first entered.
    pub fn put(&mut self, row: &Row) -> Result<()> {
        self.insert(row)?;
        self.note_created(row.entity(), &row.code())
    }

    /// A register with a record that refers to one that is not there.
    pub fn dangling(&self) -> Result<Option<&'static Entity>> {
        let sql = "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1";
        let table: Option<String> = self.conn().query_row(sql, [], |r| r.get(0)).optional()?;
        Ok(table.and_then(|name| crate::register::entity(&name)))
    }

    /// Empties these registers of a new file, so that a whole one can take the place of their seeds.
    pub fn empty_registers(&self, which: &dyn Fn(&Entity) -> bool) -> Result<()> {
        for entity in ALL.iter().rev().filter(|entity| which(entity)) {
            self.conn().execute_batch(&format!("DELETE FROM \"{}\"", entity.name))?;
        }
        self.conn().execute_batch("DELETE FROM counter")?;
        Ok(())
    }

    /// Sets a counter of codes.
    pub fn set_counter(&self, name: &str, next: i64) -> Result<()> {
        let sql = "INSERT INTO counter (name, next) VALUES (?1, ?2)";
        self.conn().prepare_cached(sql)?.execute((name, next))?;
        Ok(())
    }
}
