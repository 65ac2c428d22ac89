//! Which records refer to a record: by a foreign key, or as an actor written `department/DLH`.

use rusqlite::Connection;

use crate::error::Result;
use crate::lang::Noun;
use crate::register::{self, Entity};
use crate::value::Kind;

/// Who refers to a record, register by register; its own children do not count.
pub(super) fn users(conn: &Connection, entity: &Entity, code: &str) -> Result<Vec<(Noun, i64)>> {
    let mut found: Vec<(Noun, i64)> = Vec::new();
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
            match found.iter_mut().find(|(noun, _): &&mut (Noun, i64)| noun.name == other.name) {
                Some((_, sum)) => *sum += count,
                None if count > 0 => found.push((other.noun(), count)),
                None => {}
            }
        }
    }
    Ok(found)
}
