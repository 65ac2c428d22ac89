//! `show`: one record as a readable sheet, with what hangs under it and what was recorded of it.

use anyhow::Result;
use clap::{ArgMatches, Command};
use sinergi::register::{Entity, Field, entity as register_of};
use sinergi::render::Format;
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::{Filter, List, Store, Test, Trace};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Lang, say};

use super::generic::{code_arg, code_of};
use super::office::Office;
use super::tree::examples;
use super::{fields, list};

/// How many lines of history a sheet shows.
const TRACES: usize = 12;

const HISTORY: &[Column] = &[
    Column::new("at", sinergi::lang::label("Waktu", "When"), Kind::Code),
    Column::new("by", sinergi::lang::label("Oleh", "By"), Kind::Text).rank(3),
    Column::new("operation", sinergi::lang::label("Op.", "Op."), Kind::Count).rank(4),
    Column::new("record", sinergi::lang::label("Catatan", "Record"), Kind::Code).rank(2),
    Column::new("what", sinergi::lang::label("Perubahan", "Change"), Kind::Note),
];

pub(super) fn build(entity: &'static Entity, command: Command) -> Command {
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .after_help(examples(&list::example(entity, "show")))
}

pub(super) fn run(entity: &'static Entity, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let store = office.open()?;
    let code = code_of(entity, matches, &store)?;
    store.speak_as_of(office.as_of()?)?;
    let lang = office.lang();
    let people = office.output.format == Format::Text;
    // A table of rows holds one part: the record itself; its children have lists of their own.
    let one_part = matches!(office.output.format, Format::Csv | Format::Code);
    office.output.answer(&store, true, |sink| {
        sheet(&store, entity, &code, lang, people, sink)?;
        if one_part {
            return Ok(());
        }
        for child in entity.children() {
            children(&store, child, &code, lang, people, sink)?;
        }
        history(&store, entity, &code, lang, people, sink)
    })
}

/// The record's own fields. For people, a reference is followed by the name it stands for.
fn sheet(
    store: &Store,
    entity: &'static Entity,
    code: &str,
    lang: Lang,
    people: bool,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let shown: Vec<&'static Field> = entity.fields.iter().collect();
    let columns: Vec<Column> = shown
        .iter()
        .map(|f| match f.kind {
            Kind::Reference(_) | Kind::Actor if people => Column { kind: Kind::Text, ..f.column() },
            _ => f.column(),
        })
        .collect();
    let mut taken = Take::default();
    store.stream(&own(entity, shown, code), &mut taken)?;
    let mut cells = taken.0;
    if people {
        for (cell, field) in cells.iter_mut().zip(entity.fields) {
            if let Value::Text(text) = cell {
                *text = named(store, field.kind, text)?;
            }
        }
    }
    let title = format!("{} {code}", entity.label.get(lang));
    sink.begin(&Head { part: entity.name, title: &title, columns: &columns, lang, record: true })?;
    let cells: Vec<Cell<'_>> = cells.iter().map(borrowed).collect();
    sink.row(&cells)?;
    sink.end(&Foot::default())
}

/// A code with the name it stands for.
fn named(store: &Store, kind: Kind, text: &str) -> Result<String, Error> {
    let (register, code) = match kind {
        Kind::Reference(register) => (register, text),
        Kind::Actor => match text.split_once('/') {
            Some((register, code)) => (register, code),
            None => return Ok(text.to_owned()),
        },
        _ => return Ok(text.to_owned()),
    };
    let Some(entity) = register_of(register) else { return Ok(text.to_owned()) };
    let row = sinergi::store::read_row(store.conn(), entity, code)?;
    Ok(match row.as_ref().and_then(|r| r.text_of_naming()) {
        Some(name) => format!("{code} ({name})"),
        None => code.to_owned(),
    })
}

/// What hangs under the record, where there is any.
fn children(
    store: &Store,
    child: &'static Entity,
    code: &str,
    lang: Lang,
    people: bool,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let shown: Vec<&'static Field> =
        child.fields.iter().skip(1).filter(|f| f.rank.is_some() || !people).collect();
    let columns: Vec<Column> = shown.iter().map(|f| f.column()).collect();
    let list = under(child, shown, code);
    let mut taken = Count(0);
    store.stream(&list, &mut taken)?;
    if taken.0 == 0 && people {
        return Ok(());
    }
    let title = format!("{} ({})", child.label.get(lang), taken.0);
    sink.begin(&Head { part: child.plural, title: &title, columns: &columns, lang, record: false })?;
    store.stream(&list, sink)?;
    sink.end(&Foot::default())
}

