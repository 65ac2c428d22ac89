//! One pass through a step: when it began and was left, and how long it took.

use jiff::Span;
use jiff::civil::Date;

use super::Word;
use crate::calendar::working_days::Calendar;
use crate::rules::procedure::Step;

/// One pass through a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The place of the step in the version.
    pub step: usize,
    /// The day on which it began; unknown of a step that was done while another was open.
    pub entered: Option<Date>,
    /// The day on which it was left, and how.
    pub left: Option<(Date, Word)>,
    /// The working days it took, those left out on which it was parked.
    pub days: u32,
    /// The calendar days on which it was parked.
    pub parked: i32,
    /// The working days among them.
    pub parked_working: u32,
    /// The same working days by whom it waited for, in the order in which these came.
    pub held: Vec<(&'static str, u32)>,
    /// Whether every step before it was left by then.
    pub in_order: bool,
}

impl Pass {
    /// The day on which it is due, parked days added.
    pub fn due(&self, step: &Step, calendar: &Calendar) -> Option<Date> {
        let (time, entered) = (step.time?, self.entered?);
        match time.working_days() {
            Some(days) => calendar.after(entered, days + self.parked_working),
            None => time.due(entered, calendar)?.checked_add(Span::new().days(self.parked)).ok(),
        }
    }

    /// Whether it took longer than its standard by the day on which it was left, or by `as_of`. `None` where nothing is set or
    /// nobody knows when it began.
    pub fn late(&self, step: &Step, calendar: &Calendar, as_of: Date) -> Option<bool> {
        let time = step.time?;
        self.entered?;
        match time.working_days() {
            Some(days) => Some(self.days > days),
            None => Some(self.left.map_or(as_of, |(day, _)| day) > self.due(step, calendar)?),
        }
    }

    pub(super) fn hold(&mut self, holder: &'static str, days: u32) {
        self.days += days;
        match self.held.iter_mut().find(|(who, _)| *who == holder) {
            Some((_, held)) => *held += days,
            None => self.held.push((holder, days)),
        }
    }
}
