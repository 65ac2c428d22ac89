//! The questions one by one: with what was answered last time, and what was measured since.

use anyhow::Result;
use sinergi::Lang;
use sinergi::register::Row;
use sinergi::render::wrapped;
use sinergi::reports::{Ask, evidence};
use sinergi::rules::scoring::{AXES, NOT_APPLICABLE, NOT_APPLICABLE_LABEL, Question};
use sinergi::say;
use sinergi::store::Store;
use sinergi::value::Value;

use super::entity;
use super::record::Sitting;
use super::typed::{Given, Reply};
use crate::cli::form::Form;
use crate::cli::office::Office;
use crate::cli::prompter::Prompter;

/// Asks every question and what is said beside them; nothing is written before the last answer.
pub(super) fn all(store: &Store, sitting: &mut Sitting, office: &Office) -> Result<Vec<Given>> {
    let lang = office.lang();
    let form = Form::new(store, office);
    for line in heading(sitting, lang).lines() {
        tell(line, "", office);
    }
    office.tell(&form.way_out());
    let mut given = Vec::new();
    let mut about = Ask::new(office.today(), lang);
    about.period = sitting.place.days;
    let mut axis = usize::MAX;
    for question in sitting.instrument.clone().in_order() {
        if question.axis != axis {
            axis = question.axis;
            office.tell(&format!("\n{}", AXES[axis].label.get(lang).to_uppercase()));
        }
        given.extend(one(store, sitting, question, &about, &form.prompter, office)?);
    }
    office.tell("");
    for name in ["findings", "advice", "recommendation", "answered_by", "answered_on"] {
        if let Some(field) = entity().and_then(|e| e.field(name)) {
            let old = sitting.row.text(name).unwrap_or_default().to_owned();
            let value = form.ask(field, &old, name == "answered_on")?;
            sitting.row.set(name, value);
        }
    }
    Ok(given)
}

/// Says a line that is broken between words where the screen ends.
fn tell(line: &str, indent: &str, office: &Office) {
    let room = office.output.error_width().map(|width| width.saturating_sub(indent.len()).max(20));
    for line in wrapped(line, room) {
        office.tell(&format!("{indent}{line}"));
    }
}

fn heading(sitting: &Sitting, lang: Lang) -> String {
    let title = sitting.place.agreement.text("title").unwrap_or_default();
    let carried = match &sitting.last {
        Some((period, _)) if sitting.before.is_none() => say!(
            lang,
            "\nJawaban {} ditawarkan; yang diambil ditandai terbawa.",
            "\nThe answers of {} are offered; those taken are marked as carried over.",
            period
        ),
        _ => String::new(),
    };
    format!("{} {title}\n{}{carried}", sitting.place.code, sitting.place.days.spelled(lang))
}

/// Asks one question and its proof; `None` where nothing is to change.
fn one(
    store: &Store,
    sitting: &Sitting,
    question: &Question,
    about: &Ask,
    prompter: &Prompter,
    office: &Office,
) -> Result<Option<Given>> {
    let lang = office.lang();
    let code = &question.code;
    let wording = store.wording(&sitting.instrument.code, code)?;
    tell(&format!("{code}  {}", wording.as_ref().map_or("", |w| w.get(lang))), "", office);
    let mut lines = Vec::new();
    if let Some(what) = wording.as_ref().and_then(|w| w.evidence.as_deref()) {
        lines = evidence(store, about, &sitting.place.code, what)?;
    }
    for line in &lines {
        tell(&line.text, "     ", office);
    }
    let known = sitting.answer(code).and_then(|row| row.text("option")).map(str::to_owned);
    let before = sitting.last.as_ref().filter(|_| sitting.before.is_none());
    let carried = before.and_then(|(period, rows)| {
        let row = rows.iter().find(|row| row.text("question") == Some(code))?;
        Some((period.clone(), row))
    });
    let offered =
        known.clone().or_else(|| carried.as_ref().and_then(|(_, row)| row.text("option").map(str::to_owned)));
    let mut items: Vec<String> = question.answers.iter().map(|a| a.label(lang).to_owned()).collect();
    items.push(NOT_APPLICABLE_LABEL.get(lang).to_owned());
    items.push(say!(lang, "(belum dijawab)", "(not answered)"));
    let word_at = |at: usize| match question.answers.get(at) {
        Some(answer) => Some(answer.word.clone()),
        None if at == question.answers.len() => Some(NOT_APPLICABLE.to_owned()),
        None => None,
    };
    let at = (0..items.len()).find(|at| word_at(*at) == offered).unwrap_or(items.len() - 1);
    let picked = word_at(prompter.pick(code, &items, Some(at))?);
    let taken_over = known.is_none() && picked.is_some() && picked == offered;
    let carried = carried.filter(|_| taken_over);
    if picked.is_none() && known.is_none() {
        return Ok(None);
    }
    let mut given = Given {
        question: code.clone(),
        reply: picked.clone().map_or(Reply::Back, Reply::Word),
        carried_from: carried.as_ref().map(|(period, _)| period.clone()),
        ..Given::default()
    };
    if picked.as_deref().is_some_and(|word| word != NOT_APPLICABLE) {
        let old = match sitting.answer(code) {
            Some(row) => proved_by(row),
            None => lines.iter().find(|l| l.of_period).map_or_else(String::new, |l| l.text.clone()),
        };
        let prompt =
            say!(lang, "Bukti (boleh kosong; @ untuk tempatnya)", "Proof (may stay empty; @ for its place)");
        let proof = prompter.text(&prompt, &old, false, &|_| Ok(()))?;
        if proof != sitting.answer(code).map(proved_by).unwrap_or_default() {
            // What was shown is taken back where something else stands in its place.
            let shown =
                |name: &str| sitting.answer(code).and_then(|row| row.text(name)).map(|_| String::new());
            (given.proof, given.proof_at) = match proof.strip_prefix('@') {
                Some(place) => (shown("proof"), Some(place.trim().to_owned())),
                None if shown("proof").is_some() => (Some(proof), None),
                None => (Some(proof), shown("proof_at")),
            };
        }
    }
    let same = sitting.answer(code).is_some_and(|row| {
        row.get("option") == &picked.as_deref().map_or(Value::Null, Value::from)
            && given.proof.is_none()
            && given.proof_at.is_none()
    });
    Ok((!same).then_some(given))
}

/// The proof of an answer as it is typed: the file, or `@` and the place.
fn proved_by(row: &Row) -> String {
    match (row.text("proof"), row.text("proof_at")) {
        (Some(file), _) => file.to_owned(),
        (None, Some(place)) => format!("@{place}"),
        (None, None) => String::new(),
    }
}
