//! An act that another record does: an agreement that follows another instead of extending it.

use anyhow::Result;
use clap::{Arg, ArgMatches};
use sinergi::register::{Act, Entity, Row};
use sinergi::rules::status::first_day;
use sinergi::store::{Store, find, read_row};
use sinergi::value::Value;
use sinergi::{Error, Fault};

use super::acts::{fillable, tell_saved};
use super::complete::by_code;
use super::office::Office;
use super::output::print_line;
use super::tree::help;
use super::{edit, fields, show};

/// The flag that names another record to do it.
pub(super) fn instead(entity: &'static Entity, act: &'static Act) -> Option<Arg> {
    let (flag, _) = act.instead?;
    let arg = Arg::new(flag).long(flag).value_name("CODE").help(help(
        "kerja sama baru yang melanjutkannya, bukan naskah yang sama",
        "a new agreement that follows on, not the same document",
    ));
    Some(match entity.parent() {
        Some(parent) => by_code(arg, parent),
        None => arg,
    })
}

/// An act that another record does: it points back to the one it follows. Tells whether it was asked for.
pub(super) fn by_another(
    entity: &'static Entity,
    act: &'static Act,
    matches: &ArgMatches,
    office: &mut Office,
) -> Result<bool> {
    let (Some((flag, field)), Some(parent)) = (act.instead, entity.parent()) else { return Ok(false) };
    let Ok(Some(text)) = matches.try_get_one::<String>(flag) else { return Ok(false) };
    let others = fillable(entity, act).into_iter().find(|f| matches.contains_id(f.name));
    if let Some(other) = others {
        let other = fields::flag_of(other);
        return Err(Error::usage(
            format!("`--{flag}` tidak bersama `--{other}`: tanggal dan isinya ada pada kerja sama yang baru"),
            format!("`--{flag}` goes without `--{other}`: days and content stand in the new agreement"),
        )
        .into());
    }
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let of = |name: &str, text: &str| -> Result<String> {
        Ok(find(store.conn(), parent, text)?.map_err(|fault| match name {
            "" => Error::Refused(String::new(), fault),
            name => fields::refused(name, fault),
        })?)
    };
    let old = of("", matches.get_one::<String>("PARENT").map_or("", String::as_str))?;
    let new = of(flag, text)?;
    let there = read_row(store.conn(), parent, &new)?;
    if let Some(other) = there.as_ref().and_then(|row| row.text(field)).filter(|other| *other != old) {
        return Err(fields::refused(
            flag,
            Fault::Contradiction(
                format!("{new} sudah melanjutkan {other}"),
                format!("{new} follows on {other} already"),
            ),
        )
        .into());
    }
    refuse_successor(&old, &new, there.as_ref(), field, &store)?;
    let today = office.today();
    let signed = there.and_then(|row| row.text("signed_on").and_then(first_day));
    let dry = matches.get_flag("dry-run");
    let ((), changes) = store.write(&office.entry(), dry, |door| {
        door.edit(parent, &new, &[(field, Value::Text(old.clone()))]).map_err(|error| match error {
            Error::Refused(_, fault) => fields::refused(flag, fault),
            other => other,
        })?;
        if let Some(day) = signed {
            door.carry_out(&old, act.carries_out, day.min(today))?;
        }
        Ok(())
    })?;
    print_line(&new)?;
    edit::tell_changes(&changes, office);
    tell_saved(changes.is_empty(), dry, office, lang);
    Ok(true)
}

/// Refuses a successor that was signed before the one it is to follow, and a second one.
fn refuse_successor(
    old: &str,
    new: &str,
    row: Option<&Row>,
    field: &'static str,
    store: &Store,
) -> Result<(), Error> {
    let refused = |id, en| Err(fields::refused("successor", Fault::Contradiction(id, en)));
    let Some(row) = row else { return Ok(()) };
    let before = read_row(store.conn(), row.entity(), old)?;
    let day = |row: &Row| row.text("signed_on").and_then(first_day);
    if let (Some(then), Some(now)) = (before.as_ref().and_then(day), day(row))
        && now < then
    {
        return refused(
            format!("{new} ditandatangani {now}, sebelum {old} ({then})"),
            format!("{new} was signed on {now}, before {old} ({then})"),
        );
    }
    let others = match row.entity().field(field) {
        Some(field) => show::codes(store, row.entity(), field, old)?,
        None => Vec::new(),
    };
    let other = others.into_iter().find(|code| code != new);
    match other {
        Some(other) => refused(
            format!("{old} sudah dilanjutkan oleh {other}"),
            format!("{old} is followed by {other} already"),
        ),
        None => Ok(()),
    }
}
