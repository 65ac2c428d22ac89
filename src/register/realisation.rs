//! Realisation of an activity: what was done of it and spent on it on a day, with the proof. What was realised is the sum.

use super::planned::{earliest, within};
use super::revision::same_unit;
use super::{Act, Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::value::{Kind, decimal};

const PROGRESS: &str = "sinergi activity progress KEG-2025-0003 --quantity \"1 Laporan\" --spent 12500000 --on 2025-01-14 --proof \"Laporan TW IV 2024\"";

pub(super) static ENTITY: Entity = Entity {
    name: "realisation",
    label: label("Realisasi", "Realisation"),
    plural: "realisations",
    also: &["realisasi"],
    key: Key::Position,
    fields: &[
        Field::new("activity", "Aktivitas", "Activity", Kind::Reference("activity")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("progressed_on", "Pada", "On", Kind::Date).required().rank(0),
        Field::new("quantity", "Jumlah", "Quantity", Kind::Quantity).asked().rank(0),
        Field::new("spent", "Terpakai (Rp)", "Spent (Rp)", Kind::Rupiah).asked().rank(0),
        Field::new("proof", "Bukti", "Proof", Kind::Text).asked().rank(2),
        Field::new("note", "Catatan", "Note", Kind::Note).asked().rank(1),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "progress",
        also: &["kemajuan"],
        about: label(
            "Mencatat apa yang terlaksana dan terpakai pada suatu hari",
            "Records what was done and spent on a day",
        ),
        short: &[("progressed_on", "on")],
        today: true,
        past: true,
        example: PROGRESS,
        ..Act::NEW
    }],
    check: Some(check),
    example_code: "KEG-2025-0001/1",
    example: PROGRESS,
};

/// It says something, is counted in the unit of its activity, and happened in the year of the plan or later, before it was dropped.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if ["quantity", "spent", "note"].iter().all(|name| row.get(name).is_null()) {
        return Err((
            "quantity",
            Fault::Contradiction(
                "tidak mengatakan apa-apa; sebutkan jumlah, yang terpakai, atau catatan".into(),
                "it says nothing; name a quantity, what was spent, or a note".into(),
            ),
        ));
    }
    within(row, "spent")?;
    let activity = around.parent;
    if let Some(text) = row.text("quantity").map(str::to_owned) {
        let (number, unit) = decimal::with_unit(&text).map_err(|fault| ("quantity", fault))?;
        same_unit(activity, unit.as_deref(), "quantity")?;
        if number.starts_with('-') {
            return Err(("quantity", Fault::OutOfBounds(text)));
        }
        row.set("quantity", number.as_str());
    }
    let Some(day) = row.date("progressed_on") else { return Ok(()) };
    let year = activity.and_then(|activity| activity.text("year")).unwrap_or_default();
    let wrong = |id: String, en: String| Err(("progressed_on", Fault::Contradiction(id, en)));
    if activity.and_then(earliest).is_some_and(|first| day < first) {
        return wrong(
            format!("{day} mendahului tahun rencananya ({year})"),
            format!("{day} lies before the year of its plan ({year})"),
        );
    }
    match activity.and_then(|activity| activity.date("dropped_on")) {
        Some(dropped) if day > dropped => wrong(
            format!("aktivitas ini dibatalkan pada {dropped}"),
            format!("this activity was dropped on {dropped}"),
        ),
        _ => Ok(()),
    }
}
