//! What evaluations recommend: of each agreement and period the secretariat's word, else the department's, which is
//! provisional; the partner proposes nothing.

use jiff::civil::Date;
use rusqlite::{Row, Statement, ToSql};

use super::Ask;
use super::scores::{Periods, rank};
use crate::calendar::period::of_name;
use crate::error::Result;
use crate::store::Store;

/// A recommendation that counts.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) agreement: String,
    pub(super) period: String,
    pub(super) word: String,
    pub(super) answered_on: String,
    pub(super) advice: Option<String>,
    pub(super) provisional: bool,
}

const PROPOSALS: &str = "SELECT e.agreement, e.period, e.assessor, e.recommendation, e.answered_on, e.advice \
     FROM evaluation e WHERE e.recommendation IS NOT NULL AND e.assessor <> 'partner' AND e.answered_on <= :day";

impl Proposal {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let assessor: String = row.get(2)?;
        Ok(Self {
            agreement: row.get(0)?,
            period: row.get(1)?,
            word: row.get(3)?,
            answered_on: row.get(4)?,
            advice: row.get(5)?,
            provisional: rank(&assessor) < 2,
        })
    }

    /// The later period comes later, then the secretariat's word.
    fn order(&self) -> (Option<Date>, bool) {
        (of_name(&self.period).and_then(|p| p.to), !self.provisional)
    }
}

/// Hands what is recommended for the periods that end in the days asked about to `take`, in the order of the file.
pub(super) fn each(store: &Store, ask: &Ask, take: &mut dyn FnMut(&Proposal) -> Result<()>) -> Result<()> {
    let mut statement = store.conn().prepare(&format!("{PROPOSALS} ORDER BY e.code"))?;
    let day = ask.as_of.to_string();
    let mut rows = statement.query(&[(":day", &day)])?;
    let mut periods = Periods::new(ask);
    let mut here: Option<Proposal> = None;
    while let Some(row) = rows.next()? {
        let next = Proposal::read(row)?;
        if !periods.holds(&next.period) {
            continue;
        }
        // The department's stands before the secretariat's, which takes its place.
        if let Some(done) = &here
            && (done.agreement != next.agreement || done.period != next.period)
        {
            take(done)?;
        }
        here = Some(next);
    }
    here.map_or(Ok(()), |last| take(&last))
}

/// Looks up the last recommendation of agreements.
pub(super) struct Last<'s> {
    statement: Statement<'s>,
    day: String,
}

impl<'s> Last<'s> {
    /// As of the day that is asked about.
    pub(super) fn new(store: &'s Store, ask: &Ask) -> Result<Self> {
        let statement = store.conn().prepare(&format!(
            "{PROPOSALS} AND e.agreement = :code AND (:period = '' OR e.period = :period)"
        ))?;
        Ok(Self { statement, day: ask.as_of.to_string() })
    }

    /// That of one agreement, where it has any.
    pub(super) fn of(&mut self, agreement: &str) -> Result<Option<Proposal>> {
        self.of_period(agreement, "")
    }

    /// That of one agreement and period, where there is any.
    pub(super) fn of_period(&mut self, agreement: &str, period: &str) -> Result<Option<Proposal>> {
        let values: [(&str, &dyn ToSql); 3] =
            [(":day", &self.day), (":code", &agreement), (":period", &period)];
        let found = self.statement.query_map(values.as_slice(), Proposal::read)?;
        let found: Vec<Proposal> = found.collect::<rusqlite::Result<_>>()?;
        Ok(found.into_iter().max_by_key(Proposal::order))
    }
}
