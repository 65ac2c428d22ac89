//! The names of months and weekdays, Indonesian and English.

use jiff::civil::{Date, Weekday};

use crate::lang::{Label, Lang, label};

const MONTHS: [(Label, &[&str]); 12] = [
    (label("Januari", "January"), &["jan"]),
    (label("Februari", "February"), &["feb", "peb", "pebruari"]),
    (label("Maret", "March"), &["mar", "mrt"]),
    (label("April", "April"), &["apr"]),
    (label("Mei", "May"), &[]),
    (label("Juni", "June"), &["jun"]),
    (label("Juli", "July"), &["jul"]),
    (label("Agustus", "August"), &["agt", "agu", "ags", "agust", "aug"]),
    (label("September", "September"), &["sep", "sept"]),
    (label("Oktober", "October"), &["okt", "oct"]),
    (label("November", "November"), &["nov", "nop", "nopember"]),
    (label("Desember", "December"), &["des", "dec"]),
];

/// Monday first.
const WEEKDAYS: [(Label, Weekday); 7] = [
    (label("Senin", "Monday"), Weekday::Monday),
    (label("Selasa", "Tuesday"), Weekday::Tuesday),
    (label("Rabu", "Wednesday"), Weekday::Wednesday),
    (label("Kamis", "Thursday"), Weekday::Thursday),
    (label("Jumat", "Friday"), Weekday::Friday),
    (label("Sabtu", "Saturday"), Weekday::Saturday),
    (label("Minggu", "Sunday"), Weekday::Sunday),
];

/// The name of the day's weekday.
pub fn weekday(day: Date, lang: Lang) -> &'static str {
    let place = day.weekday().to_monday_zero_offset();
    usize::try_from(place).ok().and_then(|place| WEEKDAYS.get(place)).map_or("", |(name, _)| name.get(lang))
}

/// The name of a month, 1 to 12; empty for any other number.
pub fn month_name(month: i8, lang: Lang) -> &'static str {
    let place = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    place.and_then(|place| MONTHS.get(place)).map_or("", |(name, _)| name.get(lang))
}

/// The number of a month from its name or abbreviation in lower case.
pub(in crate::calendar) fn month_named(word: &str) -> Option<i8> {
    let same = |name: &str| name.eq_ignore_ascii_case(word);
    let found = MONTHS
        .iter()
        .zip(1..)
        .find(|((name, short), _)| same(name.id) || same(name.en) || short.contains(&word));
    found.map(|(_, month)| month)
}

/// The weekday of that name in lower case.
pub(super) fn weekday_named(word: &str) -> Option<Weekday> {
    let word = match word {
        "jum'at" | "jum’at" => "jumat",
        "ahad" => "minggu",
        word => word,
    };
    let same = |name: &str| name.eq_ignore_ascii_case(word);
    WEEKDAYS.iter().find(|(name, _)| same(name.id) || same(name.en)).map(|(_, weekday)| *weekday)
}
