//! From what a person types to the code of a record: by code, by a shorter spelling of it, by official number, or by
//! name where it is unique; otherwise with the nearest records.

use rusqlite::Connection;

use super::Store;
use crate::error::{Fault, Result};
use crate::register::{Entity, Key, entity as register_of};
use crate::value::Kind;

/// Finds the record that a text means. The outer error is the file's, the inner one the text's.
pub fn find(conn: &Connection, entity: &'static Entity, text: &str) -> Result<Result<String, Fault>> {
    let text = text.trim();
    if let Some(parent) = entity.parent() {
        return find_child(conn, entity, parent, text);
    }
    if entity.key == Key::Dated {
        return find_dated(conn, entity, text);
    }
    if !entity.joined().is_empty() {
        return find_joined(conn, entity, text);
    }
    for code in spellings(entity, text) {
        if let Some(code) = exact(conn, entity, &code)? {
            return Ok(Ok(code));
        }
    }
    let mut found = Vec::new();
    for column in ["own_number", "request_number", "name", "title", "english"] {
        if found.is_empty() && entity.field(column).is_some_and(|f| f.derived.is_none()) {
            found = matching(conn, entity, column, text)?;
        }
    }
    if found.is_empty() {
        found = formerly(conn, entity, text)?;
    }
    Ok(match found.len() {
        0 => Err(unknown(conn, entity, text)?),
        1 => Ok(found.swap_remove(0).0),
        _ => Err(Fault::Several {
            register: entity.noun(),
            text: text.to_owned(),
            all: found.into_iter().map(|(code, name)| format!("{code} ({name})")).collect(),
        }),
    })
}

/// Finds by the parts of a joined code, each as a person may write it: `2025-1/s1 2025/mitra`.
fn find_joined(conn: &Connection, entity: &'static Entity, text: &str) -> Result<Result<String, Fault>> {
    let fields = entity.joined();
    let mut parts: Vec<&str> = text.rsplitn(fields.len(), '/').collect();
    parts.reverse();
    let mut code = Vec::new();
    for (field, part) in fields.iter().zip(&parts) {
        let known = match field.kind {
            Kind::Reference(name) => register_of(name).map(|e| find(conn, e, part)).transpose()?,
            kind => Some(
                kind.read(part, &|t| Err(Fault::NotADate(t.to_owned())))
                    .map(|value| value.text().map_or_else(String::new, str::to_owned)),
            ),
        };
        match known {
            Some(Ok(part)) => code.push(part),
            _ => return Ok(Err(unknown(conn, entity, text)?)),
        }
    }
    let code = code.join("/");
    Ok(match exact(conn, entity, &code)? {
        Some(code) => Ok(code),
        None => Err(unknown(conn, entity, text)?),
    })
}

fn find_child(
    conn: &Connection,
    entity: &'static Entity,
    parent: &'static Entity,
    text: &str,
) -> Result<Result<String, Fault>> {
    let Some((above, own)) = text.rsplit_once('/') else {
        return Ok(Err(unknown(conn, entity, text)?));
    };
    let above = match find(conn, parent, above)? {
        Ok(code) => code,
        Err(fault) => return Ok(Err(fault)),
    };
    let own = match entity.key_fields()[1].kind {
        Kind::Reference(name) => match register_of(name) {
            Some(other) => match find(conn, other, own)? {
                Ok(code) => code,
                Err(fault) => return Ok(Err(fault)),
            },
            None => own.to_owned(),
        },
        Kind::Code => own.to_uppercase(),
        _ => own.to_owned(),
    };
    let code = format!("{above}/{own}");
    Ok(match super::read_row(conn, entity, &code)? {
        Some(_) => Ok(code),
        None => Err(unknown(conn, entity, &code)?),
    })
}

/// Finds by `DAY/NAME`, or by the day or the name alone where only one record has it.
fn find_dated(conn: &Connection, entity: &'static Entity, text: &str) -> Result<Result<String, Fault>> {
    if super::read_row(conn, entity, text)?.is_some() {
        return Ok(Ok(text.to_owned()));
    }
    let [day, name] = entity.key_fields() else { return Ok(Err(unknown(conn, entity, text)?)) };
    let sql = format!(
        "SELECT \"{0}\" || '/' || \"{1}\" FROM \"{2}\" WHERE \"{0}\" = ?1 OR \"{1}\" = ?2 COLLATE NOCASE ORDER BY 1 LIMIT 10",
        day.name, name.name, entity.name
    );
    let typed = crate::calendar::date::cell(text, Some(crate::calendar::date::Order::Dmy));
    let typed = typed.map_or_else(|_| text.to_owned(), |read| read.date.to_string());
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([typed.as_str(), text], |r| r.get(0))?;
    let mut found: Vec<String> = rows.collect::<Result<_, _>>()?;
    Ok(match found.len() {
        0 => Err(unknown(conn, entity, text)?),
        1 => Ok(found.swap_remove(0)),
        _ => Err(Fault::Several { register: entity.noun(), text: text.to_owned(), all: found }),
    })
}

