//! `show`: one record as a readable sheet, with what hangs under it and what was recorded of it.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::register::{Does, Entity, Field, entity as register_of};
use sinergi::render::Format;
use sinergi::reports::{Ask, evaluated, flow, path_sheet};
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::{Filter, List, Store, Test, of_register};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Lang, say};

use super::generic::{code_arg, code_of};
use super::life::{Life, Past, forget_later_acts};
use super::office::Office;
use super::taken::{Codes, Count, Take};
use super::tree::{examples, help};
use super::{lineage, list, timeline, traces};

/// Tells what hangs under a record in another way than as a list.
type Tell = fn(&Store, &Ask, &str, &mut dyn Sink) -> Result<(), Error>;

/// Registers, the child that people read otherwise, and how: answers with what they are worth, steps as a flow.
const TOLD: &[(&str, &str, Tell)] = &[("evaluation", "answer", evaluated), ("sop", "step", flow)];

/// Whether a sheet tells the story of its record besides: what hangs under it is worked on step by step.
fn tells_a_story(entity: &'static Entity) -> bool {
    entity.children().any(|child| child.acts.iter().any(|act| act.does == Does::Fills))
}

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
    let path = entity.children().any(|child| child.name == "movement").then(|| {
        switch(
            "path",
            help(
                "jalannya menurut SOP: rencana dan kenyataan",
                "its path through the SOP: planned and actual",
            ),
        )
        .conflicts_with_all(["timeline", "tree"])
    });
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .args(timeline)
        .args(tree)
        .args(path)
        .after_help(examples(&list::example(entity, "show")))
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
    let as_of = office.as_of()?;
    store.speak_as_of(as_of)?;
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
    if asked("path") {
        let mut ask = Ask::new(as_of, lang);
        ask.program = office.program();
        return office.output.answer(&store, false, |sink| path_sheet(&store, &ask, &code, sink));
    }
    // A table of rows holds one part: the record itself; its children have lists of their own.
    let one_part = matches!(office.output.format, Format::Csv | Format::Code);
    office.output.answer(&store, true, |sink| {
        sheet(&store, entity, life, sink)?;
        if one_part {
            return Ok(());
        }
        if tells_a_story(entity) {
            timeline::write(&store, entity, life, sink)?;
        }
        let told_otherwise = TOLD.iter().find(|(name, ..)| *name == entity.name && people);
        if let Some((_, _, tell)) = told_otherwise {
            tell(&store, &Ask::new(as_of, lang), &code, sink)?;
        }
        let told =
            |child: &&Entity| told_otherwise.is_none_or(|(_, instead_of, _)| child.name != *instead_of);
        for child in entity.children().filter(told) {
            part(&store, child, &child.fields[0], &[code.as_str().into()], life, sink)?;
        }
        for (other, field) in entity.dependents() {
            part(&store, other, field, &[code.as_str().into()], life, sink)?;
        }
        spoken_of(&store, entity, life, sink)?;
        traces::history(&store, entity, life, sink)
    })
}

/// The record's own fields. For people, a reference is followed by the name it stands for.
fn sheet(store: &Store, entity: &'static Entity, life: &Life<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let Life { code, lang, people, .. } = *life;
    let shown: Vec<&'static Field> = entity.fields.iter().collect();
    let columns: Vec<Column> = shown
        .iter()
        .map(|f| match f.kind {
            Kind::Reference(_) | Kind::Actor | Kind::Record if people => {
                Column { kind: Kind::Text, ..f.column() }
            }
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
                *text = named(store, field.kind, text, lang)?;
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

/// A code with the name it stands for.
fn named(store: &Store, kind: Kind, text: &str, lang: Lang) -> Result<String, Error> {
    let (register, code) = match kind {
        Kind::Reference(register) => (register, text),
        Kind::Actor | Kind::Record => match text.split_once('/') {
            Some((register, code)) => (register, code),
            None => return Ok(text.to_owned()),
        },
        _ => return Ok(text.to_owned()),
    };
    let Some(entity) = register_of(register) else { return Ok(text.to_owned()) };
    let row = sinergi::store::read_row(store.conn(), entity, code)?;
    Ok(match row.as_ref().and_then(|r| r.name_in(lang)) {
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
    named: &[Value],
    life: &Life<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let Life { lang, people, until, .. } = *life;
    let shown: Vec<&'static Field> =
        child.fields.iter().filter(|f| f.name != field.name && (f.rank.is_some() || !people)).collect();
    let columns: Vec<Column> = shown.iter().map(|f| f.column()).collect();
    let mut filters = vec![Filter::Field(field, Test::Any(named.to_vec()))];
    if let (Some(day), Some(dated)) = (until, child.dated()) {
        filters.push(Filter::Field(dated, Test::Until(day.into())));
    }
    let list =
        List { entity: child, columns: shown, filters, as_entered: false, sort: Vec::new(), limit: None };
    let mut taken = Count(0);
    store.stream(&list, &mut taken)?;
    // Any record may be spoken of; of most, nothing is.
    if taken.0 == 0 && (people || field.kind == Kind::Record) {
        return Ok(());
    }
    let title = format!("{} ({})", child.label.get(lang), taken.0);
    sink.begin(&Head { part: child.plural, title: &title, columns: &columns, lang, record: false })?;
    store.stream(&list, &mut Past { sink, entity: child, fields: &list.columns, life })?;
    sink.end(&Foot::default())
}

/// Where the record or what hangs under it is spoken of: at which meetings, and in which activities that came from it.
fn spoken_of(
    store: &Store,
    entity: &'static Entity,
    life: &Life<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let mut named: Vec<Value> = vec![Value::Text(format!("{}/{}", entity.name, life.code))];
    for child in entity.children() {
        let rows = of_register(store.conn(), child, life.code)?;
        named.extend(rows.iter().map(|row| Value::Text(format!("{}/{}", child.name, row.code()))));
    }
    for (other, field) in entity.dependents() {
        for code in codes(store, other, field, life.code)? {
            for child in other.children() {
                let rows = of_register(store.conn(), child, &code)?;
                named.extend(rows.iter().map(|row| Value::Text(format!("{}/{}", child.name, row.code()))));
            }
            named.push(Value::Text(format!("{}/{code}", other.name)));
        }
    }
    for other in sinergi::register::ALL {
        for field in other.stored().filter(|field| field.kind == Kind::Record) {
            part(store, other, field, &named, life, sink)?;
        }
    }
    Ok(())
}

/// The list of one record alone.
pub(super) fn own(entity: &'static Entity, columns: Vec<&'static Field>, code: &str) -> List {
    let keys = entity.key_fields().iter().zip(entity.key_values(code));
    let filters = keys.map(|(field, value)| Filter::Field(field, Test::Any(vec![value])));
    List { entity, columns, filters: filters.collect(), as_entered: false, sort: Vec::new(), limit: None }
}

pub(super) fn borrowed(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Empty,
        Value::Text(text) => Cell::Text(text),
        Value::Int(number) => Cell::Int(*number),
    }
}
