//! `export`: one register, or every register into a folder.

use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::intake::COUNTERS;
use sinergi::lang::label;
use sinergi::register::{self, Entity, Field};
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::{List, Store};
use sinergi::value::Kind;
use sinergi::{Error, Lang, say};

use super::office::Office;
use super::output::Output;
use super::tree::{examples, help};

/// Fills `export`.
pub(super) fn build(command: Command) -> Command {
    command
        .arg(register_arg())
        .arg(Arg::new("FOLDER").help(help("untuk all: folder tujuan", "for all: the folder to write to")))
        .after_help(examples("sinergi export agreements -o kerja-sama.csv --excel"))
}

/// The register that a command is about, or `all`.
pub(super) fn register_arg() -> Arg {
    let names = register::ALL.iter().map(|e| e.plural).collect::<Vec<_>>().join(", ");
    Arg::new("REGISTER").required(true).help(format!("{names}, all"))
}

/// The register that was named; `None` is all of them.
pub(super) fn register_of(matches: &ArgMatches) -> Result<Option<&'static Entity>> {
    let word = matches.get_one::<String>("REGISTER").map(String::as_str).unwrap_or_default();
    if matches!(word, "all" | "semua") {
        return Ok(None);
    }
    let known = register::ALL.iter().map(|e| e.plural).collect::<Vec<_>>().join(", ");
    register::named(word).map(Some).ok_or_else(|| {
        Error::usage(format!("register `{word}` tidak ada"), format!("there is no register `{word}`"))
            .with_hint(format!("pilih: {known}, all"), format!("choose one of: {known}, all"))
            .into()
    })
}

/// Runs `export REGISTER` and `export all FOLDER`.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let folder = matches.get_one::<String>("FOLDER");
    let store = office.open()?;
    let lang = office.lang();
    match (register_of(matches)?, folder) {
        (Some(_), Some(_)) => {
            Err(Error::usage("folder hanya untuk `export all`", "a folder is for `export all` alone")
                .with_hint("untuk satu register: -o BERKAS.csv", "for one register: -o FILE.csv")
                .into())
        }
        (Some(entity), None) => office.output.answer(&store, false, |sink| write(&store, entity, lang, sink)),
        (None, Some(folder)) => whole(&store, Path::new(folder), office),
        (None, None) => Err(Error::usage("sebutkan folder tujuan", "name the folder to write to")
            .with_hint("contoh: sinergi export all cadangan", "for example: sinergi export all backup")
            .into()),
    }
}

/// Every stored field of a register, streamed.
fn write(store: &Store, entity: &'static Entity, lang: Lang, sink: &mut dyn Sink) -> Result<(), Error> {
    let columns: Vec<&'static Field> = entity.stored().collect();
    let heads: Vec<Column> = columns.iter().map(|f| f.column()).collect();
    let list = List { entity, columns, filters: Vec::new(), as_entered: true, sort: Vec::new(), limit: None };
    sink.begin(&Head { part: entity.plural, title: "", columns: &heads, lang, record: false })?;
    store.stream(&list, sink)?;
    sink.end(&Foot::default())
}

/// One CSV for each register, and one for the counters of codes.
fn whole(store: &Store, folder: &Path, office: &Office) -> Result<()> {
    let lang = office.lang();
    std::fs::create_dir_all(folder).map_err(|e| Error::File(folder.to_owned(), e))?;
    for entity in register::ALL.iter().copied() {
        let path = folder.join(format!("{}.csv", entity.plural));
        Output::csv_to(&path, |sink| write(store, entity, lang, sink))?;
    }
    Output::csv_to(&folder.join(COUNTERS), |sink| {
        const COLUMNS: &[Column] = &[
            Column::new("name", label("Nama", "Name"), Kind::Text),
            Column::new("next", label("Berikutnya", "Next"), Kind::Count),
        ];
        sink.begin(&Head { part: "counters", title: "", columns: COLUMNS, lang, record: false })?;
        for (name, next) in store.counters()? {
            sink.row(&[Cell::Text(&name), Cell::Int(next)])?;
        }
        sink.end(&Foot::default())
    })?;
    let place = folder.display();
    office.tell(&say!(lang, "Semua register ditulis ke {}.", "Every register is written to {}.", place));
    Ok(())
}
