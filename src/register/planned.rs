//! What an activity must agree with: its target is read with its unit, its months as people write them, its days lie in order.

use jiff::civil::Date;

use super::validity::follows;
use super::{Around, Row};
use crate::error::Fault;
use crate::rules::plan::Facts;
use crate::rules::schedule::{Months, RECURS};
use crate::value::{Value, decimal};

/// Its target and months are read as people write them, its days lie in order, and what it hangs under is of its year.
pub(super) fn check(
    row: &mut Row,
    before: Option<&Row>,
    around: &Around<'_>,
) -> Result<(), (&'static str, Fault)> {
    let Some(year) = row.text("year").filter(|year| year.len() == 4).and_then(|year| year.parse().ok())
    else {
        let text = row.text("year").unwrap_or_default();
        return Err((
            "year",
            Fault::Contradiction(
                format!("{text} bukan tahun rencana; tulis tahunnya saja, misalnya 2026"),
                format!("{text} is not the year of a plan; write the year alone, such as 2026"),
            ),
        ));
    };
    if before.is_some_and(|before| before.get("year") != row.get("year"))
        && !(around.under)("activity", row.text("code").unwrap_or_default()).is_empty()
    {
        return Err((
            "year",
            Fault::Contradiction(
                "yang berada di bawahnya termasuk rencana tahun semula".into(),
                "what hangs under it is in the plan of the year before".into(),
            ),
        ));
    }
    within(row, "budget")?;
    quantity(row, before)?;
    same_unit_as_counted(row, before, around)?;
    months(row, year)?;
    if let (Some(first), Some(due)) = (Date::new(year, 1, 1).ok(), row.date("due_on"))
        && due < first
    {
        return Err((
            "due_on",
            Fault::Contradiction(
                format!("{due} mendahului tahun rencananya ({year})"),
                format!("{due} lies before the year of its plan ({year})"),
            ),
        ));
    }
    if !row.get("recurs").is_null() && !row.get("due_on").is_null() {
        return Err(("due_on", super::revision::comes_back()));
    }
    follows(row, "agreed_on", "due_on")?;
    if let (Some(done), Some(first)) = (row.date("done_on"), earliest(row))
        && done < first
    {
        return Err((
            "done_on",
            Fault::Contradiction(
                format!("{done} mendahului rencananya ({first})"),
                format!("{done} lies before its plan ({first})"),
            ),
        ));
    }
    follows(row, "agreed_on", "dropped_on")?;
    if !row.get("dropped_on").is_null() && row.get("drop_reason").is_null() {
        return Err(("drop_reason", Fault::Empty("drop_reason")));
    }
    if let Some(dropped) = row.date("dropped_on")
        && let Some(done) = row.date("done_on").or_else(|| facts_of(row, around).done_by(dropped))
    {
        return Err((
            "dropped_on",
            Fault::Contradiction(
                format!("sudah selesai pada {done}, tidak dibatalkan pada {dropped}"),
                format!("it was done on {done}, not dropped on {dropped}"),
            ),
        ));
    }
    let above = row.text("parent").and_then(|code| (around.read)("activity", code));
    match above.as_ref().and_then(|above| above.text("year")).filter(|of| row.text("year") != Some(*of)) {
        Some(other) => Err((
            "parent",
            Fault::Contradiction(
                format!("induknya termasuk rencana {other}, bukan {year}"),
                format!("its parent is in the plan of {other}, not of {year}"),
            ),
        )),
        None => Ok(()),
    }
}

/// The first day on which something can be done of an activity: that of its year, or the one on which it was agreed before.
pub(super) fn earliest(activity: &Row) -> Option<Date> {
    let year = activity.text("year").and_then(|year| year.parse().ok());
    let first = year.and_then(|year| Date::new(year, 1, 1).ok())?;
    Some(activity.date("agreed_on").map_or(first, |agreed| agreed.min(first)))
}

/// No plan of a region comes near this many rupiah; what does is a slip of the finger.
pub(super) const MOST: i64 = 1_000_000_000_000_000;

/// Refuses an amount that no plan can hold.
pub(super) fn within(row: &Row, field: &'static str) -> Result<(), (&'static str, Fault)> {
    match row.int(field) {
        Some(amount) if amount > MOST => Err((field, Fault::OutOfBounds(amount.to_string()))),
        _ => Ok(()),
    }
}

