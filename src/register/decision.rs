//! Decisions about an agreement: what is to become of it, by which office, closed by the act that carries it out.

use super::validity::follows;
use super::{Act, Around, ENDS_ON, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// What may be decided: the outcome words of an evaluation.
pub const WORDS: &[Choice] = &[
    choice_also("continue", "dilanjutkan", "continue", &["lanjut", "lanjutkan"]),
    choice_also("extend", "diperpanjang", "extend", &["perpanjang"]),
    choice_also("amend", "diubah (addendum)", "amend", &["ubah", "addendum"]),
    choice_also("widen", "diperluas", "widen", &["perluas"]),
    choice_also("end", "diakhiri", "end", &["akhiri", "hentikan", "dihentikan"]),
    choice_also("lapse", "dibiarkan habis", "let lapse", &["biarkan habis"]),
];

/// The words that an extension or a successor carries out.
pub const CONTINUED: &[&str] = &["extend", "continue"];

/// That a decision `d` is taken, holds and is not carried out by the day in question.
pub const OPEN: &str = "d.decided_on <= as_of() AND (d.valid_until IS NULL OR d.valid_until >= as_of()) \
     AND (d.closed_on IS NULL OR d.closed_on > as_of())";

/// The day on which a decision `d` of `agreement` was carried out, by the day in question: when somebody closed it, when what was to
/// lapse had its last day, or when what was to end was ended.
pub fn carried_out_on() -> String {
    format!(
        "CASE WHEN d.closed_on <= as_of() THEN d.closed_on WHEN d.word = 'lapse' AND {ENDS_ON} < as_of() THEN {ENDS_ON} \
         WHEN d.word = 'end' AND agreement.ended_on <= as_of() THEN agreement.ended_on END"
    )
}

pub(super) static ENTITY: Entity = Entity {
    name: "decision",
    label: label("Keputusan", "Decision"),
    plural: "decisions",
    also: &["keputusan"],
    key: Key::Position,
    fields: &[
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("word", "Keputusan", "Decision", Kind::Choice(WORDS)).required().rank(0),
        Field::new("decided_on", "Diputuskan pada", "Decided on", Kind::Date).required().rank(0),
        Field::new("decided_by", "Diputuskan oleh", "Decided by", Kind::Text).asked().rank(1),
        Field::new("meeting", "Rapat", "Meeting", Kind::Text).rank(3),
        Field::new("valid_until", "Berlaku sampai", "Valid until", Kind::Date).ahead().rank(4),
        Field::new("closed_on", "Dilaksanakan pada", "Carried out on", Kind::Date).rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "decide",
        also: &["putuskan"],
        about: label("Mencatat keputusan atas kerja sama", "Records what was decided about an agreement"),
        bare: Some("word"),
        short: &[("decided_on", "on"), ("decided_by", "by")],
        example: "sinergi agreement decide KS-2025-0001 extend --on 2026-01-15 --by Sekda",
        ..Act::NEW
    }],
    check: Some(in_order),
    example_code: "KS-2025-0001/1",
    example: "sinergi agreement decide KS-2025-0001 extend --on 2026-01-15 --by Sekda",
};

/// A decision is carried out on its day or later.
fn in_order(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    follows(row, "decided_on", "closed_on")?;
    follows(row, "decided_on", "valid_until")
}
