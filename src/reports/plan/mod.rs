//! The work plan of a year in the usual table, as an outline: what is to be done, when, by whom, with what money, and how far it is.

mod selection;
mod sums;

pub(super) use self::selection::{Planned, chosen, planned, year_of};
pub(super) use self::sums::Sums;
use super::left::{NOT_AGREED, left_out};
use super::{Ask, Part, Report, TOTAL, Takes, on_day};
use crate::calendar::date::month_name;
use crate::calendar::period::Period;
use crate::error::Result;
use crate::lang::{Lang, label};
use crate::register::FUNDING_SOURCES;
use crate::rules::plan::{STATES, State};
use crate::rules::schedule::Months;
use crate::rules::share::share;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::store::{Activity, Store};
use crate::value::{Kind, decimal};

const PLAN: Part = Part {
    name: "plan",
    label: label("Rencana kerja", "Work plan"),
    columns: &[
        Column::new("number", label("No.", "No."), Kind::Text),
        Column::new("code", label("Kode", "Code"), Kind::Code).rank(6),
        Column::new("sipd_code", label("Kode SIPD", "SIPD code"), Kind::Code).rank(11),
        Column::new("title", label("Aktivitas", "Activity"), Kind::Text).wraps(),
        Column::new("indicator", label("Indikator keluaran", "Output indicator"), Kind::Text).rank(9),
        Column::new("target", label("Target", "Target"), Kind::Decimal),
        Column::new("unit", label("Satuan", "Unit"), Kind::Text).rank(10),
        Column::new("schedule", label("Jadwal", "Schedule"), Kind::Code).rank(2),
        Column::new("owner", label("Penanggung jawab", "Owner"), Kind::Actor).rank(3),
        Column::new("budget", label("Anggaran (Rp)", "Budget (Rp)"), Kind::Rupiah),
        Column::new("source", label("Sumber", "Source"), Kind::Choice(FUNDING_SOURCES)).rank(8),
        Column::new("realised", label("Realisasi", "Realised"), Kind::Decimal),
        Column::new("share", label("Capaian", "Reached"), Kind::Percent).rank(5),
        Column::new("spent", label("Terpakai (Rp)", "Spent (Rp)"), Kind::Rupiah),
        Column::new("state", label("Keadaan", "State"), Kind::Choice(STATES)),
        Column::new("remark", label("Keterangan", "Remark"), Kind::Text).rank(7),
    ],
};

/// The place of the unit: a person reads it beside the target, `4 Laporan`.
const UNIT: usize = 6;

pub(super) static REPORT: Report = Report {
    name: "plan",
    also: &["rencana", "rencana-kerja"],
    label: PLAN.label,
    about: label(
        "Rencana kerja setahun: target, jadwal, penanggung jawab, anggaran, realisasi",
        "The work plan of a year: targets, schedule, owners, budget, realisation",
    ),
    command: false,
    takes: &[Takes::Year, Takes::Period, Takes::Department],
    parts: &[PLAN],
    example: "sinergi report plan --year 2025",
    run,
};

/// The schedule as people read it.
pub(super) fn schedule(one: &Activity, lang: Lang, people: bool) -> String {
    match (one.facts.due_on, one.facts.months, one.facts.turn) {
        (Some(due), None, None) => due.to_string(),
        (_, None, None) => String::new(),
        _ if !people => one.facts.planned().to_string(),
        _ => spoken(one.facts.planned(), lang),
    }
}

