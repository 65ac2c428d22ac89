//! Partners (mitra): every counterpart of an agreement, from a neighbouring regency to a foreign body.

use super::former_name::PARTNER_NAME;
use super::validity::in_order;
use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::{Choice, Kind, choice, choice_also};

/// Kinds of partner.
pub const KINDS: &[Choice] = &[
    choice_also(
        "region",
        "daerah lain",
        "other region",
        &["pemerintah daerah", "kabupaten", "kota", "provinsi"],
    ),
    choice("own-province", "provinsi sendiri", "own province"),
    choice_also("ministry", "kementerian/lembaga", "ministry or agency", &["kementerian", "lembaga"]),
    choice("vertical", "instansi vertikal", "vertical office"),
    choice("statutory", "badan hukum publik", "statutory body"),
    choice("bumn", "BUMN", "state-owned company (BUMN)"),
    choice("bumd", "BUMD", "region-owned company (BUMD)"),
    choice_also("company", "perusahaan swasta", "company", &["perusahaan", "swasta", "badan usaha"]),
    choice("koperasi", "koperasi", "cooperative (koperasi)"),
    choice_also("public-university", "perguruan tinggi negeri", "public university", &["ptn"]),
    choice_also("private-university", "perguruan tinggi swasta", "private university", &["pts"]),
    choice_also("civil", "organisasi kemasyarakatan", "civil body", &["ormas", "lsm", "yayasan"]),
    choice("village", "desa", "village"),
    choice_also("person", "perseorangan", "person", &["perorangan"]),
    choice("joint", "badan bersama", "joint body"),
    choice("foreign-region", "pemerintah daerah di luar negeri", "foreign region"),
    choice("foreign-body", "lembaga di luar negeri", "foreign body"),
    choice_also("other", "lainnya", "other", &["lain-lain"]),
    choice_also("unknown", "belum diketahui", "unknown", &["tidak diketahui"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "partner",
    label: label("Mitra", "Partner"),
    plural: "partners",
    also: &["mitra"],
    key: Key::Initials,
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0).also(&["kode mitra"]),
        Field::new("name", "Nama mitra", "Name", Kind::Text)
            .as_of("partner_name", PARTNER_NAME)
            .required()
            .rank(0)
            .also(&["nama", "mitra", "nama instansi", "instansi", "lembaga"]),
        Field::new("kind", "Jenis", "Kind", Kind::Choice(KINDS)).required().rank(1).also(&["jenis mitra"]),
        Field::new("region", "Daerah", "Region", Kind::Text).rank(2).also(&["alamat", "kota", "wilayah"]),
        Field::new("neighbour", "Berbatasan", "Neighbour", Kind::YesNo).rank(3),
        Field::new("contact", "Kontak", "Contact", Kind::Text).also(&["email", "telepon", "email mitra"]),
        Field::new("valid_from", "Berlaku dari", "Valid from", Kind::DayOrYear),
        Field::new("valid_to", "Berlaku sampai", "Valid to", Kind::DayOrYear).ahead(),
        Field::new("merged_into", "Digabung ke", "Merged into", Kind::Reference("partner")),
        Field::new("note", "Catatan", "Note", Kind::Note).also(&["keterangan"]),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(in_order),
    example_code: "BPJS-KES",
    example: "sinergi partner add --code BPJS-KES --name \"BPJS Kesehatan\" --kind statutory",
};
