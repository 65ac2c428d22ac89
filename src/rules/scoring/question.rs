//! Questions with what their answers are worth, as an instrument holds them, and the scoring of one evaluation by them.

use std::cmp::Ordering;

use super::{Bands, Scores};
use crate::error::Fault;
use crate::lang::{Label, Lang, label};

/// The answer that a question does not apply; it counts neither for nor against.
pub const NOT_APPLICABLE: &str = "na";

/// What that answer is called.
pub const NOT_APPLICABLE_LABEL: Label = label("tidak berlaku", "not applicable");

/// What a question that does not apply is answered with, in words.
pub const NOT_APPLICABLE_WORDS: [&str; 6] =
    [NOT_APPLICABLE, "n/a", "tidak berlaku", "tidak relevan untuk kerja sama ini", "not applicable", "tb"];

/// One of the answers that a question knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The word that is kept.
    pub word: String,
    /// What it is worth.
    pub points: i64,
    /// What it is called in Indonesian.
    pub label: String,
    /// What it is called in English; empty where nobody translated it.
    pub english: String,
    /// Other words that mean it.
    pub also: Vec<String>,
}

impl Answer {
    /// What it is called in a language.
    pub fn label(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.english.is_empty() { &self.english } else { &self.label }
    }

    /// Everything that means it.
    fn spellings(&self) -> impl Iterator<Item = &str> {
        let own = [&self.word, &self.label, &self.english];
        own.into_iter().chain(&self.also).map(String::as_str).filter(|word| !word.is_empty())
    }

    fn is(&self, folded: &str) -> bool {
        self.spellings().any(|word| fold(word) == folded)
    }
}

/// A question with what its answers are worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its code within the instrument.
    pub code: String,
    /// The place of its axis in [`AXES`](super::AXES).
    pub axis: usize,
    /// How much it counts beside the others of its axis.
    pub weight: i64,
    /// Its answers, as they are offered.
    pub answers: Vec<Answer>,
}

impl Question {
    /// The most points that an answer is worth.
    pub fn most(&self) -> i64 {
        self.answers.iter().map(|a| a.points).max().unwrap_or_default()
    }

    /// What an answer is worth; `None` of a word that the question does not know.
    pub fn points(&self, word: &str) -> Option<i64> {
        self.answers.iter().find(|a| a.word == word).map(|a| a.points)
    }

    /// The word that is kept for what somebody answered; the fault names the words that the question knows.
    pub fn read(&self, text: &str) -> Result<String, Fault> {
        let typed = fold(text);
        if NOT_APPLICABLE_WORDS.contains(&typed.as_str()) {
            return Ok(NOT_APPLICABLE.to_owned());
        }
        match self.answers.iter().find(|a| a.is(&typed)) {
            Some(answer) => Ok(answer.word.clone()),
            None => Err(Fault::NotAnAnswer {
                text: text.to_owned(),
                question: self.code.clone(),
                words: [self.words(Lang::Id), self.words(Lang::En)],
            }),
        }
    }

    /// An answer as a person reads it; `None` of a word that the question does not know.
    pub fn label(&self, word: &str, lang: Lang) -> Option<&str> {
        if word == NOT_APPLICABLE {
            return Some(NOT_APPLICABLE_LABEL.get(lang));
        }
        self.answers.iter().find(|a| a.word == word).map(|a| a.label(lang))
    }

