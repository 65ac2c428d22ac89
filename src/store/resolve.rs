//! References as people type them, in the fields of a row: codes, actors, records.

use rusqlite::Connection;

use super::called::merged;
use super::find::{exact, find, matching, spellings};
use crate::error::{Fault, Result};
use crate::register::{self, Entity, Row, entity as register_of};
use crate::value::{Kind, Value};

/// Replaces references and actors of a row, as typed, by the codes of the records they mean. Gives back those that mean
/// none.
pub fn resolve(conn: &Connection, row: &mut Row) -> Result<Vec<(&'static str, Fault)>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (at, (field, value)) in row.pairs().enumerate() {
        let Some(text) = value.text() else { continue };
        match resolve_value(conn, field.kind, text)? {
            Ok(Some(code)) => found.push((at, Value::Text(code))),
            Ok(None) => {}
            Err(fault) => faults.push((field.name, fault)),
        }
    }
    for (at, value) in found {
        row.set_at(at, value);
    }
    Ok(faults)
}

/// The stored form of a reference or actor as typed; `None` where the kind is neither.
pub fn resolve_value(conn: &Connection, kind: Kind, text: &str) -> Result<Result<Option<String>, Fault>> {
    Ok(match kind {
        Kind::Reference(name) => match register_of(name) {
            // What is recorded of one that was merged goes to the one that stayed.
            Some(entity) => match find(conn, entity, text)? {
                Ok(code) => Ok(Some(merged(conn, entity, code)?)),
                Err(fault) => Err(fault),
            },
            None => Ok(None),
        },
        Kind::Actor => actor(conn, text)?.map(Some),
        Kind::Record => record(conn, text)?.map(Some),
        _ => Ok(None),
    })
}

/// An actor: `department/DLH` or `partner/BPJS-KES` where the text means one of these, else the text itself. One that
/// names the register must be there.
fn actor(conn: &Connection, text: &str) -> Result<Result<String, Fault>> {
    let registers = ["department", "partner"];
    if let Some((name, rest)) = text.split_once('/')
        && registers.contains(&name)
        && let Some(entity) = register_of(name)
    {
        return Ok(find(conn, entity, rest)?.map(|code| format!("{name}/{code}")));
    }
    for name in registers {
        let Some(entity) = register_of(name) else { continue };
        if let Ok(code) = find_quietly(conn, entity, text)? {
            let code = merged(conn, entity, code)?;
            return Ok(Ok(format!("{name}/{code}")));
        }
    }
    Ok(Ok(text.to_owned()))
}

/// Any record: `solution/K-0001/1`, as it is kept, or its code alone where that says which register it stands in.
fn record(conn: &Connection, text: &str) -> Result<Result<String, Fault>> {
    let text = text.trim();
    if let Some((name, rest)) = text.split_once('/')
        && let Some(entity) = register::named(name)
    {
        return Ok(find(conn, entity, rest)?.map(|code| format!("{}/{code}", entity.name)));
    }
    if let Some(entity) = register::speaking_for_itself(text) {
        return Ok(find(conn, entity, text)?.map(|code| format!("{}/{code}", entity.name)));
    }
    Ok(Err(Fault::Contradiction(
        format!(
            "tidak ada catatan `{text}`; tulis kodenya, atau REGISTER/KODE seperti decision/KS-2025-0001/1"
        ),
        format!(
            "there is no record `{text}`; write its code, or REGISTER/CODE such as decision/KS-2025-0001/1"
        ),
    )))
}

/// As [`find`], without looking for the nearest where there is none.
fn find_quietly(conn: &Connection, entity: &'static Entity, text: &str) -> Result<Result<String, ()>> {
    for code in spellings(entity, text.trim()) {
        if let Some(code) = exact(conn, entity, &code)? {
            return Ok(Ok(code));
        }
    }
    let mut found = matching(conn, entity, "name", text.trim())?;
    Ok(if found.len() == 1 { Ok(found.swap_remove(0).0) } else { Err(()) })
}
