//! What stays as it is: a record that others rest on, such as the questions of an instrument by which somebody was evaluated,
//! and the parts of which a code is made.

use rusqlite::Connection;

use crate::error::{Error, Fault, Result};
use crate::register::{self, Field, Row};
use crate::value::Kind;

/// Refuses to add, change or remove a record that is settled; its words may be corrected. `after` is `None` where it goes.
pub(super) fn refuse_settled(conn: &Connection, before: Option<&Row>, after: Option<&Row>) -> Result<()> {
    let Some(row) = after.or(before) else { return Ok(()) };
    let entity = row.entity();
    if let (Some(before), Some(after)) = (before, after) {
        refuse_other_parts(before, after)?;
    }
    let Some(by) = entity.settled_by.and_then(register::entity) else { return Ok(()) };
    // Words may be corrected; what counts may not.
    let counts = |field: &Field| !matches!(field.kind, Kind::Text | Kind::Note) || field.counts;
    let changed = match (before, after) {
        (Some(before), Some(after)) => before
            .pairs()
            .zip(after.values())
            .find(|((field, old), new)| counts(field) && old != new)
            .map(|((field, _), _)| field.name),
        _ => Some(""),
    };
    let Some(changed) = changed else { return Ok(()) };
    let above = entity.parent().unwrap_or(entity);
    let Some(code) = row.values()[0].text() else { return Ok(()) };
    let Some(field) = by.stored().find(|f| f.kind == Kind::Reference(above.name)) else { return Ok(()) };
    let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{}\" WHERE \"{}\" = ?1)", by.name, field.name);
    if !conn.prepare_cached(&sql)?.query_row([code], |r| r.get(0))? {
        return Ok(());
    }
    let place = if changed.is_empty() { String::new() } else { format!("`{changed}`") };
    let (noun, used) = (above.noun(), by.noun());
    let (id, en) = (crate::Lang::Id, crate::Lang::En);
    Err(Error::Refused(
        place,
        Fault::Contradiction(
            format!(
                "{} {code} sudah dipakai {}; buat versi baru: sinergi {} revise {code}",
                noun.spoken(id),
                used.spoken(id),
                above.name
            ),
            format!(
                "{} {code} is used by an {} already; make a new version: sinergi {} revise {code}",
                noun.spoken(en),
                used.spoken(en),
                above.name
            ),
        ),
    ))
}

/// Refuses to change a field of which the code is made.
fn refuse_other_parts(before: &Row, after: &Row) -> Result<()> {
    let changed = before.entity().joined().iter().find(|f| before.get(f.name) != after.get(f.name));
    let Some(field) = changed else { return Ok(()) };
    let code = before.code();
    Err(Error::Refused(
        format!("`{}`", field.name),
        Fault::Contradiction(
            format!("bagian dari kode {code} tidak dapat diubah; hapus dan catat yang baru"),
            format!("it is a part of the code {code} and cannot change; remove it and record a new one"),
        ),
    ))
}
