//! The agreements beside their evaluations: both stand in the file in the order of codes, so that they are walked side by
//! side; only where the order of two codes differs is one looked up.

use rusqlite::{Rows, Statement};

use crate::error::Result;
use crate::register::DEPARTMENT;
use crate::reports::Ask;
use crate::store::Store;

/// What a report says of an agreement.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    code: String,
    pub(super) department: Option<String>,
    pub(super) kind: String,
    pub(super) title: String,
}

/// A walk over the agreements that are asked about.
pub(super) struct Walk<'s, 'c> {
    rows: Option<Rows<'s>>,
    look: Statement<'c>,
    ask: &'s Ask,
    pub(super) here: Agreement,
}

/// The statement of the walk, and the one that looks up a single agreement.
fn statements(ask: &Ask) -> [String; 2] {
    let columns = format!("SELECT code, {DEPARTMENT}, kind, title FROM agreement WHERE {}", ask.only.sql());
    [format!("{columns} ORDER BY code"), format!("{columns} AND code = :code")]
}

impl<'s, 'c> Walk<'s, 'c> {
    /// Begins; without rows every agreement is looked up, which is right for few.
    pub(super) fn new(rows: Option<Rows<'s>>, look: Statement<'c>, ask: &'s Ask) -> Self {
        Self { rows, look, ask, here: Agreement::default() }
    }

    /// Goes to an agreement; tells whether it is one of those that are asked about.
    pub(super) fn go_to(&mut self, code: &str) -> Result<bool> {
        while self.here.code.as_str() < code {
            let next = match &mut self.rows {
                Some(rows) => rows.next()?,
                None => break,
            };
            match next {
                Some(row) => self.here.read(row)?,
                None => self.rows = None,
            }
        }
        if self.here.code == code {
            return Ok(true);
        }
        let values = self.ask.only.with(&[(":code", &code)]);
        let mut found = self.look.query(values.as_slice())?;
        let Some(row) = found.next()? else { return Ok(false) };
        // The walk itself stays where it is.
        if self.rows.is_none() {
            self.here.read(row)?;
            return Ok(true);
        }
        let code = std::mem::take(&mut self.here.code);
        self.here.read(row)?;
        self.here.code = code;
        Ok(true)
    }
}

impl Agreement {
    fn read(&mut self, row: &rusqlite::Row<'_>) -> Result<()> {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        put(&mut self.code, text(0)?);
        match (text(1)?, &mut self.department) {
            (Some(new), Some(old)) => put(old, Some(new)),
            (new, old) => *old = new.map(str::to_owned),
        }
        put(&mut self.kind, text(2)?);
        put(&mut self.title, text(3)?);
        Ok(())
    }
}

/// Takes a text over without asking for memory anew.
fn put(into: &mut String, text: Option<&str>) {
    into.clear();
    into.push_str(text.unwrap_or_default());
}

/// Prepares both.
pub(super) fn prepare<'s>(store: &'s Store, ask: &Ask) -> Result<[Statement<'s>; 2]> {
    let [walk, look] = statements(ask);
    Ok([store.conn().prepare(&walk)?, store.conn().prepare(&look)?])
}
