//! How far a step was done as the SOP sets it: three numbers, not one, over the steps that were due.

use jiff::civil::Date;

use super::path::{Path, Word};
use super::procedure::Step;
use super::share::share;
use crate::calendar::working_days::Calendar;

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Nothing is due of it yet.
    NotDue,
    /// Done in order, on time and with its papers.
    AsSet,
    /// Done, but not so.
    Otherwise {
        /// A pass took longer than its standard.
        late: bool,
        /// A step before it was open.
        out_of_order: bool,
        /// A paper was missing or to be repaired.
        without_papers: bool,
    },
    /// Passed over, or its time has passed and nothing is done.
    NotDone,
}

/// Judges one step of a path as of a day. `complete` says whether its papers were there when it was left.
pub fn judge(path: &Path, at: usize, step: &Step, calendar: &Calendar, day: Date, complete: bool) -> Judged {
    let passes = || path.passes.iter().filter(|pass| pass.step == at);
    let late = passes().any(|pass| pass.late(step, calendar, day) == Some(true));
    let word = path.left_as(at).filter(|_| path.is_left(at));
    match word {
        Some(Word::Skipped) => Judged::NotDone,
        Some(_) => {
            let out_of_order = passes().next_back().is_some_and(|pass| !pass.in_order);
            if late || out_of_order || !complete {
                Judged::Otherwise { late, out_of_order, without_papers: !complete }
            } else {
                Judged::AsSet
            }
        }
        // A step that began anew is due again by its own time.
        None if path
            .standing()
            .is_some_and(|pass| pass.step == at && pass.late(step, calendar, day) == Some(true)) =>
        {
            Judged::NotDone
        }
        None => Judged::NotDue,
    }
}

/// How many steps were due, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Done in order, on time and with papers.
    pub as_set: i64,
    /// Done otherwise.
    pub otherwise: i64,
    /// Not done.
    pub not_done: i64,
    /// Of those done otherwise: late.
    pub late: i64,
    /// Of those done otherwise: out of order.
    pub out_of_order: i64,
    /// Of those done otherwise: without papers.
    pub without_papers: i64,
}

impl Tally {
    /// Counts a step.
    pub fn add(&mut self, judged: Judged) {
        match judged {
            Judged::NotDue => {}
            Judged::AsSet => self.as_set += 1,
            Judged::NotDone => self.not_done += 1,
            Judged::Otherwise { late, out_of_order, without_papers } => {
                self.otherwise += 1;
                self.late += i64::from(late);
                self.out_of_order += i64::from(out_of_order);
                self.without_papers += i64::from(without_papers);
            }
        }
    }

    /// Adds another count.
    pub fn join(&mut self, other: &Self) {
        self.as_set += other.as_set;
        self.otherwise += other.otherwise;
        self.not_done += other.not_done;
        self.late += other.late;
        self.out_of_order += other.out_of_order;
        self.without_papers += other.without_papers;
    }

    /// The steps that were due.
    pub fn due(&self) -> i64 {
        self.as_set + self.otherwise + self.not_done
    }

    /// The share of them done as set; `None` where nothing was due.
    pub fn share(&self) -> Option<f64> {
        share(self.as_set, self.due())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_numbers_make_the_steps_that_were_due_and_a_step_may_be_wrong_in_several_ways() {
        let mut tally = Tally::default();
        assert_eq!((tally.due(), tally.share()), (0, None));
        for judged in [
            Judged::AsSet,
            Judged::AsSet,
            Judged::AsSet,
            Judged::Otherwise { late: true, out_of_order: true, without_papers: false },
            Judged::NotDone,
            Judged::NotDue,
        ] {
            tally.add(judged);
        }
        assert_eq!((tally.due(), tally.as_set, tally.otherwise, tally.not_done), (5, 3, 1, 1));
        assert_eq!((tally.late, tally.out_of_order, tally.without_papers), (1, 1, 0));
        assert_eq!(tally.share(), Some(0.6));
        let mut twice = tally;
        twice.join(&tally);
        assert_eq!((twice.due(), twice.share()), (10, Some(0.6)));
    }
}
