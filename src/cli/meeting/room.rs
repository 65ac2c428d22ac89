//! What is asked in the room: one key an item, who and by when only where something is decided, and who was there.

use anyhow::Result;
use jiff::civil::Date;
use sinergi::calendar::date::iso;
use sinergi::register::{ITEM_RESULTS, OUTCOME_WORDS, Row, entity as register_of};
use sinergi::store::{Store, find, of_register, read_row, resolve_value};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Fault, Lang, say};

use super::not_before;
use super::outcome::Outcome;
use crate::cli::form::Form;

/// What one key says.
pub(super) enum Step {
    Said(Outcome),
    Skipped,
    Finished,
}

/// Asks what came of an item. What cannot be written later is refused here, while it can be corrected.
pub(super) fn one(
    record: Option<&str>,
    store: &Store,
    form: &Form<'_>,
    on: Date,
    lang: Lang,
) -> Result<Step> {
    let keys: [(char, String); 5] = match lang {
        Lang::Id => [('p', "putuskan"), ('c', "catat"), ('t', "tunda"), ('k', "tarik"), ('s', "selesai")],
        Lang::En => [('d', "decide"), ('n', "note"), ('p', "postpone"), ('w', "withdraw"), ('s', "stop")],
    }
    .map(|(key, word)| (key, word.to_owned()));
    let skip = say!(lang, "Enter melewati", "Enter skips");
    let at = match form.prompter.key(&keys, &skip)? {
        None => return Ok(Step::Skipped),
        Some(4) => return Ok(Step::Finished),
        Some(at) => at,
    };
    let mut outcome = Outcome { result: ITEM_RESULTS[at].word, ..Outcome::default() };
    if outcome.result != "decided" {
        return Ok(Step::Said(outcome));
    }
    let prompt = say!(lang, "Putusannya", "What is decided");
    outcome.resolution = Some(form.prompter.text(&prompt, "", true, &|_| Ok(()))?);
    if record.is_some_and(|record| record.starts_with("agreement/")) {
        let mut words: Vec<String> =
            OUTCOME_WORDS.iter().map(|word| word.label.get(lang).to_owned()).collect();
        words.push(say!(lang, "(tidak memutuskan kelanjutannya)", "(nothing about its future)"));
        let prompt = say!(lang, "Keputusan atas kerja sama", "Decision about the agreement");
        outcome.word =
            OUTCOME_WORDS.get(form.prompter.pick(&prompt, &words, Some(words.len() - 1))?).map(|w| w.word);
    }
    outcome.owner = who(store, form, lang)?;
    if outcome.owner.is_some() && !comes_back(record, store)? {
        outcome.due_on = by_when(form, on, lang)?;
    }
    Ok(Step::Said(outcome))
}

/// Who carries it out; nobody, where nothing is promised.
fn who(store: &Store, form: &Form<'_>, lang: Lang) -> Result<Option<String>> {
    let prompt = say!(lang, "Siapa yang mengerjakan (boleh kosong)", "Who carries it out (may stay empty)");
    let actor = |text: &str| resolve_value(store.conn(), Kind::Actor, text.trim());
    let text = form.text(&prompt, &|text| said(&actor(text).map(|found| found.map(drop)), lang))?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    let found = actor(&text)?.map_err(|fault| Error::Refused(String::new(), fault))?;
    Ok(Some(found.unwrap_or_else(|| text.trim().to_owned())))
}

/// By which day, not before that of the meeting.
fn by_when(form: &Form<'_>, on: Date, lang: Lang) -> Result<Option<Date>> {
    let prompt = say!(lang, "Paling lambat", "By which day");
    let day = |text: &str| -> Result<Option<Date>, Fault> {
        let day = Kind::Date.parse(text, on)?.text().and_then(iso);
        not_before(on, day).map(|()| day)
    };
    let text = form.prompter.text(&prompt, "", true, &|text| said(&Ok(day(text).map(drop)), lang))?;
    Ok(day(&text).map_err(|fault| Error::Refused(String::new(), fault))?)
}

/// Whether the item is about an activity that is due turn by turn: it has no day of its own.
fn comes_back(record: Option<&str>, store: &Store) -> Result<bool> {
    let Some((code, entity)) =
        record.and_then(|record| record.strip_prefix("activity/")).zip(register_of("activity"))
    else {
        return Ok(false);
    };
    Ok(read_row(store.conn(), entity, code)?.is_some_and(|row| !row.get("recurs").is_null()))
}

/// An answer's fault in words, with what to type instead.
fn said(answer: &sinergi::Result<Result<(), Fault>>, lang: Lang) -> Result<(), (String, String)> {
    match answer {
        Ok(Ok(())) => Ok(()),
        Ok(Err(fault)) => Err((fault.say(lang), fault.hint(lang))),
        Err(error) => Err((error.say(lang), error.hint(lang))),
    }
}

/// Who was there: codes between commas. Those that are noted already, as invited, are offered.
pub(super) fn departments(store: &Store, form: &Form<'_>, meeting: &str, lang: Lang) -> Result<Vec<Row>> {
    let (Some(attendance), Some(department)) = (register_of("attendance"), register_of("department")) else {
        return Ok(Vec::new());
    };
    let noted = of_register(store.conn(), attendance, meeting)?;
    let codes = |text: &str| -> sinergi::Result<Result<Vec<String>, Fault>> {
        let mut found = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match find(store.conn(), department, part)? {
                Ok(code) if found.contains(&code) => {}
                Ok(code) => found.push(code),
                Err(fault) => return Ok(Err(fault)),
            }
        }
        Ok(Ok(found))
    };
    let prompt = say!(
        lang,
        "OPD yang hadir, dipisah koma (boleh kosong)",
        "Departments present, between commas (may stay empty)"
    );
    let old: Vec<&str> = noted.iter().filter_map(|row| row.text("department")).collect();
    let check = |text: &str| said(&codes(text).map(|found| found.map(drop)), lang);
    let text = form.prompter.text(&prompt, &old.join(", "), false, &check)?;
    let present = codes(&text)?.map_err(|fault| Error::Refused(String::new(), fault))?;
    let row = |code: String| {
        // What was noted of a department stays, such as who came.
        let known = noted.iter().find(|row| row.text("department") == Some(&code)).cloned();
        known.unwrap_or_else(|| {
            let mut row = Row::new(attendance);
            row.set("meeting", meeting);
            row.set("department", Value::Text(code));
            row
        })
    };
    Ok(present.into_iter().map(row).collect())
}