/// What is known of an activity as its row and its entries say, with what revisions said last.
fn facts_of(row: &Row, around: &Around<'_>) -> Facts {
    let code = row.text("code").unwrap_or_default();
    let entries = (around.under)("realisation", code);
    let entries: Vec<String> = entries
        .iter()
        .filter_map(|entry| {
            let proved = if entry.get("proof").is_null() { "" } else { "*" };
            Some(format!("{}={}", entry.text("progressed_on")?, entry.text("quantity").unwrap_or(proved)))
        })
        .collect();
    let revisions = (around.under)("revision", code);
    let last = |name: &str| {
        let said = revisions.iter().filter(|revision| !revision.get(name).is_null());
        let last = said.max_by_key(|revision| (revision.date("revised_on"), revision.int("position")));
        last.and_then(|revision| revision.text(name)).or_else(|| row.text(name))
    };
    Facts::read([
        row.text("year"),
        last("months"),
        last("due_on"),
        row.text("recurs"),
        last("target"),
        Some(&entries.join(" ")),
        None,
        None,
        row.text("agreed_on"),
    ])
}

/// A target that was typed with its unit fills both; of a source's own words only what reads as a number does.
fn quantity(row: &mut Row, before: Option<&Row>) -> Result<(), (&'static str, Fault)> {
    if row.get("target").is_null()
        && let Some(Ok((number, unit))) = row.text("target_text").map(decimal::with_unit)
        && before.is_none_or(|before| before.get("target_text") != row.get("target_text"))
    {
        row.set("target", number.as_str());
        if row.get("unit").is_null() {
            row.set("unit", unit.map_or(Value::Null, Value::Text));
        }
    }
    let old = before.and_then(|before| before.text("unit"));
    let changed = before.is_none_or(|before| before.get("target") != row.get("target"));
    split(row, "target", old.filter(|_| changed).map(str::to_owned).as_deref())
}

/// What was counted in one unit is not counted in another afterwards.
fn same_unit_as_counted(
    row: &Row,
    before: Option<&Row>,
    around: &Around<'_>,
) -> Result<(), (&'static str, Fault)> {
    let Some(unit) =
        before.and_then(|before| before.text("unit")).filter(|unit| row.text("unit") != Some(*unit))
    else {
        return Ok(());
    };
    let entries = (around.under)("realisation", row.text("code").unwrap_or_default());
    if entries.iter().all(|entry| entry.get("quantity").is_null()) {
        return Ok(());
    }
    Err((
        "unit",
        Fault::Contradiction(
            format!("realisasinya sudah dihitung dalam {unit}"),
            format!("what was done of it is counted in {unit} already"),
        ),
    ))
}

/// Parts a quantity from the unit that was typed with it, which goes to `unit` and contradicts none that stands there.
pub(super) fn split(
    row: &mut Row,
    field: &'static str,
    old: Option<&str>,
) -> Result<(), (&'static str, Fault)> {
    let Some(text) = row.text(field).map(str::to_owned) else { return Ok(()) };
    let (number, typed) = decimal::with_unit(&text).map_err(|fault| (field, fault))?;
    if number.starts_with('-') {
        return Err((field, Fault::OutOfBounds(text)));
    }
    row.set(field, number.as_str());
    let Some(typed) = typed else { return Ok(()) };
    match row.text("unit") {
        // A new target in another unit brings it along.
        Some(known) if known.to_lowercase() != typed.to_lowercase() && old != Some(known) => Err((
            field,
            Fault::Contradiction(
                format!("`{text}` memakai satuan lain daripada `{known}`"),
                format!("`{text}` is in another unit than `{known}`"),
            ),
        )),
        Some(known) if known.to_lowercase() == typed.to_lowercase() => Ok(()),
        _ => {
            row.set("unit", typed.as_str());
            Ok(())
        }
    }
}

/// Months are kept as their numbers; those of something that comes back say by themselves how often, where nothing else does.
fn months(row: &mut Row, year: i16) -> Result<(), (&'static str, Fault)> {
    let Some(text) = row.text("months").map(str::to_owned) else { return Ok(()) };
    let months = Months::parse(&text, year).map_err(|fault| ("months", fault))?;
    if let Ok(every) = crate::value::choose(&text, RECURS)
        && row.get("recurs").is_null()
    {
        row.set("recurs", every.word);
    }
    row.set("months", months.to_string().as_str());
    Ok(())
}
