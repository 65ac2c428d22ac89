//! A day in somebody's spelling, already in lower case with single blanks and without commas.

use jiff::civil::{Date, Weekday};

use super::names::{month_named, weekday_named};
use super::{How, Order, Read, Refusal};
use crate::error::Fault;

/// Reads it, weekday before and time after.
pub(super) fn read(folded: &str, order: Option<Order>) -> Result<Read, Refusal> {
    let (weekday, text) = without_lead(folded);
    let read = parts(without_time(text), order)?;
    if weekday.is_some_and(|weekday| weekday != read.date.weekday()) {
        return Err(Fault::NoSuchDay);
    }
    Ok(read)
}

fn parts(text: &str, order: Option<Order>) -> Result<Read, Refusal> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return in_order(&text[..4], &text[4..6], &text[6..]);
    }
    let parts: Vec<&str> = text.split([' ', '/', '-', '.']).filter(|part| !part.is_empty()).collect();
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let alike = matches!(*marks, [first, second] if first == second && first != ' ');
    match *parts {
        [day, month, year] if month_named(month).is_some() => in_order(year, month, day),
        [month, day, year] if month_named(month).is_some() => in_order(year, month, day),
        [year, month, day] if alike && year.len() == 4 => in_order(year, month, day),
        [first, second, year] if alike => either_way(first, second, year, order),
        _ => Err(Fault::NotADate),
    }
}

fn in_order(year: &str, month: &str, day: &str) -> Result<Read, Refusal> {
    let month = month_named(month).or_else(|| small(month)).ok_or(Fault::NotADate as Refusal)?;
    let year = super::year(year).ok_or(Fault::NotADate as Refusal)?;
    let day = small(day).ok_or(Fault::NotADate as Refusal)?;
    let date = Date::new(year, month, day).map_err(|_| Fault::NoSuchDay as Refusal)?;
    Ok(Read { date, how: How::Sure })
}

fn either_way(first: &str, second: &str, year: &str, order: Option<Order>) -> Result<Read, Refusal> {
    let day_first = in_order(year, second, first);
    let month_first = in_order(year, first, second);
    let (Ok(dmy), Ok(mdy)) = (day_first, month_first) else {
        let against = match order {
            Some(Order::Dmy) => day_first.is_err(),
            Some(Order::Mdy) => month_first.is_err(),
            Some(Order::Ymd) | None => false,
        };
        let how = if against { How::Against } else { How::Sure };
        return day_first.or(month_first).map(|read| Read { how, ..read });
    };
    match order {
        _ if dmy == mdy => Ok(dmy),
        Some(Order::Dmy) => Ok(Read { how: How::ByOrder, ..dmy }),
        Some(Order::Mdy) => Ok(Read { how: How::ByOrder, ..mdy }),
        Some(Order::Ymd) | None => Err(Fault::TwoWayDate),
    }
}

fn without_lead(mut text: &str) -> (Option<Weekday>, &str) {
    let mut weekday = None;
    while let Some((word, rest)) = text.split_once(' ') {
        let word = word.trim_end_matches(['.', ':']);
        let named = weekday_named(word);
        if named.is_none() && !matches!(word, "tanggal" | "tgl" | "per" | "hari") {
            break;
        }
        weekday = named.or(weekday);
        text = rest;
    }
    (weekday, text)
}

fn without_time(text: &str) -> &str {
    let clock = text.strip_suffix(" am").or_else(|| text.strip_suffix(" pm")).unwrap_or(text);
    match clock.rsplit_once(' ').or_else(|| clock.split_once('t')) {
        Some((day, time)) if is_time(time) => day,
        _ => text,
    }
}

/// A time of day without a zone, or a UTC time at which it is the same day all over Indonesia (UTC+7 to +9).
fn is_time(text: &str) -> bool {
    let (clock, hours) = text.strip_suffix('z').map_or((text, 24), |clock| (clock, 15));
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let parts: Vec<Option<i8>> = clock.split(':').map(small).collect();
    let fine = matches!(*parts, [Some(hour), Some(minute)] | [Some(hour), Some(minute), Some(_)]
        if hour < hours && minute < 60);
    fine && fraction.bytes().all(|b| b.is_ascii_digit())
}

fn small(text: &str) -> Option<i8> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}
