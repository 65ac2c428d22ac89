//! The path of an agreement through its SOP: from dated movements, what stands where, since when, for whom it waits, and how
//! long each step took. Pure: nothing of it is stored but the movements.

mod pass;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use self::pass::Pass;
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
                        parked_working: 0,
                        held: Vec::new(),
                        in_order,
                    }),
                }
                self.left[one.step] = true;
                if stands.is_some() {
                    // What moves on is parked no more.
                    self.parked = None;
                    self.advance(sop, walker, one.on);
                }
            }
            Word::Returned => {
                self.parked = None;
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
            parked_working: 0,
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
                let working = calendar.between(still, again);
                days -= working;
                self.passes[at].parked += days_between(still, again);
                self.passes[at].parked_working += working;
            }
        }
        self.passes[at].hold(holder, days);
        self.clock = Some(to.max(from));
    }
}
