//! What hinders: obstacles by category, department, both, and severity, by state as of a day; those raised in a period.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::names::{named, names_of};
use super::{Ask, DEPARTMENT, Part, Report, TOTAL, Takes, UNKNOWN};
use crate::calendar::date::iso;
use crate::error::Result;
use crate::lang::{Choice, choice, choice_label, label};
use crate::register::{OBSTACLE_STATE, SEVERITIES};
use crate::rules::median::median;
use crate::rules::obstacle::State;
use crate::rules::status::{days_between, first_day};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

macro_rules! columns {
    ($key:literal, $id:literal, $en:literal) => {
        &[
            Column::new($key, label("Kode", "Code"), Kind::Code).rank(9),
            Column::new("name", label($id, $en), Kind::Text),
            Column::new("open", label("Buka", "Open"), Kind::Count),
            Column::new("being_solved", label("Jalan", "Tried"), Kind::Count).rank(3),
            Column::new("overdue", label("Lewat", "Late"), Kind::Count),
            Column::new("escalated", label("Naik", "Up"), Kind::Count).rank(4),
            Column::new("accepted", label("Terima", "Accept"), Kind::Count).rank(5),
            Column::new("solved", label("Selesai", "Solved"), Kind::Count),
            Column::new("total", label("Jumlah", "Total"), Kind::Count),
            Column::new("age", label("Umur", "Age"), Kind::Count).rank(2),
        ]
    };
}

