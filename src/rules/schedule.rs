//! The months of a year for which something is planned: `1-3,6`, `Januari s.d. Maret`, `TW2`, `bulanan`.

use std::fmt;

use jiff::civil::{Date, date};

use crate::calendar::period;
use crate::error::Fault;
use crate::lang::{Choice, choice_also};

/// How often something that comes back is due within its year.
pub const RECURS: &[Choice] = &[
    choice_also("monthly", "bulanan", "monthly", &["setiap bulan", "tiap bulan"]),
    choice_also("quarterly", "triwulanan", "quarterly", &["setiap triwulan", "tiap triwulan"]),
    choice_also("semester", "semesteran", "each semester", &["setiap semester", "tiap semester"]),
];

/// How many months one turn of something that comes back takes: 1, 3 or 6.
pub fn turn(recurs: &str) -> Option<i8> {
    match recurs {
        "monthly" => Some(1),
        "quarterly" => Some(3),
        "semester" => Some(6),
        _ => None,
    }
}

/// A set of months of one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Months(u16);

/// What stands between the first and the last of a row of months.
const BETWEEN: [&str; 7] = ["..", " sampai dengan ", " sampai ", " s.d. ", " s/d ", "–", "-"];

impl Months {
    /// All twelve.
    pub const ALL: Self = Self(0x0fff);

    /// Reads months of a year. Another year than that of the plan is refused, and so is what is no month.
    pub fn parse(text: &str, year: i16) -> Result<Self, Fault> {
        let folded = text.trim().to_lowercase();
        if let Some(every) = RECURS.iter().find(|c| {
            c.word == folded
                || c.label.id == folded
                || c.label.en == folded
                || c.also.contains(&folded.as_str())
        }) {
            return Ok(Self::ends_of(turn(every.word).unwrap_or(1)));
        }
        let mut found = Self::default();
        for part in
            folded.split([',', ';']).flat_map(|part| part.split(" dan ")).flat_map(|p| p.split(" and "))
        {
            let part = part.trim();
            if !part.is_empty() {
                found = Self(found.0 | read(part, year, text)?.0);
            }
        }
        if found.0 == 0 { Err(no_months(text)) } else { Ok(found) }
    }

    /// The stored form, as it was written by [`fmt::Display`].
    pub fn of(kept: &str) -> Option<Self> {
        Self::parse(kept, 2000).ok()
    }

    /// The last month of every turn of that many months.
    pub fn ends_of(turn: i8) -> Self {
        (1..=12).filter(|month| month % turn == 0).fold(Self::default(), Self::with)
    }

    fn with(self, month: i8) -> Self {
        Self(self.0 | 1 << (month - 1))
    }

    /// Whether a month, 1 to 12, is one of them.
    pub fn has(self, month: i8) -> bool {
        (1..=12).contains(&month) && self.0 & (1 << (month - 1)) != 0
    }

    /// The months in their order.
    pub fn each(self) -> impl Iterator<Item = i8> {
        (1..=12).filter(move |month| self.has(*month))
    }

    /// Of every turn of so many months that has any of them, the last.
    pub fn turns(self, turn: i8) -> impl Iterator<Item = i8> {
        self.each().filter(move |month| {
            !(month + 1..=12).any(|later| self.has(later) && (later - 1) / turn == (month - 1) / turn)
        })
    }
}

fn no_months(text: &str) -> Fault {
    Fault::Contradiction(
        format!("`{text}` bukan bulan; tulis misalnya 1-3,6, Januari-Maret, TW2 atau bulanan"),
        format!("`{text}` is no month; write for example 1-3,6, January-March, Q2 or monthly"),
    )
}

