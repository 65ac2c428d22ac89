//! How a register comes in: bytes to text to rows to fields. The whole file is read and every bad cell reported; then
//! all of it goes in, or nothing does.

mod agreements;
mod cells;
mod headings;
mod known;
mod mapping;
mod names;
mod problem;
mod records;
mod source;

use std::io::Read;

pub use mapping::Mapping;
pub use problem::{Problem, Problems};

use crate::error::Result;
use crate::lang::Lang;
use crate::register::Entity;
use crate::store::{Entry, Store};

/// One file on its way into one register.
pub struct Import<'a> {
    /// The register.
    pub entity: &'static Entity,
    /// The file's name, for messages.
    pub name: &'a str,
    /// How its columns and cells are to be read.
    pub mapping: &'a Mapping,
    /// The language of messages about headings.
    pub lang: Lang,
}

/// What became of the rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rows of the file that are not blank, its heading left out.
    pub rows: usize,
    /// Blank rows, skipped.
    pub blank: usize,
    /// Records that are new.
    pub new: usize,
    /// Records that were known and changed.
    pub changed: usize,
    /// Records that were known as they are.
    pub known: usize,
    /// Partners and departments that were made for the rows, by register.
    pub made: Vec<(&'static str, usize)>,
    /// Headings that no field took.
    pub left_out: Vec<String>,
    /// The delimiter that was used.
    pub delimiter: char,
}

impl Import<'_> {
    /// Reads a whole file into the store in one transaction. The inner error lists the bad cells, after which nothing
    /// was written.
    pub fn run(
        &self,
        store: &mut Store,
        entry: &Entry,
        dry_run: bool,
        input: &mut dyn Read,
    ) -> Result<Result<Outcome, Problems>> {
        let mut problems = Problems::default();
        let done = store.write(entry, dry_run, |door| {
            door.keep_no_list();
            let source = source::Source::open(input, self.name, self.mapping)?;
            let outcome = match self.entity.name {
                "agreement" => agreements::read(self, source, door, &mut problems)?,
                _ => records::read(self, source, door, &mut problems)?,
            };
            if problems.is_empty() { Ok(outcome) } else { Err(problem::refused()) }
        });
        match done {
            Ok((outcome, _)) => Ok(Ok(outcome)),
            Err(_) if !problems.is_empty() => Ok(Err(problems)),
            Err(error) => Err(error),
        }
    }
}
