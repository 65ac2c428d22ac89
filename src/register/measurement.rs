//! Measurements of a benefit on a day: its value, whom it reached, and the money that was saved or earned since the one before.

use super::{Act, Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "measurement",
    label: label("Pengukuran", "Measurement"),
    plural: "measurements",
    also: &["pengukuran"],
    key: Key::Position,
    fields: &[
        Field::new("benefit", "Indikator manfaat", "Benefit", Kind::Reference("benefit")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("value", "Nilai terukur", "Value", Kind::Decimal).required().rank(0),
        Field::new("measured_on", "Diukur pada", "Measured on", Kind::Date).required().rank(0),
        Field::new("beneficiaries", "Penerima manfaat", "Beneficiaries", Kind::Count).asked().rank(1),
        Field::new("beneficiary_group", "Kelompok penerima", "Group of beneficiaries", Kind::Text).rank(2),
        Field::new("place", "Lokasi", "Place", Kind::Text).rank(5),
        Field::new("saved", "Penghematan (Rp)", "Saved (Rp)", Kind::Rupiah).rank(3),
        Field::new("earned", "Pendapatan (Rp)", "Earned (Rp)", Kind::Rupiah).rank(3),
        Field::new("source", "Sumber angka", "Source", Kind::Text).asked().rank(4),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "measure",
        also: &["ukur"],
        about: label("Mencatat nilai terukur suatu manfaat", "Records a measured value of a benefit"),
        bare: Some("value"),
        past: true,
        short: &[("measured_on", "on")],
        example: "sinergi benefit measure MNF-2025-0001 45 --on 2025-01-10 --source \"Laporan tonase\"",
        ..Act::NEW
    }],
    check: None,
    example_code: "MNF-2025-0001/1",
    example: "sinergi benefit measure MNF-2025-0001 45 --on 2025-01-10 --source \"Laporan tonase\"",
};
