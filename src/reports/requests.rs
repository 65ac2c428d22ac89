//! Requests: what is asked for and not signed on a day, and where each stands in its SOP.

use std::sync::Arc;

use rusqlite::Row;

use super::{Ask, OTHERS};
use crate::error::Result;
use crate::rules::path::Path;
use crate::rules::procedure::Sop;
use crate::rules::status::{State, state};
use crate::store::{Store, Travel, Traveller, facts};

/// The agreements that may be requests on the day that is asked about: those that are now, all of which one index holds, and those
/// that were signed or closed since.
const REQUESTS_ON: [&str; 2] = [
    "agreement.signed = 'no' AND agreement.ended_on IS NULL",
    "agreement.rowid IN (SELECT rowid FROM agreement WHERE signed_on > as_of() \
     UNION ALL SELECT rowid FROM agreement WHERE closed_as IS NOT NULL AND ended_on > as_of())",
];

/// The facts of a request: an end that was agreed on says nothing of it yet.
const REQUEST_FACTS: &str = "agreement.signed, agreement.signed_on, agreement.mapped, agreement.requested_on, \
     agreement.effective_on, NULL, agreement.end_rule, agreement.ended_on";

/// A request on a day.
pub(super) struct Request<'a> {
    /// What else was selected of it, from the first column on.
    pub(super) row: &'a Row<'a>,
    pub(super) traveller: Traveller,
    /// Its path; `None` where nothing had moved by that day.
    pub(super) path: Option<(Arc<Sop>, Path)>,
}

/// Hands the requests of the day to `take`, with these columns and in this order, or as they stand in the file; gives back how many
/// are hosted by others and left out.
pub(super) fn each(
    store: &Store,
    ask: &Ask,
    travel: &Travel<'_>,
    columns: &[&str],
    order: &str,
    take: &mut dyn FnMut(Request<'_>) -> Result<()>,
) -> Result<i64> {
    let own = columns.iter().fold(String::new(), |own, column| own + column + ", ");
    let [now, since] = REQUESTS_ON.map(|which| {
        format!(
            "SELECT {own}{OTHERS}, {REQUEST_FACTS}, {} FROM agreement WHERE {which} AND {}",
            Traveller::COLUMNS,
            ask.only.sql()
        )
    });
    let sql = format!("{now} UNION ALL {since} {order}");
    let at = columns.len();
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let mut others = 0;
    while let Some(row) = rows.next()? {
        if state(&facts(row, at + 1)?, ask.as_of, 0) != State::InProcess {
            continue;
        }
        if row.get(at)? {
            others += 1;
            continue;
        }
        let traveller = Traveller::from_row(row, at + 9)?;
        let path = travel.path(&traveller, ask.as_of)?;
        take(Request { row, traveller, path })?;
    }
    Ok(others)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::DEPARTMENT;

    #[test]
    fn requests_are_read_from_their_index_alone() {
        let store = Store::in_memory().unwrap();
        store.speak_as_of(jiff::civil::date(2025, 1, 15)).unwrap();
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT title, {DEPARTMENT}, requested_on, {OTHERS}, {REQUEST_FACTS}, {} FROM agreement WHERE {}",
            Traveller::COLUMNS,
            REQUESTS_ON[0]
        );
        let mut statement = store.conn().prepare(&sql).unwrap();
        let rows = statement.query_map([], |r| r.get::<_, String>(3)).unwrap();
        let plan: Vec<String> = rows.map(std::result::Result::unwrap).collect();
        assert!(plan[0].contains("USING COVERING INDEX agreement_request"), "{plan:?}");
    }
}
