//! The screen of Monday morning: what needs attention, each line with the command that opens it.

use super::{Ask, LeftOut, OTHERS, Part, Report, TOTAL, owed, stuck};
use crate::calendar::date::{long, weekday};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::register::{ACTIVITY_STATE, DEPARTMENT, OBSTACLE_STATE, SOLUTION_STATE, SUCCESSOR};
use crate::rules::obstacle;
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
    choice("late-requests", "permohonan tersendat", "requests past their time"),
    choice("open-obstacles", "kendala terbuka", "open obstacles"),
    choice("overdue-obstacles", "kendala lewat tenggat", "overdue obstacles"),
    choice("overdue-solutions", "solusi lewat tenggat", "overdue solutions"),
    choice("late-activities", "aktivitas terlambat", "late activities"),
    choice("evaluations-missing", "evaluasi belum masuk", "evaluations missing"),
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

/// What the register holds of one standing.
#[derive(Default)]
struct Counts {
    states: [i64; State::ALL.len()],
    /// Of those, how many another agreement follows.
    renewed: [i64; State::ALL.len()],
    no_department: i64,
    no_affair: i64,
}

/// How many obstacles are open, and how many of them are past their day, escalated ones among them.
fn obstacles(store: &Store) -> Result<(i64, i64)> {
    let sql = format!("SELECT {OBSTACLE_STATE}, due_on < as_of() FROM obstacle");
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let (mut open, mut overdue) = (0, 0);
    while let Some(row) = rows.next()? {
        let state = row.get_ref(0)?.as_str_or_null().unwrap_or_default().and_then(obstacle::State::of);
        if state.is_some_and(obstacle::State::is_open) {
            open += 1;
            overdue += i64::from(row.get::<_, Option<bool>>(1)? == Some(true));
        }
    }
    Ok((open, overdue))
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let notice = store.settings()?.notice_days();
    let sql = format!(
        "SELECT {DEPARTMENT} IS NULL, affair IS NULL, {OTHERS}, {SUCCESSOR} IS NOT NULL, {FACTS} FROM agreement"
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let (mut own, mut others) = (Counts::default(), Counts::default());
    while let Some(row) = rows.next()? {
        let counts = if row.get(2)? { &mut others } else { &mut own };
        let found = state(&facts(row, 4)?, ask.as_of, notice) as usize;
        counts.states[found] += 1;
        counts.renewed[found] += row.get::<_, i64>(3)?;
        counts.no_department += row.get::<_, i64>(0)?;
        counts.no_affair += row.get::<_, i64>(1)?;
    }
    let unconfirmed: i64 =
        store.conn().query_row("SELECT count(*) FROM department WHERE confirmed = 0", [], |r| r.get(0))?;
    let day = ask.as_of;
    // The list that opens a figure leaves out what the figure leaves out.
    let list = |flags: &str, not_own: i64| {
        let standing = if not_own > 0 { " --standing own" } else { "" };
        ask.command(&format!("agreement list {flags}{standing}"))
    };
    let in_state = |state: State| {
        let (at, flags) = (state as usize, format!("--status {}", state.word()));
        // What another agreement follows needs no attention any more.
        let followed = if own.renewed[at] > 0 { " --successor none" } else { "" };
        let open = list(&format!("{flags}{followed}"), others.states[at]);
        (own.states[at] - own.renewed[at], state.word(), open)
    };
    let (open, overdue) = obstacles(store)?;
    let sql =
        format!("SELECT count(*) FROM solution WHERE due_on < as_of() AND {SOLUTION_STATE} = 'overdue'");
    let late_solutions: i64 = store.conn().query_row(&sql, [], |r| r.get(0))?;
    let sql = format!("SELECT count(*) FROM activity WHERE {ACTIVITY_STATE} = 'late'");
    let late_activities: i64 = store.conn().query_row(&sql, [], |r| r.get(0))?;
    let mut evaluations = 0;
    owed(store, ask, &mut |one| {
        evaluations += i64::from(one.answered_on.is_none());
        Ok(())
    })?;
    let late = day.yesterday().map_or_else(|_| String::new(), |last| format!(" --due-on ..{last}"));
    let hindered = |states: &str| ask.command(&format!("obstacle list --state {states}"));
    let lines = [
        in_state(State::EndingSoon),
        in_state(State::Lapsed),
        in_state(State::UnknownTerm),
        in_state(State::InProcess),
        (own.no_department, "no-department", list("--department none", others.no_department)),
        (own.no_affair, "no-affair", list("--affair none", others.no_affair)),
        (stuck::late(store, ask)?, "late-requests", ask.command("report stuck --part requests --late")),
        (overdue, "overdue-obstacles", hindered(&format!("overdue,escalated{late}"))),
        (late_solutions, "overdue-solutions", ask.command("obstacle solution list --state overdue")),
        (open, "open-obstacles", hindered(&obstacle::State::open_words())),
        (late_activities, "late-activities", ask.command("activity list --state late")),
        (evaluations, "evaluations-missing", ask.command("report evaluations-due --part missing")),
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
        for (state, count) in State::ALL.into_iter().zip(own.states).filter(|(_, count)| *count > 0) {
            sink.row(&[Cell::Text(state.word()), Cell::Int(count)])?;
        }
        let total = vec![Cell::Text(TOTAL.get(ask.lang)), Cell::Int(own.states.iter().sum())];
        let open = Some(ask.command("report map"));
        let notes = LeftOut { not_own: others.states.iter().sum(), ..LeftOut::default() }.notes(ask.lang);
        sink.end(&Foot { total, notes, open })?;
    }
    Ok(())
}
