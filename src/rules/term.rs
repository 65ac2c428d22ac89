//! The last valid day of a term.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::date::add_months;

/// The last valid day of a term of whole months. Two conventions live side by side in real documents: the day before
/// the same date, and the same date; which one an office uses is the setting `term_end`.
pub fn end_of_term(start: Date, months: i64, same_day: bool) -> Option<Date> {
    let same = add_months(start, i32::try_from(months).ok()?)?;
    if same_day { Some(same) } else { same.checked_sub(Span::new().days(1)).ok() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_other_convention_is_a_setting() {
        assert_eq!(end_of_term(date(2021, 10, 1), 36, false), Some(date(2024, 9, 30)));
        assert_eq!(end_of_term(date(2021, 10, 1), 36, true), Some(date(2024, 10, 1)));
    }
}
