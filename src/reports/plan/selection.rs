//! Which activities a plan shows, and on which day they are looked at.

use jiff::civil::Date;

use crate::calendar::period::Period;
use crate::error::Result;
use crate::reports::Ask;
use crate::rules::outline::{Line, branch, visible};
use crate::rules::plan::State;
use crate::store::{Activity, Store, outlined, overspent};

/// What the plan says on the day that counts: the last one of a period that is over.
pub(in crate::reports) struct Planned {
    pub(in crate::reports) activities: Vec<Activity>,
    /// Those that are shown.
    pub(in crate::reports) lines: Vec<Line>,
    /// Of those, the ones that cost more than their budgets.
    pub(in crate::reports) over: Vec<usize>,
    /// How many of those have a budget that is summed no more, as they were given up.
    pub(in crate::reports) dropped: usize,
    pub(in crate::reports) day: Date,
    pub(in crate::reports) from: Option<Date>,
}

/// The activities of the year, or of the days asked about, as an outline. How many nobody had promised by the day comes with them.
pub(in crate::reports) fn planned(store: &Store, ask: &Ask) -> Result<(Planned, i64)> {
    let only = ask.only.department.as_deref();
    chosen(store, ask, |one, _| only.is_none_or(|only| one.department() == Some(only)))
}

/// The same, of those for which a test holds: the activity, and the one whose budget pays for it.
pub(in crate::reports) fn chosen(
    store: &Store,
    ask: &Ask,
    wanted: impl Fn(&Activity, &Activity) -> bool,
) -> Result<(Planned, i64)> {
    let day = ask.period.until(ask.as_of);
    store.speak_as_of(day)?;
    // A period may lie in the plans of two years, or hold what was left over from an earlier one.
    let whole = ask.period == Period::default();
    let mut activities = store.activities((whole || ask.year.is_some()).then(|| year_of(ask)))?;
    let not_yet =
        activities.iter().filter(|one| one.state(day).is_none() && in_period(one, &ask.period, day)).count();
    activities.retain(|one| one.state(day).is_some());
    // What is not shown still pays for what is.
    let all = outlined(&activities, day);
    let payers: Vec<usize> = {
        let mut payers: Vec<usize> = (0..activities.len()).collect();
        for line in &all {
            payers[line.at] = line.holder.unwrap_or(line.at);
        }
        payers
    };
    let shown = |at: usize| {
        let one = &activities[at];
        wanted(one, &activities[payers[at]]) && in_period(one, &ask.period, day)
    };
    let lines = visible(&all, shown);
    let over = overspent(&activities, &all, day).into_iter().filter(|at| shown(*at)).collect();
    let given_up = |line: &&Line| {
        let one = &activities[line.at];
        one.budget.is_some() && one.state(day) == Some(State::Dropped) && line.holder.is_none()
    };
    let dropped = lines.iter().filter(given_up).count();
    let not_yet = i64::try_from(not_yet).unwrap_or_default();
    Ok((Planned { activities, lines, over, dropped, day, from: ask.period.from }, not_yet))
}

/// The year that is asked about: the one that is named, that of the period, or that of the day.
pub(in crate::reports) fn year_of(ask: &Ask) -> i16 {
    ask.year.or_else(|| ask.period.to.or(ask.period.from).map(Date::year)).unwrap_or_else(|| ask.as_of.year())
}

/// Whether something of an activity is planned, due or done in a period, as known on a day.
fn in_period(one: &Activity, period: &Period, day: Date) -> bool {
    if *period == Period::default() {
        return true;
    }
    let facts = &one.facts;
    let of_month = |month: i8| {
        Date::new(facts.year, month, 1).is_ok_and(|first| {
            period.from.is_none_or(|from| from <= first.last_of_month())
                && period.to.is_none_or(|to| first <= to)
        })
    };
    let planned = match (facts.months, facts.due_on) {
        (None, Some(_)) => false,
        _ => facts.planned().each().any(of_month),
    };
    planned
        || facts.due_on.is_some_and(|due| period.contains(due))
        || facts.done_on.is_some_and(|done| done <= day && period.contains(done))
        || facts.entries.iter().any(|entry| period.contains(entry.on))
        || one.spent.iter().any(|(on, _)| period.contains(*on))
}

impl Planned {
    /// What was spent on an activity and on all that is shown under it, in the days asked about.
    pub(in crate::reports) fn spent_below(&self, at: usize) -> i64 {
        branch(&self.lines, at).map(|line| self.activities[line.at].spent_between(self.from, self.day)).sum()
    }
}
