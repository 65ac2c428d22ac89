//! From the fields of a register to flags, and from flags to values.

use anyhow::Result;
use clap::{Arg, ArgMatches};
use sinergi::lang::word_list;
use sinergi::register::{Act, Entity, Field, Key, Row};
use sinergi::value::Kind;
use sinergi::{Error, Fault, Lang, say};

use super::complete::by_kind;
use super::generic::switch_like;
use super::office::Office;
use super::tree::lang;

/// A field's flag: its name with hyphens.
pub(super) fn flag_of(field: &Field) -> String {
    field.name.replace('_', "-")
}

/// The fields that a person may fill: those of a child's key that name the parent or count on are not among them.
pub(super) fn fillable(entity: &'static Entity) -> impl Iterator<Item = &'static Field> {
    let skip = match entity.key {
        Key::Position => 2,
        Key::Link | Key::Named | Key::Joined(_) => 1,
        _ => 0,
    };
    entity.stored().skip(skip)
}

/// A flag for every field that may be filled.
pub(super) fn flags(entity: &'static Entity) -> Vec<Arg> {
    fillable(entity).map(flag).collect()
}

/// The flag of a field.
pub(super) fn flag(field: &'static Field) -> Arg {
    let arg = Arg::new(field.name)
        .long(flag_of(field))
        .value_name(value_name(field.kind))
        .allow_hyphen_values(true)
        .help(about(field, lang()));
    let arg = by_kind(arg, field);
    if field.kind == Kind::YesNo { switch_like(arg) } else { arg.num_args(1) }
}

/// What a flag's value is, in one word.
pub(super) fn value_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Date => "DATE",
        Kind::DayOrYear => "DATE|YEAR",
        Kind::Rupiah => "RUPIAH",
        Kind::Count | Kind::Percent => "N",
        Kind::Choice(_) => "WORD",
        Kind::Period => "2025-S1",
        Kind::Decimal => "NUMBER",
        Kind::Quantity => "\"15 Dokumen\"",
        Kind::Reference(_) | Kind::Code | Kind::Path => "CODE",
        Kind::YesNo => "yes|no",
        Kind::Actor => "WHO",
        Kind::Record => "RECORD",
        Kind::Text | Kind::Note => "TEXT",
    }
}

/// A field in a line of help: its label, and the words that it takes.
pub(super) fn about(field: &Field, lang: Lang) -> String {
    let label = field.label.get(lang);
    match field.kind {
        Kind::Choice(choices) => format!("{label}: {}", word_list(choices)),
        _ => label.to_owned(),
    }
}

/// Puts what was typed into a row; references stay as typed.
pub(super) fn fill(row: &mut Row, matches: &ArgMatches, office: &Office) -> Result<()> {
    for field in fillable(row.entity()) {
        if let Ok(Some(text)) = matches.try_get_one::<String>(field.name)
            && !(row.entity().parent().is_some() && super::acts::is_unknown(field, matches))
        {
            row.set(field.name, read(field, text, office)?);
        }
    }
    Ok(())
}

/// Fields that a record cannot be without and that are empty; a key that is made or named elsewhere is not missing.
pub(super) fn missing(row: &Row) -> Vec<&'static Field> {
    let entity = row.entity();
    fillable(entity).filter(|f| f.required && row.get(f.name).is_null()).collect()
}

/// The kind of value that a text on the command line becomes.
pub(super) fn read(field: &'static Field, text: &str, office: &Office) -> Result<sinergi::value::Value> {
    Ok(field.kind.parse(text, office.today()).map_err(|fault| refused(field.name, fault))?)
}

/// One error that names every missing flag, by the shorter one where an act has it.
pub(super) fn name_missing(missing: &[&'static Field], act: Option<&'static Act>, lang: Lang) -> Error {
    let short = |field: &Field| {
        let pairs = act.map_or(&[][..], |act| act.short);
        pairs.iter().find(|(name, _)| *name == field.name).map(|(_, short)| (*short).to_owned())
    };
    let flags: Vec<String> =
        missing.iter().map(|f| format!("`--{}`", short(f).unwrap_or_else(|| flag_of(f)))).collect();
    let join = |and: &str| match flags.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {and} {last}", rest.join(", ")),
        None => String::new(),
    };
    let verb = if flags.len() == 1 { "is" } else { "are" };
    let first = missing.iter().map(|f| about(f, lang)).collect::<Vec<_>>().join("; ");
    Error::usage(
        format!("{} harus disebutkan bila tidak ada tanya jawab", join("dan")),
        format!("{} {verb} required when not running interactively", join("and")),
    )
    .with_hint(first.clone(), first)
}

/// The refusal of a field's value, under the name of its flag.
pub(super) fn refused(field: &str, fault: Fault) -> Error {
    Error::Refused(format!("`--{}`", field.replace('_', "-")), fault)
}

/// A value as a person reads it.
pub(super) fn shown(field: &Field, value: &sinergi::value::Value, lang: Lang) -> String {
    use sinergi::sheet::Cell;
    use sinergi::value::Value;
    let cell = match value {
        Value::Null => return say!(lang, "(kosong)", "(empty)"),
        Value::Text(text) => Cell::Text(text),
        Value::Int(number) => Cell::Int(*number),
    };
    sinergi::render::cell_text(&cell, field.kind, lang).into_owned()
}

/// Refuses a command that lacks what it cannot do without; all of it is named at once, with an example in each language.
pub(super) fn demand(names: &[&str], matches: &ArgMatches, example: (&str, &str)) -> Result<(), Error> {
    let said = |name: &str| matches.get_one::<String>(name).is_some_and(|text| !text.trim().is_empty());
    let missing: Vec<String> =
        names.iter().filter(|name| !said(name)).map(|name| format!("`--{name}`")).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let (id, en) = (missing.join(" dan "), missing.join(" and "));
    Err(Error::usage(format!("{id} harus disebutkan"), format!("{en} must be named"))
        .with_hint(format!("contoh: {}", example.0), format!("for example: {}", example.1)))
}
