//! Questions on a terminal: only for what a new record's form asks, choices as lists, records found by typing a part.
//! Nothing is written before the last answer; Esc or Ctrl-C leaves everything as it was.

use std::io::Write;

use anyhow::Result;
use dialoguer::theme::ColorfulTheme;
use dialoguer::{FuzzySelect, Input, Select};
use sinergi::lang::Choice;
use sinergi::register::{Entity, Field, Row, entity as register_of};
use sinergi::store::{Store, names, resolve_value};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Lang, say};

use super::edit::Edits;
use super::failure::Cancelled;
use super::fields;
use super::links::Links;
use super::office::{Office, quoted};

/// Asks for what a new record's form wants and nobody typed.
pub(super) fn complete(row: &mut Row, links: &mut [Links], store: &Store, office: &Office) -> Result<()> {
    let entity = row.entity();
    watch_interrupt();
    let lang = office.lang();
    office.tell(&say!(
        lang,
        "Enter melewati yang boleh kosong; Esc atau Ctrl-C meninggalkan tanpa menyimpan.",
        "Enter skips what may stay empty; Esc or Ctrl-C leaves without saving."
    ));
    let mut wanted: Vec<&'static Field> =
        fields::fillable(entity).filter(|f| f.asked && row.get(f.name).is_null()).collect();
    // What it is called comes first, then what every record must have.
    wanted.sort_by_key(|f| (entity.naming().is_none_or(|n| n.name != f.name), !f.required));
    for field in wanted {
        let value = ask(field, "", field.required, store, office)?;
        row.set(field.name, value);
    }
    for link in links.iter_mut().filter(|l| !l.given && l.flag == "partner") {
        if let Some(field) = link.entity.field(link.field)
            && let Value::Text(code) = ask(field, "", false, store, office)?
        {
            link.texts.push(code);
        }
    }
    Ok(())
}

/// Lets one pick fields of a record and change them, until done.
pub(super) fn pick_edits(row: &Row, store: &Store, office: &Office) -> Result<Edits> {
    watch_interrupt();
    let lang = office.lang();
    let entity = row.entity();
    let key = entity.key.width();
    let shown: Vec<&'static Field> = entity.stored().skip(key).collect();
    let mut after = row.clone();
    loop {
        let done = say!(lang, "Selesai", "Done");
        let items: Vec<String> = std::iter::once(done)
            .chain(shown.iter().map(|f| {
                fitted(&format!("{}: {}", f.label.get(lang), fields::shown(f, after.get(f.name), lang)))
            }))
            .collect();
        let prompt = say!(lang, "Ubah apa", "Change what");
        let picked = FuzzySelect::with_theme(&theme())
            .with_prompt(prompt)
            .items(&items)
            .default(0)
            .max_length(15)
            .interact_opt()
            .map_err(left)?
            .ok_or(Cancelled)?;
        let Some(field) = picked.checked_sub(1).and_then(|at| shown.get(at)) else { break };
        let old = match after.get(field.name) {
            Value::Null => String::new(),
            Value::Text(text) => text.clone(),
            Value::Int(number) => number.to_string(),
        };
        let value = ask(field, &old, field.required, store, office)?;
        after.set(field.name, value);
    }
    Ok(row
        .pairs()
        .zip(after.values())
        .filter(|((_, old), new)| old != new)
        .map(|((field, _), new)| (field.name, new.clone()))
        .collect())
}

/// Asks for one field until the answer can be taken.
fn ask(field: &'static Field, old: &str, required: bool, store: &Store, office: &Office) -> Result<Value> {
    let lang = office.lang();
    let label = field.label.get(lang);
    match field.kind {
        Kind::Choice(choices) => pick_choice(label, choices, old, required, lang),
        Kind::Reference(name) => match register_of(name) {
            Some(register) => pick_record(label, register, required, store, lang),
            None => Ok(Value::Null),
        },
        kind => {
            let optional = say!(lang, " (boleh kosong)", " (may stay empty)");
            let prompt = if required { label.to_owned() } else { format!("{label}{optional}") };
            let today = office.today();
            let text: String = Input::with_theme(&theme())
                .with_prompt(prompt)
                .with_initial_text(old)
                .allow_empty(!required)
                .validate_with(|text: &String| match kind.parse(text, today) {
                    Ok(_) => Ok(()),
                    Err(fault) => Err(one_line(&fault.say(lang), &fault.hint(lang))),
                })
                .interact_text()
                .map_err(left)?;
            let value = kind.parse(&text, today).map_err(|fault| fields::refused(field.name, fault))?;
            Ok(match value.text() {
                Some(text) => resolve_value(store.conn(), kind, text)?
                    .map_err(|fault| fields::refused(field.name, fault))?
                    .map_or(value, Value::Text),
                None => value,
            })
        }
    }
}

