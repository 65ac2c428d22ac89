//! Random lives of one agreement: what its amendments say, in any order, and every day looked back at.

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use jiff::civil::{Date, date};
use sinergi::register::{ENDS_ON, STATE_FACTS};
use sinergi::rules::status::{Facts, Signature, State, state};
use sinergi::store::Store;

/// An amendment of a random life: its day of signing (unknown, a year, or a day) and the end it states, if any.
type Amendment = (Option<String>, Option<Date>);

fn some_day(u: &mut Unstructured<'_>) -> Result<Date> {
    let days = u.int_in_range(0..=5000_i64)?;
    Ok(date(2014, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap())
}

fn some_amendment(u: &mut Unstructured<'_>) -> Result<Amendment> {
    let signed = match u.int_in_range(0..=5)? {
        0 => None,
        1 => Some(some_day(u)?.year().to_string()),
        _ => Some(some_day(u)?.to_string()),
    };
    let end = if u.arbitrary()? { Some(some_day(u)?) } else { None };
    Ok((signed, end))
}

/// A file with one agreement and its amendments, past every check: what stands in a file is read, however it came there.
fn with_life(end: Option<Date>, amendments: &[Amendment]) -> Store {
    let store = Store::in_memory().unwrap();
    let end = end.map(|day| day.to_string());
    store
        .conn()
        .execute(
            "INSERT INTO agreement (code, kind, document, title, signed, signed_on, ends_on, end_rule) \
             VALUES ('KS-2025-0001', 'ksdpk', 'pks', 'Uji', 'yes', '2014-01-01', ?1, iif(?1 IS NULL, 'unknown', 'date'))",
            [&end],
        )
        .unwrap();
    for (position, (signed, end)) in (1..).zip(amendments) {
        add(&store, position, signed.as_deref(), *end);
    }
    store
}

fn add(store: &Store, position: i64, signed: Option<&str>, end: Option<Date>) {
    let sql = "INSERT INTO amendment (agreement, position, word, signed_on, ends_on) \
               VALUES ('KS-2025-0001', ?1, 'addendum', ?2, ?3)";
    store.conn().execute(sql, (position, signed, end.map(|day| day.to_string()))).unwrap();
}

/// The end and the state of the agreement as of a day, as every list and report reads them.
fn read_on(store: &Store, day: Date) -> (Option<String>, String) {
    store.speak_as_of(day).unwrap();
    let sql = format!("SELECT {ENDS_ON}, state({STATE_FACTS}) FROM agreement");
    store.conn().query_row(&sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap()
}

#[test]
fn on_every_day_of_a_random_life_there_is_one_end_and_one_state() {
    arbtest(|u| {
        let end = if u.arbitrary()? { Some(some_day(u)?) } else { None };
        let amendments: Vec<Amendment> =
            (0..u.int_in_range(0..=5)?).map(|_| some_amendment(u)).collect::<Result<_, _>>()?;
        let store = with_life(end, &amendments);
        for _ in 0..8 {
            let day = some_day(u)?;
            // By hand: of those that state an end and were signed by that day, the last one, the later number on one day.
            let by_then =
                |signed: &Option<String>| signed.as_deref().unwrap_or("") <= day.to_string().as_str();
            let last = amendments
                .iter()
                .enumerate()
                .filter(|(_, (signed, end))| end.is_some() && by_then(signed))
                .max_by_key(|(at, (signed, _))| (signed.clone().unwrap_or_default(), *at));
            let expected = last.map_or(end, |(_, (_, end))| *end);
            let facts = Facts {
                signature: Signature::Yes,
                signed_on: Some(date(2014, 1, 1)),
                ends_on: expected,
                ..Facts::default()
            };
            let (read, found) = read_on(&store, day);
            assert_eq!(read, expected.map(|day| day.to_string()), "{day} {amendments:?}");
            assert_eq!(found, state(&facts, day, 90).word(), "{day} {amendments:?}");
            assert_eq!(State::ALL.iter().filter(|s| s.word() == found).count(), 1);
        }
        Ok(())
    });
}

#[test]
fn what_is_signed_today_changes_no_day_before() {
    arbtest(|u| {
        let amendments: Vec<Amendment> =
            (0..u.int_in_range(0..=3)?).map(|_| some_amendment(u)).collect::<Result<_, _>>()?;
        let store = with_life(Some(some_day(u)?), &amendments);
        let today = some_day(u)?;
        let days: Vec<Date> = (0..6).map(|_| some_day(u)).collect::<Result<_, _>>()?;
        let before: Vec<_> = days.iter().map(|day| read_on(&store, *day)).collect();
        add(&store, 99, Some(&today.to_string()), Some(some_day(u)?));
        for (day, then) in days.iter().zip(before).filter(|(day, _)| **day < today) {
            assert_eq!(read_on(&store, *day), then, "{day}, signed on {today}");
        }
        Ok(())
    });
}