/// The list of one record alone.
fn own(entity: &'static Entity, columns: Vec<&'static Field>, code: &str) -> List {
    let keys = entity.key_fields().iter().zip(entity.key_values(code));
    let filters = keys.map(|(field, value)| Filter::Field(field, Test::Any(vec![value])));
    List { entity, columns, filters: filters.collect(), as_entered: false, sort: Vec::new(), limit: None }
}

/// The list of what hangs under a record.
fn under(child: &'static Entity, columns: Vec<&'static Field>, code: &str) -> List {
    let filters = vec![Filter::Field(&child.fields[0], Test::Any(vec![code.into()]))];
    List { entity: child, columns, filters, as_entered: false, sort: Vec::new(), limit: None }
}

fn history(
    store: &Store,
    entity: &'static Entity,
    code: &str,
    lang: Lang,
    people: bool,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let traces = store.traces(entity, code)?;
    if traces.is_empty() && people {
        return Ok(());
    }
    let title = say!(lang, "Riwayat ({})", "History ({})", traces.len());
    let columns: Vec<Column> =
        if people { HISTORY.to_vec() } else { HISTORY[..4].iter().copied().chain(CHANGE).collect() };
    sink.begin(&Head { part: "history", title: &title, columns: &columns, lang, record: false })?;
    let skipped = if people { traces.len().saturating_sub(TRACES) } else { 0 };
    for trace in &traces[skipped..] {
        let (at, what) = (minute(&trace.operation.at), change_words(trace, lang));
        let mut cells = vec![
            Cell::Text(&at),
            Cell::Text(&trace.operation.actor),
            Cell::Int(trace.operation.number),
            Cell::Text(&trace.code),
        ];
        if people {
            cells.push(Cell::Text(&what));
        } else {
            cells.extend(change_cells(trace));
        }
        sink.row(&cells)?;
    }
    let open = (skipped > 0).then(|| format!("sinergi history {code}"));
    sink.end(&Foot { total: Vec::new(), notes: Vec::new(), open })
}

/// The time of an operation to the minute.
pub(super) fn minute(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// The columns of a change for programs: words and values as they are stored.
pub(super) const CHANGE: [Column; 4] = [
    Column::new("action", sinergi::lang::label("Tindakan", "Action"), Kind::Code),
    Column::new("field", sinergi::lang::label("Bidang", "Field"), Kind::Code),
    Column::new("old", sinergi::lang::label("Dahulu", "Old"), Kind::Note),
    Column::new("new", sinergi::lang::label("Kini", "New"), Kind::Note),
];

/// A change for programs.
pub(super) fn change_cells(trace: &Trace) -> [Cell<'_>; 4] {
    [Cell::Text(&trace.action), trace.field.as_deref().into(), borrowed(&trace.old), borrowed(&trace.new)]
}

/// One change in words.
pub(super) fn change_words(trace: &Trace, lang: Lang) -> String {
    let field = register_of(&trace.register).zip(trace.field.as_deref()).and_then(|(e, f)| e.field(f));
    match (trace.action.as_str(), field) {
        ("created", _) => say!(lang, "dicatat", "created"),
        ("removed", _) => say!(lang, "dihapus", "removed"),
        (_, Some(field)) => {
            let (old, new) = (fields::shown(field, &trace.old, lang), fields::shown(field, &trace.new, lang));
            format!("{}: {old} → {new}", field.label.get(lang))
        }
        _ => trace.field.clone().unwrap_or_default(),
    }
}

fn borrowed(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Empty,
        Value::Text(text) => Cell::Text(text),
        Value::Int(number) => Cell::Int(*number),
    }
}

/// Keeps one row.
#[derive(Default)]
struct Take(Vec<Value>);

impl Sink for Take {
    fn begin(&mut self, _: &Head<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.0 = cells
            .iter()
            .map(|cell| match cell {
                Cell::Text(text) => Value::from(*text),
                Cell::Int(number) => Value::Int(*number),
                Cell::Empty | Cell::Share(_) => Value::Null,
            })
            .collect();
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}

/// Counts rows.
struct Count(usize);

impl Sink for Count {
    fn begin(&mut self, _: &Head<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, _: &[Cell<'_>]) -> Result<(), Error> {
        self.0 += 1;
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}
