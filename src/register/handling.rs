//! Handlings: how an obstacle was closed on a day, by being solved, accepted or escalated, and that it was opened again.

use jiff::civil::Date;

use super::{Act, Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// What may be done with an obstacle as a whole.
const WORDS: &[Choice] = &[
    choice_also("solved", "diselesaikan", "solved", &["selesai"]),
    choice_also("accepted", "diterima apa adanya", "accepted", &["diterima"]),
    choice_also("escalated", "dinaikkan", "escalated", &["eskalasi"]),
    choice_also("reopened", "dibuka kembali", "reopened", &["dibuka"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "handling",
    label: label("Penanganan", "Handling"),
    plural: "handlings",
    also: &["penanganan"],
    key: Key::Position,
    fields: &[
        Field::new("obstacle", "Kendala", "Obstacle", Kind::Reference("obstacle")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("word", "Penanganan", "Handling", Kind::Choice(WORDS)).required().rank(0),
        Field::new("handled_on", "Ditangani pada", "Handled on", Kind::Date).required().rank(0),
        Field::new("escalated_to", "Dinaikkan kepada", "Escalated to", Kind::Actor).rank(1),
        Field::new("handled_by", "Ditangani oleh", "Handled by", Kind::Actor).rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note).asked().rank(3),
    ],
    flag: None,
    under: None,
    acts: &[
        Act {
            name: "accept",
            also: &["terima"],
            about: label("Menerima kendala apa adanya", "Accepts an obstacle as it is"),
            sets: &[("word", "accepted")],
            short: &[("handled_on", "on")],
            today: true,
            past: true,
            example: "sinergi obstacle accept K-0001 --note \"Di luar kewenangan kota\"",
            ..Act::NEW
        },
        Act {
            name: "escalate",
            also: &["naikkan"],
            about: label("Menaikkan kendala kepada yang lebih tinggi", "Escalates an obstacle"),
            sets: &[("word", "escalated")],
            required: &["escalated_to"],
            short: &[("handled_on", "on"), ("escalated_to", "to")],
            today: true,
            past: true,
            example: "sinergi obstacle escalate K-0001 --to Sekda",
            ..Act::NEW
        },
        Act {
            name: "reopen",
            also: &["buka-kembali"],
            about: label("Membuka kembali kendala yang sudah ditutup", "Opens a closed obstacle again"),
            sets: &[("word", "reopened")],
            short: &[("handled_on", "on")],
            today: true,
            past: true,
            example: "sinergi obstacle reopen K-0001 --note \"Muncul lagi\"",
            ..Act::NEW
        },
    ],
    check: Some(check),
    example_code: "K-0001/1",
    example: "sinergi obstacle handling add K-0001 --word accepted --handled-on 2025-01-10",
};

/// A handling comes after the obstacle was raised; what is closed is opened again before it is closed anew, and only what is
/// closed is opened again.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let day = row.date("handled_on");
    if let (Some(day), Some(raised)) = (day, around.parent.and_then(super::obstacle::raised_on))
        && day < raised
    {
        return Err((
            "handled_on",
            Fault::Contradiction(
                format!("{day} mendahului munculnya kendala ({raised})"),
                format!("{day} lies before the obstacle was raised ({raised})"),
            ),
        ));
    }
    let own = (day, row.int("position").unwrap_or(i64::MAX));
    let before =
        around.siblings.iter().filter(|s| (s.date("handled_on"), s.int("position").unwrap_or(0)) < own);
    let last = before.max_by_key(|s| (s.date("handled_on"), s.int("position"))).and_then(|s| s.text("word"));
    let closed = matches!(last, Some("solved" | "accepted"));
    let code = row.text("obstacle").unwrap_or_default();
    let spoken = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    match row.text("word") {
        Some("reopened") if !closed && last != Some("escalated") => Err((
            "word",
            Fault::Contradiction(
                format!("pada {} {code} masih terbuka", spoken(day)),
                format!("on {} {code} was open", spoken(day)),
            ),
        )),
        Some("reopened") => Ok(()),
        _ if closed => Err((
            "word",
            Fault::Contradiction(
                format!("{code} sudah ditutup; buka kembali dahulu: sinergi obstacle reopen {code}"),
                format!("{code} is closed; open it again first: sinergi obstacle reopen {code}"),
            ),
        )),
        _ => Ok(()),
    }
}
