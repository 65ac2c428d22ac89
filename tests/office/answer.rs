//! What the program answered: its two streams and its exit code, with the questions that tests put to them.

use std::collections::HashMap;
use std::fmt;
use std::process::Output;

/// One row of a CSV answer, by heading.
pub(crate) type Record = HashMap<String, String>;

/// The answer to one line.
#[must_use]
pub(crate) struct Answer {
    line: String,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ sinergi {}\n{}", self.line, self.stdout)?;
        writeln!(f, "--- stderr\n{}\n--- exit {:?}", self.stderr, self.code)
    }
}

impl Answer {
    /// Keeps what a process left behind. Whatever was asked, no answer may hold a panic, a backtrace or SQL.
    pub(crate) fn new(line: &str, output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        let answer = Self {
            line: line.to_owned(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: output.status.code(),
        };
        for word in
            ["panicked", "backtrace", "SELECT ", "INSERT ", "SqliteFailure", "Os {", "constraint failed"]
        {
            assert!(!answer.stderr.contains(word), "`{word}` is not for people\n{answer}");
        }
        answer
    }

    /// Exit code 0.
    #[track_caller]
    pub(crate) fn succeeds(&self) -> &Self {
        self.exits(0)
    }

    /// This exit code; anything but 0 and 3 is explained by one error.
    #[track_caller]
    pub(crate) fn exits(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// The exit code of refused input, with the error's words.
    #[track_caller]
    pub(crate) fn is_refused(&self, words: &str) -> &Self {
        self.exits(2).says(words)
    }

    /// stdout holds these words.
    #[track_caller]
    pub(crate) fn shows(&self, words: &str) -> &Self {
        assert!(self.stdout.contains(words), "stdout lacks `{words}`\n{self}");
        self
    }

    /// stdout does not hold these words.
    #[track_caller]
    pub(crate) fn hides(&self, words: &str) -> &Self {
        assert!(!self.stdout.contains(words), "stdout holds `{words}`\n{self}");
        self
    }

    /// stderr holds these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.stderr.contains(words), "stderr lacks `{words}`\n{self}");
        self
    }

    /// stdout is exactly this.
    #[track_caller]
    pub(crate) fn prints(&self, text: &str) -> &Self {
        assert_eq!(self.stdout, text, "{self}");
        self
    }

    /// Nothing was said.
    #[track_caller]
    pub(crate) fn is_quiet(&self) -> &Self {
        assert_eq!(self.stderr, "", "{self}");
        self
    }

    /// The lines of stdout.
    pub(crate) fn lines(&self) -> Vec<&str> {
        self.stdout.lines().collect()
    }

    /// The rows of a CSV answer.
    #[track_caller]
    pub(crate) fn rows(&self) -> Vec<Record> {
        self.succeeds();
        rows(&self.stdout)
    }

    /// One column of a CSV answer.
    #[track_caller]
    pub(crate) fn column(&self, name: &str) -> Vec<String> {
        self.rows().into_iter().map(|mut row| row.remove(name).expect(name)).collect()
    }

    /// A JSON answer.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        self.succeeds();
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}\n{self}"))
    }
}

/// The rows of a CSV text, by heading.
pub(crate) fn rows(text: &str) -> Vec<Record> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("CSV")).collect()
}
