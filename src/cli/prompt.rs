//! Which questions are asked: only for what a new record's form wants, choices as lists, records found by typing a part.
//! Nothing is written before the last answer.

use anyhow::Result;
use sinergi::register::{Act, Field, Row};
use sinergi::say;
use sinergi::store::{Store, checked};
use sinergi::value::Value;

use super::edit::Edits;
use super::fields;
use super::form::Form;
use super::links::Links;
use super::office::Office;

/// Asks for what a new record's form wants and nobody typed; tells whether a partner is new.
pub(super) fn complete(
    row: &mut Row,
    links: &mut [Links],
    act: Option<&'static Act>,
    store: &Store,
    office: &Office,
) -> Result<bool> {
    let entity = row.entity();
    let form = Form::new(store, office);
    office.tell(&form.way_out());
    let required = |field: &Field| act.is_some_and(|act| act.required.contains(&field.name));
    let said = |name: &str| act.is_some_and(|act| act.sets.iter().any(|(set, _)| *set == name));
    let mut wanted: Vec<&'static Field> = fields::fillable(entity)
        .filter(|f| (f.asked || required(f)) && !said(f.name) && row.get(f.name).is_null())
        .collect();
    // What it is called comes first, then what every record must have.
    wanted.sort_by_key(|f| (entity.naming().is_none_or(|n| n.name != f.name), !f.required));
    // An act that is recorded while it is done is of today, unless another day is typed over it.
    let today = act.filter(|act| act.today).and_then(|act| act.day(entity)).map(|field| field.name);
    if let Some(day) = today {
        // What cannot be done at all is said before the first question, not after the last.
        let mut tried = row.clone();
        if tried.get(day).is_null() {
            tried.set(day, office.today());
        }
        if let Err((name, fault)) = checked(store.conn(), store.settings()?, &mut tried, None)?
            && said(name)
        {
            return Err(sinergi::Error::Refused(String::new(), fault).into());
        }
    }
    for field in wanted {
        if field.unless.is_some_and(|other| !row.get(other).is_null()) {
            continue;
        }
        let must = field.required || field.unless.is_some() || required(field);
        let old = if today == Some(field.name) { office.today().to_string() } else { String::new() };
        let value = form.ask_past(field, &old, must, act)?;
        row.set(field.name, value);
    }
    form.settle(row, &said)?;
    let mut new = false;
    for link in links.iter_mut().filter(|l| !l.given && l.flag == "partner") {
        if let Some((text, is_new)) = form.partner_of(link)? {
            new |= is_new;
            link.texts.push(text);
        }
    }
    Ok(new)
}

/// Asks for these fields of a record one by one, as far as nobody typed them; the required ones cannot be left empty.
pub(super) fn fill(
    row: &mut Row,
    before: &Row,
    wanted: &[(&'static Field, bool)],
    act: &'static Act,
    store: &Store,
    office: &Office,
) -> Result<()> {
    let form = Form::new(store, office);
    office.tell(&form.way_out());
    for (field, required) in wanted {
        // What is filled already, such as today, can be taken as it stands.
        let old = match row.get(field.name) {
            Value::Text(text) if field.happens() => text.clone(),
            _ => String::new(),
        };
        loop {
            let value = form.ask_past(field, &old, *required, Some(act))?;
            let mut tried = row.clone();
            tried.set(field.name, value);
            // What contradicts the record is told here, so that no answer is lost at the end.
            match checked(store.conn(), store.settings()?, &mut tried.clone(), Some(before))? {
                Err((name, fault)) if name == field.name => {
                    office.tell_fault(&fault);
                }
                _ => {
                    *row = tried;
                    break;
                }
            }
        }
    }
    Ok(())
}

/// Asks for the number that each partner gave the document, of those of whom nobody typed it.
pub(super) fn numbers(parties: &[Row], store: &Store, office: &Office) -> Result<Vec<(Row, Value)>> {
    let form = Form::new(store, office);
    let lang = office.lang();
    let mut found = Vec::new();
    for party in parties {
        let partner = party.text("partner").unwrap_or_default();
        let prompt = say!(lang, "Nomor dari {} (boleh kosong)", "Number from {} (may stay empty)", partner);
        let text = form.text(&prompt, &|_| Ok(()))?;
        if !text.is_empty() {
            found.push((party.clone(), Value::Text(text)));
        }
    }
    Ok(found)
}

/// Lets one pick fields of a record and change them, until done.
pub(super) fn pick_edits(row: &Row, store: &Store, office: &Office) -> Result<Edits> {
    let lang = office.lang();
    let form = Form::new(store, office);
    let entity = row.entity();
    let shown: Vec<&'static Field> =
        entity.stored().skip(entity.key.width() + entity.joined().len()).collect();
    let mut after = row.clone();
    loop {
        let line = |f: &&'static Field| {
            format!("{}: {}", f.label.get(lang), fields::shown(f, after.get(f.name), lang))
        };
        let done = say!(lang, "Selesai", "Done");
        let items: Vec<String> = std::iter::once(done).chain(shown.iter().map(line)).collect();
        let picked = form.prompter.pick(&say!(lang, "Ubah apa", "Change what"), &items, Some(0))?;
        let Some(field) = picked.checked_sub(1).and_then(|at| shown.get(at)) else { break };
        let old = match after.get(field.name) {
            Value::Null => String::new(),
            Value::Text(text) => text.clone(),
            Value::Int(number) => number.to_string(),
        };
        let value = form.ask(field, &old, field.required)?;
        // What contradicts another field is told here, so that nothing else that was changed is lost.
        let mut tried = after.clone();
        tried.set(field.name, value);
        match checked(store.conn(), store.settings()?, &mut tried.clone(), Some(row))? {
            Err((_, fault)) => {
                office.tell_fault(&fault);
            }
            Ok(()) => after = tried,
        }
    }
    Ok(row
        .pairs()
        .zip(after.values())
        .filter(|((_, old), new)| old != new)
        .map(|((field, _), new)| (field.name, new.clone()))
        .collect())
}
