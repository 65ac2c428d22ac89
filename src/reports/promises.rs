//! The one list of promises: what is open, from the plan, a meeting, a solution or an evaluation, the most late first; and how each
//! department keeps its word.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::left::{NOT_AGREED, left_out};
use super::names::Actors;
use super::{Ask, Part, Report, TOTAL, Takes, UNKNOWN};
use crate::error::Result;
use crate::lang::label;
use crate::rules::plan::{STATES, State};
use crate::rules::share::share;
use crate::rules::status::days_between;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Activity, Store};
use crate::value::Kind;

const OWNERS: Part = Part {
    name: "owners",
    label: label("Janji menurut penanggung jawab", "Promises by owner"),
    columns: &[
        Column::new("owner", label("Kode", "Code"), Kind::Actor).rank(1),
        Column::new("name", label("Penanggung jawab", "Owner"), Kind::Text),
        Column::new("open", label("Terbuka", "Open"), Kind::Count),
        Column::new("late", label("Terlambat", "Late"), Kind::Count),
        Column::new("done_on_time", label("Tepat waktu", "On time"), Kind::Count),
        Column::new("done_late", label("Selesai lewat", "Done late"), Kind::Count),
        Column::new("dropped", label("Batal", "Dropped"), Kind::Count).rank(2),
        Column::new("share", label("Tepat waktu (%)", "On time (%)"), Kind::Percent),
    ],
};

