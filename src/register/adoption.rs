//! Adoptions: that a department took a version of an SOP over by a decree of its own, as it is or in an own text, and that it
//! looked at it again.

use super::{Act, Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// What a department does with a version.
const WORDS: &[Choice] = &[
    choice_also("adopted", "ditetapkan", "adopted", &["adopsi", "diadopsi"]),
    choice_also("reviewed", "ditinjau", "reviewed", &["tinjau"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "adoption",
    label: label("Penetapan", "Adoption"),
    plural: "adoptions",
    also: &["penetapan"],
    key: Key::Position,
    fields: &[
        Field::new("sop", "SOP", "SOP", Kind::Reference("sop")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("department", "OPD", "Department", Kind::Reference("department")).required().rank(0),
        Field::new("word", "Tindakan", "Act", Kind::Choice(WORDS)).required().rank(0),
        Field::new("adopted_on", "Pada", "On", Kind::Date).required().rank(0),
        Field::new("number", "Nomor penetapan", "Decree number", Kind::Text).rank(1),
        Field::new("own", "Naskah sendiri", "Own text", Kind::Reference("sop")).rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[
        Act {
            name: "adopt",
            also: &["tetapkan"],
            about: label("Mencatat bahwa OPD menetapkan SOP", "Records that a department adopts an SOP"),
            sets: &[("word", "adopted")],
            short: &[("adopted_on", "on")],
            past: true,
            example: "sinergi sop adopt --department DLH --sop SOP-KSDPK.1 --on 2025-01-13 --number 188/12/2025",
            ..Act::NEW
        },
        Act {
            name: "review",
            also: &["tinjau"],
            about: label(
                "Mencatat bahwa OPD meninjau SOP yang ditetapkannya",
                "Records that a department looked at its SOP again",
            ),
            fields: &["department", "adopted_on", "note"],
            sets: &[("word", "reviewed")],
            short: &[("adopted_on", "on")],
            past: true,
            example: "sinergi sop review SOP-KSDPK.1 --department DLH --on 2025-01-13",
            ..Act::NEW
        },
    ],
    check: Some(check),
    example_code: "SOP-KSDPK.1/1",
    example: "sinergi sop adoption add SOP-KSDPK.1 --department DLH --word adopted --adopted-on 2025-01-13",
};

/// It begins when the version does or later; an own text is that department's; what is looked at again was adopted before.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let department = row.text("department").unwrap_or_default();
    let sop = row.text("sop").unwrap_or_default();
    let day = row.date("adopted_on");
    if let Some(owner) = around.parent.and_then(|sop| sop.text("department")) {
        return Err((
            "sop",
            Fault::Contradiction(
                format!("{sop} adalah naskah milik {owner}; yang ditetapkan adalah SOP seragamnya"),
                format!("{sop} is the own text of {owner}; what is adopted is the uniform SOP"),
            ),
        ));
    }
    if let (Some(day), Some(from)) = (day, around.parent.and_then(|sop| sop.date("valid_from")))
        && day < from
    {
        return Err((
            "adopted_on",
            Fault::Contradiction(
                format!("{day} mendahului berlakunya {sop} ({from})"),
                format!("{day} lies before {sop} is valid ({from})"),
            ),
        ));
    }
    let adopted =
        |other: &&Row| other.text("department") == Some(department) && other.text("word") == Some("adopted");
    let first = around.siblings.iter().filter(adopted).filter_map(|other| other.date("adopted_on")).min();
    match row.text("word") {
        Some("adopted") if first.is_some() => {
            let first = first.map(|day| day.to_string()).unwrap_or_default();
            return Err((
                "department",
                Fault::Contradiction(
                    format!("{department} sudah menetapkan {sop} pada {first}"),
                    format!("{department} adopted {sop} on {first} already"),
                ),
            ));
        }
        Some("reviewed") if first.is_none_or(|first| day.is_some_and(|day| day < first)) => {
            return Err((
                "adopted_on",
                Fault::Contradiction(
                    format!("{department} belum menetapkan {sop} pada hari itu"),
                    format!("{department} had not adopted {sop} by that day"),
                ),
            ));
        }
        _ => {}
    }
    let Some(own) = row.text("own") else { return Ok(()) };
    let owner = (around.read)("sop", own).and_then(|own| own.text("department").map(str::to_owned));
    if owner.as_deref() == Some(department) {
        return Ok(());
    }
    Err((
        "own",
        Fault::Contradiction(
            format!("{own} bukan naskah milik {department}"),
            format!("{own} is not the own text of {department}"),
        ),
    ))
}
