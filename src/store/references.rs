//! Which records refer to a record: by a foreign key, or as an actor written `department/DLH`.

use rusqlite::Connection;

use crate::error::Result;
use crate::lang::Noun;
use crate::register::{self, Entity};
use crate::value::Kind;

/// Who refers to a record, register by register, with the command that lists them; its own children do not count.
pub(super) fn users(conn: &Connection, entity: &Entity, code: &str) -> Result<Vec<(Noun, i64, String)>> {
    let mut found: Vec<(Noun, i64, String)> = Vec::new();
    for other in register::ALL.iter().copied() {
        let own_child = other.parent().is_some_and(|p| p.name == entity.name);
        for (at, field) in other.stored().enumerate() {
            let target = match field.kind {
                Kind::Reference(name) if name == entity.name && !(own_child && at == 0) => code.to_owned(),
                Kind::Actor if matches!(entity.name, "department" | "partner") => {
                    format!("{}/{code}", entity.name)
                }
                _ => continue,
            };
            let sql = format!("SELECT count(*) FROM \"{}\" WHERE \"{}\" = ?1", other.name, field.name);
            let count: i64 = conn.prepare_cached(&sql)?.query_row([&target], |r| r.get(0))?;
            match found.iter_mut().find(|(noun, ..)| noun.name == other.name) {
                Some((_, sum, _)) => *sum += count,
                None if count > 0 => found.push((other.noun(), count, listing(other, field.name, code))),
                None => {}
            }
        }
    }
    Ok(found)
}

/// The command that lists those that refer to a record by a field: of a child that is a flag of its parent, the parents.
fn listing(entity: &'static Entity, field: &str, code: &str) -> String {
    match (entity.flag, entity.parent()) {
        (Some((flag, link)), Some(parent)) if link == field => {
            format!("{} list --{flag} {code}", parent.command())
        }
        _ => format!("{} list --{} {code}", entity.command(), field.replace('_', "-")),
    }
}
