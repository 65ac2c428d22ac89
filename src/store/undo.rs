//! Taking an operation back: its changes in reverse, as an operation of its own, refused while later ones rest on it.

use rusqlite::Connection;

use super::door::{Change, Door, Entry};
use super::history::{Operation, last, operation};
use super::record::{Record, read_record};
use super::references::users;
use super::{Store, read_row};
use crate::error::{Error, Result};
use crate::register::{self, Entity};
use crate::value::{Kind, Value};

/// One step of an operation, as history keeps it.
struct Step {
    entity: &'static Entity,
    code: String,
    action: String,
    field: Option<String>,
    old: Value,
}

impl Store {
    /// Takes back operation `number`, or the last one that is neither undone nor an undo.
    pub fn undo(
        &mut self,
        number: Option<i64>,
        entry: &Entry,
        dry_run: bool,
    ) -> Result<(Operation, Vec<Change>)> {
        self.write(entry, dry_run, |door| {
            let conn = door.conn();
            let target = match number {
                Some(number) => operation(conn, number)?.ok_or_else(|| no_such(number))?,
                None => last(conn, false)?.ok_or_else(nothing_to_undo)?,
            };
            if target.undoes.is_some() {
                return Err(Error::usage(
                    format!("operasi #{} adalah pembatalan", target.number),
                    format!("operation #{} is an undo", target.number),
                )
                .with_hint("pakai: sinergi redo", "use: sinergi redo"));
            }
            if let Some(by) = target.undone_by {
                return Err(Error::usage(
                    format!("operasi #{} sudah dibatalkan oleh #{by}", target.number),
                    format!("operation #{} was undone already, by #{by}", target.number),
                ));
            }
            reverse(door, &target)?;
            Ok(target)
        })
    }

    /// Takes back the last undo.
    pub fn redo(&mut self, entry: &Entry, dry_run: bool) -> Result<(Operation, Vec<Change>)> {
        self.write(entry, dry_run, |door| {
            let target = last(door.conn(), true)?.ok_or_else(|| {
                Error::usage("tidak ada pembatalan yang dapat diulang", "there is no undo to take back")
            })?;
            reverse(door, &target)?;
            let original = target.undoes.unwrap_or_default();
            door.conn().execute("UPDATE operation SET undone_by = NULL WHERE number = ?1", [original])?;
            operation(door.conn(), original)?.ok_or_else(|| no_such(original))
        })
    }
}

fn no_such(number: i64) -> Error {
    Error::usage(format!("operasi #{number} tidak ada"), format!("there is no operation #{number}"))
        .with_hint("lihat daftarnya: sinergi history", "see them all: sinergi history")
}

fn nothing_to_undo() -> Error {
    Error::usage("tidak ada operasi yang dapat dibatalkan", "there is no operation to undo")
}

fn reverse(door: &mut Door<'_>, target: &Operation) -> Result<()> {
    let conn = door.conn();
    let resting = rest_on(conn, target.number)?;
    if !resting.is_empty() {
        return Err(Error::RestedOn { number: target.number, later: resting });
    }
    door.undoes(target.number);
    let steps = steps(conn, target.number)?;
    if steps.len() > 1000 {
        door.keep_no_list();
    }
    let mut steps = steps.into_iter().peekable();
    while let Some(step) = steps.next() {
        match (step.action.as_str(), &step.field) {
            ("created", _) => {
                if let Some(record) = read_record(conn, step.entity, &step.code)? {
                    door.erase(&record)?;
                }
            }
            ("removed", _) => {
                let text = step.old.text().unwrap_or_default();
                if let Some(record) = Record::from_json(step.entity, text) {
                    door.restore(&record)?;
                }
            }
            (_, Some(field)) => {
                if let Some(before) = read_row(conn, step.entity, &step.code)? {
                    let mut after = before.clone();
                    after.set(field, step.old);
                    // The fields of one edit go back together: half of them may contradict the others.
                    let same = |next: &Step| {
                        next.action == "edited"
                            && next.code == step.code
                            && next.entity.name == step.entity.name
                    };
                    while let Some(next) = steps.next_if(same) {
                        if let Some(field) = &next.field {
                            after.set(field, next.old);
                        }
                    }
                    door.replace(&before, &after)?;
                }
            }
            _ => {}
        }
    }
    refuse_dangling(conn, target.number)?;
    conn.execute("UPDATE operation SET undone_by = ?1 WHERE number = ?2", [door.operation(), target.number])?;
    Ok(())
}

/// An operation's steps, last first.
fn steps(conn: &Connection, number: i64) -> Result<Vec<Step>> {
    let sql =
        "SELECT register, code, action, field, old FROM change WHERE operation = ?1 ORDER BY sequence DESC";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([number])?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        let register: String = row.get(0)?;
        // A register that this program does not know belongs to a newer schema, which open refuses.
        let Some(entity) = register::entity(&register) else { continue };
        steps.push(Step {
            entity,
            code: row.get(1)?,
            action: row.get(2)?,
            field: row.get(3)?,
            old: Value::from(row.get_ref(4)?),
        });
    }
    Ok(steps)
}

