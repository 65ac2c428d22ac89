//! The month and year that the number of a document carries (`119/12/KSDD/IX/2023`), against the day of its signing. Nobody is held
//! to a shape of numbers: what carries neither says nothing.

use jiff::civil::Date;

/// What a number says of its day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The month, written as a Roman numeral.
    pub month: Option<i8>,
    /// The year, in four digits.
    pub year: Option<i16>,
}

/// How a number and a day of signing contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discord {
    /// The month or year is another.
    Other(Stamp),
    /// The month is another, and would be right with day and month swapped: the day that comes out.
    Swapped(Date),
}

const MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// Reads the month and year out of a number, each a part of its own between strokes, dots, dashes or blanks. A single letter is a
/// month only beside a year: alone it may be anything.
pub fn stamp(number: &str) -> Stamp {
    let parts = || number.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let years = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    let mut year = parts().filter(|part| years(part)).filter_map(|part| part.parse().ok());
    let year = year.rfind(|year| (1945..=2100).contains(year));
    let month =
        |part: &str| MONTHS.iter().position(|roman| *roman == part).and_then(|at| i8::try_from(at + 1).ok());
    let months: Vec<i8> = parts().filter(|part| part.len() > 1 || year.is_some()).filter_map(month).collect();
    // Of two it cannot be told which is the month.
    Stamp { month: if let [only] = months[..] { Some(only) } else { None }, year }
}

/// How a number contradicts a day of signing, or a year of which no day is known; nothing where it does not.
pub fn discord(number: &str, signed_on: &str) -> Option<Discord> {
    let found = stamp(number);
    let (year, day) = if signed_on.len() == 4 {
        (signed_on.parse().ok()?, None)
    } else {
        let day: Date = signed_on.parse().ok()?;
        (day.year(), Some(day))
    };
    let same_year = found.year.is_none_or(|own| own == year);
    let same_month = found.month.is_none_or(|own| day.is_none_or(|day| day.month() == own));
    if same_year && same_month {
        return None;
    }
    let swapped =
        day.filter(|_| same_year).and_then(|day| Date::new(day.year(), day.day(), day.month()).ok());
    match swapped.filter(|swapped| found.month == Some(swapped.month())) {
        Some(day) => Some(Discord::Swapped(day)),
        None => Some(Discord::Other(found)),
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let month = self.month.and_then(|month| MONTHS.get(usize::try_from(month - 1).ok()?));
        match (month, self.year) {
            (Some(month), Some(year)) => write!(f, "{month}/{year}"),
            (Some(month), None) => write!(f, "{month}"),
            (None, Some(year)) => write!(f, "{year}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn month_and_year_are_read_where_they_stand_alone() {
        let of = |number| {
            let found = stamp(number);
            (found.month, found.year)
        };
        assert_eq!(of("119/12/KSDD/IX/2023"), (Some(9), Some(2023)));
        assert_eq!(of("358/UN6.L/PKS/2021"), (None, Some(2021)));
        assert_eq!(of("119/10058/RSJ"), (None, None));
        assert_eq!(of("415.4/III.2/HK-2020"), (Some(3), Some(2020)));
        assert_eq!(of("12/V/PKS"), (None, None), "a letter alone may be anything");
        assert_eq!(of("12/V/2020"), (Some(5), Some(2020)));
        assert_eq!(of("12/IV/PKS"), (Some(4), None));
        assert_eq!(of("1/II/III/2020"), (None, Some(2020)), "one of two");
        assert_eq!(of("445/          /102,9/2023"), (None, Some(2023)));
        assert_eq!(of("DIV/XIII/9999"), (None, None));
    }

    #[test]
    fn a_day_that_the_number_contradicts_may_have_day_and_month_swapped() {
        assert_eq!(discord("1/IX/2023", "2023-09-04"), None);
        assert_eq!(discord("1/IX/2023", "2023-04-09"), Some(Discord::Swapped(date(2023, 9, 4))));
        let other = Stamp { month: Some(9), year: Some(2023) };
        assert_eq!(discord("1/IX/2023", "2023-04-10"), Some(Discord::Other(other)));
        assert_eq!(discord("1/IX/2023", "2022-04-09"), Some(Discord::Other(other)), "not even swapped");
        assert_eq!(discord("1/IX/2023", "2023"), None, "of a year alone the year counts");
        assert_eq!(discord("1/IX/2023", "2022"), Some(Discord::Other(other)));
        assert_eq!(discord("119/10058/RSJ", "2022-01-01"), None);
        assert_eq!(other.to_string(), "IX/2023");
    }
}