/// Months in words: `Jan–Mar, Jun`.
fn spoken(months: Months, lang: Lang) -> String {
    let short = |month: i8| month_name(month, lang).chars().take(3).collect::<String>();
    let kept = months.to_string();
    let row = |row: &str| match row.split_once('-') {
        Some((first, last)) => {
            let of = |text: &str| text.parse().map(short).unwrap_or_default();
            format!("{}–{}", of(first), of(last))
        }
        None => row.parse().map(short).unwrap_or_default(),
    };
    kept.split(',').map(row).collect::<Vec<_>>().join(",")
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let (plan, not_yet) = planned(store, ask)?;
    let year = year_of(ask);
    let whole = ask.period == Period::default();
    let days = if whole { say!(lang, "tahun {}", "{}", year) } else { ask.period.spelled(lang) };
    let title = say!(lang, "{} {}", "{} of {}", PLAN.label.get(lang), days);
    let title = on_day(&title, plan.day, lang);
    let mut columns = PLAN.columns.to_vec();
    if ask.people {
        columns.remove(UNIT);
    }
    sink.begin(&Head { part: PLAN.name, title: &title, columns: &columns, lang, record: false })?;
    let mut sums = Sums::default();
    let mut numbers = Vec::<usize>::new();
    for (at, line) in plan.lines.iter().enumerate() {
        let one = &plan.activities[line.at];
        numbers.resize(line.depth + 1, 0);
        numbers[line.depth] += 1;
        let number = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(".");
        let state = one.state(plan.day).unwrap_or(State::NotDue);
        let realised: i64 = one
            .facts
            .entries
            .iter()
            .filter(|entry| plan.from.is_none_or(|from| from <= entry.on) && entry.on <= plan.day)
            .filter_map(|entry| entry.quantity)
            .sum();
        let spent = plan.spent_below(at);
        sums.add(one, line, state, plan.from, plan.day);
        let when = schedule(one, lang, ask.people);
        let reached = one.facts.target.and_then(|target| share(realised, target));
        let any = one.facts.entries.iter().any(|entry| entry.quantity.is_some());
        let realised = decimal::written(realised);
        let counted = one.target.as_deref().zip(one.unit.as_deref()).filter(|_| ask.people);
        let counted = counted.map(|(target, unit)| format!("{target} {unit}"));
        let mut cells = vec![
            Cell::Text(&number),
            Cell::Text(&one.code),
            one.sipd_code.as_deref().into(),
            Cell::Text(&one.title),
            one.indicator.as_deref().into(),
            counted.as_deref().or(one.target.as_deref()).into(),
            one.unit.as_deref().into(),
            if when.is_empty() { Cell::Empty } else { Cell::Text(&when) },
            one.owner.as_deref().into(),
            one.budget.into(),
            one.source.as_deref().into(),
            if any { Cell::Text(&realised) } else { Cell::Empty },
            Cell::share(reached),
            if spent > 0 { Cell::Int(spent) } else { Cell::Empty },
            Cell::Text(state.word()),
            one.remark.as_deref().into(),
        ];
        if ask.people {
            cells.remove(UNIT);
        }
        sink.row(&cells)?;
    }
    let mut total = vec![Cell::Empty; PLAN.columns.len()];
    total[3] = Cell::Text(TOTAL.get(lang));
    total[9] = Cell::Int(sums.budget);
    total[13] = Cell::Int(sums.spent);
    if ask.people {
        total.remove(UNIT);
    }
    let notes = notes(&plan, &sums, not_yet, lang);
    // The rows are the records; where all of a year are shown, the list shows the same.
    let department = ask.only.department.as_ref().map_or_else(String::new, |d| format!(" --owner {d}"));
    let open = whole.then(|| ask.command(&format!("activity list --year {year} --state any{department}")));
    sink.end(&Foot { total, notes, open })
}

/// What stands under the table.
fn notes(plan: &Planned, sums: &Sums, not_yet: i64, lang: Lang) -> Vec<String> {
    let mut notes = sums.notes(lang);
    if plan.lines.iter().any(|line| line.depth > 0) {
        notes.push(say!(
            lang,
            "Terpakai suatu induk termasuk yang di bawahnya.",
            "What is spent on a parent includes what hangs under it."
        ));
    }
    let over: Vec<&str> = plan.over.iter().map(|at| plan.activities[*at].code.as_str()).collect();
    if !over.is_empty() {
        notes.push(say!(lang, "Terpakai melebihi anggaran: {}.", "Spent over budget: {}.", over.join(", ")));
    }
    if plan.dropped > 0 {
        notes.push(say!(
            lang,
            "Anggaran yang dibatalkan tidak dijumlahkan: {}.",
            "Budgets of what was dropped are not summed: {}.",
            plan.dropped
        ));
    }
    notes.extend(left_out(not_yet, NOT_AGREED, lang));
    notes
}
