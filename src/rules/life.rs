//! Whether an agreement in force is alive: shown to be by what was recorded of it, said to be dead, or neither. That nothing is known is
//! no proof of sleep: on the day on which a register is brought in, nobody has said anything of any.

use jiff::civil::Date;

use super::status::days_between;
use crate::lang::{Choice, choice};

/// How many months without anything recorded make an agreement one that sleeps, where nobody says otherwise.
pub const MONTHS: i32 = 12;

/// The three columns, as words.
pub const LIVES: &[Choice] = &[
    choice("alive", "terbukti hidup", "shown to be alive"),
    choice("dead", "dinyatakan tidak dilaksanakan", "said to be dead"),
    choice("nobody-said", "belum ada yang menyatakan", "nobody has said"),
];

/// Whether an agreement is alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Something was recorded of it, or somebody said that it is carried out, within the months that count.
    Alive,
    /// Somebody said that it is not carried out, and nothing was recorded since.
    Dead,
    /// Neither.
    NobodySaid,
}

impl Life {
    /// The stored word.
    pub fn word(self) -> &'static str {
        LIVES[self as usize].word
    }
}

/// What is known of the life of an agreement by a day: the last day of anything that was recorded of it, and what somebody said last
/// (`yes`, `partly` or `no`) and when. What counts as lately begins with `since`.
pub fn life(recorded: Option<Date>, said: Option<(&str, Date)>, since: Date) -> Life {
    let lately = |day: Date| day >= since;
    match said {
        Some(("no", on)) if recorded.is_none_or(|day| day <= on) => Life::Dead,
        Some(("yes" | "partly", on)) if lately(on) => Life::Alive,
        _ if recorded.is_some_and(lately) => Life::Alive,
        _ => Life::NobodySaid,
    }
}

/// Whole days since something was last recorded.
pub fn silent_days(recorded: Option<Date>, as_of: Date) -> Option<i64> {
    recorded.map(|day| days_between(day, as_of).into())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_recorded_shows_life_and_only_a_person_can_say_that_there_is_none() {
        let since = date(2025, 6, 30);
        let day = |month| Some(date(2025, month, 1));
        assert_eq!(life(None, None, since), Life::NobodySaid);
        assert_eq!(life(day(6), None, since), Life::NobodySaid, "a month too early");
        assert_eq!(life(day(7), None, since), Life::Alive);
        assert_eq!(life(Some(since), None, since), Life::Alive, "the first day counts");
        assert_eq!(life(None, Some(("no", date(2024, 1, 1))), since), Life::Dead, "it stays said");
        assert_eq!(life(day(7), Some(("no", date(2025, 8, 1))), since), Life::Dead);
        assert_eq!(life(day(9), Some(("no", date(2025, 8, 1))), since), Life::Alive, "recorded since");
        assert_eq!(life(None, Some(("partly", date(2025, 8, 1))), since), Life::Alive);
        assert_eq!(life(None, Some(("yes", date(2025, 5, 1))), since), Life::NobodySaid, "said long ago");
    }
}
