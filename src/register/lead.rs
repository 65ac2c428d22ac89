//! Hand-overs: which department leads an agreement from a day on. The one that led it first stands in the agreement itself.

use super::{Act, Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::alignment::is_valid;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "lead",
    label: label("Serah terima OPD", "Hand-over"),
    plural: "leads",
    also: &["serah-terima"],
    key: Key::Position,
    fields: &[
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("department", "OPD", "Department", Kind::Reference("department")).required().rank(0),
        Field::new("handed_on", "Diserahkan pada", "Handed over on", Kind::Date).required().rank(0),
        Field::new("basis", "Dasar", "Basis", Kind::Text).asked().rank(1),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "hand-over",
        also: &["serahkan"],
        about: label(
            "Menyerahkan kerja sama kepada OPD lain",
            "Hands an agreement over to another department",
        ),
        short: &[("department", "to"), ("handed_on", "on")],
        example: "sinergi agreement hand-over KS-2025-0001 --to DLH --on 2026-01-15",
        ..Act::NEW
    }],
    check: Some(check),
    example_code: "KS-2025-0001/1",
    example: "sinergi agreement lead add KS-2025-0001 --department DLH --handed-on 2026-01-15",
};

/// A hand-over goes to another department than the one that leads already.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let day = row.date("handed_on");
    let to = row.text("department").and_then(|code| (around.read)("department", code));
    let last = to.as_ref().and_then(|to| to.text("valid_to").map(str::to_owned));
    if let (Some(day), Some(last)) = (day, last)
        && !is_valid(None, Some(&last), day)
    {
        let code = row.text("department").unwrap_or_default();
        return Err((
            "department",
            Fault::Contradiction(
                format!("{code} sudah berakhir pada {last}"),
                format!("{code} came to an end on {last}"),
            ),
        ));
    }
    let before = around.siblings.iter().filter(|s| s.date("handed_on") <= day);
    let leads = before
        .max_by_key(|s| (s.date("handed_on"), s.int("position")))
        .or(around.parent)
        .and_then(|r| r.text("department"));
    if leads.is_some() && leads == row.text("department") {
        let code = leads.unwrap_or_default();
        return Err((
            "department",
            Fault::Contradiction(
                format!("{code} sudah memimpin kerja sama ini pada hari itu"),
                format!("{code} leads this agreement already on that day"),
            ),
        ));
    }
    Ok(())
}