fn pick_choice(
    label: &str,
    choices: &'static [Choice],
    old: &str,
    required: bool,
    lang: Lang,
) -> Result<Value> {
    let mut items: Vec<String> =
        choices.iter().map(|c| format!("{} ({})", c.label.get(lang), c.word)).collect();
    if !required {
        items.insert(0, say!(lang, "(kosong)", "(empty)"));
    }
    let shift = usize::from(!required);
    let at = choices.iter().position(|c| c.word == old).map_or(0, |at| at + shift);
    let picked = Select::with_theme(&theme())
        .with_prompt(label)
        .items(&items)
        .default(at)
        .interact_opt()
        .map_err(left)?
        .ok_or(Cancelled)?;
    Ok(picked.checked_sub(shift).and_then(|at| choices.get(at)).map_or(Value::Null, |c| c.word.into()))
}

fn pick_record(
    label: &str,
    register: &'static Entity,
    required: bool,
    store: &Store,
    lang: Lang,
) -> Result<Value> {
    let mut rows = names(store.conn(), register)?;
    rows.sort_by(|a, b| a.1.cmp(&b.1));
    let mut items: Vec<String> =
        rows.iter().map(|(code, name)| fitted(&format!("{name} ({code})"))).collect();
    if !required {
        items.insert(0, say!(lang, "(belum diketahui)", "(not known yet)"));
    }
    let picked = FuzzySelect::with_theme(&theme())
        .with_prompt(label)
        .items(&items)
        .default(0)
        .max_length(12)
        .interact_opt()
        .map_err(left)?
        .ok_or(Cancelled)?;
    Ok(picked
        .checked_sub(usize::from(!required))
        .and_then(|at| rows.get(at))
        .map_or(Value::Null, |(code, _)| Value::Text(code.clone())))
}

/// The command that says by flags what was answered.
pub(super) fn same_command(row: &Row, links: &[Links]) -> String {
    let entity = row.entity();
    let mut words = vec!["sinergi".to_owned(), entity.command(), "add".to_owned()];
    if entity.parent().is_some() {
        words.extend(row.values()[0].text().map(quoted));
    }
    for field in fields::fillable(entity) {
        let text = match row.get(field.name) {
            Value::Null => continue,
            Value::Text(text) => text.clone(),
            Value::Int(number) => number.to_string(),
        };
        words.push(format!("--{} {}", fields::flag_of(field), quoted(&text)));
    }
    for link in links {
        words.extend(link.texts.iter().map(|text| format!("--{} {}", link.flag, quoted(text))));
    }
    words.join(" ")
}

/// The first line of a text, as far as a terminal holds it: dialoguer loses count of lines when an item wraps.
fn fitted(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let line: String = line.chars().take(room()).collect();
    sinergi::render::visible(&line).into_owned()
}

/// What is wrong and what to type, or what is wrong alone where both do not fit.
fn one_line(what: &str, hint: &str) -> String {
    let both = format!("{what}; {hint}");
    fitted(if both.chars().count() <= room() { &both } else { what })
}

fn room() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)).saturating_sub(4).max(20)
}

fn theme() -> ColorfulTheme {
    ColorfulTheme::default()
}

/// With a handler in place, Ctrl-C ends the question instead of the process, so that the cursor can be shown again.
fn watch_interrupt() {
    let _ = ctrlc::set_handler(|| {});
}

/// The end of a question without an answer.
fn left(error: dialoguer::Error) -> anyhow::Error {
    let dialoguer::Error::IO(io) = error;
    let _ = std::io::stderr().write_all(b"\x1b[?25h");
    match io.kind() {
        std::io::ErrorKind::Interrupted => Cancelled.into(),
        _ => Error::Io(io).into(),
    }
}
