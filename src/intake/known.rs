//! Which records of the register the rows of a file mean: an agreement is known again by its own number or request
//! number, or else its title, each with the same first partner and start. A 64-bit hash a record is kept, not its text.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::Result;
use crate::store::Door;

/// The agreements that were there before the import.
pub(super) struct Known {
    /// Hash of the identity and rowid, sorted by hash, equals in the order in which they came in.
    records: Vec<(u64, u32)>,
    /// Which of them a row of this file has meant already.
    taken: Vec<bool>,
    /// Hash of number or title and place in `records`, sorted: for rows of which one side lacks partner or start.
    named: Vec<(u64, u32)>,
}

/// What is found of a row.
pub(super) enum Found {
    /// The record that it means.
    Same(String),
    /// None, though its number stands in this record, with another partner or start.
    Numbered(String),
    /// None.
    New,
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

    /// A hash of number or title alone.
    pub(super) fn name_hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.name().hash(&mut hasher);
        hasher.finish()
    }

    /// Whether two identities of one name may be the same: partner and start agree, or one side does not know them.
    fn may_be(&self, other: &Identity<'_>) -> bool {
        let agree = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
        self.name() == other.name() && agree(self.partner, other.partner) && agree(self.start, other.start)
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
        let sql = format!("{SELECT} ORDER BY rowid");
        let mut statement = door.conn().prepare(&sql)?;
        let mut rows = statement.query([])?;
        let (mut records, mut hashes) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let identity = of_row(row, by_id)?;
            records.push((identity.hash(), row.get(0)?));
            hashes.push(identity.name_hash());
        }
        let mut order: Vec<u32> = (0..u32::try_from(records.len()).unwrap_or(u32::MAX)).collect();
        order.sort_by_key(|at| records[*at as usize].0);
        let mut named: Vec<(u64, u32)> =
            order.iter().zip(0..).map(|(at, place)| (hashes[*at as usize], place)).collect();
        named.sort_unstable();
        let records: Vec<(u64, u32)> = order.into_iter().map(|at| records[at as usize]).collect();
        Ok(Self { taken: vec![false; records.len()], records, named })
    }

    /// Whether there was nothing before.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record that a row means: the n-th row of an identity is the n-th record of it. A row of which one side lacks
    /// partner or start means the one record that agrees in the rest.
    pub(super) fn find(&mut self, door: &Door<'_>, identity: &Identity<'_>, by_id: bool) -> Result<Found> {
        let hash = identity.hash();
        let first = self.records.partition_point(|(known, _)| *known < hash);
        let equals = self.records[first..].iter().take_while(|(known, _)| *known == hash).count();
        if let Some(at) = (first..first + equals).find(|at| !self.taken[*at]) {
            self.taken[at] = true;
            return Ok(Found::Same(code_of(door, self.records[at].1)?));
        }
        if by_id {
            return Ok(Found::New);
        }
        let name = identity.name_hash();
        let first = self.named.partition_point(|(known, _)| *known < name);
        let same = self.named[first..]
            .iter()
            .take_while(|(known, _)| *known == name)
            .map(|(_, place)| *place as usize);
        let (mut agree, mut other) = (Vec::new(), None);
        for place in same.filter(|place| !self.taken[*place]).take(MOST) {
            let mut statement = door.conn().prepare_cached(&format!("{SELECT} WHERE a.rowid = ?1"))?;
            let mut rows = statement.query([self.records[place].1])?;
            let Some(row) = rows.next()? else { continue };
            let known = of_row(row, false)?;
            let moved = known.start != identity.start && Identity { start: None, ..known }.may_be(identity);
            if identity.may_be(&known) || (moved && start_by_hand(door, self.records[place].1)?) {
                agree.push(place);
            } else {
                other = Some(place);
            }
        }
        match (agree.as_slice(), other) {
            ([only], _) => {
                self.taken[*only] = true;
                Ok(Found::Same(code_of(door, self.records[*only].1)?))
            }
            (_, Some(place)) if identity.name().0 => {
                Ok(Found::Numbered(code_of(door, self.records[place].1)?))
            }
            _ => Ok(Found::New),
        }
    }
}

/// How many records of one number or title are looked at.
const MOST: usize = 50;

const SELECT: &str = "SELECT a.rowid, own_number, request_number, title, \
    (SELECT partner FROM party WHERE agreement = a.code ORDER BY position LIMIT 1), \
    coalesce(effective_on, signed_on), source_id FROM agreement a";

fn of_row<'r>(row: &'r rusqlite::Row<'_>, by_id: bool) -> Result<Identity<'r>> {
    let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
    Ok(Identity {
        id: text(6)?.filter(|_| by_id),
        numbers: [text(1)?, text(2)?],
        title: text(3)?.unwrap_or_default(),
        partner: text(4)?,
        start: text(5)?,
    })
}

/// Whether a person has moved a record's start since it came in.
fn start_by_hand(door: &Door<'_>, rowid: u32) -> Result<bool> {
    let Some(entity) = crate::register::entity("agreement") else { return Ok(false) };
    let code = code_of(door, rowid)?;
    Ok(door.edited_by_hand(entity, &code, "effective_on")?
        || door.edited_by_hand(entity, &code, "signed_on")?)
}

fn code_of(door: &Door<'_>, rowid: u32) -> Result<String> {
    let mut statement = door.conn().prepare_cached("SELECT code FROM agreement WHERE rowid = ?1")?;
    Ok(statement.query_row([rowid], |r| r.get(0))?)
}
