//! Affairs (urusan): the fields of government that departments hold, with their SIPD codes.

use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::{Choice, Kind, choice};

/// The groups of affairs of the law on regional government.
const GROUPS: &[Choice] = &[
    choice("basic", "wajib pelayanan dasar", "mandatory, basic service"),
    choice("mandatory", "wajib bukan pelayanan dasar", "mandatory, other"),
    choice("optional", "pilihan", "optional"),
    choice("supporting", "unsur pendukung dan penunjang", "supporting function"),
];

pub(super) static ENTITY: Entity = Entity {
    name: "affair",
    label: label("Urusan", "Affair"),
    plural: "affairs",
    also: &["urusan", "bidang"],
    key: Key::Typed,
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).required().rank(0).also(&["id", "kode urusan"]),
        Field::new("name", "Nama urusan", "Name", Kind::Text).required().rank(0).also(&["label", "urusan"]),
        Field::new("group", "Kelompok", "Group", Kind::Choice(GROUPS)).rank(1),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: None,
    example_code: "2.11",
    example: "sinergi affair add --code 9.01 --name \"Urusan lain\"",
};
