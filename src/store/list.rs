//! The one flat list statement: described fields, joined by AND, in an order, up to a limit; rows flow into a sink.

use rusqlite::types::ValueRef;
use rusqlite::{Row as SqlRow, params_from_iter};

use super::Store;
use crate::error::Result;
use crate::register::{self, AsOf, Entity, Field};
use crate::sheet::{Cell, Column, Sink};
use crate::value::{Kind, Value};

/// What a field is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// One of these values.
    Any(Vec<Value>),
    /// None of these values, or nothing at all.
    NoneOf(Vec<Value>),
    /// Between two values, both included; `None` is open.
    Between(Option<Value>, Option<Value>),
    /// At most this, or not known at all.
    Until(Value),
    /// The text contains this, whatever the case.
    Contains(String),
    /// Nothing is known.
    Empty,
    /// Something is known.
    Known,
}

/// One condition of a list.
#[derive(Clone, Debug)]
pub enum Filter {
    /// On a field of the register itself.
    Field(&'static Field, Test),
    /// On a linking field of a child register: some child passes, or for `Empty` there is none.
    Through(&'static Entity, &'static Field, Test),
}

/// A list that is asked for.
#[derive(Clone, Debug)]
pub struct List {
    /// The register.
    pub entity: &'static Entity,
    /// The fields shown.
    pub columns: Vec<&'static Field>,
    /// All of these hold.
    pub filters: Vec<Filter>,
    /// What was entered is shown, not how it reads as of a day.
    pub as_entered: bool,
    /// The order; `true` is downwards. The key settles what is left.
    pub sort: Vec<(&'static Field, bool)>,
    /// How many rows at most.
    pub limit: Option<usize>,
}

/// How a list ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Rows that were shown.
    pub rows: usize,
    /// Whether the limit cut off more.
    pub more: bool,
}

impl Field {
    /// The field as a column of a sheet.
    pub fn column(&self) -> Column {
        Column {
            key: self.name,
            label: self.label,
            kind: self.kind,
            rank: self.rank.unwrap_or(9),
            wraps: false,
        }
    }

    /// The field in a statement, as it was entered.
    pub(super) fn entered(&self) -> String {
        self.derived.map_or_else(|| format!("\"{}\"", self.name), str::to_owned)
    }

    /// Whether a statement that names it needs the day.
    pub fn asks_the_day(&self) -> bool {
        self.derived.is_some() || self.as_of.is_some()
    }
}

impl List {
    /// The statement and its values. Where a register that changes fields as of a day has no record yet, what was entered
    /// is what holds, and its index is used.
    pub fn statement(&self, is_empty: &dyn Fn(&str) -> bool) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let moved = |f: &Field| f.as_of.filter(|as_of| !self.as_entered && !is_empty(as_of.by));
        let column = |f: &'static Field| moved(f).map_or_else(|| f.entered(), |as_of| as_of.sql.to_owned());
        let columns = self.columns.iter().map(|f| column(f)).collect::<Vec<_>>().join(", ");
        let mut sql = format!("SELECT {columns} FROM \"{}\"", self.entity.name);
        for (at, filter) in self.filters.iter().enumerate() {
            sql.push_str(if at == 0 { " WHERE " } else { " AND " });
            sql.push_str(&match filter {
                Filter::Field(field, test) => match moved(field) {
                    Some(as_of) => test.as_of(self.entity, field, as_of, &mut values),
                    None => test.sql(&field.entered(), field.kind, &mut values),
                },
                Filter::Through(child, field, test) => test.through(self.entity, child, field, &mut values),
            });
        }
        sql.push_str(" ORDER BY ");
        for (field, down) in &self.sort {
            // Decimal numbers are kept as text and stand in the order of their size.
            let text = column(field);
            let by = if matches!(field.kind, Kind::Decimal | Kind::Quantity) {
                format!("CAST({text} AS REAL)")
            } else {
                text
            };
            sql.push_str(&by);
            sql.push_str(if *down { " DESC, " } else { ", " });
        }
        let keys: Vec<String> = self.entity.key_fields().iter().map(Field::entered).collect();
        sql.push_str(&keys.join(", "));
        if let Some(limit) = self.limit {
            // One more than asked for tells whether there is more.
            sql.push_str(" LIMIT ");
            sql.push_str(&limit.saturating_add(1).to_string());
        }
        (sql, values)
    }
}

impl Test {
    /// On a field that later records may have changed: those whose entered value passes, found by its index, and those
    /// that were changed at all, are looked at as of the day.
    fn as_of(&self, entity: &Entity, field: &Field, as_of: AsOf, values: &mut Vec<Value>) -> String {
        let (table, key) = (entity.name, entity.fields[0].name);
        let entered = self.sql(&field.entered(), field.kind, values);
        let read = self.sql(as_of.sql, field.kind, values);
        let up = register::entity(as_of.by).map_or(table, |child| child.fields[0].name);
        format!(
            "\"{key}\" IN (SELECT \"{key}\" FROM \"{table}\" WHERE {entered} UNION ALL SELECT \"{up}\" FROM \"{}\") \
             AND {read}",
            as_of.by
        )
    }

