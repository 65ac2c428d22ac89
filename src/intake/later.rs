//! References to records of the same register, which may stand further down the file: looked up when every row is in. One
//! that is not found is a bad cell like any other.

use std::collections::{HashMap, VecDeque};

use super::update::{Told, keeps};
use super::{Fate, Import, Outcome, Problems, What};
use crate::error::{Error, Fault, Result};
use crate::register::Entity;
use crate::store::{Door, find, read_row};
use crate::value::Value;

/// A reference that waits.
pub(super) struct Later {
    /// The line of the row.
    pub(super) line: u64,
    /// The record that the row became.
    pub(super) code: String,
    pub(super) field: &'static str,
    pub(super) heading: String,
    /// What stands in the cell.
    pub(super) text: String,
    /// What became of the row so far.
    pub(super) fate: Fate,
}

/// Joins every row to the record that it means. Where bad rows stay out, a new one goes again, and with it what hangs
/// under it; where bad cells are unknown, it goes in without.
pub(super) fn join(
    door: &mut Door<'_>,
    import: &Import<'_>,
    later: &[Later],
    problems: &mut Problems,
    outcome: &mut Outcome,
) -> Result<()> {
    let mut found = Vec::with_capacity(later.len());
    for row in later {
        found.push(join_one(door, import, row, problems, outcome)?);
    }
    let (kept, left_out) = (import.allow.as_unknown, import.allow.skip_invalid && !import.allow.as_unknown);
    let mut under: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, above) in found.iter().enumerate().filter(|_| left_out) {
        if let Ok(above) = above {
            under.entry(above.clone()).or_default().push(at);
        }
    }
    let mut bad: VecDeque<usize> = (0..later.len()).filter(|at| found[*at].is_err()).collect();
    while let Some(at) = bad.pop_front() {
        let row = &later[at];
        if let Err(fault) = &found[at] {
            problems.push(row.line, &row.heading, &row.text, What::Fault(fault.clone()));
        }
        if kept {
            keep_words(door, import.entity, row)?;
        } else if !left_out {
            problems.fatal += 1;
            outcome.becomes(row.fate, Fate::Refused);
        } else if row.fate == Fate::New {
            outcome.becomes(Fate::New, Fate::Refused);
            door.withdraw(import.entity, &row.code)?;
            for at in under.remove(&row.code).into_iter().flatten() {
                let (register, text) = (import.entity.noun(), later[at].text.clone());
                found[at] = Err(Fault::Unknown { register, text, near: Vec::new() });
                bad.push_back(at);
            }
        }
    }
    Ok(())
}

/// The record that a row means, once the row is joined to it.
fn join_one(
    door: &mut Door<'_>,
    import: &Import<'_>,
    row: &Later,
    problems: &mut Problems,
    outcome: &mut Outcome,
) -> Result<Result<String, Fault>> {
    let entity = import.entity;
    let above = match find(door.conn(), entity, &row.text)? {
        Ok(above) => above,
        Err(fault) => return Ok(Err(fault)),
    };
    let there = read_row(door.conn(), entity, &row.code)?.is_some_and(|r| r.text(row.field) == Some(&above));
    let told = Told { line: row.line, heading: &row.heading, content: &row.text };
    let known = row.fate != Fate::New;
    if there || (known && keeps(door, entity, &row.code, row.field, import.allow, &told, problems)?) {
        return Ok(Ok(above));
    }
    match door.edit(entity, &row.code, &[(row.field, Value::Text(above.clone()))]) {
        Ok(_) => {
            if row.fate == Fate::Known {
                outcome.becomes(Fate::Known, Fate::Changed);
            }
            Ok(Ok(above))
        }
        Err(Error::Refused(_, fault)) => Ok(Err(fault)),
        Err(error) => Err(error),
    }
}

/// Keeps what stands in a cell beside the record that goes in without it.
fn keep_words(door: &mut Door<'_>, entity: &'static Entity, row: &Later) -> Result<()> {
    let Some(record) = read_row(door.conn(), entity, &row.code)? else { return Ok(()) };
    let words = format!("{}: {}", row.heading, row.text);
    let kept = record.text("unread").unwrap_or_default();
    if !kept.lines().any(|kept| kept == words) {
        let unread = format!("{kept}\n{words}");
        door.edit(entity, &row.code, &[("unread", unread.trim_start().into())])?;
    }
    Ok(())
}
