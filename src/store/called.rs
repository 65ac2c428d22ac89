//! What the records of a register are called: now, on a day, and before; and which were merged into another.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::error::Result;
use crate::lang::Lang;
use crate::register::{Entity, Field};

/// The codes and names of a register that is not a child, in the order of its codes.
pub fn names(conn: &Connection, entity: &'static Entity) -> Result<Vec<(String, String)>> {
    names_in(conn, entity, Lang::Id)
}

/// The same, with the names as a language has them where a register keeps both.
pub fn names_in(conn: &Connection, entity: &'static Entity, lang: Lang) -> Result<Vec<(String, String)>> {
    let name = entity.naming().map_or_else(|| entity.fields[0].entered(), Field::entered);
    named(conn, entity, lang, &name)
}

/// The same, with the names that they had on the day in question.
pub fn names_on(conn: &Connection, entity: &'static Entity, lang: Lang) -> Result<Vec<(String, String)>> {
    match entity.naming().and_then(|field| field.as_of) {
        Some(as_of) => named(conn, entity, lang, as_of.sql),
        None => names_in(conn, entity, lang),
    }
}

fn named(conn: &Connection, entity: &Entity, lang: Lang, name: &str) -> Result<Vec<(String, String)>> {
    let key = entity.fields[0].entered();
    let other = entity.other_naming(lang).map_or_else(|| name.to_owned(), Field::entered);
    let sql = format!("SELECT {key}, coalesce({other}, {name}, '') FROM \"{}\" ORDER BY 1", entity.name);
    let mut statement = conn.prepare(&sql)?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The names that records of a register had before, with their codes.
pub fn former_names(conn: &Connection, entity: &'static Entity) -> Result<Vec<(String, String)>> {
    let Some(child) = entity.former_names() else { return Ok(Vec::new()) };
    let sql = format!("SELECT \"{}\", name FROM \"{}\" ORDER BY 1, 2", child.fields[0].name, child.name);
    let mut statement = conn.prepare(&sql)?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The record that one was merged into, be it through others; itself where it was not.
pub(super) fn merged(conn: &Connection, entity: &'static Entity, code: String) -> Result<String> {
    let Some(field) = entity.merging() else { return Ok(code) };
    let key = entity.fields[0].name;
    let sql = format!("SELECT \"{}\" FROM \"{}\" WHERE \"{key}\" = ?1", field.name, entity.name);
    let mut statement = conn.prepare_cached(&sql)?;
    let (mut code, mut seen) = (code, HashSet::new());
    while seen.insert(code.clone()) {
        let mut rows = statement.query([&code])?;
        match rows.next()?.map(|r| r.get::<_, Option<String>>(0)).transpose()?.flatten() {
            Some(into) => code = into,
            None => break,
        }
    }
    Ok(code)
}

/// Every record that was merged into another, and that other.
pub fn merges(conn: &Connection, entity: &'static Entity) -> Result<HashMap<String, String>> {
    let Some(field) = entity.merging() else { return Ok(HashMap::new()) };
    let key = entity.fields[0].name;
    let sql = format!("SELECT \"{key}\" FROM \"{}\" WHERE \"{}\" IS NOT NULL", entity.name, field.name);
    let mut statement = conn.prepare(&sql)?;
    let codes: Vec<String> = statement.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    codes.into_iter().map(|code| Ok((code.clone(), merged(conn, entity, code)?))).collect()
}
