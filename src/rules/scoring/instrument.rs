//! An instrument as a version of questions, and the scoring of one evaluation by it.

use std::cmp::Ordering;

use super::{Bands, NOT_APPLICABLE, Question, Scores};

/// A version of the questions, in the order of their codes, with the bands of its verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// Its code.
    pub code: String,
    /// From how many percent a score is good or fair.
    pub bands: Bands,
    /// The questions, in the order of their codes.
    pub questions: Vec<Question>,
}

impl Instrument {
    /// The question of that code, whatever its case.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|q| q.code.eq_ignore_ascii_case(code))
    }

    /// The questions as they are asked: axis by axis.
    pub fn in_order(&self) -> Vec<&Question> {
        let mut questions: Vec<&Question> = self.questions.iter().collect();
        questions.sort_by_key(|q| q.axis);
        questions
    }

    /// Begins to score an evaluation.
    pub fn scorer(&self) -> Scorer<'_> {
        Scorer { questions: &self.questions, scores: Scores::default() }
    }
}

/// Scores one evaluation from its answers, which come in the order of the codes of their questions.
pub struct Scorer<'i> {
    questions: &'i [Question],
    scores: Scores,
}

impl Scorer<'_> {
    /// Counts an answer, by the bytes of its question's code and of its word; the questions that it passes over are not answered. One that the instrument does not know counts
    /// nothing.
    pub fn answer(&mut self, question: &[u8], word: &[u8], proved: bool) {
        while let Some((known, rest)) = self.questions.split_first() {
            let order = known.code.as_bytes().cmp(question);
            if order == Ordering::Greater {
                return;
            }
            self.questions = rest;
            let tally = &mut self.scores.axes[known.axis];
            match known.answers.iter().find(|a| a.word.as_bytes() == word) {
                _ if order == Ordering::Less => tally.unanswered(),
                Some(answer) => tally.answer(answer.points, known.most(), known.weight, proved),
                None if word == NOT_APPLICABLE.as_bytes() => {}
                None => tally.unanswered(),
            }
        }
    }

    /// What it adds up to; the questions that are left are not answered.
    pub fn scores(mut self) -> Scores {
        for left in self.questions {
            self.scores.axes[left.axis].unanswered();
        }
        self.scores
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Tally, Verdict, answers};
    use super::*;

    const BANDS: Bands = Bands::USUAL;

    /// An instrument of so many questions a code, axis, weight; each is worth 2, 1 or 0.
    fn instrument(questions: &[(&str, usize, i64)]) -> Instrument {
        let answers = answers("all=2 penuh; some=1 separuh; none=0 nihil", "", "").unwrap();
        let question = |(code, axis, weight): &(&str, usize, i64)| Question {
            code: (*code).to_owned(),
            axis: *axis,
            weight: *weight,
            answers: answers.clone(),
        };
        Instrument { code: "T.1".into(), bands: BANDS, questions: questions.iter().map(question).collect() }
    }

    #[test]
    fn an_evaluation_is_scored_axis_by_axis_with_what_is_missing_and_what_does_not_apply() {
        let instrument =
            instrument(&[("BE1", 2, 1), ("EF1", 0, 3), ("EF2", 0, 1), ("EF3", 0, 2), ("OR1", 3, 1)]);
        let mut counting = instrument.scorer();
        counting.answer(b"EF1", b"some", true);
        counting.answer(b"EF2", b"na", false);
        counting.answer(b"OR1", b"all", false);
        let scores = counting.scores();
        // Effective: 1×3 of 2×3; of two questions that apply one is answered. Half is not enough to say.
        assert_eq!(scores.axes[0], Tally { points: 3, most: 6, applicable: 2, answered: 1, unproved: 0 });
        assert_eq!(scores.axes[0].verdict(&BANDS), Verdict::CannotSay);
        assert_eq!(scores.axes[1], Tally::default(), "nothing is asked of it");
        assert_eq!(scores.axes[2], Tally { applicable: 1, ..Tally::default() });
        assert_eq!(scores.axes[3], Tally { points: 2, most: 2, applicable: 1, answered: 1, unproved: 1 });
        // 5 of 8, two of four answered, one of them proved.
        let total = scores.total();
        assert_eq!(
            (total.points, total.most, total.applicable, total.answered, total.unproved),
            (5, 8, 4, 2, 1)
        );
        assert_eq!(total.without_proof(), Some(0.5));
    }

    #[test]
    fn an_answer_that_the_version_does_not_know_counts_nothing() {
        let instrument = instrument(&[("EF1", 0, 1), ("EF2", 0, 1)]);
        let mut counting = instrument.scorer();
        counting.answer(b"EF1", b"strange", true);
        counting.answer(b"EF15", b"all", true);
        counting.answer(b"EF2", b"some", true);
        counting.answer(b"ZZ9", b"all", true);
        let scores = counting.scores();
        assert_eq!(scores.axes[0], Tally { points: 1, most: 2, applicable: 2, answered: 1, unproved: 0 });
    }
}
