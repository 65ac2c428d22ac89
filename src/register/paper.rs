//! Kinds of paper: terms of reference, studies, drafts, signed documents. They are data that the office extends.

use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "paper",
    label: label("Jenis kelengkapan", "Kind of paper"),
    plural: "papers",
    also: &["kelengkapan"],
    key: Key::Typed,
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).required().rank(0),
        Field::new("name", "Nama", "Name", Kind::Text).required().rank(0),
        Field::new("english", "Nama Inggris", "English name", Kind::Text).rank(1),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: None,
    example_code: "KAK",
    example: "sinergi paper add --code AMDAL --name \"Analisis dampak lingkungan\"",
};
