//! Durations in a text: "5 (lima) tahun", "Lima (5) Tahun", "2 tahun 6 bulan".

use super::words::{is_in, is_led_aside, last_number, without};
use crate::calendar::date;

/// Words after a duration that make it a notice, a frequency or an extension.
const ASIDE: &str = "sebelum sebelumnya before prior sekali once lagi berikutnya";
/// Words after which an end makes the duration before them a notice.
const AFTER: &str = "setelah sesudah sejak pasca after from";
/// What makes a year or month other than one of the calendar from any day on.
const OTHER_YEARS: &str =
    "anggaran fiskal fiscal buku budget ajaran pelajaran akademik academic takwim pertama terakhir";
/// Words between two counts of which only one can hold: "3 sampai 5 tahun".
const EITHER: &str = "- – atau or sampai hingga s/d s.d s.d. sd until to dengan (";

/// A duration, in months where it is whole months, and the words it covers.
pub(super) struct Length {
    pub(super) months: Option<u32>,
    pub(super) from: usize,
    pub(super) to: usize,
    unit: Unit,
}

/// Largest first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Unit {
    Years,
    Months,
    Days,
}

/// All durations that can be the term.
pub(super) fn all(words: &[&str]) -> Vec<Length> {
    let mut found: Vec<Length> = Vec::new();
    for (at, unit) in words.iter().enumerate().filter_map(|(at, word)| Some((at, unit(word)?))) {
        let Some(length) = length(words, at, unit) else { continue };
        match found.last_mut() {
            // "2 tahun 6 bulan" is one duration.
            Some(last) if last.unit < unit && matches!(words[last.to..length.from], [] | ["dan" | "and"]) => {
                let months = last.months.zip(length.months).map(|(years, months)| years + months);
                *last = Length { months, from: last.from, ..length };
            }
            _ => found.push(length),
        }
    }
    found.retain(|length| !is_led_aside(&words[..length.from]) && !is_followed_aside(&words[length.to..]));
    found
}

fn unit(word: &str) -> Option<Unit> {
    match word {
        "tahun" | "thn" | "th" | "year" | "years" => Some(Unit::Years),
        "bulan" | "bln" | "month" | "months" => Some(Unit::Months),
        "hari" | "minggu" | "pekan" | "day" | "days" | "week" | "weeks" => Some(Unit::Days),
        _ => None,
    }
}

/// The duration whose unit stands at `at`.
fn length(words: &[&str], at: usize, unit: Unit) -> Option<Length> {
    let (from, mut counts) = counts(&words[..at]);
    let count = *counts.first()?;
    let mut to = at + 1;
    if let Some((repeated, end)) = in_parentheses(&words[to..]) {
        counts.push(repeated);
        to += end;
    }
    let after = without(")", &words[to..]);
    if is_calendar(after) {
        return None;
    }
    let plain = count > 0
        && counts.iter().all(|other| *other == count)
        && !after.first().is_some_and(|word| is_in(word, OTHER_YEARS))
        && !is_alternative(&words[..from]);
    let months = match unit {
        Unit::Years => Some(count * 12),
        Unit::Months => Some(count),
        Unit::Days => None,
    };
    Some(Length { months: months.filter(|_| plain), from, to, unit })
}

/// The counts that `words` end with, side by side or in parentheses, and where the first starts.
fn counts(words: &[&str]) -> (usize, Vec<u32>) {
    let (mut from, mut counts) = (words.len(), Vec::new());
    loop {
        let end =
            words[..from].iter().rposition(|word| !matches!(*word, "(" | ")")).map_or(0, |last| last + 1);
        let Some((start, count)) = last_number(&words[..end]) else { return (from, counts) };
        counts.push(count);
        from = start;
    }
}

/// The count of "tahun (lima)", and how many words it takes.
fn in_parentheses(words: &[&str]) -> Option<(u32, usize)> {
    let inner = words.strip_prefix(&["("])?;
    let close = inner.iter().position(|word| *word == ")")?;
    last_number(&inner[..close]).filter(|(start, _)| *start == 0).map(|(_, count)| (count, close + 2))
}

/// Whether the unit belongs to a law or a day: "Nomor 22 Tahun 2020", "tanggal 5 bulan Januari".
fn is_calendar(after: &[&str]) -> bool {
    let year = |word: &str| date::year(word).is_some() || date::month_named(word).is_some();
    matches!(after, ["dua", "ribu", ..]) || after.first().is_some_and(|word| year(word))
}

fn is_alternative(before: &[&str]) -> bool {
    let kept = before.iter().rposition(|word| !is_in(word, EITHER)).map_or(0, |last| last + 1);
    kept < before.len() && before[kept..] != ["("] && last_number(&before[..kept]).is_some()
}

fn is_followed_aside(after: &[&str]) -> bool {
    let after = without(") kalender kerja calendar", after);
    let ended = |word: &&str| {
        ["berakhir", "habis", "selesai", "expir", "terminat"].iter().any(|w| word.starts_with(w))
    };
    match after {
        [first, ..] if is_in(first, ASIDE) => true,
        [first, rest @ ..] if is_in(first, AFTER) => rest.iter().take(3).any(ended),
        _ => false,
    }
}
