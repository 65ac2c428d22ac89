//! What the months of a year show of an activity: planned, done or missed.

use jiff::civil::Date;

use super::{Facts, last_day};
use crate::lang::{Choice, choice_also};

/// What a month of the year shows of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Planned, and not over.
    Planned,
    /// Something of it was done.
    Done,
    /// Planned, over, and nothing was done.
    Late,
}

/// The marks, as words.
pub const MARKS: &[Choice] = &[
    choice_also("planned", "rencana", "planned", &[]),
    choice_also("done", "terlaksana", "done", &[]),
    choice_also("late", "terlambat", "late", &[]),
];

impl Mark {
    /// The stored word.
    pub fn word(self) -> &'static str {
        MARKS[self as usize].word
    }
}

impl Facts {
    /// What a month of its year shows on a day; `None` where nothing was planned and nothing done. What comes back shows a mark in
    /// the last month of each turn; anything else where work was done, and where it was due and had not been done.
    pub fn month(&self, month: i8, as_of: Date) -> Option<Mark> {
        let end = last_day(self.year, month);
        let done = self.done_by(as_of);
        if self.turn.is_some() {
            let at = self.turns().iter().position(|day| *day == end)?;
            return Some(match self.turns_done(as_of) > at || done.is_some() {
                true => Mark::Done,
                false if end < as_of => Mark::Late,
                false => Mark::Planned,
            });
        }
        let here = |day: Date| day.year() == self.year && day.month() == month;
        let worked = self.entries.iter().any(|entry| entry.done && entry.on <= as_of && here(entry.on));
        let due = self.turns().first().copied().filter(|due| here(*due));
        let missed = due.is_some_and(|due| due < as_of && done.is_none_or(|on| on > due));
        let planned = match self.months {
            None if self.due_on.is_some() => due.is_some(),
            _ => self.planned().has(month) || due.is_some(),
        };
        if missed {
            Some(Mark::Late)
        } else if worked || done.is_some_and(here) {
            Some(Mark::Done)
        } else {
            planned.then_some(Mark::Planned)
        }
    }
}