/// One month, a row of them, or a quarter or semester.
fn read(part: &str, year: i16, whole: &str) -> Result<Months, Fault> {
    let wrong = || no_months(whole);
    let outside = || {
        Fault::Contradiction(
            format!("`{whole}` tidak berada dalam tahun {year}"),
            format!("`{whole}` does not lie in the year {year}"),
        )
    };
    if let Some(month) = number(part) {
        return if (1..=12).contains(&month) { Ok(Months::default().with(month)) } else { Err(outside()) };
    }
    if let Some((from, to)) = span(part, year) {
        if from.year() != year || to.year() != year {
            return Err(outside());
        }
        let whole_months = from.day() == 1 && to.tomorrow().is_ok_and(|next| next.day() == 1);
        let months = (from.month()..=to.month()).fold(Months::default(), Months::with);
        return if whole_months { Ok(months) } else { Err(wrong()) };
    }
    let Some((first, last)) = BETWEEN.iter().find_map(|word| part.split_once(word)) else {
        return Err(wrong());
    };
    let first = read(first.trim(), year, whole)?.each().next().ok_or_else(wrong)?;
    let months = read(last.trim(), year, whole)?;
    // A row has two ends.
    let last = months.each().last().filter(|_| months.each().count() == 1).ok_or_else(wrong)?;
    if last < first {
        return Err(Fault::EndBeforeStart { end: last.to_string(), start: first.to_string() });
    }
    Ok((first..=last).fold(Months::default(), Months::with))
}

fn number(part: &str) -> Option<i8> {
    let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| part.parse().ok()).flatten()
}

/// A month, quarter, semester or year as periods are written; `maret`, `q1` and `tw2` are those of the year.
fn span(part: &str, year: i16) -> Option<(Date, Date)> {
    // Rows are taken apart before: what `-` joins is a month of a named year here.
    let found = period::parse(part, date(year, 1, 1)).ok()?;
    found.from.zip(found.to)
}

impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows: Vec<(i8, i8)> = Vec::new();
        for month in self.each() {
            match rows.last_mut() {
                Some((_, last)) if *last + 1 == month => *last = month,
                _ => rows.push((month, month)),
            }
        }
        for (at, (first, last)) in rows.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            match last - first {
                0 => write!(f, "{comma}{first}")?,
                1 => write!(f, "{comma}{first},{last}")?,
                _ => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        Months::parse(text, 2025).map_or_else(|fault| format!("{fault:?}"), |months| months.to_string())
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        for (written, kept) in [
            ("1-3,6", "1-3,6"),
            ("6, 1,2, 3", "1-3,6"),
            ("Januari s.d. Maret", "1-3"),
            ("Januari-Maret", "1-3"),
            ("Maret dan Juni", "3,6"),
            ("TW2", "4-6"),
            ("Q4", "10-12"),
            ("S1", "1-6"),
            ("2025-Q1", "1-3"),
            ("2025-03", "3"),
            ("2025", "1-12"),
            ("bulanan", "1-12"),
            ("quarterly", "3,6,9,12"),
            ("semesteran", "6,12"),
            ("11,12", "11,12"),
        ] {
            assert_eq!(read(written), kept, "{written}");
        }
    }

    #[test]
    fn months_outside_of_the_year_and_rows_that_run_backwards_are_refused() {
        assert!(read("13").contains("2025"));
        assert!(read("0").contains("2025"));
        assert!(read("2026-03").contains("2025"));
        assert!(read("6-3").contains("EndBeforeStart"));
        assert!(read("1-2-3").contains("bukan bulan"));
        assert!(read("kapan-kapan").contains("bukan bulan"));
        assert!(read(",").contains("bukan bulan"));
    }

    #[test]
    fn what_is_kept_reads_as_the_same_months() {
        arbtest::arbtest(|u| {
            let months = Months(u.int_in_range(1..=0x0fff)?);
            assert_eq!(Months::of(&months.to_string()), Some(months));
            Ok(())
        });
    }

    #[test]
    fn a_turn_ends_with_its_last_planned_month() {
        let turns = |text: &str, turn| Months::parse(text, 2025).unwrap().turns(turn).collect::<Vec<_>>();
        assert_eq!(turns("1-12", 1), (1..=12).collect::<Vec<_>>());
        assert_eq!(turns("1-12", 3), [3, 6, 9, 12]);
        assert_eq!(turns("2,4,5", 3), [2, 5]);
        assert_eq!(turns("6,12", 6), [6, 12]);
    }
}
