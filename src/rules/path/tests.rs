//! The path by hand and at random.

use jiff::civil::date;

use super::*;
use crate::rules::procedure::{Need, Time};

/// Five steps of ten working days each, in one stage after the other.
fn sop() -> Sop {
    let step = |(at, code): (usize, &&str)| Step {
        code: (*code).to_owned(),
        number: i64::try_from(at).unwrap() + 1,
        stage: None,
        activity: String::new(),
        english: String::new(),
        actor: "department",
        time: Time::read(Some(10), None),
        papers: Vec::new(),
        documents: Vec::new(),
        shared: false,
        if_council: *code == "C",
        event: None,
        silence: false,
    };
    Sop { code: "S".into(), steps: ["A", "B", "C", "D", "E"].iter().enumerate().map(step).collect() }
}

const WALKER: Walker<'static> = Walker { document: "pks", above: None, council: Need::Yes, apart: false };

fn moved(word: Word, step: usize, on: Date) -> Movement {
    Movement { word, step, on, waiting_on: None, until: None }
}

fn follow(moves: &[Movement], as_of: Date) -> Path {
    Path::follow(&sop(), &WALKER, moves, &Calendar::default(), as_of)
}

#[test]
fn a_path_stands_in_the_first_step_that_it_has_not_left() {
    let day = |n| date(2025, 3, n);
    let moves = [
        moved(Word::Entered, 0, day(3)),
        moved(Word::Done, 0, day(7)),
        moved(Word::Done, 3, day(10)),
        moved(Word::Skipped, 1, day(11)),
    ];
    let path = follow(&moves, day(14));
    assert_eq!(path.stands_in(&sop()).unwrap().code, "C");
    assert_eq!(
        path.passes.iter().map(|p| (p.step, p.days)).collect::<Vec<_>>(),
        [(0, 4), (1, 2), (3, 0), (2, 3)]
    );
    let ahead = path.last_pass(3).unwrap();
    assert!(
        !ahead.in_order
            && ahead.entered.is_none()
            && ahead.late(&sop().steps[3], &Calendar::default(), day(14)).is_none()
    );
    // Once nobody needs the council, it stands after D, which is done already.
    let no = Walker { council: Need::No, ..WALKER };
    let path = Path::follow(&sop(), &no, &moves, &Calendar::default(), day(14));
    assert_eq!(path.stands_in(&sop()).unwrap().code, "E");
    assert_eq!(path.standing().unwrap().entered, Some(day(11)));
}

#[test]
fn going_back_opens_the_steps_after_it_again_and_keeps_the_old_passes() {
    let day = |n| date(2025, 3, n);
    let moves = [
        moved(Word::Entered, 0, day(3)),
        moved(Word::Done, 0, day(5)),
        moved(Word::Done, 1, day(10)),
        moved(Word::Returned, 0, day(12)),
        moved(Word::Done, 0, day(13)),
    ];
    let path = follow(&moves, day(20));
    assert_eq!(path.stands_in(&sop()).unwrap().code, "B");
    assert!(path.is_left(0) && !path.is_left(1));
    assert_eq!(path.left_as(2), None, "what went back was not left");
    assert_eq!(path.taken().collect::<Vec<_>>(), [(0, 3)], "two days and one");
    assert_eq!(follow(&moves, day(11)).stands_in(&sop()).unwrap().code, "C", "as of the day before");
}

#[test]
fn the_days_of_all_holders_add_up_to_those_of_the_pass_and_those_of_all_passes_to_the_time_gone() {
    arbtest::arbtest(|u| {
        let calendar = Calendar::new(vec![date(2025, 3, 31), date(2025, 5, 1)]);
        let mut day = date(2025, 3, 3);
        let mut moves = vec![moved(Word::Entered, 0, day)];
        let sop = sop();
        for _ in 0..u.int_in_range(0..=12)? {
            day = day.checked_add(jiff::Span::new().days(u.int_in_range(0..=9_i64)?)).unwrap();
            let path = Path::follow(&sop, &WALKER, &moves, &calendar, day);
            let Some(step) = path.standing().map(|pass| pass.step) else { break };
            moves.push(match u.int_in_range(0..=3)? {
                0 => Movement { waiting_on: Some("legal"), ..moved(Word::Waiting, step, day) },
                1 => moved(Word::Returned, u.int_in_range(0..=step)?, day),
                _ => moved(Word::Done, step, day),
            });
        }
        let end = day.checked_add(jiff::Span::new().days(5)).unwrap();
        let path = Path::follow(&sop, &WALKER, &moves, &calendar, end);
        for pass in &path.passes {
            assert_eq!(pass.held.iter().map(|(_, days)| days).sum::<u32>(), pass.days);
        }
        let last = if path.current.is_some() { end } else { path.last.unwrap() };
        let all: u32 = path.passes.iter().map(|pass| pass.days).sum();
        assert_eq!(all, calendar.between(date(2025, 3, 3), last));
        Ok(())
    });
}

#[test]
fn the_words_stand_in_the_order_of_what_they_mean() {
    for (at, word) in Word::ALL.into_iter().enumerate() {
        assert_eq!((word as usize, Word::of(word.word())), (at, Some(word)));
    }
}
