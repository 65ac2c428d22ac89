//! Which records of the register the rows of a file mean: an agreement is known again by its own number or request
//! number, or else its title, each with the same first partner and start. A 64-bit hash a record is kept, not its text.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::Result;
use crate::store::Door;

/// The agreements that were there before the import.
pub(super) struct Known {
    /// Hash of the identity and rowid, sorted by hash, equals in the order of their codes.
    records: Vec<(u64, u32)>,
    /// Which of them a row of this file has meant already.
    taken: Vec<bool>,
}

/// What makes an agreement known again.
#[derive(Clone, Copy)]
pub(super) struct Identity<'a> {
    /// Its id in the file, where one column was named to be it.
    pub(super) id: Option<&'a str>,
    /// Its own number and its request number.
    pub(super) numbers: [Option<&'a str>; 2],
    pub(super) title: &'a str,
    /// The first partner.
    pub(super) partner: Option<&'a str>,
    /// Its first valid day, else its day of signing.
    pub(super) start: Option<&'a str>,
}

impl Identity<'_> {
    /// Whether it is named by a number, and that number, else its title.
    pub(super) fn name(&self) -> (bool, &str) {
        let number = self.numbers.into_iter().flatten().next();
        (number.is_some(), number.unwrap_or(self.title))
    }

    /// By the id alone, else by number or title, always with partner and start.
    pub(super) fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self.id {
            Some(id) => id.hash(&mut hasher),
            None => (self.name(), self.partner, self.start).hash(&mut hasher),
        }
        hasher.finish()
    }
}

impl Known {
    /// Reads the identities of the agreements in the file.
    pub(super) fn load(door: &Door<'_>, by_id: bool) -> Result<Self> {
        let sql = "SELECT rowid, own_number, request_number, title, \
                   (SELECT partner FROM party WHERE agreement = code ORDER BY position LIMIT 1), \
                   coalesce(effective_on, signed_on), source_id FROM agreement ORDER BY code";
        let mut statement = door.conn().prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
            let identity = Identity {
                id: text(6)?.filter(|_| by_id),
                numbers: [text(1)?, text(2)?],
                title: text(3)?.unwrap_or_default(),
                partner: text(4)?,
                start: text(5)?,
            };
            records.push((identity.hash(), row.get(0)?));
        }
        records.sort_by_key(|(hash, _)| *hash);
        Ok(Self { taken: vec![false; records.len()], records })
    }

    /// Whether there was nothing before.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The code of the record that a row means: the n-th row of an identity is the n-th record of it.
    pub(super) fn code(&mut self, door: &Door<'_>, identity: &Identity<'_>) -> Result<Option<String>> {
        let hash = identity.hash();
        let first = self.records.partition_point(|(known, _)| *known < hash);
        let equals = self.records[first..].iter().take_while(|(known, _)| *known == hash).count();
        let Some(at) = (first..first + equals).find(|at| !self.taken[*at]) else { return Ok(None) };
        self.taken[at] = true;
        let mut statement = door.conn().prepare_cached("SELECT code FROM agreement WHERE rowid = ?1")?;
        Ok(Some(statement.query_row([self.records[at].1], |r| r.get(0))?))
    }
}
