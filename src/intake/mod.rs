//! How a register comes in: bytes to text to rows to fields. The whole file is read and every bad cell reported; then
//! all of it goes in, or, unless bad rows or cells may stay out, nothing does.

mod agreement;
mod agreements;
mod answers;
mod apart;
mod cells;
mod children;
mod dates;
mod headings;
mod json;
mod known;
mod known_names;
mod later;
mod line;
mod links;
mod made;
mod mapping;
mod names;
mod notice;
mod problem;
mod quotes;
mod records;
mod rows;
mod source;
mod twins;
mod update;
mod whole;

use std::io::Read;

pub use mapping::Mapping;
pub use notice::Notice;
pub use problem::{Problem, Problems, What};
pub use whole::{COUNTERS, import_all};

use crate::error::Result;
use crate::register::Entity;
use crate::store::{Door, Entry, Store};

/// One file on its way into one register.
pub struct Import<'a> {
    /// The register.
    pub entity: &'static Entity,
    /// The file's name, for messages.
    pub name: &'a str,
    /// How its columns and cells are to be read.
    pub mapping: &'a Mapping,
    /// What is allowed.
    pub allow: Allow,
}

/// What an import may do beyond taking a clean file.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag of the command line")]
pub struct Allow {
    /// Leave rows with bad cells out.
    pub skip_invalid: bool,
    /// Take such rows, the bad cells unknown with their text kept.
    pub as_unknown: bool,
    /// Make a known record's field unknown where the cell is empty.
    pub clear: bool,
    /// Replace what was edited by hand.
    pub overwrite: bool,
    /// Keep every finding, not only the first thousand.
    pub all_findings: bool,
}

/// What became of the rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rows of the file, its heading left out, blank ones included.
    pub rows: usize,
    /// Blank rows, skipped.
    pub blank: usize,
    /// Rows that are no records: repeated headings, totals, section titles.
    pub no_records: usize,
    /// Rows of other SIPD codes than those asked for.
    pub outside: usize,
    /// Rows left out because of bad cells.
    pub refused: usize,
    /// Records that are new.
    pub new: usize,
    /// Records that were known and changed.
    pub changed: usize,
    /// Records that were known as they are.
    pub known: usize,
    /// Of the rows taken, those whose document is an addendum.
    pub addenda: usize,
    /// Partners and departments that were made for the rows, by register.
    pub made: Vec<(&'static str, usize)>,
    /// Headings that no field took.
    pub left_out: Vec<String>,
    /// The delimiter that was used.
    pub delimiter: char,
}

/// What became of one row that may be a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    New,
    Changed,
    Known,
    Refused,
}

impl Outcome {
    fn of(&mut self, fate: Fate) -> &mut usize {
        match fate {
            Fate::New => &mut self.new,
            Fate::Changed => &mut self.changed,
            Fate::Known => &mut self.known,
            Fate::Refused => &mut self.refused,
        }
    }

    /// Counts a row once more, otherwise than before.
    fn becomes(&mut self, before: Fate, after: Fate) {
        *self.of(before) -= 1;
        *self.of(after) += 1;
    }
}

/// How an import ended: what became of the rows, and everything worth knowing. `taken` is false when bad cells kept
/// all of it out.
#[derive(Clone, Debug)]
pub struct Report {
    /// What became of the rows; of a file that was not taken, what would have.
    pub outcome: Outcome,
    /// Bad cells and notices.
    pub problems: Problems,
    /// Whether it went in.
    pub taken: bool,
}

impl Import<'_> {
    /// Reads a whole file as a part of another command. What is wrong with it is one error, that of its first bad cell.
    pub fn within(&self, door: &mut Door<'_>, input: &mut dyn Read) -> Result<Outcome> {
        let (mut problems, mut outcome) = (Problems::new(false), Outcome::default());
        self.read(door, input, &mut problems, &mut outcome)?;
        problems.sort();
        match problems.listed.iter().find_map(|problem| problem.as_error(self.name)) {
            Some(error) => Err(error),
            None => Ok(outcome),
        }
    }

    fn read(
        &self,
        door: &mut Door<'_>,
        input: &mut dyn Read,
        problems: &mut Problems,
        outcome: &mut Outcome,
    ) -> Result<()> {
        let source = source::Source::open(input, self.name, self.mapping)?;
        match self.entity.name {
            "agreement" => agreements::read(self, source, door, problems, outcome),
            _ => records::read(self, source, door, problems, outcome),
        }
    }

    /// Reads a whole file into the store in one transaction.
    pub fn run(
        &self,
        store: &mut Store,
        entry: &Entry,
        dry_run: bool,
        input: &mut dyn Read,
    ) -> Result<Report> {
        let mut problems = Problems::new(self.allow.all_findings);
        let mut outcome = Outcome::default();
        let mut read = false;
        let done = store.write(entry, dry_run, |door| {
            door.keep_no_list();
            self.read(door, input, &mut problems, &mut outcome)?;
            read = true;
            if problems.fatal == 0 { Ok(()) } else { Err(problem::refused()) }
        });
        problems.sort();
        match done {
            Ok(_) => Ok(Report { outcome, problems, taken: true }),
            Err(_) if read && problems.fatal > 0 => Ok(Report { outcome, problems, taken: false }),
            Err(error) => Err(error),
        }
    }
}
