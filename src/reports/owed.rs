//! Which evaluations are owed: for each agreement in force in a period and each of its assessors, whether there is one and
//! whether it came on time.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use rusqlite::{Rows, Statement};

use super::{Ask, LeftOut, OTHERS};
use crate::calendar::date::iso;
use crate::calendar::period::Period;
use crate::error::Result;
use crate::register::{DEPARTMENT, KINDS};
use crate::rules::counting::Count;
use crate::rules::owed::{due_on, is_operative, is_umbrella, periods};
use crate::store::{FACTS, Store, facts};

/// One evaluation that is expected.
#[derive(Clone, Debug)]
pub struct Owed {
    /// The code of the agreement.
    pub agreement: String,
    /// Its title.
    pub title: String,
    /// The department that leads it.
    pub department: Option<String>,
    /// The name of the period.
    pub period: String,
    /// Who is to evaluate.
    pub assessor: &'static str,
    /// The last day on which it is on time.
    pub due_on: Date,
    /// The day on which it was answered, where it was.
    pub answered_on: Option<Date>,
}

/// What evaluations are asked of agreements of one kind.
struct Plan {
    /// Each period with its name and its last day on time.
    periods: Vec<(Period, String, Date)>,
    assessors: Vec<&'static str>,
}

/// Hands every evaluation that is expected to `take`, agreement by agreement; what is left out is counted.
pub fn owed(store: &Store, ask: &Ask, take: &mut dyn FnMut(Owed) -> Result<()>) -> Result<()> {
    left_out_of(store, ask, take).map(drop)
}

/// The same; gives back what was left out and why.
pub(super) fn left_out_of(
    store: &Store,
    ask: &Ask,
    take: &mut dyn FnMut(Owed) -> Result<()>,
) -> Result<LeftOut> {
    store.speak_as_of(ask.as_of)?;
    let plans: HashMap<&str, Plan> =
        KINDS.iter().map(|kind| Ok((kind.word, plan(store, ask, kind.word)?))).collect::<Result<_>>()?;
    let sql = format!(
        "SELECT code, title, {DEPARTMENT}, kind, document, {OTHERS}, signed_on, {FACTS} \
         FROM agreement WHERE {} AND (ends_on IS NULL OR ends_on >= :first \
         OR code IN (SELECT agreement FROM amendment)) ORDER BY code",
        ask.only.sql()
    );
    // Nothing is to be known of what ended before the first of the periods.
    let first = plans.values().flat_map(|plan| &plan.periods).filter_map(|(period, ..)| period.from).min();
    let first = first.map_or_else(String::new, |day| day.to_string());
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[(":first", &first)]).as_slice())?;
    let mut children = Children::of(store)?;
    let mut statement = store.conn().prepare(RECEIVED)?;
    let mut received = Received::begin(&mut statement, &plans, ask)?;
    let mut left = LeftOut::default();
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let Some(plan) = plans.get(text(3)?.unwrap_or_default()) else { continue };
        let document = text(4)?.unwrap_or_default();
        if !is_operative(document) && !is_umbrella(document) {
            continue;
        }
        let agreement = text(0)?.unwrap_or_default();
        let facts = facts(row, 7)?;
        let (mut counted, mut undated) = (false, false);
        for (period, name, due_on) in &plan.periods {
            // What is signed or ended later is not known yet, neither at the end of the period nor on the day of asking.
            let day = period.until(ask.as_of);
            let holds = Count::InForce.holds(&facts.known_on(day), text(6)?, period);
            if holds == Some(false) || (is_umbrella(document) && children.carry(agreement, period, day)?) {
                continue;
            }
            if holds.is_none() {
                undated = true;
                continue;
            }
            counted = true;
            if row.get(5)? {
                break;
            }
            received.go_to(agreement)?;
            for assessor in &plan.assessors {
                take(Owed {
                    agreement: agreement.to_owned(),
                    title: text(1)?.unwrap_or_default().to_owned(),
                    department: text(2)?.map(str::to_owned),
                    period: name.clone(),
                    assessor,
                    due_on: *due_on,
                    answered_on: received.on(name, assessor),
                })?;
            }
        }
        left.not_own += i64::from(counted && row.get(5)?);
        left.undated += i64::from(undated && !counted);
    }
    Ok(left)
}

