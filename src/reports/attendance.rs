//! Who comes to the meetings of the team: the departments that have an office in it, against those that were there.

use std::collections::{BTreeMap, BTreeSet};

use super::left::left_out;
use super::names::{named, names_of};
use super::{Ask, Part, Report, TOTAL, Takes};
use crate::calendar::date::iso;
use crate::calendar::period::Period;
use crate::error::Result;
use crate::lang::label;
use crate::rules::share::share;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

const DEPARTMENTS: Part = Part {
    name: "departments",
    label: label("Kehadiran menurut OPD", "Attendance by department"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(1),
        Column::new("expected", label("Diharapkan", "Expected"), Kind::Count),
        Column::new("present", label("Hadir", "Present"), Kind::Count),
        Column::new("share", label("Kehadiran", "Attendance"), Kind::Percent),
        Column::new("last_on", label("Terakhir hadir", "Last present"), Kind::Date).rank(2),
    ],
};

const MEETINGS: Part = Part {
    name: "meetings",
    label: label("Kehadiran menurut rapat", "Attendance by meeting"),
    columns: &[
        Column::new("meeting", label("Rapat", "Meeting"), Kind::Code),
        Column::new("held_on", label("Tanggal", "Held on"), Kind::Date),
        Column::new("title", label("Judul", "Title"), Kind::Text).rank(2),
        Column::new("expected", label("Diharapkan", "Expected"), Kind::Count),
        Column::new("present", label("Hadir", "Present"), Kind::Count),
        Column::new("guests", label("Di luar tim", "Guests"), Kind::Count).rank(3),
        Column::new("absent", label("Tidak hadir", "Absent"), Kind::Text).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "attendance",
    also: &["kehadiran"],
    label: DEPARTMENTS.label,
    about: label(
        "Kehadiran OPD anggota tim dalam rapat yang terselenggara",
        "Attendance of the team's departments at the meetings that were held",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Department],
    parts: &[DEPARTMENTS, MEETINGS],
    example: "sinergi report attendance --period 2025",
    run,
};

/// How often a department was to come, came, and when it last did.
#[derive(Default)]
struct Tally<'a> {
    expected: i64,
    present: i64,
    last: Option<&'a str>,
}

/// The departments that had an office in the team on a day: in that of the last decree by then that held.
const MEMBERS: &str = "SELECT DISTINCT m.department FROM member m WHERE m.department IS NOT NULL \
     AND coalesce(m.valid_from, '') <= ?1 AND coalesce(m.valid_to, '9999') >= ?1 \
     AND m.team = (SELECT t.code FROM team t WHERE t.decreed_on <= ?1 AND coalesce(t.valid_until, '9999') >= ?1 \
                   ORDER BY t.decreed_on DESC, t.code DESC LIMIT 1)";

/// A meeting that was held: who was to come, and who came.
struct Held {
    code: String,
    on: String,
    title: String,
    expected: BTreeSet<String>,
    present: BTreeSet<String>,
}

/// What was left out.
#[derive(Default)]
struct LeftOut {
    unsaid: i64,
    no_team: i64,
}

