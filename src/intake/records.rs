//! Any described register from rows: known again by its code or name, otherwise new.

use super::answers::{self, Answers};
use super::children::Children;
use super::headings::{Column, Target, heading_of, recognise};
use super::known_names::KnownNames;
use super::later::{self, Later};
use super::made::Made;
use super::source::Source;
use super::update::{Update, refuse, update};
use super::{Fate, Import, Notice, Outcome, Problems, What, cells, rows};
use crate::error::{Error, Fault, Result};
use crate::register::{Key, Row};
use crate::store::{Door, resolve, resolve_value};
use crate::value::{Kind, Value, decimal};

/// Reads every row of a file into its register.
pub(super) fn read(
    import: &Import<'_>,
    source: Source<'_>,
    door: &mut Door<'_>,
    problems: &mut Problems,
    outcome: &mut Outcome,
) -> Result<()> {
    let entity = import.entity;
    let order = import.mapping.order()?;
    let questions = answers::questions(entity, door)?;
    let (columns, left_out) = recognise(entity, &source.headings, import.mapping, &questions)?;
    let set = settings(import, door)?;
    require(import, &columns)?;
    outcome.left_out = left_out;
    outcome.delimiter = source.delimiter;
    let filled: Vec<&'static str> = columns.iter().filter_map(|c| c.target.field(entity)).collect();
    let heading = |field: &str| heading_of(entity, &columns, field);
    let mut later = Vec::new();
    let mut known = KnownNames::load(door, entity)?;
    let children = Children::of(entity, &columns);
    let mut made = Made::load(door, import)?;
    let mut answers = Answers::of(entity, &columns, &questions);
    rows::each(import, source, &columns, problems, outcome, |cells, problems, outcome| {
        let mut row = Row::new(entity);
        let at = |column: &Column| if let Target::Field(at) = column.target { Some(at) } else { None };
        let mut bad = cells.fill(&mut row, &columns, at, order, problems);
        for (name, value) in &set {
            if row.get(name).is_null() {
                row.set(name, value.clone());
            }
        }
        let mut under = Vec::new();
        for of in &children {
            let (child, wrong) = of.read(&cells, order, door, problems)?;
            under.extend(child.map(|child| (of, child)));
            bad += wrong;
        }
        let unanswered = answers.as_ref().is_some_and(|a| a.is_unanswered(&cells, &row));
        if (says_nothing(&row) || unanswered) && bad == 0 {
            outcome.blank += 1;
            return Ok(());
        }
        let postponed = postpone(&mut row);
        let mut faults = if bad == 0 { made.join(&mut row, door)? } else { Vec::new() };
        if faults.is_empty() {
            faults = resolve(door.conn(), &mut row)?;
        }
        for (field, fault) in faults {
            let content = row.text(field).unwrap_or_default();
            problems.push(cells.line, &heading(field), content, What::Fault(fault));
            bad += 1;
        }
        let mut given = Vec::new();
        answers::complete(&mut row, answers.is_some(), door)?;
        if let Some(answers) = &mut answers {
            let (found, wrong) = answers.read(&cells, &row, door, problems)?;
            (given, bad) = (found, bad + wrong);
        }
        if bad > 0 {
            outcome.refused += 1;
            problems.fatal += if import.allow.skip_invalid { 0 } else { bad };
            return Ok(());
        }
        let line = cells.line;
        note_unread(&row, line, &heading, problems);
        let how = Update { allow: import.allow, columns: &columns, filled: &filled, set: &set, line };
        let mut at = None;
        let parent_and_children = |door: &mut Door<'_>| {
            let (code, mut fate) = store(door, row, &mut known, &how, problems)?;
            for (of, child) in under {
                at = Some(of);
                if of.store(door, child, &code, import.allow, line, problems)? && fate == Fate::Known {
                    fate = Fate::Changed;
                }
            }
            if let Some(answers) = answers.as_ref().filter(|_| !given.is_empty()) {
                let differs = answers.store(door, given, &code, import.allow, line, problems)?;
                fate = if differs && fate == Fate::Known { Fate::Changed } else { fate };
            }
            Ok((code, fate))
        };
        // A row goes in whole or not at all.
        let alone = children.is_empty() && answers.is_none();
        let done = if alone { parent_and_children(door) } else { door.whole_or_not(parent_and_children) };
        match done {
            Ok((code, fate)) => {
                *outcome.of(fate) += 1;
                later.extend(postponed.into_iter().map(|(field, text)| Later {
                    line,
                    code: code.clone(),
                    field,
                    heading: heading(field),
                    text,
                    fate,
                }));
                Ok(())
            }
            Err(error) => {
                outcome.refused += 1;
                known.seen.retain(|_, seen| *seen != line);
                let heading =
                    |field: &str| at.map_or_else(|| heading(field), |of: &Children<'_>| of.heading(field));
                refuse(problems, line, error, import.allow, heading)
            }
        }
    })?;
    made.tell(outcome);
    later::join(door, import, &later, problems, outcome)
}

