//! `show`: one record as a readable sheet, with what hangs under it and what was recorded of it.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::register::{Entity, Field, Row, entity as register_of};
use sinergi::render::Format;
use sinergi::rules::status::first_day;
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::{Filter, List, Store, Test, Trace, of_register, read_row};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Lang, say};

use super::generic::{code_arg, code_of};
use super::office::Office;
use super::tree::{examples, help};
use super::{fields, lineage, list, timeline};

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
    let switch = |name: &'static str, about: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(about)
    };
    let dated = entity.stored().any(|f| matches!(f.kind, Kind::Date | Kind::DayOrYear));
    let timeline = dated.then(|| {
        switch("timeline", help("semua tanggalnya berurutan", "all its dated facts, in their order"))
    });
    let tree = entity.selves().next().map(|_| {
        switch(
            "tree",
            help("rantai induk, turunan dan lanjutannya", "its chain: what it hangs under and follows"),
        )
        .conflicts_with("timeline")
    });
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .args(timeline)
        .args(tree)
        .after_help(examples(&list::example(entity, "show")))
}

/// Whose life is shown, to whom, and until which day: what happened later is not told where a day is named.
pub(super) struct Life<'a> {
    pub(super) code: &'a str,
    pub(super) lang: Lang,
    people: bool,
    until: Option<Date>,
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
        Ok(rows)
    }
}

/// The codes of the records that name a record in a field.
pub(super) fn codes(
    store: &Store,
    entity: &'static Entity,
    field: &'static Field,
    code: &str,
) -> Result<Vec<String>, Error> {
    let filters = vec![Filter::Field(field, Test::Any(vec![code.into()]))];
    let columns = vec![&entity.fields[0]];
    let mut found = Codes::default();
    store.stream(
        &List { entity, columns, filters, as_entered: true, sort: Vec::new(), limit: None },
        &mut found,
    )?;
    Ok(found.0)
}

pub(super) fn run(entity: &'static Entity, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let store = office.open()?;
    let code = code_of(entity, matches, &store)?;
    store.speak_as_of(office.as_of()?)?;
    let lang = office.lang();
    let people = office.output.format == Format::Text;
    let until = office.as_of_is_typed().then(|| office.as_of()).transpose()?;
    let life = &Life { code: &code, lang, people, until };
    let asked = |flag: &str| matches!(matches.try_get_one::<bool>(flag), Ok(Some(true)));
    if asked("timeline") {
        return office.output.answer(&store, false, |sink| timeline::write(&store, entity, life, sink));
    }
    if asked("tree") {
        return office.output.answer(&store, false, |sink| lineage::write(&store, entity, life, sink));
    }
    // A table of rows holds one part: the record itself; its children have lists of their own.
    let one_part = matches!(office.output.format, Format::Csv | Format::Code);
    office.output.answer(&store, true, |sink| {
        sheet(&store, entity, life, sink)?;
        if one_part {
            return Ok(());
        }
        for child in entity.children() {
            part(&store, child, &child.fields[0], life, sink)?;
        }
        for (other, field) in entity.dependents() {
            part(&store, other, field, life, sink)?;
        }
        history(&store, entity, life, sink)
    })
}

/// The record's own fields. For people, a reference is followed by the name it stands for.
fn sheet(store: &Store, entity: &'static Entity, life: &Life<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let Life { code, lang, people, .. } = *life;
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
    let hidden = forget_later_acts(entity, life, &mut cells);
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
    let notes = if hidden {
        vec![say!(
            lang,
            "Yang terjadi sesudah hari itu tidak dimuat.",
            "What happened after that day is left out."
        )]
    } else {
        Vec::new()
    };
    sink.end(&Foot { notes, ..Foot::default() })
}