    /// On a linking field of a child.
    fn through(&self, entity: &Entity, child: &Entity, field: &Field, values: &mut Vec<Value>) -> String {
        let (key, up) = (entity.fields[0].name, child.fields[0].name);
        match self {
            Self::Empty | Self::Known => {
                let not = if *self == Self::Empty { "NOT " } else { "" };
                format!(
                    "{not}EXISTS (SELECT 1 FROM \"{0}\" WHERE \"{0}\".\"{up}\" = \"{1}\".\"{key}\")",
                    child.name, entity.name
                )
            }
            _ => {
                let inner = self.sql(&field.entered(), field.kind, values);
                format!("\"{key}\" IN (SELECT \"{up}\" FROM \"{}\" WHERE {inner})", child.name)
            }
        }
    }

    fn sql(&self, field: &str, kind: Kind, values: &mut Vec<Value>) -> String {
        let mut bind = |value: Value| {
            values.push(value);
            format!("?{}", values.len())
        };
        match self {
            Self::Any(any) if any.len() == 1 => format!("{field} = {}", bind(any[0].clone())),
            Self::Any(any) => {
                let marks: Vec<String> = any.iter().cloned().map(bind).collect();
                format!("{field} IN ({})", marks.join(", "))
            }
            Self::NoneOf(none) => {
                let marks: Vec<String> = none.iter().cloned().map(bind).collect();
                format!("({field} IS NULL OR {field} NOT IN ({}))", marks.join(", "))
            }
            Self::Between(from, to) => {
                let low = from.clone().map(|v| format!("{field} >= {}", bind(earliest(v, kind))));
                let high = to.clone().map(|v| format!("{field} <= {}", bind(v)));
                match (low, high) {
                    (Some(low), Some(high)) => format!("{low} AND {high}"),
                    (Some(one), None) | (None, Some(one)) => one,
                    (None, None) => format!("{field} IS NOT NULL"),
                }
            }
            Self::Until(last) => format!("({field} IS NULL OR {field} <= {})", bind(last.clone())),
            Self::Contains(text) => {
                let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
                format!("{field} LIKE {} ESCAPE '\\'", bind(Value::Text(format!("%{escaped}%"))))
            }
            Self::Empty => format!("{field} IS NULL"),
            Self::Known => format!("{field} IS NOT NULL"),
        }
    }
}

/// Where only a year may be known, the first day of a year lets that year itself in: `2024` sorts before `2024-01-01`.
fn earliest(value: Value, kind: Kind) -> Value {
    match (kind, &value) {
        (Kind::DayOrYear, Value::Text(day)) => {
            day.strip_suffix("-01-01").map_or_else(|| value.clone(), |year| Value::Text(year.to_owned()))
        }
        _ => value,
    }
}

/// A cell borrowed from a row of a statement.
pub(crate) fn cell<'r>(row: &'r SqlRow<'_>, at: usize) -> Result<Cell<'r>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) => Cell::Text(std::str::from_utf8(bytes).unwrap_or("\u{fffd}")),
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Real(share) => Cell::Share(share),
        ValueRef::Null | ValueRef::Blob(_) => Cell::Empty,
    })
}

/// So many columns of a row as cells, from the first on.
pub(crate) fn cells<'r>(row: &'r SqlRow<'_>, count: usize) -> Result<Vec<Cell<'r>>> {
    (0..count).map(|at| cell(row, at)).collect()
}

impl Store {
    /// The registers that change fields of this one as of a day and have no record yet.
    fn empty(&self, list: &List) -> Result<Vec<&'static str>> {
        let mut moving: Vec<&'static str> = Vec::new();
        for by in list.entity.fields.iter().filter_map(|f| f.as_of).map(|as_of| as_of.by) {
            if !list.as_entered && !moving.contains(&by) {
                moving.push(by);
            }
        }
        if moving.is_empty() {
            return Ok(moving);
        }
        let any: Vec<String> =
            moving.iter().map(|table| format!("EXISTS (SELECT 1 FROM \"{table}\")")).collect();
        let sql = format!("SELECT {}", any.join(", "));
        let there: Vec<bool> = self.conn.query_row(&sql, [], |row| {
            (0..moving.len()).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()
        })?;
        Ok(moving.into_iter().zip(there).filter(|(_, there)| !there).map(|(table, _)| table).collect())
    }

    /// Streams a list's rows into a sink whose part has begun.
    pub fn stream(&self, list: &List, sink: &mut dyn Sink) -> Result<Listed> {
        let empty = self.empty(list)?;
        let (sql, values) = list.statement(&|table| empty.contains(&table));
        let mut statement = self.conn.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let limit = list.limit.unwrap_or(usize::MAX);
        let mut shown = 0;
        while let Some(row) = rows.next()? {
            if shown == limit {
                return Ok(Listed { rows: shown, more: true });
            }
            let mut cells = [Cell::Empty; 64];
            let width = list.columns.len().min(cells.len());
            for (at, slot) in cells.iter_mut().enumerate().take(width) {
                *slot = cell(row, at)?;
            }
            sink.row(&cells[..width])?;
            shown += 1;
        }
        Ok(Listed { rows: shown, more: false })
    }
}
