//! The states and months of activities, day by day.

use super::*;
use crate::value::decimal::ONE;

fn facts(
    months: Option<&str>,
    due: Option<&str>,
    recurs: Option<&str>,
    target: Option<&str>,
    entries: &str,
) -> Facts {
    Facts::read([Some("2025"), months, due, recurs, target, Some(entries), None, None, None])
}

#[test]
fn an_activity_begins_with_its_first_month_and_is_late_after_its_last() {
    let one = facts(Some("3-5"), None, None, Some("2"), "2025-04-01=1");
    assert_eq!(one.state(date(2025, 2, 28)), State::NotDue);
    assert_eq!(one.state(date(2025, 3, 1)), State::OnTrack);
    assert_eq!(one.state(date(2025, 5, 31)), State::OnTrack);
    assert_eq!(one.state(date(2025, 6, 1)), State::Late);
    assert_eq!(one.due(date(2025, 6, 1)), Some(date(2025, 5, 31)));
    let whole_year = facts(None, None, None, None, "");
    assert_eq!(whole_year.state(date(2025, 12, 31)), State::OnTrack);
    assert_eq!(whole_year.state(date(2026, 1, 1)), State::Late);
}

#[test]
fn the_target_is_reached_on_the_day_of_the_entry_that_reaches_it() {
    let one = facts(Some("1-6"), None, None, Some("3"), "2025-05-02=2 2025-02-01=1");
    assert_eq!(one.done_by(date(2025, 5, 1)), None);
    assert_eq!(one.done_by(date(2025, 12, 1)), Some(date(2025, 5, 2)));
    assert_eq!(one.state(date(2025, 5, 2)), State::Done);
    assert_eq!(one.realised(date(2025, 5, 1)), ONE);
}

#[test]
fn what_comes_back_is_due_turn_by_turn() {
    // Four reports, one a quarter: the second is owed by 30 June.
    let one = facts(None, None, Some("quarterly"), Some("4"), "2025-04-03=1");
    assert_eq!(one.turns(), [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]);
    assert_eq!(one.state(date(2025, 4, 1)), State::Late);
    assert_eq!(one.state(date(2025, 4, 3)), State::OnTrack);
    assert_eq!(one.due(date(2025, 4, 3)), Some(date(2025, 6, 30)));
    assert_eq!(one.state(date(2025, 7, 1)), State::Late);
    // Without a target, every entry of something done is one turn; a note is none.
    let entries = facts(None, None, Some("semester"), None, "2025-06-30=* 2025-07-02= 2025-12-01=*");
    assert_eq!(entries.state(date(2025, 7, 1)), State::OnTrack);
    assert_eq!(entries.state(date(2025, 12, 1)), State::Done);
}

#[test]
fn turns_that_were_over_before_it_was_agreed_were_never_promised() {
    let mut one = facts(None, None, Some("quarterly"), Some("3"), "");
    one.agreed_on = Some(date(2025, 4, 10));
    assert_eq!(one.turns(), [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]);
    assert_eq!(one.state(date(2025, 4, 10)), State::OnTrack);
    assert_eq!(one.state(date(2025, 7, 1)), State::Late);
}

#[test]
fn a_promise_with_a_day_of_its_own_is_due_then_and_done_when_somebody_says_so() {
    let mut one = facts(None, Some("2025-03-10"), None, None, "");
    assert_eq!(one.state(date(2025, 1, 1)), State::OnTrack);
    assert_eq!(one.state(date(2025, 3, 10)), State::OnTrack);
    assert_eq!(one.state(date(2025, 3, 11)), State::Late);
    one.done_on = Some(date(2025, 3, 12));
    assert_eq!(one.state(date(2025, 3, 11)), State::Late);
    assert_eq!(one.state(date(2025, 3, 12)), State::Done);
    one.dropped_on = Some(date(2025, 3, 20));
    assert_eq!(one.state(date(2025, 3, 20)), State::Dropped);
}

#[test]
fn a_month_shows_what_was_planned_done_or_missed() {
    let marks = |one: &Facts, day: Date| {
        (1..=12)
            .map(|month| match one.month(month, day) {
                None => '.',
                Some(Mark::Planned) => 'p',
                Some(Mark::Done) => 'd',
                Some(Mark::Late) => 'l',
            })
            .collect::<String>()
    };
    let one = facts(Some("2-5"), None, None, Some("2"), "2025-03-10=1 2025-07-01=0.5");
    assert_eq!(marks(&one, date(2025, 1, 1)), ".pppp.......");
    assert_eq!(marks(&one, date(2025, 4, 15)), ".pdpp.......");
    assert_eq!(marks(&one, date(2025, 8, 1)), ".pdpl.d.....");
    // Done after its day: missed there, done here.
    let late = facts(Some("2-5"), None, None, Some("2"), "2025-03-10=1 2025-07-01=1");
    assert_eq!(marks(&late, date(2025, 8, 1)), ".pdpl.d.....");
    let reports = facts(None, None, Some("quarterly"), Some("4"), "2025-04-03=1");
    assert_eq!(marks(&reports, date(2025, 7, 1)), "..d..l..p..p");
    let promise = facts(None, Some("2025-03-10"), None, None, "");
    assert_eq!(marks(&promise, date(2025, 3, 10)), "..p.........");
    assert_eq!(marks(&promise, date(2025, 3, 11)), "..l.........");
}
