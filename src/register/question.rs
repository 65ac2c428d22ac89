//! Questions of an instrument: what is asked, on which axis, what each answer is worth, and how much it counts.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice, label};
use crate::rules::scoring::{AXES, answers};
use crate::value::{Kind, Value};

/// Which recorded facts are laid beside a question when it is asked.
const EVIDENCE: &[Choice] = &[
    choice("indicators", "indikator manfaat", "benefit indicators"),
    choice("beneficiaries", "penerima manfaat", "beneficiaries"),
    choice("money", "anggaran dan realisasi", "budget and use"),
    choice("savings", "penghematan dan pendapatan", "savings and income"),
    choice("obligations", "kewajiban dan tinjauannya", "obligations and their reviews"),
];

pub(super) static ENTITY: Entity = Entity {
    name: "question",
    label: label("Pertanyaan", "Question"),
    plural: "questions",
    also: &["pertanyaan"],
    key: Key::Named,
    fields: &[
        Field::new("instrument", "Instrumen", "Instrument", Kind::Reference("instrument")).required().rank(0),
        Field::new("code", "Kode", "Code", Kind::Code).required().rank(0),
        Field::new("axis", "Segi", "Axis", Kind::Choice(AXES)).required().rank(1),
        Field::new("weight", "Bobot", "Weight", Kind::Count).asked().rank(1),
        Field::new("wording", "Bunyi pertanyaan", "Wording", Kind::Text).required().rank(0),
        Field::new("english", "Bunyi Inggris", "English wording", Kind::Text),
        Field::new("options", "Pilihan jawaban", "Answers", Kind::Text).required().rank(2),
        Field::new("english_options", "Pilihan Inggris", "English answers", Kind::Text),
        Field::new("also", "Kata lain jawaban", "Other words of answers", Kind::Text),
        Field::new("evidence", "Bukti terukur", "Evidence", Kind::Choice(EVIDENCE)).rank(3),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "MONEV.1/EF1",
    example: "sinergi instrument question add MONEV.9 --code EF1 --axis effective --wording \"Tujuan tercapai?\" \
              --options \"all=2 penuh; some=1 separuh; none=0 nihil\"",
};

/// A question counts once unless it says more, and its answers are a list with points.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    match row.int("weight") {
        None => row.set("weight", Value::Int(1)),
        Some(weight) if (1..=100).contains(&weight) => {}
        Some(weight) => return Err(("weight", Fault::OutOfBounds(weight.to_string()))),
    }
    let text = |name: &str| row.text(name).unwrap_or_default();
    answers(text("options"), "", "").map_err(|fault| ("options", fault))?;
    answers(text("options"), text("english_options"), "").map_err(|fault| ("english_options", fault))?;
    answers(text("options"), "", text("also")).map_err(|fault| ("also", fault))?;
    Ok(())
}
