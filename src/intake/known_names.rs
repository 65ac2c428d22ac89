//! Which record a row means, where it gives no code: that of its name, or the child that says the same.

use std::collections::{HashMap, HashSet};

use super::apart::Apart;
use crate::error::Result;
use crate::register::{Entity, Key, Row};
use crate::store::{Door, checked, names, of_register, read_row};

/// The records that were there before, by name, and the codes that rows of this file have meant.
pub(super) struct KnownNames {
    by_name: HashMap<String, Vec<String>>,
    apart: Option<Apart>,
    pub(super) seen: HashMap<String, u64>,
}

impl KnownNames {
    pub(super) fn load(door: &Door<'_>, entity: &'static Entity) -> Result<Self> {
        let mut by_name: HashMap<_, Vec<String>> = HashMap::new();
        if entity.key.width() == 1 && entity.naming().is_some() {
            for (code, name) in names(door.conn(), entity)? {
                by_name.entry(name.to_lowercase()).or_default().push(code);
            }
        }
        Ok(Self { by_name, apart: Apart::load(door, entity)?, seen: HashMap::new() })
    }

    /// The code of the record that a row means: its own, else that of its name, else that of the child that links the
    /// same two records. Of a name that several share, the n-th row means the n-th record.
    pub(super) fn code(&self, door: &Door<'_>, row: &Row) -> Result<Option<String>> {
        let entity = row.entity();
        let given = row.values()[..entity.key.width()].iter().all(|v| !v.is_null()).then(|| row.code());
        if let Some(code) = row.joined().or(given) {
            return Ok(read_row(door.conn(), entity, &code)?.map(|_| code));
        }
        if let (Key::Position, Some((_, link))) = (entity.key, entity.flag) {
            let [above, own] = entity.key_fields() else { return Ok(None) };
            let sql = format!(
                "SELECT \"{0}\" || '/' || \"{1}\" FROM \"{2}\" WHERE \"{0}\" = ?1 AND \"{link}\" = ?2",
                above.name, own.name, entity.name
            );
            let mut statement = door.conn().prepare_cached(&sql)?;
            let mut rows = statement.query((row.values()[0].text(), row.text(link)))?;
            return Ok(rows.next()?.map(|r| r.get(0)).transpose()?);
        }
        if entity.key == Key::Position {
            // A child without a name of its own is known again by saying the same, as it would be kept.
            let Some(parent) = row.values()[0].text() else { return Ok(None) };
            let mut kept = row.clone();
            let _ = checked(door.conn(), door.settings(), &mut kept, None)?;
            let said: HashSet<usize> = row
                .values()
                .iter()
                .enumerate()
                .filter(|(_, value)| !value.is_null())
                .map(|(at, _)| at)
                .collect();
            let same = |known: &Row| {
                let told = kept.values().iter().zip(known.values()).enumerate().skip(2);
                told.filter(|(at, _)| said.contains(at)).all(|(_, (new, old))| new == old)
            };
            let siblings = of_register(door.conn(), entity, parent)?;
            let free = siblings.into_iter().filter(|known| !self.seen.contains_key(&known.code()));
            return Ok(free.filter(same).map(|known| known.code()).next());
        }
        if let Some(apart) = &self.apart {
            return apart.code(door, row, &|code| !self.seen.contains_key(code));
        }
        let shared = row.text_of_naming().and_then(|name| self.by_name.get(&name.to_lowercase()));
        Ok(shared.into_iter().flatten().find(|code| !self.seen.contains_key(*code)).cloned())
    }
}
