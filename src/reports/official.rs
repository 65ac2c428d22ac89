//! The full register in the official order: kinds as the law names them, then by date.

use super::{Ask, Part, Report};
use crate::error::Result;
use crate::lang::label;
use crate::register::{DEPARTMENT, DOCUMENTS, ENDS_ON, KINDS};
use crate::reports::PARTNER_NAME;
use crate::rules::status::{STATES, State};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell};
use crate::value::Kind;

const REGISTER: Part = Part {
    name: "register",
    label: label("Register kerja sama", "Register of cooperation"),
    columns: &[
        Column::new("no", label("No.", "No."), Kind::Count),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("kind", label("Jenis", "Kind"), Kind::Choice(KINDS)).rank(5),
        Column::new("document", label("Dokumen", "Document"), Kind::Choice(DOCUMENTS)).rank(7),
        Column::new("own_number", label("Nomor", "Own number"), Kind::Text).rank(6),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("partners", label("Mitra", "Partners"), Kind::Text).rank(2),
        Column::new("department", label("OPD", "Department"), Kind::Text).rank(4),
        Column::new("signed_on", label("Ditandatangani pada", "Signed on"), Kind::DayOrYear).rank(8),
        Column::new("effective_on", label("Mulai", "From"), Kind::Date).rank(3),
        Column::new("ends_on", label("Berakhir", "Ends on"), Kind::Date),
        Column::new("term_text", label("Jangka waktu", "Term"), Kind::Text).rank(10),
        Column::new("value", label("Nilai (Rp)", "Value (Rp)"), Kind::Rupiah).rank(9),
        Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "register",
    also: &[],
    label: label("Register lengkap", "Full register"),
    about: label(
        "Semua kerja sama dalam urutan resmi: menurut jenis, lalu tanggal",
        "Every agreement in the official order: by kind, then by date",
    ),
    command: false,
    takes: &[],
    parts: &[REGISTER],
    example: "sinergi report register -o register.csv",
    run,
};

/// The order of the law on regional cooperation, then of time.
const ORDER: &str = "CASE kind WHEN 'ksdd-wajib' THEN 1 WHEN 'ksdd-sukarela' THEN 2 WHEN 'ksdpk' THEN 3 \
    WHEN 'ksdpl' THEN 4 WHEN 'ksdll' THEN 5 WHEN 'sinergi' THEN 6 ELSE 7 END, \
    coalesce(signed_on, effective_on, requested_on), code";

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    REGISTER.begin(ask, sink)?;
    let sql = format!(
        "SELECT code, kind, document, own_number, title, \
    (SELECT group_concat(name, '; ') FROM (SELECT {PARTNER_NAME} AS name FROM party JOIN partner p ON p.code = party.partner \
      WHERE party.agreement = agreement.code ORDER BY party.position)), \
    {DEPARTMENT}, signed_on, effective_on, {ENDS_ON}, term_text, value, state({FACTS}) FROM agreement ORDER BY {ORDER}"
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let (mut number, mut not_yet) = (0, 0);
    while let Some(row) = rows.next()? {
        if row.get_ref(12)?.as_str().ok() == Some(State::NotYet.word()) {
            not_yet += 1;
            continue;
        }
        number += 1;
        let mut cells = [Cell::Empty; 14];
        cells[0] = Cell::Int(number);
        for (at, slot) in cells.iter_mut().enumerate().skip(1) {
            *slot = cell(row, at - 1)?;
        }
        sink.row(&cells)?;
    }
    let mut notes = vec![say!(ask.lang, "{} kerja sama.", "Agreements: {}.", number)];
    if not_yet > 0 {
        notes.push(say!(
            ask.lang,
            "Tidak dimuat: {} yang belum ada pada hari itu.",
            "Left out: {} that were not there yet on that day.",
            not_yet
        ));
    }
    let open = Some(format!("{} agreement show {}", ask.program, say!(ask.lang, "KODE", "CODE")));
    sink.end(&Foot { total: Vec::new(), notes, open })
}
