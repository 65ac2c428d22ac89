//! Obligations: what one side owes under an agreement, and by when.

use super::{Entity, Field, Key};
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// How an obligation was found to be kept.
pub(super) const RESULTS: &[Choice] = &[
    choice_also("met", "dipenuhi", "met", &["ya", "yes", "terpenuhi"]),
    choice_also("partly", "sebagian", "partly", &[]),
    choice_also("not-met", "tidak dipenuhi", "not met", &["tidak", "no"]),
];

/// The same, and that nobody has looked.
pub const STATES: &[Choice] = &[
    choice_also("met", "dipenuhi", "met", &["terpenuhi"]),
    choice_also("partly", "sebagian", "partly", &[]),
    choice_also("not-met", "tidak dipenuhi", "not met", &[]),
    choice_also("never-reviewed", "belum pernah ditinjau", "never reviewed", &[]),
];

/// What the last review by the day in question found.
pub const STATE: &str = "coalesce((SELECT r.result FROM fulfilment r WHERE r.obligation = obligation.code \
     AND r.reviewed_on <= as_of() ORDER BY r.reviewed_on DESC, r.position DESC LIMIT 1), 'never-reviewed')";

pub(super) static ENTITY: Entity = Entity {
    name: "obligation",
    label: label("Kewajiban", "Obligation"),
    plural: "obligations",
    also: &["kewajiban"],
    key: Key::Yearly("KWJ"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("state", "Keadaan", "State", Kind::Choice(STATES)).derived(STATE).rank(0),
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(1),
        Field::new("title", "Kewajiban", "What is owed", Kind::Text)
            .required()
            .rank(0)
            .also(&["isi kewajiban"]),
        Field::new("owed_by", "Pihak yang wajib", "Owed by", Kind::Actor).asked().rank(2).also(&["pihak"]),
        Field::new("due_on", "Jatuh tempo", "Due on", Kind::Date).ahead().asked().rank(0).also(&["tenggat"]),
        Field::new("due_text", "Bunyi tenggat", "Due as written", Kind::Text),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: None,
    example_code: "KWJ-2025-0001",
    example: "sinergi obligation add --agreement KS-2025-0001 --title \"Laporan semester\" --owed-by DLH --due-on 2026-06-30",
};
