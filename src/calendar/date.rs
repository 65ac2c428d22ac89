//! Days as people write them and as they are spelled out. An ambiguous date is settled by a given order or
//! refused, never guessed.

mod names;
mod written;

use std::ops::RangeInclusive;

use jiff::Span;
use jiff::civil::Date;

use crate::error::Fault;
use crate::lang::Lang;

pub(super) use self::names::month_named;
pub use self::names::{month_name, weekday};

/// Which part comes first where a date is written in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Day, month, year: the Indonesian order.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day; it settles nothing where the year stands last.
    Ymd,
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It reads only one way, or both ways give the same day.
    Sure,
    /// The digits read both ways, and the given order settled it.
    ByOrder,
    /// The given order makes no date of the digits; the other one does, and was taken.
    Against,
}

/// A day that was read, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// The day.
    pub date: Date,
    /// How sure it is.
    pub how: How,
}

/// Makes the fault out of the text as it was typed.
type Refusal = fn(String) -> Fault;

/// Outside these years a date is a slip of the pen or a placeholder.
const YEARS: RangeInclusive<i16> = 1900..=2200;

/// Reads a cell of somebody's sheet: ISO, compact, digits with `/`, `-` or `.`, or a long date in Indonesian
/// or English; a weekday or `tanggal` before it and a time after it are dropped.
///
/// A two-digit year or a spreadsheet's serial number is no date. A weekday that the day does not fall on
/// makes it a day that does not exist.
pub fn cell(text: &str, order: Option<Order>) -> Result<Read, Fault> {
    if let Some(date) = iso(text).filter(|date| YEARS.contains(&date.year())) {
        return Ok(Read { date, how: How::Sure });
    }
    written::read(&fold(text), order).map_err(|fault| fault(text.to_owned()))
}

/// Reads what a person types: all that [`cell`] reads, always day first, and `today`, `kemarin`, `+90d`,
/// `-1b`.
///
/// Offsets count from `today` in `d`, `w`, `m`, `y`, or `h`, `b`, `t` for hari, bulan, tahun.
pub fn typed(text: &str, today: Date) -> Result<Date, Fault> {
    let plain = fold(text);
    let offset = match plain.as_str() {
        "today" | "hari ini" | "sekarang" => return Ok(today),
        "yesterday" | "kemarin" => today.yesterday().ok(),
        "tomorrow" | "besok" => today.tomorrow().ok(),
        offset if offset.starts_with(['+', '-']) => shifted(offset, today),
        _ => {
            let read = cell(text, Some(Order::Dmy))?;
            let backwards = read.how == How::Against;
            return if backwards { Err(Fault::NoSuchDay(text.to_owned())) } else { Ok(read.date) };
        }
    };
    offset.filter(|day| YEARS.contains(&day.year())).ok_or_else(|| Fault::NotADate(text.to_owned()))
}

/// Reads a stored `YYYY-MM-DD` and nothing else; a list runs it once for each of its dates.
pub fn iso(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let digit = |at: usize| bytes[at].is_ascii_digit().then(|| bytes[at] - b'0');
    let two = |at: usize| Some(digit(at)? * 10 + digit(at + 1)?);
    let year = i16::from(two(0)?) * 100 + i16::from(two(2)?);
    let day = Date::new(year, i8::try_from(two(5)?).ok()?, i8::try_from(two(8)?).ok()?).ok();
    day.filter(|_| bytes[4] == b'-' && bytes[7] == b'-')
}

/// Spells a day out: `15 Januari 2025`, `15 January 2025`.
pub fn long(day: Date, lang: Lang) -> String {
    format!("{} {} {}", day.day(), month_name(day.month(), lang), day.year())
}

