//! Spans of days as people ask for them: `2025-S1`, `Triwulan II 2025`, `2025-01..2025-06`, `tahun-lalu`.

mod block;

use jiff::civil::Date;

pub use self::block::{block, ending_in, last_ended, of_name};
use super::date;
use crate::error::Fault;
use crate::lang::Lang;
use crate::say;

/// A span of days, both ends included; `None` is an open end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// A first and a last day.
type Span = (Date, Date);

/// What stands between two ends, longest first.
const BETWEEN: [&str; 6] = ["..", "sampai dengan", "sampai", "s.d.", "s/d", "–"];

/// Reads a year, semester, quarter, month or day, or two of them with `..`, `s/d` or `sampai` between, either
/// of which may be left out. A year left out is `today`'s.
pub fn parse(text: &str, today: Date) -> Result<Period, Fault> {
    let folded = date::fold(text);
    let side = |side: &str| read(side, today).map_err(|fault| fault(text.to_owned()));
    let Some((from, to)) = BETWEEN.iter().find_map(|word| folded.split_once(word)) else {
        let (from, to) = side(&folded)?;
        return Ok(Period { from: Some(from), to: Some(to) });
    };
    let end = |text: &str| if text.is_empty() { Ok(None) } else { side(text).map(Some) };
    match (end(from.trim())?, end(to.trim())?) {
        (None, None) => Err(Fault::NotAPeriod(text.to_owned())),
        (Some((start, _)), Some((_, end))) if end < start => {
            Err(Fault::EndBeforeStart { end: end.to_string(), start: start.to_string() })
        }
        (from, to) => Ok(Period { from: from.map(|span| span.0), to: to.map(|span| span.1) }),
    }
}

impl Period {
    /// Whether the day lies in the period.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The last day, or the day that is asked about where that comes first.
    pub fn until(&self, day: Date) -> Date {
        self.to.map_or(day, |to| to.min(day))
    }

    /// The first day as a statement compares it: without one, a text before all days.
    pub fn since(&self) -> String {
        self.from.map_or_else(String::new, |day| day.to_string())
    }

    /// The first and the last year as a statement compares them; an open end holds all years.
    pub fn years(&self) -> [String; 2] {
        let year = |day: Option<Date>, open: &str| {
            day.map_or_else(|| open.to_owned(), |day| format!("{:04}", day.year()))
        };
        [year(self.from, ""), year(self.to, "9999")]
    }

    /// The flag that asks for this period, with a blank before it; empty where all days are meant.
    pub fn flag(&self, name: &str) -> String {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        if let Some(short) = self.name() {
            return format!(" --{name} {short}");
        }
        match (self.from, self.to) {
            (None, None) => String::new(),
            (from, to) => format!(" --{name} {}..{}", day(from), day(to)),
        }
    }

    /// Spells the period out in full, as a heading does.
    pub fn spelled(&self, lang: Lang) -> String {
        let day = |day: Date| date::long(day, lang);
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => day(from),
            (Some(from), Some(to)) => format!("{} – {}", day(from), day(to)),
            (Some(from), None) => say!(lang, "sejak {}", "since {}", day(from)),
            (None, Some(to)) => say!(lang, "sampai {}", "until {}", day(to)),
            (None, None) => say!(lang, "semua tanggal", "all dates"),
        }
    }
}

fn read(text: &str, today: Date) -> Result<Span, fn(String) -> Fault> {
    if let Some(span) = relative(text, today).or_else(|| named(text, Some(today.year()))) {
        return Ok(span);
    }
    match date::typed(text, today) {
        Ok(day) => Ok((day, day)),
        Err(Fault::NoSuchDay(_)) => Err(Fault::NoSuchDay),
        Err(_) => Err(Fault::NotAPeriod),
    }
}

