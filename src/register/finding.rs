//! Findings of a round: how far a department follows one step. Without a result it is still to be answered.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::{Kind, Value};

/// How far a step is followed.
pub const RESULTS: &[Choice] = &[
    choice_also("met", "terpenuhi", "met", &["ya", "y", "yes", "sudah"]),
    choice_also("partly", "sebagian", "partly", &["p", "s"]),
    choice_also("not-met", "tidak terpenuhi", "not met", &["tidak", "t", "n", "no", "belum"]),
    choice_also("na", "tidak berlaku", "not applicable", &["x", "-"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "finding",
    label: label("Hasil putaran", "Finding of a round"),
    plural: "findings",
    also: &["hasil-putaran"],
    key: Key::Joined(3),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Path).rank(0),
        Field::new("round", "Putaran", "Round", Kind::Reference("round")).required().rank(3),
        Field::new("department", "OPD", "Department", Kind::Reference("department")).required().rank(1),
        Field::new("step", "Langkah", "Step", Kind::Code).required().rank(1),
        Field::new("result", "Hasil", "Result", Kind::Choice(RESULTS)).asked().rank(0),
        Field::new("answered_on", "Dijawab pada", "Answered on", Kind::Date).asked().rank(1),
        Field::new("answered_by", "Dijawab oleh", "Answered by", Kind::Actor).rank(2),
        Field::new("proof", "Bukti", "Proof", Kind::Text).rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note).rank(3),
    ],
    flag: None,
    under: Some("sop"),
    acts: &[],
    check: Some(check),
    example_code: "SOP-KSDPK.2/2024-S2/DLH/MAP",
    example: "sinergi sop finding edit SOP-KSDPK.2/2024-S2/DLH/MAP --result partly",
};

/// Its step is one of the version that the round asks about; what is answered says when, and what does not apply is proved by
/// nothing.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let round = row.text("round").and_then(|code| (around.read)("round", code));
    let Some(round) = round else { return Ok(()) };
    let sop = round.text("sop").unwrap_or_default().to_owned();
    super::step::settle(row, &sop, around)?;
    if row.get("result").is_null() {
        row.set("answered_on", Value::Null);
        return Ok(());
    }
    match (row.date("answered_on"), round.date("opened_on")) {
        (None, _) => Err(("answered_on", Fault::Empty("answered_on"))),
        (Some(answered), Some(opened)) if answered < opened => Err((
            "answered_on",
            Fault::Contradiction(
                format!("{answered} mendahului dibukanya putaran ({opened})"),
                format!("{answered} lies before the round was opened ({opened})"),
            ),
        )),
        _ => Ok(()),
    }
}