const BY_CATEGORY: Part = Part {
    name: "category",
    label: label("Kendala menurut kategori", "Obstacles by category"),
    columns: columns!("category", "Kategori", "Category"),
};
const BY_DEPARTMENT: Part = Part {
    name: "department",
    label: label("Kendala menurut OPD", "Obstacles by department"),
    columns: columns!("department", "OPD", "Department"),
};
const BY_SEVERITY: Part = Part {
    name: "severity",
    label: label("Kendala menurut bobot", "Obstacles by severity"),
    columns: columns!("severity", "Bobot", "Severity"),
};
const BY_BOTH: Part = Part {
    name: "matrix",
    label: label("Kendala terbuka menurut kategori dan OPD", "Open obstacles by category and department"),
    columns: &[
        Column::new("category", label("Kategori", "Category"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("records", label("Jumlah", "Records"), Kind::Count),
        Column::new("overdue", label("Lewat", "Late"), Kind::Count),
        Column::new("oldest", label("Tertua (hari)", "Oldest (days)"), Kind::Count),
    ],
};
/// What the summary counts; the words stand in CSV and JSON.
const COUNTED: &[Choice] = &[
    choice("register", "kendala di register", "obstacles in the register"),
    choice("counted", "dihitung di atas", "counted above"),
    choice("not-yet", "tidak dihitung: muncul sesudah hari itu", "left out: raised after that day"),
    choice("outside-period", "tidak dihitung: di luar periode", "left out: outside the period"),
    choice("general", "kendala umum, tanpa kerja sama", "general, of no agreement"),
];
const SUMMARY: Part = Part {
    name: "summary",
    label: label("Hitungan", "The count"),
    columns: &[
        Column::new("what", label("Hal", "What"), Kind::Choice(COUNTED)),
        Column::new("records", label("Jumlah", "Records"), Kind::Count),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "obstacles",
    also: &["kendala"],
    label: label("Kendala", "Obstacles"),
    about: label(
        "Kendala menurut kategori, OPD, dan bobot: terbuka, lewat tenggat, umurnya",
        "Obstacles by category, department and severity: open, overdue, how old",
    ),
    command: false,
    takes: &[Takes::Period, Takes::RollUp],
    parts: &[BY_CATEGORY, BY_DEPARTMENT, BY_BOTH, BY_SEVERITY, SUMMARY],
    example: "sinergi report obstacles --period 2026-S1",
    run,
};

/// The counts of one line.
#[derive(Clone, Default)]
struct Tally {
    states: [i64; State::ALL.len()],
    /// The ages of those that are open, in days.
    ages: Vec<i64>,
}

impl Tally {
    fn add(&mut self, state: State, age: Option<i64>) {
        self.states[state as usize] += 1;
        self.ages.extend(age.filter(|_| state.is_open()));
    }

    fn total(&self) -> i64 {
        self.states[..State::NotYet as usize].iter().sum()
    }

    fn open(&self) -> i64 {
        State::ALL.into_iter().filter(|state| state.is_open()).map(|state| self.states[state as usize]).sum()
    }

    fn cells<'a>(&mut self, key: Option<&'a str>, name: &'a str) -> [Cell<'a>; 10] {
        let of = |state: State| Cell::Int(self.states[state as usize]);
        [
            key.into(),
            Cell::Text(name),
            of(State::Open),
            of(State::BeingSolved),
            of(State::Overdue),
            of(State::Escalated),
            of(State::Accepted),
            of(State::Solved),
            Cell::Int(self.total()),
            median(&mut self.ages).into(),
        ]
    }
}

type Lines = BTreeMap<(bool, Option<String>), Tally>;

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let sql = format!(
        "SELECT o.category, {}, o.severity, o.raised_on, o.agreement IS NULL, o.state \
         FROM (SELECT obstacle.*, {OBSTACLE_STATE} AS state FROM obstacle) o \
         LEFT JOIN agreement ON agreement.code = o.agreement",
        ask.only.rolled(&format!("coalesce(o.department, {DEPARTMENT})"))
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let (mut categories, mut departments, mut severities) = (Lines::new(), Lines::new(), Lines::new());
    let mut both: BTreeMap<(Option<String>, Option<String>), Tally> = BTreeMap::new();
    let (mut all, mut not_yet, mut outside, mut general) = (Tally::default(), 0, 0, 0);
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        // Of some only the year is known: it counts from its first day, and its age is not known.
        let raised = text(3)?.and_then(iso);
        let first: Option<Date> = text(3)?.and_then(first_day);
        let state = text(5)?.and_then(State::of).unwrap_or(State::NotYet);
        if state == State::NotYet {
            not_yet += 1;
            continue;
        }
        if first.is_none_or(|day| !ask.period.contains(day)) {
            outside += 1;
            continue;
        }
        general += i64::from(row.get::<_, bool>(4)?);
        let age = raised.map(|day| i64::from(days_between(day, ask.as_of)));
        for (at, lines) in [(0, &mut categories), (1, &mut departments), (2, &mut severities)] {
            let key = text(at)?;
            lines.entry((key.is_none(), key.map(str::to_owned))).or_default().add(state, age);
        }
        let pair = (text(0)?.map(str::to_owned), text(1)?.map(str::to_owned));
        both.entry(pair).or_default().add(state, age);
        all.add(state, age);
    }
    let names = Names::read(store, ask)?;
    part(ask, sink, &BY_CATEGORY, categories, &mut all, "--category", &|code| names.category(code))?;
    part(ask, sink, &BY_DEPARTMENT, departments, &mut all, "--department", &|code| names.department(code))?;
    matrix(ask, sink, both, &names)?;
    let severity = |code: &str| choice_label(code, SEVERITIES, ask.lang);
    part(ask, sink, &BY_SEVERITY, severities, &mut all, "--severity", &severity)?;
    if ask.wants(SUMMARY.name) {
        begin(&SUMMARY, ask, sink)?;
        let lines = [
            ("register", all.total() + not_yet + outside),
            ("counted", all.total()),
            ("not-yet", not_yet),
            ("outside-period", outside),
            ("general", general),
        ];
        for (what, number) in lines {
            sink.row(&[Cell::Text(what), Cell::Int(number)])?;
        }
        sink.end(&Foot::default())?;
    }
    Ok(())
}

/// Begins a part, with the period in which the obstacles were raised.
fn begin(part: &Part, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let raised = if ask.period.from.is_none() && ask.period.to.is_none() {
        String::new()
    } else {
        say!(lang, ", muncul dalam {}", ", raised in {}", ask.period.spelled(lang))
    };
    part.begin_on_day(&format!("{}{raised}", part.label.get(lang)), ask, sink)
}

fn part(
    ask: &Ask,
    sink: &mut dyn Sink,
    part: &Part,
    lines: Lines,
    all: &mut Tally,
    flag: &str,
    name: &dyn Fn(&str) -> String,
) -> Result<()> {
    if !ask.wants(part.name) {
        return Ok(());
    }
    begin(part, ask, sink)?;
    let most = lines.iter().max_by_key(|(_, tally)| tally.total()).map(|((_, key), _)| key.clone());
    for ((_, key), mut tally) in lines {
        let name = key.as_deref().map_or_else(|| UNKNOWN.get(ask.lang).to_owned(), name);
        sink.row(&tally.cells(key.as_deref(), &name))?;
    }
    let total = all.cells(None, TOTAL.get(ask.lang)).to_vec();
    // A department may be the agreement's, which no filter of obstacles asks for.
    let open = most.filter(|_| part.name != "department").map(|key| {
        let key = key.unwrap_or_else(|| "none".to_owned());
        let days = ask.period.flag("raised-on");
        ask.command(&format!("obstacle list {flag} {key}{days} --state -not-yet"))
    });
    let legend = say!(
        ask.lang,
        "Jalan sedang ditangani, Lewat lewat tenggat, Naik dinaikkan; Umur: nilai tengah yang terbuka, dalam hari.",
        "Tried being solved, Late overdue, Up escalated; Age: the median of the open ones, in days."
    );
    let notes = match part.name {
        "category" => vec![legend],
        "department" => ask.only.told(ask.lang).into_iter().collect(),
        _ => Vec::new(),
    };
    sink.end(&Foot { total, notes, open })
}

fn matrix(
    ask: &Ask,
    sink: &mut dyn Sink,
    both: BTreeMap<(Option<String>, Option<String>), Tally>,
    names: &Names,
) -> Result<()> {
    if !ask.wants(BY_BOTH.name) {
        return Ok(());
    }
    begin(&BY_BOTH, ask, sink)?;
    let mut lines: Vec<_> = both.into_iter().filter(|(_, tally)| tally.open() > 0).collect();
    lines.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.open()));
    for ((category, department), tally) in lines {
        sink.row(&[
            Cell::Text(
                &category.map_or_else(|| UNKNOWN.get(ask.lang).to_owned(), |code| names.category(&code)),
            ),
            department.as_deref().into(),
            Cell::Int(tally.open()),
            Cell::Int(tally.states[State::Overdue as usize]),
            tally.ages.iter().max().copied().into(),
        ])?;
    }
    sink.end(&Foot::default())
}

/// What codes of categories and departments are called.
struct Names {
    categories: Vec<(String, String)>,
    departments: Vec<(String, String)>,
}

impl Names {
    fn read(store: &Store, ask: &Ask) -> Result<Self> {
        let of = |register| names_of(store, register, ask);
        Ok(Self { categories: of("category")?, departments: of("department")? })
    }

    fn category(&self, code: &str) -> String {
        of(code, &self.categories)
    }

    fn department(&self, code: &str) -> String {
        of(code, &self.departments)
    }
}

fn of(code: &str, names: &[(String, String)]) -> String {
    named(names, Some(code), code).to_owned()
}
