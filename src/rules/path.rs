//! The path of an agreement through its SOP: from dated movements, what stands where, since when, for whom it waits, and how
//! long each step took. Pure: nothing of it is stored but the movements.

use jiff::civil::Date;

use super::procedure::{Sop, Step, Walker, Walks};
use super::status::days_between;
use crate::calendar::working_days::Calendar;
use crate::lang::{Choice, choice, choice_also};

/// What moves a path, as words.
pub const WORDS: &[Choice] = &[
    choice_also("entered", "masuk", "entered", &["mulai"]),
    choice_also("done", "selesai", "done", &[]),
    choice_also("skipped", "dilewati", "skipped", &["lewati"]),
    choice_also("deemed", "dianggap setuju", "deemed", &["diam berarti setuju"]),
    choice_also("returned", "dikembalikan", "returned", &["kembali"]),
    choice_also("waiting", "menunggu", "waiting", &["tunggu"]),
    choice_also("parked", "ditunda", "parked", &["tunda"]),
    choice("resumed", "dilanjutkan", "resumed"),
];

/// What a movement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The path begins at a step.
    Entered,
    /// A step is done.
    Done,
    /// A step is passed over, for a reason.
    Skipped,
    /// A step is answered by silence.
    Deemed,
    /// It goes back to a step, which begins anew.
    Returned,
    /// Somebody else has to act in the step.
    Waiting,
    /// The clock stands still.
    Parked,
    /// The clock runs again.
    Resumed,
}

impl Word {
    /// Every one, in the order of [`WORDS`].
    pub const ALL: [Self; 8] = [
        Self::Entered,
        Self::Done,
        Self::Skipped,
        Self::Deemed,
        Self::Returned,
        Self::Waiting,
        Self::Parked,
        Self::Resumed,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        WORDS[self as usize].word
    }

    /// From the stored word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.word() == word)
    }

    /// Whether it leaves its step, so that the next one begins.
    pub fn leaves(self) -> bool {
        matches!(self, Self::Done | Self::Skipped | Self::Deemed)
    }

    /// Whether a step that was left so is answered: skipping answers nothing.
    pub fn answers(self) -> bool {
        matches!(self, Self::Done | Self::Deemed)
    }
}

/// One movement.
#[derive(Clone, Copy, Debug)]
pub struct Movement {
    /// What it does.
    pub word: Word,
    /// The place of its step in the version.
    pub step: usize,
    /// The day.
    pub on: Date,
    /// For whom it waits from then on: a word of [`super::procedure::HOLDERS`].
    pub waiting_on: Option<&'static str>,
    /// Until when it is parked.
    pub until: Option<Date>,
}

/// One pass through a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The place of the step in the version.
    pub step: usize,
    /// The day on which it began; unknown of a step that was done while another was open.
    pub entered: Option<Date>,
    /// The day on which it was left, and how.
    pub left: Option<(Date, Word)>,
    /// The working days it took, those left out on which it was parked.
    pub days: u32,
    /// The calendar days on which it was parked.
    pub parked: i32,
    /// The same working days by whom it waited for, in the order in which these came.
    pub held: Vec<(&'static str, u32)>,
    /// Whether every step before it was left by then.
    pub in_order: bool,
}

impl Pass {
    /// The day on which it is due, parked days added.
    pub fn due(&self, step: &Step, calendar: &Calendar) -> Option<Date> {
        let due = step.time?.due(self.entered?, calendar)?;
        due.checked_add(jiff::Span::new().days(self.parked)).ok()
    }

    /// Whether it took longer than its standard by the day on which it was left, or by `as_of`. `None` where nothing is set or
    /// nobody knows when it began.
    pub fn late(&self, step: &Step, calendar: &Calendar, as_of: Date) -> Option<bool> {
        let time = step.time?;
        self.entered?;
        match time.working_days() {
            Some(days) => Some(self.days > days),
            None => Some(self.left.map_or(as_of, |(day, _)| day) > self.due(step, calendar)?),
        }
    }

    fn hold(&mut self, holder: &'static str, days: u32) {
        self.days += days;
        match self.held.iter_mut().find(|(who, _)| *who == holder) {
            Some((_, held)) => *held += days,
            None => self.held.push((holder, days)),
        }
    }
}

/// Where a path stands as of a day.
#[derive(Clone, Debug, Default)]
pub struct Path {
    /// Every pass, in the order in which they began.
    pub passes: Vec<Pass>,
    /// The pass in which it stands; `None` once every step is left.
    pub current: Option<usize>,
    /// For whom it waits, and since when.
    pub holder: Option<(&'static str, Date)>,
    /// Since when it is parked, and until when.
    pub parked: Option<(Date, Option<Date>)>,
    /// The last day on which anything moved.
    pub last: Option<Date>,
    /// The place of the step at which the record begins: what lies before nobody recorded.
    pub start: usize,
    left: Vec<bool>,
    clock: Option<Date>,
}

impl Path {
    /// Follows movements, which come in the order of their days, up to a day.
    pub fn follow(
        sop: &Sop,
        walker: &Walker<'_>,
        moves: &[Movement],
        calendar: &Calendar,
        as_of: Date,
    ) -> Self {
        let mut path = Self { left: vec![false; sop.steps.len()], ..Self::default() };
        for one in moves.iter().filter(|one| one.on <= as_of) {
            path.take(sop, walker, one, calendar);
            path.last = Some(one.on);
        }
        path.leave_what_no_longer_applies(sop, walker);
        path.tick(as_of, calendar);
        path
    }

