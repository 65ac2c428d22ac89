//! The state of an agreement on each side of each border.

use jiff::civil::date;

use super::*;

fn signed() -> Facts {
    Facts {
        signature: Signature::Yes,
        signed_on: Some(date(2024, 1, 15)),
        ends_on: Some(date(2026, 1, 14)),
        ..Facts::default()
    }
}

fn on(facts: &Facts, y: i16, m: i8, d: i8) -> State {
    state(facts, date(y, m, d), 90)
}

#[test]
fn the_last_valid_day_still_counts_and_the_next_has_lapsed() {
    assert_eq!(on(&signed(), 2026, 1, 14), State::EndingSoon);
    assert_eq!(on(&signed(), 2026, 1, 15), State::Lapsed);
}

#[test]
fn ending_soon_begins_ninety_days_before_the_end() {
    assert_eq!(on(&signed(), 2025, 10, 16), State::EndingSoon);
    assert_eq!(on(&signed(), 2025, 10, 15), State::Running);
}

#[test]
fn before_its_signature_an_agreement_without_a_request_is_not_yet_there() {
    assert_eq!(on(&signed(), 2024, 1, 14), State::NotYet);
    assert_eq!(on(&signed(), 2024, 1, 15), State::Running);
    let asked = Facts { requested_on: Some(date(2023, 6, 1)), ..signed() };
    assert_eq!(on(&asked, 2023, 5, 31), State::NotYet);
    assert_eq!(on(&asked, 2023, 6, 1), State::InProcess);
}

#[test]
fn signed_but_not_yet_in_force_is_signed() {
    let later = Facts { effective_on: Some(date(2024, 3, 1)), ..signed() };
    assert_eq!(on(&later, 2024, 2, 29), State::Signed);
    assert_eq!(on(&later, 2024, 3, 1), State::Running);
}

#[test]
fn an_act_that_ends_it_counts_from_its_day() {
    let ended = Facts { ended_on: Some(date(2025, 5, 1)), ..signed() };
    assert_eq!(on(&ended, 2025, 4, 30), State::Running);
    assert_eq!(on(&ended, 2025, 5, 1), State::Ended);
    assert_eq!(on(&ended, 2027, 1, 1), State::Ended);
}

#[test]
fn unknown_open_and_conditional_ends_are_states_of_their_own() {
    let unknown = Facts { ends_on: None, ..signed() };
    assert_eq!(on(&unknown, 2040, 1, 1), State::UnknownTerm);
    let open = Facts { endless: true, ..unknown };
    assert_eq!(on(&open, 2040, 1, 1), State::Running);
}

#[test]
fn a_signature_of_unknown_day_is_still_a_signature() {
    let undated = Facts { signed_on: None, ..signed() };
    assert_eq!(on(&undated, 2010, 1, 1), State::Running);
    assert_eq!(on(&undated, 2026, 1, 15), State::Lapsed);
}

#[test]
fn a_register_without_signatures_is_judged_by_its_dates() {
    let listed =
        Facts { effective_on: Some(date(2022, 1, 1)), ends_on: Some(date(2024, 12, 31)), ..Facts::default() };
    assert_eq!(on(&listed, 2021, 12, 31), State::NotYet);
    assert_eq!(on(&listed, 2022, 1, 1), State::Running);
    assert_eq!(on(&listed, 2025, 1, 1), State::Lapsed);
    assert_eq!(on(&Facts::default(), 2025, 1, 1), State::UnknownTerm);
}

#[test]
fn a_potential_is_mapped_until_it_is_asked_for() {
    let mapped = Facts { signature: Signature::No, mapped: true, ..Facts::default() };
    assert_eq!(on(&mapped, 2025, 1, 1), State::Mapped);
    let asked = Facts { requested_on: Some(date(2025, 2, 1)), ..mapped };
    assert_eq!(on(&asked, 2025, 2, 1), State::InProcess);
}

#[test]
fn a_year_alone_counts_from_its_first_day() {
    let facts = Facts::read(Some("yes"), Some("2019"), false, None, None, None, Some("open-ended"), None);
    assert_eq!(on(&facts, 2018, 12, 31), State::NotYet);
    assert_eq!(on(&facts, 2019, 1, 1), State::Running);
}

#[test]
fn every_day_of_every_life_has_one_state_and_the_words_match() {
    arbtest::arbtest(|u| {
        let day = |u: &mut arbtest::arbitrary::Unstructured<'_>| -> arbtest::arbitrary::Result<Option<Date>> {
            if u.arbitrary()? {
                return Ok(None);
            }
            let n = u.int_in_range(0..=8000_i64)?;
            Ok(date(2010, 1, 1).checked_add(jiff::Span::new().days(n)).ok())
        };
        let facts = Facts {
            signature: *u.choose(&[Signature::Yes, Signature::No, Signature::Unknown])?,
            signed_on: day(u)?,
            mapped: u.arbitrary()?,
            requested_on: day(u)?,
            effective_on: day(u)?,
            ends_on: day(u)?,
            endless: u.arbitrary()?,
            ended_on: day(u)?,
        };
        let as_of = day(u)?.unwrap_or(date(2020, 2, 29));
        let found = state(&facts, as_of, 90);
        assert_eq!(State::ALL.iter().filter(|s| **s == found).count(), 1);
        assert_eq!(STATES[found as usize].word, found.word());
        if facts.signature == Signature::No {
            assert!(!found.in_force());
        }
        Ok(())
    });
}
