//! What a register has against a row: its own check, with what stands around the row; and that records which belong together
//! still agree when one of them is changed.

use rusqlite::Connection;

use super::record::{below, of_register, read_row};
use crate::error::{Error, Fault, Result};
use crate::register::{Around, Row, Settings};

/// Runs the check of a row's register; the inner error names the field. The row is completed on the way.
pub fn checked(
    conn: &Connection,
    settings: &Settings,
    row: &mut Row,
    before: Option<&Row>,
) -> Result<Result<(), (&'static str, Fault)>> {
    let Some(check) = row.entity().check else { return Ok(Ok(())) };
    let (parent, siblings) = match (row.entity().parent(), row.values()[0].text()) {
        (Some(parent), Some(code)) => {
            let own = &row.values()[1];
            let all = of_register(conn, row.entity(), code)?;
            (read_row(conn, parent, code)?, all.into_iter().filter(|r| r.values()[1] != *own).collect())
        }
        _ => (None, Vec::new()),
    };
    let read = |register, code: &str| named(conn, register, code);
    let under = |register, code: &str| hanging(conn, register, code);
    let around =
        Around { settings, parent: parent.as_ref(), siblings: &siblings, read: &read, under: &under };
    Ok(check(row, before, &around))
}

/// A record that a row names; what cannot be read is not known.
fn named(conn: &Connection, register: &'static str, code: &str) -> Option<Row> {
    read_row(conn, crate::register::entity(register)?, code).ok().flatten()
}

/// What hangs under a record that a row names.
fn hanging(conn: &Connection, register: &'static str, code: &str) -> Vec<Row> {
    let Some(child) = crate::register::entity(register) else { return Vec::new() };
    let found = match child.parent() {
        Some(_) => of_register(conn, child, code),
        // Of the same register, what names it as its parent.
        None => below(conn, child, code),
    };
    found.unwrap_or_default()
}

/// Refuses a change after which a record that hangs under this one, or beside it, contradicts it that did not before: an
/// extension of an agreement that is to be unsigned, an amendment before its signing. `after` is `None` where the record
/// goes.
pub(super) fn refuse_discord(
    conn: &Connection,
    settings: &Settings,
    before: &Row,
    after: Option<&Row>,
) -> Result<()> {
    let entity = before.entity();
    if let Some(after) = after {
        for child in entity.children().filter(|child| child.check.is_some()) {
            let rows = of_register(conn, child, &before.code())?;
            agree(conn, settings, &rows, |_| (Some(before), rows.clone()), |_| (Some(after), rows.clone()))?;
        }
    }
    if let (Some(parent), Some(_), Some(code)) = (entity.parent(), entity.check, before.values()[0].text()) {
        let parent = read_row(conn, parent, code)?;
        let others: Vec<Row> = of_register(conn, entity, code)?
            .into_iter()
            .filter(|row| row.values()[1] != before.values()[1])
            .collect();
        let with = |own: Option<&Row>| others.iter().chain(own).cloned().collect::<Vec<Row>>();
        agree(
            conn,
            settings,
            &others,
            |_| (parent.as_ref(), with(Some(before))),
            |_| (parent.as_ref(), with(after)),
        )?;
    }
    Ok(())
}

/// Refuses where one of these rows is right among what was there before, and wrong among what is to be.
fn agree<'r>(
    conn: &Connection,
    settings: &Settings,
    rows: &[Row],
    then: impl Fn(&Row) -> (Option<&'r Row>, Vec<Row>),
    now: impl Fn(&Row) -> (Option<&'r Row>, Vec<Row>),
) -> Result<()> {
    for row in rows {
        let Some(check) = row.entity().check else { continue };
        let wrong = |(parent, all): (Option<&Row>, Vec<Row>)| {
            let siblings: Vec<Row> =
                all.into_iter().filter(|other| other.values()[1] != row.values()[1]).collect();
            check(
                &mut row.clone(),
                Some(row),
                &Around {
                    settings,
                    parent,
                    siblings: &siblings,
                    read: &|register, code| named(conn, register, code),
                    under: &|register, code| hanging(conn, register, code),
                },
            )
            .err()
        };
        if wrong(then(row)).is_none()
            && let Some((field, fault)) = wrong(now(row))
        {
            // The other record is named by what is typed to correct it, in the words of no language.
            let (command, flag) = (row.entity().command(), field.replace('_', "-"));
            return Err(Error::Refused(format!("`{command} edit {} --{flag}`", row.code()), fault));
        }
    }
    Ok(())
}