/// The same day some calendar months later or earlier, or the month's last where it has no such day: 31
/// December − 3 = 30 September, 28 February − 3 = 28 November. `None` where the calendar ends.
pub fn add_months(day: Date, months: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// The text in lower case, without commas, with single blanks.
pub(super) fn fold(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A year that can be meant, from exactly four digits.
pub(super) fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?.filter(|year| YEARS.contains(year))
}

fn shifted(offset: &str, today: Date) -> Option<Date> {
    let unit = offset.trim_start_matches(|c: char| !c.is_alphabetic());
    let amount = offset.strip_suffix(unit)?.trim_end();
    let amount: i32 = amount.parse().ok()?;
    let days = |days: i32| today.checked_add(Span::new().try_days(days).ok()?).ok();
    match unit {
        "d" | "h" | "hari" => days(amount),
        "w" | "minggu" => days(amount.checked_mul(7)?),
        "m" | "b" | "bulan" => add_months(today, amount),
        "y" | "t" | "tahun" => add_months(today, amount.checked_mul(12)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const ORDERS: [Option<Order>; 4] = [None, Some(Order::Dmy), Some(Order::Mdy), Some(Order::Ymd)];

    fn fault(text: &str, fault: Refusal) -> Result<Read, Fault> {
        Err(fault(text.to_owned()))
    }

    #[test]
    fn a_day_is_read_in_every_spelling_whatever_the_order() {
        let spellings = "2025-01-15|2025-1-15|2025/01/15|20250115|2025-01-15 19:30:26|2025-01-15T23:59|\
            2025.1.15|2025-01-15T00:00:00.000Z|15/01/2025|15-01-2025|15.1.2025|01/15/2025|\
            1/15/2025 12:00:00 AM|15/01/2025 0:00|15 Januari 2025|15 January 2025|January 15, 2025|\
            15-Jan-2025|15 JAN. 2025|jan 15 2025|15/Jan/2025|Rabu, 15 Januari 2025|Wednesday,15 January 2025|\
            tanggal 15 Januari 2025|Tgl. 15-01-2025|per 15 Jan 2025|Hari Rabu tanggal: 15 Januari 2025|\
              15\u{a0}\u{a0}Januari \n 2025 |15 Januari 2025 08:00";
        for (text, order) in spellings.split('|').flat_map(|text| ORDERS.map(|order| (text, order))) {
            let read = cell(text.trim_start(), order).map(|read| read.date);
            assert_eq!(read, Ok(date(2025, 1, 15)), "{text} {order:?}");
        }
    }

    #[test]
    fn months_have_many_names() {
        let names = "Jan Januari January|Peb feb Pebruari FEBRUARI February|Mar Mrt Maret March|Apr April|\
            Mei May|Jun Juni June|Jul Juli July|Agt Agu Ags Agust Agustus Aug August|Sep Sept September|\
            Okt Oct Oktober October|Nov Nop Nopember November|Des Dec Desember December";
        for (names, month) in names.split('|').zip(1..) {
            for name in names.split_whitespace() {
                assert_eq!(
                    cell(&format!("1 {name} 2024"), None).unwrap().date,
                    date(2024, month, 1),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn digits_that_read_both_ways_need_an_order() {
        let by = |date| Ok(Read { date, how: How::ByOrder });
        assert_eq!(cell("03/04/2025", Some(Order::Dmy)), by(date(2025, 4, 3)));
        assert_eq!(cell("03/04/2025", Some(Order::Mdy)), by(date(2025, 3, 4)));
        assert_eq!(cell("1.2.2025", None), fault("1.2.2025", Fault::TwoWayDate));
        assert_eq!(cell("03-04-2025", Some(Order::Ymd)), fault("03-04-2025", Fault::TwoWayDate));
        assert_eq!(cell("04/04/2025", None), Ok(Read { date: date(2025, 4, 4), how: How::Sure }));
    }

    #[test]
    fn a_date_against_the_order_is_taken_as_written_and_says_so() {
        let july = |how| Ok(Read { date: date(2019, 7, 25), how });
        assert_eq!(cell("25/07/2019", Some(Order::Mdy)), july(How::Against));
        assert_eq!(cell("07/25/2019", Some(Order::Dmy)), july(How::Against));
        assert_eq!(cell("25/07/2019", Some(Order::Dmy)), july(How::Sure));
        assert_eq!(cell("25/07/2019", None), july(How::Sure));
    }

    #[test]
    fn a_day_that_the_calendar_lacks_is_told_from_a_text_that_is_no_date() {
        for text in [
            "31 Februari 2024",
            "2023-02-29",
            "30/02/2024",
            "20241301",
            "Kamis, 15 Januari 2025",
            "00/01/2025",
        ] {
            assert_eq!(cell(text, Some(Order::Dmy)), fault(text, Fault::NoSuchDay));
        }
        let wrong = "||15 Jan 25|1/2/25|45123|2025|Januari 2025|15 Foo 2025|1899-12-31|01/01/2201|15/01-2025|\
            15 01 2025|2025-01-15 25:00|2025-01-14T17:00:00Z|15 Januari|-|#N/A|0000-00-00|rabu|tanggal|+1d|\
            ١٥/٠١/٢٠٢٥|2025-01-15 12";
        for text in wrong.split('|') {
            assert_eq!(cell(text, Some(Order::Dmy)), fault(text, Fault::NotADate));
        }
    }

    #[test]
    fn a_typed_day_comes_first() {
        let today = date(2025, 1, 31);
        let typed_as = [
            ("03/04/2025", date(2025, 4, 3)),
            ("Hari  Ini", today),
            ("kemarin", date(2025, 1, 30)),
            ("tomorrow", date(2025, 2, 1)),
            ("+90d", date(2025, 5, 1)),
            ("-1m", date(2024, 12, 31)),
            ("+1b", date(2025, 2, 28)),
            ("+2w", date(2025, 2, 14)),
            ("+1Y", date(2026, 1, 31)),
            ("-1t", date(2024, 1, 31)),
            ("+1 h", date(2025, 2, 1)),
        ];
        for (text, day) in typed_as {
            assert_eq!(typed(text, today), Ok(day), "{text}");
        }
        assert_eq!(typed("01/15/2025", today), Err(Fault::NoSuchDay("01/15/2025".into())));
        for text in ["+d", "90d", "+9x", "+99999999999d", "+2000000000y", "-300y", "+-1d", "+", "lusa"] {
            assert_eq!(typed(text, today), Err(Fault::NotADate(text.into())));
        }
    }

    #[test]
    fn the_day_is_clamped_to_a_shorter_month() {
        assert_eq!(add_months(date(2024, 12, 31), -3), Some(date(2024, 9, 30)));
        assert_eq!(add_months(date(2025, 2, 28), -3), Some(date(2024, 11, 28)));
        assert_eq!(add_months(date(2025, 1, 31), 1), Some(date(2025, 2, 28)));
        assert_eq!(add_months(date(2024, 1, 31), 1), Some(date(2024, 2, 29)));
        assert_eq!(add_months(date(2024, 2, 29), 60), Some(date(2029, 2, 28)));
        assert_eq!([i32::MIN, i32::MAX, 12 * 8000].map(|n| add_months(date(2025, 1, 1), n)), [None; 3]);
    }

    #[test]
    fn only_the_stored_form_is_iso() {
        assert_eq!(iso("2024-02-29"), Some(date(2024, 2, 29)));
        for text in ["2023-02-29", "2024-2-29", "2024-02-29 ", "2024/02/29", "20x4-02-29", "２０-02-29", ""]
        {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_spelled_out_in_both_languages() {
        let day = date(2025, 1, 15);
        assert_eq!(long(day, Lang::Id) + "/" + &long(day, Lang::En), "15 Januari 2025/15 January 2025");
        assert_eq!((weekday(day, Lang::Id), weekday(day, Lang::En)), ("Rabu", "Wednesday"));
        assert_eq!([i8::MIN, 0, 13].map(|month| month_name(month, Lang::Id)), [""; 3]);
    }

    #[test]
    fn what_is_written_is_read_back_and_months_never_spill() {
        arbtest::arbtest(|u| {
            let first = date(1900, 1, 1).checked_add(Span::new().days(u.int_in_range(0..=109_000)?)).unwrap();
            let (y, m, d) = (first.year(), first.month(), first.day());
            let (id, en) = (long(first, Lang::Id), long(first, Lang::En));
            let named = format!("{}, {}", weekday(first, Lang::Id), id.to_uppercase());
            let unpadded = format!("{y}-{m}-{d}");
            let texts = [
                first.to_string(),
                format!("{y}{m:02}{d:02}"),
                unpadded,
                id,
                en,
                named,
                format!("{first}T10:20:30"),
            ];
            for text in texts {
                assert_eq!(cell(&text, None), Ok(Read { date: first, how: How::Sure }), "{text}");
            }
            assert_eq!(cell(&format!("{d}/{m}/{y}"), Some(Order::Dmy)).unwrap().date, first);
            assert_eq!(
                cell(&format!("{m:02}.{d:02}.{y}"), Some(Order::Mdy)).map(|read| read.date),
                Ok(first)
            );
            assert_eq!(iso(&first.to_string()), Some(first));

            let months = u.int_in_range(-4000..=4000)?;
            let moved = add_months(first, months).unwrap();
            let place = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
            assert_eq!(place(moved) - place(first), months);
            assert_eq!(moved.day(), first.day().min(moved.days_in_month()));
            Ok(())
        });
    }

    #[test]
    fn no_text_makes_it_panic() {
        let bits = [
            "15", "2025", "/", "-", " ", "İ", "ß", "jan", "T", "10:00", "Rabu", ",", "+", "ß9d", "\u{a0}",
            "Z", "é",
        ];
        arbtest::arbtest(|u| {
            let text: String =
                (0..u.int_in_range(0..=8)?).map(|_| u.choose(&bits).copied()).collect::<Result<_, _>>()?;
            for text in [&text, u.arbitrary::<&str>()?] {
                let _ = (typed(text, date(2025, 1, 31)), iso(text), ORDERS.map(|order| cell(text, order)));
            }
            Ok(())
        });
    }
}
