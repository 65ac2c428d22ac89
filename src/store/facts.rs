//! The facts that a state follows from, as the columns of a statement.

use rusqlite::Row as SqlRow;

use crate::error::Result;
use crate::rules::status::Facts;

pub use crate::register::STATE_FACTS as FACTS;

/// The facts from eight columns of a row, the first at `at`.
pub fn facts(row: &SqlRow<'_>, at: usize) -> Result<Facts> {
    let text = |n: usize| row.get_ref(at + n).map(|v| v.as_str_or_null().unwrap_or_default());
    let mapped = row.get_ref(at + 2)?.as_i64_or_null().unwrap_or_default() == Some(1);
    Ok(Facts::read(text(0)?, text(1)?, mapped, text(3)?, text(4)?, text(5)?, text(6)?, text(7)?))
}
