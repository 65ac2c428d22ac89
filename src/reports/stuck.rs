//! Where requests stand in their SOPs, and which stand there too long: by step, and one by one, the most late first.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::Row;

use super::left::{NOT_OWN, left_out};
use super::requests::each;
use super::{Ask, DEPARTMENT, Part, Report, TOTAL, Takes};
use crate::error::Result;
use crate::lang::label;
use crate::rules::median::median;
use crate::rules::path::{Pass, Path};
use crate::rules::procedure::{HOLDERS, Step, Time};
use crate::rules::status::first_day;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, Travel};
use crate::value::Kind;

const STEPS: Part = Part {
    name: "steps",
    label: label("Permohonan menurut langkah", "Requests by step"),
    columns: &[
        Column::new("sop", label("SOP", "SOP"), Kind::Code).rank(1),
        Column::new("number", label("No.", "No."), Kind::Count),
        Column::new("step", label("Langkah", "Step"), Kind::Text),
        Column::new("requests", label("Permohonan", "Requests"), Kind::Count),
        Column::new("late", label("Terlambat", "Late"), Kind::Count),
        Column::new("median_days", label("Median HK", "Median days"), Kind::Count),
        Column::new("longest_days", label("Terlama", "Longest"), Kind::Count).rank(2),
        Column::new("standard_days", label("Baku", "Standard"), Kind::Count),
    ],
};

