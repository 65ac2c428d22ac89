//! How rows change records that are known: what a person edited stays, what contradicts is told.

use super::headings::{Column, heading_of};
use super::{Allow, Notice, Problems, What};
use crate::error::{Error, Fault, Result};
use crate::register::{Entity, Row};
use crate::store::{Door, read_row};
use crate::value::Value;

/// How a known record is changed by a row.
pub(super) struct Update<'a> {
    pub(super) allow: Allow,
    pub(super) columns: &'a [Column],
    /// The fields that the file has a column for.
    pub(super) filled: &'a [&'static str],
    /// What the file does not say, said for it: of new records only.
    pub(super) set: &'a [(&'static str, Value)],
    pub(super) line: u64,
}

/// Writes the values of a row into a record; an empty cell changes nothing unless it may clear, and what was edited by
/// hand since stays unless it may be replaced. Says whether anything differed.
pub(super) fn update(
    door: &mut Door<'_>,
    row: &Row,
    code: &str,
    how: &Update<'_>,
    problems: &mut Problems,
) -> Result<bool> {
    let entity = row.entity();
    let Some(before) = read_row(door.conn(), entity, code)? else { return Ok(false) };
    let (mut edits, mut kept) = (Vec::new(), Vec::new());
    for ((field, new), old) in row.pairs().zip(before.values()).skip(entity.key.width()) {
        let clears = how.allow.clear && how.filled.contains(&field.name) && !field.required;
        let unsaid = !how.filled.contains(&field.name) && how.set.iter().any(|(name, _)| *name == field.name);
        if new == old || unsaid || (new.is_null() && !clears) {
            continue;
        }
        if !how.allow.overwrite && door.edited_by_hand(entity, code, field.name)? {
            kept.push((field.name, new.text().unwrap_or_default()));
        } else {
            edits.push((field.name, new.clone()));
        }
    }
    let differs = !edits.is_empty() && door.edit(entity, code, &edits)? > 0;
    // Of a row that is refused and comes again, they are told once.
    for (field, content) in kept {
        let heading = heading_of(entity, how.columns, field);
        problems.note(how.line, &heading, content, Notice::EditedByHand(field));
    }
    Ok(differs)
}

/// Where a value stands that is not taken, and what it is.
pub(super) struct Told<'a> {
    pub(super) line: u64,
    pub(super) heading: &'a str,
    pub(super) content: &'a str,
}

/// Whether a field stays as it is because a person edited it since, which is told.
pub(super) fn keeps(
    door: &Door<'_>,
    entity: &'static Entity,
    code: &str,
    field: &'static str,
    allow: Allow,
    told: &Told<'_>,
    problems: &mut Problems,
) -> Result<bool> {
    let keeps = !allow.overwrite && door.edited_by_hand(entity, code, field)?;
    if keeps {
        problems.note(told.line, told.heading, told.content, Notice::EditedByHand(field));
    }
    Ok(keeps)
}

/// Keeps a refused value as a problem of its line; any other error ends the import.
pub(super) fn refuse(
    problems: &mut Problems,
    line: u64,
    error: Error,
    allow: Allow,
    heading: impl Fn(&str) -> String,
) -> Result<()> {
    match error {
        Error::Refused(place, fault) => {
            let column = match &fault {
                Fault::Empty(field) => heading(field),
                _ => heading(place.trim_matches('`')),
            };
            let content = match &fault {
                Fault::OutOfBounds(text) | Fault::NotANumber(text) => text.clone(),
                _ => String::new(),
            };
            problems.push(line, &column, &content, What::Fault(fault));
            problems.fatal += usize::from(!allow.skip_invalid);
            Ok(())
        }
        other => Err(other),
    }
}
