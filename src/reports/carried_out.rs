//! Whether agreements are really carried out, as somebody said last, or that nobody has: of those in force, which is also
//! the form that departments fill in, and of those past their end.

use super::{Ask, LeftOut, OTHERS, Part, Report, Takes};
use crate::error::Result;
use crate::lang::{Label, label};
use crate::register::{ANSWER, ANSWERS, DEPARTMENT, ENDS_ON, SUCCESSOR};
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

/// The last confirmation by the day in question, field by field.
fn last(field: &str) -> String {
    format!(
        "(SELECT c.{field} FROM confirmation c WHERE c.agreement = agreement.code AND c.confirmed_on <= as_of() \
         ORDER BY c.confirmed_on DESC, c.position DESC LIMIT 1)"
    )
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink, part: &Part, wanted: fn(State) -> bool) -> Result<()> {
    let lang = ask.lang;
    let notice = store.settings()?.notice_days();
    part.begin(ask, sink)?;
    let [said, on, by, note] = ["carried_out", "confirmed_on", "confirmed_by", "note"].map(last);
    let sql = format!(
        "SELECT code, title, {DEPARTMENT}, {ENDS_ON}, {ANSWER} AS answer, {said}, {on}, {by}, {note}, {OTHERS}, {SUCCESSOR} IS NOT NULL, {FACTS} \
         FROM agreement WHERE {} ORDER BY instr('yes partly no nobody-said', answer), 4, code",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let (mut counts, mut left) = ([0_i64; ANSWERS.len()], LeftOut::default());
    let mut renewed = 0;
    while let Some(row) = rows.next()? {
        let found = state(&facts(row, 11)?, ask.as_of, notice);
        if !wanted(found) {
            continue;
        }
        if row.get(9)? {
            left.not_own += 1;
            continue;
        }
        // What another agreement follows goes on under that one.
        if found == State::Lapsed && row.get(10)? {
            renewed += 1;
            continue;
        }
        let answer = row.get_ref(4)?.as_str_or_null().unwrap_or_default().unwrap_or_default();
        if let Some(at) = ANSWERS.iter().position(|known| known.word == answer) {
            counts[at] += 1;
        }
        sink.row(&[
            cell(row, 0)?,
            cell(row, 1)?,
            cell(row, 2)?,
            cell(row, 3)?,
            Cell::Text(found.word()),
            cell(row, 4)?,
            cell(row, 5)?,
            cell(row, 6)?,
            cell(row, 7)?,
            cell(row, 8)?,
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
    let status = if part.name == LAPSED_PART.name { "lapsed" } else { "running,ending-soon,unknown-term" };
    let own = if left.not_own > 0 { " --standing own" } else { "" };
    let last = if renewed > 0 { " --successor none" } else { "" };
    let open = ask.command(&format!(
        "agreement list --status {status} --carried-out nobody-said{own}{last}{}",
        ask.only.flags()
    ));
    sink.end(&Foot { total: Vec::new(), notes, open: Some(open) })
}
