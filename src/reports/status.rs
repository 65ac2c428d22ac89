//! The screen of Monday morning: what needs attention, each line with the command that opens it.

use super::{Ask, Part, Report};
use crate::calendar::date::{long, weekday};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::rules::status::{STATES, State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, facts};
use crate::value::Kind;

/// What the screen speaks of; the words stand in CSV and JSON.
const TOPICS: &[Choice] = &[
    choice("ending-soon", "segera berakhir", "ending soon"),
    choice("lapsed", "habis masa berlaku", "lapsed"),
    choice("unknown-term", "masa tak diketahui", "term unknown"),
    choice("in-process", "dalam proses", "in process"),
    choice("no-department", "tanpa OPD", "without a department"),
    choice("no-affair", "tanpa urusan", "without an affair"),
    choice("unconfirmed-department", "OPD perlu diperiksa", "departments to check"),
];

const ATTENTION: Part = Part {
    name: "attention",
    label: label("Perlu perhatian", "Needs attention"),
    columns: &[
        Column::new("records", label("Jumlah", "Records"), Kind::Count),
        Column::new("what", label("Hal", "What"), Kind::Choice(TOPICS)),
        Column::new("open", label("Buka dengan", "Open with"), Kind::Code),
    ],
};

const STATES_PART: Part = Part {
    name: "states",
    label: label("Kerja sama menurut status", "Agreements by status"),
    columns: &[
        Column::new("status", label("Status", "Status"), Kind::Choice(STATES)),
        Column::new("records", label("Jumlah", "Records"), Kind::Count),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "status",
    also: &[],
    label: label("Keadaan hari ini", "Where things stand"),
    about: label(
        "Layar Senin pagi: apa yang perlu perhatian",
        "The screen of Monday morning: what needs attention",
    ),
    command: true,
    takes: &[],
    parts: &[ATTENTION, STATES_PART],
    example: "sinergi status --as-of 2026-06-30",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let notice = store.settings()?.notice_days();
    let mut states = [0_i64; State::ALL.len()];
    let (mut no_department, mut no_affair) = (0_i64, 0_i64);
    let sql = format!("SELECT department IS NULL, affair IS NULL, {FACTS} FROM agreement");
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        states[state(&facts(row, 2)?, ask.as_of, notice) as usize] += 1;
        no_department += row.get::<_, i64>(0)?;
        no_affair += row.get::<_, i64>(1)?;
    }
    let unconfirmed: i64 =
        store.conn().query_row("SELECT count(*) FROM department WHERE confirmed = 0", [], |r| r.get(0))?;
    let count = |state: State| states[state as usize];
    let day = ask.as_of;
    let list = |flags: &str| ask.command(&format!("agreement list {flags}"));
    let lines = [
        (count(State::EndingSoon), "ending-soon", list("--status ending-soon")),
        (count(State::Lapsed), "lapsed", list("--status lapsed")),
        (count(State::UnknownTerm), "unknown-term", list("--status unknown-term")),
        (count(State::InProcess), "in-process", list("--status in-process")),
        (no_department, "no-department", list("--department none")),
        (no_affair, "no-affair", list("--affair none")),
        (unconfirmed, "unconfirmed-department", format!("{} department list --confirmed no", ask.program)),
    ];
    let title = format!("{}, {}, {}", store.settings()?.team(), weekday(day, ask.lang), long(day, ask.lang));
    if ask.wants(ATTENTION.name) {
        ATTENTION.begin_titled(&title, ask, sink)?;
        let mut any = false;
        for (number, what, open) in lines.iter().filter(|(number, ..)| *number > 0) {
            sink.row(&[Cell::Int(*number), Cell::Text(what), Cell::Text(open)])?;
            any = true;
        }
        let calm = say!(ask.lang, "Tidak ada yang perlu perhatian.", "Nothing needs attention.");
        sink.end(&Foot { notes: if any { Vec::new() } else { vec![calm] }, ..Foot::default() })?;
    }
    if ask.wants(STATES_PART.name) {
        STATES_PART.begin_titled(STATES_PART.label.get(ask.lang), ask, sink)?;
        for state in State::ALL.into_iter().filter(|s| count(*s) > 0) {
            sink.row(&[Cell::Text(state.word()), Cell::Int(count(state))])?;
        }
        let total = vec![Cell::Text(label("Jumlah", "Total").get(ask.lang)), Cell::Int(states.iter().sum())];
        let open = Some(ask.command("report map"));
        sink.end(&Foot { total, notes: Vec::new(), open })?;
    }
    Ok(())
}
