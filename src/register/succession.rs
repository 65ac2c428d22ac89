//! Successions: who took over from a department or partner that came to an end, from which day and by which decree: one that
//! takes all, as in a merger, or several, as in a split.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::succession::codes;
use crate::value::Kind;

pub(super) static DEPARTMENT: Entity = Entity {
    name: "department_succession",
    label: label("Penerus OPD", "Successor of a department"),
    plural: "department-successions",
    also: &["penerus-opd"],
    key: Key::Link,
    fields: &[
        Field::new("department", "OPD", "Department", Kind::Reference("department")).required().rank(0),
        Field::new("successor", "Penerus", "Successor", Kind::Reference("department")).required().rank(0),
        Field::new("succeeded_on", "Beralih pada", "Succeeded on", Kind::Date).required().rank(0),
        Field::new("affairs", "Urusan yang beralih", "Affairs that move", Kind::Text).rank(1),
        Field::new("basis", "Dasar", "Basis", Kind::Text).asked().rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(of_departments),
    example_code: "DISPERINDAG/DPKUKMP",
    example: "sinergi department succession add DISPERKIM --successor DPUPR --succeeded-on 2027-01-04 --affairs 1.04",
};

pub(super) static PARTNER: Entity = Entity {
    name: "partner_succession",
    label: label("Penerus mitra", "Successor of a partner"),
    plural: "partner-successions",
    also: &["penerus-mitra"],
    key: Key::Link,
    fields: &[
        Field::new("partner", "Mitra", "Partner", Kind::Reference("partner")).required().rank(0),
        Field::new("successor", "Penerus", "Successor", Kind::Reference("partner")).required().rank(0),
        Field::new("succeeded_on", "Beralih pada", "Succeeded on", Kind::Date).required().rank(0),
        Field::new("basis", "Dasar", "Basis", Kind::Text).asked().rank(1),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(no_circle),
    example_code: "PDAM-PKY/PERUMDA-AM",
    example: "sinergi partner succession add BETANG-DIGITAL --successor ENERGI-LESTARI --succeeded-on 2027-01-04",
};

/// The affairs that move are on record, and nobody succeeds himself.
fn of_departments(
    row: &mut Row,
    before: Option<&Row>,
    around: &Around<'_>,
) -> Result<(), (&'static str, Fault)> {
    for code in codes(row.text("affairs").unwrap_or_default()) {
        let Some(affair) = super::entity("affair") else { continue };
        if (around.read)("affair", code).is_none() {
            let unknown = Fault::Unknown { register: affair.noun(), text: code.to_owned(), near: Vec::new() };
            return Err(("affairs", unknown));
        }
    }
    no_circle(row, before, around)
}

/// Nobody succeeds himself, be it through others.
fn no_circle(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let register = row.entity();
    let [own, successor] = register.key_fields() else { return Ok(()) };
    let (Some(own), Some(first)) = (row.text(own.name), row.text(successor.name)) else { return Ok(()) };
    if own == first {
        return Err(("successor", Fault::Itself));
    }
    let mut seen = vec![first.to_owned()];
    let mut at = 0;
    while let Some(code) = seen.get(at).cloned() {
        for next in (around.under)(register.name, &code) {
            let Some(next) = next.text("successor") else { continue };
            if next == own {
                let circle = Fault::Contradiction(
                    format!("{first} sendiri beralih ke {own}"),
                    format!("{first} itself went over to {own}"),
                );
                return Err(("successor", circle));
            }
            if !seen.iter().any(|code| code == next) {
                seen.push(next.to_owned());
            }
        }
        at += 1;
    }
    Ok(())
}
