//! Teams: the coordination team as a decree of the head of region forms it. Its offices and roles hang under it; persons are
//! not recorded.

use super::validity::follows;
use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "team",
    label: label("Tim", "Team"),
    plural: "teams",
    also: &["tim"],
    key: Key::Yearly("TIM"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("name", "Nama tim", "Name", Kind::Text).required().rank(0).also(&["tim"]),
        Field::new("number", "Nomor SK", "Decree number", Kind::Text)
            .asked()
            .rank(1)
            .also(&["nomor sk", "nomor"]),
        Field::new("decreed_on", "Ditetapkan pada", "Decreed on", Kind::Date).required().rank(1),
        Field::new("valid_until", "Berlaku sampai", "Valid until", Kind::Date).ahead().asked().rank(0),
        Field::new("members", "Anggota", "Members", Kind::Count)
            .derived(
                "(SELECT count(*) FROM member m WHERE m.team = team.code AND coalesce(m.valid_from, '') <= as_of() \
                 AND coalesce(m.valid_to, '9999') >= as_of())",
            )
            .rank(2),
        Field::new("basis", "Dasar", "Basis", Kind::Text),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "TIM-2025-0001",
    example: "sinergi team add --name TKKSD --number \"188.45/12/2025\" --decreed-on 2025-01-02 --valid-until 2025-12-31",
};

/// A decree ends on its day or later.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    follows(row, "decreed_on", "valid_until")
}
