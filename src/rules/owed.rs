//! Which agreements are to be evaluated, and for which periods. [ours], after the offices' own use: twice a year and per
//! agreement, each operative document, and an umbrella only where nothing operative hangs under it.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::period::{Period, last_ended};

/// Whether a document is evaluated: an umbrella is judged by what hangs under it, an addendum by what it amends.
pub fn is_evaluated(document: &str, has_children: bool) -> bool {
    match document {
        "addendum" => false,
        "kb" | "nk" | "loi" => !has_children,
        _ => true,
    }
}

/// The periods that are asked about: the blocks of so many months that lie in a span and have begun by the day; without a
/// span the last one that had ended.
pub fn periods(asked: &Period, months: i32, as_of: Date) -> Vec<Period> {
    let last = last_ended(months, as_of);
    let (Some(from), Some(to)) = (asked.from, asked.to) else {
        let lies = |p: &Period| p.from.is_some_and(|d| asked.from.is_none_or(|from| from <= d));
        return last.into_iter().filter(lies).collect();
    };
    // From the last block that has begun backwards; nobody asks about more than some years.
    let mut found = Vec::new();
    let mut block =
        to.min(as_of).checked_add(Span::new().months(months)).ok().and_then(|day| last_ended(months, day));
    while let Some(period) = block {
        let (Some(first), Some(end)) = (period.from, period.to) else { break };
        if first < from {
            break;
        }
        if end <= to && first <= as_of {
            found.push(period);
        }
        block = period.previous();
    }
    found.reverse();
    found
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
            "a year is not half of one"
        );
        assert_eq!(names("2025-S1", 3, date(2026, 6, 30)), ["2025-Q1", "2025-Q2"]);
        assert_eq!(names("2025-S1", 6, date(2024, 12, 31)), Vec::<String>::new());
        assert_eq!(names("2025-03", 1, date(2025, 3, 31)), ["2025-03"]);
    }

    #[test]
    fn an_umbrella_is_evaluated_only_where_nothing_hangs_under_it() {
        for (document, alone, with_children) in [
            ("pks", true, true),
            ("kb", true, false),
            ("nk", true, false),
            ("loi", true, false),
            ("rk", true, true),
            ("addendum", false, false),
            ("unknown", true, true),
        ] {
            assert_eq!(is_evaluated(document, false), alone, "{document}");
            assert_eq!(is_evaluated(document, true), with_children, "{document}");
        }
    }

    #[test]
    fn it_is_on_time_so_many_days_after_the_period() {
        assert_eq!(due_on(&of_name("2024-S2").unwrap(), 30), Some(date(2025, 1, 30)));
    }
}
