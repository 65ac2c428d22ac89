//! From a cell to a value, with the file's own order of day and month; a cell that holds a term or a whole span where
//! a date is expected is read as what it is.

use jiff::civil::Date;

use crate::calendar::date::{self, Order, Read};
use crate::calendar::term::{self, Term};
use crate::error::Fault;
use crate::register::Row;
use crate::value::{Kind, Value};

/// Reads one cell by its kind.
pub(super) fn read(kind: Kind, text: &str, order: Option<Order>) -> Result<Value, Fault> {
    kind.read(text, &|t| day(t, order))
}

fn day(text: &str, order: Option<Order>) -> Result<Date, Fault> {
    date::cell(text, order).map(|read| read.date)
}

/// What a cell of an agreement says that its column's kind does not take.
pub(super) enum More<'t> {
    Nothing,
    /// A term in words, kept as the term: `5 tahun sejak ditandatangani`, `selamanya`.
    Term,
    /// Both ends: `1 Januari 2022 s/d 31 Desember 2024`; the field that each fills, its text and how it was read.
    Span([(&'static str, &'t str, Read); 2]),
}

/// Takes such a cell of a date column.
pub(super) fn says_more<'t>(row: &mut Row, field: &str, text: &'t str, order: Option<Order>) -> More<'t> {
    if !matches!(field, "effective_on" | "ends_on" | "signed_on") {
        return More::Nothing;
    }
    if let Some((from_text, to_text)) = term::range(text)
        && let (Ok(from), Ok(to)) = (date::cell(from_text, order), date::cell(to_text, order))
    {
        return More::Span([("effective_on", from_text, from), ("ends_on", to_text, to)]);
    }
    if field == "ends_on" && term::read(text) != Term::Unread {
        if row.get("term_text").is_null() {
            row.set("term_text", text.trim());
        }
        return More::Term;
    }
    More::Nothing
}
