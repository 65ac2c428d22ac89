//! Days that must be in order: the first and last on which something is valid, and any other two.

use super::{Around, Row};
use crate::error::Fault;
use crate::rules::status::first_day;

/// Refuses a `valid_to` before its `valid_from`; of a year alone, the year counts.
pub(super) fn in_order(
    row: &mut Row,
    _before: Option<&Row>,
    _around: &Around<'_>,
) -> Result<(), (&'static str, Fault)> {
    let (from, to) = (row.text("valid_from"), row.text("valid_to"));
    let last = |text: &str| if text.len() == 4 { format!("{text}-12-31") } else { text.to_owned() };
    if let (Some(from), Some(to)) = (from, to)
        && first_day(&last(to)) < first_day(from)
    {
        return Err(("valid_to", Fault::EndBeforeStart { end: to.to_owned(), start: from.to_owned() }));
    }
    Ok(())
}

/// Refuses a day that comes before another of the same row; where either is unknown, nothing is said.
pub(super) fn follows(row: &Row, first: &str, then: &'static str) -> Result<(), (&'static str, Fault)> {
    match (row.date(first), row.date(then)) {
        (Some(start), Some(end)) if end < start => {
            Err((then, Fault::EndBeforeStart { end: end.to_string(), start: start.to_string() }))
        }
        _ => Ok(()),
    }
}
