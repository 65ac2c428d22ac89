//! `instrument revise` and `sop revise`: a new version, which begins as a copy of an old one with what hangs under it.

use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::intake::{Allow, Import, Mapping};
use sinergi::register::{self, Entity, Row};
use sinergi::rules::procedure::family;
use sinergi::store::{
    Door, Store, Travel, Traveller, instrument_from, newer_version, of_register, read_row, sop_from,
};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Fault, say};

use super::days;
use super::fields::refused;
use super::generic::{code_arg, code_of};
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, help};

/// A register of versions, and what hangs under each.
struct Versions {
    entity: &'static Entity,
    child: &'static Entity,
    /// What one changes in a new version.
    change: &'static str,
}

fn versions(noun: &str) -> Option<Versions> {
    let (child, change) = match noun {
        "sop" => ("step", "sop step edit {}/MAP --time 7"),
        _ => ("question", "instrument question edit {}/EF1 --weight 2"),
    };
    Some(Versions { entity: register::entity(noun)?, child: register::entity(child)?, change })
}

fn text(name: &'static str, value: &'static str, about: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).num_args(1).help(about).allow_hyphen_values(true)
}

/// Fills `instrument revise`.
pub(super) fn build_instrument(command: Command) -> Command {
    build("instrument", command)
        .after_help(examples("sinergi instrument revise MONEV.1 --valid-from 2025-07-01"))
}

/// Fills `sop revise`.
pub(super) fn build_sop(command: Command) -> Command {
    build("sop", command)
        .arg(text("steps", "FILE", help("langkah versi baru dari CSV, sebagai ganti salinannya", "the steps of the new version from CSV, instead of a copy")))
        .arg(text("drop", "STEP,STEP", help("langkah yang tidak ada lagi", "steps that are no more")).conflicts_with("steps"))
        .arg(text("reason", "TEXT", help("alasan revisi; disimpan sebagai catatan", "why it is revised; it is kept as a note")))
        .after_help(examples(
            "sinergi sop revise SOP-KSDPK.1 --valid-from 2025-07-01 --drop STUDY --reason \"Kajian menjadi bagian KAK\"",
        ))
}

fn build(noun: &str, command: Command) -> Command {
    let Some(entity) = register::entity(noun) else { return command };
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
}

/// Copies an instrument with its questions under a new code.
pub(super) fn instrument(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    run("instrument", matches, office)
}

/// Copies an SOP with its steps under a new code.
pub(super) fn sop(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    run("sop", matches, office)
}

fn run(noun: &str, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(Versions { entity, child, change }) = versions(noun) else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let Some(old) = read_row(store.conn(), entity, &code)? else { return Ok(()) };
    let typed = |name: &str| matches.try_get_one::<String>(name).ok().flatten().map(|text| text.trim());
    let new = match typed("code") {
        Some(text) => match Kind::Code.parse(text, office.today()).map_err(|fault| refused("code", fault))? {
            Value::Text(code) => code,
            _ => return Err(refused("code", Fault::Empty("code")).into()),
        },
        None => next(&code, |tried| Ok(read_row(store.conn(), entity, tried)?.is_some()))?,
    };
    let from = days::typed("valid-from", matches, office)?.unwrap_or_else(|| office.today());
    refuse_second(noun, change, &code, from, &store)?;
    if noun == "sop" {
        refuse_superseded(&old, from, &store)?;
    }
    let mut parts = of_register(store.conn(), child, &code)?;
    let reason = typed("reason").filter(|reason| !reason.is_empty());
    if let Some(list) = typed("drop") {
        drop_steps(&mut parts, list, &code)?;
    }
    let file = typed("steps").map(|path| Ok::<_, Error>((path, StepsFile::open(path, &new)?))).transpose()?;
    let entry = office.entry();
    let dry = matches.get_flag("dry-run");
    let today = office.today();
    let (count, _) = store.write(&entry, dry, |door| {
        let mut row: Row = old.clone();
        row.set("code", new.as_str());
        row.set("valid_from", from);
        if noun == "sop" {
            row.set("number", Value::Null);
            row.set("revised_on", today);
            row.set("note", reason.map_or(Value::Null, Value::from));
        }
        door.add(&mut row)?;
        match &file {
            Some((name, file)) => file.fill(door, child, name)?,
            None => {
                for mut part in parts {
                    part.set(noun_field(child), new.as_str());
                    door.add_within(&mut part)?;
                }
            }
        }
        refuse_dropped(noun, &code, &new, reason, door.conn(), today)?;
        Ok(of_register(door.conn(), child, &new)?.len())
    })?;
    print_line(&new)?;
    let change = change.replace("{}", &new);
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "{} dibuat dari {}: {} ({}), berlaku dari {}. Ubah: sinergi {}",
            "{} made from {}: {} ({}), valid from {}. Change it: sinergi {}",
            new,
            code,
            child.label.get(lang),
            count,
            from,
            change
        )
    });
    if noun == "sop" && !dry {
        office.tell(&say!(
            lang,
            "Setiap OPD menetapkannya lagi: sinergi report adoption   Bandingkan: sinergi sop diff {} {}",
            "Every department adopts it anew: sinergi report adoption   Compare: sinergi sop diff {} {}",
            code,
            new
        ));
    }
    Ok(())
}

/// A file of steps that become those of one version, whatever version it says they are of.
pub(super) struct StepsFile {
    bytes: Vec<u8>,
    mapping: Mapping,
}

