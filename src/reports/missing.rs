//! What nobody has recorded of agreements that are asked for, signed or in force: the most useful first. An end makes
//! reminders possible, a department says who acts, then partners and affairs.

use super::{Ask, DEPARTMENT, Part, Report, Takes};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::rules::status::{STATES, State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell, facts};
use crate::value::Kind;

/// The facts that may be missing, by their fields, the most useful first.
const FACTS_MISSING: &[Choice] = &[
    choice("ends_on", "tanggal berakhir", "the end"),
    choice("department", "OPD", "the department"),
    choice("partner", "mitra", "the partner"),
    choice("affair", "urusan", "the affair"),
];

const PART: Part = Part {
    name: "missing",
    label: label("Yang belum diketahui", "What is not known"),
    columns: &[
        Column::new("field", label("Yang kosong", "Missing"), Kind::Choice(FACTS_MISSING)),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(2),
        Column::new("source", label("Bunyi sumber", "Words of the source"), Kind::Actor).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "missing",
    also: &["kosong"],
    label: PART.label,
    about: label(
        "Yang belum diketahui, yang paling berguna lebih dahulu; diisi dengan `complete`",
        "What is not known, the most useful first; `complete` asks for it",
    ),
    command: false,
    takes: &[Takes::Only],
    parts: &[PART],
    example: "sinergi report missing --department DLH",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let notice = store.settings()?.notice_days();
    PART.begin(ask, sink)?;
    let sql = format!(
        "SELECT code, title, concat_ws(' | ', term_text, unread), applicant, \
         {DEPARTMENT} IS NULL, NOT EXISTS (SELECT 1 FROM party WHERE party.agreement = agreement.code), affair IS NULL, \
         {FACTS} FROM agreement WHERE {} ORDER BY code DESC",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut counts = [0_i64; FACTS_MISSING.len()];
    // One pass for each fact keeps them in their order without gathering anything.
    for (at, fact) in FACTS_MISSING.iter().enumerate() {
        let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
        while let Some(row) = rows.next()? {
            let found = state(&facts(row, 7)?, ask.as_of, notice);
            let alive = found.is_alive();
            let missing = if at == 0 { found == State::UnknownTerm } else { alive && row.get(at + 3)? };
            if !missing {
                continue;
            }
            counts[at] += 1;
            let source = match at {
                0 => cell(row, 2)?,
                _ => cell(row, 3)?,
            };
            let source = if source == Cell::Text("") { Cell::Empty } else { source };
            sink.row(&[
                Cell::Text(fact.word),
                cell(row, 0)?,
                cell(row, 1)?,
                Cell::Text(found.word()),
                source,
            ])?;
        }
    }
    let counted: Vec<String> = FACTS_MISSING
        .iter()
        .zip(counts)
        .map(|(fact, count)| format!("{}: {count}", fact.label.get(lang)))
        .collect();
    let notes = vec![say!(lang, "{}.", "{}.", counted.join(", "))];
    sink.end(&Foot { total: Vec::new(), notes, open: Some(format!("{} complete", ask.program)) })
}
