//! Working days: Monday to Friday without the holidays on which the office is closed.

use jiff::civil::{Date, Weekday};

/// The days on which the office is closed beside Saturdays and Sundays.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    closed: Vec<Date>,
}

impl Calendar {
    /// A calendar with these holidays, in any order; those on a weekend close nothing more.
    pub fn new(mut closed: Vec<Date>) -> Self {
        closed.retain(|day| is_weekday(*day));
        closed.sort_unstable();
        closed.dedup();
        Self { closed }
    }

    /// Whether the office works on that day.
    pub fn works_on(&self, day: Date) -> bool {
        is_weekday(day) && self.closed.binary_search(&day).is_err()
    }

    /// The day on which so many working days have passed, the first of them the next one after `day`; none is the day
    /// itself. `None` where the calendar ends.
    pub fn after(&self, day: Date, working_days: u32) -> Option<Date> {
        self.walk(day, working_days, |day| day.tomorrow().ok())
    }

    /// The day from which so many working days pass until `day`: the other way round.
    pub fn before(&self, day: Date, working_days: u32) -> Option<Date> {
        self.walk(day, working_days, |day| day.yesterday().ok())
    }

    /// How many working days pass from one day to a later one, the first not counted, the last counted; 0 where the second
    /// is not later.
    pub fn between(&self, from: Date, to: Date) -> u32 {
        if to <= from {
            return 0;
        }
        let until = |day: Date| self.closed.partition_point(|closed| *closed <= day);
        let closed = u32::try_from(until(to) - until(from)).unwrap_or_default();
        weekdays_until(to) - weekdays_until(from) - closed
    }

    fn walk(&self, day: Date, working_days: u32, step: impl Fn(Date) -> Option<Date>) -> Option<Date> {
        let (mut day, mut left) = (day, working_days);
        while left > 0 {
            day = step(day)?;
            left -= u32::from(self.works_on(day));
        }
        Some(day)
    }
}

fn is_weekday(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// How many days from Monday to Friday there were since Monday, 3 January of the year 0, that one included.
fn weekdays_until(day: Date) -> u32 {
    let days = (day - jiff::civil::date(0, 1, 3)).get_days().max(0).unsigned_abs();
    days / 7 * 5 + (days % 7 + 1).min(5)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weekends_and_closed_holidays_do_not_count() {
        // Friday 14 August 2026; Monday the 17th is Independence Day.
        let calendar = Calendar::new(vec![date(2026, 8, 17)]);
        assert_eq!(calendar.after(date(2026, 8, 14), 1), Some(date(2026, 8, 18)));
        assert_eq!(Calendar::default().after(date(2026, 8, 14), 1), Some(date(2026, 8, 17)));
        assert_eq!(calendar.after(date(2026, 8, 14), 5), Some(date(2026, 8, 24)));
        assert_eq!(calendar.before(date(2026, 8, 18), 1), Some(date(2026, 8, 14)));
        assert_eq!(calendar.between(date(2026, 8, 14), date(2026, 8, 24)), 5);
        assert_eq!(calendar.between(date(2026, 8, 24), date(2026, 8, 14)), 0);
        assert_eq!(calendar.after(date(2026, 8, 15), 0), Some(date(2026, 8, 15)));
        assert!(!calendar.works_on(date(2026, 8, 17)) && calendar.works_on(date(2026, 8, 18)));
    }

    #[test]
    fn forty_five_working_days_without_holidays_are_nine_weeks() {
        let monday = date(2026, 1, 5);
        assert_eq!(Calendar::default().after(monday, 45), Some(date(2026, 3, 9)));
    }

    #[test]
    fn after_before_and_between_agree() {
        arbtest::arbtest(|u| {
            let day = |u: &mut arbtest::arbitrary::Unstructured<'_>| -> arbtest::arbitrary::Result<Date> {
                let n = u.int_in_range(0..=2000_i64)?;
                Ok(date(2023, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap())
            };
            let closed = (0..u.int_in_range(0..=20)?).map(|_| day(u)).collect::<Result<_, _>>()?;
            let calendar = Calendar::new(closed);
            let (from, count) = (day(u)?, u.int_in_range(1..=60_u32)?);
            let to = calendar.after(from, count).unwrap();
            assert!(calendar.works_on(to));
            assert_eq!(calendar.between(from, to), count);
            assert_eq!(calendar.between(from, to.yesterday().unwrap()), count - 1);
            if calendar.works_on(from) {
                assert_eq!(calendar.before(to, count), Some(from));
            }
            Ok(())
        });
    }
}
