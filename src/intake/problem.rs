//! Bad cells: where they stand, what is in them, what is wrong. The first thousand are kept, the rest counted.

use crate::error::{Error, Fault};

/// One cell that cannot be taken.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Its line in the file, the heading being line 1.
    pub line: u64,
    /// The heading of its column.
    pub column: String,
    /// What stands in it.
    pub content: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// All bad cells of a file.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// The first ones, in the order of the file.
    pub listed: Vec<Problem>,
    /// How many there are in all.
    pub count: usize,
    /// Rows that the file has, as far as it was read.
    pub rows: usize,
}

impl Problems {
    const LISTED: usize = 1000;

    /// Whether every cell was good.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a bad cell.
    pub(super) fn push(&mut self, line: u64, column: &str, content: &str, fault: Fault) {
        self.count += 1;
        if self.listed.len() < Self::LISTED {
            let (column, content) = (column.to_owned(), content.to_owned());
            self.listed.push(Problem { line, column, content, fault });
        }
    }
}

/// Ends the transaction; the caller shows the problems themselves.
pub(super) fn refused() -> Error {
    Error::usage("ada isian yang tidak dapat diterima", "there are cells that cannot be taken")
}
