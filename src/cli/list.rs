//! `list`: a filter for every field, an order, columns and a limit.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::register::{Entity, Field};
use sinergi::render::Format;
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::{Filter, List, Store, Test, find};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Lang, say};

use super::office::Office;
use super::tree::{examples, help};
use super::{fields, filters, generic};

pub(super) fn build(entity: &'static Entity, command: Command) -> Command {
    let mut command = command;
    if let Some(parent) = entity.parent() {
        command = command.arg(generic::parent_arg(parent));
    }
    let example = format!("sinergi {} list --columns {} --limit 20", entity.command(), first_columns(entity));
    command
        .arg(
            Arg::new("sort")
                .long("sort")
                .value_name("FIELD,-FIELD")
                .allow_hyphen_values(true)
                .help(help("urutan; - berarti menurun", "the order; - is downwards")),
        )
        .arg(
            Arg::new("columns")
                .long("columns")
                .value_name("FIELD,…|all")
                .help(help("kolom yang ditampilkan", "the columns shown")),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .help(help("paling banyak N baris", "at most N rows")),
        )
        .args(entity.fields.iter().any(|f| f.as_of.is_some()).then(|| {
            Arg::new("entered").long("entered").action(ArgAction::SetTrue).help(help(
                "yang semula dicatat, bukan keadaan pada harinya",
                "what was first entered, not how it reads as of a day",
            ))
        }))
        .next_help_heading(help("Saringan", "Filters"))
        .args(filters::flags(entity))
        .after_help(format!("{}\n\n{}", filters::how_to(super::tree::lang()), examples(&example)))
}

fn first_columns(entity: &'static Entity) -> String {
    let names: Vec<&str> = entity.fields.iter().filter(|f| f.rank == Some(0)).map(|f| f.name).collect();
    names.join(",")
}

pub(super) fn run(entity: &'static Entity, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let store = office.open()?;
    let list = asked(entity, matches, &store, office)?;
    let lang = office.lang();
    let derived = |field: &&Field| field.asks_the_day();
    let filtered = list.filters.iter().any(|f| matches!(f, Filter::Field(field, _) if field.asks_the_day()));
    if filtered || list.columns.iter().any(derived) || list.sort.iter().any(|(f, _)| f.asks_the_day()) {
        store.speak_as_of(office.as_of()?)?;
    }
    if office.output.format == Format::Code && entity.key.width() > 1 {
        let list = List { columns: entity.key_fields().iter().collect(), ..list };
        return office.output.answer(&store, false, |sink| codes(&store, &list, lang, sink));
    }
    let columns: Vec<Column> = list.columns.iter().map(|f| f.column()).collect();
    let mut listed = None;
    office.output.answer(&store, false, |sink| {
        sink.begin(&Head { part: entity.plural, title: "", columns: &columns, lang, record: false })?;
        listed = Some(store.stream(&list, sink)?);
        sink.end(&Foot::default())
    })?;
    let Some(listed) = listed else { return Ok(()) };
    if office.output.on_screen() {
        office.tell(&closing(entity, listed, office));
    }
    Ok(())
}

/// The codes of records whose key has two parts, as one types them: `KS-2025-0001/2`.
fn codes(store: &Store, list: &List, lang: Lang, sink: &mut dyn Sink) -> Result<(), Error> {
    const CODE: &[Column] = &[Column::new("code", sinergi::lang::label("Kode", "Code"), Kind::Code)];
    sink.begin(&Head { part: list.entity.plural, title: "", columns: CODE, lang, record: false })?;
    store.stream(list, &mut Joined(sink))?;
    sink.end(&Foot::default())
}

/// Joins the cells of a row by strokes.
struct Joined<'a>(&'a mut dyn Sink);

impl Sink for Joined<'_> {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        self.0.begin(head)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        let part = |cell: &Cell<'_>| match cell {
            Cell::Text(text) => (*text).to_owned(),
            Cell::Int(number) => number.to_string(),
            Cell::Empty | Cell::Share(_) => String::new(),
        };
        let code = cells.iter().map(part).collect::<Vec<_>>().join("/");
        self.0.row(&[Cell::Text(&code)])
    }

    fn end(&mut self, foot: &Foot) -> Result<(), Error> {
        self.0.end(foot)
    }
}

