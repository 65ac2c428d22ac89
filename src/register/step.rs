//! Steps of an SOP: what is done, by whom, with which papers, within what time, and which documents walk it. Its code stays the
//! same from version to version, its number is its place in the flow.

use super::agreement::DOCUMENTS;
use super::{Around, Entity, Field, Key, Row, words};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::procedure::{CONDITIONS, EVENTS, HOLDERS, UNITS};
use crate::value::{Kind, Value};

pub(super) static ENTITY: Entity = Entity {
    name: "step",
    label: label("Langkah SOP", "Step of an SOP"),
    plural: "steps",
    also: &["langkah"],
    key: Key::Named,
    fields: &[
        Field::new("sop", "SOP", "SOP", Kind::Reference("sop")).required().rank(0),
        Field::new("code", "Kode", "Code", Kind::Code).required().rank(0),
        Field::new("number", "No.", "No.", Kind::Count).rank(0).also(&["nomor", "no"]),
        Field::new("stage", "Tahapan", "Stage", Kind::Count).rank(4).also(&["tahap"]),
        Field::new("activity", "Kegiatan", "Activity", Kind::Text)
            .required()
            .rank(0)
            .also(&["uraian", "aktivitas"]),
        Field::new("english", "Kegiatan (Inggris)", "English activity", Kind::Text),
        Field::new("actor", "Pelaksana", "Actor", Kind::Choice(HOLDERS)).required().rank(1),
        Field::new("actor_title", "Jabatan pelaksana", "Title of the actor", Kind::Text),
        Field::new("papers", "Kelengkapan", "Papers", Kind::Text).rank(3).also(&["persyaratan"]),
        Field::new("time", "Waktu", "Time", Kind::Count).asked().rank(1),
        Field::new("unit", "Satuan waktu", "Unit of time", Kind::Choice(UNITS)).asked().rank(1),
        Field::new("product", "Keluaran", "Output", Kind::Text).rank(5).also(&["output", "keluaran"]),
        Field::new("english_product", "Keluaran (Inggris)", "English output", Kind::Text),
        Field::new("documents", "Dokumen yang menjalani", "Documents that walk it", Kind::Text).rank(4),
        Field::new(
            "shared",
            "Sekali untuk induk dan turunan",
            "Once for a document and those under it",
            Kind::YesNo,
        ),
        Field::new("condition", "Syarat", "Condition", Kind::Choice(CONDITIONS)).rank(6),
        Field::new("event", "Peristiwa", "Event", Kind::Choice(EVENTS)).rank(6),
        Field::new("silence", "Diam berarti setuju", "Silence approves", Kind::YesNo),
        Field::new("confirmed", "Sudah diperiksa", "Confirmed", Kind::YesNo).rank(5),
        Field::new("note", "Catatan", "Note", Kind::Note).also(&["keterangan"]),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "SOP-KSDPK.1/MAP",
    example: "sinergi sop step add SOP-KSDPK.1 --code LEGAL --activity \"Menelaah rancangan\" --actor legal --time 5 --unit working-day",
};

/// A step that says no number is the last; two have not the same one. Papers are of the kinds that the office knows, a time
/// that names no unit is in working days, and silence approves only what has a time.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    words::settle(row, "documents", DOCUMENTS)?;
    let papers: Vec<String> =
        row.text("papers").map(|text| words::list(text).map(str::to_uppercase).collect()).unwrap_or_default();
    if let Some(unknown) = papers.iter().find(|code| (around.read)("paper", code).is_none()) {
        let noun = super::paper::ENTITY.noun();
        return Err(("papers", Fault::Unknown { register: noun, text: unknown.clone(), near: Vec::new() }));
    }
    if !papers.is_empty() {
        row.set("papers", papers.join(",").as_str());
    }
    let numbers = || around.siblings.iter().filter_map(|step| step.int("number"));
    match row.int("number") {
        None => row.set("number", Value::Int(numbers().max().unwrap_or_default() + 1)),
        Some(number) => {
            if number < 1 {
                return Err(("number", Fault::OutOfBounds(number.to_string())));
            }
            if let Some(other) = around.siblings.iter().find(|step| step.int("number") == Some(number)) {
                let other = other.text("code").unwrap_or_default();
                return Err((
                    "number",
                    Fault::Contradiction(
                        format!("nomor {number} sudah dipakai langkah {other}"),
                        format!("number {number} is that of the step {other}"),
                    ),
                ));
            }
        }
    }
    if !row.get("time").is_null() && row.get("unit").is_null() {
        row.set("unit", "working-day");
    }
    if row.int("silence") == Some(1) && row.get("time").is_null() {
        return Err((
            "silence",
            Fault::Contradiction(
                "diam hanya berarti setuju setelah waktunya lewat; sebutkan waktunya (--time)".into(),
                "silence approves only when a time has passed; name it (--time)".into(),
            ),
        ));
    }
    Ok(())
}

/// Writes the step that a record names by its code; of a version it may be named by its number, too.
pub(super) fn settle(row: &mut Row, sop: &str, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let Some(text) = row.text("step").map(str::to_owned) else { return Ok(()) };
    let steps = (around.under)("step", sop);
    let number = text.parse().ok();
    let named = steps.iter().find(|step| {
        step.text("code") == Some(text.as_str()) || number.is_some_and(|n: i64| step.int("number") == Some(n))
    });
    let Some(code) = named.and_then(|step| step.text("code")) else {
        let near = steps.iter().filter_map(|step| step.text("code").map(str::to_owned)).collect();
        return Err(("step", Fault::Unknown { register: ENTITY.noun(), text, near }));
    };
    row.set("step", code);
    Ok(())
}
