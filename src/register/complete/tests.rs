//! What follows from other fields of an agreement, and what contradicts itself.

use jiff::civil::date;

use super::*;

use crate::register::entity;

const ALONE: Around<'_> = Around {
    settings: &Settings::DEFAULT,
    parent: None,
    siblings: &[],
    read: &|_, _| None,
    under: &|_, _| Vec::new(),
};

fn row(fields: &[(&str, &str)]) -> Row {
    let mut row = Row::new(entity("agreement").unwrap());
    for (name, text) in fields {
        let kind = row.entity().field(name).unwrap().kind;
        let value = kind.parse(text, date(2025, 1, 15)).unwrap();
        row.set(name, value);
    }
    row
}

fn completed(fields: &[(&str, &str)]) -> Row {
    let mut row = row(fields);
    complete(&mut row, None, &ALONE).unwrap();
    row
}

#[test]
fn a_term_from_signing_is_counted_from_it() {
    let row = completed(&[("signed_on", "2024-02-29"), ("term_text", "5 (lima) tahun sejak ditandatangani")]);
    assert_eq!(row.text("ends_on"), Some("2029-02-28"));
    assert_eq!(row.text("end_rule"), Some("from-signing"));
    assert_eq!(row.int("term_months"), Some(60));
}

#[test]
fn a_term_that_does_not_say_from_when_gives_no_end() {
    let row = completed(&[("signed_on", "2024-01-01"), ("term_text", "5 (lima) tahun")]);
    assert!(row.get("ends_on").is_null());
    assert_eq!(row.text("end_rule"), Some("unknown"));
    assert_eq!(row.int("term_months"), Some(60));
}

#[test]
fn a_term_that_is_worded_later_or_anew_settles_the_end() {
    let first = completed(&[("signed_on", "2025-01-15")]);
    let mut second = first.clone();
    second.set("term_text", "5 tahun sejak ditandatangani");
    complete(&mut second, Some(&first), &ALONE).unwrap();
    assert_eq!(second.text("ends_on"), Some("2030-01-14"));
    let mut third = second.clone();
    third.set("term_text", "3 tahun sejak ditandatangani");
    complete(&mut third, Some(&second), &ALONE).unwrap();
    assert_eq!((third.int("term_months"), third.text("ends_on")), (Some(36), Some("2028-01-14")));
    let mut fourth = third.clone();
    fourth.set("term_text", "selamanya");
    complete(&mut fourth, Some(&third), &ALONE).unwrap();
    assert_eq!((fourth.text("end_rule"), fourth.text("ends_on")), (Some("open-ended"), None));
}

#[test]
fn a_computed_end_that_is_taken_away_is_unknown() {
    let first = completed(&[("signed_on", "2024-01-01"), ("term_text", "12 bulan sejak ditandatangani")]);
    let mut second = first.clone();
    second.set("ends_on", Value::Null);
    complete(&mut second, Some(&first), &ALONE).unwrap();
    assert_eq!((second.text("end_rule"), second.text("ends_on")), (Some("unknown"), None));
}

#[test]
fn a_day_of_signing_makes_a_request_signed() {
    let request = completed(&[("title", "Rujukan pasien")]);
    let mut signed = request.clone();
    signed.set("signed_on", "2025-03-01");
    complete(&mut signed, Some(&request), &ALONE).unwrap();
    assert_eq!(signed.text("signed"), Some("yes"));
}

#[test]
fn a_corrected_signing_date_moves_a_computed_end() {
    let first = completed(&[("signed_on", "2024-01-01"), ("term_text", "12 bulan sejak ditandatangani")]);
    assert_eq!(first.text("ends_on"), Some("2024-12-31"));
    let mut second = first.clone();
    second.set("signed_on", "2024-03-01");
    complete(&mut second, Some(&first), &ALONE).unwrap();
    assert_eq!(second.text("ends_on"), Some("2025-02-28"));
}

#[test]
fn an_end_typed_over_a_computed_one_wins_and_says_so() {
    let first = completed(&[("signed_on", "2024-01-01"), ("term_text", "12 bulan sejak ditandatangani")]);
    let mut second = first.clone();
    second.set("ends_on", "2025-06-30");
    complete(&mut second, Some(&first), &ALONE).unwrap();
    assert_eq!(second.text("end_rule"), Some("date"));
}

#[test]
fn an_end_before_the_start_is_refused() {
    let mut row = row(&[("effective_on", "2025-01-15"), ("ends_on", "2024-12-31")]);
    let (field, fault) = complete(&mut row, None, &ALONE).unwrap_err();
    assert_eq!(field, "ends_on");
    assert!(matches!(fault, Fault::EndBeforeStart { .. }));
}

#[test]
fn an_open_end_with_a_date_is_refused() {
    let mut row = row(&[("ends_on", "2025-12-31"), ("end_rule", "open-ended")]);
    assert!(complete(&mut row, None, &ALONE).is_err());
}

#[test]
fn a_request_without_dates_is_not_signed_and_a_listed_one_is_unknown() {
    assert_eq!(completed(&[("title", "Rujukan pasien")]).text("signed"), Some("no"));
    assert_eq!(completed(&[("effective_on", "2024-01-01")]).text("signed"), Some("unknown"));
    assert_eq!(completed(&[("signed_on", "2024")]).text("signed"), Some("yes"));
}
