//! Members of a team: the offices that sit in it, and as what.

use super::validity::follows;
use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// As what an office sits in the team.
const ROLES: &[Choice] = &[
    choice_also("patron", "pembina", "patron", &["pengarah", "penanggung jawab"]),
    choice_also("chair", "ketua", "chair", &[]),
    choice_also("vice", "wakil ketua", "vice chair", &["wakil"]),
    choice_also("secretary", "sekretaris", "secretary", &[]),
    choice_also("member", "anggota", "member", &[]),
    choice_also("expert", "tenaga ahli", "expert", &["pakar", "ahli"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "member",
    label: label("Anggota tim", "Member"),
    plural: "members",
    also: &["anggota"],
    key: Key::Position,
    fields: &[
        Field::new("team", "Tim", "Team", Kind::Reference("team")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("office", "Jabatan", "Office", Kind::Text).required().rank(0).also(&["jabatan"]),
        Field::new("role", "Kedudukan", "Role", Kind::Choice(ROLES))
            .required()
            .rank(0)
            .also(&["kedudukan dalam tim", "peran"]),
        Field::new("department", "OPD", "Department", Kind::Reference("department"))
            .asked()
            .rank(1)
            .also(&["opd"]),
        Field::new("valid_from", "Sejak", "From", Kind::Date).rank(2),
        Field::new("valid_to", "Sampai", "To", Kind::Date).ahead().rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "TIM-2025-0001/1",
    example: "sinergi team member add TIM-2025-0001 --office \"Sekretaris Daerah\" --role chair --department SETDA",
};

/// A member leaves on the day of coming or later.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    follows(row, "valid_from", "valid_to")
}
