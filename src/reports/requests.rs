//! Requests: what is asked for and not signed on a day, and where each stands in its SOP.

use std::sync::Arc;

use rusqlite::Row;

use super::{Ask, OTHERS};
use crate::error::Result;
use crate::rules::path::Path;
use crate::rules::procedure::Sop;
use crate::rules::status::{State, state};
use crate::store::{Store, Travel, Traveller, facts};

/// The agreements that may be requests on the day that is asked about: those that are now, and those signed or closed since.
const REQUESTS_ON: &str = "agreement.code IN (SELECT code FROM agreement WHERE signed = 'no' AND ended_on IS NULL \
     UNION ALL SELECT code FROM agreement WHERE signed_on > as_of() \
     UNION ALL SELECT code FROM agreement WHERE closed_as IS NOT NULL AND ended_on > as_of())";

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

/// Hands the requests of the day to `take`, in the order of their codes, with these columns; gives back how many are hosted by
/// others and left out.
pub(super) fn each(
    store: &Store,
    ask: &Ask,
    travel: &Travel<'_>,
    columns: &[&str],
    take: &mut dyn FnMut(Request<'_>) -> Result<()>,
) -> Result<i64> {
    let own: String = columns.iter().map(|column| format!("{column}, ")).collect();
    let sql = format!(
        "SELECT {own}{OTHERS}, {REQUEST_FACTS}, {} FROM agreement WHERE {REQUESTS_ON} AND {} ORDER BY agreement.code",
        Traveller::COLUMNS,
        ask.only.sql()
    );
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
