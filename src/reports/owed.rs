//! Which evaluations are owed: for each agreement in force in a period and each of its assessors, whether there is one and
//! whether it came on time.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Ask, LeftOut, OTHERS};
use crate::calendar::date::iso;
use crate::calendar::period::Period;
use crate::error::Result;
use crate::register::DEPARTMENT;
use crate::rules::counting::Count;
use crate::rules::owed::{due_on, is_evaluated, periods};
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
    let mut plans: HashMap<String, Plan> = HashMap::new();
    let sql = format!(
        "SELECT code, title, {DEPARTMENT}, kind, document, {OTHERS}, \
         EXISTS (SELECT 1 FROM agreement c WHERE c.parent = agreement.code), signed_on, {FACTS} \
         FROM agreement WHERE {} ORDER BY code",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let answered = "SELECT answered_on FROM evaluation WHERE code = ?1";
    let mut answered = store.conn().prepare(answered)?;
    let mut left = LeftOut::default();
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        if !is_evaluated(text(4)?.unwrap_or_default(), row.get(6)?) {
            continue;
        }
        let kind = text(3)?.unwrap_or_default();
        if !plans.contains_key(kind) {
            plans.insert(kind.to_owned(), plan(store, ask, kind)?);
        }
        let plan = &plans[kind];
        let facts = facts(row, 8)?;
        let (mut counted, mut undated) = (false, false);
        for (period, name, due_on) in &plan.periods {
            let to = period.to.unwrap_or(ask.as_of);
            match Count::InForce.holds(&facts.known_on(to), text(7)?, period) {
                Some(true) => counted = true,
                Some(false) => continue,
                None => {
                    undated = true;
                    continue;
                }
            }
            if row.get(5)? {
                break;
            }
            let agreement = text(0)?.unwrap_or_default();
            for assessor in &plan.assessors {
                let code = format!("{agreement}/{name}/{assessor}");
                let mut found = answered.query([&code])?;
                let on = match found.next()? {
                    Some(row) => row.get_ref(0)?.as_str_or_null().unwrap_or_default().and_then(iso),
                    None => None,
                };
                take(Owed {
                    agreement: agreement.to_owned(),
                    title: text(1)?.unwrap_or_default().to_owned(),
                    department: text(2)?.map(str::to_owned),
                    period: name.clone(),
                    assessor,
                    due_on: *due_on,
                    answered_on: on.filter(|day| *day <= ask.as_of),
                })?;
            }
        }
        left.not_own += i64::from(counted && row.get(5)?);
        left.undated += i64::from(undated && !counted);
    }
    Ok(left)
}

fn plan(store: &Store, ask: &Ask, kind: &str) -> Result<Plan> {
    let settings = store.settings()?;
    let times = settings.evaluations_a_year(kind);
    let spans = if times > 0 { periods(&ask.period, 12 / times, ask.as_of) } else { Vec::new() };
    let days = settings.evaluation_days();
    let named = |p: Period| Some((p, p.name()?, due_on(&p, days)?));
    Ok(Plan { periods: spans.into_iter().filter_map(named).collect(), assessors: settings.assessors(kind) })
}
