//! Departments that took part in a meeting, and by which office.

use super::{Entity, Field, Key};
use crate::lang::label;
use crate::value::Kind;

pub(super) static ENTITY: Entity = Entity {
    name: "attendance",
    label: label("Kehadiran", "Attendance"),
    plural: "attendances",
    also: &["kehadiran"],
    key: Key::Link,
    fields: &[
        Field::new("meeting", "Rapat", "Meeting", Kind::Reference("meeting")).required().rank(0),
        Field::new("department", "OPD", "Department", Kind::Reference("department")).required().rank(0),
        Field::new("name", "Nama OPD", "Name of department", Kind::Text)
            .derived("(SELECT name FROM department WHERE department.code = attendance.department)")
            .rank(1),
        Field::new("office", "Jabatan yang hadir", "Office present", Kind::Text).rank(2),
    ],
    flag: Some(("attended", "department")),
    under: None,
    acts: &[],
    check: None,
    example_code: "RPT-2025-0001/DLH",
    example: "sinergi meeting edit RPT-2025-0001 --attended DLH,DINKES",
};
