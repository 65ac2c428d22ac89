//! The figures of one line of the map.

use crate::reports::LeftOut;
use crate::rules::status::State;
use crate::sheet::Cell;

/// The counts of one line.
#[derive(Clone, Default)]
pub(super) struct Tally {
    pub(super) states: [i64; State::ALL.len()],
    pub(super) lapsed_this_year: i64,
    pub(super) ending_this_year: i64,
    value: i64,
    pub(super) without_value: i64,
    /// What is in none of the other counts.
    pub(super) left: LeftOut,
}

impl Tally {
    pub(super) fn add(&mut self, state: State, end: Option<i16>, year: i16, value: Option<i64>) {
        self.states[state as usize] += 1;
        if end == Some(year) {
            self.lapsed_this_year += i64::from(state == State::Lapsed);
            self.ending_this_year += i64::from(state.in_force() || state == State::Signed);
        }
        match value {
            Some(value) => self.value = self.value.saturating_add(value),
            None => self.without_value += 1,
        }
    }

    /// Every state but those that are left out of the map.
    pub(super) fn total(&self) -> i64 {
        self.states[..State::NotYet as usize].iter().sum()
    }

    pub(super) fn cells<'a>(&self, key: Option<&'a str>, name: &'a str) -> [Cell<'a>; 12] {
        let s = |state: State| Cell::Int(self.states[state as usize]);
        [
            key.into(),
            Cell::Text(name),
            s(State::Mapped),
            s(State::InProcess),
            s(State::Signed),
            s(State::Running),
            s(State::EndingSoon),
            s(State::UnknownTerm),
            s(State::Lapsed),
            s(State::Ended),
            Cell::Int(self.total()),
            // A sum of nothing known is not zero.
            if self.without_value == self.total() { Cell::Empty } else { Cell::Int(self.value) },
        ]
    }
}
