//! Which records of the register the rows of a file mean: an agreement is known again by its own number or request
//! number, or else its title, each with the same first partner and start. A 64-bit hash a record is kept, not its text.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::Result;
use crate::store::Door;

/// The agreements that were there before the import.
pub(super) struct Known {
    /// Hash of the identity, place among its equals, rowid: sorted.
    records: Vec<(u64, u32, i64)>,
    seen: HashSet<u64>,
    again: HashMap<u64, u32>,
}

/// Two stand for one: an identity is by number where there is one, else by title.
#[derive(Hash)]
enum By<'a> {
    Number(&'a str),
    Title(&'a str),
}

fn identity(numbers: [Option<&str>; 2], title: &str, partner: Option<&str>, start: Option<&str>) -> u64 {
    let by = match numbers.into_iter().flatten().next() {
        Some(number) => By::Number(number),
        None => By::Title(title),
    };
    let mut hasher = DefaultHasher::new();
    (by, partner, start).hash(&mut hasher);
    hasher.finish()
}

impl Known {
    /// Reads the identities of the agreements in the file.
    pub(super) fn load(door: &Door<'_>) -> Result<Self> {
        let sql = "SELECT rowid, own_number, request_number, title, \
                   (SELECT partner FROM party WHERE agreement = code ORDER BY position LIMIT 1), \
                   coalesce(effective_on, signed_on) FROM agreement ORDER BY code";
        let mut statement = door.conn().prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut known = Self { records: Vec::new(), seen: HashSet::new(), again: HashMap::new() };
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
            let hash = identity([text(1)?, text(2)?], text(3)?.unwrap_or_default(), text(4)?, text(5)?);
            let place = known.place(hash);
            known.records.push((hash, place, row.get(0)?));
        }
        known.records.sort_unstable();
        known.seen = HashSet::new();
        known.again = HashMap::new();
        Ok(known)
    }

    /// Whether there was nothing before.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The code of the record that a row means: the n-th row of an identity is the n-th record of it.
    pub(super) fn code(
        &mut self,
        door: &Door<'_>,
        numbers: [Option<&str>; 2],
        title: &str,
        partner: Option<&str>,
        start: Option<&str>,
    ) -> Result<Option<String>> {
        let hash = identity(numbers, title, partner, start);
        let place = self.place(hash);
        let found = self.records.binary_search_by_key(&(hash, place), |r| (r.0, r.1));
        let Ok(at) = found else { return Ok(None) };
        let mut statement = door.conn().prepare_cached("SELECT code FROM agreement WHERE rowid = ?1")?;
        Ok(Some(statement.query_row([self.records[at].2], |r| r.get(0))?))
    }

    /// How many of the same identity came before.
    fn place(&mut self, hash: u64) -> u32 {
        if self.seen.insert(hash) {
            return 0;
        }
        let count = self.again.entry(hash).or_insert(0);
        *count += 1;
        *count
    }
}
