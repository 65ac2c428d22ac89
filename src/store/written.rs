//! What the door puts down: a row, and the line of history that tells of it.

use rusqlite::params_from_iter;

use super::refusal::{is_taken, out_of_bounds};
use super::{Change, Door};
use crate::error::{Error, Result};
use crate::register::{Entity, Row};
use crate::value::Value;

impl Door<'_> {
    pub(super) fn insert(&mut self, row: &Row) -> Result<()> {
        let entity = row.entity();
        if !self.inserts.contains_key(entity.name) {
            let width = row.values().len();
            let marks = (1..=width).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
            let sql = format!("INSERT INTO \"{}\" ({}) VALUES ({marks})", entity.name, entity.columns());
            self.inserts.insert(entity.name, self.conn.prepare(&sql)?);
        }
        let Some(statement) = self.inserts.get_mut(entity.name) else { return Ok(()) };
        let done = statement.execute(params_from_iter(row.values()));
        match done {
            Err(error) if is_taken(&error) => Err(Error::usage(
                format!("{} `{}` sudah ada", entity.noun().spoken(crate::Lang::Id), row.code()),
                format!("{} `{}` exists already", entity.noun().spoken(crate::Lang::En), row.code()),
            )
            .with_hint(
                format!("ubah yang ada: sinergi {} edit {}", entity.command(), row.code()),
                format!("change that one: sinergi {} edit {}", entity.command(), row.code()),
            )),
            Err(error) => Err(out_of_bounds(row, &error).unwrap_or_else(|| error.into())),
            Ok(_) => Ok(()),
        }
    }

    pub(super) fn note_created(&mut self, entity: &'static Entity, code: &str) -> Result<()> {
        self.note(entity, code, "created", None, &Value::Null, &Value::Null)?;
        if !self.quiet {
            self.tell(Change::Created(entity.name, code.to_owned()));
        }
        Ok(())
    }

    pub(super) fn tell(&mut self, change: Change) {
        if !self.quiet {
            self.changes.push(change);
        }
    }

    pub(super) fn note(
        &mut self,
        entity: &Entity,
        code: &str,
        action: &str,
        field: Option<&str>,
        old: &Value,
        new: &Value,
    ) -> Result<()> {
        if !self.begun {
            self.begun = true;
            self.conn.execute(
                "INSERT INTO operation (number, at, actor, verb, command, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (
                    self.operation,
                    &self.entry.at,
                    &self.entry.actor,
                    &self.entry.verb,
                    &self.entry.command,
                    self.undoes,
                ),
            )?;
        }
        if self.history.is_none() {
            let sql = "INSERT INTO change (register, code, operation, sequence, action, field, old, new) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            self.history = Some(self.conn.prepare(sql)?);
        }
        self.sequence += 1;
        if let Some(statement) = &mut self.history {
            statement.execute((entity.name, code, self.operation, self.sequence, action, field, old, new))?;
        }
        Ok(())
    }
}