/// Later operations, still standing, that changed a record which this one changed, or hung one under it.
fn rest_on(conn: &Connection, number: i64) -> Result<Vec<i64>> {
    let standing = "o.undoes IS NULL AND o.undone_by IS NULL AND o.number > ?1";
    let sql = format!(
        "SELECT DISTINCT o.number FROM change c JOIN operation o ON o.number = c.operation \
         WHERE {standing} AND EXISTS (SELECT 1 FROM change m \
           WHERE m.operation = ?1 AND m.register = c.register AND m.code = c.code) \
         UNION \
         SELECT DISTINCT o.number FROM change c JOIN operation o ON o.number = c.operation \
         WHERE {standing} AND instr(c.code, '/') AND EXISTS (SELECT 1 FROM change m \
           WHERE m.operation = ?1 AND m.action <> 'edited' AND m.code = substr(c.code, 1, instr(c.code, '/') - 1)) \
         ORDER BY 1"
    );
    let later: i64 = conn.query_row(
        "SELECT count(*) FROM operation o WHERE o.undoes IS NULL AND o.undone_by IS NULL AND o.number > ?1",
        [number],
        |r| r.get(0),
    )?;
    let mut found: Vec<i64> = Vec::new();
    if later > 0 {
        let mut statement = conn.prepare(&sql)?;
        found = statement.query_map([number], |r| r.get(0))?.collect::<Result<_, _>>()?;
        for other in referring(conn, number)? {
            if !found.contains(&other) {
                found.push(other);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Later operations whose records refer to a record that this operation created.
fn referring(conn: &Connection, number: i64) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for entity in register::ALL.iter().copied() {
        let code = match entity.key.width() {
            1 => format!("t.\"{}\"", entity.fields[0].name),
            _ => format!("t.\"{}\" || '/' || t.\"{}\"", entity.fields[0].name, entity.fields[1].name),
        };
        for (at, field) in entity.stored().enumerate() {
            let (register, target) = match field.kind {
                Kind::Reference(name) => (format!("= '{name}'"), "m.code".to_owned()),
                Kind::Path if at >= entity.key.width() => {
                    (format!("= '{}'", entity.name), "m.code".to_owned())
                }
                Kind::Actor => {
                    ("IN ('department', 'partner')".to_owned(), "m.register || '/' || m.code".to_owned())
                }
                Kind::Record => ("IS NOT NULL".to_owned(), "m.register || '/' || m.code".to_owned()),
                _ => continue,
            };
            // A child that was made with its parent has no row of its own: the parent's stands for it.
            let above = entity.parent().map_or_else(String::new, |parent| {
                format!(" OR (c.register = '{}' AND c.code = t.\"{}\")", parent.name, entity.fields[0].name)
            });
            let sql = format!(
                "SELECT DISTINCT o.number FROM change m JOIN \"{0}\" t ON t.\"{1}\" = {target} \
                 JOIN change c ON (c.register = '{0}' AND c.code = {code}){above} \
                 JOIN operation o ON o.number = c.operation \
                 WHERE m.operation = ?1 AND m.action = 'created' AND m.register {register} \
                   AND o.number > ?1 AND o.undoes IS NULL AND o.undone_by IS NULL",
                entity.name, field.name
            );
            let mut statement = conn.prepare(&sql)?;
            for row in statement.query_map([number], |r| r.get::<_, i64>(0))? {
                found.push(row?);
            }
        }
    }
    Ok(found)
}

/// A record that the reversal removed must not be referred to by one that stays, and one that it brought back must not
/// refer to one that a later operation removed.
fn refuse_dangling(conn: &Connection, number: i64) -> Result<()> {
    let mut statement = conn.prepare("SELECT 1 FROM pragma_foreign_key_check LIMIT 1")?;
    if !statement.exists([])? {
        return Ok(());
    }
    let later = removals_of_missing(conn, number)?;
    if !later.is_empty() {
        return Err(Error::RestedOn { number, later });
    }
    let sql = "SELECT register, code FROM change WHERE operation = ?1 AND action = 'created'";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([number])?;
    while let Some(row) = rows.next()? {
        let (register, code): (String, String) = (row.get(0)?, row.get(1)?);
        if let Some(entity) = register::entity(&register) {
            let users = users(conn, entity, &code)?;
            if !users.is_empty() {
                return Err(Error::InUse { register: entity.noun(), code, users });
            }
        }
    }
    Ok(())
}

/// The later operations that removed what some record now refers to in vain.
fn removals_of_missing(conn: &Connection, number: i64) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for entity in register::ALL.iter().copied() {
        for field in entity.stored() {
            let Kind::Reference(target) = field.kind else { continue };
            let Some(key) = register::entity(target).map(|e| e.fields[0].name) else { continue };
            let sql = format!(
                "SELECT DISTINCT c.operation FROM \"{0}\" t JOIN change c ON c.register = '{target}' AND c.code = t.\"{1}\" \
                 WHERE c.action = 'removed' AND c.operation > ?1 \
                   AND NOT EXISTS (SELECT 1 FROM \"{target}\" r WHERE r.\"{key}\" = t.\"{1}\")",
                entity.name, field.name
            );
            let mut statement = conn.prepare(&sql)?;
            for row in statement.query_map([number], |r| r.get::<_, i64>(0))? {
                found.push(row?);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
