//! A sheet on its way out: columns, then rows of borrowed cells, then a foot. Knows neither where the rows come
//! from nor how they will look.

use crate::error::Error;
use crate::lang::{Label, Lang};
use crate::value::Kind;

/// One column of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The CSV heading and JSON key: English, the same for ever.
    pub key: &'static str,
    /// What a person reads above the column.
    pub label: Label,
    /// How the cells are shown and aligned.
    pub kind: Kind,
    /// Which columns a narrow screen gives up first: 0 stays, the highest goes first.
    pub rank: u8,
    /// Whether a text that is too long goes on in the next line of its cell, instead of being shortened.
    pub wraps: bool,
}

impl Column {
    /// A column that a narrow screen keeps.
    pub const fn new(key: &'static str, label: Label, kind: Kind) -> Self {
        Self { key, label, kind, rank: 0, wraps: false }
    }

    /// A column whose heading is data: a question, a step. As many as a sheet has of them stay for the rest of the command.
    pub fn headed(heading: String, kind: Kind) -> Self {
        let heading: &'static str = heading.leak();
        Self::new(heading, Label { id: heading, en: heading }, kind)
    }

    /// The same column, given up on a narrow screen; the highest rank goes first.
    #[must_use]
    pub const fn rank(self, rank: u8) -> Self {
        Self { rank, ..self }
    }

    /// The same column, its texts never shortened: they go on in the next line.
    #[must_use]
    pub const fn wraps(self) -> Self {
        Self { wraps: true, ..self }
    }
}

/// What a sink is told before the first row.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The name of this part of a report (`kind`), or of the register.
    pub part: &'static str,
    /// The heading a person reads; empty for a bare list.
    pub title: &'a str,
    /// The columns, in order.
    pub columns: &'a [Column],
    /// The language of headings and words.
    pub lang: Lang,
    /// The part is one record written as `field: value`, not a table.
    pub record: bool,
}

/// One cell, borrowed from wherever the row stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// A text, code, date or choice, as stored.
    Text(&'a str),
    /// A whole number or whole rupiah.
    Int(i64),
    /// A share between 0 and 1.
    Share(f64),
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl Cell<'_> {
    /// A share, where it is known.
    pub fn share(share: Option<f64>) -> Self {
        share.map_or(Self::Empty, Self::Share)
    }
}

impl From<Option<i64>> for Cell<'_> {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Int)
    }
}

/// What follows the last row.
#[derive(Clone, Debug, Default)]
pub struct Foot {
    /// A row of totals under the columns.
    pub total: Vec<Cell<'static>>,
    /// Sentences: what was counted, what was left out and why.
    pub notes: Vec<String>,
    /// The command that shows the records behind the figures.
    pub open: Option<String>,
}

/// Takes one sheet after the other. `begin`, any number of `row`s, `end`; then perhaps the next part.
pub trait Sink {
    /// Starts a part.
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error>;
    /// Takes a row of as many cells as there are columns.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error>;
    /// Ends the part.
    fn end(&mut self, foot: &Foot) -> Result<(), Error>;
}
