//! Any described register from rows: known again by its code or name, otherwise new.

use csv::ByteRecord;

use super::headings::{Target, recognise};
use super::source::{Source, is_blank};
use super::{Import, Outcome, Problems, cells};
use crate::error::{Error, Fault, Result};
use crate::register::Row;
use crate::store::{Door, find, read_row, resolve};
use crate::value::{Kind, Value};

/// Reads every row of a file into its register.
pub(super) fn read(
    import: &Import<'_>,
    mut source: Source<'_>,
    door: &mut Door<'_>,
    problems: &mut Problems,
) -> Result<Outcome> {
    let entity = import.entity;
    let order = import.mapping.order()?;
    let (columns, left_out) = recognise(entity, &source.headings, import.mapping)?;
    let set = settings(import)?;
    require(import, &columns.iter().map(|c| c.target).collect::<Vec<_>>())?;
    let mut outcome = Outcome { left_out, delimiter: source.delimiter, ..Outcome::default() };
    // References to records of the same register may point at a row further down.
    let mut later: Vec<(u64, String, &'static str, String)> = Vec::new();
    let mut record = ByteRecord::new();
    while let Some(line) = source.next(&mut record)? {
        if is_blank(&record) {
            outcome.blank += 1;
            continue;
        }
        outcome.rows += 1;
        problems.rows += 1;
        let before = problems.count;
        let mut row = Row::new(entity);
        for column in &columns {
            let Target::Field(at) = column.target else { continue };
            let Some(field) = entity.stored().nth(at) else { continue };
            let text = source.text(&record, column.at, line)?;
            match cells::read(field.kind, text, order) {
                Ok(value) => row.set_at(at, value),
                Err(fault) => problems.push(line, &column.heading, text, fault),
            }
        }
        for (name, value) in &set {
            if row.get(name).is_null() {
                row.set(name, value.clone());
            }
        }
        let postponed = postpone(&mut row);
        if let Err((field, fault)) = resolve(door.conn(), &mut row)? {
            let content = row.text(field).unwrap_or_default().to_owned();
            problems.push(line, field, &content, fault);
        }
        if problems.count > before {
            continue;
        }
        match store(door, row, &mut outcome) {
            Ok(code) => later.extend(postponed.into_iter().map(|(f, text)| (line, code.clone(), f, text))),
            Err(error) => refuse(problems, line, error)?,
        }
    }
    for (line, code, field, text) in later {
        match find(door.conn(), entity, &text)? {
            Ok(target) => {
                door.edit(entity, &code, &[(field, Value::Text(target))])?;
            }
            Err(fault) => problems.push(line, field, &text, fault),
        }
    }
    Ok(outcome)
}

/// What `--set` says, as values.
pub(super) fn settings(import: &Import<'_>) -> Result<Vec<(&'static str, Value)>> {
    let order = import.mapping.order()?;
    let mut set = Vec::new();
    for (name, text) in &import.mapping.set {
        let plain = name.to_lowercase().replace('-', "_");
        let field = import
            .entity
            .stored()
            .find(|f| f.name == plain)
            .ok_or_else(|| super::headings::unknown_field(import.entity, name))?;
        let value = cells::read(field.kind, text, order)
            .map_err(|fault| Error::Refused(format!("--set {name}={text}"), fault))?;
        set.push((field.name, value));
    }
    Ok(set)
}

/// Refuses a file that has no column for a field which no record can be without; all of them at once.
pub(super) fn require(import: &Import<'_>, targets: &[Target]) -> Result<()> {
    let missing: Vec<&str> = import
        .entity
        .stored()
        .enumerate()
        .filter(|(at, field)| {
            field.required
                && !targets.contains(&Target::Field(*at))
                && !import.mapping.set.contains_key(field.name)
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

/// Adds a new record, or writes into a known one what differs; an empty cell changes nothing.
fn store(door: &mut Door<'_>, mut row: Row, outcome: &mut Outcome) -> Result<String> {
    let entity = row.entity();
    let code = row.code();
    let known = if row.values()[..entity.key.width()].iter().all(|v| !v.is_null()) {
        read_row(door.conn(), entity, &code)?.map(|_| code)
    } else {
        match (entity.key.width(), row.text_of_naming()) {
            (1, Some(name)) => find(door.conn(), entity, name)?.ok(),
            _ => None,
        }
    };
    if let Some(code) = known {
        update(door, &row, &code, outcome)?;
        return Ok(code);
    }
    outcome.new += 1;
    door.add(&mut row)
}

/// Writes the known values of a row into a record and counts whether anything differed.
pub(super) fn update(door: &mut Door<'_>, row: &Row, code: &str, outcome: &mut Outcome) -> Result<()> {
    let width = row.entity().key.width();
    let fields: Vec<_> =
        row.pairs().skip(width).filter(|(_, v)| !v.is_null()).map(|(f, v)| (f.name, v.clone())).collect();
    match door.edit(row.entity(), code, &fields)? {
        0 => outcome.known += 1,
        _ => outcome.changed += 1,
    }
    Ok(())
}

/// Keeps a refused value as a problem of its line; any other error ends the import.
pub(super) fn refuse(problems: &mut Problems, line: u64, error: Error) -> Result<()> {
    match error {
        Error::Refused(place, fault) => {
            let column = match &fault {
                Fault::Empty(field) => (*field).to_owned(),
                _ => place.trim_matches('`').to_owned(),
            };
            problems.push(line, &column, "", fault);
            Ok(())
        }
        other => Err(other),
    }
}
