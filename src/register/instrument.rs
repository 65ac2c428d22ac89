//! Instruments: the versions of the questions by which agreements are evaluated, with the bands of the verdicts. A version
//! that was used stays as it is; what is to be asked otherwise is a new version.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::scoring::Bands;
use crate::value::{Kind, Value};

/// The fields of the bands, with what is usual.
const BANDS: [(&str, i64); 3] = [
    ("good_from", Bands::USUAL.good),
    ("fair_from", Bands::USUAL.fair),
    ("answered_from", Bands::USUAL.answered),
];

pub(super) static ENTITY: Entity = Entity {
    name: "instrument",
    label: label("Instrumen", "Instrument"),
    plural: "instruments",
    also: &["instrumen"],
    key: Key::Typed,
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).required().rank(0),
        Field::new("name", "Nama", "Name", Kind::Text).required().rank(0),
        Field::new("english", "Nama Inggris", "English name", Kind::Text).rank(4),
        Field::new("valid_from", "Berlaku dari", "Valid from", Kind::Date).asked().ahead().rank(1),
        Field::new("good_from", "Baik mulai", "Good from", Kind::Percent).rank(2),
        Field::new("fair_from", "Cukup mulai", "Fair from", Kind::Percent).rank(2),
        Field::new("answered_from", "Terjawab paling sedikit", "Answered at least", Kind::Percent).rank(3),
        Field::new("questions", "Pertanyaan", "Questions", Kind::Count)
            .derived("(SELECT count(*) FROM question WHERE question.instrument = instrument.code)")
            .rank(1),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "MONEV.1",
    example: "sinergi instrument add --code MONEV.9 --name \"Evaluasi kerja sama\" --valid-from 2026-01-01",
};

/// Bands that nobody named are the usual ones; good begins above fair, and no band beyond the whole.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    for (name, usual) in BANDS {
        match row.int(name) {
            None => row.set(name, Value::Int(usual)),
            Some(percent) if percent > 100 => return Err((name, Fault::OutOfBounds(percent.to_string()))),
            Some(_) => {}
        }
    }
    let (good, fair) = (row.int("good_from"), row.int("fair_from"));
    if good <= fair {
        let (good, fair) = (good.unwrap_or_default(), fair.unwrap_or_default());
        return Err((
            "good_from",
            Fault::Contradiction(
                format!("baik mulai {good} % tidak di atas cukup mulai {fair} %"),
                format!("good from {good} % is not above fair from {fair} %"),
            ),
        ));
    }
    Ok(())
}