/// Empties what acts said that were done after the day that is asked about; tells whether there was any. A day of its own,
/// such as that of the request to end it, stays where it had come by then.
fn forget_later_acts(entity: &'static Entity, life: &Life<'_>, cells: &mut [Value]) -> bool {
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

/// The records of another register that name this one in a field, where there are any: its children, or those that cannot
/// be without it.
fn part(
    store: &Store,
    child: &'static Entity,
    field: &'static Field,
    life: &Life<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let Life { code, lang, people, until } = *life;
    let shown: Vec<&'static Field> =
        child.fields.iter().filter(|f| f.name != field.name && (f.rank.is_some() || !people)).collect();
    let columns: Vec<Column> = shown.iter().map(|f| f.column()).collect();
    let mut filters = vec![Filter::Field(field, Test::Any(vec![code.into()]))];
    if let (Some(day), Some(dated)) = (until, child.dated()) {
        filters.push(Filter::Field(dated, Test::Until(day.into())));
    }
    let list =
        List { entity: child, columns: shown, filters, as_entered: false, sort: Vec::new(), limit: None };
    let mut taken = Count(0);
    store.stream(&list, &mut taken)?;
    if taken.0 == 0 && people {
        return Ok(());
    }
    let title = format!("{} ({})", child.label.get(lang), taken.0);
    sink.begin(&Head { part: child.plural, title: &title, columns: &columns, lang, record: false })?;
    let days = list.columns.iter().map(|f| f.happens()).collect();
    store.stream(&list, &mut Past { sink, days, life })?;
    sink.end(&Foot::default())
}

/// Leaves the days out on which something happened later than what is asked about.
struct Past<'a> {
    sink: &'a mut dyn Sink,
    /// Which cells are days on which something happened.
    days: Vec<bool>,
    life: &'a Life<'a>,
}

impl Sink for Past<'_> {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        self.sink.begin(head)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        let told = |(cell, day): (&Cell<'_>, &bool)| match cell {
            Cell::Text(text) => !day || self.life.tells(Some(text)),
            _ => true,
        };
        if cells.iter().zip(&self.days).all(told) {
            return self.sink.row(cells);
        }
        let cells: Vec<Cell<'_>> = cells
            .iter()
            .zip(&self.days)
            .map(|(cell, day)| if told((cell, day)) { *cell } else { Cell::Empty })
            .collect();
        self.sink.row(&cells)
    }

    fn end(&mut self, foot: &Foot) -> Result<(), Error> {
        self.sink.end(foot)
    }
}

/// The list of one record alone.
pub(super) fn own(entity: &'static Entity, columns: Vec<&'static Field>, code: &str) -> List {
    let keys = entity.key_fields().iter().zip(entity.key_values(code));
    let filters = keys.map(|(field, value)| Filter::Field(field, Test::Any(vec![value])));
    List { entity, columns, filters: filters.collect(), as_entered: false, sort: Vec::new(), limit: None }
}

fn history(
    store: &Store,
    entity: &'static Entity,
    life: &Life<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let Life { code, lang, people, .. } = *life;
    let mut traces = store.traces(entity, code)?;
    // Of a day, only what had been recorded by its end.
    traces.retain(|trace| life.tells(trace.operation.at.get(..10)));
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
    let entity = register_of(&trace.register);
    let field = entity.zip(trace.field.as_deref()).and_then(|(e, f)| e.field(f));
    // Children of several registers have the same code: which one it is, is said.
    if let Some(child) = entity.filter(|e| e.parent().is_some()) {
        let words = words_of(trace, field, lang);
        return format!("{}: {words}", child.noun().spoken(lang));
    }
    words_of(trace, field, lang)
}

fn words_of(trace: &Trace, field: Option<&'static Field>, lang: Lang) -> String {
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

pub(super) fn borrowed(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Empty,
        Value::Text(text) => Cell::Text(text),
        Value::Int(number) => Cell::Int(*number),
    }
}

/// Keeps one row.
#[derive(Default)]
pub(super) struct Take(pub(super) Vec<Value>);

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

/// Keeps the first cell of each row.
#[derive(Default)]
struct Codes(Vec<String>);

impl Sink for Codes {
    fn begin(&mut self, _: &Head<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        if let Some(Cell::Text(code)) = cells.first() {
            self.0.push((*code).to_owned());
        }
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
