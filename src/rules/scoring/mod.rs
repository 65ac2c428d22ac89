//! How an evaluation is scored: answers to points, points to a score for each axis, scores to verdicts. All in whole numbers;
//! nothing is divided before it is shown.

mod instrument;
mod question;

pub use self::instrument::{Instrument, Scorer};
pub use self::question::{
    Answer, NOT_APPLICABLE, NOT_APPLICABLE_LABEL, NOT_APPLICABLE_WORDS, Question, answers, looks_like_a_code,
};
use crate::lang::{Choice, choice};

/// What is judged, as words.
pub const AXES: &[Choice] = &[
    choice("effective", "efektif", "effective"),
    choice("efficient", "efisien", "efficient"),
    choice("benefit", "manfaat", "benefit"),
    choice("orderly", "tertib", "orderly"),
    choice("relevant", "relevan", "relevant"),
];

/// The axes, and all of them together.
pub const AXES_AND_TOTAL: &[Choice] =
    &[AXES[0], AXES[1], AXES[2], AXES[3], AXES[4], choice("total", "seluruhnya", "all axes")];

/// The verdicts, as words.
pub const VERDICTS: &[Choice] = &[
    choice("good", "baik", "good"),
    choice("fair", "cukup", "fair"),
    choice("poor", "kurang", "poor"),
    choice("cannot-say", "belum dapat dinilai", "cannot say"),
];

/// From how many percent a score is good or fair, and how much must be answered for a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// Good from here on, in percent of the most points.
    pub good: i64,
    /// Fair from here on.
    pub fair: i64,
    /// The percent of the questions that apply which must be answered.
    pub answered: i64,
}

impl Bands {
    /// The usual ones, which an office may set otherwise.
    pub const USUAL: Self = Self { good: 80, fair: 60, answered: 60 };
}

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At least the good band.
    Good,
    /// At least the fair band.
    Fair,
    /// Below it.
    Poor,
    /// Too little was answered, or nothing applies.
    CannotSay,
}

impl Verdict {
    /// Its word.
    pub fn word(self) -> &'static str {
        VERDICTS[self as usize].word
    }
}

/// What the answers to some questions add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Σ points × weight of what is answered and applies.
    pub points: i64,
    /// Σ most points × weight of the same questions.
    pub most: i64,
    /// Questions that apply.
    pub applicable: i64,
    /// Of these, those that are answered.
    pub answered: i64,
    /// Of these, those without a proof.
    pub unproved: i64,
}

impl Tally {
    /// Counts a question that nobody answered.
    pub fn unanswered(&mut self) {
        self.applicable += 1;
    }

    /// Counts an answer. `most` is the most that its question is worth.
    pub fn answer(&mut self, points: i64, most: i64, weight: i64, proved: bool) {
        self.points += points * weight;
        self.most += most * weight;
        self.applicable += 1;
        self.answered += 1;
        self.unproved += i64::from(!proved);
    }

    /// Adds what another adds up to.
    pub fn add(&mut self, other: &Self) {
        self.points += other.points;
        self.most += other.most;
        self.applicable += other.applicable;
        self.answered += other.answered;
        self.unproved += other.unproved;
    }

    /// The score as a share of the most points; `None` where nothing is answered that applies.
    #[expect(clippy::cast_precision_loss, reason = "points of a few questions")]
    pub fn score(&self) -> Option<f64> {
        (self.most > 0).then(|| self.points as f64 / self.most as f64)
    }

    /// The share of the answers that have no proof.
    #[expect(clippy::cast_precision_loss, reason = "a few questions")]
    pub fn without_proof(&self) -> Option<f64> {
        (self.answered > 0).then(|| self.unproved as f64 / self.answered as f64)
    }

    /// The verdict: bands of the score where enough of what applies is answered.
    pub fn verdict(&self, bands: &Bands) -> Verdict {
        if self.most == 0 || self.answered * 100 < bands.answered * self.applicable {
            return Verdict::CannotSay;
        }
        let reaches = |percent: i64| self.points * 100 >= percent * self.most;
        match (reaches(bands.good), reaches(bands.fair)) {
            (true, _) => Verdict::Good,
            (false, true) => Verdict::Fair,
            (false, false) => Verdict::Poor,
        }
    }
}

/// What one evaluation adds up to: a tally for each axis, in the order of [`AXES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// The axes.
    pub axes: [Tally; AXES.len()],
}

impl Scores {
    /// All axes together.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for axis in &self.axes {
            total.add(axis);
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANDS: Bands = Bands::USUAL;

    fn tally(answers: &[(i64, i64, i64)]) -> Tally {
        let mut tally = Tally::default();
        for (points, most, weight) in answers {
            tally.answer(*points, *most, *weight, true);
        }
        tally
    }

    #[test]
    fn a_score_is_weighted_points_over_the_most_that_was_possible() {
        // 2×3 + 1×3 + 0×2 = 9 of 2×3 + 2×3 + 2×2 = 16.
        let found = tally(&[(2, 2, 3), (1, 2, 3), (0, 2, 2)]);
        assert_eq!((found.points, found.most), (9, 16));
        assert_eq!(found.score(), Some(0.5625));
        assert_eq!(found.verdict(&BANDS), Verdict::Poor);
    }

    #[test]
    fn a_band_begins_exactly_at_its_percent() {
        assert_eq!(tally(&[(4, 5, 1)]).verdict(&BANDS), Verdict::Good, "80 of 100");
        assert_eq!(tally(&[(799, 1000, 1)]).verdict(&BANDS), Verdict::Fair, "79.9 of 100");
        assert_eq!(tally(&[(3, 5, 1)]).verdict(&BANDS), Verdict::Fair, "60 of 100");
        assert_eq!(tally(&[(599, 1000, 1)]).verdict(&BANDS), Verdict::Poor, "59.9 of 100");
        assert_eq!(tally(&[(0, 5, 1)]).verdict(&BANDS), Verdict::Poor, "answered with nothing");
    }

    #[test]
    fn what_is_not_answered_does_not_lower_a_score_but_may_forbid_a_verdict() {
        // Three of five answered is 60 percent, which is enough; two of four is not.
        let mut found = tally(&[(2, 2, 1), (2, 2, 1), (2, 2, 1)]);
        found.unanswered();
        found.unanswered();
        assert_eq!((found.score(), found.verdict(&BANDS)), (Some(1.0), Verdict::Good));
        let mut found = tally(&[(2, 2, 1), (2, 2, 1)]);
        found.unanswered();
        found.unanswered();
        assert_eq!((found.score(), found.verdict(&BANDS)), (Some(1.0), Verdict::CannotSay));
    }

    #[test]
    fn nothing_that_applies_is_no_score_and_no_division() {
        let found = Tally::default();
        assert_eq!((found.score(), found.without_proof()), (None, None));
        assert_eq!(found.verdict(&BANDS), Verdict::CannotSay);
        let none = Bands { answered: 0, ..BANDS };
        assert_eq!(found.verdict(&none), Verdict::CannotSay);
    }
}