/// Tells the words of a target that are no number.
fn note_unread(row: &Row, line: u64, heading: &dyn Fn(&str) -> String, problems: &mut Problems) {
    if row.entity().field("target_text").is_none() || !row.get("target").is_null() {
        return;
    }
    if let Some(text) = row.text("target_text").filter(|text| decimal::with_unit(text).is_err()) {
        problems.note(line, &heading("target_text"), text, Notice::NoTarget);
    }
}

/// Whether a row names what it hangs under and nothing else, like a form that nobody filled in.
fn says_nothing(row: &Row) -> bool {
    row.entity().key == Key::Position && row.values()[1..].iter().all(Value::is_null)
}

/// What `--set` says, as values.
pub(super) fn settings(import: &Import<'_>, door: &Door<'_>) -> Result<Vec<(&'static str, Value)>> {
    let order = import.mapping.order()?;
    let mut set = Vec::new();
    for (name, text) in &import.mapping.set {
        let plain = name.to_lowercase().replace('-', "_");
        let field = import
            .entity
            .stored()
            .find(|f| f.name == plain)
            .ok_or_else(|| super::headings::unknown_field(import.entity, name))?;
        let refused = |fault| Error::Refused(format!("--set {name}={text}"), fault);
        let value = cells::read(field.kind, text, order).map_err(refused)?;
        let code = match value.text() {
            Some(text) => resolve_value(door.conn(), field.kind, text)?.map_err(refused)?,
            None => None,
        };
        set.push((field.name, code.map_or(value, Value::Text)));
    }
    Ok(set)
}

/// Refuses a file that has no column for a field which no record can be without; all of them at once.
pub(super) fn require(import: &Import<'_>, columns: &[Column]) -> Result<()> {
    let missing: Vec<&str> = import
        .entity
        .stored()
        .enumerate()
        .filter(|(at, field)| {
            field.required
                && columns.iter().all(|c| c.target != Target::Field(*at))
                && !import.mapping.set.contains_key(field.name)
                && !answers::fills(import.entity, field.name)
        })
        .map(|(_, field)| field.name)
        .collect();
    let Some(first) = missing.first() else { return Ok(()) };
    let list = missing.join("`, `");
    let name = import.name;
    Err(Error::usage(
        format!("{name}: tidak ada kolom untuk `{list}`"),
        format!("{name}: there is no column for `{list}`"),
    )
    .with_hint(
        format!("sebutkan kolomnya dengan --map \"JUDUL KOLOM={first}\" atau isinya dengan --set {first}=…"),
        format!("name the column with --map \"HEADING={first}\", or the value with --set {first}=…"),
    ))
}

/// Takes references to the same register out of a row, to be looked up when every row is in.
fn postpone(row: &mut Row) -> Vec<(&'static str, String)> {
    let own = row.entity().name;
    let found: Vec<_> = row
        .pairs()
        .filter(|(field, _)| field.kind == Kind::Reference(own))
        .filter_map(|(field, value)| value.text().map(|text| (field.name, text.to_owned())))
        .collect();
    for (field, _) in &found {
        row.set(field, Value::Null);
    }
    found
}

/// Adds a new record, or writes into a known one what differs.
fn store(
    door: &mut Door<'_>,
    mut row: Row,
    known: &mut KnownNames,
    how: &Update<'_>,
    problems: &mut Problems,
) -> Result<(String, Fate)> {
    let done = match known.code(door, &row)? {
        Some(code) => {
            if let Some(line) = known.seen.get(&code) {
                return Err(Error::Refused(row.entity().fields[0].name.to_owned(), Fault::Twice(*line)));
            }
            let differs = update(door, &row, &code, how, problems)?;
            (code, if differs { Fate::Changed } else { Fate::Known })
        }
        None => (door.add(&mut row)?, Fate::New),
    };
    known.seen.insert(done.0.clone(), how.line);
    Ok(done)
}