    /// The words of its answers with their labels, and the one that says it does not apply.
    pub fn words(&self, lang: Lang) -> String {
        let words = self.answers.iter().map(|a| (a.word.as_str(), a.label(lang)));
        let all = words.chain([(NOT_APPLICABLE, NOT_APPLICABLE_LABEL.get(lang))]);
        all.map(|(word, label)| format!("{word} ({label})")).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a text looks like the code of a question: some letters, then some digits.
pub fn looks_like_a_code(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    (1..=4).contains(&letters)
        && (1..=3).contains(&digits.len())
        && digits.chars().all(|c| c.is_ascii_digit())
}

/// Lower case, blanks folded, hyphens and commas as blanks: `Ya, signifikan` is `ya signifikan`.
fn fold(text: &str) -> String {
    let plain = text.to_lowercase().replace(['-', '_', ','], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads `all=2 seluruhnya; partly=1 sebagian; no=0 tidak`, with the English labels and the other words written alike:
/// `all=in full; partly=in part`, `all=ya seluruhnya, tercapai`.
pub fn answers(options: &str, english: &str, also: &str) -> Result<Vec<Answer>, Fault> {
    let mut found: Vec<Answer> = Vec::new();
    for (word, rest) in pairs(options)? {
        let (points, label) = rest.split_once(' ').unwrap_or((rest.as_str(), ""));
        let points = points.parse().ok().filter(|n| (0..=1000).contains(n));
        let points = points.ok_or_else(|| malformed(options))?;
        if found.iter().any(|a| a.word == word) || word == NOT_APPLICABLE {
            return Err(malformed(options));
        }
        let label = if label.trim().is_empty() { word.clone() } else { label.trim().to_owned() };
        found.push(Answer { word, points, label, english: String::new(), also: Vec::new() });
    }
    for (word, label) in pairs(english)? {
        let answer = found.iter_mut().find(|a| a.word == word).ok_or_else(|| malformed(english))?;
        answer.english = label;
    }
    for (word, others) in pairs(also)? {
        let answer = found.iter_mut().find(|a| a.word == word).ok_or_else(|| malformed(also))?;
        answer.also = others.split(',').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect();
    }
    if found.len() < 2 || found.iter().all(|a| a.points == 0) {
        return Err(malformed(options));
    }
    refuse_double(&found)?;
    Ok(found)
}

/// Refuses a word that means two answers, or that the question does not apply.
fn refuse_double(answers: &[Answer]) -> Result<(), Fault> {
    for (at, answer) in answers.iter().enumerate() {
        for word in answer.spellings() {
            let folded = fold(word);
            let double = answers[..at].iter().any(|other| other.is(&folded));
            if double || NOT_APPLICABLE_WORDS.contains(&folded.as_str()) {
                return Err(Fault::NotOptions(word.to_owned()));
            }
        }
    }
    Ok(())
}

fn pairs(text: &str) -> Result<Vec<(String, String)>, Fault> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (word, rest) = part.split_once('=').ok_or_else(|| malformed(text))?;
            let word = word.trim();
            let plain = word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if word.is_empty() || !plain {
                return Err(malformed(text));
            }
            Ok((word.to_owned(), rest.trim().to_owned()))
        })
        .collect()
}

fn malformed(text: &str) -> Fault {
    Fault::NotOptions(text.to_owned())
}

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
    use super::super::{Tally, Verdict};
    use super::*;

    const BANDS: Bands = Bands { good: 80, fair: 60, answered: 60 };

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

    #[test]
    fn answers_are_read_by_word_label_or_other_words() {
        let answers = answers(
            "all=2 seluruhnya; partly=1 sebagian; no=0 tidak",
            "all=in full; no=not at all",
            "all=Ya seluruhnya, Ya, signifikan",
        )
        .unwrap();
        let question = Question { code: "EF1".into(), axis: 0, weight: 3, answers };
        for (text, word) in [
            ("ALL", "all"),
            ("Seluruhnya", "all"),
            ("in  full", "all"),
            ("ya seluruhnya", "all"),
            ("sebagian", "partly"),
            ("NA", "na"),
            ("tidak berlaku", "na"),
        ] {
            assert_eq!(question.read(text).unwrap(), word, "{text}");
        }
        assert!(matches!(question.read("3"), Err(Fault::NotAnAnswer { .. })));
        assert_eq!((question.most(), question.points("partly"), question.points("x")), (2, Some(1), None));
    }

    #[test]
    fn options_that_say_nothing_are_refused() {
        for wrong in [
            "",
            "all=2",
            "all=0; no=0",
            "all=2; all=1",
            "all; no",
            "Semua=2; no=0",
            "all=x; no=0",
            "na=1; no=0",
            "tb=1; no=0",
            "all=2 sama; no=0 sama",
            "all=2 tidak berlaku; no=0 tidak",
            "all=2000; no=0",
        ] {
            assert!(answers(wrong, "", "").is_err(), "{wrong}");
        }
        assert!(answers("all=2; no=0", "some=x", "").is_err(), "an English label of no answer");
    }
}
