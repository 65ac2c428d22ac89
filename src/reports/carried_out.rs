//! Whether agreements are really carried out, as somebody said last, or that nobody has: of those in force, which is also
//! the form that departments fill in, and of those past their end.

use super::{Ask, LeftOut, OTHERS, Part, Report, Takes};
use crate::calendar::date::iso;
use crate::error::Result;
use crate::lang::{Label, label};
use crate::register::{ANSWERS, DEPARTMENT, ENDS_ON, LAST_CONFIRMATION, SUCCESSOR};
use crate::rules::status::{STATES, State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell, facts};
use crate::value::Kind;

/// `agreement`, `carried_out`, `confirmed_on`, `confirmed_by` and `note` are the headings of the register of
/// confirmations: what is exported from here is filled in and imported there.
const COLUMNS: &[Column] = &[
    Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
    Column::new("title", label("Judul", "Title"), Kind::Text),
    Column::new("department", label("OPD", "Department"), Kind::Code).rank(2),
    Column::new("ends_on", label("Berakhir", "Ends on"), Kind::Date).rank(3),
    Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(4),
    Column::new("answer", label("Dilaksanakan?", "Carried out?"), Kind::Choice(ANSWERS)),
    Column::new("carried_out", label("Dilaksanakan", "Carried out"), Kind::Choice(ANSWERS)).rank(9),
    Column::new("confirmed_on", label("Dikonfirmasi pada", "Confirmed on"), Kind::Date).rank(1),
    Column::new("confirmed_by", label("Dikonfirmasi oleh", "Confirmed by"), Kind::Text).rank(5),
    Column::new("note", label("Catatan", "Note"), Kind::Text).rank(6),
];

const PART: Part = Part {
    name: "carried-out",
    label: label("Pelaksanaan kerja sama yang berlaku", "Whether agreements in force are carried out"),
    columns: COLUMNS,
};

const LAPSED_PART: Part = Part {
    name: "lapsed-running",
    label: label("Sudah habis, masih dilaksanakan?", "Past its end, still carried out?"),
    columns: COLUMNS,
};

pub(super) static REPORT: Report = Report {
    name: "carried-out",
    also: &["pelaksanaan"],
    label: PART.label,
    about: label(
        "Ya, tidak, atau belum ada yang menyatakan; CSV-nya formulir untuk diisi",
        "Yes, no, or nobody has said; as CSV it is a form to fill in",
    ),
    command: false,
    takes: &[Takes::Only],
    parts: &[PART],
    example: "sinergi report carried-out --department DLH -o formulir.csv",
    run: |store, ask, sink| run(store, ask, sink, &PART, State::in_force),
};

pub(super) static LAPSED: Report = Report {
    name: "lapsed-running",
    also: &["habis-berjalan"],
    label: LAPSED_PART.label,
    about: label(
        "Yang sudah habis: masih dilaksanakan, tidak, atau belum ada yang menyatakan",
        "Those past their end: still carried out, not, or nobody has said",
    ),
    command: false,
    takes: &[Takes::Only],
    parts: &[LAPSED_PART],
    example: "sinergi report lapsed-running",
    run: |store, ask, sink| run(store, ask, sink, &LAPSED_PART, |state| state == State::Lapsed),
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink, part: &Part, wanted: fn(State) -> bool) -> Result<()> {
    let lang = ask.lang;
    let notice = store.settings()?.notice_days();
    part.begin(ask, sink)?;
    let sql = format!(
        "SELECT agreement.code, agreement.title, {DEPARTMENT}, {ENDS_ON}, c.carried_out, c.confirmed_on, c.confirmed_by, c.note, \
         {OTHERS}, {SUCCESSOR} IS NOT NULL, {FACTS} FROM agreement \
         LEFT JOIN confirmation c ON c.agreement = agreement.code AND c.position = {LAST_CONFIRMATION} \
         WHERE {} ORDER BY coalesce(instr('yes partly no', c.carried_out), 99), 4, 1",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let (mut counts, mut left) = ([0_i64; ANSWERS.len()], LeftOut::default());
    let mut renewed = 0;
    while let Some(row) = rows.next()? {
        let facts = facts(row, 10)?;
        let found = state(&facts, ask.as_of, notice);
        if !wanted(found) {
            continue;
        }
        if row.get(8)? {
            left.not_own += 1;
            continue;
        }
        // What another agreement follows goes on under that one.
        if found == State::Lapsed && row.get(9)? {
            renewed += 1;
            continue;
        }
        // What was said while it was in force says nothing of the time after.
        let on = row.get_ref(5)?.as_str_or_null().unwrap_or_default().and_then(iso);
        let stands = found != State::Lapsed || on > facts.ends_on;
        let said = |at: usize| if stands { cell(row, at) } else { Ok(Cell::Empty) };
        let answer = match said(4)? {
            Cell::Text(word) => word,
            _ => "nobody-said",
        };
        if let Some(at) = ANSWERS.iter().position(|known| known.word == answer) {
            counts[at] += 1;
        }
        sink.row(&[
            cell(row, 0)?,
            cell(row, 1)?,
            cell(row, 2)?,
            cell(row, 3)?,
            Cell::Text(found.word()),
            Cell::Text(answer),
            said(4)?,
            said(5)?,
            said(6)?,
            said(7)?,
        ])?;
    }
    let counted = |label: &Label, count: i64| format!("{}: {count}", label.get(lang));
    let counted: Vec<String> =
        ANSWERS.iter().zip(counts).map(|(answer, count)| counted(&answer.label, count)).collect();
    let mut notes = vec![format!("{}.", counted.join(", "))];
    notes.extend(left.notes(lang));
    if renewed > 0 {
        notes.push(say!(
            lang,
            "Sudah dilanjutkan oleh kerja sama lain: {}.",
            "Followed by another agreement: {}.",
            renewed
        ));
    }
    sink.end(&Foot { notes, ..Foot::default() })
}
