//! `rename`, `merge` and `split` of departments, `rename` and `split` of partners: what they are called from a day on, and who
//! takes over from them.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::calendar::date::long;
use sinergi::register::{self, Entity};
use sinergi::store::{Handover, Heir, Moved, Store, find};
use sinergi::{Error, Fault, Lang, say};

use super::complete::by_code;
use super::days;
use super::fields::refused;
use super::generic::{code_arg, code_of};
use super::heirs::{affairs, heirs};
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, flag, help};

fn on() -> Arg {
    let about = help("sejak hari itu; tanpa ini hari ini", "from this day on; today where it is not named");
    flag("on", "DATE", about).allow_hyphen_values(true)
}

fn basis() -> Arg {
    flag("basis", "TEXT", help("dasarnya, misalnya Perda", "the decree that says so"))
}

/// Fills `rename`.
pub(super) fn build_rename(register: &str, command: Command) -> Command {
    let Some(entity) = register::entity(register) else { return command };
    let example = format!(
        "sinergi {} rename {} --to \"{}\" --on 2026-01-01",
        entity.name,
        entity.example_code,
        help("Nama baru", "A new name")
    );
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .arg(flag("to", "NAME", help("nama yang baru", "the new name")).required(true))
        .args([on(), basis(), dry_run()])
        .after_help(examples(&example))
}

/// Gives a record another name from a day on.
pub(super) fn rename(register: &str, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = register::entity(register) else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let name = matches.get_one::<String>("to").map_or("", String::as_str).trim();
    if name.is_empty() {
        return Err(refused("to", Fault::Empty("to")).into());
    }
    let on = days::typed("on", matches, office)?.unwrap_or_else(|| office.today());
    let basis = text(matches, "basis");
    let dry = matches.get_flag("dry-run");
    store.write(&office.entry(), dry, |door| door.rename(entity, &code, name, on, basis))?;
    let day = long(on, lang);
    office.tell(&say!(lang, "{} bernama {} sejak {}.", "{} is called {} from {} on.", code, name, day));
    office.tell(&ending(dry, lang));
    Ok(())
}

/// What follows a change that was made, or that only would be.
fn ending(dry: bool, lang: Lang) -> String {
    if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(lang, "Batalkan: sinergi undo", "Take it back: sinergi undo")
    }
}

fn text<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    let text = matches.get_one::<String>(name).map(|text| text.trim());
    text.filter(|text| !text.is_empty())
}

fn into(entity: &'static Entity) -> Arg {
    let about = help(
        "penerusnya: kode yang ada, atau KODE=NAMA bila baru dibentuk",
        "who takes over: a code that is there, or CODE=NAME where it is founded now",
    );
    by_code(flag("into", "CODE[=NAME]", about).required(true), entity)
}

/// Fills `merge` of departments.
pub(super) fn build_merge(command: Command) -> Command {
    let Some(entity) = register::entity("department") else { return command };
    command
        .arg(code_arg(entity).required(true).num_args(1..).action(ArgAction::Append))
        .args([into(entity), on(), basis().required(true), dry_run()])
        .after_help(examples(
            "sinergi department merge DISPERKIM DPUPR --into \"DPUPRPKP=Dinas Pekerjaan Umum dan Perumahan\" --on 2027-01-04 --basis \"Perda 5/2026\"",
        ))
}

/// Lets one take over from several departments.
pub(super) fn merge(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = register::entity("department") else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let mut from: Vec<String> = Vec::new();
    for text in matches.get_many::<String>("CODE").into_iter().flatten() {
        let code = find(store.conn(), entity, text)?.map_err(|fault| Error::Refused(String::new(), fault))?;
        if !from.contains(&code) {
            from.push(code);
        }
    }
    let mut heir = heirs(entity, matches, &store)?;
    let on = days::typed("on", matches, office)?.unwrap_or_else(|| office.today());
    take_over(entity, &from, &mut heir, on, matches, &mut store, office)
}

/// Fills `split`.
pub(super) fn build_split(register: &str, command: Command) -> Command {
    let Some(entity) = register::entity(register) else { return command };
    let command = command.arg(code_arg(entity).required(true).num_args(1)).args([
        into(entity).action(ArgAction::Append),
        on(),
        dry_run(),
    ]);
    let command = if entity.name == "department" {
        command.arg(basis().required(true)).arg(
            flag(
                "affairs",
                "CODE=1.01,2.11",
                help(
                    "urusan yang beralih ke satu penerus; yang tidak disebut beralih ke penerus tanpa daftar",
                    "the affairs that one of them takes; the rest goes to the one without a list",
                ),
            )
            .action(ArgAction::Append),
        )
    } else {
        command.arg(basis())
    };
    command.after_help(examples(if entity.name == "department" {
        "sinergi department split DISPERKIM --into DPUPR --into \"DISTAN=Dinas Pertanahan\" --affairs DISTAN=2.10 --on 2027-01-04 --basis \"Perda 5/2026\""
    } else {
        "sinergi partner split BETANG-DIGITAL --into \"BETANG-DATA=CV Betang Data\" --on 2027-01-04"
    }))
}

