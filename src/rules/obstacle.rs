//! The state of an obstacle as of a day, from its dated facts.

use jiff::civil::Date;

use crate::lang::{Choice, choice_also};

/// The states, as words.
pub const STATES: &[Choice] = &[
    choice_also("open", "terbuka", "open", &["belum ditangani"]),
    choice_also("being-solved", "sedang ditangani", "being solved", &["ditangani"]),
    choice_also("overdue", "lewat tenggat", "overdue", &["terlambat"]),
    choice_also("escalated", "dinaikkan", "escalated", &["eskalasi"]),
    choice_also("accepted", "diterima apa adanya", "accepted", &["diterima"]),
    choice_also("solved", "selesai", "solved", &["diselesaikan"]),
    choice_also("not-yet", "belum ada", "not yet", &["belum"]),
];

/// The state of an obstacle on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has chosen a solution.
    Open,
    /// A solution was chosen and has not failed.
    BeingSolved,
    /// Open or being solved, and its day is past.
    Overdue,
    /// Handed up to somebody else.
    Escalated,
    /// Lived with.
    Accepted,
    /// Solved.
    Solved,
    /// Not raised by that day.
    NotYet,
}

impl State {
    /// Every state, in the order of the words.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::BeingSolved,
        Self::Overdue,
        Self::Escalated,
        Self::Accepted,
        Self::Solved,
        Self::NotYet,
    ];

    /// The stored word.
    pub fn word(self) -> &'static str {
        STATES[self as usize].word
    }

    /// The state of that word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The words of the states in which somebody still has to do something, as a list for a filter.
    pub fn open_words() -> String {
        let open = Self::ALL.into_iter().filter(|state| state.is_open());
        open.map(Self::word).collect::<Vec<_>>().join(",")
    }

    /// Whether somebody still has to do something about it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::BeingSolved | Self::Overdue | Self::Escalated)
    }
}

/// The state as of a day: the last handling by then decides; without one, or opened again, what was chosen and the day it
/// was due.
pub fn state(
    raised: Option<Date>,
    due: Option<Date>,
    handling: Option<&str>,
    chosen: bool,
    as_of: Date,
) -> State {
    if raised.is_some_and(|day| day > as_of) {
        return State::NotYet;
    }
    match handling {
        Some("solved") => State::Solved,
        Some("accepted") => State::Accepted,
        Some("escalated") => State::Escalated,
        _ if due.is_some_and(|day| day < as_of) => State::Overdue,
        _ if chosen => State::BeingSolved,
        _ => State::Open,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn on(day: Date, due: Option<Date>, handling: Option<&str>, chosen: bool) -> State {
        state(Some(date(2025, 1, 10)), due, handling, chosen, day)
    }

    #[test]
    fn the_last_handling_decides_and_the_day_counts_to_its_end() {
        let due = Some(date(2025, 2, 1));
        assert_eq!(on(date(2025, 1, 9), due, None, false), State::NotYet);
        assert_eq!(on(date(2025, 1, 10), due, None, false), State::Open);
        assert_eq!(on(date(2025, 2, 1), due, None, true), State::BeingSolved);
        assert_eq!(on(date(2025, 2, 2), due, None, true), State::Overdue);
        assert_eq!(on(date(2025, 2, 2), due, Some("escalated"), true), State::Escalated);
        assert_eq!(on(date(2025, 2, 2), due, Some("accepted"), false), State::Accepted);
        assert_eq!(on(date(2025, 2, 2), due, Some("solved"), true), State::Solved);
        assert_eq!(on(date(2025, 2, 2), None, Some("reopened"), false), State::Open);
    }

    #[test]
    fn the_words_stand_in_the_order_of_the_states() {
        for (at, state) in State::ALL.into_iter().enumerate() {
            assert_eq!(state as usize, at);
            assert_eq!(State::of(state.word()), Some(state));
        }
    }
}
