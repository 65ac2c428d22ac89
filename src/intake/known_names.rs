//! Which record a row means, where it gives no code: that of its name, or the child that says the same.

use std::collections::HashMap;

use crate::error::Result;
use crate::register::{Entity, Key, Row};
use crate::store::{Door, names, of_register, read_row};

/// What tells records of one name apart in a register of yearly plans: many departments plan the same, and again the next year.
const TELLS_APART: [&str; 3] = ["year", "sipd_code", "owner"];

/// A record of a name, with what tells it apart.
type Named = (String, [Option<String>; 3]);

/// The records that were there before, by name, and the codes that rows of this file have meant.
pub(super) struct KnownNames {
    by_name: HashMap<String, Vec<Named>>,
    pub(super) seen: HashMap<String, u64>,
}

impl KnownNames {
    pub(super) fn load(door: &Door<'_>, entity: &'static Entity) -> Result<Self> {
        let mut by_name: HashMap<_, Vec<Named>> = HashMap::new();
        if entity.key.width() == 1 && entity.naming().is_some() {
            let mut apart: HashMap<String, [Option<String>; 3]> = HashMap::new();
            if entity.field("year").is_some() {
                let sql = format!("SELECT code, {} FROM \"{}\"", TELLS_APART.join(", "), entity.name);
                let mut statement = door.conn().prepare(&sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    apart.insert(row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]);
                }
            }
            for (code, name) in names(door.conn(), entity)? {
                let told = apart.remove(&code).unwrap_or_default();
                by_name.entry(name.to_lowercase()).or_default().push((code, told));
            }
        }
        Ok(Self { by_name, seen: HashMap::new() })
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
            // A child without a name of its own is known again by saying the same.
            let Some(parent) = row.values()[0].text() else { return Ok(None) };
            let same = |known: &Row| {
                let told = row.values().iter().zip(known.values()).skip(2);
                told.filter(|(new, _)| !new.is_null()).all(|(new, old)| new == old)
            };
            let siblings = of_register(door.conn(), entity, parent)?;
            let free = siblings.into_iter().filter(|known| !self.seen.contains_key(&known.code()));
            return Ok(free.filter(same).map(|known| known.code()).next());
        }
        let shared = row.text_of_naming().and_then(|name| self.by_name.get(&name.to_lowercase()));
        // What a row does not say tells nothing apart.
        let like = |told: &[Option<String>; 3]| {
            let fields = TELLS_APART.iter().filter(|name| entity.field(name).is_some());
            fields
                .zip(told)
                .all(|(name, told)| row.text(name).is_none_or(|text| told.as_deref() == Some(text)))
        };
        let mut free = shared.into_iter().flatten().filter(|(code, _)| !self.seen.contains_key(code));
        let apart = entity.field("year").is_some();
        Ok(free.find(|(_, told)| !apart || like(told)).map(|(code, _)| code.clone()))
    }
}