fn held(store: &Store, ask: &Ask) -> Result<(Vec<Held>, LeftOut)> {
    let conn = store.conn();
    let mut meetings = conn.prepare(
        "SELECT code, held_on, title FROM meeting WHERE held_on <= as_of() AND cancelled_on IS NULL ORDER BY held_on, code",
    )?;
    let mut members = conn.prepare(MEMBERS)?;
    let mut attended = conn.prepare("SELECT department FROM attendance WHERE meeting = ?1")?;
    let set = |statement: &mut rusqlite::Statement<'_>, value: &str| -> Result<BTreeSet<String>> {
        let codes = statement.query_map([value], |row| row.get(0))?;
        Ok(codes.collect::<rusqlite::Result<_>>()?)
    };
    let (mut found, mut left) = (Vec::new(), LeftOut::default());
    let mut rows = meetings.query([])?;
    while let Some(row) = rows.next()? {
        let (code, on, title): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if iso(&on).is_none_or(|day| !ask.period.contains(day)) {
            continue;
        }
        let present = set(&mut attended, &code)?;
        // Where nobody noted who came, nobody is said to have stayed away.
        if present.is_empty() {
            left.unsaid += 1;
            continue;
        }
        let expected = set(&mut members, &on)?;
        left.no_team += i64::from(expected.is_empty());
        found.push(Held { code, on, title, expected, present });
    }
    Ok((found, left))
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let (meetings, left) = held(store, ask)?;
    if ask.wants(DEPARTMENTS.name) {
        by_department(store, ask, &meetings, &left, sink)?;
    }
    if ask.wants(MEETINGS.name) {
        by_meeting(ask, &meetings, sink)?;
    }
    Ok(())
}

fn begin(part: &Part, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    if ask.period == Period::default() { part.begin(ask, sink) } else { part.begin_of_period(ask, sink) }
}

fn by_department(
    store: &Store,
    ask: &Ask,
    meetings: &[Held],
    left: &LeftOut,
    sink: &mut dyn Sink,
) -> Result<()> {
    let lang = ask.lang;
    begin(&DEPARTMENTS, ask, sink)?;
    let mut tallies = BTreeMap::<&str, Tally<'_>>::new();
    for meeting in meetings {
        let asked = |code: &&String| ask.only.department.as_ref().is_none_or(|only| only == *code);
        for department in meeting.expected.iter().filter(asked) {
            let tally = tallies.entry(department).or_default();
            tally.expected += 1;
            if meeting.present.contains(department) {
                tally.present += 1;
                tally.last = Some(&meeting.on);
            }
        }
    }
    let names = names_of(store, "department", ask)?;
    let (mut expected, mut present) = (0, 0);
    for (code, tally) in &tallies {
        (expected, present) = (expected + tally.expected, present + tally.present);
        sink.row(&[
            Cell::Text(code),
            Cell::Text(named(&names, Some(code), code)),
            Cell::Int(tally.expected),
            Cell::Int(tally.present),
            Cell::share(share(tally.present, tally.expected)),
            tally.last.into(),
        ])?;
    }
    let total = vec![
        Cell::Empty,
        Cell::Text(TOTAL.get(lang)),
        Cell::Int(expected),
        Cell::Int(present),
        Cell::share(share(present, expected)),
        Cell::Empty,
    ];
    let mut notes = Vec::new();
    for (count, why) in [
        (left.unsaid, label("rapat tanpa daftar hadir", "meetings without a list of those present")),
        (left.no_team, label("rapat tanpa SK tim yang berlaku", "meetings without a decree in force")),
    ] {
        notes.extend(left_out(count, why, lang));
    }
    sink.end(&Foot {
        total,
        notes,
        open: Some(ask.command(&format!("report attendance --part meetings{}", ask.period.flag("period")))),
    })
}

fn by_meeting(ask: &Ask, meetings: &[Held], sink: &mut dyn Sink) -> Result<()> {
    begin(&MEETINGS, ask, sink)?;
    for Held { code, on, title, expected, present } in meetings {
        let absent: Vec<&str> = expected.difference(present).map(String::as_str).collect();
        let absent = absent.join(", ");
        let count = |number: usize| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
        sink.row(&[
            Cell::Text(code),
            Cell::Text(on),
            Cell::Text(title),
            count(expected.len()),
            count(expected.intersection(present).count()),
            count(present.difference(expected).count()),
            if absent.is_empty() { Cell::Empty } else { Cell::Text(&absent) },
        ])?;
    }
    sink.end(&Foot {
        open: Some(ask.command(&format!("meeting list --state held{}", ask.period.flag("held-on")))),
        ..Foot::default()
    })
}
