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

/// Takes a cell of an agreement that its column's kind does not: `1 Januari 2022 s/d 31 Desember 2024` in a date column
/// fills both ends, a term in words (`5 tahun sejak ditandatangani`, `selamanya`) is kept as the term, and a date under
/// the heading `signed` is the day of signing. `false` where it is none of these.
pub(super) fn says_more(row: &mut Row, field: &str, text: &str, order: Option<Order>) -> bool {
    match field {
        "signed" => match day(text, order) {
            Ok(day) => {
                row.set("signed_on", day);
                true
            }
            Err(_) => false,
        },
        "effective_on" | "ends_on" | "signed_on" => span_or_term(row, field, text, order),
        _ => false,
    }
}

fn span_or_term(row: &mut Row, field: &str, text: &str, order: Option<Order>) -> bool {
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
