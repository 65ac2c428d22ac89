//! How far departments follow the SOP: three numbers over the steps that were due, and where time is lost.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::left::left_out;
use super::names::{named, names_of};
use super::{Ask, Part, Report, TOTAL, Takes, UNKNOWN};
use crate::error::Result;
use crate::lang::label;
use crate::rules::compliance::{Judged, Tally, judge};
use crate::rules::median::median;
use crate::rules::path::Path;
use crate::rules::procedure::{Sop, Walks};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, Travel, Traveller};
use crate::value::Kind;

const DEPARTMENTS: Part = Part {
    name: "departments",
    label: label("Kepatuhan pada SOP", "Compliance with the SOP"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(4),
        Column::new("sop", label("SOP", "SOP"), Kind::Code),
        Column::new("paths", label("Berkas", "Paths"), Kind::Count).rank(2),
        Column::new("due", label("Wajib", "Due"), Kind::Count),
        Column::new("as_set", label("Sesuai", "As set"), Kind::Count),
        Column::new("otherwise", label("Tak sesuai", "Otherwise"), Kind::Count),
        Column::new("not_done", label("Belum", "Not done"), Kind::Count),
        Column::new("share", label("Bagian sesuai", "Share as set"), Kind::Percent),
        Column::new("late", label("Terlambat", "Late"), Kind::Count).rank(3),
        Column::new("out_of_order", label("Mendahului", "Out of order"), Kind::Count).rank(3),
        Column::new("without_papers", label("Tak lengkap", "No papers"), Kind::Count).rank(3),
    ],
};

