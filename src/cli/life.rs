//! A record as it was on a day: what is told of it, and what had not happened yet.

use jiff::civil::Date;
use sinergi::register::{Entity, Field, Row};
use sinergi::rules::status::first_day;
use sinergi::sheet::{Cell, Foot, Head, Sink};
use sinergi::store::{Store, of_register, read_row};
use sinergi::value::Value;
use sinergi::{Error, Lang};

use super::show::{borrowed, codes};

/// Whose life is shown, to whom, and until which day: what happened later is not told where a day is named.
pub(super) struct Life<'a> {
    pub(super) code: &'a str,
    pub(super) lang: Lang,
    pub(super) people: bool,
    pub(super) until: Option<Date>,
}

impl Life<'_> {
    /// Whether something that happened on that day is told.
    pub(super) fn tells(&self, day: Option<&str>) -> bool {
        match (self.until, day) {
            (Some(until), Some(day)) => first_day(day).is_none_or(|day| day <= until),
            _ => true,
        }
    }

    /// What hangs under the record and what cannot be without it, as far as it had happened.
    pub(super) fn beneath(&self, store: &Store, entity: &'static Entity) -> Result<Vec<Row>, Error> {
        let mut rows = Vec::new();
        for child in entity.children() {
            rows.extend(of_register(store.conn(), child, self.code)?);
        }
        for (other, field) in entity.dependents() {
            for code in codes(store, other, field, self.code)? {
                rows.extend(read_row(store.conn(), other, &code)?);
                for child in other.children() {
                    rows.extend(of_register(store.conn(), child, &code)?);
                }
            }
        }
        rows.retain(|row| self.tells(row.entity().dated().and_then(|f| row.text(f.name))));
        Ok(rows.iter().map(|row| on_that_day(row.entity(), self, row)).collect())
    }
}

/// Empties what acts said that were done after the day that is asked about; tells whether there was any. A day of its own,
/// such as that of the request to end it, stays where it had come by then.
pub(super) fn forget_later_acts(entity: &'static Entity, life: &Life<'_>, cells: &mut [Value]) -> bool {
    let at = |name: &str| entity.fields.iter().position(|f| f.name == name);
    let mut hidden = false;
    for act in entity.acts {
        let Some(day) = act.fields.first().and_then(|name| at(name)) else { continue };
        if life.tells(cells[day].text()) {
            continue;
        }
        hidden = true;
        for place in act.fields.iter().copied().filter_map(at) {
            let own = entity.fields[place].happens() && place != day;
            if !(own && life.tells(cells[place].text())) {
                cells[place] = Value::Null;
            }
        }
        for name in act.sets.iter().filter_map(|(name, _)| at(name)) {
            cells[name] = Value::Null;
        }
        for (name, word) in act.before {
            cells[at(name).unwrap_or(day)] = Value::from(*word);
        }
    }
    // What follows from an end that is not told is not told either.
    if let (Some(end), Some(left)) = (at("ends_on"), at("days_left"))
        && hidden
        && cells[end].is_null()
    {
        cells[left] = Value::Null;
    }
    hidden
}

/// The record as it was on the day that is asked about.
pub(super) fn on_that_day(entity: &'static Entity, life: &Life<'_>, row: &Row) -> Row {
    let mut cells: Vec<Value> = entity
        .fields
        .iter()
        .map(|f| if f.derived.is_some() { Value::Null } else { row.get(f.name).clone() })
        .collect();
    forget_later_acts(entity, life, &mut cells);
    let stored = entity.fields.iter().zip(cells).filter(|(f, _)| f.derived.is_none());
    Row::from_values(entity, stored.map(|(_, value)| value).collect())
}

/// Leaves out of a list what happened later than the day that is asked about, with what it said.
pub(super) struct Past<'a> {
    pub(super) sink: &'a mut dyn Sink,
    pub(super) entity: &'static Entity,
    /// The fields of the cells.
    pub(super) fields: &'a [&'static Field],
    pub(super) life: &'a Life<'a>,
}

impl Sink for Past<'_> {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        self.sink.begin(head)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        if self.life.until.is_none() {
            return self.sink.row(cells);
        }
        let at = |field: &Field| self.entity.fields.iter().position(|f| f.name == field.name);
        let mut values = vec![Value::Null; self.entity.fields.len()];
        for (cell, field) in cells.iter().zip(self.fields) {
            if let Some(at) = at(field) {
                values[at] = match cell {
                    Cell::Text(text) => Value::from(*text),
                    Cell::Int(number) => Value::Int(*number),
                    Cell::Empty | Cell::Share(_) => Value::Null,
                };
            }
        }
        forget_later_acts(self.entity, self.life, &mut values);
        for (value, field) in values.iter_mut().zip(self.entity.fields) {
            if field.happens() && !self.life.tells(value.text()) {
                *value = Value::Null;
            }
        }
        let told = self.fields.iter().map(|field| at(field).map_or(Cell::Empty, |at| borrowed(&values[at])));
        self.sink.row(&told.collect::<Vec<_>>())
    }

    fn end(&mut self, foot: &Foot) -> Result<(), Error> {
        self.sink.end(foot)
    }
}
