//! How far a measured benefit has come from where it began to where it was to go, and how far money was used as planned.
//! Measured numbers are counted in ten-thousandths, money in rupiah.

use super::share::share;
use crate::lang::{Choice, choice_also};

/// Which way a number is better, as words.
pub const BETTER: &[Choice] = &[
    choice_also("up", "makin besar makin baik", "the more the better", &["naik", "higher"]),
    choice_also("down", "makin kecil makin baik", "the less the better", &["turun", "lower"]),
];

/// The share of the way that was gone; over 1 where the target was passed, below 0 where it went the wrong way.
///
/// With a baseline it is the way from there, in either direction. Without one it is the value beside the target; where less is
/// better, as far below twice the target as the value is: (2 × target − value) ÷ target, which is how offices report such
/// indicators (use). `None` where that says nothing.
#[expect(clippy::cast_precision_loss, reason = "a share is shown with one decimal")]
pub fn attainment(baseline: Option<i64>, target: i64, value: i64, down: bool) -> Option<f64> {
    // Where less is better both ways are negative, and their share is not.
    let share = |part: i64, whole: i64| (whole != 0).then(|| part as f64 / whole as f64);
    match baseline {
        Some(baseline) => share(value.checked_sub(baseline)?, target.checked_sub(baseline)?),
        None if down && target == 0 => (value == 0).then_some(1.0),
        None if down => share(target.checked_mul(2)?.checked_sub(value)?, target).filter(|_| target > 0),
        None => share(value, target).filter(|_| target > 0),
    }
}

/// Money of one agreement or of many: what was planned, what was used, and how much of that the partners brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// All that was planned, as last revised.
    pub planned: Option<i64>,
    /// All that was used.
    pub realised: Option<i64>,
    /// What the partners used.
    pub partners: i64,
    /// Plan and use of the lines of which both are known.
    compared: (i64, i64),
    /// Lines of which the plan or the use is not known.
    pub unknown: i64,
}

impl Money {
    /// Adds one line; a revised plan stands for the first one.
    pub fn add(&mut self, planned: Option<i64>, revised: Option<i64>, realised: Option<i64>, partner: bool) {
        let sum = |known: Option<i64>, more: Option<i64>| match (known, more) {
            (Some(known), Some(more)) => Some(known.saturating_add(more)),
            (known, more) => known.or(more),
        };
        let plan = revised.or(planned);
        self.planned = sum(self.planned, plan);
        self.realised = sum(self.realised, realised);
        if partner {
            self.partners = self.partners.saturating_add(realised.unwrap_or_default());
        }
        match (plan, realised) {
            (Some(plan), Some(used)) => {
                self.compared.0 = self.compared.0.saturating_add(plan);
                self.compared.1 = self.compared.1.saturating_add(used);
            }
            _ => self.unknown += 1,
        }
    }

    /// Plan and use of the lines of which both are known; `None` where there are none.
    pub fn compared(&self) -> Option<(i64, i64)> {
        (self.compared != (0, 0)).then_some(self.compared)
    }

    /// The share of the plan that was used, of the lines of which both are known; `None` where nothing was planned.
    pub fn used(&self) -> Option<f64> {
        share(self.compared.1, self.compared.0)
    }

    /// The share of what was used that the partners brought.
    pub fn of_partners(&self) -> Option<f64> {
        share(self.partners, self.realised?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_the_baseline_counts_in_both_directions() {
        // From 20 to 60 tons, 30 reached: a quarter. From 30 to 14 percent, 22 reached: a half.
        assert_eq!(attainment(Some(200_000), 600_000, 300_000, false), Some(0.25));
        assert_eq!(attainment(Some(300_000), 140_000, 220_000, true), Some(0.5));
        assert_eq!(attainment(Some(300_000), 140_000, 340_000, true), Some(-0.25), "the wrong way");
        assert_eq!(attainment(Some(0), 100, 150, false), Some(1.5), "beyond the target");
    }

    #[test]
    fn without_a_baseline_the_value_stands_beside_the_target() {
        assert_eq!(attainment(None, 400_000, 100_000, false), Some(0.25));
        for (value, share) in [(100_000, 1.0), (50_000, 1.5), (0, 2.0), (150_000, 0.5), (400_000, -2.0)] {
            assert_eq!(attainment(None, 100_000, value, true), Some(share), "{value}");
        }
    }

    #[test]
    fn nothing_is_divided_by_nothing() {
        assert_eq!(attainment(Some(5), 5, 7, false), None, "target and baseline are equal");
        assert_eq!(attainment(None, 0, 7, false), None);
        assert_eq!(attainment(None, 0, 0, true), Some(1.0), "none were to be left, and none are");
        assert_eq!(attainment(None, 0, 7, true), None, "none were to be left");
        assert_eq!(attainment(None, -5, 7, true), None);
        assert_eq!(attainment(Some(i64::MIN), i64::MAX, 0, false), None, "beyond what can be counted");
        arbtest::arbtest(|u| {
            let _ = attainment(u.arbitrary()?, u.arbitrary()?, u.arbitrary()?, u.arbitrary()?);
            Ok(())
        });
    }

    #[test]
    fn money_is_compared_where_plan_and_use_are_known() {
        let mut money = Money::default();
        money.add(Some(100), None, Some(60), false);
        money.add(Some(100), Some(60), Some(40), true);
        money.add(Some(500), None, None, false);
        money.add(None, None, Some(7), false);
        assert_eq!((money.planned, money.realised, money.unknown), (Some(660), Some(107), 2));
        // 100 of 160, for of the other two lines one side is not known; 40 of 107.
        assert_eq!((money.used(), money.of_partners()), (Some(0.625), Some(40.0 / 107.0)));
        money.add(Some(i64::MAX), None, Some(i64::MAX), true);
        assert_eq!(money.planned, Some(i64::MAX), "no sum turns round");
        assert_eq!((Money::default().used(), Money::default().of_partners()), (None, None));
    }
}
