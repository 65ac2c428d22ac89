//! Former names of departments and partners: each was the name until the day before it was renamed. The name of now stands with
//! the record itself, so that what is written today needs no look behind; a look at an earlier day finds the one of then.

use super::{Entity, Field, Key};
use crate::lang::{Label, label};
use crate::value::Kind;

const fn fields(above: &'static str, name: Label) -> [Field; 6] {
    [
        Field::new(above, name.id, name.en, Kind::Reference(above)).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("name", "Nama dahulu", "Former name", Kind::Text).required().rank(0),
        Field::new("renamed_on", "Berganti nama pada", "Renamed on", Kind::Date).required().rank(0),
        Field::new("basis", "Dasar", "Basis", Kind::Text).asked().rank(1),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ]
}

pub(super) static DEPARTMENT: Entity = Entity {
    name: "department_name",
    label: label("Nama OPD dahulu", "Former name of a department"),
    plural: "department-names",
    also: &["nama-opd"],
    key: Key::Position,
    fields: &fields("department", label("OPD", "Department")),
    flag: None,
    under: None,
    acts: &[],
    check: None,
    example_code: "DISKOMINFO/1",
    example: "sinergi department name add DLH --name \"Badan Lingkungan Hidup\" --renamed-on 2017-01-03",
};

pub(super) static PARTNER: Entity = Entity {
    name: "partner_name",
    label: label("Nama mitra dahulu", "Former name of a partner"),
    plural: "partner-names",
    also: &["nama-mitra"],
    key: Key::Position,
    fields: &fields("partner", label("Mitra", "Partner")),
    flag: None,
    under: None,
    acts: &[],
    check: None,
    example_code: "KOMDIGI/1",
    example: "sinergi partner name add BPJS-KES --name \"PT Askes (Persero)\" --renamed-on 2014-01-01",
};

/// What a record is called on the day in question: the first of its former names that it still had then, else the one of now.
macro_rules! name_on {
    ($register:literal, $table:literal) => {
        concat!(
            "coalesce((SELECT f.name FROM ",
            $register,
            "_name f WHERE f.",
            $register,
            " = ",
            $table,
            ".code AND f.renamed_on > as_of() ORDER BY f.renamed_on, f.position LIMIT 1), ",
            $table,
            ".name)"
        )
    };
}
pub(crate) use name_on;

/// The name of a department on the day in question, in a statement over `department`.
pub(super) const DEPARTMENT_NAME: &str = name_on!("department", "department");

/// The name of a partner on the day in question, in a statement over `partner`.
pub(super) const PARTNER_NAME: &str = name_on!("partner", "partner");