/// The line under a list on a screen: how many, and whether there are more.
fn closing(entity: &'static Entity, listed: sinergi::store::Listed, office: &Office) -> String {
    let lang = office.lang();
    let noun = entity.noun().spoken(lang);
    match (listed.rows, listed.more) {
        (0, _) => {
            let command = entity.command();
            say!(
                lang,
                "Tidak ada {} yang cocok. Tambah: sinergi {} add",
                "No {} matches. Add one: sinergi {} add",
                noun,
                command
            )
        }
        (rows, true) => say!(
            lang,
            "{} {}, masih ada lagi (--limit).",
            "{} of {} shown; there are more (--limit).",
            rows,
            noun
        ),
        (rows, false) => say!(lang, "{} {}.", "{} of {}.", rows, noun),
    }
}

fn asked(entity: &'static Entity, matches: &ArgMatches, store: &Store, office: &Office) -> Result<List> {
    let mut filters = filters::typed(entity, matches, store, office)?;
    if let (Some(parent), Ok(Some(text))) = (entity.parent(), matches.try_get_one::<String>("PARENT")) {
        let code = find(store.conn(), parent, text)?.map_err(|fault| Error::Refused(String::new(), fault))?;
        filters.push(Filter::Field(&entity.fields[0], Test::Any(vec![Value::Text(code)])));
    }
    let columns = match matches.get_one::<String>("columns").map(String::as_str) {
        None => entity.fields.iter().filter(|f| f.rank.is_some()).collect(),
        Some("all" | "semua") => entity.fields.iter().collect(),
        Some(names) => names.split(',').map(|name| named(entity, name)).collect::<Result<_, _>>()?,
    };
    let columns: Vec<&'static Field> = columns;
    if columns.len() > 64 {
        return Err(Error::usage("terlalu banyak kolom", "there are too many columns").into());
    }
    let sort = match matches.get_one::<String>("sort") {
        None => Vec::new(),
        Some(names) => names
            .split(',')
            .map(|name| {
                let down = name.trim().strip_prefix('-');
                Ok((named(entity, down.unwrap_or(name))?, down.is_some()))
            })
            .collect::<Result<_, Error>>()?,
    };
    let limit = match matches.get_one::<String>("limit") {
        None => None,
        Some(text) => Some(
            text.parse::<usize>()
                .map_err(|_| fields::refused("limit", sinergi::Fault::NotANumber(text.clone())))?,
        ),
    };
    let as_entered = matches!(matches.try_get_one::<bool>("entered"), Ok(Some(true)));
    // What hangs under a record and happened after the day that is asked about was not there yet.
    let dated =
        entity.dated().filter(|_| entity.parent().is_some() && !as_entered && office.as_of_is_typed());
    if let Some(dated) = dated {
        filters.push(Filter::Field(dated, Test::Until(office.as_of()?.into())));
    }
    Ok(List { entity, columns, filters, as_entered, sort, limit })
}

/// A field that a person names: by its name, with `_on` or without, or by its label.
fn named(entity: &'static Entity, name: &str) -> Result<&'static Field, Error> {
    let plain = name.trim().to_lowercase().replace('-', "_");
    let with = format!("{plain}_on");
    let label = |f: &&Field| f.label.id.to_lowercase() == plain || f.label.en.to_lowercase() == plain;
    entity
        .field(&plain)
        .or_else(|| entity.field(&with))
        .or_else(|| entity.fields.iter().find(label))
        .ok_or_else(|| {
            let known = entity.fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
            let near = entity
                .fields
                .iter()
                .map(|f| (strsim::jaro_winkler(&plain, f.name), f.name))
                .filter(|(score, _)| *score > 0.8)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let (id, en) = match near {
                Some((_, near)) => (
                    format!("mungkin maksudnya {near}; kolomnya: {known}"),
                    format!("did you mean {near}? its columns are: {known}"),
                ),
                None => (format!("kolomnya: {known}"), format!("its columns are: {known}")),
            };
            let noun = entity.noun();
            Error::usage(
                format!("{} tidak mempunyai kolom `{name}`", noun.spoken(sinergi::Lang::Id)),
                format!("{} has no column `{name}`", noun.spoken(sinergi::Lang::En)),
            )
            .with_hint(id, en)
        })
}

/// The example in help for one record.
pub(super) fn example(entity: &'static Entity, verb: &str) -> String {
    format!("sinergi {} {verb} {}", entity.command(), entity.example_code)
}
