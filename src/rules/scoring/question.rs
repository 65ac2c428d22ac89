//! Questions with what their answers are worth: read from a text, and found again by whatever word somebody answers with.

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

#[cfg(test)]
mod tests {
    use super::*;

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
