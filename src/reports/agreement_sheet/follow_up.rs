//! What was found, advised, recommended and decided, day by day.

use super::Sheet;
use super::parts::{Told, gather, write};
use crate::error::Result;
use crate::lang::{Lang, choice_label};
use crate::register::{ASSESSORS, OUTCOME_WORDS, carried_out_on};
use crate::reports::spoken::{in_a_line, spoken};
use crate::say;

pub(super) fn follow_up(sheet: &mut Sheet<'_>) -> Result<()> {
    let lang = sheet.ask.lang;
    let mut lines = Vec::new();
    let sql = "SELECT findings, advice, recommendation FROM evaluation WHERE code = ?1";
    let mut statement = sheet.store.conn().prepare(sql)?;
    for one in spoken(sheet.store, sheet.ask, sheet.code)? {
        let on = &one.answered_on;
        let period = format!("{} ({})", one.period, voice(&one.assessor, lang));
        let scores = in_a_line(&one.scores, &one.bands, lang);
        lines.push(Told { on: on.clone(), source: "evaluation", text: format!("{period}: {scores}") });
        let [findings, advice, word]: [Option<String>; 3] =
            statement.query_row([&one.code], |r| Ok([r.get(0)?, r.get(1)?, r.get(2)?]))?;
        let word = word.map(|word| choice_label(&word, OUTCOME_WORDS, lang));
        for (source, text) in [("findings", findings), ("advice", advice), ("recommendation", word)] {
            let text = text.map(|text| format!("{}: {text}", one.period));
            lines.extend(text.map(|text| Told { on: on.clone(), source, text }));
        }
    }
    let sql = format!(
        "SELECT d.decided_on, d.word, d.decided_by, d.meeting, {}, d.note \
         FROM decision d JOIN agreement ON agreement.code = d.agreement \
         WHERE d.agreement = ?1 AND d.decided_on <= as_of()",
        carried_out_on()
    );
    gather(sheet, "decision", &sql, &mut lines, |row| {
        let mut parts = vec![choice_label(&row.get::<_, String>(1)?, OUTCOME_WORDS, lang)];
        parts.extend(row.get::<_, Option<String>>(2)?);
        parts.extend(row.get::<_, Option<String>>(3)?);
        let done = row.get::<_, Option<String>>(4)?;
        parts.push(match done {
            Some(day) => say!(lang, "dilaksanakan {}", "carried out {}", day),
            None => say!(lang, "belum dilaksanakan", "not carried out"),
        });
        parts.extend(row.get::<_, Option<String>>(5)?);
        Ok(parts.join("; "))
    })?;
    write(sheet, lines)
}

/// Whose evaluation speaks, and how far it counts.
fn voice(assessor: &str, lang: Lang) -> String {
    let who = choice_label(assessor, ASSESSORS, lang);
    match assessor {
        "department" => say!(lang, "{}, sementara", "{}, provisional", who),
        "partner" => say!(lang, "hanya {}, bukan skor resmi", "{} alone, not an official score", who),
        _ => who,
    }
}
