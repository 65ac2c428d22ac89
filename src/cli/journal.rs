//! `history`, `undo` and `redo`: what was recorded when, and taking it back.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::lang::label;
use sinergi::register;
use sinergi::render::Format;
use sinergi::sheet::{Cell, Column, Foot, Head};
use sinergi::store::{Operation, Store, find};
use sinergi::value::Kind;
use sinergi::{Error, Fault, say};

use super::edit::tell_changes;
use super::office::Office;
use super::traces::{CHANGE, change_cells, change_words, minute};
use super::tree::{dry_run, examples, help};

const OPERATIONS: &[Column] = &[
    Column::new("operation", label("Op.", "Op."), Kind::Count),
    Column::new("at", label("Waktu", "When"), Kind::Code),
    Column::new("by", label("Oleh", "By"), Kind::Text).rank(1),
    Column::new("state", label("Keadaan", "State"), Kind::Text).rank(2),
    Column::new("command", label("Perintah", "Command"), Kind::Text),
];

const CHANGES: &[Column] = &[
    Column::new("operation", label("Op.", "Op."), Kind::Count),
    Column::new("at", label("Waktu", "When"), Kind::Code),
    Column::new("by", label("Oleh", "By"), Kind::Text).rank(1),
    Column::new("record", label("Catatan", "Record"), Kind::Code).rank(2),
    Column::new("change", label("Perubahan", "Change"), Kind::Text),
    Column::new("command", label("Perintah", "Command"), Kind::Text).rank(3),
];

/// What stands before a change, for programs.
const DATA: [Column; 5] = [CHANGES[0], CHANGES[1], CHANGES[2], CHANGES[3], CHANGES[5]];

/// Fills `history`.
pub(super) fn build_history(command: Command) -> Command {
    command
        .arg(Arg::new("CODE").value_name(help("KODE", "CODE")).help(help(
            "riwayat satu catatan; tanpa kode: perintah-perintah terakhir",
            "the history of one record; without a code: the last commands",
        )))
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .help(help("paling banyak N baris", "at most N rows")),
        )
        .after_help(examples("sinergi history KS-2025-0001"))
}

/// Runs `history [CODE]`.
pub(super) fn history(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let store = office.open()?;
    let lang = office.lang();
    match matches.get_one::<String>("CODE") {
        None => {
            let limit = limit(matches)?.unwrap_or(20);
            let operations = store.operations(limit)?;
            office.output.answer(&store, false, |sink| {
                sink.begin(&Head { part: "history", title: "", columns: OPERATIONS, lang, record: false })?;
                for o in &operations {
                    let (at, state) = (minute(&o.at), state_words(o, lang));
                    sink.row(&[
                        Cell::Int(o.number),
                        Cell::Text(&at),
                        Cell::Text(&o.actor),
                        Cell::Text(&state),
                        Cell::Text(&o.command),
                    ])?;
                }
                sink.end(&Foot::default())
            })
        }
        Some(text) => {
            let (entity, code) = record_of(&store, text)?;
            let traces = store.traces(entity, &code)?;
            let people = office.output.format == Format::Text;
            let columns: Vec<Column> =
                if people { CHANGES.to_vec() } else { DATA.iter().copied().chain(CHANGE).collect() };
            office.output.answer(&store, false, |sink| {
                sink.begin(&Head { part: "history", title: "", columns: &columns, lang, record: false })?;
                for trace in &traces {
                    let (at, what) = (minute(&trace.operation.at), change_words(trace, lang));
                    let o = &trace.operation;
                    let mut cells = vec![
                        Cell::Int(o.number),
                        Cell::Text(&at),
                        Cell::Text(&o.actor),
                        Cell::Text(&trace.code),
                    ];
                    if people {
                        cells.extend([Cell::Text(&what), Cell::Text(&o.command)]);
                    } else {
                        cells.push(Cell::Text(&o.command));
                        cells.extend(change_cells(trace));
                    }
                    sink.row(&cells)?;
                }
                sink.end(&Foot::default())
            })?;
            if traces.is_empty() {
                office.tell(&say!(
                    lang,
                    "Belum ada riwayat untuk {}.",
                    "There is no history of {} yet.",
                    code
                ));
            }
            Ok(())
        }
    }
}

