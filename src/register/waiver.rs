//! Waivers: a named check that is switched off for a record, or for all that is agreed with a partner, why, by whose leave and until
//! when. What is waived is still found, and counted apart.

use super::validity::follows;
use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "waiver",
    label: label("Pengecualian pemeriksaan", "Waiver"),
    plural: "waivers",
    also: &["pengecualian-pemeriksaan"],
    key: Key::Yearly("KCL"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("check", "Pemeriksaan", "Check", Kind::Text).required().rank(0),
        Field::new("record", "Catatan", "Record", Kind::Record).required().rank(0),
        Field::new("reason", "Alasan", "Reason", Kind::Note).required().rank(0),
        Field::new("approved_by", "Disetujui oleh", "Approved by", Kind::Text).rank(2),
        Field::new("waived_on", "Dikecualikan pada", "Waived on", Kind::Date).required().rank(1),
        Field::new("valid_until", "Berlaku sampai", "Valid until", Kind::Date).ahead().required().rank(0),
        Field::new("note", "Keterangan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "KCL-2026-0001",
    example: "sinergi waiver add --check no-power --record agreement/KS-2025-0001 --waived-on 2026-01-15 --valid-until 2026-12-31 --reason \"Kuasa sedang diperbarui\"",
};

/// It ends on its first day or later, and names its check as that is called.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if let Some(name) = row.text("check").map(|name| name.trim().to_lowercase().replace(['_', ' '], "-")) {
        row.set("check", name.as_str());
    }
    follows(row, "waived_on", "valid_until")
}