const REQUESTS: Part = Part {
    name: "requests",
    label: label("Permohonan, yang paling terlambat lebih dahulu", "Requests, the most late first"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(1),
        Column::new("step", label("Langkah", "Step"), Kind::Text),
        Column::new("days", label("HK", "Days"), Kind::Count),
        Column::new("standard_days", label("Baku", "Standard"), Kind::Count),
        Column::new("over", label("Lebih", "Over"), Kind::Count),
        Column::new("waiting_on", label("Menunggu", "Waiting on"), Kind::Choice(HOLDERS)),
        Column::new("holder_days", label("HK di sana", "Days there"), Kind::Count).rank(3),
        Column::new("last_on", label("Terakhir", "Last moved"), Kind::Date).rank(2),
        Column::new("parked_until", label("Ditunda s.d.", "Parked until"), Kind::Date).rank(4),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "stuck",
    also: &["tersendat"],
    label: REQUESTS.label,
    about: label(
        "Di langkah mana setiap permohonan berada, sejak kapan, dan siapa yang ditunggu",
        "In which step each request stands, since when, and for whom it waits",
    ),
    command: false,
    takes: &[Takes::Only, Takes::Late],
    parts: &[STEPS, REQUESTS],
    example: "sinergi report stuck --department DLH",
    run,
};

/// A request and where it stands.
struct Line {
    code: String,
    title: String,
    department: Option<String>,
    step: String,
    days: i64,
    standard: Option<i64>,
    over: Option<i64>,
    holder: &'static str,
    holder_days: i64,
    last: Option<Date>,
    parked_until: Option<Date>,
}

/// What stands in one step.
#[derive(Default)]
struct Standing {
    name: String,
    days: Vec<i64>,
    late: i64,
    standard: Option<i64>,
}

/// What was left out, and the rest of the count.
#[derive(Default)]
struct Counts {
    no_path: Vec<i64>,
    no_path_undated: i64,
    others: i64,
    through: i64,
    in_sop: i64,
    parked: i64,
    late: i64,
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let (mut requests, mut steps, mut counts) = (Vec::new(), BTreeMap::new(), Counts::default());
    let columns = ["title", DEPARTMENT, "requested_on"];
    let others = each(store, ask, &travel, &columns, "", &mut |found| {
        let Some((sop, path)) = found.path else {
            let asked: Option<String> = found.row.get(2)?;
            match asked.as_deref().filter(|day| day.len() > 4).and_then(first_day) {
                Some(day) => counts.no_path.push((ask.as_of - day).get_days().into()),
                None => counts.no_path_undated += 1,
            }
            return Ok(());
        };
        let (Some(step), Some(pass)) = (path.stands_in(&sop), path.standing()) else {
            counts.through += 1;
            return Ok(());
        };
        let over = over(pass, step, &travel, ask.as_of);
        let late = over.is_some_and(|over| over > 0);
        counts.parked += i64::from(path.is_parked(ask.as_of));
        counts.in_sop += 1;
        counts.late += i64::from(late);
        let standing: &mut Standing = steps.entry((sop.code.clone(), step.number)).or_default();
        if standing.name.is_empty() {
            step.named(ask.lang).clone_into(&mut standing.name);
            standing.standard = standard(step);
        }
        standing.days.push(pass.days.into());
        standing.late += i64::from(late);
        if ask.wants(REQUESTS.name) && (late || !ask.late) {
            requests.push(Line::of(found.row, found.traveller.code, step, &path, pass, over, ask)?);
        }
        Ok(())
    })?;
    counts.others = others;
    if ask.wants(STEPS.name) {
        by_step(ask, sink, &mut steps, &counts)?;
    }
    if ask.wants(REQUESTS.name) {
        requests.sort_by(|a: &Line, b: &Line| {
            (b.over, b.days).cmp(&(a.over, a.days)).then_with(|| a.code.cmp(&b.code))
        });
        one_by_one(ask, sink, &requests, &mut counts)?;
    }
    Ok(())
}

fn standard(step: &Step) -> Option<i64> {
    step.time.and_then(Time::working_days).map(i64::from)
}

/// How many working days a pass is over its standard; below zero where days are left, unknown where nothing is set.
fn over(pass: &Pass, step: &Step, travel: &Travel<'_>, as_of: Date) -> Option<i64> {
    if let Some(standard) = standard(step) {
        return Some(i64::from(pass.days) - standard);
    }
    let due = pass.due(step, &travel.calendar)?;
    let days = |from, to| i64::from(travel.calendar.between(from, to));
    Some(if as_of > due { days(due, as_of) } else { -days(as_of, due) })
}

/// How many requests are past the time of the step in which they stand.
pub(super) fn late(store: &Store, ask: &Ask) -> Result<i64> {
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let mut late = 0;
    each(store, ask, &travel, &[], "", &mut |found| {
        if let Some((sop, path)) = &found.path
            && let (Some(step), Some(pass)) = (path.stands_in(sop), path.standing())
        {
            late += i64::from(over(pass, step, &travel, ask.as_of).is_some_and(|over| over > 0));
        }
        Ok(())
    })?;
    Ok(late)
}

impl Line {
    fn of(
        row: &Row<'_>,
        code: String,
        step: &Step,
        path: &Path,
        pass: &Pass,
        over: Option<i64>,
        ask: &Ask,
    ) -> Result<Self> {
        let (holder, _) = path.holder.unwrap_or((step.actor, ask.as_of));
        let held = pass.held.iter().find(|(who, _)| *who == holder).map_or(0, |(_, days)| i64::from(*days));
        Ok(Self {
            code,
            title: row.get(0)?,
            department: row.get(1)?,
            step: step.spoken(ask.lang),
            days: pass.days.into(),
            standard: standard(step),
            over,
            holder,
            holder_days: held,
            last: path.last,
            parked_until: path.parked.filter(|_| path.is_parked(ask.as_of)).and_then(|(_, until)| until),
        })
    }
}

fn by_step(
    ask: &Ask,
    sink: &mut dyn Sink,
    steps: &mut BTreeMap<(String, i64), Standing>,
    counts: &Counts,
) -> Result<()> {
    STEPS.begin(ask, sink)?;
    let mut all = 0_i64;
    for ((sop, number), standing) in steps {
        let requests = i64::try_from(standing.days.len()).unwrap_or(i64::MAX);
        all += requests;
        let longest = standing.days.iter().max().copied();
        sink.row(&[
            Cell::Text(sop),
            Cell::Int(*number),
            Cell::Text(&standing.name),
            Cell::Int(requests),
            Cell::Int(standing.late),
            median(&mut standing.days).into(),
            longest.into(),
            standing.standard.into(),
        ])?;
    }
    let total = TOTAL.get(ask.lang);
    let total = vec![
        Cell::Empty,
        Cell::Empty,
        Cell::Text(total),
        Cell::Int(all),
        Cell::Int(counts.late),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
    ];
    let open = Some(ask.command("report stuck --part requests"));
    sink.end(&Foot { total, notes: Vec::new(), open })
}

fn one_by_one(ask: &Ask, sink: &mut dyn Sink, requests: &[Line], counts: &mut Counts) -> Result<()> {
    REQUESTS.begin(ask, sink)?;
    for one in requests {
        let (last, parked) = (one.last.map(|d| d.to_string()), one.parked_until.map(|d| d.to_string()));
        sink.row(&[
            Cell::Text(&one.code),
            Cell::Text(&one.title),
            one.department.as_deref().into(),
            Cell::Text(&one.step),
            Cell::Int(one.days),
            one.standard.into(),
            one.over.into(),
            Cell::Text(one.holder),
            Cell::Int(one.holder_days),
            last.as_deref().into(),
            parked.as_deref().into(),
        ])?;
    }
    let lang = ask.lang;
    let mut notes = vec![say!(
        lang,
        "Dalam SOP: {}, terlambat: {}, ditunda: {}. HK: hari kerja tanpa hari penundaan.",
        "In an SOP: {}, late: {}, parked: {}. Days: working days without those on which it was parked.",
        counts.in_sop,
        counts.late,
        counts.parked
    )];
    let without = i64::try_from(counts.no_path.len()).unwrap_or(i64::MAX) + counts.no_path_undated;
    if without > 0 {
        let age = median(&mut counts.no_path)
            .map(|days| say!(lang, "; median umur {} hari", "; median age {} days", days));
        notes.push(say!(
            lang,
            "Tidak dihitung: {} (permohonan tanpa catatan perjalanan{}). Mulai: {} agreement step KODE",
            "Left out: {} (requests without a path{}). Begin: {} agreement step CODE",
            without,
            age.unwrap_or_default(),
            ask.program
        ));
    }
    notes.extend(left_out(
        counts.through,
        label("semua langkahnya dilalui, belum ditandatangani", "through every step and not signed"),
        lang,
    ));
    notes.extend(left_out(counts.others, NOT_OWN, lang));
    let open = Some(ask.command("agreement list --status in-process"));
    sink.end(&Foot { total: Vec::new(), notes, open })
}
