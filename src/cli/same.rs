//! The command that does without questions what was answered in a form.

use sinergi::register::{Act, Field, Row};
use sinergi::say;
use sinergi::value::{Kind, Value};

use super::fields;
use super::links::Links;
use super::office::{Office, flag_and_value, quoted};

/// The command that says by flags what was answered.
pub(super) fn command(row: &Row, links: &[Links], act: Option<&Act>, create: bool) -> String {
    let entity = row.entity();
    // An act has its verb at the register that it is done to.
    let (noun, verb) = match act {
        Some(act) => (entity.parent().unwrap_or(entity).command(), act.name),
        None => (entity.command(), "add"),
    };
    let mut words = vec!["sinergi".to_owned(), noun, verb.to_owned()];
    if entity.parent().is_some() {
        words.extend(row.values()[0].text().map(quoted));
    }
    let set = |field: &Field| act.is_some_and(|act| act.sets.iter().any(|(name, _)| *name == field.name));
    let filled = fields::fillable(entity).filter(|f| !set(f)).map(|field| (field, row.get(field.name)));
    words.extend(filled.filter(|(_, value)| !value.is_null()).map(|(field, value)| as_flag(field, value)));
    for link in links {
        words.extend(link.texts.iter().map(|text| flag_and_value(link.flag, text)));
    }
    if create {
        words.push("--create-partner".to_owned());
    }
    words.join(" ")
}

/// The flag that gives a field its value.
pub(super) fn as_flag(field: &Field, value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::Text(text) => text.clone(),
        Value::Int(number) if field.kind == Kind::YesNo => if *number == 1 { "yes" } else { "no" }.to_owned(),
        Value::Int(number) => number.to_string(),
    };
    flag_and_value(&fields::flag_of(field), &text)
}

/// Shows the command that does the same without asking.
pub(super) fn tell(command: &str, office: &Office) {
    let lang = office.lang();
    let words = say!(lang, "Perintah yang sama tanpa pertanyaan:", "The same command without questions:");
    office.tell(&format!("{words}\n  {command}"));
}
