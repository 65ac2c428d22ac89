//! What obstacles have beside the verbs of every register: `resolve`, in one breath with its solution, and `similar`.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::calendar::date;
use sinergi::lang::choice_label;
use sinergi::register::{self, Entity, OUTCOMES, Row};
use sinergi::render::Format;
use sinergi::reports::{Ask, Like, SIMILAR_PARTS, similar};
use sinergi::store::{Door, Store, find, of_register, read_row};
use sinergi::value::Value;
use sinergi::{Error, Fault, Lang, say};

use super::complete::{by_code, by_name};
use super::generic::{code_arg, code_of};
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, help};
use super::{days, edit, fields};

fn obstacle() -> Option<&'static Entity> {
    register::entity("obstacle")
}

fn text(name: &'static str, value: &'static str, about: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(about).allow_hyphen_values(true)
}

pub(super) fn build_resolve(command: Command) -> Command {
    let Some(entity) = obstacle() else { return command };
    let switch = |name: &'static str, about: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(about)
    };
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .arg(
            Arg::new("NUMBER").value_name("N").help(help(
                "nomor solusi yang menyelesaikannya",
                "the number of the solution that solved it",
            )),
        )
        .arg(
            text(
                "solution",
                "TEXT",
                help("solusi yang baru dicatat sekarang", "a solution that is recorded only now"),
            )
            .conflicts_with("NUMBER"),
        )
        .arg(switch("worked", help("solusinya berhasil", "the solution worked")))
        .arg(
            switch("partly", help("solusinya berhasil sebagian", "the solution worked in part"))
                .conflicts_with("worked"),
        )
        .arg(text("on", "DATE", help("harinya; tanpa ini hari ini", "the day; today where it is not named")))
        .arg(text("note", "TEXT", help("catatan", "a note")))
        .arg(dry_run())
        .after_help(examples(
            "sinergi obstacle resolve K-0001 --solution \"Masuk pergeseran anggaran\" --worked",
        ))
}

pub(super) fn resolve(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = obstacle() else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let on = day(matches, office)?;
    let typed = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let outcome = if matches.get_flag("partly") { "partly" } else { "worked" };
    let said = matches.get_flag("worked") || matches.get_flag("partly");
    let number = number(&code, matches, &store)?;
    let dry = matches.get_flag("dry-run");
    let ((), changes) = store
        .write(&office.entry(), dry, |door| {
            if let Some(proposal) = typed("solution") {
                let days = [("proposed_on", on), ("chosen_on", on), ("outcome_on", on)];
                let mut row = child("solution", &code);
                row.set("proposal", proposal);
                row.set("outcome", outcome);
                for (name, day) in days {
                    row.set(name, day);
                }
                door.add(&mut row)?;
            } else if let Some(number) = &number {
                outcome_of(door, number, outcome, said, on)?;
            }
            let mut row = child("handling", &code);
            row.set("word", "solved");
            row.set("handled_on", on);
            row.set("note", typed("note").map_or(Value::Null, Value::from));
            door.add(&mut row).map(drop)
        })
        .map_err(|error| match error {
            Error::Refused(place, fault)
                if matches!(
                    place.as_str(),
                    "`handled_on`" | "`proposed_on`" | "`chosen_on`" | "`outcome_on`"
                ) =>
            {
                fields::refused("on", fault)
            }
            Error::Refused(place, fault) if place == "`proposal`" => fields::refused("solution", fault),
            Error::Refused(_, Fault::Empty("proposal")) => {
                fields::refused("solution", Fault::Empty("solution"))
            }
            Error::Refused(_, fault) => Error::Refused(String::new(), fault),
            other => other,
        })?;
    print_line(&code)?;
    edit::tell_changes(&changes, office);
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "{} selesai. Lihat: sinergi obstacle show {}   Batalkan: sinergi undo",
            "{} is solved. See it: sinergi obstacle show {}   Take it back: sinergi undo",
            code,
            code
        )
    });
    Ok(())
}

/// A new child of an obstacle.
fn child(register: &str, obstacle: &str) -> Row {
    let entity = register::entity(register).unwrap_or(register::ALL[0]);
    let mut row = Row::new(entity);
    row.set_at(0, Value::Text(obstacle.to_owned()));
    row
}

/// Says of a solution what came of it, where nobody has yet; what was said before stays, and cannot be that it failed.
fn outcome_of(
    door: &mut Door<'_>,
    code: &str,
    outcome: &'static str,
    typed: bool,
    on: Date,
) -> sinergi::Result<()> {
    let Some(entity) = register::entity("solution") else { return Ok(()) };
    let known = read_row(door.conn(), entity, code)?;
    let later = known.as_ref().and_then(|row| row.date("outcome_on")).filter(|day| *day > on);
    if let Some(day) = later {
        return Err(Error::Refused(
            "`outcome_on`".into(),
            Fault::Contradiction(
                format!("hasil {code} baru diketahui pada {day}"),
                format!("the outcome of {code} became known only on {day}"),
            ),
        ));
    }
    match known.as_ref().and_then(|row| row.text("outcome")) {
        None => door.edit(entity, code, &[("outcome", outcome.into()), ("outcome_on", on.into())]).map(drop),
        Some(known) if known == "failed" || typed && known != outcome => Err(Error::usage(
            format!("solusi {code} sudah tercatat: {}", choice_label(known, OUTCOMES, Lang::Id)),
            format!("solution {code} is recorded already: {}", choice_label(known, OUTCOMES, Lang::En)),
        )
        .with_hint(
            format!(
                "sebutkan yang berhasil, atau perbaiki: sinergi obstacle solution edit {code} --outcome …"
            ),
            format!(
                "name the one that worked, or correct it: sinergi obstacle solution edit {code} --outcome …"
            ),
        )),
        Some(_) => Ok(()),
    }
}

