//! Departments that support an agreement beside the one that leads it.

use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "involvement",
    label: label("OPD pendukung", "Supporting department"),
    plural: "involvements",
    also: &["opd-pendukung"],
    key: Key::Link,
    fields: &[
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(0),
        Field::new("department", "OPD", "Department", Kind::Reference("department")).required().rank(0),
        Field::new("name", "Nama OPD", "Name of department", Kind::Text)
            .derived("(SELECT name FROM department WHERE department.code = involvement.department)")
            .rank(1),
    ],
    flag: Some(("supporting", "department")),
    under: None,
    acts: &[],
    check: None,
    example_code: "KS-2025-0001/DLH",
    example: "sinergi agreement edit KS-2025-0001 --supporting DINKES,DLH",
};