/// `last-semester`, `triwulan-ini`: the whole block of months around `today` or the one before it.
fn relative(text: &str, today: Date) -> Option<Span> {
    let (unit, back) = match *text.split([' ', '-']).collect::<Vec<_>>() {
        ["this", unit] | [unit, "ini"] => (unit, 0),
        ["last", unit] | [unit, "lalu"] => (unit, 1),
        _ => return None,
    };
    let months = unit_months(unit)?;
    let into_block = (i32::from(today.month()) - 1) % months;
    span(date::add_months(today.first_of_month(), -into_block - back * months)?, months)
}

/// Reads a year, a semester, a quarter or a month of a year, in lower case; without the year only where
/// `this_year` stands in for it.
pub(super) fn named(text: &str, this_year: Option<i16>) -> Option<Span> {
    let words: Vec<&str> = text.split([' ', '-', '/']).flat_map(pieces).collect();
    let (year, rest) = match words.as_slice() {
        [rest @ .., "tahun" | "year", last] | [rest @ .., last] if date::year(last).is_some() => {
            (date::year(last), rest)
        }
        ["tahun" | "year", first, rest @ ..] | [first, rest @ ..] if date::year(first).is_some() => {
            (date::year(first), rest)
        }
        rest => (None, rest),
    };
    let block = |months: i32, number: i32| {
        let first = i8::try_from((number - 1) * months + 1).ok().filter(|_| number > 0)?;
        span(Date::new(year.or(this_year)?, first, 1).ok()?, months)
    };
    match *rest {
        [] if year.is_some() => block(12, 1),
        [unit, count] => block(unit_months(unit).filter(|months| *months < 12)?, number(count)?),
        [month] => match date::month_named(month) {
            Some(month) => block(1, month.into()),
            None if year.is_some() && month.len() <= 2 => block(1, month.parse().ok()?),
            None => None,
        },
        _ => None,
    }
}

/// Parts digits from letters: `2025s1` is a year, a unit and a number.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        rest = tail;
        (!piece.is_empty()).then_some(piece)
    })
}

fn unit_months(word: &str) -> Option<i32> {
    match word {
        "year" | "tahun" => Some(12),
        "s" | "smt" | "semester" => Some(6),
        "q" | "t" | "tw" | "quarter" | "triwulan" | "kuartal" => Some(3),
        "month" | "bulan" => Some(1),
        _ => None,
    }
}

fn number(word: &str) -> Option<i32> {
    match word {
        "i" => Some(1),
        "ii" => Some(2),
        "iii" => Some(3),
        "iv" => Some(4),
        _ if word.len() <= 2 => word.parse().ok(),
        _ => None,
    }
}

