//! One record read whole: by its code, with its children, and as the JSON that history keeps of a removed one.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::{Map, Value as Json};

use crate::error::Result;
use crate::register::{Entity, Key, Row};
use crate::value::{Kind, Value};

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Int(number) => ValueRef::Integer(*number),
        }))
    }
}

impl From<ValueRef<'_>> for Value {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                Self::Text(String::from_utf8_lossy(bytes).into_owned())
            }
            ValueRef::Integer(number) => Self::Int(number),
            ValueRef::Null | ValueRef::Real(_) => Self::Null,
        }
    }
}

/// A record and the records that hang under it.
#[derive(Clone, Debug)]
pub struct Record {
    /// The record itself.
    pub row: Row,
    /// Its children, register by register.
    pub children: Vec<Row>,
}

impl Entity {
    /// The stored columns, quoted, for a statement.
    pub(crate) fn columns(&self) -> String {
        self.stored().map(|f| format!("\"{}\"", f.name)).collect::<Vec<_>>().join(", ")
    }

    /// `code = ?1`, or both columns of a child's key.
    pub(crate) fn key_test(&self) -> String {
        let test = |(at, f): (usize, &crate::register::Field)| format!("\"{}\" = ?{}", f.name, at + 1);
        self.key_fields().iter().enumerate().map(test).collect::<Vec<_>>().join(" AND ")
    }

    /// The key's values from a code as it is written: `DLH`, `KS-2025-0001/2`.
    pub fn key_values(&self, code: &str) -> Vec<Value> {
        let parts = match self.key.width() {
            1 => vec![code],
            // A day has no slash, a name may.
            _ if self.key == Key::Dated => {
                code.split_once('/').map_or_else(|| vec![code, ""], |(a, b)| vec![a, b])
            }
            _ => code.rsplit_once('/').map_or_else(|| vec![code, ""], |(a, b)| vec![a, b]),
        };
        let value = |(part, field): (&str, &crate::register::Field)| match field.kind {
            Kind::Count => part.parse().map_or(Value::Null, Value::Int),
            _ => Value::Text(part.to_owned()),
        };
        parts.into_iter().zip(self.key_fields()).map(value).collect()
    }
}

/// Reads one record by its exact code.
pub fn read_row(conn: &Connection, entity: &'static Entity, code: &str) -> Result<Option<Row>> {
    let sql = format!("SELECT {} FROM \"{}\" WHERE {}", entity.columns(), entity.name, entity.key_test());
    let mut statement = conn.prepare_cached(&sql)?;
    let row = statement
        .query_row(params_from_iter(entity.key_values(code)), |r| Ok(row_of(entity, r)))
        .optional()?;
    row.transpose().map_err(Into::into)
}

fn row_of(entity: &'static Entity, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let width = entity.stored().count();
    let values = (0..width).map(|at| row.get_ref(at).map(Value::from)).collect::<Result<_, _>>()?;
    Ok(Row::from_values(entity, values))
}

/// Reads the children of a record, in the order of their keys.
pub(super) fn children(conn: &Connection, entity: &'static Entity, code: &str) -> Result<Vec<Row>> {
    let mut found = Vec::new();
    for child in entity.children() {
        found.extend(of_register(conn, child, code)?);
    }
    Ok(found)
}

/// Reads those of one child register that hang under a record, in the order of their keys.
pub fn of_register(conn: &Connection, child: &'static Entity, parent: &str) -> Result<Vec<Row>> {
    let key = child.key_fields();
    let sql = format!(
        "SELECT {} FROM \"{}\" WHERE \"{}\" = ?1 ORDER BY \"{}\"",
        child.columns(),
        child.name,
        key[0].name,
        key[1].name
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([parent], |r| Ok(row_of(child, r)))?;
    rows.map(|row| Ok(row??)).collect()
}

/// The records of a register that name one of it as their parent.
pub(super) fn below(conn: &Connection, entity: &'static Entity, code: &str) -> Result<Vec<Row>> {
    if entity.selves().all(|field| field.name != "parent") {
        return Ok(Vec::new());
    }
    let (columns, table, key) = (entity.columns(), entity.name, entity.fields[0].name);
    let sql = format!("SELECT {columns} FROM \"{table}\" WHERE parent = ?1 ORDER BY \"{key}\"");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([code], |r| Ok(row_of(entity, r)))?;
    rows.map(|row| Ok(row??)).collect()
}

/// Reads a record with its children.
pub(super) fn read_record(conn: &Connection, entity: &'static Entity, code: &str) -> Result<Option<Record>> {
    let Some(row) = read_row(conn, entity, code)? else { return Ok(None) };
    Ok(Some(Record { row, children: children(conn, entity, code)? }))
}

impl Record {
    /// The record as history keeps it: its fields, and its children under the names of their registers.
    pub(super) fn to_json(&self) -> String {
        let mut whole = fields_to_json(&self.row);
        let mut children: Map<String, Json> = Map::new();
        for child in &self.children {
            let list = children.entry(child.entity().name).or_insert_with(|| Json::Array(Vec::new()));
            if let Json::Array(list) = list {
                list.push(Json::Object(fields_to_json(child)));
            }
        }
        if !children.is_empty() {
            whole.insert("children".to_owned(), Json::Object(children));
        }
        Json::Object(whole).to_string()
    }

    /// The record back from history; unknown fields are those of a schema that has left.
    pub(super) fn from_json(entity: &'static Entity, text: &str) -> Option<Self> {
        let whole: Json = serde_json::from_str(text).ok()?;
        let row = fields_from_json(entity, &whole);
        let mut children = Vec::new();
        if let Some(Json::Object(lists)) = whole.get("children") {
            for (name, list) in lists {
                let child = crate::register::entity(name)?;
                children.extend(list.as_array()?.iter().map(|json| fields_from_json(child, json)));
            }
        }
        Some(Self { row, children })
    }
}

fn fields_to_json(row: &Row) -> Map<String, Json> {
    let json = |value: &Value| match value {
        Value::Null => Json::Null,
        Value::Text(text) => Json::String(text.clone()),
        Value::Int(number) => Json::from(*number),
    };
    row.pairs().filter(|(_, v)| !v.is_null()).map(|(f, v)| (f.name.to_owned(), json(v))).collect()
}

fn fields_from_json(entity: &'static Entity, json: &Json) -> Row {
    let value = |name: &str| match json.get(name) {
        Some(Json::String(text)) => Value::Text(text.clone()),
        Some(Json::Number(number)) => number.as_i64().map_or(Value::Null, Value::Int),
        _ => Value::Null,
    };
    Row::from_values(entity, entity.stored().map(|f| value(f.name)).collect())
}
