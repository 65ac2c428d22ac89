//! SOPs as the file holds them: their versions with their steps, and the one that a path begins with on a day.

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use super::Store;
use crate::error::Result;
use crate::rules::procedure::{HOLDERS, Sop, Step, Time, family};

/// The uniform versions that are valid by a day, of a kind of cooperation, the one that began last first.
const VALID: &str = "SELECT code FROM sop WHERE department IS NULL AND valid_from <= ?1 \
     AND instr(',' || kinds || ',', ',' || ?2 || ',') > 0 \
     AND EXISTS (SELECT 1 FROM step WHERE step.sop = sop.code) \
     ORDER BY valid_from DESC, length(code) DESC, code DESC LIMIT 1";

/// The version by which a path of that kind begins on a day.
pub fn sop_on(conn: &Connection, kind: &str, day: Date) -> Result<Option<String>> {
    Ok(conn.prepare_cached(VALID)?.query_row([&day.to_string(), kind], |r| r.get(0)).optional()?)
}

/// The uniform version of a family that is valid from that very day on, if there is one.
pub fn sop_from(conn: &Connection, family_of: &str, day: Date) -> Result<Option<String>> {
    let sql = "SELECT code FROM sop WHERE department IS NULL AND valid_from = ?1 ORDER BY code";
    let mut statement = conn.prepare_cached(sql)?;
    let codes = statement.query_map([day.to_string()], |r| r.get::<_, String>(0))?;
    let codes: Vec<String> = codes.collect::<rusqlite::Result<_>>()?;
    Ok(codes.into_iter().find(|code| family(code) == family_of))
}

/// A version of the same family, of the same owner, that begins after this one; the last of them.
pub fn newer_version(conn: &Connection, code: &str) -> Result<Option<String>> {
    let sql = "SELECT n.code FROM sop n JOIN sop o ON o.code = ?1 WHERE n.department IS o.department \
               AND n.valid_from > o.valid_from ORDER BY n.valid_from DESC, length(n.code) DESC, n.code DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let codes = statement.query_map([code], |r| r.get::<_, String>(0))?;
    let codes: Vec<String> = codes.collect::<rusqlite::Result<_>>()?;
    Ok(codes.into_iter().find(|other| family(other) == family(code)))
}

/// The agreements that go by a version.
pub fn walking(conn: &Connection, code: &str) -> Result<Vec<String>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT agreement FROM movement WHERE sop = ?1 ORDER BY 1")?;
    let codes = statement.query_map([code], |r| r.get(0))?;
    Ok(codes.collect::<rusqlite::Result<_>>()?)
}

/// A version with its steps; without any where there is none of that code.
pub fn sop(conn: &Connection, code: &str) -> Result<Sop> {
    let sql = "SELECT code, number, stage, activity, coalesce(english, ''), actor, time, unit, coalesce(papers, ''), \
               coalesce(documents, ''), coalesce(shared, 0), condition IS NOT NULL, event, coalesce(silence, 0) \
               FROM step WHERE sop = ?1 ORDER BY number, code";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([code])?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        let list = |at: usize| -> Result<Vec<String>> {
            let text: String = row.get(at)?;
            Ok(text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect())
        };
        let actor: String = row.get(5)?;
        let unit: Option<String> = row.get(7)?;
        steps.push(Step {
            code: row.get(0)?,
            number: row.get::<_, Option<i64>>(1)?.unwrap_or_default(),
            stage: row.get(2)?,
            activity: row.get(3)?,
            english: row.get(4)?,
            actor: HOLDERS.iter().find(|h| h.word == actor).map_or("other", |h| h.word),
            time: Time::read(row.get(6)?, unit.as_deref()),
            papers: list(8)?,
            documents: list(9)?,
            shared: row.get(10)?,
            if_council: row.get(11)?,
            event: row.get(12)?,
            silence: row.get(13)?,
        });
    }
    Ok(Sop { code: code.to_owned(), steps })
}

/// Every version, by its code.
pub fn sops(conn: &Connection) -> Result<HashMap<String, Sop>> {
    let mut statement = conn.prepare_cached("SELECT code FROM sop")?;
    let codes = statement.query_map([], |r| r.get::<_, String>(0))?;
    let codes: Vec<String> = codes.collect::<rusqlite::Result<_>>()?;
    codes.into_iter().map(|code| Ok((code.clone(), sop(conn, &code)?))).collect()
}

/// The uniform versions that are in force on a day, one of each family, in the order of their codes.
pub fn in_force(conn: &Connection, day: Date) -> Result<Vec<String>> {
    let sql = "SELECT code FROM sop WHERE department IS NULL AND valid_from <= ?1 \
               AND EXISTS (SELECT 1 FROM step WHERE step.sop = sop.code) \
               ORDER BY valid_from DESC, length(code) DESC, code DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let codes = statement.query_map([day.to_string()], |r| r.get::<_, String>(0))?;
    let mut found: Vec<String> = Vec::new();
    for code in codes {
        let code = code?;
        if found.iter().all(|other| family(other) != family(&code)) {
            found.push(code);
        }
    }
    found.sort();
    Ok(found)
}

impl Store {
    /// The departments of their own right that are valid on a day: those that hang under another answer with it.
    pub fn departments_on(&self, day: Date) -> Result<Vec<String>> {
        let sql = "SELECT code FROM department WHERE parent IS NULL AND coalesce(valid_from, '') <= ?1 \
                   AND (valid_to IS NULL OR valid_to >= ?1 OR valid_to = substr(?1, 1, 4)) ORDER BY code";
        let mut statement = self.conn().prepare_cached(sql)?;
        let codes = statement.query_map([day.to_string()], |r| r.get(0))?;
        Ok(codes.collect::<rusqlite::Result<_>>()?)
    }

    /// The departments that are exempt from a whole version on a day.
    pub fn exempt_on(&self, sop: &str, day: Date) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT department FROM exemption WHERE sop = ?1 AND step IS NULL \
                   AND exempted_on <= ?2 AND valid_until >= ?2";
        let mut statement = self.conn().prepare_cached(sql)?;
        let codes = statement.query_map([sop, &day.to_string()], |r| r.get(0))?;
        Ok(codes.collect::<rusqlite::Result<_>>()?)
    }

    /// The departments that a round asks.
    pub fn asked_by(&self, round: &str) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT department FROM finding WHERE round = ?1 ORDER BY department";
        let mut statement = self.conn().prepare_cached(sql)?;
        let codes = statement.query_map([round], |r| r.get(0))?;
        Ok(codes.collect::<rusqlite::Result<_>>()?)
    }
}
