//! How an activity of the work plan stands on a day: from its months, its target, and what was done of it on which day.

use jiff::civil::{Date, date};

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
    /// no quantity, and `2025-05-01=` where there is neither, with blanks between.
    #[expect(clippy::too_many_arguments, reason = "one for each column")]
    pub fn read(
        year: Option<&str>,
        months: Option<&str>,
        due_on: Option<&str>,
        recurs: Option<&str>,
        target: Option<&str>,
        entries: Option<&str>,
        done_on: Option<&str>,
        dropped_on: Option<&str>,
        agreed_on: Option<&str>,
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

fn last_day(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).map_or(Date::MAX, Date::last_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::decimal::ONE;

    fn facts(
        months: Option<&str>,
        due: Option<&str>,
        recurs: Option<&str>,
        target: Option<&str>,
        entries: &str,
    ) -> Facts {
        Facts::read(Some("2025"), months, due, recurs, target, Some(entries), None, None, None)
    }

    #[test]
    fn an_activity_begins_with_its_first_month_and_is_late_after_its_last() {
        let one = facts(Some("3-5"), None, None, Some("2"), "2025-04-01=1");
        assert_eq!(one.state(date(2025, 2, 28)), State::NotDue);
        assert_eq!(one.state(date(2025, 3, 1)), State::OnTrack);
        assert_eq!(one.state(date(2025, 5, 31)), State::OnTrack);
        assert_eq!(one.state(date(2025, 6, 1)), State::Late);
        assert_eq!(one.due(date(2025, 6, 1)), Some(date(2025, 5, 31)));
        let whole_year = facts(None, None, None, None, "");
        assert_eq!(whole_year.state(date(2025, 12, 31)), State::OnTrack);
        assert_eq!(whole_year.state(date(2026, 1, 1)), State::Late);
    }

    #[test]
    fn the_target_is_reached_on_the_day_of_the_entry_that_reaches_it() {
        let one = facts(Some("1-6"), None, None, Some("3"), "2025-05-02=2 2025-02-01=1");
        assert_eq!(one.done_by(date(2025, 5, 1)), None);
        assert_eq!(one.done_by(date(2025, 12, 1)), Some(date(2025, 5, 2)));
        assert_eq!(one.state(date(2025, 5, 2)), State::Done);
        assert_eq!(one.realised(date(2025, 5, 1)), ONE);
    }

    #[test]
    fn what_comes_back_is_due_turn_by_turn() {
        // Four reports, one a quarter: the second is owed by 30 June.
        let one = facts(None, None, Some("quarterly"), Some("4"), "2025-04-03=1");
        assert_eq!(
            one.turns(),
            [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
        );
        assert_eq!(one.state(date(2025, 4, 1)), State::Late);
        assert_eq!(one.state(date(2025, 4, 3)), State::OnTrack);
        assert_eq!(one.due(date(2025, 4, 3)), Some(date(2025, 6, 30)));
        assert_eq!(one.state(date(2025, 7, 1)), State::Late);
        // Without a target, every entry of something done is one turn; a note is none.
        let entries = facts(None, None, Some("semester"), None, "2025-06-30=* 2025-07-02= 2025-12-01=*");
        assert_eq!(entries.state(date(2025, 7, 1)), State::OnTrack);
        assert_eq!(entries.state(date(2025, 12, 1)), State::Done);
    }

    #[test]
    fn turns_that_were_over_before_it_was_agreed_were_never_promised() {
        let mut one = facts(None, None, Some("quarterly"), Some("3"), "");
        one.agreed_on = Some(date(2025, 4, 10));
        assert_eq!(one.turns(), [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]);
        assert_eq!(one.state(date(2025, 4, 10)), State::OnTrack);
        assert_eq!(one.state(date(2025, 7, 1)), State::Late);
    }

    #[test]
    fn a_promise_with_a_day_of_its_own_is_due_then_and_done_when_somebody_says_so() {
        let mut one = facts(None, Some("2025-03-10"), None, None, "");
        assert_eq!(one.state(date(2025, 1, 1)), State::OnTrack);
        assert_eq!(one.state(date(2025, 3, 10)), State::OnTrack);
        assert_eq!(one.state(date(2025, 3, 11)), State::Late);
        one.done_on = Some(date(2025, 3, 12));
        assert_eq!(one.state(date(2025, 3, 11)), State::Late);
        assert_eq!(one.state(date(2025, 3, 12)), State::Done);
        one.dropped_on = Some(date(2025, 3, 20));
        assert_eq!(one.state(date(2025, 3, 20)), State::Dropped);
    }

    #[test]
    fn a_month_shows_what_was_planned_done_or_missed() {
        let marks = |one: &Facts, day: Date| {
            (1..=12)
                .map(|month| match one.month(month, day) {
                    None => '.',
                    Some(Mark::Planned) => 'p',
                    Some(Mark::Done) => 'd',
                    Some(Mark::Late) => 'l',
                })
                .collect::<String>()
        };
        let one = facts(Some("2-5"), None, None, Some("2"), "2025-03-10=1 2025-07-01=0.5");
        assert_eq!(marks(&one, date(2025, 1, 1)), ".pppp.......");
        assert_eq!(marks(&one, date(2025, 4, 15)), ".pdpp.......");
        assert_eq!(marks(&one, date(2025, 8, 1)), ".pdpl.d.....");
        // Done after its day: missed there, done here.
        let late = facts(Some("2-5"), None, None, Some("2"), "2025-03-10=1 2025-07-01=1");
        assert_eq!(marks(&late, date(2025, 8, 1)), ".pdpl.d.....");
        let reports = facts(None, None, Some("quarterly"), Some("4"), "2025-04-03=1");
        assert_eq!(marks(&reports, date(2025, 7, 1)), "..d..l..p..p");
        let promise = facts(None, Some("2025-03-10"), None, None, "");
        assert_eq!(marks(&promise, date(2025, 3, 10)), "..p.........");
        assert_eq!(marks(&promise, date(2025, 3, 11)), "..l.........");
    }
}