const TIME: Part = Part {
    name: "time",
    label: label("Di mana waktu terpakai", "Where time is lost"),
    columns: &[
        Column::new("sop", label("SOP", "SOP"), Kind::Code),
        Column::new("number", label("No.", "No."), Kind::Count),
        Column::new("step", label("Langkah", "Step"), Kind::Text),
        Column::new("paths", label("Berkas", "Paths"), Kind::Count),
        Column::new("median_days", label("Median HK", "Median days"), Kind::Count),
        Column::new("standard_days", label("Baku", "Standard"), Kind::Count),
        Column::new("over", label("Lebih", "Over"), Kind::Count),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "compliance",
    also: &["kepatuhan"],
    label: DEPARTMENTS.label,
    about: label(
        "Langkah yang sesuai, tak sesuai, dan belum dijalani tiap OPD, dan di mana waktu terpakai",
        "Steps done as set, otherwise and not done by department, and where time is lost",
    ),
    command: false,
    takes: &[Takes::Only, Takes::Sop, Takes::RollUp],
    parts: &[DEPARTMENTS, TIME],
    example: "sinergi report compliance",
    run,
};

/// What a department did under one version.
#[derive(Default)]
struct Line {
    agreements: i64,
    tally: Tally,
}

/// How long a step took.
struct Taken {
    name: String,
    days: Vec<i64>,
    standard: Option<i64>,
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let exempt = exemptions(store)?;
    let sql = format!(
        "SELECT {}, CASE WHEN closed_as IS NOT NULL THEN ended_on END, {} FROM agreement \
         WHERE agreement.code IN (SELECT agreement FROM movement) AND {} ORDER BY agreement.code",
        ask.only.lead(),
        Traveller::COLUMNS,
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let mut lines: BTreeMap<(Option<String>, String), Line> = BTreeMap::new();
    let mut taken: BTreeMap<(String, usize), Taken> = BTreeMap::new();
    let mut waived = 0;
    while let Some(row) = rows.next()? {
        let department: Option<String> = row.get(0)?;
        // What was closed is judged as of that day: nothing is due of it any more.
        let closed =
            row.get_ref(1)?.as_str_or_null().unwrap_or_default().and_then(crate::calendar::date::iso);
        let day = closed.map_or(ask.as_of, |closed| closed.min(ask.as_of));
        let traveller = Traveller::from_row(row, 2)?;
        let found = travel.path(&traveller, day)?.filter(|(sop, _)| ask.wants_sop(&sop.code));
        let Some((sop, path)) = found else { continue };
        for (step, days) in path.taken() {
            taken
                .entry((sop.code.clone(), step))
                .or_insert_with(|| Taken::of(&sop, step, ask))
                .days
                .push(days);
        }
        let none = HashMap::new();
        let own = department.as_ref().and_then(|code| exempt.get(code)).unwrap_or(&none);
        let line = lines.entry((department, sop.code.clone())).or_default();
        line.agreements += 1;
        waived += steps(&sop, &path, &traveller, &travel, own, day, &mut line.tally)?;
    }
    if ask.wants(DEPARTMENTS.name) {
        departments(store, ask, sink, &lines, waived)?;
    }
    if ask.wants(TIME.name) {
        time(ask, sink, taken)?;
    }
    Ok(())
}

impl Taken {
    fn of(sop: &Sop, step: usize, ask: &Ask) -> Self {
        let step = &sop.steps[step];
        let standard = step.time.and_then(crate::rules::procedure::Time::working_days).map(i64::from);
        Self { name: step.named(ask.lang).to_owned(), days: Vec::new(), standard }
    }
}

/// Exemptions of departments: by version, the step or all of them, and the days on which they hold.
type Exempt = HashMap<String, Vec<(Option<String>, String, String)>>;

fn exemptions(store: &Store) -> Result<HashMap<String, Exempt>> {
    let sql = "SELECT department, sop, step, exempted_on, valid_until FROM exemption";
    let mut statement = store.conn().prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found: HashMap<String, Exempt> = HashMap::new();
    while let Some(row) = rows.next()? {
        let of = found.entry(row.get(0)?).or_default().entry(row.get(1)?).or_default();
        of.push((row.get(2)?, row.get(3)?, row.get(4)?));
    }
    Ok(found)
}

/// Judges the steps of a path that are its own; gives back how many are exempt.
fn steps(
    sop: &Sop,
    path: &Path,
    traveller: &Traveller,
    travel: &Travel<'_>,
    exempt: &Exempt,
    day: Date,
    tally: &mut Tally,
) -> Result<i64> {
    let walker = traveller.walker();
    let mut there = None;
    let mut waived = 0;
    for (at, step) in sop.steps.iter().enumerate().skip(path.start) {
        if walker.walks(step) != Walks::Itself {
            continue;
        }
        let left = path.last_pass(at).and_then(|pass| pass.left).map_or(day, |(day, _)| day);
        let on = left.to_string();
        let holds = |(of, from, until): &(Option<String>, String, String)| {
            of.as_ref().is_none_or(|of| *of == step.code) && *from <= on && on <= *until
        };
        if exempt.get(&sop.code).is_some_and(|all| all.iter().any(holds)) {
            waived += i64::from(path.last_pass(at).is_some());
            continue;
        }
        if there.is_none() && !step.papers.is_empty() {
            there = Some(travel.papers(&traveller.code)?);
        }
        let stands =
            |paper: &String| there.as_ref().and_then(|papers| papers.stands(paper, left)) == Some(false);
        let complete = step.papers.iter().all(stands);
        match judge(path, at, step, &travel.calendar, day, complete) {
            Judged::NotDue => {}
            judged => tally.add(judged),
        }
    }
    Ok(waived)
}

fn departments(
    store: &Store,
    ask: &Ask,
    sink: &mut dyn Sink,
    lines: &BTreeMap<(Option<String>, String), Line>,
    waived: i64,
) -> Result<()> {
    DEPARTMENTS.begin(ask, sink)?;
    let names = names_of(store, "department", ask)?;
    let mut all = Line::default();
    for ((department, sop), line) in lines {
        let name = named(&names, department.as_deref(), UNKNOWN.get(ask.lang));
        sink.row(&line.cells(department.as_deref(), name, Some(sop)))?;
        all.agreements += line.agreements;
        all.tally.join(&line.tally);
    }
    let total = TOTAL.get(ask.lang);
    let total: Vec<Cell<'static>> = all.cells(Some(total), "", None).to_vec();
    let lang = ask.lang;
    let mut notes = vec![say!(
        lang,
        "Sesuai: berurutan, tepat waktu, dan lengkap. Tak sesuai: selesai, tetapi terlambat, mendahului, atau tak lengkap (satu langkah dapat lebih dari satu). Belum: dilewati, atau waktunya lewat. Langkah bersama dihitung sekali, pada induknya.",
        "As set: in order, on time and with its papers. Otherwise: done, but late, out of order or without papers (a step may be several). Not done: passed over, or past its time. A shared step counts once, at the agreement above."
    )];
    notes.extend(ask.only.told(lang));
    notes.extend(left_out(waived, label("langkah yang dikecualikan", "steps that are exempt"), lang));
    let without: i64 = store.conn().query_row(
        &format!(
            "SELECT count(*) FROM agreement WHERE agreement.code NOT IN (SELECT agreement FROM movement) AND {}",
            ask.only.sql()
        ),
        ask.only.with(&[]).as_slice(),
        |r| r.get(0),
    )?;
    notes.extend(left_out(
        without,
        label("kerja sama tanpa catatan perjalanan", "agreements without a path"),
        lang,
    ));
    sink.end(&Foot { total, notes, open: Some(ask.command("agreement movement list")) })
}

impl Line {
    fn cells<'a>(&self, department: Option<&'a str>, name: &'a str, sop: Option<&'a str>) -> [Cell<'a>; 12] {
        let tally = &self.tally;
        [
            department.into(),
            Cell::Text(name),
            sop.into(),
            Cell::Int(self.agreements),
            Cell::Int(tally.due()),
            Cell::Int(tally.as_set),
            Cell::Int(tally.otherwise),
            Cell::Int(tally.not_done),
            Cell::share(tally.share()),
            Cell::Int(tally.late),
            Cell::Int(tally.out_of_order),
            Cell::Int(tally.without_papers),
        ]
    }
}

fn time(ask: &Ask, sink: &mut dyn Sink, taken: BTreeMap<(String, usize), Taken>) -> Result<()> {
    TIME.begin(ask, sink)?;
    for ((sop, step), mut one) in taken {
        let paths = i64::try_from(one.days.len()).unwrap_or(i64::MAX);
        let middle = median(&mut one.days);
        let over = middle.zip(one.standard).map(|(days, standard)| days - standard);
        sink.row(&[
            Cell::Text(&sop),
            Cell::Int(i64::try_from(step).unwrap_or_default() + 1),
            Cell::Text(&one.name),
            Cell::Int(paths),
            middle.into(),
            one.standard.into(),
            over.into(),
        ])?;
    }
    let notes = vec![say!(
        ask.lang,
        "Median hari kerja setiap langkah dalam semua putarannya; yang dilewati dan yang masih berjalan tidak dihitung.",
        "Median working days of a step in all its passes; those passed over and those still open are left out."
    )];
    sink.end(&Foot { notes, ..Foot::default() })
}
