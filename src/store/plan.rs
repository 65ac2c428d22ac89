//! The work plan as the file holds it on a day: activities with their revisions and what was done of them.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row};

use super::Store;
use crate::calendar::date::iso;
use crate::error::Result;
use crate::register::{ACTIVITY_BUDGET, ACTIVITY_FACTS, ACTIVITY_TARGET};
use crate::rules::outline::{Line, Node, branch, outline};
use crate::rules::plan::{Facts, State};

/// An activity on a day.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub title: String,
    /// Its code in the national planning system.
    pub sipd_code: Option<String>,
    /// What it hangs under.
    pub parent: Option<String>,
    /// What its output is measured by.
    pub indicator: Option<String>,
    /// Its target, as exact decimal text.
    pub target: Option<String>,
    /// What its target is counted in.
    pub unit: Option<String>,
    /// Who carries it out.
    pub owner: Option<String>,
    /// Its budget as of the day, in rupiah.
    pub budget: Option<i64>,
    /// Its budget as it was planned at first.
    pub first_budget: Option<i64>,
    /// Where its money comes from.
    pub source: Option<String>,
    /// The record that it came from.
    pub origin: Option<String>,
    /// The meeting that decided it.
    pub meeting: Option<String>,
    /// The day on which it was agreed.
    pub agreed_on: Option<Date>,
    /// What came of it, or why it was given up, or a note.
    pub remark: Option<String>,
    /// What was spent on it and when.
    pub spent: Vec<(Date, i64)>,
    /// Its dated facts.
    pub facts: Facts,
}

impl Activity {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let spent = text(15)?.unwrap_or_default();
        let mut facts = [None; 9];
        for (at, fact) in (16..).zip(&mut facts) {
            *fact = text(at)?;
        }
        let entry = |one: &str| {
            let (on, amount) = one.split_once('=')?;
            Some((iso(on)?, amount.parse().ok()?))
        };
        Ok(Self {
            code: row.get(0)?,
            title: row.get(1)?,
            sipd_code: row.get(2)?,
            parent: row.get(3)?,
            indicator: row.get(4)?,
            target: row.get(5)?,
            unit: row.get(6)?,
            owner: row.get(7)?,
            budget: row.get(8)?,
            first_budget: row.get(9)?,
            source: row.get(10)?,
            origin: row.get(11)?,
            meeting: row.get(12)?,
            agreed_on: text(13)?.and_then(iso),
            remark: row.get(14)?,
            spent: spent.split(' ').filter_map(entry).collect(),
            facts: Facts::read(facts),
        })
    }

    /// How it stands on a day; `None` where nobody had promised it by then.
    pub fn state(&self, as_of: Date) -> Option<State> {
        let agreed = self.agreed_on.is_none_or(|on| on <= as_of);
        agreed.then(|| self.facts.state(as_of))
    }

    /// What was spent on it from one day to another, both included.
    pub fn spent_between(&self, from: Option<Date>, to: Date) -> i64 {
        let within = |on: Date| on <= to && from.is_none_or(|from| from <= on);
        self.spent.iter().filter(|(on, _)| within(*on)).map(|(_, amount)| amount).sum()
    }

    /// The department that carries it out, if it is one.
    pub fn department(&self) -> Option<&str> {
        self.owner.as_deref()?.strip_prefix("department/")
    }
}

impl Store {
    /// The activities of a year, or of all of them, as of the day that statements speak of: in the order of their SIPD codes, those
    /// without one after them. A plan is small; it is read whole.
    pub fn activities(&self, year: Option<i16>) -> Result<Vec<Activity>> {
        let of_year = if year.is_some() { "activity.year = ?1" } else { "?1 IS NULL" };
        let remark = "CASE WHEN dropped_on <= as_of() THEN drop_reason WHEN done_on <= as_of() THEN coalesce(outcome, note) ELSE note END";
        let sql = format!(
            "SELECT code, title, sipd_code, parent, indicator, {ACTIVITY_TARGET}, unit, owner, {ACTIVITY_BUDGET}, budget, source, origin, \
             meeting, agreed_on, {remark}, \
             (SELECT group_concat(p.progressed_on || '=' || p.spent, ' ') FROM realisation p WHERE p.activity = activity.code \
              AND p.spent IS NOT NULL AND p.progressed_on <= as_of()), {ACTIVITY_FACTS} \
             FROM activity WHERE {of_year} ORDER BY sipd_code IS NULL, sipd_code, code"
        );
        let mut statement = self.conn.prepare(&sql)?;
        let mut rows = statement.query([year.map(|year| format!("{year:04}"))])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Activity::from_row(row)?);
        }
        Ok(found)
    }
}

impl Store {
    /// The activity that came from a record and was not given up, if there is one.
    pub fn activity_from(&self, record: &str) -> Result<Option<String>> {
        let sql = "SELECT code FROM activity WHERE origin = ?1 AND dropped_on IS NULL ORDER BY code LIMIT 1";
        Ok(self.conn.prepare_cached(sql)?.query_row([record], |row| row.get(0)).optional()?)
    }
}

/// Activities as an outline; money of what was given up by a day is counted nowhere.
pub fn outlined(activities: &[Activity], as_of: Date) -> Vec<Line> {
    let nodes: Vec<Node<'_>> = activities
        .iter()
        .map(|one| Node {
            code: &one.code,
            parent: one.parent.as_deref(),
            budgeted: one.budget.is_some() && one.facts.state(as_of) != State::Dropped,
        })
        .collect();
    outline(&nodes)
}

/// The activities that cost more than their budgets by a day: their own spending and that of all that hangs under them.
pub fn overspent(activities: &[Activity], lines: &[Line], day: Date) -> Vec<usize> {
    let over = |at: &usize| {
        let Some(budget) = activities[lines[*at].at].budget else { return false };
        branch(lines, *at).map(|line| activities[line.at].spent_between(None, day)).sum::<i64>() > budget
    };
    (0..lines.len()).filter(over).map(|at| lines[at].at).collect()
}