/// The spellings of a code that are tried: upper case, and `ks-2025-1` or `2025-1` for `KS-2025-0001`.
pub(super) fn spellings(entity: &Entity, text: &str) -> Vec<String> {
    let mut tried = vec![text.to_owned(), text.to_uppercase()];
    if let Key::Yearly(prefix) = entity.key {
        let upper = text.to_uppercase();
        let short = upper.strip_prefix(prefix).map_or(upper.as_str(), |rest| rest.trim_start_matches('-'));
        if let Some((year, number)) = short.split_once('-')
            && let (Ok(year), Ok(number)) = (year.parse::<u16>(), number.parse::<u64>())
        {
            tried.push(format!("{prefix}-{year:04}-{number:04}"));
        }
    }
    if let Key::Numbered(prefix) = entity.key {
        let upper = text.to_uppercase();
        let number = upper.strip_prefix(prefix).map_or(upper.as_str(), |rest| rest.trim_start_matches('-'));
        if let Ok(number) = number.parse::<u64>() {
            tried.push(format!("{prefix}-{number:04}"));
        }
    }
    tried
}

pub(super) fn exact(conn: &Connection, entity: &Entity, code: &str) -> Result<Option<String>> {
    let key = entity.fields[0].name;
    let sql = format!("SELECT \"{key}\" FROM \"{}\" WHERE \"{key}\" = ?1", entity.name);
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([code])?;
    Ok(rows.next()?.map(|r| r.get(0)).transpose()?)
}

pub(super) fn matching(
    conn: &Connection,
    entity: &Entity,
    column: &str,
    text: &str,
) -> Result<Vec<(String, String)>> {
    let key = entity.fields[0].name;
    let name = entity.naming().map_or(key, |f| f.name);
    let collate = if matches!(column, "name" | "title") { "COLLATE NOCASE" } else { "" };
    let sql = format!(
        "SELECT \"{key}\", \"{name}\" FROM \"{}\" WHERE \"{column}\" = ?1 {collate} ORDER BY 1 LIMIT 10",
        entity.name
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([text], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The records that had this name before.
fn formerly(conn: &Connection, entity: &'static Entity, text: &str) -> Result<Vec<(String, String)>> {
    let Some((child, naming)) = entity.former_names().zip(entity.naming()) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT DISTINCT e.\"{key}\", e.\"{name}\" FROM \"{child}\" f JOIN \"{table}\" e ON e.\"{key}\" = f.\"{up}\" \
         WHERE f.name = ?1 COLLATE NOCASE ORDER BY 1 LIMIT 10",
        key = entity.fields[0].name,
        name = naming.name,
        child = child.name,
        table = entity.name,
        up = child.fields[0].name
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([text], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The fault of a text that means no record, with the nearest ones.
pub(super) fn unknown(conn: &Connection, entity: &'static Entity, text: &str) -> Result<Fault> {
    Ok(Fault::Unknown { register: entity.noun(), text: text.to_owned(), near: near(conn, entity, text)? })
}

impl Store {
    /// Codes that begin with a text, whatever its case, with the names they stand for; of a child, its parent's and its
    /// own.
    pub fn codes(&self, entity: &'static Entity, typed: &str, most: usize) -> Result<Vec<(String, String)>> {
        let code = match entity.key.width() {
            1 => format!("\"{}\"", entity.fields[0].name),
            _ => format!("\"{}\" || '/' || \"{}\"", entity.fields[0].name, entity.fields[1].name),
        };
        let name = entity.naming().map_or("''", |f| f.name);
        let sql = format!(
            "SELECT {code}, coalesce({name}, '') FROM \"{}\" WHERE {code} LIKE ?1 ESCAPE '\\' ORDER BY 1 LIMIT ?2",
            entity.name
        );
        let typed = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let mut statement = self.conn.prepare(&sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = statement.query_map((format!("{typed}%"), most), |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The three nearest records of a register to a text, as `CODE (name)`, nearest first.
pub fn near(conn: &Connection, entity: &'static Entity, text: &str) -> Result<Vec<String>> {
    if entity.parent().is_some() {
        return Ok(Vec::new());
    }
    let key = entity.fields[0].name;
    let name = entity.naming().map_or(key, |f| f.name);
    // A title may not be known.
    let sql = format!("SELECT \"{key}\", coalesce(\"{name}\", \"{key}\") FROM \"{}\"", entity.name);
    let typed = text.to_lowercase();
    let mut best: Vec<(f64, String)> = Vec::new();
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (code, name): (String, String) = (row.get(0)?, row.get(1)?);
        let score = likeness(&typed, &code.to_lowercase()).max(likeness(&typed, &name.to_lowercase()));
        if score > 0.8 {
            best.push((score, if code == name { code } else { format!("{code} ({name})") }));
            best.sort_by(|a, b| b.0.total_cmp(&a.0));
            best.truncate(3);
        }
    }
    Ok(best.into_iter().map(|(_, shown)| shown).collect())
}

/// How alike two lower-case texts are: the beginning of the other most of all, then one slip of the finger, then a text
/// that stands whole inside the other.
fn likeness(typed: &str, known: &str) -> f64 {
    match typed.len() >= 3 {
        true if known.starts_with(typed) => 0.99,
        true if typed.len() < 16 && strsim::osa_distance(typed, known) == 1 => 0.98,
        true if known.contains(typed) => 0.9,
        _ => strsim::jaro_winkler(typed, known),
    }
}
