//! Bad cells and notices: where they stand, what is in them, what is to be known. The first thousand are kept unless all
//! are wanted; the rest is counted by cause.

use std::collections::BTreeMap;

use super::Notice;
use crate::Lang;
use crate::error::{Error, Fault};

/// What is to be known of a cell or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It cannot be taken.
    Fault(Fault),
    /// It was taken, and this should be known.
    Notice(Notice),
}

/// One finding in a file.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Its line in the file, the heading being line 1.
    pub line: u64,
    /// The heading of its column; empty for a whole row.
    pub column: String,
    /// What stands there.
    pub content: String,
    /// What is to be known.
    pub what: What,
}

/// All findings in a file.
#[derive(Clone, Debug)]
pub struct Problems {
    /// The first ones, in the order of the file.
    pub listed: Vec<Problem>,
    /// Bad cells.
    pub bad: usize,
    /// Bad cells for which nobody allowed the row to go in without them, or to stay out alone.
    pub fatal: usize,
    /// Notices.
    pub notices: usize,
    /// Findings that are not listed, by cause.
    pub unlisted: BTreeMap<(&'static str, &'static str), usize>,
    most: usize,
}

impl Problems {
    /// How many are listed where not all are wanted.
    const LISTED: usize = 1000;

    /// No findings yet; `all` keeps every one.
    pub fn new(all: bool) -> Self {
        Self {
            listed: Vec::new(),
            bad: 0,
            fatal: 0,
            notices: 0,
            unlisted: BTreeMap::new(),
            most: if all { usize::MAX } else { Self::LISTED },
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.bad + self.notices == 0
    }

    /// Adds a finding.
    pub(super) fn push(&mut self, line: u64, column: &str, content: &str, what: What) {
        match what {
            What::Fault(_) => self.bad += 1,
            What::Notice(_) => self.notices += 1,
        }
        if self.listed.len() < self.most {
            let (column, content) = (column.to_owned(), content.to_owned());
            self.listed.push(Problem { line, column, content, what });
        } else {
            *self.unlisted.entry(what.cause()).or_default() += 1;
        }
    }

    /// Adds a notice.
    pub(super) fn note(&mut self, line: u64, column: &str, content: &str, notice: Notice) {
        self.push(line, column, content, What::Notice(notice));
    }

    /// Puts the findings in the order of lines.
    pub(super) fn sort(&mut self) {
        self.listed.sort_by_key(|problem| problem.line);
    }
}

impl Problem {
    /// What cannot be taken as the error of a whole file; `None` of a notice.
    pub fn as_error(&self, file: &str) -> Option<Error> {
        match &self.what {
            What::Fault(fault) => {
                Some(Error::Refused(format!("{file}:{}: {}", self.line, self.column), fault.clone()))
            }
            What::Notice(_) => None,
        }
    }
}

impl What {
    /// Says it: a fault or a notice.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Fault(fault) => fault.say(lang),
            Self::Notice(notice) => notice.say(lang),
        }
    }

    /// What to type or do.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Fault(fault) => fault.hint(lang),
            Self::Notice(notice) => notice.hint(lang),
        }
    }

    /// Its cause in a word or two, Indonesian and English, for counting.
    fn cause(&self) -> (&'static str, &'static str) {
        match self {
            Self::Fault(fault) => fault.cause(),
            Self::Notice(Notice::Twin(_)) => ("mungkin kembar", "perhaps a twin"),
            Self::Notice(Notice::SameNumber(_) | Notice::SameNumberAs(_)) => {
                ("nomor sama", "the same number")
            }
            Self::Notice(Notice::AgainstOrder(_) | Notice::ConfirmedByTerm(_)) => {
                ("urutan tanggal lain", "the other order of dates")
            }
            Self::Notice(Notice::Attached(_)) => ("sudah menjadi perubahan", "an amendment already"),
            Self::Notice(Notice::MouMeans(_)) => ("MoU", "MoU"),
            Self::Notice(Notice::OwnDepartment(_)) => ("OPD sendiri", "our own department"),
            Self::Notice(Notice::EditedByHand(_)) => ("diubah dengan tangan", "edited by hand"),
            Self::Notice(Notice::NoTarget) => ("target tanpa bilangan", "a target without a number"),
            Self::Notice(Notice::Heading | Notice::Total | Notice::Section) => ("bukan catatan", "no record"),
        }
    }
}

/// Ends the transaction; the caller shows the problems themselves.
pub(super) fn refused() -> Error {
    Error::usage("ada isian yang tidak dapat diterima", "there are cells that cannot be taken")
}
