//! What the rounds found, by department and step.

use std::collections::{BTreeMap, HashMap};

use crate::calendar::period::of_name;
use crate::error::Result;
use crate::reports::Ask;
use crate::rules::uniformity::Answers;
use crate::store::Store;

/// A round that is shown.
pub(super) struct Round {
    pub(super) code: String,
    pub(super) sop: String,
    pub(super) period: String,
}

/// What a round found, by department and step.
#[derive(Default)]
pub(super) struct Found {
    pub(super) cells: HashMap<(String, String), Mark>,
    pub(super) departments: BTreeMap<String, Answers>,
    pub(super) steps: HashMap<String, Answers>,
    pub(super) all: Answers,
}

/// One cell of the matrix.
#[derive(Clone)]
pub(super) enum Mark {
    Result(Option<String>),
    Waived,
}

/// The rounds that were open by the day, or those of the period that was asked for, the last first.
pub(super) fn rounds(store: &Store, ask: &Ask) -> Result<Vec<Round>> {
    let sql =
        "SELECT code, sop, period FROM round WHERE opened_on <= as_of() ORDER BY opened_on DESC, code DESC";
    let mut statement = store.conn().prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let round = Round { code: row.get(0)?, sop: row.get(1)?, period: row.get(2)? };
        let ends = of_name(&round.period).and_then(|period| period.to);
        if !ask.wants_sop(&round.sop) {
            continue;
        }
        // What came before the period that is asked for is what it is compared with.
        if ask.period.to.is_none_or(|to| ends.is_none_or(|end| end <= to)) {
            found.push(round);
        }
    }
    Ok(found)
}

pub(super) fn found(store: &Store, ask: &Ask, round: &Round) -> Result<Found> {
    let sql = "SELECT f.department, f.step, CASE WHEN f.answered_on <= as_of() THEN f.result END, \
               EXISTS (SELECT 1 FROM exemption e JOIN round r ON r.code = f.round WHERE e.sop = r.sop \
               AND e.department = f.department AND (e.step IS NULL OR e.step = f.step) \
               AND r.opened_on BETWEEN e.exempted_on AND e.valid_until) \
               FROM finding f WHERE f.round = ?1 AND (?2 IS NULL OR f.department = ?2)";
    let mut statement = store.conn().prepare_cached(sql)?;
    let mut rows = statement.query((&round.code, &ask.only.department))?;
    let mut found = Found::default();
    while let Some(row) = rows.next()? {
        let (department, step): (String, String) = (row.get(0)?, row.get(1)?);
        let result: Option<String> = row.get(2)?;
        let mut one = Answers::default();
        let waived: bool = row.get(3)?;
        if waived {
            one.waived += 1;
        } else {
            one.add(result.as_deref());
        }
        found.departments.entry(department.clone()).or_default().join(&one);
        found.steps.entry(step.clone()).or_default().join(&one);
        found.all.join(&one);
        found.cells.insert((department, step), if waived { Mark::Waived } else { Mark::Result(result) });
    }
    Ok(found)
}