fn span(from: Date, months: i32) -> Option<Span> {
    Some((from, date::add_months(from, months - 1)?.last_of_month()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2025, 2, 14);

    fn read(text: &str) -> String {
        let shown = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        parse(text, TODAY)
            .map_or_else(|fault| format!("{fault:?}"), |p| format!("{}..{}", shown(p.from), shown(p.to)))
    }

    #[test]
    fn a_named_period_spans_its_months() {
        let spans = [
            ("2025-01-01..2025-12-31", "2025|tahun 2025|this-year|Tahun-Ini"),
            (
                "2025-01-01..2025-06-30",
                "2025-S1|2025S1|s1 2025|Semester 1 2025|Semester I Tahun 2025|S1|this-semester",
            ),
            (
                "2024-07-01..2024-12-31",
                "2024-S2|SEMESTER II 2024|last-semester|semester-lalu|Tahun 2024 Semester II",
            ),
            (
                "2025-04-01..2025-06-30",
                "2025-Q2|2025-T2|2025-TW2|Triwulan II 2025|Q2|TW2|tw ii tahun 2025|T2/2025",
            ),
            ("2025-01-01..2025-03-31", "this-quarter|triwulan-ini|triwulan ini"),
            ("2024-10-01..2024-12-31", "last-quarter|triwulan-lalu|2024-Q4"),
            ("2024-01-01..2024-12-31", "last-year|tahun-lalu"),
            ("2025-03-01..2025-03-31", "2025-03|2025-3|03/2025|Maret 2025|March 2025|mrt 2025|Maret"),
            ("2025-01-01..2025-01-31", "last-month|bulan-lalu"),
            ("2025-02-01..2025-02-28", "this-month|bulan ini"),
        ];
        for (span, texts) in spans {
            for text in texts.split('|') {
                assert_eq!(read(text), span, "{text}");
            }
        }
    }

    #[test]
    fn two_periods_reach_from_the_first_day_to_the_last() {
        let spans = [
            ("2025-01..2025-06", "2025-01-01..2025-06-30"),
            ("2024-S2 .. Q1", "2024-07-01..2025-03-31"),
            ("1 Maret 2024 s/d hari ini", "2024-03-01..2025-02-14"),
            ("2023 sampai dengan Juni 2024", "2023-01-01..2024-06-30"),
            ("last-year..this-year", "2024-01-01..2025-12-31"),
            ("2025..", "2025-01-01.."),
            ("..2025", "..2025-12-31"),
            ("sampai 31/01/2025", "..2025-01-31"),
            ("15 Januari 2025", "2025-01-15..2025-01-15"),
            ("-1m..today", "2025-01-14..2025-02-14"),
        ];
        for (text, span) in spans {
            assert_eq!(read(text), span, "{text}");
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        let wrong = "|..|2025-S3|2025-Q5|S0|2025-13|2025-00|25|03|semester|2025 2026|last|kemarin lalu|1800|\
            2025-S|tahun 1 2025|2025..x|a..b..c|2025...2026|٢٠٢٥";
        for text in wrong.split('|') {
            assert_eq!(parse(text, TODAY), Err(Fault::NotAPeriod(text.to_owned())), "{text}");
        }
        let backwards = Fault::EndBeforeStart { end: "2024-12-31".into(), start: "2025-01-01".into() };
        assert_eq!(parse("2025..2024", TODAY), Err(backwards));
        assert_eq!(parse("2025-02-30..", TODAY), Err(Fault::NoSuchDay("2025-02-30..".into())));
    }

    #[test]
    fn a_heading_spells_the_period_out() {
        let spelled = |text, lang| parse(text, TODAY).map(|period| period.spelled(lang));
        assert_eq!(spelled("2025-S1", Lang::Id).unwrap(), "1 Januari 2025 – 30 Juni 2025");
        assert_eq!(spelled("2025..", Lang::En).unwrap(), "since 1 January 2025");
        assert_eq!(spelled("..2025", Lang::Id).unwrap(), "sampai 31 Desember 2025");
        assert_eq!(spelled("today", Lang::En).unwrap(), "14 February 2025");
        assert_eq!(Period::default().spelled(Lang::Id), "semua tanggal");
    }

    #[test]
    fn a_period_contains_its_ends_and_nothing_beyond() {
        arbtest::arbtest(|u| {
            let year = u.int_in_range(1900..=2200)?;
            let block = *u.choose(&["", "-S1", "-S2", "-Q1", "-TW4", "-02", "-12"])?;
            let period = parse(&format!("{year}{block}"), TODAY).unwrap();
            let (from, to) = (period.from.unwrap(), period.to.unwrap());
            assert!(period.contains(from) && period.contains(to));
            assert!(!period.contains(from.yesterday().unwrap()) && !period.contains(to.tomorrow().unwrap()));
            assert_eq!(parse(&period.spelled(Lang::Id), TODAY), Ok(period));
            Ok(())
        });
    }

    #[test]
    fn no_text_makes_it_panic() {
        let bits = [
            "2025",
            "-",
            "s",
            "99999999999",
            "..",
            " ",
            "İ",
            "lalu",
            "ß",
            "é1",
            "–",
            "t",
            "/",
            "\u{a0}",
            "5",
            "sampai",
        ];
        arbtest::arbtest(|u| {
            let text: String =
                (0..u.int_in_range(0..=8)?).map(|_| u.choose(&bits).copied()).collect::<Result<_, _>>()?;
            let _ = (parse(&text, TODAY), parse(u.arbitrary()?, TODAY));
            Ok(())
        });
    }
}
