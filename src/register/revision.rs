//! Revisions of an activity: its budget, its target or its schedule, changed from a day on by something that says so. What the plan
//! said first stays in the activity itself.

use jiff::civil::Date;

use super::planned::within;
use super::{Act, Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::schedule::Months;
use crate::value::{Kind, decimal};

pub(super) static ENTITY: Entity = Entity {
    name: "revision",
    label: label("Perubahan rencana", "Revision"),
    plural: "revisions",
    also: &["perubahan-rencana"],
    key: Key::Position,
    fields: &[
        Field::new("activity", "Aktivitas", "Activity", Kind::Reference("activity")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("revised_on", "Berlaku sejak", "From", Kind::Date).required().rank(0),
        Field::new("budget", "Anggaran (Rp)", "Budget (Rp)", Kind::Rupiah).rank(0),
        Field::new("target", "Target", "Target", Kind::Quantity).rank(0),
        Field::new("months", "Bulan", "Months", Kind::Text).rank(1),
        Field::new("due_on", "Jatuh tempo", "Due on", Kind::Date).ahead().rank(1),
        Field::new("basis", "Dasar", "Basis", Kind::Text).required().rank(1),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[
        Act {
            name: "budget",
            also: &["anggaran"],
            about: label("Mengubah anggaran sejak suatu hari", "Changes the budget from a day on"),
            fields: &["budget", "revised_on", "basis", "note"],
            required: &["budget"],
            short: &[("budget", "to"), ("revised_on", "on")],
            today: true,
            example: "sinergi activity budget KEG-2025-0001 --to 150jt --on 2025-07-01 --basis \"DPPA 2025\"",
            ..Act::NEW
        },
        Act {
            name: "target",
            also: &["sasaran"],
            about: label("Mengubah target sejak suatu hari", "Changes the target from a day on"),
            fields: &["target", "revised_on", "basis", "note"],
            required: &["target"],
            short: &[("target", "to"), ("revised_on", "on")],
            today: true,
            example: "sinergi activity target KEG-2025-0003 --to \"6 Laporan\" --on 2025-07-01 --basis \"DPPA 2025\"",
            ..Act::NEW
        },
        Act {
            name: "move",
            also: &["pindahkan"],
            about: label("Memindahkan jadwal dengan alasan", "Moves the schedule, for a reason"),
            fields: &["months", "due_on", "revised_on", "basis", "note"],
            short: &[("due_on", "to"), ("revised_on", "on"), ("basis", "reason")],
            today: true,
            example: "sinergi activity move KEG-2025-0001 --months 9-10 --reason \"Menunggu perubahan APBD\"",
            ..Act::NEW
        },
    ],
    check: Some(check),
    example_code: "KEG-2025-0001/1",
    example: "sinergi activity budget KEG-2025-0001 --to 150jt --on 2025-07-01 --basis \"DPPA 2025\"",
};

/// It changes something; its target keeps the unit, its months lie in the year of the plan.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if ["budget", "target", "months", "due_on"].iter().all(|name| row.get(name).is_null()) {
        return Err((
            "months",
            Fault::Contradiction(
                "tidak ada yang diubah; sebutkan anggaran, target, bulan, atau jatuh tempo".into(),
                "it changes nothing; name a budget, a target, months or a due day".into(),
            ),
        ));
    }
    within(row, "budget")?;
    let activity = around.parent;
    if activity.is_some_and(|activity| !activity.get("recurs").is_null()) && !row.get("due_on").is_null() {
        return Err(("due_on", comes_back()));
    }
    if let Some(text) = row.text("target").map(str::to_owned) {
        let (number, unit) = decimal::with_unit(&text).map_err(|fault| ("target", fault))?;
        same_unit(activity, unit.as_deref(), "target")?;
        if number.starts_with('-') {
            return Err(("target", Fault::OutOfBounds(text)));
        }
        row.set("target", number.as_str());
    }
    let year = activity.and_then(|activity| activity.text("year")).and_then(|year| year.parse().ok());
    if let (Some(text), Some(year)) = (row.text("months").map(str::to_owned), year) {
        let months = Months::parse(&text, year).map_err(|fault| ("months", fault))?;
        row.set("months", months.to_string().as_str());
        // What had a day of its own is due with its last month from now on, unless another day is named.
        let had_a_day = activity.is_some_and(|activity| !activity.get("due_on").is_null())
            || around.siblings.iter().any(|other| !other.get("due_on").is_null());
        let last =
            months.each().last().and_then(|month| Date::new(year, month, 1).ok()).map(Date::last_of_month);
        if let Some(last) = last.filter(|_| had_a_day && row.get("due_on").is_null()) {
            row.set("due_on", last);
        }
    }
    let first = year.and_then(|year| Date::new(year, 1, 1).ok());
    match (row.date("due_on"), first) {
        (Some(due), Some(first)) if due < first => Err((
            "due_on",
            Fault::Contradiction(
                format!("{due} mendahului tahun rencananya"),
                format!("{due} lies before the year of its plan"),
            ),
        )),
        _ => Ok(()),
    }
}

/// What comes back is due turn by turn, and has no day of its own.
pub(super) fn comes_back() -> Fault {
    Fault::Contradiction(
        "aktivitas yang berulang jatuh tempo menurut bulannya; sebutkan bulan: --months".into(),
        "an activity that comes back is due by its months; name those: --months".into(),
    )
}

/// What is counted of an activity is counted in its unit.
pub(super) fn same_unit(
    activity: Option<&Row>,
    typed: Option<&str>,
    field: &'static str,
) -> Result<(), (&'static str, Fault)> {
    let unit = activity.and_then(|activity| activity.text("unit"));
    match (typed, unit) {
        (Some(typed), Some(unit)) if typed.to_lowercase() != unit.to_lowercase() => Err((
            field,
            Fault::Contradiction(
                format!("dihitung dalam {unit}, bukan {typed}"),
                format!("it is counted in {unit}, not in {typed}"),
            ),
        )),
        (Some(typed), None) => Err((
            field,
            Fault::Contradiction(
                format!(
                    "aktivitasnya belum mempunyai satuan; tulis bilangannya saja, atau isi satuannya: --unit \"{typed}\""
                ),
                format!(
                    "its activity has no unit; write the number alone, or give it one: --unit \"{typed}\""
                ),
            ),
        )),
        _ => Ok(()),
    }
}
