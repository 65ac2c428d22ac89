//! Which records of the register the rows of a file mean: an agreement is known again by its own number or request
//! number, or else its title, each with the same first partner and start. Numbers are looked up in the file; of the
//! others a 64-bit hash a record is kept, not its text.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::Result;
use crate::store::Door;

/// The agreements that were there before the import.
pub(super) struct Known {
    /// Whether the id of a row alone tells which record it means.
    by_id: bool,
    /// Which of them a row of this file has meant already, by rowid; what is beyond came in with this file.
    taken: Vec<bool>,
    /// Hash of id, or of title where there is no number, and rowid; sorted. Read when first asked for.
    unnumbered: Option<Vec<(u64, u32)>>,
    /// Of a name that many records share: hash of the identity and rowid, in the order in which they came in.
    crowds: HashMap<u64, Vec<(u64, u32)>>,
    /// By a number (`true`) or title that a person has changed since: whose it was. Read when first asked for.
    former: Option<HashMap<(bool, String), Vec<u32>>>,
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

    /// Whether its records are looked up by a number.
    fn has_number(&self) -> bool {
        self.id.is_none() && self.name().0
    }

    /// Whether they are the same: by the id alone, else by number or title with partner and start.
    fn is(&self, other: &Identity<'_>) -> bool {
        let whole = self.name() == other.name() && self.partner == other.partner && self.start == other.start;
        self.id == other.id && (self.id.is_some() || whole)
    }

    /// Whether two identities of one name may be the same: partner and start agree, or one side does not know them.
    fn may_be(&self, other: &Identity<'_>) -> bool {
        let agree = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
        self.name() == other.name() && agree(self.partner, other.partner) && agree(self.start, other.start)
    }

    /// A hash of the id, else of number or title alone.
    fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self.id {
            Some(id) => id.hash(&mut hasher),
            None => self.name().hash(&mut hasher),
        }
        hasher.finish()
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
    /// Looks how many agreements there are in the file.
    pub(super) fn load(door: &Door<'_>, by_id: bool) -> Result<Self> {
        let last: Option<u32> =
            door.conn().query_row("SELECT max(rowid) FROM agreement", [], |r| r.get(0))?;
        let taken = vec![false; last.map_or(0, |last| last as usize + 1)];
        Ok(Self { by_id, taken, unnumbered: None, crowds: HashMap::new(), former: None })
    }

    /// Whether there was nothing before.
    pub(super) fn is_empty(&self) -> bool {
        self.taken.is_empty()
    }

    /// The record that a row means: of several with its identity the one that says what the row says, else the first
    /// that no row has meant yet. A row of which one side lacks partner or start means the one record that agrees in the
    /// rest.
    pub(super) fn find(
        &mut self,
        door: &Door<'_>,
        identity: &Identity<'_>,
        says_it: &dyn Fn(&str) -> Result<bool>,
    ) -> Result<Found> {
        let key = identity.key();
        if self.unnumbered.is_none() && !identity.has_number() {
            self.unnumbered = Some(self.read_unnumbered(door)?);
        }
        let free = |rowid: u32| self.taken.get(rowid as usize) == Some(&false);
        let mut rowids: Vec<u32> = match self.crowds.get(&key) {
            None => self.named(door, identity, key)?.into_iter().filter(|rowid| free(*rowid)).collect(),
            Some(crowd) => {
                let hash = identity.hash();
                if let Some((_, rowid)) = crowd.iter().find(|(known, rowid)| *known == hash && free(*rowid)) {
                    return self.take(door, *rowid);
                }
                crowd.iter().map(|(_, rowid)| *rowid).filter(|rowid| free(*rowid)).take(MOST).collect()
            }
        };
        if rowids.len() > MOST {
            rowids.sort_unstable();
            let crowd = rowids.into_iter().map(|rowid| self.read(door, rowid, |known| (known.hash(), rowid)));
            let crowd = crowd.collect::<Result<_>>()?;
            self.crowds.insert(key, crowd);
            return self.find(door, identity, says_it);
        }
        let (mut same, mut agree, mut other) = (Vec::new(), Vec::new(), None);
        for rowid in rowids {
            let (is_same, may_be, start, partner) = self.read(door, rowid, |known| {
                let start = Identity { start: None, ..*known }.may_be(identity);
                let partner = Identity { partner: None, ..*known }.may_be(identity);
                (known.is(identity), identity.may_be(known), start, partner)
            })?;
            if is_same {
                same.push(rowid);
            }
            if is_same || self.by_id {
                continue;
            }
            // What else a person has changed since is no other record.
            if may_be || (start && start_by_hand(door, rowid)?) || (partner && parties_by_hand(door, rowid)?)
            {
                agree.push(rowid);
            } else {
                other = Some(rowid);
            }
        }
        if let [first, others @ ..] = same.as_slice() {
            let mut meant = *first;
            if !others.is_empty() {
                for rowid in &same {
                    if says_it(&code_of(door, *rowid)?)? {
                        meant = *rowid;
                        break;
                    }
                }
            }
            return self.take(door, meant);
        }
        if agree.is_empty() && !self.by_id {
            for rowid in self.formerly(door, identity)? {
                let named = |known: &Identity<'_>| {
                    let known = Identity { numbers: identity.numbers, title: identity.title, ..*known };
                    known.may_be(identity)
                };
                if self.read(door, rowid, named)? {
                    agree.push(rowid);
                }
            }
        }
        match (agree.as_slice(), other) {
            ([only], _) => self.take(door, *only),
            (_, Some(rowid)) if identity.name().0 => Ok(Found::Numbered(code_of(door, rowid)?)),
            _ => Ok(Found::New),
        }
    }

    fn take(&mut self, door: &Door<'_>, rowid: u32) -> Result<Found> {
        self.taken[rowid as usize] = true;
        Ok(Found::Same(code_of(door, rowid)?))
    }

    /// The records of a row's id, number or title.
    fn named(&self, door: &Door<'_>, identity: &Identity<'_>, key: u64) -> Result<Vec<u32>> {
        if identity.has_number() {
            let mut statement = door.conn().prepare_cached(OF_NUMBER)?;
            let rowids = statement.query_map([identity.name().1], |r| r.get(0))?;
            return Ok(rowids.collect::<Result<_, _>>()?);
        }
        let all = self.unnumbered.as_deref().unwrap_or_default();
        let first = all.partition_point(|(known, _)| *known < key);
        Ok(all[first..].iter().take_while(|(known, _)| *known == key).map(|(_, rowid)| *rowid).collect())
    }

    fn read_unnumbered(&self, door: &Door<'_>) -> Result<Vec<(u64, u32)>> {
        let which = if self.by_id { "" } else { "WHERE own_number IS NULL AND request_number IS NULL" };
        let sql = format!(
            "SELECT rowid, own_number, request_number, title, NULL, NULL, source_id FROM agreement {which}"
        );
        let mut statement = door.conn().prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push((of_row(row, self.by_id)?.key(), row.get(0)?));
        }
        all.sort_unstable();
        Ok(all)
    }

    /// The records that had a row's number or title until a person changed it.
    fn formerly(&mut self, door: &Door<'_>, identity: &Identity<'_>) -> Result<Vec<u32>> {
        if self.former.is_none() {
            let mut former: HashMap<_, Vec<u32>> = HashMap::new();
            let mut statement = door.conn().prepare(FORMER)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                former.entry((row.get(0)?, row.get(1)?)).or_default().push(row.get(2)?);
            }
            self.former = Some(former);
        }
        let (number, name) = identity.name();
        let found = self.former.as_ref().and_then(|former| former.get(&(number, name.to_owned())));
        let free = |rowid: &u32| self.taken.get(*rowid as usize) == Some(&false);
        let mut rowids: Vec<u32> = found.into_iter().flatten().copied().filter(free).collect();
        // One record may have been changed away from it twice.
        rowids.sort_unstable();
        rowids.dedup();
        rowids.truncate(MOST);
        Ok(rowids)
    }

    /// Looks at the identity of a record.
    fn read<T>(&self, door: &Door<'_>, rowid: u32, look: impl Fn(&Identity<'_>) -> T) -> Result<T> {
        let mut statement = door.conn().prepare_cached(SELECT)?;
        Ok(statement.query_row([rowid], |row| Ok(look(&of_row(row, self.by_id)?)))?)
    }
}

