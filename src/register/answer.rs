//! Answers of an evaluation, one for each question that was answered, with its proof or the place where that lies.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::scoring::{NOT_APPLICABLE, Question, answers};
use crate::value::{Kind, Value};

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
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "KS-2025-0001/2025-S1/partner/EF1",
    example: "sinergi evaluation answer add KS-2025-0001/2025-S1/partner --question EF1 --option all",
};

/// The question is one of the version by which the evaluation was made, and the answer one that it knows. What does not apply is
/// proved by nothing: the proof that stood there goes, another is refused.
fn check(row: &mut Row, before: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let Some(instrument) = around.parent.and_then(|p| p.text("instrument")) else { return Ok(()) };
    let code = row.text("question").unwrap_or_default().to_owned();
    let Some(known) = (around.read)("question", &format!("{instrument}/{code}")) else {
        let noun = super::question::ENTITY.noun();
        let near = (around.under)("question", instrument);
        let near = near.iter().filter_map(|q| q.text("code").map(str::to_owned)).collect();
        return Err(("question", Fault::Unknown { register: noun, text: code.clone(), near }));
    };
    let text = |name: &str| known.text(name).unwrap_or_default();
    let answers =
        answers(text("options"), text("english_options"), text("also")).map_err(|fault| ("option", fault))?;
    let question = Question { code: code.clone(), axis: 0, weight: 1, answers };
    let word = question.read(row.text("option").unwrap_or_default()).map_err(|fault| ("option", fault))?;
    row.set("option", word.as_str());
    if word == NOT_APPLICABLE {
        for name in ["proof", "proof_at"] {
            if !row.get(name).is_null() && before.is_none_or(|b| b.get(name) != row.get(name)) {
                let fault = Fault::Contradiction(
                    format!("{code} tidak berlaku, jadi tidak ada yang dibuktikan"),
                    format!("{code} does not apply, so there is nothing to prove"),
                );
                return Err((name, fault));
            }
            row.set(name, Value::Null);
        }
    }
    Ok(())
}
