//! How an activity of the work plan stands on a day: from its months, its target, and what was done of it on which day.

mod month;
#[cfg(test)]
mod tests;

use jiff::civil::{Date, date};

pub use self::month::{MARKS, Mark};
use super::schedule::{Months, turn};
use crate::calendar::date::iso;
use crate::lang::{Choice, choice_also};
use crate::value::decimal::units;

/// The states, as words.
pub const STATES: &[Choice] = &[
    choice_also("not-due", "belum waktunya", "not due yet", &["belum"]),
    choice_also("on-track", "berjalan", "on track", &["sedang berjalan"]),
    choice_also("late", "terlambat", "late", &["lewat tenggat"]),
    choice_also("done", "selesai", "done", &["terlaksana"]),
    choice_also("dropped", "dibatalkan", "dropped", &["tidak dilanjutkan"]),
];

/// The state of an activity on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its first month is still ahead.
    NotDue,
    /// Nothing of it is late.
    OnTrack,
    /// Its day is past, or a turn of it is, and it is not done.
    Late,
    /// Its target is reached, or somebody said that it is done.
    Done,
    /// Given up, for a reason.
    Dropped,
}

impl State {
    /// Every state, in the order of the words.
    pub const ALL: [Self; 5] = [Self::NotDue, Self::OnTrack, Self::Late, Self::Done, Self::Dropped];

    /// The stored word.
    pub fn word(self) -> &'static str {
        STATES[self as usize].word
    }

    /// The state of that word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether somebody still has to do something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::NotDue | Self::OnTrack | Self::Late)
    }
}

/// An entry of progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its day.
    pub on: Date,
    /// How much was done, in ten-thousandths, where it says so.
    pub quantity: Option<i64>,
    /// Whether something was done: it has a quantity, or a proof. A note alone says nothing of the kind.
    pub done: bool,
}

/// What is known of an activity by the day that is asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The year of its plan.
    pub year: i16,
    /// The months for which it is planned; none are the whole year.
    pub months: Option<Months>,
    /// The day that was agreed on, where one was.
    pub due_on: Option<Date>,
    /// How many months one turn of it takes, where it comes back.
    pub turn: Option<i8>,
    /// What it is to bring, in ten-thousandths.
    pub target: Option<i64>,
    /// What was entered of it, in the order of days.
    pub entries: Vec<Entry>,
    /// The day on which somebody said that it is done.
    pub done_on: Option<Date>,
    /// The day on which it was given up.
    pub dropped_on: Option<Date>,
    /// The day on which it was agreed: turns that were over by then were never promised.
    pub agreed_on: Option<Date>,
}

impl Facts {
    /// Puts together what a file holds; `entries` are `2025-03-01=2`, `2025-04-01=*` where there is a proof and
    /// no quantity, and `2025-05-01=` where there is neither, with blanks between. In the order of
    /// [`crate::register::ACTIVITY_FACTS`].
    pub fn read(
        [year, months, due_on, recurs, target, entries, done_on, dropped_on, agreed_on]: [Option<&str>; 9],
    ) -> Self {
        let entry = |text: &str| {
            let (on, quantity) = text.split_once('=')?;
            let proved = quantity == "*";
            let quantity = units(quantity);
            Some(Entry { on: iso(on)?, quantity, done: proved || quantity.is_some_and(|many| many > 0) })
        };
        let mut entries: Vec<_> = entries.unwrap_or_default().split(' ').filter_map(entry).collect();
        entries.sort_by_key(|entry: &Entry| entry.on);
        Self {
            year: year.and_then(|year| year.parse().ok()).unwrap_or_default(),
            months: months.and_then(Months::of),
            due_on: due_on.and_then(iso),
            turn: recurs.and_then(turn),
            target: target.and_then(units),
            entries,
            done_on: done_on.and_then(iso),
            dropped_on: dropped_on.and_then(iso),
            agreed_on: agreed_on.and_then(iso),
        }
    }

    /// The months that it is planned for: the whole year where none are named, or the last one of each turn.
    pub fn planned(&self) -> Months {
        self.months.unwrap_or_else(|| self.turn.map_or(Months::ALL, Months::ends_of))
    }

    /// The first day of its first month; what has a day of its own may begin at once.
    pub fn begins(&self) -> Option<Date> {
        match (self.months, self.due_on) {
            (None, Some(_)) => None,
            _ => Some(date(self.year, self.planned().each().next()?, 1)),
        }
    }

    /// The last day of each of its turns; one that does not come back has one.
    pub fn turns(&self) -> Vec<Date> {
        match self.turn {
            Some(turn) => {
                let days: Vec<Date> =
                    self.planned().turns(turn).map(|month| last_day(self.year, month)).collect();
                let over =
                    days.iter().filter(|day| self.agreed_on.is_some_and(|agreed| agreed > **day)).count();
                // Of a plan that was agreed after its last turn that one stays.
                days[over.min(days.len().saturating_sub(1))..].to_vec()
            }
            None => vec![
                self.due_on
                    .unwrap_or_else(|| last_day(self.year, self.planned().each().last().unwrap_or(12))),
            ],
        }
    }

    /// What was done of it by a day, in ten-thousandths.
    pub fn realised(&self, by: Date) -> i64 {
        self.entries.iter().filter(|entry| entry.on <= by).filter_map(|entry| entry.quantity).sum()
    }

    /// How many of its turns were done by a day: as many as the target's share that was reached, or, where it has none, as
    /// there are entries of something done.
    fn turns_done(&self, by: Date) -> usize {
        let turns = self.turns().len();
        let done = match self.target.filter(|target| *target > 0) {
            Some(target) => {
                let reached = i128::from(self.realised(by).max(0)) * i128::try_from(turns).unwrap_or(1);
                usize::try_from(reached / i128::from(target)).unwrap_or(turns)
            }
            None if self.turn.is_some() => {
                self.entries.iter().filter(|entry| entry.done && entry.on <= by).count()
            }
            None => 0,
        };
        done.min(turns)
    }

    /// The day on which it was done, by a day: when somebody said so, or when its target was reached, whichever came first.
    pub fn done_by(&self, by: Date) -> Option<Date> {
        let said = self.done_on.filter(|on| *on <= by);
        let turns = self.turns().len();
        let days = self.entries.iter().map(|entry| entry.on).filter(|on| *on <= by);
        let reached = days.filter(|on| self.turns_done(*on) >= turns).min();
        said.into_iter().chain(reached).min()
    }

    /// The day by which the next of it is due, on a day: that of the first turn that is not done yet; `None` where it is done or
    /// given up.
    pub fn due(&self, as_of: Date) -> Option<Date> {
        if self.dropped_on.is_some_and(|on| on <= as_of) || self.done_by(as_of).is_some() {
            return None;
        }
        self.turns().get(self.turns_done(as_of)).copied()
    }

    fn has_begun(&self, as_of: Date) -> bool {
        self.entries.iter().any(|entry| entry.done && entry.on <= as_of)
    }

    /// How it stands on a day.
    pub fn state(&self, as_of: Date) -> State {
        if self.dropped_on.is_some_and(|on| on <= as_of) {
            return State::Dropped;
        }
        match self.due(as_of) {
            None => State::Done,
            Some(due) if due < as_of => State::Late,
            // What was begun early has begun.
            Some(_) if self.begins().is_some_and(|day| day > as_of) && !self.has_begun(as_of) => {
                State::NotDue
            }
            Some(_) => State::OnTrack,
        }
    }
}

fn last_day(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).map_or(Date::MAX, Date::last_of_month)
}
