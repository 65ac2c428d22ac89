//! What stands under the list: how many lines there are of each sort, what was silent, and what was left out.

use jiff::civil::Date;

use super::WHATS;
use crate::calendar::date::long;
use crate::error::Result;
use crate::reports::Ask;
use crate::rules::due::What;
use crate::rules::status::{State, state};
use crate::say;
use crate::store::{FACTS, Store, facts};

/// How many lines there are of each sort, and how many were silent.
#[derive(Default)]
pub(super) struct Counts {
    shown: [i64; WHATS.len()],
    pub(super) renewed: i64,
    pub(super) put_off: i64,
}

impl Counts {
    pub(super) fn add(&mut self, what: What) {
        self.shown[what as usize] += 1;
    }

    pub(super) fn notes(&self, ask: &Ask) -> Vec<String> {
        let lang = ask.lang;
        let shown: Vec<String> = WHATS
            .iter()
            .zip(self.shown)
            .filter(|(_, count)| *count > 0)
            .map(|(what, count)| format!("{}: {count}", what.label.get(lang)))
            .collect();
        let mut notes = vec![if shown.is_empty() {
            say!(lang, "Tidak ada yang jatuh tempo.", "Nothing is due.")
        } else {
            format!("{}.", shown.join("; "))
        }];
        if self.put_off > 0 {
            notes.push(say!(
                lang,
                "Ditunda dan tidak ditampilkan: {} ({} reminder list).",
                "Put off and not shown: {} ({} reminder list).",
                self.put_off,
                ask.program
            ));
        }
        if self.renewed > 0 {
            notes.push(say!(
                lang,
                "Sudah dilanjutkan oleh kerja sama lain, jadi tidak diingatkan: {}.",
                "Followed by another agreement, so silent: {}.",
                self.renewed
            ));
        }
        notes
    }
}

/// Says how many ends lie before the days looked at, and how many agreements in force have no end to watch.
pub(super) fn left_out(store: &Store, since: Date, notice: i32, ask: &Ask) -> Result<Vec<String>> {
    let sql = format!("SELECT {FACTS} FROM agreement WHERE {}", ask.only.sql());
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let (mut older, mut endless) = (0, 0);
    while let Some(row) = rows.next()? {
        let facts = facts(row, 0)?;
        match (state(&facts, ask.as_of, notice), facts.ends_on) {
            (State::Lapsed, Some(end)) if end < since => older += 1,
            (found, None) if found.in_force() => endless += 1,
            _ => {}
        }
    }
    let lang = ask.lang;
    let mut notes = Vec::new();
    if older > 0 {
        notes.push(say!(
            lang,
            "Tidak ditampilkan: {} yang habis sebelum {} (--since).",
            "Not shown: {} that lapsed before {} (--since).",
            older,
            long(since, lang)
        ));
    }
    if endless > 0 {
        notes.push(say!(
            lang,
            "Berjalan tanpa tanggal berakhir, jadi tidak dapat diingatkan: {}.",
            "In force without an end date, so nothing can remind of them: {}.",
            endless
        ));
    }
    Ok(notes)
}
