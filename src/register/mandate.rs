//! Mandates (urusan yang diampu): which department holds which affair, by what legal basis, from and to.

use super::validity::in_order;
use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "mandate",
    label: label("Urusan yang diampu", "Mandate"),
    plural: "mandates",
    also: &["urusan-diampu"],
    key: Key::Link,
    fields: &[
        Field::new("department", "OPD", "Department", Kind::Reference("department")).required().rank(0),
        Field::new("affair", "Urusan", "Affair", Kind::Reference("affair")).required().rank(0),
        Field::new("affair_name", "Nama urusan", "Name of affair", Kind::Text)
            .derived("(SELECT name FROM affair WHERE affair.code = mandate.affair)")
            .rank(1),
        Field::new("lead", "Memimpin", "Leads", Kind::YesNo).rank(2).also(&["koordinator"]),
        Field::new("legal_basis", "Dasar hukum", "Legal basis", Kind::Text).rank(2),
        Field::new("valid_from", "Berlaku dari", "Valid from", Kind::DayOrYear).rank(3),
        Field::new("valid_to", "Berlaku sampai", "Valid to", Kind::DayOrYear).ahead(),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(in_order),
    example_code: "DLH/2.11",
    example: "sinergi department mandate add BAPPEDA --affair 5.05",
};
