//! Acts with verbs of their own: those that fill some fields of a record (`agreement sign`, `agreement end`), and what
//! those that add a child have beside any other `add`.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::register::{Act, CONTINUED, Does, Entity, Field, Row};
use sinergi::rules::status::first_day;
use sinergi::store::{Door, Store, find, of_register, read_row};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Fault, Lang, say};

use super::complete::by_kind;
use super::generic::{code_arg, code_of, parent_arg};
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, help};
use super::{days, edit, fields, numbers, path, prompt, same};

/// The fields that an act lets one fill.
pub(super) fn fillable(entity: &'static Entity, act: &'static Act) -> Vec<&'static Field> {
    let set = |field: &&Field| act.sets.iter().all(|(name, _)| *name != field.name);
    if act.fields.is_empty() {
        return fields::fillable(entity).filter(set).collect();
    }
    act.fields.iter().filter_map(|name| entity.field(name)).collect()
}

/// A flag for each of them, by its own name and by its shorter one, and the bare word.
pub(super) fn flags(entity: &'static Entity, act: &'static Act) -> Vec<Arg> {
    let flag = |field: &'static Field| {
        let arg = fields::flag(field);
        match act.short.iter().find(|(name, _)| *name == field.name) {
            Some((_, short)) => arg.visible_alias(*short),
            None => arg,
        }
    };
    let bare = act.bare.and_then(|name| entity.field(name)).map(|field| {
        let word = Arg::new("WORD")
            .allow_hyphen_values(matches!(field.kind, Kind::Decimal | Kind::Quantity))
            .value_name(help("KATA", "WORD"))
            .help(fields::about(field, super::tree::lang()))
            .conflicts_with(field.name);
        by_kind(word, field)
    });
    bare.into_iter().chain(fillable(entity, act).into_iter().map(flag)).collect()
}

/// Puts into a row what the act says by being done, and its bare word.
pub(super) fn say(row: &mut Row, act: &'static Act, matches: &ArgMatches, office: &Office) -> Result<()> {
    for (name, word) in act.sets {
        row.set(name, *word);
    }
    let field = act.bare.and_then(|name| row.entity().field(name));
    if let (Some(field), Ok(Some(text))) = (field, matches.try_get_one::<String>("WORD")) {
        row.set(field.name, fields::read(field, text, office)?);
    }
    Ok(())
}

