//! Records that share their names: what tells them apart, so that a plan that is imported again finds its own rows and a meeting is
//! never taken for the one before it.

use std::collections::HashMap;

use crate::error::Result;
use crate::register::{Entity, Row};
use crate::store::{Door, resolve_value};
use crate::value::Kind;

/// Registers whose names come again, and what must be the same besides: a plan every year, a meeting every quarter, a team with
/// every decree.
const TELLS_APART: &[(&str, &str)] = &[("activity", "year"), ("meeting", "meets_on"), ("team", "decreed_on")];

/// The records of such a register, by what must be the same.
pub(super) struct Apart {
    field: &'static str,
    records: HashMap<String, Vec<Known>>,
}

/// What a record is called and known by.
struct Known {
    code: String,
    title: String,
    number: Option<String>,
    owner: Option<String>,
    source: Option<String>,
}

impl Apart {
    /// The records of a register whose names come again; `None` of any other.
    pub(super) fn load(door: &Door<'_>, entity: &'static Entity) -> Result<Option<Self>> {
        let Some((_, field)) = TELLS_APART.iter().find(|(name, _)| *name == entity.name) else {
            return Ok(None);
        };
        let title = entity.naming().map_or("NULL", |naming| naming.name);
        let of = |name: &'static str| entity.field(name).map_or("NULL", |field| field.name);
        let sql = format!(
            "SELECT code, \"{title}\", \"{field}\", {}, {}, {} FROM \"{}\" ORDER BY code",
            of("sipd_code"),
            of("owner"),
            of("source_id"),
            entity.name
        );
        let mut statement = door.conn().prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut records: HashMap<String, Vec<Known>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let owner: Option<String> = row.get(4)?;
            records.entry(row.get(2)?).or_default().push(Known {
                code: row.get(0)?,
                title: row.get::<_, String>(1)?.to_lowercase(),
                number: row.get(3)?,
                owner: owner.map(|owner| now_called(door, owner)).transpose()?,
                source: row.get(5)?,
            });
        }
        Ok(Some(Self { field, records }))
    }

    /// The code of the free record that a row means. A row says its title, its number in a plan, its owner and its id in the source;
    /// two of them that agree find a record whose other words were changed since, and none of them makes up for an owner that is
    /// another.
    pub(super) fn code(
        &self,
        door: &Door<'_>,
        row: &Row,
        free: &dyn Fn(&str) -> bool,
    ) -> Result<Option<String>> {
        let Some(same) = row.text(self.field).and_then(|text| self.records.get(text)) else {
            return Ok(None);
        };
        let text = |name: &str| row.entity().field(name).and_then(|field| row.text(field.name));
        let (number, owner, source) = (text("sipd_code"), text("owner"), text("source_id"));
        let title = row.text_of_naming().unwrap_or_default().to_lowercase();
        let mut best: Option<(u8, &Known)> = None;
        for known in same.iter().filter(|known| free(&known.code)) {
            let says =
                |mine: Option<&str>, theirs: &Option<String>| mine.is_some() && mine == theirs.as_deref();
            let differs = |mine: Option<&str>, theirs: &Option<String>| {
                mine.is_some() && theirs.is_some() && mine != theirs.as_deref()
            };
            if differs(number, &known.number) || differs(source, &known.source) {
                continue;
            }
            let by_number = says(number, &known.number) || says(source, &known.source);
            let by_title = known.title == title;
            if !by_number && !by_title {
                continue;
            }
            let by_owner = owner.is_none() || says(owner, &known.owner);
            let rank = match (by_number, by_title, by_owner) {
                (true, true, true) => 4,
                (_, true, true) | (true, false, true) => 3,
                // Its owner may have been changed by hand, or be an office within the one that the file names.
                (_, true, false) if of_that_owner(door, known, owner.unwrap_or_default())? => 2,
                _ => continue,
            };
            if best.is_none_or(|(most, _)| rank > most) {
                best = Some((rank, known));
            }
        }
        Ok(best.map(|(_, known)| known.code.clone()))
    }
}

/// An owner who was kept as a text and is on record since.
fn now_called(door: &Door<'_>, owner: String) -> Result<String> {
    if owner.contains('/') {
        return Ok(owner);
    }
    Ok(match resolve_value(door.conn(), Kind::Actor, &owner)? {
        Ok(Some(found)) => found,
        _ => owner,
    })
}

/// Whether a record belongs to an owner by another name: it has none, had that one before somebody changed it, or has an office
/// within it.
fn of_that_owner(door: &Door<'_>, known: &Known, owner: &str) -> Result<bool> {
    let Some(now) = known.owner.as_deref() else { return Ok(true) };
    let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE register = 'activity' AND code = ?1 AND field = 'owner' AND old = ?2)";
    if door.conn().prepare_cached(sql)?.query_row([known.code.as_str(), owner], |row| row.get(0))? {
        return Ok(true);
    }
    let (Some(own), Some(above)) = (now.strip_prefix("department/"), owner.strip_prefix("department/"))
    else {
        return Ok(false);
    };
    let sql = "WITH RECURSIVE up (code) AS (SELECT ?1 UNION SELECT d.parent FROM up JOIN department d ON d.code = up.code \
               WHERE d.parent IS NOT NULL) SELECT EXISTS (SELECT 1 FROM up WHERE code = ?2)";
    Ok(door.conn().prepare_cached(sql)?.query_row([own, above], |row| row.get(0))?)
}