impl StepsFile {
    /// Reads the file; its steps are to be those of `sop`.
    pub(super) fn open(path: &str, sop: &str) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|e| Error::File(Path::new(path).to_owned(), e))?;
        let mut mapping = Mapping::default();
        mapping.set.insert("sop".to_owned(), sop.to_owned());
        let text = String::from_utf8_lossy(&bytes);
        let headings = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
        let own = headings.split([',', ';', '\t']).map(|heading| heading.trim().trim_matches('"'));
        for heading in own.filter(|heading| heading.eq_ignore_ascii_case("sop")) {
            mapping.map.insert(heading.to_owned(), "-".to_owned());
        }
        Ok(Self { bytes, mapping })
    }

    /// Writes the steps; a file without any is refused.
    pub(super) fn fill(&self, door: &mut Door<'_>, steps: &'static Entity, name: &str) -> Result<(), Error> {
        let import = Import { entity: steps, name, mapping: &self.mapping, allow: Allow::default() };
        let outcome = import.within(door, &mut self.bytes.as_slice())?;
        if outcome.new == 0 {
            return Err(Error::usage(
                format!("{name}: tidak ada langkah di dalamnya"),
                format!("{name}: there are no steps in it"),
            ));
        }
        Ok(())
    }
}

/// The field by which a part names its version.
fn noun_field(child: &'static Entity) -> &'static str {
    child.fields[0].name
}

/// The newest version is the one that is revised, and the next begins after it.
fn refuse_superseded(old: &Row, from: Date, store: &Store) -> Result<()> {
    let code = old.code();
    if let Some(newer) = newer_version(store.conn(), &code)? {
        return Err(Error::usage(
            format!("{newer} lebih baru daripada {code}"),
            format!("{newer} is newer than {code}"),
        )
        .with_hint(
            format!("revisi yang itu: sinergi sop revise {newer}"),
            format!("revise that one: sinergi sop revise {newer}"),
        )
        .into());
    }
    match old.date("valid_from") {
        Some(began) if from <= began => Err(Error::usage(
            format!("versi baru berlaku sesudah {code}, yang berlaku dari {began}"),
            format!("a new version begins after {code}, which is valid from {began}"),
        )
        .with_hint("sebutkan hari lain dengan --valid-from", "name another day with --valid-from")
        .into()),
        _ => Ok(()),
    }
}

/// Two versions do not begin on one day.
fn refuse_second(noun: &str, change: &str, code: &str, from: Date, store: &Store) -> Result<()> {
    let other = match noun {
        "sop" => sop_from(store.conn(), family(code), from)?,
        _ => instrument_from(store.conn(), from)?,
    };
    let Some(other) = other else { return Ok(()) };
    let change = change.replace("{}", &other);
    Err(Error::usage(
        format!("{other} sudah berlaku dari {from}"),
        format!("{other} is valid from {from} already"),
    )
    .with_hint(
        format!("ubah yang itu: sinergi {change}, atau sebutkan hari lain dengan --valid-from"),
        format!("change that one: sinergi {change}, or name another day with --valid-from"),
    )
    .into())
}

/// Leaves steps out of a new version and counts the others on.
fn drop_steps(steps: &mut Vec<Row>, list: &str, code: &str) -> Result<()> {
    for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let known = steps.len();
        steps.retain(|step| !step.text("code").is_some_and(|code| code.eq_ignore_ascii_case(word)));
        if steps.len() == known {
            return Err(Error::usage(
                format!("`--drop`: {code} tidak mempunyai langkah `{word}`"),
                format!("`--drop`: {code} has no step `{word}`"),
            )
            .with_hint(format!("lihat: sinergi sop show {code}"), format!("see: sinergi sop show {code}"))
            .into());
        }
    }
    steps.sort_by_key(|step| step.int("number"));
    for (number, step) in (1..).zip(steps.iter_mut()) {
        step.set("number", Value::Int(number));
    }
    Ok(())
}

/// A version that drops a step in which requests stand says why; they stay on the version that they began with.
fn refuse_dropped(
    noun: &str,
    old: &str,
    new: &str,
    reason: Option<&str>,
    conn: &sinergi::store::Connection,
    today: Date,
) -> sinergi::Result<()> {
    if noun != "sop" || reason.is_some() {
        return Ok(());
    }
    let travel = Travel::new(conn, sinergi::store::calendar(conn)?)?;
    let Some(version) = travel.sop(new) else { return Ok(()) };
    let mut standing = std::collections::BTreeMap::new();
    for code in sinergi::store::walking(conn, old)? {
        let Some(traveller) = Traveller::read(conn, &code)? else { continue };
        if let Some((sop, path)) = travel.path(&traveller, today)?
            && let Some(step) = path.stands_in(&sop)
            && version.steps.iter().all(|other| other.code != step.code)
        {
            *standing.entry(step.code.clone()).or_insert(0) += 1;
        }
    }
    let Some((step, count)) = standing.into_iter().next() else { return Ok(()) };
    Err(Error::usage(
        format!("{new} tidak mempunyai langkah {step}, tempat {count} permohonan berada"),
        format!("{new} has no step {step}, in which requests stand: {count}"),
    )
    .with_hint(
        format!("permohonan itu tetap menurut {old}; bila memang dihapus: --reason \"…\""),
        format!("these requests go on by {old}; if it is to go: --reason \"…\""),
    ))
}

/// The next version: its last number counted on, past those that are there.
pub(super) fn next(code: &str, taken: impl Fn(&str) -> sinergi::Result<bool>) -> sinergi::Result<String> {
    let stem = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut number: u32 = code[stem.len()..].parse().unwrap_or(1);
    let stem = if stem.len() == code.len() { format!("{code}.") } else { stem.to_owned() };
    loop {
        number =
            number.checked_add(1).ok_or_else(|| Error::Refused("`--code`".into(), Fault::Empty("code")))?;
        let tried = format!("{stem}{number}");
        if !taken(&tried)? {
            return Ok(tried);
        }
    }
}
