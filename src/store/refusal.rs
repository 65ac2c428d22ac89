//! What the schema refuses, told as the refusal of a field.

use rusqlite::ffi;

use crate::error::{Error, Fault, Result};
use crate::register::Row;
use crate::value::Value;

/// Refuses a row that lacks what a record cannot be without.
pub(super) fn refuse_gaps(row: &Row) -> Result<()> {
    match row.pairs().find(|(field, value)| field.required && value.is_null()) {
        Some((field, _)) => Err(Error::Refused(String::new(), Fault::Empty(field.name))),
        None => Ok(()),
    }
}

/// The refusal of a value by a CHECK of the schema, named by the field that the check begins with.
pub(super) fn out_of_bounds(row: &Row, error: &rusqlite::Error) -> Option<Error> {
    let rusqlite::Error::SqliteFailure(code, Some(message)) = error else { return None };
    if code.extended_code != ffi::SQLITE_CONSTRAINT_CHECK {
        return None;
    }
    let words = message.rsplit_once(": ")?.1;
    let name = words
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .find(|w| !w.is_empty() && *w != "date")?;
    let (field, value) = row.pairs().find(|(field, _)| field.name == name)?;
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Null => String::new(),
    };
    Some(Error::Refused(format!("`{}`", field.name), Fault::OutOfBounds(text)))
}

/// Whether the key is taken already.
pub(super) fn is_taken(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|e| e.extended_code);
    matches!(code, Some(ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_UNIQUE))
}
