//! Whether an agreement lies along the main task of its department: its affair is one that the department was given.

use jiff::civil::Date;

use super::status::first_day;
use crate::lang::{Choice, choice};

/// How an agreement stands to the mandate of its department, as words.
pub const ALIGNMENTS: &[Choice] = &[
    choice("aligned", "sesuai urusan yang diampu", "along the mandate"),
    choice("outside", "di luar urusan yang diampu", "outside the mandate"),
    choice("no-mandate", "OPD tanpa urusan tercatat", "department without a mandate on record"),
    choice("no-affair", "tanpa urusan", "without an affair"),
    choice("no-department", "tanpa OPD", "without a department"),
];

/// How an agreement stands to the mandate of its department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// The department holds the affair.
    Aligned,
    /// It holds others.
    Outside,
    /// Nobody has recorded what it holds: that says nothing of the agreement.
    NoMandate,
    /// The agreement names no affair.
    NoAffair,
    /// The agreement names no department.
    NoDepartment,
}

impl Alignment {
    /// The stored word.
    pub fn word(self) -> &'static str {
        ALIGNMENTS[self as usize].word
    }

    /// Whether it can be told: the department, the affair and the mandate are known.
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Aligned | Self::Outside)
    }
}

/// How an agreement of a department and an affair stands, where `held` are the affairs of that department on the day.
pub fn alignment(department: Option<&str>, affair: Option<&str>, held: &[String]) -> Alignment {
    match (department, affair) {
        (None, _) => Alignment::NoDepartment,
        (_, None) => Alignment::NoAffair,
        _ if held.is_empty() => Alignment::NoMandate,
        (_, Some(affair)) if held.iter().any(|own| own == affair) => Alignment::Aligned,
        _ => Alignment::Outside,
    }
}

/// Whether something that is valid from one day or year to another is valid on a day; an end that nobody named is open.
pub fn is_valid(from: Option<&str>, to: Option<&str>, on: Date) -> bool {
    let begun = from.and_then(first_day).is_none_or(|first| first <= on);
    let last = |text: &str| match text.len() {
        4 => Date::new(text.parse().ok()?, 12, 31).ok(),
        _ => first_day(text),
    };
    begun && to.and_then(last).is_none_or(|last| on <= last)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_what_is_known_is_judged() {
        let held = ["2.11".to_owned(), "1.04".to_owned()];
        assert_eq!(alignment(Some("DLH"), Some("2.11"), &held), Alignment::Aligned);
        assert_eq!(alignment(Some("DLH"), Some("1.02"), &held), Alignment::Outside);
        assert_eq!(alignment(Some("DLH"), Some("1.02"), &[]), Alignment::NoMandate);
        assert_eq!(alignment(Some("DLH"), None, &held), Alignment::NoAffair);
        assert_eq!(alignment(None, Some("1.02"), &held), Alignment::NoDepartment);
        assert_eq!(alignment(None, None, &[]), Alignment::NoDepartment);
        assert!(!Alignment::NoMandate.is_judged() && Alignment::Outside.is_judged());
    }

    #[test]
    fn a_year_is_valid_from_its_first_day_to_its_last() {
        assert!(!is_valid(Some("2017"), None, date(2016, 12, 31)));
        assert!(is_valid(Some("2017"), None, date(2017, 1, 1)));
        assert!(is_valid(Some("2017"), Some("2024"), date(2024, 12, 31)));
        assert!(!is_valid(Some("2017"), Some("2024"), date(2025, 1, 1)));
        assert!(is_valid(None, Some("2025-06-30"), date(2025, 6, 30)));
        assert!(!is_valid(None, Some("2025-06-30"), date(2025, 7, 1)));
    }
}
