//! Which agreements are to be evaluated, and for which periods. A rule of this program, after the offices' own use: twice a
//! year and per agreement, each operative document, and an umbrella only where nothing operative hangs under it.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::period::{Period, ending_in, last_ended};

/// Whether a document only frames what others carry out; it is judged by them where there are any.
pub fn is_umbrella(document: &str) -> bool {
    matches!(document, "kb" | "nk" | "loi")
}

/// Whether a document is carried out itself: no umbrella, and no addendum, which is judged with what it amends.
pub fn is_operative(document: &str) -> bool {
    document != "addendum" && !is_umbrella(document)
}

/// The periods that are asked about: the blocks of so many months that have begun by the day and whose last day lies in the
/// span, so that the yearly evaluation belongs to the second semester; without a span the last one that had ended.
pub fn periods(asked: &Period, months: i32, as_of: Date) -> Vec<Period> {
    if *asked == Period::default() {
        return last_ended(months, as_of).into_iter().collect();
    }
    ending_in(asked, months, as_of)
}

/// The last day on which the evaluation of a period is on time.
pub fn due_on(period: &Period, days: i32) -> Option<Date> {
    period.to?.checked_add(Span::new().days(days)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::period::of_name;

    fn names(asked: &str, months: i32, as_of: Date) -> Vec<String> {
        let asked = if asked.is_empty() { Period::default() } else { of_name(asked).unwrap() };
        periods(&asked, months, as_of).iter().map(|p| p.name().unwrap()).collect()
    }

    #[test]
    fn without_a_span_it_is_the_period_that_ended_last() {
        assert_eq!(names("", 6, date(2025, 1, 15)), ["2024-S2"]);
        assert_eq!(names("", 12, date(2025, 12, 31)), ["2024"]);
        assert_eq!(names("", 3, date(2025, 4, 1)), ["2025-Q1"]);
    }

    #[test]
    fn a_span_holds_the_whole_periods_that_have_begun() {
        assert_eq!(names("2025", 6, date(2026, 6, 30)), ["2025-S1", "2025-S2"]);
        assert_eq!(names("2025", 6, date(2025, 6, 30)), ["2025-S1"], "the second has not begun");
        assert_eq!(names("2025-S1", 6, date(2025, 3, 1)), ["2025-S1"], "it has begun");
        assert_eq!(
            names("2025-S1", 12, date(2026, 6, 30)),
            Vec::<String>::new(),
            "a year does not end in its first half"
        );
        assert_eq!(names("2025-S2", 12, date(2026, 6, 30)), ["2025"], "a year ends in its second half");
        assert_eq!(names("2025-S1", 3, date(2026, 6, 30)), ["2025-Q1", "2025-Q2"]);
        assert_eq!(names("2025-S1", 6, date(2024, 12, 31)), Vec::<String>::new());
        assert_eq!(names("2025-03", 1, date(2025, 3, 31)), ["2025-03"]);
    }

    #[test]
    fn an_umbrella_frames_and_an_addendum_amends_and_the_rest_is_carried_out() {
        for (document, umbrella, operative) in [
            ("pks", false, true),
            ("kb", true, false),
            ("nk", true, false),
            ("loi", true, false),
            ("rk", false, true),
            ("addendum", false, false),
            ("unknown", false, true),
        ] {
            assert_eq!((is_umbrella(document), is_operative(document)), (umbrella, operative), "{document}");
        }
    }

    #[test]
    fn a_span_may_have_one_open_end() {
        let open = |from, to| {
            let asked = Period { from, to };
            periods(&asked, 6, date(2026, 2, 1)).iter().map(|p| p.name().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(open(Some(date(2025, 1, 1)), None), ["2025-S1", "2025-S2", "2026-S1"]);
        let before = open(None, Some(date(2024, 12, 31)));
        assert_eq!(before.last().map(String::as_str), Some("2024-S2"));
        assert_eq!(before.len(), 160, "half-years since 1945");
    }

    #[test]
    fn it_is_on_time_so_many_days_after_the_period() {
        assert_eq!(due_on(&of_name("2024-S2").unwrap(), 30), Some(date(2025, 1, 30)));
    }
}
