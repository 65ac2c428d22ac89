//! `instrument revise`: a new version of the questions, which begins as a copy of an old one.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::calendar::date;
use sinergi::register::{self, Row};
use sinergi::store::{instrument_from, of_register, read_row};
use sinergi::value::{Kind, Value};
use sinergi::{Error, say};

use super::fields::refused;
use super::generic::{code_arg, code_of};
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, help};

/// Fills `instrument revise`.
pub(super) fn build_revise(command: Command) -> Command {
    let Some(entity) = register::entity("instrument") else { return command };
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).help(about).allow_hyphen_values(true)
    };
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .arg(text(
            "code",
            "CODE",
            help(
                "kode versi baru; tanpa ini nomor berikutnya",
                "the code of the new version; the next number where it is not named",
            ),
        ))
        .arg(text(
            "valid-from",
            "DATE",
            help("berlaku dari; tanpa ini hari ini", "valid from; today where it is not named"),
        ))
        .arg(dry_run())
        .after_help(examples("sinergi instrument revise MONEV.1 --valid-from 2025-07-01"))
}

/// Copies a version with its questions under a new code.
pub(super) fn revise(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(entity), Some(question)) = (register::entity("instrument"), register::entity("question"))
    else {
        return Ok(());
    };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let Some(old) = read_row(store.conn(), entity, &code)? else { return Ok(()) };
    let typed = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let new = match typed("code") {
        Some(text) => match Kind::Code.parse(text, office.today()).map_err(|fault| refused("code", fault))? {
            Value::Text(code) => code,
            _ => return Err(refused("code", sinergi::Fault::Empty("code")).into()),
        },
        None => next(&code, |tried| Ok(read_row(store.conn(), entity, tried)?.is_some()))?,
    };
    let from = match typed("valid-from") {
        Some(text) => date::typed(text, office.today()).map_err(|fault| refused("valid-from", fault))?,
        None => office.today(),
    };
    if let Some(other) = instrument_from(store.conn(), from)? {
        return Err(Error::usage(
            format!("{other} sudah berlaku dari {from}"),
            format!("{other} is valid from {from} already"),
        )
        .with_hint(
            format!("ubah yang itu: sinergi instrument question edit {other}/EF1 --weight 2, atau sebutkan hari lain dengan --valid-from"),
            format!("change that one: sinergi instrument question edit {other}/EF1 --weight 2, or name another day with --valid-from"),
        )
        .into());
    }
    let questions = of_register(store.conn(), question, &code)?;
    let count = questions.len();
    let entry = office.entry();
    let dry = matches.get_flag("dry-run");
    store.write(&entry, dry, |door| {
        let mut row: Row = old.clone();
        row.set("code", new.as_str());
        row.set("valid_from", from);
        door.add(&mut row)?;
        for mut question in questions {
            question.set("instrument", new.as_str());
            door.add_within(&mut question)?;
        }
        Ok(())
    })?;
    print_line(&new)?;
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "{} dibuat dari {} dengan {} pertanyaan, berlaku dari {}. Ubah: sinergi instrument question edit {}/EF1 --weight 2",
            "{} made from {} with {} questions, valid from {}. Change it: sinergi instrument question edit {}/EF1 --weight 2",
            new,
            code,
            count,
            from,
            new
        )
    });
    Ok(())
}

/// The next version: its last number counted on, past those that are there.
fn next(code: &str, taken: impl Fn(&str) -> sinergi::Result<bool>) -> sinergi::Result<String> {
    let stem = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut number: u32 = code[stem.len()..].parse().unwrap_or(1);
    let stem = if stem.len() == code.len() { format!("{code}.") } else { stem.to_owned() };
    loop {
        number = number
            .checked_add(1)
            .ok_or_else(|| Error::Refused("`--code`".into(), sinergi::Fault::Empty("code")))?;
        let tried = format!("{stem}{number}");
        if !taken(&tried)? {
            return Ok(tried);
        }
    }
}
