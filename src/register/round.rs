//! Rounds: in a period, every department is asked how far it follows a version of an SOP, step by step.

use super::validity::follows;
use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "round",
    label: label("Putaran", "Round"),
    plural: "rounds",
    also: &["putaran"],
    key: Key::Joined(2),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Path).rank(0),
        Field::new("sop", "SOP", "SOP", Kind::Reference("sop")).required().rank(2),
        Field::new("period", "Periode", "Period", Kind::Period).required().rank(2),
        Field::new("opened_on", "Dibuka pada", "Opened on", Kind::Date).required().rank(1),
        Field::new("due_on", "Jatuh tempo", "Due on", Kind::Date).ahead().rank(1),
        Field::new("departments", "OPD", "Departments", Kind::Count)
            .derived("(SELECT count(DISTINCT f.department) FROM finding f WHERE f.round = round.code)")
            .rank(0),
        Field::new("answered", "Terjawab", "Answered", Kind::Count)
            .derived("(SELECT count(*) FROM finding f WHERE f.round = round.code AND f.result IS NOT NULL)")
            .rank(0),
        Field::new("asked", "Ditanyakan", "Asked", Kind::Count)
            .derived("(SELECT count(*) FROM finding f WHERE f.round = round.code)")
            .rank(0),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: Some("sop"),
    acts: &[],
    check: Some(check),
    example_code: "SOP-KSDPK.2/2024-S2",
    example: "sinergi sop round open --sop SOP-KSDPK.1 --period 2025-S1",
};

/// It is answered on the day on which it is opened or later.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    follows(row, "opened_on", "due_on")
}