/// Lets several take over from one.
pub(super) fn split(register: &str, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = register::entity(register) else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let from = code_of(entity, matches, &store)?;
    let mut heirs = heirs(entity, matches, &store)?;
    for text in matches.try_get_many::<String>("affairs").ok().flatten().into_iter().flatten() {
        let (code, affairs) = affairs(text, &heirs, &store)?;
        if let Some(heir) = heirs.iter_mut().find(|heir| heir.code == code) {
            heir.affairs.extend(affairs);
        }
    }
    let on = days::typed("on", matches, office)?.unwrap_or_else(|| office.today());
    take_over(entity, &[from], &mut heirs, on, matches, &mut store, office)
}

/// Writes it, in one operation, and tells what moved.
fn take_over(
    entity: &'static Entity,
    from: &[String],
    heirs: &mut [Heir],
    on: Date,
    matches: &ArgMatches,
    store: &mut Store,
    office: &Office,
) -> Result<()> {
    let lang = office.lang();
    let dry = matches.get_flag("dry-run");
    let basis = text(matches, "basis");
    store.speak_as_of(on)?;
    let founded: Vec<String> = heirs.iter().filter(|h| h.founded.is_some()).map(|h| h.code.clone()).collect();
    let done = store.write(&office.entry(), dry, |door| {
        let mut all = Vec::new();
        for from in from {
            all.push(door.hand_over(&Handover { register: entity, from, into: heirs, on, basis })?);
            // It is founded once, however many it takes over from.
            for heir in heirs.iter_mut() {
                heir.founded = None;
            }
        }
        Ok(all)
    });
    let (moved, _) = done.map_err(|error| match error {
        // It is named by the flag that says it.
        Error::Refused(place, fault) if place == "`successor`" => refused("into", fault),
        other => other,
    })?;
    for code in founded {
        print_line(&code)?;
    }
    for (from, moved) in from.iter().zip(&moved) {
        let codes: Vec<&str> = heirs.iter().map(|heir| heir.code.as_str()).collect();
        office.tell(&say!(
            lang,
            "{} beralih ke {} sejak {}.",
            "{} goes over to {} from {} on.",
            from,
            codes.join(", "),
            long(on, lang)
        ));
        if entity.name == "department" {
            tell(moved, heirs, on, office);
        }
    }
    office.tell(&ending(dry, lang));
    Ok(())
}

/// What each of them took, and what nobody did.
fn tell(moved: &Moved, heirs: &[Heir], on: Date, office: &Office) {
    let lang = office.lang();
    for heir in heirs {
        let of = |list: &[(String, String)]| -> Vec<String> {
            list.iter().filter(|(_, to)| *to == heir.code).map(|(what, _)| what.clone()).collect()
        };
        let (affairs, agreements) = (of(&moved.mandates), of(&moved.agreements));
        office.tell(&say!(
            lang,
            "  {}: urusan {}; kerja sama {}",
            "  {}: affairs {}; agreements {}",
            heir.code,
            listed(&affairs),
            listed(&agreements)
        ));
    }
    if !moved.untaken.is_empty() {
        office.tell(&say!(
            lang,
            "Urusan yang tidak diambil siapa pun: {}",
            "Affairs that nobody takes: {}",
            listed(&moved.untaken)
        ));
    }
    if let Some(first) = moved.left.first() {
        office.tell(&say!(
            lang,
            "Belum jelas penerusnya: {} ({}). Serahkan: sinergi agreement hand-over {} --to KODE --on {}",
            "Nothing tells who takes these: {} ({}). Hand them over: sinergi agreement hand-over {} --to CODE --on {}",
            moved.left.len(),
            listed(&moved.left),
            first,
            on
        ));
    }
}

/// A few codes and how many more there are; a dash where there is none.
fn listed(codes: &[String]) -> String {
    const SHOWN: usize = 6;
    match codes.len() {
        0 => "–".to_owned(),
        all if all > SHOWN => format!("{}, … (+{})", codes[..SHOWN].join(", "), all - SHOWN),
        _ => codes.join(", "),
    }
}