    /// Where somebody said since that the council need not approve, it stands in the step after it, from the same day on.
    fn leave_what_no_longer_applies(&mut self, sop: &Sop, walker: &Walker<'_>) {
        let Some(at) =
            self.current.filter(|at| walker.walks(&sop.steps[self.passes[*at].step]) != Walks::Itself)
        else {
            return;
        };
        let gone = self.passes.remove(at);
        self.left[gone.step] = true;
        self.current = None;
        if let Some(day) = gone.entered {
            self.advance(sop, walker, day);
        }
    }

    /// The step in which it stands.
    pub fn stands_in<'s>(&self, sop: &'s Sop) -> Option<&'s Step> {
        Some(&sop.steps[self.passes[self.current?].step])
    }

    /// The pass in which it stands.
    pub fn standing(&self) -> Option<&Pass> {
        Some(&self.passes[self.current?])
    }

    /// Whether anything of it is recorded.
    pub fn has_begun(&self) -> bool {
        !self.passes.is_empty()
    }

    /// Whether it stands still on a day.
    pub fn is_parked(&self, day: Date) -> bool {
        self.parked.is_some_and(|(since, until)| since <= day && until.is_none_or(|until| day < until))
    }

    /// The last pass through a step.
    pub fn last_pass(&self, step: usize) -> Option<&Pass> {
        self.passes.iter().rev().find(|pass| pass.step == step)
    }

    /// How a step was left the last time, if it was and it did not begin anew.
    pub fn left_as(&self, step: usize) -> Option<Word> {
        let (_, word) = self.last_pass(step)?.left?;
        word.leaves().then_some(word)
    }

    /// Whether a step was left, and is not to be walked anew.
    pub fn is_left(&self, step: usize) -> bool {
        self.left.get(step) == Some(&true)
    }

    /// The working days that each step took in all its passes, of those that were done and whose beginnings are known.
    pub fn taken(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        (0..self.left.len()).filter_map(|step| {
            let done = self.is_left(step) && self.left_as(step).is_some_and(Word::answers);
            let mut passes = self.passes.iter().filter(|pass| pass.step == step);
            let days = passes.try_fold(0, |sum, pass| pass.entered.map(|_| sum + i64::from(pass.days)));
            days.filter(|_| done).map(|days| (step, days))
        })
    }

    /// The steps that are walked before another one, are part of the record and are not left: what is out of order about it.
    pub fn open_before<'s>(
        &'s self,
        sop: &'s Sop,
        walker: &'s Walker<'_>,
        step: usize,
    ) -> impl Iterator<Item = usize> + 's {
        (self.start..step).filter(move |at| {
            let before = &sop.steps[*at];
            // What goes on for years does not hold up what is recorded meanwhile.
            !self.left[*at] && walker.walks(before) == Walks::Itself && !before.is("execution")
        })
    }

    fn take(&mut self, sop: &Sop, walker: &Walker<'_>, one: &Movement, calendar: &Calendar) {
        self.tick(one.on, calendar);
        match one.word {
            Word::Entered if self.passes.is_empty() => {
                self.start = one.step;
                self.begin(sop, one.step, one.on);
            }
            Word::Entered => {}
            Word::Done | Word::Skipped | Word::Deemed => {
                let in_order = self.open_before(sop, walker, one.step).next().is_none();
                let stands = self.current.filter(|at| self.passes[*at].step == one.step);
                match stands {
                    Some(at) => {
                        self.passes[at].left = Some((one.on, one.word));
                        self.passes[at].in_order = in_order;
                    }
                    None => self.passes.push(Pass {
                        step: one.step,
                        entered: None,
                        left: Some((one.on, one.word)),
                        days: 0,
                        parked: 0,
                        held: Vec::new(),
                        in_order,
                    }),
                }
                self.left[one.step] = true;
                if stands.is_some() {
                    self.advance(sop, walker, one.on);
                }
            }
            Word::Returned => {
                if let Some(at) = self.current {
                    self.passes[at].left = Some((one.on, Word::Returned));
                }
                self.left.iter_mut().skip(one.step).for_each(|left| *left = false);
                self.begin(sop, one.step, one.on);
            }
            Word::Waiting => {
                if let Some(who) = one.waiting_on {
                    self.holder = Some((who, one.on));
                }
            }
            Word::Parked => self.parked = Some((one.on, one.until)),
            Word::Resumed => self.parked = None,
        }
    }

    /// Goes to the first step that it walks and has not left.
    fn advance(&mut self, sop: &Sop, walker: &Walker<'_>, on: Date) {
        let open = |at: &usize| !self.left[*at] && walker.walks(&sop.steps[*at]) == Walks::Itself;
        if let Some(step) = (self.start..sop.steps.len()).find(open) {
            self.begin(sop, step, on);
        } else {
            (self.current, self.holder) = (None, None);
        }
    }

    fn begin(&mut self, sop: &Sop, step: usize, on: Date) {
        self.passes.push(Pass {
            step,
            entered: Some(on),
            left: None,
            days: 0,
            parked: 0,
            held: Vec::new(),
            in_order: true,
        });
        self.current = Some(self.passes.len() - 1);
        self.holder = Some((sop.steps[step].actor, on));
        self.clock = Some(on);
    }

    /// Lets the clock run until a day; where it is parked, it stands.
    fn tick(&mut self, to: Date, calendar: &Calendar) {
        let (Some(from), Some(at), Some((holder, _))) = (self.clock, self.current, self.holder) else {
            return;
        };
        let mut days = calendar.between(from, to);
        if let Some((since, until)) = self.parked {
            let (still, again) = (since.max(from), until.unwrap_or(to).min(to));
            if still < again {
                days -= calendar.between(still, again);
                self.passes[at].parked += days_between(still, again);
            }
        }
        self.passes[at].hold(holder, days);
        self.clock = Some(to.max(from));
    }
}

#[cfg(test)]
mod tests {
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

    const WALKER: Walker<'static> = Walker { document: "pks", above: None, council: Need::Yes };

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
}
