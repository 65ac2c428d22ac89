//! Which records refer to a record: by a foreign key, as an actor written `department/DLH`, or as any
//! record written `solution/K-0001/1`; and that none refers to
//! itself, be it through others.

use rusqlite::Connection;

use crate::error::{Error, Fault, Result};
use crate::lang::Noun;
use crate::register::{self, Entity, Field, Row, speaking_for_itself};
use crate::value::Kind;

/// Who refers to a record, register by register, with the command that lists them; its own children do not count.
pub(super) fn users(conn: &Connection, entity: &Entity, code: &str) -> Result<Vec<(Noun, i64, String)>> {
    let mut found: Vec<(Noun, i64, String)> = Vec::new();
    for other in register::ALL.iter().copied() {
        let own_child = other.parent().is_some_and(|p| p.name == entity.name);
        let refers = |(at, field): (usize, &'static Field)| {
            let own = || format!("{}/{code}", entity.name);
            match field.kind {
                Kind::Reference(name) if name == entity.name && !(own_child && at == 0) => {
                    Some((field, code.to_owned(), None))
                }
                Kind::Actor if matches!(entity.name, "department" | "partner") => Some((field, own(), None)),
                // What names a child goes with the child.
                Kind::Path if at >= other.key.width() && other.name == entity.name => {
                    Some((field, code.to_owned(), None))
                }
                Kind::Path if at >= other.key.width() && own_child => {
                    Some((field, String::new(), Some(vec![[format!("{code}/"), format!("{code}0")]])))
                }
                Kind::Record => Some((field, own(), Some(children(entity, code)))),
                _ => None,
            }
        };
        let fields: Vec<_> = other.stored().enumerate().filter_map(refers).collect();
        // A record that names it twice is one record; the command lists by the first field that finds any.
        let (mut any, mut tests, mut targets): (Option<&Field>, _, _) = (None, Vec::new(), Vec::new());
        for (field, target, children) in fields {
            let (test, values) = test_of(field, target, children.unwrap_or_default());
            let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{}\" WHERE {test})", other.name);
            let mut statement = conn.prepare_cached(&sql)?;
            if any.is_none() && statement.query_row(rusqlite::params_from_iter(&values), |r| r.get(0))? {
                any = Some(field);
            }
            tests.push(test);
            targets.extend(values);
        }
        if let Some(field) = any {
            let sql = format!("SELECT count(*) FROM \"{}\" WHERE {}", other.name, tests.join(" OR "));
            let count =
                conn.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(targets), |r| r.get(0))?;
            found.push((other.noun(), count, listing(other, field, entity, code)));
        }
    }
    Ok(found)
}

/// How the children of a record are written where any record may be named: the first and last text of each register.
fn children(entity: &Entity, code: &str) -> Vec<[String; 2]> {
    // What follows `/` in the order of signs is `0`.
    entity
        .children()
        .map(|child| [format!("{}/{code}/", child.name), format!("{}/{code}0", child.name)])
        .collect()
}

/// The condition that a field names one of these, and its values.
fn test_of(field: &Field, target: String, spans: Vec<[String; 2]>) -> (String, Vec<String>) {
    let name = field.name;
    let within = format!(" OR (\"{name}\" >= ? AND \"{name}\" < ?)").repeat(spans.len());
    let values = std::iter::once(target).chain(spans.into_iter().flatten()).collect();
    (format!("\"{name}\" = ?{within}"), values)
}

/// The command that lists those that refer to a record by a field: of a child that is a flag of its parent, the parents.
fn listing(entity: &'static Entity, field: &Field, named: &Entity, code: &str) -> String {
    // What a later record changed as of a day is still named by what was entered.
    let entered = if field.as_of.is_some() { " --entered" } else { "" };
    // Where any record may be named, a code that several registers have says which one is meant.
    let alone = speaking_for_itself(code).is_some_and(|entity| entity.name == named.name);
    let register =
        if field.kind == Kind::Record && !alone { format!("{}/", named.name) } else { String::new() };
    let code = &format!("{register}{code}");
    let field = field.name;
    match (entity.flag, entity.parent()) {
        (Some((flag, link)), Some(parent)) if link == field => {
            format!("{} list --{flag} {code}", parent.command())
        }
        _ => format!("{} list --{} {code}{entered}", entity.command(), field.replace('_', "-")),
    }
}

/// Refuses a record that refers to itself within its register, or to one that hangs under it.
pub(super) fn refuse_circle(conn: &Connection, row: &Row, before: Option<&Row>) -> Result<()> {
    let entity = row.entity();
    let Some(own) = row.values()[0].text() else { return Ok(()) };
    for (at, (field, value)) in row.pairs().enumerate().skip(1) {
        let Some(above) = value.text().filter(|_| field.kind == Kind::Reference(entity.name)) else {
            continue;
        };
        let refused = |fault| Err(Error::Refused(format!("`{}`", field.name), fault));
        if above == own {
            return refused(Fault::Itself);
        }
        // Nothing hangs under a new record yet.
        if before.is_none_or(|before| before.values()[at] == *value) {
            continue;
        }
        let (table, key, name) = (entity.name, entity.fields[0].name, field.name);
        let sql = format!(
            "WITH RECURSIVE up (code) AS (SELECT ?1 UNION SELECT t.\"{name}\" FROM up \
             JOIN \"{table}\" t ON t.\"{key}\" = up.code WHERE t.\"{name}\" IS NOT NULL) \
             SELECT EXISTS (SELECT 1 FROM up WHERE code = ?2)"
        );
        if conn.prepare_cached(&sql)?.query_row([above, own], |r| r.get(0))? {
            return refused(Fault::Circle(above.to_owned()));
        }
    }
    Ok(())
}
