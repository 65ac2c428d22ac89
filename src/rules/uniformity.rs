//! How uniform departments follow a procedure: met counts whole, partly half, over what applies and was answered.

/// What was answered, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Met.
    pub met: i64,
    /// Partly met.
    pub partly: i64,
    /// Not met.
    pub not_met: i64,
    /// Does not apply.
    pub na: i64,
    /// Asked and not answered.
    pub open: i64,
    /// Exempt.
    pub waived: i64,
}

impl Answers {
    /// Counts a result; `None` is still open.
    pub fn add(&mut self, result: Option<&str>) {
        match result {
            Some("met") => self.met += 1,
            Some("partly") => self.partly += 1,
            Some("not-met") => self.not_met += 1,
            Some("na") => self.na += 1,
            _ => self.open += 1,
        }
    }

    /// Adds another count.
    pub fn join(&mut self, other: &Self) {
        self.met += other.met;
        self.partly += other.partly;
        self.not_met += other.not_met;
        self.na += other.na;
        self.open += other.open;
        self.waived += other.waived;
    }

    /// What applies and was answered.
    pub fn counted(&self) -> i64 {
        self.met + self.partly + self.not_met
    }

    /// (met + ½ partly) ÷ what applies and was answered; `None` where that is nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts of answers")]
    pub fn rate(&self) -> Option<f64> {
        let counted = self.counted();
        (counted > 0).then(|| (2 * self.met + self.partly) as f64 / (2 * counted) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partly_counts_half_and_what_does_not_apply_or_is_open_counts_nothing() {
        let mut answers = Answers::default();
        assert_eq!(answers.rate(), None);
        for result in [Some("met"), Some("met"), Some("partly"), Some("not-met"), Some("na"), None] {
            answers.add(result);
        }
        // (2 + ½) ÷ 4 = 0.625.
        assert_eq!((answers.counted(), answers.rate()), (4, Some(0.625)));
        assert_eq!((answers.na, answers.open), (1, 1));
    }
}
