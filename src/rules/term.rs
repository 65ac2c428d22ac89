//! The last valid day of a term.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::date::add_months;

/// The last valid day of a term of whole months. Two conventions live side by side in real documents: the day before
/// the same date, and the same date; which one an office uses is the setting `term_end`. Where the last month has no
/// such date, its last day is the end under both: a year from 29 February ends on 28 February.
pub fn end_of_term(start: Date, months: i64, same_day: bool) -> Option<Date> {
    let same = add_months(start, i32::try_from(months).ok()?)?;
    let whole = same_day || same.day() < start.day();
    if whole { Some(same) } else { same.checked_sub(Span::new().days(1)).ok() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_without_that_day_ends_the_term_on_its_last_one() {
        assert_eq!(end_of_term(date(2024, 2, 29), 12, false), Some(date(2025, 2, 28)));
        assert_eq!(end_of_term(date(2024, 2, 29), 12, true), Some(date(2025, 2, 28)));
        assert_eq!(end_of_term(date(2024, 2, 29), 48, false), Some(date(2028, 2, 28)));
        assert_eq!(end_of_term(date(2025, 1, 31), 1, false), Some(date(2025, 2, 28)));
        assert_eq!(end_of_term(date(2025, 8, 31), 6, false), Some(date(2026, 2, 28)));
        assert_eq!(end_of_term(date(2023, 3, 1), 12, false), Some(date(2024, 2, 29)));
        assert_eq!(end_of_term(date(2025, 12, 31), 6, false), Some(date(2026, 6, 30)));
    }

    #[test]
    fn the_terms_that_follow_each_other_leave_no_day_out() {
        arbtest::arbtest(|u| {
            let start =
                date(2000, 1, 1).checked_add(Span::new().days(u.int_in_range(0..=20_000_i64)?)).unwrap();
            let months = u.int_in_range(1..=420_i64)?;
            let end = end_of_term(start, months, false).unwrap();
            let next = end.tomorrow().unwrap();
            assert!(end >= start);
            // The next term begins in the month of the same date, or on the first after a month that is too short.
            let same = add_months(start, i32::try_from(months).unwrap()).unwrap();
            assert!(next == same || (same.day() < start.day() && next.day() == 1));
            Ok(())
        });
    }

    #[test]
    fn the_other_convention_is_a_setting() {
        assert_eq!(end_of_term(date(2021, 10, 1), 36, false), Some(date(2024, 9, 30)));
        assert_eq!(end_of_term(date(2021, 10, 1), 36, true), Some(date(2024, 10, 1)));
    }
}
