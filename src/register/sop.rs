//! SOPs: the versions of a procedure with their front sheets, and the own texts of departments. A version that is in use stays
//! as it is; what is to go otherwise is a new version.

use super::agreement::KINDS;
use super::validity::follows;
use super::{Around, Entity, Field, Key, Row, words};
use crate::error::Fault;
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "sop",
    label: label("SOP", "SOP"),
    plural: "sops",
    also: &[],
    key: Key::Typed,
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).required().rank(0),
        Field::new("name", "Nama", "Name", Kind::Text).required().rank(0),
        Field::new("english", "Nama Inggris", "English name", Kind::Text),
        Field::new("kinds", "Jenis kerja sama", "Kinds of cooperation", Kind::Text).required().rank(3),
        Field::new(
            "department",
            "OPD pemilik naskah",
            "Department of its own text",
            Kind::Reference("department"),
        )
        .rank(4),
        Field::new("based_on", "Berdasarkan", "Based on", Kind::Reference("sop")).rank(5),
        Field::new("number", "Nomor SOP", "SOP number", Kind::Text).rank(4),
        Field::new("made_on", "Dibuat pada", "Made on", Kind::Date),
        Field::new("revised_on", "Direvisi pada", "Revised on", Kind::Date),
        Field::new("valid_from", "Berlaku dari", "Valid from", Kind::Date).ahead().asked().rank(1),
        Field::new("approved_by", "Disahkan oleh", "Approved by", Kind::Text),
        Field::new("legal_basis", "Dasar hukum", "Legal basis", Kind::Note),
        Field::new("qualification", "Kualifikasi pelaksana", "Qualification", Kind::Note),
        Field::new("related", "SOP terkait", "Related SOPs", Kind::Note),
        Field::new("equipment", "Peralatan", "Equipment", Kind::Note),
        Field::new("warning", "Peringatan", "Warning", Kind::Note),
        Field::new("records", "Pencatatan dan pendataan", "Records kept", Kind::Note),
        Field::new("confirmed", "Sudah diperiksa", "Confirmed", Kind::YesNo).rank(2),
        Field::new("steps", "Langkah", "Steps", Kind::Count)
            .derived("(SELECT count(*) FROM step WHERE step.sop = sop.code)")
            .rank(1),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "SOP-KSDPK.1",
    example: "sinergi sop add --code SOP-KSDPK.9 --name \"SOP kerja sama dengan pihak ketiga\" --kinds ksdpk --valid-from 2026-01-01",
};

/// Its kinds are words of the list, and its own days are in order.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    words::settle(row, "kinds", KINDS)?;
    if row.text("kinds").is_none_or(str::is_empty) {
        return Err(("kinds", Fault::Empty("kinds")));
    }
    follows(row, "made_on", "revised_on")
}
