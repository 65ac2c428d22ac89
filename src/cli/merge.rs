//! Partners recorded twice: `partner duplicates` lists them, and `partner merge` makes two records one, after what will move was shown
//! and the code was typed.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::register;
use sinergi::reports::{Ask, duplicates};
use sinergi::store::{Naming, Store, find, namings, read_row};
use sinergi::{Lang, say};

use super::complete::by_code;
use super::confirm;
use super::fields::refused;
use super::generic::{code_arg, code_of};
use super::office::Office;
use super::tree::{dry_run, examples, help};

pub(super) fn build(command: Command) -> Command {
    let Some(partner) = register::entity("partner") else { return command };
    let into = Arg::new("into").long("into").value_name("CODE").required(true).help(help(
        "catatan yang tetap; semua yang menyebut yang satu akan menyebut yang ini",
        "the record that stays; whatever names the other will name this one",
    ));
    let confirm = Arg::new("confirm").long("confirm").value_name("CODE").help(help(
        "kode yang digabung, diketik sekali lagi, tanpa ditanya",
        "the code that is merged, typed once more, to be asked nothing",
    ));
    command
        .arg(code_arg(partner).required(true).num_args(1))
        .arg(by_code(into, partner))
        .args([confirm, dry_run()])
        .after_help(examples(
            "sinergi partner merge BPJS-KESEHATAN-PKY --into BPJS-KES --confirm BPJS-KESEHATAN-PKY",
        ))
}

pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(partner) = register::entity("partner") else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(partner, matches, &store)?;
    let typed = matches.get_one::<String>("into").map_or("", String::as_str);
    let into = find(store.conn(), partner, typed)?.map_err(|fault| refused("into", fault))?;
    // What is refused is refused before anything is asked.
    store.write(&office.entry(), true, |door| door.merge(&code, &into))?;
    let moves = namings(store.conn(), partner, &code)?;
    office.tell(&say!(
        lang,
        "{} akan digabung ke {}:",
        "{} will be merged into {}:",
        called(&store, &code)?,
        called(&store, &into)?
    ));
    for line in told(&moves, lang) {
        office.tell(&line);
    }
    if matches.get_flag("dry-run") {
        office.tell(&say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."));
        return Ok(());
    }
    confirm::by_code(&code, matches.get_one::<String>("confirm").map(String::as_str), office)?;
    let (all, _) = store.write(&office.entry(), false, |door| door.merge(&code, &into))?;
    office.tell(&say!(
        lang,
        "{} digabung ke {}: {} catatan. Nama pada naskah tetap seperti ditandatangani. Batalkan: sinergi undo",
        "{} was merged into {}: {} records. Agreements keep the name that was signed. Take it back: sinergi undo",
        code,
        into,
        all.len()
    ));
    Ok(())
}

/// A partner as one knows it: its code and name.
fn called(store: &Store, code: &str) -> Result<String> {
    let row = register::entity("partner").map(|e| read_row(store.conn(), e, code)).transpose()?.flatten();
    let name = row.as_ref().and_then(|row| row.text("name")).unwrap_or_default();
    Ok(format!("{code} ({name})"))
}

/// What will move, a line for each register, with the first codes.
fn told(moves: &[Naming], lang: Lang) -> Vec<String> {
    const SHOWN: usize = 6;
    let mut by_register: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for naming in moves {
        by_register.entry(naming.register).or_default().push(&naming.code);
    }
    if by_register.is_empty() {
        return vec![say!(lang, "  tidak ada yang menyebutnya", "  nothing names it")];
    }
    let line = |(register, codes): (&str, Vec<&str>)| {
        let noun = register::entity(register).map_or_else(|| register.to_owned(), |e| e.noun().spoken(lang));
        let more = if codes.len() > SHOWN { ", …" } else { "" };
        format!("  {noun}: {} ({}{more})", codes.len(), codes[..codes.len().min(SHOWN)].join(", "))
    };
    by_register.into_iter().map(line).collect()
}

/// Fills `partner duplicates`.
pub(super) fn build_duplicates(command: Command) -> Command {
    command.after_help(examples("sinergi partner duplicates"))
}

/// Shows partners that may be recorded twice.
pub(super) fn run_duplicates(_: &ArgMatches, office: &mut Office) -> Result<()> {
    let store = office.open()?;
    let mut ask = Ask::new(office.as_of()?, office.lang());
    ask.program = office.program();
    office.output.answer(&store, false, |sink| duplicates(&store, &ask, sink))
}
