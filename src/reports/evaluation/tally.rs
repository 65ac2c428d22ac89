//! The mean of scores, and how many of each verdict; what cannot be said is counted apart and is in no mean.

use crate::reports::scores::Official;
use crate::rules::scoring::{AXES, Verdict};

/// A mean that is being added up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mean {
    sum: f64,
    pub(super) count: i64,
}

impl Mean {
    fn add(&mut self, score: f64) {
        self.sum += score;
        self.count += 1;
    }

    #[expect(clippy::cast_precision_loss, reason = "a count of evaluations")]
    pub(super) fn value(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }
}

/// What the official evaluations of a group add up to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) score: Mean,
    pub(super) axes: [Mean; AXES.len()],
    /// Good, fair, poor, cannot say.
    pub(super) verdicts: [i64; 4],
    pub(super) provisional: i64,
    /// The answers of all of them, and those among them without a proof.
    pub(super) answered: i64,
    pub(super) unproved: i64,
}

impl Tally {
    pub(super) fn add(&mut self, official: &Official) {
        let total = official.scores.total();
        let verdict = total.verdict(&official.bands);
        self.verdicts[verdict as usize] += 1;
        self.provisional += i64::from(official.provisional);
        self.answered += total.answered;
        self.unproved += total.unproved;
        if let Some(score) = total.score().filter(|_| verdict != Verdict::CannotSay) {
            self.score.add(score);
        }
        for (mean, tally) in self.axes.iter_mut().zip(&official.scores.axes) {
            let verdict = tally.verdict(&official.bands);
            if let Some(score) = tally.score().filter(|_| verdict != Verdict::CannotSay) {
                mean.add(score);
            }
        }
    }

    /// How many there are, those of which nothing can be said among them.
    pub(super) fn all(&self) -> i64 {
        self.verdicts.iter().sum()
    }
}
