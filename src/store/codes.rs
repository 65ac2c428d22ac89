//! Making codes: from a counter, from initials, or by counting on under a parent. A code is never used twice, so
//! counters are kept apart from the records and undo does not turn them back.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::register::{Entity, Key, Row};
use crate::value::Value;

/// The counters of one operation, written back once at its end.
#[derive(Default)]
pub(super) struct Counters(HashMap<String, i64>);

impl Counters {
    fn next(&mut self, conn: &Connection, name: &str) -> Result<&mut i64> {
        if !self.0.contains_key(name) {
            let mut statement = conn.prepare_cached("SELECT next FROM counter WHERE name = ?1")?;
            let next = statement.query_row([name], |r| r.get(0)).optional()?.unwrap_or(1);
            self.0.insert(name.to_owned(), next);
        }
        Ok(self.0.entry(name.to_owned()).or_insert(1))
    }

    /// Never hands out `taken` or a lower number again. A number that no counting reaches is somebody's own.
    pub(super) fn pass(&mut self, conn: &Connection, name: &str, taken: i64) -> Result<()> {
        if taken > 99_999_999 {
            return Ok(());
        }
        let next = self.next(conn, name)?;
        *next = (*next).max(taken + 1);
        Ok(())
    }

    /// Writes the counters that this operation moved.
    pub(super) fn save(&self, conn: &Connection) -> Result<()> {
        let sql = "INSERT INTO counter (name, next) VALUES (?1, ?2) \
                   ON CONFLICT (name) DO UPDATE SET next = max(next, excluded.next)";
        let mut statement = conn.prepare_cached(sql)?;
        for (name, next) in self.0.iter().filter(|(_, next)| **next > 1) {
            statement.execute((name, next))?;
        }
        Ok(())
    }

    /// Fills the key of a new row where it was not given, and passes the counter where it was.
    pub(super) fn settle(&mut self, conn: &Connection, row: &mut Row, year: i16) -> Result<()> {
        let entity = row.entity();
        match entity.key {
            Key::Typed | Key::Link | Key::Named | Key::Dated => Ok(()),
            Key::Joined(_) => {
                if let Some(code) = row.joined() {
                    row.set_at(0, Value::Text(code));
                }
                Ok(())
            }
            Key::Initials if !row.values()[0].is_null() => Ok(()),
            Key::Yearly(prefix) => match row.values()[0].text() {
                None => {
                    let name = format!("{prefix}-{year:04}");
                    let next = self.next(conn, &name)?;
                    let code = format!("{name}-{next:04}");
                    *next += 1;
                    row.set_at(0, Value::Text(code));
                    Ok(())
                }
                Some(code) => match code.rsplit_once('-').and_then(|(name, n)| Some((name, n.parse().ok()?)))
                {
                    Some((name, number)) => self.pass(conn, name, number),
                    None => Ok(()),
                },
            },
            Key::Numbered(prefix) => match row.values()[0].text() {
                None => {
                    let next = self.next(conn, prefix)?;
                    let code = format!("{prefix}-{next:04}");
                    *next += 1;
                    row.set_at(0, Value::Text(code));
                    Ok(())
                }
                Some(code) => match code.rsplit_once('-').and_then(|(name, n)| Some((name, n.parse().ok()?)))
                {
                    Some((name, number)) => self.pass(conn, name, number),
                    None => Ok(()),
                },
            },
            Key::Initials => {
                let stem = initials(row.text("name").unwrap_or_default());
                let name = format!("{} {stem}", entity.name);
                loop {
                    let next = self.next(conn, &name)?;
                    let code = if *next == 1 { stem.clone() } else { format!("{stem}{next}") };
                    *next += 1;
                    if !exists(conn, entity, &code)? {
                        row.set_at(0, Value::Text(code));
                        return Ok(());
                    }
                }
            }
            Key::Position => {
                let parent = row.values()[0].text().unwrap_or_default().to_owned();
                if row.values()[1].is_null() {
                    let fields = entity.key_fields();
                    let sql = format!(
                        "SELECT coalesce(max(\"{}\"), 0) FROM \"{}\" WHERE \"{}\" = ?1",
                        fields[1].name, entity.name, fields[0].name
                    );
                    let last: i64 = conn.prepare_cached(&sql)?.query_row([&parent], |r| r.get(0))?;
                    let removed = *self.next(conn, &position_counter(entity, &parent))? - 1;
                    row.set_at(1, Value::Int(last.max(removed).saturating_add(1)));
                }
                Ok(())
            }
        }
    }
}

/// The counter of a code made of initials, and the number that it has: `PKHL2` is the second of `PKHL`.
pub(super) fn initials_counter(entity: &Entity, code: &str) -> (String, i64) {
    let stem = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = code[stem.len()..].parse().unwrap_or(1);
    (format!("{} {stem}", entity.name), number)
}

/// The counter that remembers removed positions under a parent.
pub(super) fn position_counter(entity: &Entity, parent: &str) -> String {
    format!("{} {parent}", entity.name)
}

fn exists(conn: &Connection, entity: &Entity, code: &str) -> Result<bool> {
    let sql = format!("SELECT 1 FROM \"{}\" WHERE {}", entity.name, entity.key_test());
    Ok(conn.prepare_cached(&sql)?.exists([code])?)
}

/// A short code from a name: the initials of its words, or the word itself where there is one. Small words and
/// everything that is no letter or digit are left out.
pub(super) fn initials(name: &str) -> String {
    const SMALL: &[&str] = &["dan", "di", "untuk", "of", "the", "and", "pada"];
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty() && !SMALL.contains(&w.to_lowercase().as_str()))
        .map(str::to_ascii_uppercase)
        .collect();
    match words.as_slice() {
        [] => "X".to_owned(),
        [word] => word.chars().take(8).collect(),
        many => many.iter().filter_map(|w| w.chars().next()).take(8).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_leave_out_small_words_and_signs() {
        assert_eq!(initials("Dinas Pemuda dan Olahraga"), "DPO");
        assert_eq!(initials("PT Kapuas Hijau Lestari (Persero)"), "PKHLP");
        assert_eq!(initials("Katingan"), "KATINGAN");
        assert_eq!(initials("静岡県"), "X");
    }
}
