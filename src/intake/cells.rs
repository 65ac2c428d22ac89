//! From a cell to a value, with the file's own order of day and month; a cell that holds a term or a whole span where
//! a date is expected is read as what it is.

use jiff::civil::Date;

use crate::calendar::date::{self, Order};
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

/// Takes a cell of an agreement's date column that is no date: `1 Januari 2022 s/d 31 Desember 2024` fills both ends,
/// a term in words (`5 tahun sejak ditandatangani`, `selamanya`) is kept as the term. `false` where it is neither.
pub(super) fn span_or_term(row: &mut Row, field: &str, text: &str, order: Option<Order>) -> bool {
    if let Some((from, to)) = term::range(text)
        && let (Ok(from), Ok(to)) = (day(from, order), day(to, order))
    {
        row.set("effective_on", from);
        row.set("ends_on", to);
        return true;
    }
    if field == "ends_on" && term::read(text) != Term::Unread {
        if row.get("term_text").is_null() {
            row.set("term_text", text.trim());
        }
        return true;
    }
    false
}