fn limit(matches: &ArgMatches) -> Result<Option<usize>> {
    let Some(text) = matches.get_one::<String>("limit") else { return Ok(None) };
    let number =
        text.parse().map_err(|_| super::fields::refused("limit", Fault::NotANumber(text.clone())))?;
    Ok(Some(number))
}

/// The record that a code means, in whichever register; a removed one still has its history.
fn record_of(store: &Store, text: &str) -> Result<(&'static register::Entity, String)> {
    for entity in register::ALL.iter().copied() {
        let code = text.trim().to_uppercase();
        if store.has_traces(entity, &code)? {
            return Ok((entity, code));
        }
        let slashes = text.matches('/').count();
        if (entity.parent().is_some() == (slashes == 1) || entity.name == "agreement")
            && let Ok(code) = find(store.conn(), entity, text)?
        {
            return Ok((entity, code));
        }
    }
    let agreement = register::entity("agreement").unwrap_or(register::ALL[0]);
    let fault = match find(store.conn(), agreement, text)? {
        Ok(code) => return Ok((agreement, code)),
        Err(fault) => fault,
    };
    Err(Error::Refused(String::new(), fault).into())
}

fn state_words(operation: &Operation, lang: sinergi::Lang) -> String {
    match (operation.undoes, operation.undone_by) {
        (Some(n), None) => say!(lang, "membatalkan #{}", "undoes #{}", n),
        (Some(n), Some(by)) => {
            say!(lang, "membatalkan #{}, ditarik #{}", "undoes #{}, taken back by #{}", n, by)
        }
        (None, Some(by)) => say!(lang, "dibatalkan #{}", "undone by #{}", by),
        (None, None) => String::new(),
    }
}

/// Fills `undo`.
pub(super) fn build_undo(command: Command) -> Command {
    command
        .arg(Arg::new("N").value_name("N").help(help(
            "nomor operasi menurut sinergi history; tanpa nomor: yang terakhir",
            "the operation's number in sinergi history; without one: the last",
        )))
        .arg(dry_run())
        .after_help(examples("sinergi undo"))
}

/// Fills `redo`.
pub(super) fn build_redo(command: Command) -> Command {
    command.arg(dry_run()).after_help(examples("sinergi redo"))
}

/// Runs `undo [N]`.
pub(super) fn undo(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let number = match matches.get_one::<String>("N") {
        None => None,
        Some(text) => Some(
            text.trim_start_matches('#')
                .parse()
                .map_err(|_| Error::Refused("N".into(), Fault::NotANumber(text.clone())))?,
        ),
    };
    let dry = matches.get_flag("dry-run");
    let (operation, changes) = store.undo(number, &office.entry(), dry)?;
    told(&operation, &changes, dry, office, true);
    Ok(())
}

/// Runs `redo`.
pub(super) fn redo(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let dry = matches.get_flag("dry-run");
    let (operation, changes) = store.redo(&office.entry(), dry)?;
    told(&operation, &changes, dry, office, false);
    Ok(())
}

fn told(operation: &Operation, changes: &[sinergi::store::Change], dry: bool, office: &Office, undone: bool) {
    let lang = office.lang();
    let (number, command, at) = (operation.number, &operation.command, minute(&operation.at));
    let actor = &operation.actor;
    office.tell(&if dry {
        say!(
            lang,
            "Yang akan terjadi dengan #{} ({}, {}): {}",
            "What would happen to #{} ({}, {}): {}",
            number,
            at,
            actor,
            command
        )
    } else if undone {
        say!(lang, "Dibatalkan #{} ({}, {}): {}", "Undone #{} ({}, {}): {}", number, at, actor, command)
    } else {
        say!(lang, "Diulang #{} ({}, {}): {}", "Redone #{} ({}, {}): {}", number, at, actor, command)
    });
    tell_changes(changes, office);
    office.tell(&match (dry, undone) {
        (true, _) => say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."),
        (_, true) => say!(lang, "Tarik kembali: sinergi redo", "Take this back: sinergi redo"),
        (_, false) => say!(lang, "Batalkan lagi: sinergi undo", "Undo again: sinergi undo"),
    });
}
