//! `due` on the command line: the list, the text for a department, and putting an item off.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::register::{self, Row};
use sinergi::render::Format;
use sinergi::reports::{self, Ask, Message, is_item};
use sinergi::store::{Store, find, read_row};
use sinergi::{Error, Fault, say};

use super::asked::asked;
use super::complete::by_code;
use super::fields;
use super::office::Office;
use super::output::print_line;
use super::report;
use super::tree::{common, dry_run, examples, help};

/// Fills `due` and `due ack`.
pub(super) fn build(command: Command) -> Command {
    let message = Arg::new("message").long("message").value_name("OPD").help(help(
        "teks untuk OPD ini, siap ditempel ke pesan",
        "a text for this department, ready to paste into a message",
    ));
    let message = match register::entity("department") {
        Some(department) => by_code(message, department),
        None => message,
    };
    report::build_one(command)
        .arg(message.conflicts_with_all(["for", "group"]))
        .args_conflicts_with_subcommands(true)
        .subcommand(
            Command::new("ack")
                .display_name("due ack")
                .alias("tunda")
                .about(help("Menunda pengingat suatu butir", "Puts the reminder of an item off"))
                .defer(|command| common(build_ack(command))),
        )
}

fn build_ack(command: Command) -> Command {
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).help(about)
    };
    command
        .arg(Arg::new("KEY").value_name(help("BUTIR", "KEY")).required(true).help(help(
            "butir dari daftar jatuh tempo, misalnya KS-2025-0001/end",
            "an item of the list, such as KS-2025-0001/end",
        )))
        .arg(
            text("until", "DATE", help("diam sampai hari itu", "silent until that day"))
                .allow_hyphen_values(true),
        )
        .arg(text("reason", "TEXT", help("alasannya", "why")))
        .arg(dry_run())
        .after_help(examples(
            "sinergi due ack KS-2025-0001/end --until +30d --reason \"Menunggu jawaban mitra\"",
        ))
}

/// Runs `due` and `due ack`.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    if let Some(("ack", below)) = matches.subcommand() {
        return put_off(below, office);
    }
    match matches.get_one::<String>("message") {
        Some(text) => message(text, matches, office),
        None => report::run_named("due", matches, office),
    }
}

/// The text for a department: what it is to do, of everything that the other flags let through.
fn message(text: &str, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(report), Some(department)) = (reports::report("due"), register::entity("department")) else {
        return Ok(());
    };
    if office.output.format != Format::Text {
        return Err(Error::usage("pesan hanya berbentuk teks", "a message is text only")
            .with_hint(
                "tinggalkan -O, atau akhiri nama berkas dengan .txt",
                "leave -O out, or end the file's name in .txt",
            )
            .into());
    }
    let store = office.open()?;
    let code = find(store.conn(), department, text)?.map_err(|fault| fields::refused("message", fault))?;
    let mut ask = asked(report, matches, &store, office)?;
    ask.who = Some(code.clone());
    let mut lines = Message::new(office.lang());
    report.fill(&store, &ask, &mut lines)?;
    if lines.is_empty() && matches.get_flag("skip-empty") {
        return Ok(());
    }
    let row = read_row(store.conn(), department, &code)?;
    let name = row.as_ref().and_then(Row::text_of_naming).unwrap_or(&code);
    let settings = store.settings()?;
    let sender = [settings.get("secretariat").to_owned(), settings.team()];
    let sender = sender.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    let words = lines.text(name, ask.as_of, &sender);
    office.output.text(&words, store.path())?;
    if matches.get_flag("exit-code") && !lines.is_empty() {
        return Err(super::failure::Silent(3).into());
    }
    Ok(())
}

/// Puts an item off until a day.
fn put_off(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    fields::demand(
        &["until", "reason"],
        matches,
        (
            "--until +30d --reason \"Menunggu jawaban mitra\"",
            "--until +30d --reason \"Waiting for the partner\"",
        ),
    )?;
    let (key, day) = item(matches.get_one::<String>("KEY").map_or("", String::as_str), &store, office)?;
    let Some(entity) = register::entity("reminder") else { return Ok(()) };
    let mut row = Row::new(entity);
    row.set("item", key.as_str());
    row.set("put_off_on", office.today());
    row.set("due_on", day);
    for (flag, name) in [("until", "put_off_to"), ("reason", "reason")] {
        let (Some(text), Some(field)) = (matches.get_one::<String>(flag), entity.field(name)) else {
            continue;
        };
        let value = field.kind.parse(text, office.today()).map_err(|fault| fields::refused(flag, fault))?;
        if value.is_null() {
            return Err(fields::refused(flag, Fault::Empty(flag)).into());
        }
        row.set(name, value);
    }
    let dry = matches.get_flag("dry-run");
    let done = store.write(&office.entry(), dry, |door| door.add(&mut row));
    let (code, _) = done.map_err(|error| match error {
        Error::Refused(place, fault) if place == "`put_off_to`" => fields::refused("until", fault),
        other => other,
    })?;
    print_line(&code)?;
    let until = row.text("put_off_to").unwrap_or_default();
    office.tell(&if dry {
        say!(
            lang,
            "{} akan ditunda sampai {}; tidak ada yang disimpan (--dry-run).",
            "{} would be put off to {}; nothing was saved (--dry-run).",
            key,
            until
        )
    } else {
        say!(
            lang,
            "{} ditunda sampai {}. Batalkan: sinergi undo",
            "{} is put off to {}. Take it back: sinergi undo",
            key,
            until
        )
    });
    Ok(())
}

/// The key as the list writes it, and the day that the item has; it must be one of the list.
fn item(text: &str, store: &Store, office: &Office) -> Result<(String, Date)> {
    let unknown = || {
        Error::usage(
            format!("`{text}` bukan butir jatuh tempo"),
            format!("`{text}` is no item of what is due"),
        )
        .with_hint("lihat kolom Butir: sinergi due", "see the column Item: sinergi due")
    };
    let (register, record, name) = is_item(text).ok_or_else(unknown)?;
    let Some(entity) = register::entity(register) else { return Err(unknown().into()) };
    let code = find(store.conn(), entity, record)?.map_err(|_| unknown())?;
    let key = format!("{code}/{name}");
    let ask = Ask::new(office.today(), office.lang());
    let day = reports::day_of(store, &ask, &key)?.ok_or_else(unknown)?;
    Ok((key, day))
}
