//! When the renewal of an agreement must begin: counted back from its end over the steps up to the signing, each by its own time
//! or by how long it takes this office, whichever is longer.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::calendar::working_days::Calendar;
use crate::error::Result;
use crate::register::KINDS;
use crate::rules::median::median;
use crate::rules::procedure::{Sop, Time, Walker, Walks, family};
use crate::rules::signing::signing_step;
use crate::store::{Store, Travel, Traveller, sop_on};

/// Over how many passages of each step an office's own times are measured, the last ones first: enough for a median, and as it
/// worked ten years ago it works no more.
const LATELY: i64 = 100;

/// Working days that a step took in all its passes, by the family of the SOP and the code of the step.
pub(super) type Medians = HashMap<(String, String), i64>;

/// What renewals are counted by on a day.
pub(super) struct Renewal {
    by_kind: HashMap<&'static str, Arc<Sop>>,
    medians: Medians,
    calendar: Calendar,
}

impl Renewal {
    /// Reads the versions in force on a day, and what this office took for their steps by then.
    pub(super) fn new(store: &Store, travel: &Travel<'_>, as_of: Date) -> Result<Self> {
        let mut by_kind = HashMap::new();
        for kind in KINDS {
            if let Some(sop) = sop_on(store.conn(), kind.word, as_of)?.and_then(|code| travel.sop(&code)) {
                by_kind.insert(kind.word, sop);
            }
        }
        Ok(Self { by_kind, medians: medians(store, travel, as_of)?, calendar: travel.calendar.clone() })
    }

    /// The last day on which the renewal of an agreement that ends on a day can begin; `None` where no SOP says how it is signed.
    pub(super) fn begin(&self, kind: &str, walker: &Walker<'_>, end: Date) -> Option<Date> {
        let sop = self.by_kind.get(kind)?;
        let signing = signing_step(sop, walker)?;
        let steps = sop.steps[..=signing].iter().rev().filter(|step| walker.walks(step) == Walks::Itself);
        let mut day = end;
        for step in steps {
            let own = step.time.and_then(|time| time.begin(day, &self.calendar));
            let measured = self.measured(sop, &step.code).and_then(|time| time.begin(day, &self.calendar));
            day = own.into_iter().chain(measured).min().unwrap_or(day);
        }
        (day < end).then_some(day)
    }

    /// The furthest end whose renewal has to begin by a day, whatever the kind and document.
    pub(super) fn reach(&self, from: Date) -> Date {
        let furthest = self.by_kind.values().map(|sop| {
            sop.steps.iter().fold(from, |day, step| {
                let own = step.time.and_then(|time| time.due(day, &self.calendar));
                let measured = self.measured(sop, &step.code).and_then(|time| time.due(day, &self.calendar));
                own.into_iter().chain(measured).max().unwrap_or(day)
            })
        });
        furthest.max().unwrap_or(from)
    }

    fn measured(&self, sop: &Sop, step: &str) -> Option<Time> {
        let days = self.medians.get(&(family(&sop.code).to_owned(), step.to_owned()))?;
        Time::read(Some(*days), Some("working-day"))
    }
}

/// The median of working days by step, over the paths that passed it last; those passed over or still open are left out.
fn medians(store: &Store, travel: &Travel<'_>, as_of: Date) -> Result<Medians> {
    let mut taken: HashMap<(String, String), Vec<i64>> = HashMap::new();
    let mut lately = BTreeSet::new();
    let sql = "SELECT agreement FROM movement WHERE sop = ?1 AND step = ?2 AND moved_on <= ?3 AND word IN ('done', 'deemed') \
               ORDER BY moved_on DESC LIMIT ?4";
    let mut statement = store.conn().prepare(sql)?;
    for sop in travel.sops() {
        for step in &sop.steps {
            let codes = statement
                .query_map((&sop.code, &step.code, as_of.to_string(), LATELY), |r| r.get::<_, String>(0))?;
            lately.extend(codes.collect::<rusqlite::Result<Vec<_>>>()?);
        }
    }
    for code in lately {
        let Some(traveller) = Traveller::read(store.conn(), &code)? else { continue };
        let Some((sop, path)) = travel.path(&traveller, as_of)? else { continue };
        for (step, days) in path.taken() {
            let key = (family(&sop.code).to_owned(), sop.steps[step].code.clone());
            taken.entry(key).or_default().push(days);
        }
    }
    Ok(taken.into_iter().filter_map(|(key, mut days)| Some((key, median(&mut days)?))).collect())
}
