//! Ends named by a date, month or year, and cells that hold both ends of a span.

use jiff::civil::Date;

use super::words::{self, is_in, is_led_aside, without};
use crate::calendar::{date, period};

/// Words before the last day of a span.
const UNTIL: &str = "sampai s/d s.d s.d. sd hingga until till";
/// Words that end a span only between two dates; elsewhere they mean other things.
const BETWEEN: &str = "- – to";
/// Words between those and the date, month or year.
const DATE_FILLERS: &str = "dengan akhir pada the end of tanggal tgl bulan tahun";

/// Parts a cell that holds both ends of a span, such as "01 Januari 2022 s/d 31 Desember 2024", trimmed. A
/// dash parts only what reads as dates on both sides, so never a date at its own hyphens.
pub fn range(text: &str) -> Option<(&str, &str)> {
    // Only ASCII changes its case, so that a place in one text is the same place in the other.
    let lower = text.to_ascii_lowercase();
    let stands_alone = |(at, word): &(usize, &str)| {
        !lower[..*at].ends_with(char::is_alphabetic) && words::ends(&lower, at + word.len())
    };
    let markers = ["s.d.", "s.d", "s/d", "sampai", "hingga", "until", "sd", "to"];
    let marked = markers.into_iter().find_map(|marker| lower.match_indices(marker).find(stands_alone));
    let sides = |(at, marker): (usize, &str)| (text[..at].trim(), text[at + marker.len()..].trim());
    let (from, to) = match marked {
        Some(marked) => sides(marked),
        None => {
            text.match_indices(['-', '–']).map(sides).find(|(from, to)| is_dated(from) && is_dated(to))?
        }
    };
    let to = match to.split_once(char::is_whitespace) {
        Some((word, rest)) if word.eq_ignore_ascii_case("dengan") => rest.trim(),
        _ => to,
    };
    (!from.is_empty() && !to.is_empty()).then_some((from, to))
}

fn is_dated(text: &str) -> bool {
    date::cell(text, Some(date::Order::Dmy)).is_ok() || period::named(&date::fold(text), None).is_some()
}

/// The named end of a span, as the first and last day that it may mean, and its start where one is named.
pub(super) struct End {
    from: Option<(Date, Date)>,
    pub(super) last: (Date, Date),
}

impl End {
    /// Whether so many months from the start can lead here; the last day is the day before or the same day of
    /// the month, for both are customary.
    pub(super) fn agrees(&self, months: u32) -> bool {
        let Some((early, late)) = self.from else { return true };
        let after = |day: Date| i32::try_from(months).ok().and_then(|months| date::add_months(day, months));
        let earliest = after(early).and_then(|day| day.yesterday().ok());
        earliest.is_some_and(|day| day <= self.last.1) && after(late).is_some_and(|day| self.last.0 <= day)
    }
}

/// All named ends that can be the term's.
pub(super) fn all(words: &[&str]) -> Vec<End> {
    let end = |at: usize| {
        let before = &words[..at];
        let after = without(DATE_FILLERS, &words[at + 1..]);
        let last = (1..=4).rev().find_map(|count| span(after.get(..count)?))?;
        let from = (1..=4).rev().find_map(|count| span(&before[at.checked_sub(count)?..]));
        let marked = is_in(words[at], UNTIL) || (is_in(words[at], BETWEEN) && from.is_some());
        (marked && !is_led_aside(before)).then_some(End { from, last })
    };
    let may_mark = |at: &usize| is_in(words[*at], UNTIL) || is_in(words[*at], BETWEEN);
    (0..words.len()).filter(may_mark).filter_map(end).collect()
}

fn span(words: &[&str]) -> Option<(Date, Date)> {
    let text = words.join(" ");
    match date::cell(&text, None) {
        Ok(read) => Some((read.date, read.date)),
        Err(_) => period::named(&text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_parted_between_its_dates_only() {
        let both = Some(("01 Januari 2022", "31 Desember 2024"));
        let separators = "s/d|s.d.|s.d|sd|sampai  dengan|SAMPAI|Sampai\nDengan|hingga|-|–|to|until";
        for word in separators.split('|') {
            assert_eq!(range(&format!(" 01 Januari 2022 {word}\u{a0}31 Desember 2024 ")), both, "{word}");
        }
        assert_eq!(range("15-01-2025 - 2026-01-14"), Some(("15-01-2025", "2026-01-14")));
        assert_eq!(range("01/01/2022–31/12/2024"), Some(("01/01/2022", "31/12/2024")));
        assert_eq!(range("Mei 2022 s.d.Juni 2024"), Some(("Mei 2022", "Juni 2024")));
        assert_eq!(range("1 Mei 2022 s/d selesai"), Some(("1 Mei 2022", "selesai")));
        let whole =
            "2025-01-15|15-01-2025|15-Jan-2025|2025-S1|Pelatihan - Medan|s/d 2024|2022 sampai |tomat|";
        for text in whole.split('|') {
            assert_eq!(range(text), None, "{text}");
        }
    }
}
