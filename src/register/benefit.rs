//! Benefits: what an agreement is to bring the people, as an indicator with a unit, a baseline, a target and a direction.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::attainment::BETTER;
use crate::value::{Kind, decimal};

/// The last measurement by the day in question, in a statement over `benefit`.
macro_rules! last {
    ($column:literal) => {
        concat!(
            "(SELECT m.",
            $column,
            " FROM measurement m WHERE m.benefit = benefit.code AND m.measured_on <= as_of() \
             ORDER BY m.measured_on DESC, m.position DESC LIMIT 1)"
        )
    };
}

/// That a measurement `m` is the last one of a benefit `b` by the day in question.
pub const LAST_MEASURED: &str = "m.benefit = b.code AND m.position = (SELECT n.position FROM measurement n \
     WHERE n.benefit = b.code AND n.measured_on <= as_of() ORDER BY n.measured_on DESC, n.position DESC LIMIT 1)";

pub(super) static ENTITY: Entity = Entity {
    name: "benefit",
    label: label("Indikator manfaat", "Benefit"),
    plural: "benefits",
    also: &["manfaat", "indicator", "indikator"],
    key: Key::Yearly("MNF"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(1),
        Field::new("name", "Indikator", "Indicator", Kind::Text).required().rank(0),
        Field::new("unit", "Satuan", "Unit", Kind::Text).required().rank(1),
        Field::new("baseline", "Keadaan awal", "Baseline", Kind::Decimal).asked().rank(2),
        Field::new("target", "Target", "Target", Kind::Decimal).required().rank(0),
        Field::new("better", "Arah yang baik", "Better", Kind::Choice(BETTER)).required().rank(4),
        Field::new("target_on", "Tercapai sebelum", "Target by", Kind::Date).ahead().rank(4),
        Field::new("value", "Nilai terakhir", "Last value", Kind::Decimal).derived(last!("value")).rank(0),
        Field::new("measured_on", "Diukur pada", "Measured on", Kind::Date)
            .derived(last!("measured_on"))
            .rank(3),
        Field::new("attainment", "Capaian", "Attainment", Kind::Percent)
            .derived(concat!(
                "attainment(benefit.baseline, benefit.target, ",
                last!("value"),
                ", benefit.better)"
            ))
            .rank(0),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "MNF-2025-0001",
    example: "sinergi benefit add --agreement KS-2025-0001 --name \"Sampah terolah\" --unit ton/hari --baseline 0 \
              --target 60 --better up",
};

/// The target lies where it is better than the baseline; one that is equal to it asks for nothing.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let units = |name: &str| row.text(name).and_then(decimal::units);
    let (Some(baseline), Some(target)) = (units("baseline"), units("target")) else { return Ok(()) };
    let (from, to) = (row.text("baseline").unwrap_or_default(), row.text("target").unwrap_or_default());
    let fault = if target == baseline {
        Fault::Contradiction(
            format!("target {to} sama dengan keadaan awal, jadi tidak ada yang dicapai"),
            format!("the target {to} is equal to the baseline, so there is nothing to attain"),
        )
    } else if (target > baseline) == (row.text("better") == Some("down")) {
        Fault::Contradiction(
            format!("dari {from} ke {to} bukan arah yang baik menurut `better`"),
            format!("from {from} to {to} is not the way that `better` says is good"),
        )
    } else {
        return Ok(());
    };
    Err(("target", fault))
}
