//! From a cell to a value, with the file's own order of day and month; a cell that holds a term or a whole span where
//! a date is expected is read as what it is.

use jiff::civil::Date;

use crate::calendar::date::{self, How, Order};
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

/// Takes a cell of an agreement that its column's kind does not: `1 Januari 2022 s/d 31 Desember 2024` in a date column
/// fills both ends, and a term in words (`5 tahun sejak ditandatangani`, `selamanya`) is kept as the term. `false` where
/// it is neither; a span of which one date reads both ways beside one that does not is a fault.
pub(super) fn says_more(row: &mut Row, field: &str, text: &str, order: Option<Order>) -> Result<bool, Fault> {
    if !matches!(field, "effective_on" | "ends_on" | "signed_on") {
        return Ok(false);
    }
    if let Some((from, to)) = term::range(text)
        && let (Ok(from), Ok(to)) = (date::cell(from, order), date::cell(to, order))
    {
        // Two dates of one cell are written in one order: one that reads only the other way speaks for both.
        let doubtful = (from.how == How::Against) != (to.how == How::Against);
        if doubtful && (from.how == How::ByOrder || to.how == How::ByOrder) {
            return Err(Fault::DoubtfulDate(text.to_owned()));
        }
        row.set("effective_on", from.date);
        row.set("ends_on", to.date);
        return Ok(true);
    }
    if field == "ends_on" && term::read(text) != Term::Unread {
        if row.get("term_text").is_null() {
            row.set("term_text", text.trim());
        }
        return Ok(true);
    }
    Ok(false)
}
