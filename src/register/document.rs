//! Documents: the papers of an agreement. A file is kept where it lies, by its path from the database on, with its fingerprint;
//! of a paper that lies elsewhere the reference is kept.

use super::{Act, Around, Does, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// What a review of a paper found.
pub const REVIEWS: &[Choice] = &[
    choice_also("fits", "sesuai", "fits", &["lengkap", "ok"]),
    choice_also("to-repair", "perlu diperbaiki", "to repair", &["perbaiki", "perbaikan"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "document",
    label: label("Dokumen", "Document"),
    plural: "documents",
    also: &["dokumen", "berkas"],
    key: Key::Yearly("DOK"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(1),
        Field::new("kind", "Jenis kelengkapan", "Kind of paper", Kind::Reference("paper")).required().rank(0),
        Field::new("path", "Berkas", "File", Kind::Text).required().rank(0),
        Field::new("fingerprint", "Sidik berkas (SHA-256)", "Fingerprint (SHA-256)", Kind::Text),
        Field::new("size", "Ukuran (bita)", "Size (bytes)", Kind::Count).rank(5),
        Field::new("received_on", "Diterima pada", "Received on", Kind::Date).rank(2),
        Field::new("title", "Judul", "Title", Kind::Text).rank(4),
        Field::new("review", "Hasil telaah", "Review", Kind::Choice(REVIEWS)).rank(1),
        Field::new("reviewed_on", "Ditelaah pada", "Reviewed on", Kind::Date).rank(3),
        Field::new("reviewed_by", "Ditelaah oleh", "Reviewed by", Kind::Actor).rank(4),
        Field::new("review_note", "Catatan telaah", "Note of the review", Kind::Note),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "review",
        also: &["telaah"],
        about: label("Mencatat hasil telaah dokumen", "Records what a review of a document found"),
        does: Does::Fills,
        fields: &["review", "reviewed_on", "reviewed_by", "review_note"],
        required: &["review", "reviewed_by"],
        bare: Some("review"),
        short: &[("reviewed_on", "on"), ("reviewed_by", "by"), ("review_note", "note")],
        today: true,
        past: true,
        example: "sinergi document review DOK-2025-0001 to-repair --by \"Bagian Hukum\" --note \"Pasal 4 belum lengkap\"",
        ..Act::NEW
    }],
    check: Some(check),
    example_code: "DOK-2025-0001",
    example: "sinergi document add KS-2025-0001 \"Arsip 119/2025\" --kind kak",
};

/// A review says who found it and when, and comes after the paper; what is to be repaired is said.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if !row.get("review").is_null() {
        for name in ["reviewed_on", "reviewed_by"] {
            if row.get(name).is_null() {
                return Err((name, Fault::Empty(name)));
            }
        }
    }
    match (row.date("received_on"), row.date("reviewed_on")) {
        (Some(received), Some(reviewed)) if reviewed < received => Err((
            "reviewed_on",
            Fault::Contradiction(
                format!("ditelaah {reviewed}, padahal diterima {received}"),
                format!("reviewed on {reviewed}, yet received on {received}"),
            ),
        )),
        _ => Ok(()),
    }
}
