//! What stands around the records that checks look at: the day, the mandates, the departments that exist, and single questions to the
//! file, each by its index.

use std::cell::OnceCell;
use std::collections::HashSet;

use jiff::civil::Date;
use rusqlite::OptionalExtension;

use crate::calendar::date::add_months;
use crate::error::Result;
use crate::lang::Lang;
use crate::register::DEPARTMENT;
use crate::reports::{Ask, Look, Mandates, OTHERS, Wrong, wrong_papers};
use crate::rules::alignment::is_valid;
use crate::rules::life::MONTHS;
use crate::rules::status::{Facts, State, state};
use crate::store::{FACTS, Store, facts};

/// What stands around.
pub(super) struct Scene<'s> {
    pub(super) store: &'s Store,
    pub(super) ask: &'s Ask,
    /// Gives the fingerprint and the size of a recorded file.
    pub(super) look: Look<'s>,
    pub(super) mandates: Mandates,
    /// The departments that exist on the day.
    pub(super) departments: HashSet<String>,
    pub(super) notice: i32,
    /// From which day on something counts as lately.
    pub(super) since: Date,
    /// Papers whose files are not as they were: each file is read once.
    wrong: OnceCell<Vec<Wrong>>,
}

impl<'s> Scene<'s> {
    pub(super) fn new(store: &'s Store, ask: &'s Ask, look: Look<'s>) -> Result<Self> {
        let mut departments = HashSet::new();
        let mut statement = store.conn().prepare("SELECT code, valid_from, valid_to FROM department")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
            if is_valid(text(1)?, text(2)?, ask.as_of) {
                departments.insert(row.get(0)?);
            }
        }
        Ok(Self {
            store,
            ask,
            look,
            mandates: Mandates::on(store, ask.as_of)?,
            departments,
            notice: store.settings()?.notice_days(),
            since: add_months(ask.as_of, -ask.months.unwrap_or(MONTHS)).unwrap_or(Date::MIN),
            wrong: OnceCell::new(),
        })
    }

    pub(super) fn lang(&self) -> Lang {
        self.ask.lang
    }

    /// Papers whose files are not as they were recorded.
    pub(super) fn wrong_papers(&self) -> Result<&[Wrong]> {
        if let Some(wrong) = self.wrong.get() {
            return Ok(wrong);
        }
        let found = wrong_papers(self.store, self.look)?;
        Ok(self.wrong.get_or_init(|| found))
    }

    /// How something with these facts stands on the day.
    pub(super) fn state(&self, facts: &Facts) -> State {
        state(facts, self.ask.as_of, self.notice)
    }

    /// Whether a statement finds anything for a code.
    pub(super) fn any(&self, sql: &str, code: &str) -> Result<bool> {
        Ok(self.store.conn().prepare_cached(sql)?.exists([code])?)
    }

    /// Whether a department leads anything on the day that is not over.
    pub(super) fn leads(&self, department: &str) -> Result<bool> {
        let sql = format!(
            "SELECT {FACTS} FROM agreement WHERE (department = ?1 OR code IN (SELECT agreement FROM lead WHERE department = ?1)) \
             AND {DEPARTMENT} = ?1 AND NOT {OTHERS}"
        );
        let mut statement = self.store.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([department])?;
        while let Some(row) = rows.next()? {
            if self.state(&facts(row, 0)?).is_alive() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The first text that a statement finds for a code.
    pub(super) fn text(&self, sql: &str, code: &str) -> Result<Option<String>> {
        let mut statement = self.store.conn().prepare_cached(sql)?;
        Ok(statement.query_row([code], |r| r.get(0)).optional()?.flatten())
    }

    /// Whether an agreement is in force on the day.
    pub(super) fn in_force(&self, code: &str) -> Result<bool> {
        let above = self.above(code)?;
        Ok(above.is_some_and(|(_, facts)| self.state(&facts).in_force()))
    }

    /// The document of an agreement and the facts that its state follows from.
    pub(super) fn above(&self, code: &str) -> Result<Option<(String, Facts)>> {
        let sql = format!("SELECT document, {FACTS} FROM agreement WHERE code = ?1");
        let mut statement = self.store.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([code])?;
        rows.next()?.map(|row| Ok((row.get(0)?, facts(row, 1)?))).transpose()
    }
}
