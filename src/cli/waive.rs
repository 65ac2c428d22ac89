//! `check waive`: switches a check off for a record, or for all that is agreed with a partner.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::register::{self, Row};
use sinergi::store::{Store, find, resolve_value};
use sinergi::value::{Kind, Value};
use sinergi::{Error, say};

use super::check::{known, names};
use super::complete::by_name;
use super::days;
use super::fields::{self, refused};
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, flag, help};

pub(super) fn build(command: Command) -> Command {
    let name = Arg::new("NAME").value_name(help("NAMA", "NAME")).required(true);
    let name = by_name(name.help(help("nama pemeriksaan", "the name of the check")), names());
    let record = Arg::new("RECORD").value_name(help("CATATAN", "RECORD")).required(true).help(help(
        "kode kerja sama, atau REGISTER/KODE seperti partner/BPJS-KES untuk semua kerja sama mitra itu",
        "the code of an agreement, or REGISTER/CODE such as partner/BPJS-KES for all that is agreed with it",
    ));
    command
        .arg(name)
        .arg(record)
        .arg(flag("reason", "TEXT", help("alasannya", "why")))
        .arg(
            flag("until", "DATE", help("berlaku sampai hari itu", "until that day"))
                .allow_hyphen_values(true),
        )
        .arg(flag("approved-by", "TEXT", help("disetujui oleh", "by whose leave")))
        .arg(dry_run())
        .after_help(examples(
            "sinergi check waive no-power KS-2025-0001 --reason \"Kuasa sedang diperbarui\" --until +90d",
        ))
}

/// The record that is meant: any as REGISTER/CODE, an agreement also by its code or number alone.
fn record_of(text: &str, store: &Store) -> Result<String> {
    let fault = match resolve_value(store.conn(), Kind::Record, text)? {
        Ok(record) => return Ok(record.unwrap_or_default()),
        Err(fault) => fault,
    };
    let Some(agreement) = register::entity("agreement") else { return Ok(String::new()) };
    match find(store.conn(), agreement, text)? {
        Ok(code) => Ok(format!("{}/{code}", agreement.name)),
        Err(_) => Err(Error::Refused(String::new(), fault).into()),
    }
}

/// Switches a check off for a record.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let text = |name: &str| matches.get_one::<String>(name).map(|text| text.trim()).unwrap_or_default();
    let check = known(text("NAME"), "")?;
    fields::demand(
        &["reason", "until"],
        matches,
        (
            "--reason \"Kuasa sedang diperbarui\" --until +90d",
            "--reason \"The power is being renewed\" --until +90d",
        ),
    )?;
    let mut store = office.open_for_writing()?;
    let Some(waiver) = register::entity("waiver") else { return Ok(()) };
    let record = record_of(text("RECORD"), &store)?;
    let until = days::typed("until", matches, office)?.unwrap_or_else(|| office.today());
    let mut row = Row::new(waiver);
    row.set("check", check.name);
    row.set("record", record.as_str());
    row.set("reason", text("reason"));
    row.set("waived_on", office.today());
    row.set("valid_until", until);
    row.set(
        "approved_by",
        Some(text("approved-by")).filter(|t| !t.is_empty()).map_or(Value::Null, Value::from),
    );
    let dry = matches.get_flag("dry-run");
    let done = store.write(&office.entry(), dry, |door| door.add(&mut row));
    let (code, _) = done.map_err(|error| match error {
        Error::Refused(place, fault) if place == "`valid_until`" => refused("until", fault),
        other => other,
    })?;
    print_line(&code)?;
    let lang = office.lang();
    office.tell(&if dry {
        say!(
            lang,
            "{} akan dikecualikan dari {} sampai {}; tidak ada yang disimpan (--dry-run).",
            "{} would be left out of {} until {}; nothing was saved (--dry-run).",
            record,
            check.name,
            until
        )
    } else {
        say!(
            lang,
            "{} dikecualikan dari {} sampai {}. Batalkan: sinergi undo",
            "{} is left out of {} until {}. Take it back: sinergi undo",
            record,
            check.name,
            until
        )
    });
    Ok(())
}
