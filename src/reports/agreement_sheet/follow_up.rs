//! What was found, advised, recommended and decided, day by day.

use super::parts::{Told, gather, write};
use crate::error::Result;
use crate::lang::{Lang, choice_label};
use crate::register::{ASSESSORS, ENDS_ON, OUTCOME_WORDS};
use crate::reports::spoken::{in_a_line, spoken};
use crate::reports::{Ask, Part};
use crate::say;
use crate::sheet::Sink;
use crate::store::Store;

pub(super) fn follow_up(
    store: &Store,
    ask: &Ask,
    code: &str,
    part: &Part,
    sink: &mut dyn Sink,
) -> Result<()> {
    let lang = ask.lang;
    let mut lines = Vec::new();
    let sql = "SELECT findings, advice, recommendation FROM evaluation WHERE code = ?1";
    let mut statement = store.conn().prepare(sql)?;
    for one in spoken(store, ask, code)? {
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
    // What was to lapse is carried out by its end.
    let sql = format!(
        "SELECT decided_on, word, decided_by, meeting, CASE WHEN closed_on <= as_of() THEN closed_on \
         WHEN word = 'lapse' AND {ENDS_ON} < as_of() THEN {ENDS_ON} END, decision.note \
         FROM decision JOIN agreement ON agreement.code = decision.agreement \
         WHERE agreement = ?1 AND decided_on <= as_of()"
    );
    gather(store, code, "decision", &sql, &mut lines, |row| {
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
    write(ask, code, part, lines, sink)
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
