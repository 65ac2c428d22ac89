//! Blocks of months with a short name: `2025`, `2025-S1`, `2025-Q2`, `2025-03`.

use jiff::Span;
use jiff::civil::Date;

use super::{Period, named, relative, span};
use crate::calendar::date;
use crate::error::Fault;

/// Reads a year, semester, quarter or month and returns its short name: `2025`, `2025-S1`, `2025-Q2`, `2025-03`. Where no day
/// is given, the text must name its year.
pub fn block(text: &str, today: Option<Date>) -> Result<String, Fault> {
    let wrong = || Fault::NotABlock(text.to_owned());
    let folded = date::fold(text);
    let span = today.and_then(|today| relative(&folded, today));
    let (from, to) = span.or_else(|| named(&folded, today.map(Date::year))).ok_or_else(wrong)?;
    Period { from: Some(from), to: Some(to) }.name().ok_or_else(wrong)
}

/// The period of a short name.
pub fn of_name(name: &str) -> Option<Period> {
    let (from, to) = named(&date::fold(name), None)?;
    Some(Period { from: Some(from), to: Some(to) })
}

/// The last block of so many months that had ended before a day; a year has 12, 6, 3 or 1.
pub fn last_ended(months: i32, day: Date) -> Option<Period> {
    let into_block = (i32::from(day.month()) - 1) % months;
    let (from, to) = span(date::add_months(day.first_of_month(), -into_block - months)?, months)?;
    Some(Period { from: Some(from), to: Some(to) })
}

/// The blocks of so many months that have begun by a day and whose last day lies in a span, in their order. A span without a
/// first day goes back to 1945, before which nothing was signed.
pub fn ending_in(span: &Period, months: i32, day: Date) -> Vec<Period> {
    let from = span.from.unwrap_or(Date::constant(1945, 1, 1));
    // From the block that holds the last day, backwards.
    let ahead = span.until(day).checked_add(Span::new().months(months)).ok();
    let mut block = ahead.and_then(|day| last_ended(months, day));
    let mut found = Vec::new();
    while let Some(period) = block {
        let (Some(first), Some(end)) = (period.from, period.to) else { break };
        if end < from {
            break;
        }
        if first <= day && span.contains(end) {
            found.push(period);
        }
        block = period.previous();
    }
    found.reverse();
    found
}

impl Period {
    /// The short name of a year, semester, quarter or month; `None` of any other span.
    pub fn name(&self) -> Option<String> {
        let (from, to) = self.from.zip(self.to)?;
        if from.day() != 1 || to != to.last_of_month() {
            return None;
        }
        let months = months(from, to);
        let (year, before) = (from.year(), i32::from(from.month()) - 1);
        if months < 1 || before % months != 0 {
            return None;
        }
        match months {
            12 => Some(format!("{year:04}")),
            6 => Some(format!("{year:04}-S{}", before / 6 + 1)),
            3 => Some(format!("{year:04}-Q{}", before / 3 + 1)),
            1 => Some(format!("{year:04}-{:02}", before + 1)),
            _ => None,
        }
    }

    /// The block of the same length that ended when this one began.
    pub fn previous(&self) -> Option<Self> {
        let (from, to) = self.from.zip(self.to)?;
        last_ended(months(from, to), from)
    }
}

/// How many months two days and all between them touch.
fn months(from: Date, to: Date) -> i32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    months(to) - months(from) + 1
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2025, 2, 14);

    #[test]
    fn a_block_of_months_has_one_short_name_that_reads_back() {
        for (text, name) in [
            ("Semester I Tahun 2025", "2025-S1"),
            ("2025", "2025"),
            ("tw4 2024", "2024-Q4"),
            ("Maret 2025", "2025-03"),
            ("last-semester", "2024-S2"),
            ("S1", "2025-S1"),
        ] {
            assert_eq!(block(text, Some(TODAY)).unwrap(), name, "{text}");
            assert_eq!(of_name(name).unwrap().name().as_deref(), Some(name));
        }
        for wrong in ["2025-01-15", "2025..2026", "x", "", "S1", "last-semester"] {
            assert!(block(wrong, None).is_err(), "{wrong}");
        }
        assert_eq!(of_name("2025-S1").unwrap().previous().unwrap().name().unwrap(), "2024-S2");
        assert_eq!(of_name("2025-Q3").unwrap().previous().unwrap().name().unwrap(), "2025-Q2");
        assert_eq!(last_ended(6, date(2025, 6, 30)).unwrap().name().unwrap(), "2024-S2");
        assert_eq!(last_ended(6, date(2025, 7, 1)).unwrap().name().unwrap(), "2025-S1");
        assert_eq!(last_ended(12, date(2025, 12, 31)).unwrap().name().unwrap(), "2024");
    }
}
