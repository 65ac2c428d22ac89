//! What ends soon and what has lapsed, in the order of days.

use jiff::Span;
use jiff::civil::Date;

use super::{Ask, FIRST_PARTNER, ONLY, Part, Report, Takes};
use crate::calendar::date::{add_months, long};
use crate::error::Result;
use crate::lang::label;
use crate::rules::status::{STATES, State, days_between, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell, facts};
use crate::value::Kind;

const DUE: Part = Part {
    name: "due",
    label: label("Jatuh tempo", "Due"),
    columns: &[
        Column::new("on", label("Tanggal", "Date"), Kind::Date),
        Column::new("days", label("Sisa", "Days"), Kind::Count),
        Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(2),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(1),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(3),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "due",
    also: &["jatuh-tempo"],
    label: label("Jatuh tempo", "What is due"),
    about: label(
        "Kerja sama yang segera berakhir dan yang baru habis masa berlakunya",
        "Agreements that end soon and those that lapsed lately",
    ),
    command: true,
    takes: &[Takes::Within, Takes::Since, Takes::Only],
    parts: &[DUE],
    example: "sinergi due --within 90d",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let notice = store.settings()?.notice_days();
    let until = ask.until.unwrap_or_else(|| plus_days(ask.as_of, notice));
    let since = ask.since.or_else(|| add_months(ask.as_of, -12)).unwrap_or(ask.as_of);
    let title = say!(
        ask.lang,
        "Jatuh tempo {} – {}, keadaan per {}",
        "Due {} – {}, as of {}",
        long(since, ask.lang),
        long(until, ask.lang),
        long(ask.as_of, ask.lang)
    );
    DUE.begin_titled(&title, ask, sink)?;
    let sql = format!(
        "SELECT a.ends_on, a.code, a.title, {FIRST_PARTNER}, a.department, {FACTS} FROM agreement a \
         WHERE a.ends_on BETWEEN :since AND :until AND {ONLY} ORDER BY a.ends_on, a.code"
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement
        .query(ask.only.with(&[(":since", &since.to_string()), (":until", &until.to_string())]).as_slice())?;
    let (mut lapsed, mut ending) = (0, 0);
    while let Some(row) = rows.next()? {
        let facts = facts(row, 5)?;
        let found = state(&facts, ask.as_of, notice);
        match found {
            State::Lapsed => lapsed += 1,
            State::Running | State::EndingSoon | State::Signed => ending += 1,
            _ => continue,
        }
        let days = facts.ends_on.map(|end| i64::from(days_between(ask.as_of, end)));
        sink.row(&[
            cell(row, 0)?,
            days.into(),
            Cell::Text(found.word()),
            cell(row, 1)?,
            cell(row, 2)?,
            cell(row, 3)?,
            cell(row, 4)?,
        ])?;
    }
    let lang = ask.lang;
    let mut notes = vec![say!(
        lang,
        "Akan berakhir: {}. Sudah habis masa berlakunya: {}.",
        "Ending: {}. Lapsed: {}.",
        ending,
        lapsed
    )];
    notes.extend(left_out(store, since, notice, ask)?);
    let open = Some(
        ask.command(&format!("agreement list --ends-on {since}..{until}{} --sort ends_on", ask.only.flags())),
    );
    sink.end(&Foot { total: Vec::new(), notes, open })
}

/// Says how many ends lie before the days looked at, and how many agreements in force have no end to watch.
fn left_out(store: &Store, since: Date, notice: i32, ask: &Ask) -> Result<Vec<String>> {
    let sql =
        format!("SELECT {FACTS} FROM agreement a WHERE (ends_on < :since OR ends_on IS NULL) AND {ONLY}");
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[(":since", &since.to_string())]).as_slice())?;
    let (mut older, mut endless) = (0, 0);
    while let Some(row) = rows.next()? {
        let facts = facts(row, 0)?;
        match (state(&facts, ask.as_of, notice), facts.ends_on) {
            (State::Lapsed, Some(_)) => older += 1,
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

fn plus_days(day: Date, days: i32) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(Date::MAX)
}
