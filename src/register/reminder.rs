//! Reminders: items of the list of what is due that somebody put off until a day, and why. An item is called by its key,
//! `KS-2025-0001/end`; between the two days it is silent, and afterwards it speaks again by itself.
//! What was put off is the item with its day: where that moves, as by an extension, it speaks at once.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "reminder",
    label: label("Penundaan pengingat", "Reminder put off"),
    plural: "reminders",
    also: &["pengingat"],
    key: Key::Yearly("TND"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("item", "Butir", "Item", Kind::Text).required().rank(0),
        Field::new("put_off_on", "Ditunda pada", "Put off on", Kind::Date).required().rank(1),
        Field::new("put_off_to", "Ditunda sampai", "Put off to", Kind::Date).ahead().required().rank(0),
        Field::new("due_on", "Jatuh tempo", "Due on", Kind::Date).ahead().rank(2),
        Field::new("reason", "Alasan", "Reason", Kind::Note).required().rank(0),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "TND-2025-0001",
    example: "sinergi reminder add --item KS-2025-0001/end --put-off-on 2026-01-15 --put-off-to 2026-02-15 --reason \"Menunggu mitra\"",
};

/// An item is put off to a later day.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    match (row.date("put_off_on"), row.date("put_off_to")) {
        (Some(on), Some(to)) if to <= on => Err((
            "put_off_to",
            Fault::Contradiction(
                format!("ditunda sampai {to}, padahal hari itu {on}"),
                format!("put off to {to}, which is not after {on}"),
            ),
        )),
        _ => Ok(()),
    }
}