/// How many records of one number or title are looked at for one that may be meant.
const MOST: usize = 50;

/// The plus keeps `SQLite` from walking all records that have no own number.
const OF_NUMBER: &str = "SELECT rowid FROM agreement WHERE own_number = ?1 \
    UNION ALL SELECT rowid FROM agreement WHERE request_number = ?1 AND +own_number IS NULL";

const SELECT: &str = "SELECT a.rowid, own_number, request_number, title, \
    (SELECT partner FROM party WHERE agreement = a.code ORDER BY position LIMIT 1), \
    coalesce(effective_on, signed_on), source_id FROM agreement a WHERE rowid = ?1";

fn of_row<'r>(row: &'r rusqlite::Row<'_>, by_id: bool) -> rusqlite::Result<Identity<'r>> {
    let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
    Ok(Identity {
        id: text(6)?.filter(|_| by_id),
        numbers: [text(1)?, text(2)?],
        title: text(3)?.unwrap_or_default(),
        partner: text(4)?,
        start: text(5)?,
    })
}

/// Operations by hand come first: where there are none, no change is looked at.
const FORMER: &str = "SELECT c.field <> 'title', c.old, a.rowid FROM change c \
    JOIN operation o ON o.number = c.operation JOIN agreement a ON a.code = c.code \
    WHERE c.register = 'agreement' AND c.action = 'edited' \
    AND c.field IN ('own_number', 'request_number', 'title') AND typeof(c.old) = 'text' \
    AND o.verb <> 'import' AND o.undoes IS NULL AND o.undone_by IS NULL \
    AND EXISTS (SELECT 1 FROM operation WHERE verb NOT IN ('import', 'init'))";

/// Whether a person has changed a record's parties since it came in.
fn parties_by_hand(door: &Door<'_>, rowid: u32) -> Result<bool> {
    let Some(party) = crate::register::entity("party") else { return Ok(false) };
    door.children_by_hand(party, &code_of(door, rowid)?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_number_is_looked_up_by_the_indexes_of_numbers() {
        let store = Store::in_memory().unwrap();
        let mut statement = store.conn().prepare(&format!("EXPLAIN QUERY PLAN {OF_NUMBER}")).unwrap();
        let steps = statement.query_map(["1"], |r| r.get::<_, String>(3)).unwrap();
        let plan = steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n");
        assert!(plan.contains("agreement_own_number (own_number=?)"), "{plan}");
        assert!(plan.contains("agreement_request_number (request_number=?)"), "{plan}");
        assert!(!plan.contains("SCAN"), "{plan}");
    }
}
