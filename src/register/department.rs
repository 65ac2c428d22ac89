//! Departments (perangkat daerah, OPD) and the units under them. Names change and departments merge, so each has
//! the days from and to which it exists.

use super::former_name::DEPARTMENT_NAME;
use super::validity::in_order;
use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::{Choice, Kind, choice, choice_also};

/// Kinds of department.
const KINDS: &[Choice] = &[
    choice("secretariat", "sekretariat", "secretariat"),
    choice("inspectorate", "inspektorat", "inspectorate"),
    choice("dinas", "dinas", "service (dinas)"),
    choice("badan", "badan", "agency (badan)"),
    choice("bagian", "bagian", "division (bagian)"),
    choice("kecamatan", "kecamatan", "district (kecamatan)"),
    choice("kelurahan", "kelurahan", "ward (kelurahan)"),
    choice_also("upt", "UPT", "technical unit (UPT)", &["uptd"]),
    choice("blud", "BLUD", "public service unit (BLUD)"),
    choice("school", "sekolah", "school"),
    choice_also("other", "lainnya", "other", &["lain-lain"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "department",
    label: label("OPD", "Department"),
    plural: "departments",
    also: &["opd", "perangkat-daerah"],
    key: Key::Initials,
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0).also(&["singkatan", "akronim", "kode opd"]),
        Field::new("name", "Nama OPD", "Name", Kind::Text)
            .as_of("department_name", DEPARTMENT_NAME)
            .required()
            .rank(0)
            .also(&["nama", "opd", "perangkat daerah", "nama perangkat daerah", "skpd", "unit kerja"]),
        Field::new("kind", "Jenis", "Kind", Kind::Choice(KINDS)).required().rank(1),
        Field::new("parent", "Induk", "Parent", Kind::Reference("department")).rank(2).also(&["opd induk"]),
        Field::new("liaison", "Penghubung (PPKSD)", "Liaison (PPKSD)", Kind::Text).rank(3).also(&["ppksd"]),
        Field::new("alternate", "Penghubung pengganti", "Alternate liaison", Kind::Text),
        Field::new("valid_from", "Berlaku dari", "Valid from", Kind::DayOrYear),
        Field::new("valid_to", "Berlaku sampai", "Valid to", Kind::DayOrYear).ahead(),
        Field::new("confirmed", "Sudah diperiksa", "Confirmed", Kind::YesNo),
        Field::new("note", "Catatan", "Note", Kind::Note).also(&["keterangan"]),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(in_order),
    example_code: "DLH",
    example: "sinergi department add --code DISHUB --name \"Dinas Perhubungan\" --kind dinas",
};
