//! Categories of obstacles: data that the office can extend. The first thirteen were found over nine studies and reports of
//! regional cooperation.

use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "category",
    label: label("Kategori kendala", "Category of obstacles"),
    plural: "categories",
    also: &["kategori"],
    key: Key::Typed,
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).required().rank(0),
        Field::new("name", "Nama", "Name", Kind::Text).required().rank(0),
        Field::new("english", "Nama Inggris", "English name", Kind::Text).asked().rank(1),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: None,
    example_code: "ANGGARAN",
    example: "sinergi category add --code CUACA --name \"cuaca dan bencana\" --english \"weather and disasters\"",
};
