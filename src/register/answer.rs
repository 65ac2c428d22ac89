//! Answers of an evaluation, one for each question that was answered, with its proof or the place where that lies.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::scoring::{Question, answers};
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "answer",
    label: label("Jawaban", "Answer"),
    plural: "answers",
    also: &["jawaban"],
    key: Key::Named,
    fields: &[
        Field::new("evaluation", "Evaluasi", "Evaluation", Kind::Reference("evaluation")).required().rank(0),
        Field::new("question", "Pertanyaan", "Question", Kind::Code).required().rank(0),
        Field::new("option", "Jawaban", "Answer", Kind::Text).required().rank(0),
        Field::new("proof", "Bukti", "Proof", Kind::Text).rank(1),
        Field::new("proof_at", "Tempat bukti", "Place of proof", Kind::Text).rank(2),
        Field::new("carried_from", "Terbawa dari", "Carried over from", Kind::Period).rank(3),
        Field::new("note", "Catatan", "Note", Kind::Note).rank(2),
    ],
    flag: None,
    acts: &[],
    check: Some(check),
    example: "sinergi evaluation answer add KS-2025-0001/2025-S1/partner --question EF1 --option all",
};

/// The question is one of the version by which the evaluation was made, and the answer one that it knows.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let Some(instrument) = around.parent.and_then(|p| p.text("instrument")) else { return Ok(()) };
    let code = row.text("question").unwrap_or_default();
    let Some(known) = (around.read)("question", &format!("{instrument}/{code}")) else {
        let noun = super::question::ENTITY.noun();
        let near = (around.under)("question", instrument);
        let near = near.iter().filter_map(|q| q.text("code").map(str::to_owned)).collect();
        return Err(("question", Fault::Unknown { register: noun, text: code.to_owned(), near }));
    };
    let text = |name: &str| known.text(name).unwrap_or_default();
    let answers =
        answers(text("options"), text("english_options"), text("also")).map_err(|fault| ("option", fault))?;
    let question = Question { code: code.to_owned(), axis: 0, weight: 1, answers };
    let word = question.read(row.text("option").unwrap_or_default()).map_err(|fault| ("option", fault))?;
    row.set("option", word.as_str());
    Ok(())
}
