//! Fulfilments: how an obligation was found to be kept on a day. One without a review was never looked at.

use super::obligation::RESULTS;
use super::{Act, Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "fulfilment",
    label: label("Pemenuhan", "Fulfilment"),
    plural: "fulfilments",
    also: &["pemenuhan"],
    key: Key::Position,
    fields: &[
        Field::new("obligation", "Kewajiban", "Obligation", Kind::Reference("obligation")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("result", "Hasil", "Result", Kind::Choice(RESULTS)).required().rank(0),
        Field::new("reviewed_on", "Ditinjau pada", "Reviewed on", Kind::Date).required().rank(0),
        Field::new("reviewed_by", "Ditinjau oleh", "Reviewed by", Kind::Actor).asked().rank(1),
        Field::new("proof", "Bukti", "Proof", Kind::Text).rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note).rank(3),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "review",
        also: &["tinjau"],
        about: label(
            "Mencatat hasil tinjauan suatu kewajiban",
            "Records how an obligation was found to be kept",
        ),
        bare: Some("result"),
        past: true,
        short: &[("reviewed_on", "on"), ("reviewed_by", "by")],
        example: "sinergi obligation review KWJ-2025-0001 met --on 2025-01-10",
        ..Act::NEW
    }],
    check: None,
    example_code: "KWJ-2025-0001/1",
    example: "sinergi obligation review KWJ-2025-0001 met --on 2025-01-10",
};
