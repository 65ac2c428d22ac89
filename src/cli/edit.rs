//! `edit`: fields by flags, or, on a terminal without flags, picked from the record one after the other.

use anyhow::Result;
use clap::{ArgMatches, Command};
use sinergi::register::{Entity, Field, Key, Row};
use sinergi::store::{Change, Store, read_row, resolve_value};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Lang, say};

use super::generic::{code_arg, code_of};
use super::office::{Office, quoted};
use super::tree::{dry_run, examples, help};
use super::{actors, days, fields, links, list, prompt, same};

/// A field and what it is to become.
pub(super) type Edits = Vec<(&'static str, Value)>;

pub(super) fn build(entity: &'static Entity, command: Command) -> Command {
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .args(fields::flags(entity).into_iter().filter(|a| !is_key(entity, a.get_id().as_str())))
        .args(links::flags(entity).into_iter().map(|arg| {
            // Typed by mistake, it is answered with what to type instead; help does not offer it.
            let only_new = links::linked(entity)
                .any(|(child, (flag, _))| arg.get_id() == flag && child.key != Key::Link);
            arg.hide(only_new)
        }))
        .arg(dry_run())
        .after_help(format!(
            "{}\n\n{}",
            help(
                "Teks kosong (\"\") mengosongkan sebuah bidang.",
                "An empty text (\"\") makes a field unknown."
            ),
            examples(&example(entity))
        ))
}

/// An example that works: the first field of words, or the value of a setting.
fn example(entity: &'static Entity) -> String {
    let words =
        |f: &&sinergi::register::Field| matches!(f.kind, Kind::Text | Kind::Note) && !is_key(entity, f.name);
    let field = entity.field("note").or_else(|| fields::fillable(entity).find(words));
    let flag = field.map_or_else(String::new, |f| format!(" --{} \"…\"", fields::flag_of(f)));
    let flag = if entity.name == "setting" { " --value 60".to_owned() } else { flag };
    format!("{}{flag}", list::example(entity, "edit"))
}

fn is_key(entity: &'static Entity, name: &str) -> bool {
    entity.key_fields().iter().chain(entity.joined()).any(|f| f.name == name)
}

pub(super) fn run(entity: &'static Entity, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let mut edits = typed(entity, matches, &store, office)?;
    let links = links::typed(entity, matches);
    if let Some(link) = links.iter().find(|l| l.given && l.entity.key != Key::Link) {
        return Err(links::only_when_added(link.flag, link.entity).into());
    }
    let mut same = None;
    if edits.is_empty() && links.iter().all(|l| !l.given) {
        let Some(row) = read_row(store.conn(), entity, &code)? else { return Ok(()) };
        if !office.may_ask() {
            return Err(nothing_named(entity).into());
        }
        edits = prompt::pick_edits(&row, &store, office)?;
        same = Some(same_command(entity, &code, &edits));
    }
    for (name, value) in edits.iter().filter(|_| days::is_past(entity)) {
        if let Some(fault) = entity.field(name).and_then(|field| days::ahead(field, value, office)) {
            return Err(fields::refused(name, fault).into());
        }
    }
    let wanted: Vec<Row> = links::rows(&links, false, &store)?.into_iter().map(|linked| linked.row).collect();
    let dry = matches.get_flag("dry-run");
    let entry = office.entry();
    let ((), changes) = store.write(&entry, dry, |door| {
        if !edits.is_empty() {
            door.edit(entity, &code, &edits)?;
        }
        for link in links.iter().filter(|l| l.given) {
            let rows = wanted.iter().filter(|r| r.entity().name == link.entity.name);
            door.set_links(link.entity, &code, rows.cloned().collect())?;
        }
        Ok(())
    })?;
    super::output::print_line(&code)?;
    tell_changes(&changes, office);
    let words = match (changes.is_empty(), dry) {
        (true, _) => say!(lang, "Tidak ada yang berubah.", "Nothing changed."),
        (_, true) => say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."),
        _ => say!(lang, "Tersimpan. Batalkan: sinergi undo", "Saved. Take it back: sinergi undo"),
    };
    if let Some(same) = same.filter(|_| !changes.is_empty()) {
        same::tell(&same, office);
    }
    office.tell(&words);
    let named = edits.iter().filter(|(name, _)| entity.field(name).is_some_and(|f| f.kind == Kind::Actor));
    actors::tell_plain(named.filter_map(|(_, value)| value.text()), &store, office)
}

/// The command that says by flags what was picked and changed.
fn same_command(entity: &'static Entity, code: &str, edits: &Edits) -> String {
    let mut words = vec![format!("sinergi {} edit {}", entity.command(), quoted(code))];
    let flag = |(name, value): &(&'static str, Value)| entity.field(name).map(|f| same::as_flag(f, value));
    words.extend(edits.iter().filter_map(flag));
    words.join(" ")
}

/// What the flags say, references looked up; an empty text makes a field unknown.
fn typed(entity: &'static Entity, matches: &ArgMatches, store: &Store, office: &Office) -> Result<Edits> {
    let mut edits = Vec::new();
    for field in fields::fillable(entity).filter(|f| !is_key(entity, f.name)) {
        edits.extend(typed_one(field, matches, store, office)?);
    }
    Ok(edits)
}

/// What the flag of one field says, where it was typed.
pub(super) fn typed_one(
    field: &'static Field,
    matches: &ArgMatches,
    store: &Store,
    office: &Office,
) -> Result<Option<(&'static str, Value)>> {
    let Ok(Some(text)) = matches.try_get_one::<String>(field.name) else { return Ok(None) };
    let value = fields::read(field, text, office)?;
    let looked_up = match value.text() {
        Some(text) => resolve_value(store.conn(), field.kind, text)?
            .map_err(|fault| fields::refused(field.name, fault))?,
        None => None,
    };
    Ok(Some((field.name, looked_up.map_or(value, Value::Text))))
}

/// How many changes are told one by one.
const TOLD: usize = 20;

/// Says the changes, old and new; of very many the first.
pub(super) fn tell_changes(changes: &[Change], office: &Office) {
    let lang = office.lang();
    for change in changes.iter().take(TOLD) {
        office.tell(&words(change, lang));
    }
    if let Some(rest) = changes.len().checked_sub(TOLD).filter(|n| *n > 0) {
        office.tell(&say!(lang, "  … dan {} perubahan lagi", "  … and {} more changes", rest));
    }
}

fn words(change: &Change, lang: Lang) -> String {
    let noun =
        |register| sinergi::register::entity(register).map_or_else(String::new, |e| e.noun().spoken(lang));
    match change {
        Change::Created(register, code) => format!("  + {} {code}", noun(register)),
        Change::Removed(register, code) => format!("  − {} {code}", noun(register)),
        Change::Edited(register, code, name, old, new) => {
            let Some(field) = sinergi::register::entity(register).and_then(|e| e.field(name)) else {
                return String::new();
            };
            let (old, new) = (fields::shown(field, old, lang), fields::shown(field, new, lang));
            // Children of several registers have the same code.
            let child = sinergi::register::entity(register).is_some_and(|e| e.parent().is_some());
            let what = if child { format!("{} ", noun(register)) } else { String::new() };
            format!("  {what}{code} {}: {old} → {new}", field.label.get(lang))
        }
    }
}

fn nothing_named(entity: &'static Entity) -> Error {
    let flags: Vec<String> = fields::fillable(entity)
        .filter(|f| !is_key(entity, f.name))
        .map(|f| format!("--{}", fields::flag_of(f)))
        .chain(
            links::linked(entity)
                .filter(|(c, _)| c.key == Key::Link)
                .map(|(_, (flag, _))| format!("--{flag}")),
        )
        .collect();
    let list = flags.join(" ");
    Error::usage("tidak disebutkan apa yang diubah", "nothing was named that should change")
        .with_hint(format!("sebutkan: {list}"), format!("name one of: {list}"))
}
