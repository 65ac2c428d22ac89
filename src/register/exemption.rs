//! Exemptions: that a department need not follow a version of an SOP, or one step of it, why, by whose leave and until when.

use super::validity::follows;
use super::{Act, Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "exemption",
    label: label("Pengecualian", "Exemption"),
    plural: "exemptions",
    also: &["pengecualian"],
    key: Key::Position,
    fields: &[
        Field::new("sop", "SOP", "SOP", Kind::Reference("sop")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("department", "OPD", "Department", Kind::Reference("department")).required().rank(0),
        Field::new("step", "Langkah", "Step", Kind::Code).rank(1),
        Field::new("reason", "Alasan", "Reason", Kind::Note).required().rank(1),
        Field::new("approved_by", "Disetujui oleh", "Approved by", Kind::Text).required().rank(2),
        Field::new("exempted_on", "Dikecualikan pada", "Exempted on", Kind::Date).required().rank(1),
        Field::new("valid_until", "Berlaku sampai", "Valid until", Kind::Date).ahead().required().rank(0),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "waive",
        also: &["kecualikan"],
        about: label(
            "Mengecualikan OPD dari SOP atau satu langkahnya",
            "Exempts a department from an SOP or one of its steps",
        ),
        short: &[("exempted_on", "on"), ("valid_until", "until")],
        today: true,
        past: true,
        example: "sinergi sop waive SOP-KSDPK.1 --department DLH --reason \"Menunggu penggabungan dinas\" --approved-by Sekda --until 2026-06-30",
        ..Act::NEW
    }],
    check: Some(check),
    example_code: "SOP-KSDPK.2/1",
    example: "sinergi sop waive SOP-KSDPK.1 --department DLH --reason \"Menunggu penggabungan dinas\" --approved-by Sekda --until 2026-06-30",
};

/// It ends on its first day or later, and its step is one of the version.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    follows(row, "exempted_on", "valid_until")?;
    let sop = row.text("sop").unwrap_or_default().to_owned();
    super::step::settle(row, &sop, around)
}
