//! What ends in a period: every agreement whose last valid day lies in it, whatever became of it since.

use super::{Ask, FIRST_PARTNER, Part, Report, Takes, ends_between};
use crate::calendar::date::long;
use crate::error::Result;
use crate::lang::label;
use crate::register::{DEPARTMENT, ENDS_ON, KINDS};
use crate::rules::status::{STATES, State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell, facts};
use crate::value::Kind;

const ENDING: Part = Part {
    name: "ending",
    label: label("Berakhir dalam periode", "Ending in the period"),
    columns: &[
        Column::new("ends_on", label("Berakhir", "Ends on"), Kind::Date),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(1),
        Column::new("kind", label("Jenis", "Kind"), Kind::Choice(KINDS)).rank(4),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(2),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(3),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "ending",
    also: &["berakhir"],
    label: label("Berakhir dalam periode", "Ending in a period"),
    about: label(
        "Kerja sama yang hari terakhirnya dalam suatu periode",
        "Agreements whose last valid day lies in a period",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Only],
    parts: &[ENDING],
    example: "sinergi report ending --period 2026-S2",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let notice = store.settings()?.notice_days();
    let title = say!(
        lang,
        "Berakhir dalam {}, keadaan per {}",
        "Ending in {}, as of {}",
        ask.period.spelled(lang),
        long(ask.as_of, lang)
    );
    ENDING.begin_titled(&title, ask, sink)?;
    let (from, to) = (ask.period.from.map(|d| d.to_string()), ask.period.to.map(|d| d.to_string()));
    let (first, last) = (from.as_deref().unwrap_or(""), to.as_deref().unwrap_or("9999-12-31"));
    let only = ask.only.sql();
    let sql = format!(
        "SELECT {ENDS_ON}, code, kind, title, {FIRST_PARTNER}, {DEPARTMENT}, {FACTS} FROM agreement \
         WHERE {} AND {only} ORDER BY 1, 2",
        ends_between(":from", ":to")
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[(":from", &first), (":to", &last)]).as_slice())?;
    let (mut shown, mut others) = (0, 0);
    while let Some(row) = rows.next()? {
        let found = state(&facts(row, 6)?, ask.as_of, notice);
        // What is only being prepared, was ended before, or was not there yet does not end in the period.
        if matches!(found, State::InProcess | State::Mapped | State::NotYet | State::Ended) {
            others += 1;
            continue;
        }
        shown += 1;
        sink.row(&[
            cell(row, 0)?,
            cell(row, 1)?,
            Cell::Text(found.word()),
            cell(row, 2)?,
            cell(row, 3)?,
            cell(row, 4)?,
            cell(row, 5)?,
        ])?;
    }
    drop(rows);
    let mut notes = vec![say!(lang, "{} kerja sama.", "Agreements: {}.", shown)];
    if others > 0 {
        notes.push(say!(
            lang,
            "Tidak dimuat: {} yang belum ditandatangani, sudah diakhiri, atau belum ada pada hari itu.",
            "Left out: {} that are not signed, were ended before, or were not there yet on that day.",
            others
        ));
    }
    let sql = format!("SELECT {FACTS} FROM agreement WHERE {ENDS_ON} IS NULL AND {only}");
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let mut endless = 0;
    while let Some(row) = rows.next()? {
        endless += i64::from(state(&facts(row, 0)?, ask.as_of, notice).in_force());
    }
    if endless > 0 {
        notes.push(say!(
            lang,
            "Berlaku tanpa tanggal berakhir, jadi tidak dapat dihitung: {} ({}).",
            "In force without an end date, so not to be counted: {} ({}).",
            endless,
            ask.command("report terms")
        ));
    }
    let days = match (&from, &to) {
        (Some(from), Some(to)) => format!(" --ends-on {from}..{to}"),
        (Some(from), None) => format!(" --ends-on {from}.."),
        (None, Some(to)) => format!(" --ends-on ..{to}"),
        (None, None) => " --ends-on any".to_owned(),
    };
    let open = Some(ask.command(&format!("agreement list{days}{} --sort ends_on", ask.only.flags())));
    sink.end(&Foot { total: Vec::new(), notes, open })
}
