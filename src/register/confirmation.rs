//! Confirmations: whether an agreement is really carried out, as somebody said on a day. An agreement without one is one of
//! which nobody has said.

use super::{Act, Entity, Field, Key};
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// What may be said of it.
const CARRIED_OUT: &[Choice] = &[
    choice_also("yes", "ya", "yes", &["y", "1", "dilaksanakan"]),
    choice_also("partly", "sebagian", "partly", &[]),
    choice_also("no", "tidak", "no", &["t", "n", "0", "tidak dilaksanakan"]),
];

/// What is known of it as of a day: the last that somebody said, or that nobody has.
pub const ANSWERS: &[Choice] = &[
    choice_also("yes", "ya", "yes", &["y", "1", "dilaksanakan"]),
    choice_also("partly", "sebagian", "partly", &[]),
    choice_also("no", "tidak", "no", &["t", "n", "0", "tidak dilaksanakan"]),
    choice_also("nobody-said", "belum ada yang menyatakan", "nobody has said", &["belum", "nobody"]),
];

/// The rows of `confirmation c` that an agreement has by the day in question, the last one first.
macro_rules! last {
    () => {
        "FROM confirmation c WHERE c.agreement = agreement.code AND c.confirmed_on <= as_of() \
         ORDER BY c.confirmed_on DESC, c.position DESC LIMIT 1"
    };
}

/// The number of the last confirmation by the day in question, in a statement over `agreement`.
pub const LAST: &str = concat!("(SELECT c.position ", last!(), ")");

/// What it says, or that nobody has said.
pub const ANSWER: &str = concat!("coalesce((SELECT c.carried_out ", last!(), "), 'nobody-said')");

pub(super) static ENTITY: Entity = Entity {
    name: "confirmation",
    label: label("Konfirmasi", "Confirmation"),
    plural: "confirmations",
    also: &["konfirmasi"],
    key: Key::Position,
    fields: &[
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("carried_out", "Dilaksanakan", "Carried out", Kind::Choice(CARRIED_OUT))
            .required()
            .rank(0),
        Field::new("confirmed_on", "Dikonfirmasi pada", "Confirmed on", Kind::Date).required().rank(0),
        Field::new("confirmed_by", "Dikonfirmasi oleh", "Confirmed by", Kind::Actor).asked().rank(1),
        Field::new("proof", "Bukti", "Proof", Kind::Text).rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note).rank(3),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "confirm",
        also: &["konfirmasikan"],
        about: label("Mencatat apakah sungguh dilaksanakan", "Records whether it is really carried out"),
        bare: Some("carried_out"),
        past: true,
        short: &[("confirmed_on", "on"), ("confirmed_by", "by")],
        example: "sinergi agreement confirm KS-2025-0001 --carried-out yes --on 2025-01-10 --by DLH",
        ..Act::NEW
    }],
    check: None,
    example_code: "KS-2025-0001/1",
    example: "sinergi agreement confirm KS-2025-0001 --carried-out yes --on 2025-01-10 --by DLH",
};
