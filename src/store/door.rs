//! The one door for writes: every change goes through here, in one transaction per command, and leaves its history.

use std::collections::HashMap;

use rusqlite::{Connection, Statement, TransactionBehavior, params_from_iter};

use super::checked::{checked, refuse_discord};
use super::codes::{Counters, initials_counter, position_counter};
use super::merge::refuse_half_merge;
use super::record::{Record, read_record};
use super::references::{refuse_circle, users};
use super::refusal::{out_of_bounds, refuse_gaps};
use super::settled::refuse_settled;
use super::{Store, find};
use crate::error::{Error, Result};
use crate::register::{Entity, Key, Row, Settings};
use crate::value::Value;

/// Who writes, when, and by which command.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When, with the zone: `2025-01-15T10:41:00+07:00`.
    pub at: String,
    /// The year of that day, which new codes carry.
    pub year: i16,
    /// Who.
    pub actor: String,
    /// The words of the command: `agreement edit`, `import`.
    pub verb: String,
    /// The command, as it was typed.
    pub command: String,
}

/// What a command did to one record, for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new record: register and code.
    Created(&'static str, String),
    /// A changed field: register, code, field, old, new.
    Edited(&'static str, String, &'static str, Value, Value),
    /// A removed record: register and code.
    Removed(&'static str, String),
}

impl Store {
    /// Runs one command's changes in one transaction; nothing of it stays when `work` fails or `dry_run` is set.
    pub fn write<T>(
        &mut self,
        entry: &Entry,
        dry_run: bool,
        work: impl FnOnce(&mut Door<'_>) -> Result<T>,
    ) -> Result<(T, Vec<Change>)> {
        let settings = self.settings()?.clone();
        let path = self.path.clone();
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // A new parent may come after its child in a file; the order is settled when the transaction ends.
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let mut door = Door::new(&tx, entry, settings)?;
        let done = work(&mut door)?;
        door.forget_nothing_done()?;
        door.counters.save(&tx)?;
        let changes = std::mem::take(&mut door.changes);
        drop(door);
        if dry_run {
            tx.rollback()?;
        } else {
            tx.commit().map_err(|e| match Error::from(e) {
                Error::Damaged(_) => Error::Damaged(path),
                other => other,
            })?;
        }
        Ok((done, changes))
    }
}

/// A transaction of one command.
pub struct Door<'c> {
    pub(super) conn: &'c Connection,
    pub(super) entry: &'c Entry,
    settings: Settings,
    /// The operation's number; the row is written with the first change.
    pub(super) operation: i64,
    pub(super) begun: bool,
    pub(super) undoes: Option<i64>,
    pub(super) sequence: i64,
    pub(super) inserts: HashMap<&'static str, Statement<'c>>,
    pub(super) history: Option<Statement<'c>>,
    pub(super) counters: Counters,
    pub(super) changes: Vec<Change>,
    pub(super) quiet: bool,
    /// Whether a record was taken out again.
    withdrew: bool,
}

impl<'c> Door<'c> {
    fn new(conn: &'c Connection, entry: &'c Entry, settings: Settings) -> Result<Self> {
        let operation =
            conn.query_row("SELECT coalesce(max(number), 0) + 1 FROM operation", [], |r| r.get(0))?;
        Ok(Self {
            conn,
            entry,
            settings,
            operation,
            begun: false,
            undoes: None,
            sequence: 0,
            inserts: HashMap::new(),
            history: None,
            counters: Counters::default(),
            changes: Vec::new(),
            quiet: false,
            withdrew: false,
        })
    }

    /// The transaction's connection, for reading.
    pub fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// Who writes.
    pub fn actor(&self) -> &str {
        &self.entry.actor
    }

    /// The settings of the file.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The number that the operation has or would have.
    pub fn operation(&self) -> i64 {
        self.operation
    }

    /// Stops keeping the list of changes for the caller: an import of a million rows needs no list.
    pub fn keep_no_list(&mut self) {
        self.quiet = true;
    }

    /// Adds a record: checks it, makes its code where none was given, writes it. Returns its code.
    pub fn add(&mut self, row: &mut Row) -> Result<String> {
        self.check(row, None)?;
        self.counters.settle(self.conn, row, self.entry.year)?;
        refuse_gaps(row)?;
        self.insert(row)?;
        let code = row.code();
        self.note_created(row.entity(), &code)?;
        Ok(code)
    }

    /// Adds a child together with its new parent, whose history row stands for both.
    pub fn add_within(&mut self, row: &mut Row) -> Result<()> {
        self.check(row, None)?;
        self.counters.settle(self.conn, row, self.entry.year)?;
        refuse_gaps(row)?;
        self.insert(row)
    }

    /// Changes fields of a record; returns how many differed.
    pub fn edit(
        &mut self,
        entity: &'static Entity,
        code: &str,
        fields: &[(&'static str, Value)],
    ) -> Result<usize> {
        let before = self.whole(entity, code)?.row;
        let mut after = before.clone();
        for (name, value) in fields {
            after.set(name, value.clone());
        }
        refuse_settled(self.conn, Some(&before), Some(&after))?;
        refuse_half_merge(self.conn, &before, &after)?;
        self.check(&mut after, Some(&before))?;
        refuse_gaps(&after)?;
        self.replace(&before, &after)
    }

    /// Removes a record and what hangs under it; refused while other records refer to it.
    pub fn remove(&mut self, entity: &'static Entity, code: &str) -> Result<()> {
        let record = self.whole(entity, code)?;
        refuse_settled(self.conn, Some(&record.row), None)?;
        let users = users(self.conn, entity, code)?;
        if !users.is_empty() {
            return Err(Error::InUse { register: entity.noun(), code: code.to_owned(), users });
        }
        self.erase(&record)
    }

    /// Takes a record that this operation added out again, as if it had never been.
    pub fn withdraw(&mut self, entity: &'static Entity, code: &str) -> Result<()> {
        self.withdrew = true;
        self.delete(&self.whole(entity, code)?)?;
        let sql = "DELETE FROM change WHERE register = ?1 AND code = ?2 AND operation = ?3";
        self.conn.prepare_cached(sql)?.execute((entity.name, code, self.operation))?;
        Ok(())
    }

    /// Does several changes whole or not at all: where one is refused, what the others wrote is gone, and the rest of the
    /// transaction stands.
    pub fn whole_or_not<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let (begun, sequence, told) = (self.begun, self.sequence, self.changes.len());
        self.conn.execute_batch("SAVEPOINT whole")?;
        let done = work(self);
        if done.is_err() {
            self.conn.execute_batch("ROLLBACK TO whole")?;
            (self.begun, self.sequence) = (begun, sequence);
            self.changes.truncate(told);
        }
        self.conn.execute_batch("RELEASE whole")?;
        done
    }

    /// An operation of which nothing is left is none: there would be nothing to take back.
    fn forget_nothing_done(&self) -> Result<()> {
        if self.withdrew {
            let sql = "DELETE FROM operation WHERE number = ?1 \
                       AND NOT EXISTS (SELECT 1 FROM change WHERE operation = ?1)";
            self.conn.execute(sql, [self.operation])?;
        }
        Ok(())
    }

    /// Makes the links of a record in one child register exactly these.
    pub fn set_links(&mut self, child: &'static Entity, parent: &str, mut wanted: Vec<Row>) -> Result<()> {
        for row in &mut wanted {
            row.set_at(0, parent.into());
        }
        let [above, own] = child.key_fields() else { return Ok(()) };
        let sql = format!("SELECT \"{}\" FROM \"{}\" WHERE \"{}\" = ?1", own.name, child.name, above.name);
        let mut statement = self.conn.prepare(&sql)?;
        let there: Vec<String> = statement
            .query_map([parent], |r| Ok(format!("{parent}/{}", r.get::<_, String>(0)?)))?
            .collect::<Result<_, _>>()?;
        for code in there.iter().filter(|code| wanted.iter().all(|row| row.code() != **code)) {
            self.remove(child, code)?;
        }
        for mut row in wanted {
            if !there.contains(&row.code()) {
                self.add(&mut row)?;
            }
        }
        Ok(())
    }

    /// Writes the difference between two states of a record, a history row a field.
    pub(super) fn replace(&mut self, before: &Row, after: &Row) -> Result<usize> {
        let entity = before.entity();
        let code = before.code();
        let differing: Vec<_> = before
            .pairs()
            .zip(after.values())
            .filter(|((_, old), new)| old != new)
            .map(|((field, old), new)| (field, old.clone(), new.clone()))
            .collect();
        if differing.is_empty() {
            return Ok(0);
        }
        refuse_settled(self.conn, Some(before), Some(after))?;
        refuse_discord(self.conn, &self.settings, before, Some(after))?;
        let key = entity.key.width();
        let sets: Vec<_> = differing
            .iter()
            .enumerate()
            .map(|(at, (field, ..))| format!("\"{}\" = ?{}", field.name, at + key + 1))
            .collect();
        let sql = format!("UPDATE \"{}\" SET {} WHERE {}", entity.name, sets.join(", "), entity.key_test());
        let values =
            entity.key_values(&code).into_iter().chain(differing.iter().map(|(_, _, new)| new.clone()));
        let done = self.conn.prepare_cached(&sql)?.execute(params_from_iter(values));
        done.map_err(|error| out_of_bounds(after, &error).unwrap_or_else(|| error.into()))?;
        for (field, old, new) in &differing {
            self.note(entity, &code, "edited", Some(field.name), old, new)?;
            self.tell(Change::Edited(entity.name, code.clone(), field.name, old.clone(), new.clone()));
        }
        Ok(differing.len())
    }

    /// Deletes a record with its children and keeps them whole in history.
    pub(super) fn erase(&mut self, record: &Record) -> Result<()> {
        let entity = record.row.entity();
        let code = record.row.code();
        refuse_settled(self.conn, Some(&record.row), None)?;
        refuse_discord(self.conn, &self.settings, &record.row, None)?;
        self.delete(record)?;
        if entity.key == Key::Initials {
            let (name, number) = initials_counter(entity, &code);
            self.counters.pass(self.conn, &name, number)?;
        }
        if let (Key::Position, Some(parent), Some(position)) =
            (entity.key, record.row.values()[0].text(), record.row.values()[1].int())
        {
            self.counters.pass(self.conn, &position_counter(entity, parent), position)?;
        }
        self.note(entity, &code, "removed", None, &Value::Text(record.to_json()), &Value::Null)?;
        self.tell(Change::Removed(entity.name, code));
        Ok(())
    }

    fn delete(&self, record: &Record) -> Result<()> {
        for row in record.children.iter().chain([&record.row]) {
            let sql = format!("DELETE FROM \"{}\" WHERE {}", row.entity().name, row.entity().key_test());
            let key = row.entity().key_values(&row.code());
            self.conn.prepare_cached(&sql)?.execute(params_from_iter(key))?;
        }
        Ok(())
    }

    /// Writes a record back as it was, with its children.
    pub(super) fn restore(&mut self, record: &Record) -> Result<()> {
        for row in [&record.row].into_iter().chain(&record.children) {
            refuse_settled(self.conn, None, Some(row))?;
            self.insert(row)?;
        }
        self.note_created(record.row.entity(), &record.row.code())
    }

    /// Makes this operation the one that takes back another.
    pub(super) fn undoes(&mut self, number: i64) {
        self.undoes = Some(number);
    }

    /// Reads a record with its children; an unknown code is an error.
    pub(super) fn whole(&self, entity: &'static Entity, code: &str) -> Result<Record> {
        match read_record(self.conn, entity, code)? {
            Some(record) => Ok(record),
            None => Err(Error::Refused(String::new(), find::unknown(self.conn, entity, code)?)),
        }
    }

    fn check(&self, row: &mut Row, before: Option<&Row>) -> Result<()> {
        if before.is_none() {
            refuse_settled(self.conn, None, Some(row))?;
        }
        checked(self.conn, &self.settings, row, before)?
            .map_err(|(field, fault)| Error::Refused(format!("`{field}`"), fault))?;
        refuse_circle(self.conn, row, before)
    }
}
