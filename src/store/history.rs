//! What was recorded when: operations, and the changes of one record.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow};

use super::Store;
use crate::error::Result;
use crate::register::Entity;
use crate::value::Value;

/// One command that changed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its number.
    pub number: i64,
    /// When it was typed.
    pub at: String,
    /// Who typed it.
    pub actor: String,
    /// What was typed.
    pub command: String,
    /// The operation that this one takes back.
    pub undoes: Option<i64>,
    /// The operation that took this one back.
    pub undone_by: Option<i64>,
}

/// One change of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The operation that made it.
    pub operation: Operation,
    /// The register.
    pub register: String,
    /// The record.
    pub code: String,
    /// `created`, `edited` or `removed`.
    pub action: String,
    /// The field, where one was edited.
    pub field: Option<String>,
    /// What it was.
    pub old: Value,
    /// What it became.
    pub new: Value,
}

const OPERATION: &str = "o.number, o.at, o.actor, o.command, o.undoes, o.undone_by";

fn operation_of(row: &SqlRow<'_>) -> rusqlite::Result<Operation> {
    Ok(Operation {
        number: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        command: row.get(3)?,
        undoes: row.get(4)?,
        undone_by: row.get(5)?,
    })
}

impl Store {
    /// Lets history begin here: what a new file was filled with is no operation and cannot be undone.
    pub fn begin_history(&mut self) -> Result<()> {
        Ok(self.conn.execute_batch("BEGIN IMMEDIATE; DELETE FROM change; DELETE FROM operation; COMMIT")?)
    }

    /// The last operations, newest first.
    pub fn operations(&self, limit: usize) -> Result<Vec<Operation>> {
        let sql = format!("SELECT {OPERATION} FROM operation o ORDER BY number DESC LIMIT ?1");
        let mut statement = self.conn.prepare(&sql)?;
        let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], operation_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The changes of one record and of what hangs under it, oldest first.
    pub fn traces(&self, entity: &'static Entity, code: &str) -> Result<Vec<Trace>> {
        let sql = format!(
            "SELECT {OPERATION}, c.register, c.code, c.action, c.field, c.old, c.new \
             FROM change c JOIN operation o ON o.number = c.operation \
             WHERE c.register = ?1 AND (c.code = ?2 OR (c.code >= ?3 AND c.code < ?4)) \
             ORDER BY c.operation, c.sequence"
        );
        let mut statement = self.conn.prepare(&sql)?;
        let mut found = Vec::new();
        // `/` is followed by `0`: the range holds every code that begins with `CODE/`.
        let (low, high) = (format!("{code}/"), format!("{code}0"));
        for register in [entity].into_iter().chain(entity.children()) {
            let rows = statement.query_map((register.name, code, &low, &high), |r| {
                Ok(Trace {
                    operation: operation_of(r)?,
                    register: r.get(6)?,
                    code: r.get(7)?,
                    action: r.get(8)?,
                    field: r.get(9)?,
                    old: Value::from(r.get_ref(10)?),
                    new: Value::from(r.get_ref(11)?),
                })
            })?;
            for row in rows {
                found.push(row?);
            }
        }
        found.sort_by_key(|t| t.operation.number);
        Ok(found)
    }

    /// Whether anything was ever recorded of a code, removed records included.
    pub fn has_traces(&self, entity: &Entity, code: &str) -> Result<bool> {
        let mut statement =
            self.conn.prepare("SELECT 1 FROM change WHERE register = ?1 AND code = ?2 LIMIT 1")?;
        Ok(statement.exists((entity.name, code))?)
    }
}

/// One operation by its number.
pub(super) fn operation(conn: &Connection, number: i64) -> Result<Option<Operation>> {
    let sql = format!("SELECT {OPERATION} FROM operation o WHERE number = ?1");
    Ok(conn.query_row(&sql, [number], operation_of).optional()?)
}

/// The last operation that can be undone, or the last undo that can be redone.
pub(super) fn last(conn: &Connection, undo: bool) -> Result<Option<Operation>> {
    let which = if undo {
        // An undo that was itself taken back, and one that takes back an undo, are not redone.
        "undoes IS NOT NULL AND undone_by IS NULL \
         AND (SELECT undoes FROM operation t WHERE t.number = o.undoes) IS NULL"
    } else {
        "undoes IS NULL AND undone_by IS NULL"
    };
    let sql = format!("SELECT {OPERATION} FROM operation o WHERE {which} ORDER BY number DESC LIMIT 1");
    Ok(conn.query_row(&sql, [], operation_of).optional()?)
}