/// What hangs under umbrellas.
struct Children<'s>(Statement<'s>);

impl<'s> Children<'s> {
    fn of(store: &'s Store) -> Result<Self> {
        let sql = format!("SELECT document, signed_on, {FACTS} FROM agreement WHERE parent = ?1");
        Ok(Self(store.conn().prepare(&sql)?))
    }

    /// Whether an operative document under an umbrella is in force in the period, as known on a day.
    fn carry(&mut self, umbrella: &str, period: &Period, day: Date) -> Result<bool> {
        let mut rows = self.0.query([umbrella])?;
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
            let facts = facts(row, 2)?.known_on(day);
            if is_operative(text(0)?.unwrap_or_default())
                && Count::InForce.holds(&facts, text(1)?, period) == Some(true)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The evaluations of some periods in which anything is answered, agreement by agreement.
const RECEIVED: &str = "SELECT e.agreement, e.period, e.assessor, e.answered_on FROM evaluation e \
     WHERE e.period IN (SELECT value FROM json_each(?1)) AND e.answered_on <= ?2 \
     AND EXISTS (SELECT 1 FROM answer a WHERE a.evaluation = e.code) ORDER BY e.agreement";

/// Walks them beside the agreements.
struct Received<'s> {
    rows: Rows<'s>,
    /// The first that belongs to a later agreement.
    next: Option<(String, Came)>,
    /// Those of the agreement that was gone to.
    here: Vec<Came>,
    agreement: String,
}

/// An evaluation that came.
struct Came {
    period: String,
    assessor: String,
    on: Option<Date>,
}

impl<'s> Received<'s> {
    fn begin(statement: &'s mut Statement<'_>, plans: &HashMap<&str, Plan>, ask: &Ask) -> Result<Self> {
        let names: BTreeSet<&str> =
            plans.values().flat_map(|plan| plan.periods.iter().map(|(_, name, _)| name.as_str())).collect();
        let rows = statement.query([serde_json::json!(names).to_string(), ask.as_of.to_string()])?;
        let mut new = Self { rows, next: None, here: Vec::new(), agreement: String::new() };
        new.next = new.read()?;
        Ok(new)
    }

    fn read(&mut self) -> Result<Option<(String, Came)>> {
        let Some(row) = self.rows.next()? else { return Ok(None) };
        let on = iso(row.get_ref(3)?.as_str().unwrap_or_default());
        Ok(Some((row.get(0)?, Came { period: row.get(1)?, assessor: row.get(2)?, on })))
    }

    /// Goes to an agreement, which is none before the last one.
    fn go_to(&mut self, agreement: &str) -> Result<()> {
        if self.agreement == agreement {
            return Ok(());
        }
        agreement.clone_into(&mut self.agreement);
        self.here.clear();
        while let Some((code, came)) = self.next.take() {
            match code.as_str().cmp(agreement) {
                Ordering::Less => {}
                Ordering::Equal => self.here.push(came),
                Ordering::Greater => {
                    self.next = Some((code, came));
                    break;
                }
            }
            self.next = self.read()?;
        }
        Ok(())
    }

    fn on(&self, period: &str, assessor: &str) -> Option<Date> {
        self.here.iter().find(|came| came.period == period && came.assessor == assessor)?.on
    }
}

fn plan(store: &Store, ask: &Ask, kind: &str) -> Result<Plan> {
    let settings = store.settings()?;
    let times = settings.evaluations_a_year(kind);
    let spans = if times > 0 { periods(&ask.period, 12 / times, ask.as_of) } else { Vec::new() };
    let days = settings.evaluation_days();
    let named = |p: Period| Some((p, p.name()?, due_on(&p, days)?));
    Ok(Plan { periods: spans.into_iter().filter_map(named).collect(), assessors: settings.assessors(kind) })
}
