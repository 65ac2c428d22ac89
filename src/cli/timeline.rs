//! `show --timeline`: every dated fact of a record and of what hangs under it, in the order of days.

use sinergi::lang::label;
use sinergi::register::{Entity, Field, Row};
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::{Store, read_row};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Lang, say};

use super::fields;
use super::life::{Life, on_that_day};

const COLUMNS: &[Column] = &[
    Column::new("on", label("Tanggal", "Date"), Kind::DayOrYear),
    Column::new("what", label("Hal", "What"), Kind::Text),
    Column::new("detail", label("Rincian", "Detail"), Kind::Text).rank(1),
    Column::new("record", label("Catatan", "Record"), Kind::Code).rank(2),
];

/// One dated fact.
struct Fact {
    on: String,
    what: String,
    detail: String,
    record: String,
}

/// Writes the timeline.
pub(super) fn write(
    store: &Store,
    entity: &'static Entity,
    life: &Life<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let lang = life.lang;
    let mut facts = Vec::new();
    if let Some(row) = read_row(store.conn(), entity, life.code)? {
        facts.extend(of_record(&on_that_day(entity, life, &row), life));
    }
    for row in life.beneath(store, entity)? {
        facts.extend(of_child(&row, life));
    }
    // Of one day, what happened first as the register tells it comes first: the order they were gathered in.
    facts.sort_by(|a, b| a.on.cmp(&b.on));
    let title = say!(lang, "Perjalanan {}", "The course of {}", life.code);
    sink.begin(&Head { part: "timeline", title: &title, columns: COLUMNS, lang, record: false })?;
    for fact in facts {
        sink.row(&[
            Cell::Text(&fact.on),
            Cell::Text(&fact.what),
            Cell::Text(&fact.detail),
            Cell::Text(&fact.record),
        ])?;
    }
    sink.end(&Foot::default())
}

/// The days of a record: those that were agreed on, and those on which something had happened.
fn days<'r>(row: &'r Row, life: &'r Life<'_>) -> impl Iterator<Item = (&'static Field, &'r str)> {
    let dated = |field: &Field| matches!(field.kind, Kind::Date | Kind::DayOrYear);
    row.pairs()
        .filter(move |(field, _)| dated(field))
        .filter_map(|(field, value)| Some((field, value.text()?)))
        .filter(|(field, day)| field.ahead || life.tells(Some(day)))
}

/// The days that stand in the record itself.
fn of_record(row: &Row, life: &Life<'_>) -> Vec<Fact> {
    let lang = life.lang;
    let fact = |(field, on): (&'static Field, &str)| Fact {
        on: on.to_owned(),
        what: field.label.get(lang).to_owned(),
        detail: String::new(),
        record: row.code(),
    };
    days(row, life).map(fact).collect()
}

/// The days of a record that hangs under it, each with what was said on it.
fn of_child(row: &Row, life: &Life<'_>) -> Vec<Fact> {
    let lang = life.lang;
    let entity = row.entity();
    let first = days(row, life).next().map(|(field, _)| field.name);
    let noun = entity.label.get(lang);
    let fact = |(field, on): (&'static Field, &str)| Fact {
        on: on.to_owned(),
        what: format!("{noun}: {}", field.label.get(lang)),
        detail: told(row, field, Some(field.name) == first, lang),
        record: row.code(),
    };
    days(row, life).map(fact).collect()
}

/// What a record says of one of its days, beside its key and its other days: what an act said that was done on it, and on the
/// first day what no act said.
fn told(row: &Row, day: &Field, first: bool, lang: Lang) -> String {
    let entity = row.entity();
    let plain = |field: &Field| !matches!(field.kind, Kind::Date | Kind::DayOrYear | Kind::Code);
    let key = entity.key_fields();
    let said_on = |field: &Field| {
        let act = entity.acts.iter().find(|act| act.fields.iter().skip(1).any(|name| *name == field.name));
        let day = act.and_then(|act| act.fields.first()).filter(|day| !row.get(day).is_null());
        day.copied()
    };
    let of_day = |field: &Field| said_on(field).map_or(first, |on| on == day.name);
    let said = row.pairs().filter(|(field, value)| {
        plain(field) && *value != &Value::Null && key.iter().all(|k| k.name != field.name) && of_day(field)
    });
    let said = said.filter(|(field, _)| !matches!(field.kind, Kind::Reference("agreement")));
    said.map(|(field, value)| fields::shown(field, value, lang)).collect::<Vec<_>>().join("; ")
}