/// The day that was typed, or today; it cannot be ahead.
fn day(matches: &ArgMatches, office: &Office) -> Result<Date> {
    let today = office.today();
    let Some(text) = matches.get_one::<String>("on") else { return Ok(today) };
    let on = date::typed(text, today).map_err(|fault| fields::refused("on", fault))?;
    match days::not_yet(on, office) {
        Some(fault) => Err(fields::refused("on", fault).into()),
        None => Ok(on),
    }
}

/// The solution that solved it: the one that was named, or with `--worked` the only one that was chosen and has no outcome.
fn number(code: &str, matches: &ArgMatches, store: &Store) -> Result<Option<String>> {
    let Some(entity) = register::entity("solution") else { return Ok(None) };
    if let Some(number) = matches.get_one::<String>("NUMBER") {
        let named = find(store.conn(), entity, &format!("{code}/{number}"))?;
        return Ok(Some(named.map_err(|fault| Error::Refused(String::new(), fault))?));
    }
    if !matches.get_flag("worked") && !matches.get_flag("partly") || matches.contains_id("solution") {
        return Ok(None);
    }
    let open = of_register(store.conn(), entity, code)?;
    let open: Vec<String> = open
        .iter()
        .filter(|row| row.get("outcome").is_null() && !row.get("chosen_on").is_null())
        .map(Row::code)
        .collect();
    match open.as_slice() {
        [only] => Ok(Some(only.clone())),
        _ => Err(Error::usage(
            format!(
                "solusi mana yang berhasil? {code} mempunyai {} solusi yang sedang dijalankan",
                open.len()
            ),
            format!("which solution worked? {code} has {} that are being tried", open.len()),
        )
        .with_hint(
            format!("sebutkan nomornya: sinergi obstacle resolve {code} N, atau --solution \"…\""),
            format!("name its number: sinergi obstacle resolve {code} N, or --solution \"…\""),
        )
        .into()),
    }
}

pub(super) fn build_similar(command: Command) -> Command {
    let Some(entity) = obstacle() else { return command };
    let of = |name: &'static str, about: &'static str| {
        let arg = text(name, "CODE", about);
        match register::entity(name) {
            Some(entity) => by_code(arg, entity),
            None => arg,
        }
    };
    command
        .arg(code_arg(entity).num_args(1))
        .arg(
            text("text", "TEXT", help("kendala dalam kata-kata", "an obstacle in words"))
                .conflicts_with("CODE"),
        )
        .arg(of("category", help("kategorinya", "its category")).conflicts_with("CODE"))
        .arg(of("department", help("OPD-nya", "its department")).conflicts_with("CODE"))
        .arg(by_name(
            Arg::new("part").long("part").value_name("NAME").help(SIMILAR_PARTS.join(", ")),
            SIMILAR_PARTS.to_vec(),
        ))
        .after_help(examples("sinergi obstacle similar --text \"Pengangkutan sampah terlambat\""))
}

pub(super) fn run_similar(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = obstacle() else { return Ok(()) };
    let store = office.open()?;
    let typed = |name: &str| matches.get_one::<String>(name).cloned();
    let code = matches.contains_id("CODE").then(|| code_of(entity, matches, &store)).transpose()?;
    if code.is_none() && typed("text").is_none() {
        return Err(Error::usage("serupa dengan apa?", "similar to what?")
            .with_hint("sebutkan kodenya, atau --text \"…\"", "name its code, or --text \"…\"")
            .into());
    }
    let named = |name: &'static str| -> Result<Option<String>> {
        let (Some(text), Some(entity)) = (typed(name), register::entity(name)) else { return Ok(None) };
        Ok(Some(find(store.conn(), entity, &text)?.map_err(|fault| fields::refused(name, fault))?))
    };
    let like =
        Like { code, text: typed("text"), category: named("category")?, department: named("department")? };
    let mut ask = Ask::new(office.as_of()?, office.lang());
    ask.part = typed("part");
    if let Some(part) = ask.part.as_deref().filter(|part| !SIMILAR_PARTS.contains(part)) {
        let parts = SIMILAR_PARTS.join(", ");
        return Err(Error::usage(format!("tidak ada bagian `{part}`"), format!("there is no part `{part}`"))
            .with_hint(format!("bagiannya: {parts}"), format!("its parts are: {parts}"))
            .into());
    }
    if ask.part.is_none() && matches!(office.output.format, Format::Csv | Format::Code) {
        ask.part = Some(SIMILAR_PARTS[0].to_owned());
    }
    office.output.only(ask.part.clone());
    office.output.answer(&store, true, |sink| similar(&store, &ask, &like, sink))
}
