//! Parties of an agreement other than the city, in the order of the document.

use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "party",
    label: label("Pihak", "Party"),
    plural: "parties",
    also: &["pihak"],
    key: Key::Position,
    fields: &[
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("partner", "Mitra", "Partner", Kind::Reference("partner")).required().rank(0),
        Field::new("name", "Nama mitra", "Name of partner", Kind::Text)
            .derived("(SELECT name FROM partner WHERE partner.code = party.partner)")
            .rank(1),
        Field::new("number", "Nomor mitra", "Partner's number", Kind::Text).rank(2),
        Field::new("signed_name", "Nama saat ditandatangani", "Name when signed", Kind::Text),
        Field::new("signatory", "Penanda tangan", "Signatory", Kind::Text).rank(4),
        Field::new("office", "Jabatan", "Office", Kind::Text).rank(3),
    ],
    flag: Some(("partner", "partner")),
    under: None,
    acts: &[],
    check: None,
    example_code: "KS-2025-0001/1",
    example: "sinergi agreement party add KS-2025-0001 --partner BPJS-KES",
};
