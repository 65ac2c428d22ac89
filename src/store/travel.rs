//! The paths of agreements as the file holds them: their movements, followed through the version they go by.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row};

use super::sop::sops;
use crate::calendar::date::iso;
use crate::calendar::working_days::Calendar;
use crate::error::Result;
use crate::rules::path::{Movement, Path, Word};
use crate::rules::procedure::{HOLDERS, Need, Sop, Walker, needs_council};

/// What decides how an agreement goes through an SOP.
#[derive(Clone, Debug)]
pub struct Traveller {
    /// Its code.
    pub code: String,
    /// Its kind of cooperation.
    pub kind: String,
    /// Its document.
    pub document: String,
    /// Whether somebody said that the council has to approve, of it or of the one above it.
    pub council: Option<bool>,
    /// The agreement above it, with its document.
    pub above: Option<(String, String)>,
    /// Whether it asks the council by itself: it needs approval, and the one above it does not.
    pub apart: bool,
}

impl Traveller {
    /// The columns that it is read from, in a statement over `agreement`.
    pub const COLUMNS: &'static str = "agreement.code, agreement.kind, agreement.document, \
         coalesce(agreement.council_approval, (SELECT p.council_approval FROM agreement p WHERE p.code = agreement.parent)), \
         agreement.parent, (SELECT p.document FROM agreement p WHERE p.code = agreement.parent), \
         coalesce(agreement.council_approval = 1 AND (SELECT p.council_approval FROM agreement p WHERE p.code = agreement.parent) = 0, 0)";

    /// From the columns of a row, the first at `at`.
    pub fn from_row(row: &Row<'_>, at: usize) -> rusqlite::Result<Self> {
        let parent: Option<String> = row.get(at + 4)?;
        Ok(Self {
            code: row.get(at)?,
            kind: row.get(at + 1)?,
            document: row.get(at + 2)?,
            council: row.get(at + 3)?,
            above: parent.zip(row.get(at + 5)?),
            apart: row.get(at + 6)?,
        })
    }

    /// The agreement of that code.
    pub fn read(conn: &Connection, code: &str) -> Result<Option<Self>> {
        let sql = format!("SELECT {} FROM agreement WHERE code = ?1", Self::COLUMNS);
        Ok(conn.prepare_cached(&sql)?.query_row([code], |row| Self::from_row(row, 0)).optional()?)
    }

    /// Whether the council has to approve.
    pub fn need(&self) -> Need {
        needs_council(&self.kind, self.council)
    }

    /// What decides which steps it walks.
    pub fn walker(&self) -> Walker<'_> {
        let above = self.above.as_ref().map(|(_, document)| document.as_str());
        Walker { document: &self.document, above, council: self.need(), apart: self.apart }
    }
}

/// Follows paths: every version and the working days, read once.
#[derive(Debug)]
pub struct Travel<'c> {
    conn: &'c Connection,
    sops: HashMap<String, Arc<Sop>>,
    /// The working days of the office.
    pub calendar: Calendar,
}

impl<'c> Travel<'c> {
    /// Of the paths of a file.
    pub fn new(conn: &'c Connection, calendar: Calendar) -> Result<Self> {
        let sops = sops(conn)?.into_iter().map(|(code, sop)| (code, Arc::new(sop))).collect();
        Ok(Self { conn, sops, calendar })
    }

    /// The file's connection.
    pub fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// The version of that code.
    pub fn sop(&self, code: &str) -> Option<Arc<Sop>> {
        self.sops.get(code).cloned()
    }

    /// Every version, in no order.
    pub fn sops(&self) -> impl Iterator<Item = &Arc<Sop>> {
        self.sops.values()
    }

    /// The path of an agreement as of a day, with the version that it goes by; `None` where nothing had moved by then.
    pub fn path(&self, traveller: &Traveller, as_of: Date) -> Result<Option<(Arc<Sop>, Path)>> {
        let sql = "SELECT word, step, moved_on, sop, waiting_on, until FROM movement WHERE agreement = ?1 ORDER BY position";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([&traveller.code])?;
        let (mut sop, mut moves): (Option<&Arc<Sop>>, Vec<Movement>) = (None, Vec::new());
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
            if sop.is_none() {
                sop = text(3)?.and_then(|code| self.sops.get(code));
            }
            let step = sop.and_then(|sop| {
                sop.steps.iter().position(|s| Some(s.code.as_str()) == text(1).ok().flatten())
            });
            let word = text(0)?.and_then(Word::of);
            // What stops the clock or lets it run is of no step.
            let step =
                step.or_else(|| word.filter(|word| matches!(word, Word::Parked | Word::Resumed)).map(|_| 0));
            if let (Some(step), Some(word), Some(on)) = (step, word, text(2)?.and_then(iso)) {
                let who = text(4)?.and_then(|who| HOLDERS.iter().find(|h| h.word == who));
                let until = text(5)?.and_then(iso);
                moves.push(Movement { word, step, on, waiting_on: who.map(|h| h.word), until });
            }
        }
        let Some(sop) = sop else { return Ok(None) };
        let path = Path::follow(sop, &traveller.walker(), &moves, &self.calendar, as_of);
        Ok(path.has_begun().then(|| (Arc::clone(sop), path)))
    }

    /// The path of the agreement above, whose steps this one reads.
    pub fn path_above(&self, traveller: &Traveller, as_of: Date) -> Result<Option<(Arc<Sop>, Path)>> {
        let Some((code, _)) = &traveller.above else { return Ok(None) };
        match Traveller::read(self.conn, code)? {
            Some(above) => self.path(&above, as_of),
            None => Ok(None),
        }
    }

    /// The papers of an agreement, in the order in which they came.
    pub fn papers(&self, code: &str) -> Result<Papers> {
        let sql = "SELECT kind, coalesce(received_on, ''), CASE review WHEN 'to-repair' THEN reviewed_on END \
                   FROM document WHERE agreement = ?1 ORDER BY received_on, code";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement
            .query_map([code], |r| Ok(Paper { kind: r.get(0)?, came: r.get(1)?, to_repair: r.get(2)? }))?;
        Ok(Papers(rows.collect::<rusqlite::Result<_>>()?))
    }
}

/// The papers of an agreement.
#[derive(Debug)]
pub struct Papers(Vec<Paper>);

#[derive(Debug)]
struct Paper {
    kind: String,
    came: String,
    /// Since when it is to be repaired.
    to_repair: Option<String>,
}

impl Papers {
    /// How the last paper of a kind stands by a day: `None` where there is none, else whether it is to be repaired.
    pub fn stands(&self, kind: &str, by: Date) -> Option<bool> {
        let by = by.to_string();
        let last = self.0.iter().rev().find(|paper| paper.kind == kind && paper.came <= by)?;
        Some(last.to_repair.as_ref().is_some_and(|since| *since <= by))
    }

    /// The papers of another agreement besides.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        // What an agreement has itself is looked at before what the one above it has.
        self.0.splice(0..0, other.0);
        self
    }
}
