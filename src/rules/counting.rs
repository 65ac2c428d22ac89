//! Which agreements a period counts: those signed in it, in force in it, or ending in it.

use jiff::civil::Date;

use super::status::{Facts, Signature};
use crate::calendar::period::Period;
use crate::lang::{Choice, choice_also};

/// What is counted in a period, as words.
pub const COUNTS: &[Choice] = &[
    choice_also("signed", "ditandatangani dalam", "signed in", &["ditandatangani"]),
    choice_also("in-force", "berlaku dalam", "in force in", &["berlaku", "berjalan"]),
    choice_also("ending", "berakhir dalam", "ending in", &["berakhir"]),
];

/// What is counted in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Its day of signing lies in the period.
    Signed,
    /// It was in force on at least one day of the period.
    InForce,
    /// Its last valid day, or the day on which it was ended, lies in the period.
    Ending,
}

impl Count {
    /// The one with that word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Signed, Self::InForce, Self::Ending].into_iter().find(|count| count.word() == word)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        COUNTS[self as usize].word
    }

    /// Whether the period counts an agreement with these facts; `None` where nobody has recorded the day it hangs on.
    /// `signed_on` is the day of signing as it is kept, because a year alone may or may not lie in a period.
    pub fn holds(self, facts: &Facts, signed_on: Option<&str>, period: &Period) -> Option<bool> {
        if facts.signature == Signature::No {
            return Some(false);
        }
        match self {
            Self::Signed => signed_on.and_then(|text| year_or_day(text, period)),
            Self::InForce => {
                let end = facts
                    .ends_on
                    .into_iter()
                    .chain(facts.ended_on.and_then(|day| day.yesterday().ok()))
                    .min();
                let begins = |start: Date| period.to.is_none_or(|to| start <= to);
                let goes_on = end.is_none_or(|end| period.from.is_none_or(|from| from <= end));
                match facts.start() {
                    Some(start) => Some(begins(start) && goes_on),
                    None if !goes_on => Some(false),
                    None => None,
                }
            }
            Self::Ending => match facts.ends_on.into_iter().chain(facts.ended_on).min() {
                Some(end) => Some(period.contains(end)),
                None if facts.endless => Some(false),
                None => None,
            },
        }
    }
}

/// Whether a day lies in the period; of a year alone, whether all of it does, and `None` where only a part of it does.
fn year_or_day(text: &str, period: &Period) -> Option<bool> {
    let (first, last) = match text.parse::<i16>() {
        Ok(year) if text.len() == 4 => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
        _ => {
            let day = crate::calendar::date::iso(text)?;
            (day, day)
        }
    };
    let inside = |day| period.contains(day);
    let apart = period.from.is_some_and(|from| last < from) || period.to.is_some_and(|to| to < first);
    match (inside(first) && inside(last), apart) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const S1: Period = Period { from: Some(date(2025, 1, 1)), to: Some(date(2025, 6, 30)) };

    fn facts(signed: Option<Date>, end: Option<Date>) -> Facts {
        Facts { signature: Signature::Yes, signed_on: signed, ends_on: end, ..Facts::default() }
    }

    #[test]
    fn both_ends_of_a_period_count() {
        for (day, counted) in
            [("2024-12-31", false), ("2025-01-01", true), ("2025-06-30", true), ("2025-07-01", false)]
        {
            assert_eq!(Count::Signed.holds(&facts(None, None), Some(day), &S1), Some(counted), "{day}");
        }
        let ending = |end| Count::Ending.holds(&facts(None, Some(end)), None, &S1);
        assert_eq!(ending(date(2025, 6, 30)), Some(true));
        assert_eq!(ending(date(2025, 7, 1)), Some(false));
    }

    #[test]
    fn in_force_is_one_day_in_common() {
        let in_force = |start, end| Count::InForce.holds(&facts(Some(start), Some(end)), None, &S1);
        assert_eq!(in_force(date(2020, 1, 1), date(2025, 1, 1)), Some(true));
        assert_eq!(in_force(date(2020, 1, 1), date(2024, 12, 31)), Some(false));
        assert_eq!(in_force(date(2025, 6, 30), date(2030, 1, 1)), Some(true));
        assert_eq!(in_force(date(2025, 7, 1), date(2030, 1, 1)), Some(false));
        // Ended from New Year's Day on: not in force on it.
        let ended = Facts { ended_on: Some(date(2025, 1, 1)), ..facts(Some(date(2020, 1, 1)), None) };
        assert_eq!(Count::InForce.holds(&ended, None, &S1), Some(false));
    }

    #[test]
    fn a_day_that_nobody_recorded_is_neither_in_nor_out() {
        assert_eq!(Count::Signed.holds(&facts(None, None), None, &S1), None);
        assert_eq!(Count::Signed.holds(&facts(None, None), Some("2025"), &S1), None, "half of the year");
        assert_eq!(Count::Signed.holds(&facts(None, None), Some("2023"), &S1), Some(false));
        let year = Period { from: Some(date(2025, 1, 1)), to: Some(date(2025, 12, 31)) };
        assert_eq!(Count::Signed.holds(&facts(None, None), Some("2025"), &year), Some(true));
        assert_eq!(Count::InForce.holds(&facts(None, None), None, &S1), None);
        assert_eq!(Count::InForce.holds(&facts(None, Some(date(2024, 1, 1))), None, &S1), Some(false));
        assert_eq!(Count::Ending.holds(&facts(Some(date(2020, 1, 1)), None), None, &S1), None);
        let endless = Facts { endless: true, ..facts(Some(date(2020, 1, 1)), None) };
        assert_eq!(Count::Ending.holds(&endless, None, &S1), Some(false));
        assert_eq!(Count::InForce.holds(&endless, None, &S1), Some(true));
        let request = Facts { signature: Signature::No, ..Facts::default() };
        assert_eq!(Count::InForce.holds(&request, None, &S1), Some(false));
    }

    #[test]
    fn the_words_are_those_of_the_list() {
        for count in [Count::Signed, Count::InForce, Count::Ending] {
            assert_eq!(Count::of(count.word()), Some(count));
        }
    }
}