/// The fields that the act cannot do without and that nobody typed; a day that was typed as unknown is not missing.
pub(super) fn missing(row: &Row, act: &'static Act, matches: &ArgMatches) -> Vec<&'static Field> {
    let entity = row.entity();
    let required = act.required.iter().filter_map(|name| entity.field(name));
    required.filter(|field| row.get(field.name).is_null() && !is_unknown(field, matches)).collect()
}

/// A refusal in the words of an act: a field that it calls by a shorter flag is named so, and what it says by being done has
/// no flag at all.
pub(super) fn by_its_flags(error: anyhow::Error, act: &Act) -> anyhow::Error {
    match error.downcast::<Error>() {
        Ok(Error::Refused(place, fault)) => {
            let field = place.trim_matches(['`', '-']).replace('-', "_");
            let short = act.short.iter().find(|(name, _)| *name == field);
            if act.sets.iter().any(|(name, _)| *name == field) {
                return Error::Refused(String::new(), fault).into();
            }
            match short {
                Some((name, flag)) => {
                    let fault = if fault == Fault::Empty(name) { Fault::Empty(flag) } else { fault };
                    fields::refused(flag, fault).into()
                }
                None => Error::Refused(place, fault).into(),
            }
        }
        Ok(other) => other.into(),
        Err(other) => other,
    }
}

/// Closes the decisions that the act carries out, on its own day.
pub(super) fn carry_out(door: &mut Door<'_>, row: &Row, act: &Act, today: Date) -> sinergi::Result<()> {
    if let Some(agreement) = row.values()[0].text().filter(|_| !act.carries_out.is_empty()) {
        let day = act.day(row.entity()).and_then(|field| row.text(field.name)).and_then(first_day);
        door.carry_out(agreement, act.carries_out, day.unwrap_or(today))?;
    }
    Ok(())
}

/// Fills the command of an act that fills fields of a record.
pub(super) fn build(entity: &'static Entity, act: &'static Act, command: Command) -> Command {
    let command = match entity.parent() {
        Some(parent) => command
            .arg(parent_arg(parent).required(true))
            .arg(Arg::new("NUMBER").value_name("N").required(true).help(help("nomornya", "its number"))),
        None => command.arg(code_arg(entity).required(true).num_args(1)),
    };
    command
        .args(flags(entity, act))
        .args(numbers::flag(act))
        .args(path::override_flag(entity, act))
        .arg(dry_run())
        .after_help(examples(act.example))
}

/// Runs an act that fills fields of a record.
pub(super) fn perform(
    entity: &'static Entity,
    act: &'static Act,
    matches: &ArgMatches,
    office: &mut Office,
) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = match entity.parent() {
        Some(_) => numbered(entity, matches, &store)?,
        None => code_of(entity, matches, &store)?,
    };
    let Some(before) = read_row(store.conn(), entity, &code)? else { return Ok(()) };
    refuse_second(entity, act, &before)?;
    let unknown: Vec<&'static Field> = fillable(entity, act)
        .into_iter()
        .filter(|f| f.kind == Kind::DayOrYear && is_unknown(f, matches))
        .collect();
    let mut edits = typed(entity, act, matches, &store, office)?;
    if let Some(day) =
        act.day(entity).filter(|day| act.today && edits.iter().all(|(name, _)| *name != day.name))
    {
        edits.push((day.name, office.today().into()));
    }
    let mut given = numbers::typed(&code, matches, &store)?;
    let named = |name: &str, edits: &edit::Edits| {
        edits.iter().any(|(n, value)| *n == name && !value.is_null())
            || unknown.iter().any(|f| f.name == name)
    };
    let missing: Vec<&'static Field> = act
        .required
        .iter()
        .filter(|name| !named(name, &edits))
        .filter_map(|name| entity.field(name))
        .collect();
    let mut same = None;
    if !missing.is_empty() {
        if !office.may_ask() {
            return Err(fields::name_missing(&missing, Some(act), lang).into());
        }
        let wanted: Vec<(&'static Field, bool)> = fillable(entity, act)
            .into_iter()
            .filter(|f| !matches.contains_id(f.name))
            // A day that may be known by its year alone may be unknown, too: an empty answer says so.
            .map(|f| (f, act.required.contains(&f.name) && f.kind != Kind::DayOrYear))
            .collect();
        let mut row = before.clone();
        for (name, value) in edits.iter().cloned().chain(act.sets.iter().map(|(n, w)| (*n, Value::from(*w))))
        {
            row.set(name, value);
        }
        prompt::fill(&mut row, &before, &wanted, act, &store, office)?;
        let answered = wanted.iter().map(|(f, _)| (f.name, row.get(f.name).clone()));
        edits.extend(answered.filter(|(name, value)| before.get(name) != value));
        let open = missing.iter().filter(|f| f.kind == Kind::DayOrYear && row.get(f.name).is_null());
        let open: Vec<String> = open.map(|f| same::as_flag(f, &"unknown".into())).collect();
        let flags = edits.iter().filter_map(|(name, value)| Some(same::as_flag(entity.field(name)?, value)));
        same = Some(format!(
            "sinergi {} {} {code} {}",
            entity.command(),
            act.name,
            open.into_iter().chain(flags).collect::<Vec<_>>().join(" ")
        ));
    }
    edits.extend(act.sets.iter().map(|(name, word)| (*name, Value::from(*word))));
    if same.is_some() && given.is_empty() && numbers::asked_by(act) {
        let party = sinergi::register::entity("party");
        let parties =
            party.map(|party| of_register(store.conn(), party, &code)).transpose()?.unwrap_or_default();
        given = prompt::numbers(&parties, &store, office)?;
        let flags = given.iter().filter_map(|(party, number)| {
            let text = format!("{}={}", party.text("partner")?, number.text()?);
            Some(format!(" {}", super::office::flag_and_value("partner-number", &text)))
        });
        same = same.map(|same| same + &flags.collect::<String>());
    }
    let mut after = before.clone();
    for (name, value) in &edits {
        after.set(name, value.clone());
    }
    days::refuse_ahead(&after, act, office)?;
    let today = office.today();
    let on = act.day(entity).and_then(|day| first_day(after.text(day.name)?)).unwrap_or(today);
    let mut signing = path::refuse(entity, act, &code, on, matches, &store, office)?;
    let dry = matches.get_flag("dry-run");
    let ((), changes) = store.write(&office.entry(), dry, |door| {
        write(door, entity, act, &code, &edits, today)?;
        path::record(door, signing.as_mut())?;
        for (party, number) in &given {
            door.edit(party.entity(), &party.code(), &[("number", number.clone())])?;
        }
        Ok(())
    })?;
    print_line(&code)?;
    edit::tell_changes(&changes, office);
    if let Some(same) = same {
        same::tell(&same, office);
    }
    tell_saved(changes.is_empty(), dry, office, lang);
    if !dry {
        let done = read_row(store.conn(), entity, &code)?;
        tell_next(done.as_ref().unwrap_or(&before), act, office);
        if let Some(signing) = &signing {
            signing.tell(&store, office)?;
        }
    }
    Ok(())
}

/// Writes what an act fills, and closes the decisions that it carries out.
fn write(
    door: &mut Door<'_>,
    entity: &'static Entity,
    act: &'static Act,
    code: &str,
    edits: &edit::Edits,
    today: Date,
) -> sinergi::Result<()> {
    // Somebody else may have done it while the form was filled in.
    if let Some(now) = read_row(door.conn(), entity, code)? {
        refuse_second(entity, act, &now)?;
    }
    door.edit(entity, code, edits)?;
    let done = read_row(door.conn(), entity, code)?;
    if let Some(into) = done.as_ref().filter(|_| joins(act)).and_then(|row| row.text("joined_into")) {
        door.join(code, into)?;
    }
    let day = act.day(entity);
    let on = day.and_then(|field| first_day(done.as_ref()?.text(field.name)?)).unwrap_or(today);
    door.carry_out(code, act.carries_out, on)?;
    // A successor that is signed carries out what was decided about the one before it.
    if let Some(old) = done.as_ref().filter(|_| signs(act)).and_then(|row| row.text("predecessor")) {
        door.carry_out(old, CONTINUED, on)?;
    }
    Ok(())
}

/// Says what usually comes next.
pub(super) fn tell_next(row: &Row, act: &Act, office: &Office) {
    let (entity, code) = (row.entity(), row.code());
    let otherwise = act.otherwise.filter(|(field, word, _)| row.text(field) == Some(word));
    let Some(next) = otherwise.map(|(_, _, verb)| verb).or(act.next) else { return };
    let noun = entity.parent().unwrap_or(entity);
    // What fills a child names it by its parent and its number; any other verb names the parent alone.
    let fills = entity.acts.iter().any(|act| act.name == next && act.does == Does::Fills);
    let named = match code.split_once('/') {
        Some((parent, _)) if !fills => parent.to_owned(),
        _ => code.replace('/', " "),
    };
    office.tell(&say!(
        office.lang(),
        "Berikutnya: sinergi {} {} {}",
        "Next: sinergi {} {} {}",
        noun.name,
        next,
        named
    ));
}

/// The code of a child that is named by its parent and its number.
fn numbered(entity: &'static Entity, matches: &ArgMatches, store: &Store) -> Result<String> {
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let code = format!("{}/{}", text("PARENT"), text("NUMBER"));
    Ok(find(store.conn(), entity, &code)?.map_err(|fault| Error::Refused(String::new(), fault))?)
}

/// Whether an act joins a request into another.
fn joins(act: &Act) -> bool {
    act.sets.contains(&("closed_as", "joined"))
}

/// Whether an act is the signing.
fn signs(act: &Act) -> bool {
    act.sets.contains(&("signed", "yes"))
}

pub(super) fn tell_saved(nothing: bool, dry: bool, office: &Office, lang: Lang) {
    let words = match (nothing, dry) {
        (true, _) => say!(lang, "Tidak ada yang berubah.", "Nothing changed."),
        (_, true) => say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."),
        _ => say!(lang, "Tersimpan. Batalkan: sinergi undo", "Saved. Take it back: sinergi undo"),
    };
    office.tell(&words);
}

/// An act that is done once is refused the second time.
fn refuse_second(entity: &'static Entity, act: &'static Act, before: &Row) -> Result<(), Error> {
    let Some(field) = act.once.and_then(|name| entity.field(name)) else { return Ok(()) };
    if before.get(field.name).is_null() {
        return Ok(());
    }
    let code = before.code();
    let say =
        |lang| format!("{}: {}", field.label.get(lang), fields::shown(field, before.get(field.name), lang));
    let edit = format!("sinergi {} edit {code} --{}", entity.command(), fields::flag_of(field));
    Err(Error::usage(
        format!("{code} sudah tercatat: {}", say(Lang::Id)),
        format!("{code} is recorded already: {}", say(Lang::En)),
    )
    .with_hint(format!("bila keliru, perbaiki: {edit} …"), format!("if that is wrong, correct it: {edit} …")))
}

/// Whether a day was typed as unknown.
pub(super) fn is_unknown(field: &Field, matches: &ArgMatches) -> bool {
    let text = matches.try_get_one::<String>(field.name).ok().flatten();
    let open = field.kind == Kind::DayOrYear && !field.required;
    open && text.is_some_and(|text| {
        matches!(text.trim().to_lowercase().as_str(), "unknown" | "tidak diketahui" | "belum diketahui")
    })
}

/// What the flags say; a day that is unknown is left open.
fn typed(
    entity: &'static Entity,
    act: &'static Act,
    matches: &ArgMatches,
    store: &Store,
    office: &Office,
) -> Result<edit::Edits> {
    let mut edits = Vec::new();
    for field in fillable(entity, act) {
        if is_unknown(field, matches) {
            continue;
        }
        edits.extend(edit::typed_one(field, matches, store, office)?);
    }
    let bare = act.bare.and_then(|name| entity.field(name));
    if let (Some(field), Ok(Some(text))) = (bare, matches.try_get_one::<String>("WORD")) {
        edits.push((field.name, fields::read(field, text, office)?));
    }
    Ok(edits)
}
