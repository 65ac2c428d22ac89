//! Instruments as the file holds them: the version that is used for a period, its questions with their words.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use super::Store;
use crate::error::Result;
use crate::lang::Lang;
use crate::rules::scoring::{AXES, Bands, Instrument, Question, answers};

/// What a question says, beside what its answers are worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// In Indonesian.
    pub wording: String,
    /// In English; empty where nobody translated it.
    pub english: String,
    /// Which recorded facts are laid beside it.
    pub evidence: Option<String>,
}

impl Wording {
    /// The question in a language.
    pub fn get(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.english.is_empty() { &self.english } else { &self.wording }
    }
}

/// Reads a version; `None` where there is none of that code.
pub fn instrument(conn: &Connection, code: &str) -> Result<Option<Instrument>> {
    let sql = "SELECT good_from, fair_from, answered_from FROM instrument WHERE code = ?1";
    let band = |known: Option<i64>, usual: i64| known.unwrap_or(usual);
    let bands = conn
        .query_row(sql, [code], |r| {
            Ok(Bands {
                good: band(r.get(0)?, Bands::USUAL.good),
                fair: band(r.get(1)?, Bands::USUAL.fair),
                answered: band(r.get(2)?, Bands::USUAL.answered),
            })
        })
        .optional()?;
    let Some(bands) = bands else { return Ok(None) };
    let sql = "SELECT code, axis, coalesce(weight, 1), options, coalesce(english_options, ''), coalesce(also, '') \
               FROM question WHERE instrument = ?1 ORDER BY code";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([code])?;
    let mut questions = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get::<_, String>(at);
        let axis = text(1)?;
        questions.push(Question {
            code: text(0)?,
            axis: AXES.iter().position(|a| a.word == axis).unwrap_or_default(),
            weight: row.get(2)?,
            // What another program wrote in may be no list of answers: nothing is known of it then.
            answers: answers(&text(3)?, &text(4)?, &text(5)?).unwrap_or_default(),
        });
    }
    Ok(Some(Instrument { code: code.to_owned(), bands, questions }))
}

/// The version that is valid from that very day on, if there is one.
pub fn instrument_from(conn: &Connection, day: Date) -> Result<Option<String>> {
    let sql =
        "SELECT code FROM instrument WHERE valid_from = ?1 ORDER BY length(code) DESC, code DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([day.to_string()], |r| r.get(0)).optional()?)
}

/// The code of the version that is in use on a day: of those that ask anything the one that began last.
pub fn instrument_on(conn: &Connection, day: Date) -> Result<Option<String>> {
    let sql = "SELECT code FROM instrument WHERE valid_from <= ?1 \
               AND EXISTS (SELECT 1 FROM question q WHERE q.instrument = instrument.code) \
               ORDER BY valid_from DESC, length(code) DESC, code DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([day.to_string()], |r| r.get(0)).optional()?)
}

impl Store {
    /// Every version, in the order of their codes.
    pub fn instruments(&self) -> Result<Vec<Instrument>> {
        let mut statement = self.conn.prepare("SELECT code FROM instrument ORDER BY code")?;
        let codes = statement.query_map([], |r| r.get::<_, String>(0))?;
        let codes: Vec<String> = codes.collect::<rusqlite::Result<_>>()?;
        let mut all = Vec::new();
        for code in codes {
            all.extend(instrument(&self.conn, &code)?);
        }
        Ok(all)
    }

    /// What a question of a version says.
    pub fn wording(&self, instrument: &str, question: &str) -> Result<Option<Wording>> {
        let sql = "SELECT wording, coalesce(english, ''), evidence FROM question WHERE instrument = ?1 AND code = ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let found = statement.query_row([instrument, question], |r| {
            Ok(Wording { wording: r.get(0)?, english: r.get(1)?, evidence: r.get(2)? })
        });
        Ok(found.optional()?)
    }
}
