//! Holidays. Those on which the office is closed are no working days; others are kept beside them, because real calendars
//! list both.

use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "holiday",
    label: label("Hari libur", "Holiday"),
    plural: "holidays",
    also: &["libur", "hari-libur"],
    key: Key::Dated,
    fields: &[
        Field::new("date", "Tanggal", "Date", Kind::Date).ahead().required().rank(0).also(&[
            "holiday date",
            "tanggal libur",
            "key",
        ]),
        Field::new("name", "Nama", "Name", Kind::Text).required().rank(0).also(&[
            "holiday name",
            "summary",
            "hari",
        ]),
        Field::new("closed", "Kantor tutup", "Office closed", Kind::YesNo).asked().rank(0).also(&[
            "is national holiday",
            "holiday",
            "libur",
        ]),
        Field::new("note", "Catatan", "Note", Kind::Note).also(&["description", "keterangan"]),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: None,
    example_code: "2026-08-17",
    example: "sinergi holiday add --date 2026-08-17 --name \"Hari Kemerdekaan\" --closed",
};