const OPEN: Part = Part {
    name: "promises",
    label: label(
        "Janji yang terbuka, yang paling terlambat lebih dahulu",
        "Open promises, the most late first",
    ),
    columns: &[
        Column::new("due_on", label("Jatuh tempo", "Due on"), Kind::Date),
        Column::new("days", label("Sisa", "Days"), Kind::Count).rank(3),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("title", label("Janji", "Promise"), Kind::Text),
        Column::new("owner", label("Penanggung jawab", "Owner"), Kind::Actor).rank(1),
        Column::new("state", label("Keadaan", "State"), Kind::Choice(STATES)),
        Column::new("origin", label("Berasal dari", "Comes from"), Kind::Record).rank(2),
        Column::new("meeting", label("Rapat", "Meeting"), Kind::Code).rank(4),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "promises",
    also: &["janji", "tindak-lanjut"],
    label: OPEN.label,
    about: label(
        "Semua janji tim menurut penanggung jawab: terbuka, terlambat, tepat waktu",
        "Every promise of the team by owner: open, late, kept on time",
    ),
    command: false,
    takes: &[Takes::Department, Takes::Late],
    parts: &[OWNERS, OPEN],
    example: "sinergi report promises --late",
    run,
};

/// How one owner keeps its word.
#[derive(Default)]
struct Tally {
    open: i64,
    late: i64,
    on_time: i64,
    done_late: i64,
    dropped: i64,
}

impl Tally {
    fn add(&mut self, one: &Activity, state: State, as_of: Date) {
        match state {
            State::Dropped => self.dropped += 1,
            State::Done => {
                let last = one.facts.turns().last().copied();
                let kept = one.facts.done_by(as_of).zip(last).is_none_or(|(done, due)| done <= due);
                *(if kept { &mut self.on_time } else { &mut self.done_late }) += 1;
            }
            _ => {
                self.open += 1;
                self.late += i64::from(state == State::Late);
            }
        }
    }

    fn sum(&mut self, other: &Self) {
        self.open += other.open;
        self.late += other.late;
        self.on_time += other.on_time;
        self.done_late += other.done_late;
        self.dropped += other.dropped;
    }

    /// Kept on time, over all whose time had come: done, or late.
    fn share(&self) -> Option<f64> {
        share(self.on_time, self.on_time + self.done_late + self.late)
    }
}

/// The promises of the team on a day: every activity, as it had been agreed by then. How many are not counted, as nobody had agreed
/// to them, comes along.
pub(super) fn promises(store: &Store, ask: &Ask) -> Result<(Vec<(Activity, State)>, i64)> {
    let (mut found, mut not_yet) = (Vec::new(), 0);
    for one in store.activities(None)? {
        if ask.only.department.as_deref().is_some_and(|only| one.department() != Some(only)) {
            continue;
        }
        match one.state(ask.as_of) {
            Some(state) => found.push((one, state)),
            None => not_yet += 1,
        }
    }
    Ok((found, not_yet))
}

/// The flags that ask for the same promises again.
fn filters(ask: &Ask) -> String {
    let only = ask.only.department.as_ref().map_or_else(String::new, |only| format!(" --department {only}"));
    if ask.late { only + " --late" } else { only }
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let (found, not_yet) = promises(store, ask)?;
    if ask.wants(OWNERS.name) {
        OWNERS.begin(ask, sink)?;
        let mut owners: BTreeMap<(bool, Option<&str>), Tally> = BTreeMap::new();
        let mut all = Tally::default();
        for (one, state) in &found {
            let owner = one.owner.as_deref();
            owners.entry((owner.is_none(), owner)).or_default().add(one, *state, ask.as_of);
        }
        owners.retain(|_, tally| !ask.late || tally.late > 0);
        for tally in owners.values() {
            all.sum(tally);
        }
        let actors = Actors::of(store, ask)?;
        let cells = |tally: &Tally| {
            [
                Cell::Int(tally.open),
                Cell::Int(tally.late),
                Cell::Int(tally.on_time),
                Cell::Int(tally.done_late),
                Cell::Int(tally.dropped),
                Cell::share(tally.share()),
            ]
        };
        for ((_, owner), tally) in &owners {
            let name = owner.map_or(UNKNOWN.get(lang), |owner| actors.name(owner));
            let mut row = vec![(*owner).into(), Cell::Text(name)];
            row.extend(cells(tally));
            sink.row(&row)?;
        }
        let mut total = vec![Cell::Empty, Cell::Text(TOTAL.get(lang))];
        total.extend(cells(&all));
        let mut notes = vec![say!(
            lang,
            "Tepat waktu (%): selesai tepat waktu dari semua yang selesai atau terlambat.",
            "On time (%): done on time, of all that are done or late."
        )];
        notes.extend(left_out(not_yet, NOT_AGREED, lang));
        sink.end(&Foot {
            total,
            notes,
            open: Some(ask.command(&format!("report promises --part promises{}", filters(ask)))),
        })?;
    }
    if ask.wants(OPEN.name) {
        OPEN.begin(ask, sink)?;
        let wanted = |state: State| if ask.late { state == State::Late } else { state.is_open() };
        let mut open: Vec<(Date, &(Activity, State))> = found
            .iter()
            .filter(|(_, state)| wanted(*state))
            .filter_map(|one| Some((one.0.facts.due(ask.as_of)?, one)))
            .collect();
        open.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.0.code.cmp(&other.0.code)));
        for (due, (one, state)) in &open {
            let day = due.to_string();
            sink.row(&[
                Cell::Text(&day),
                Cell::Int(days_between(ask.as_of, *due).into()),
                Cell::Text(&one.code),
                Cell::Text(&one.title),
                one.owner.as_deref().into(),
                Cell::Text(state.word()),
                one.origin.as_deref().into(),
                one.meeting.as_deref().into(),
            ])?;
        }
        let notes =
            if open.is_empty() { vec![say!(lang, "Tidak ada.", "There are none.")] } else { Vec::new() };
        let owner = ask.only.department.as_ref().map_or_else(String::new, |only| format!(" --owner {only}"));
        let states = if ask.late { "late" } else { "not-due,on-track,late" };
        sink.end(&Foot {
            notes,
            open: Some(ask.command(&format!("activity list --state {states}{owner}"))),
            ..Foot::default()
        })?;
    }
    Ok(())
}
