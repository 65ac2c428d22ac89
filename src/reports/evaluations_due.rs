//! Which evaluations were expected of a period: by department how many came, how many in time, and which are missing; and
//! which departments owe their own.

use std::collections::{BTreeMap, BTreeSet};

use super::owed::left_out_of;
use super::{Ask, LeftOut, Owed, Part, Report, Takes, UNKNOWN};
use crate::calendar::date::long;
use crate::error::Result;
use crate::lang::{choice_label, label};
use crate::register::ASSESSORS;
use crate::rules::status::days_between;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, names};
use crate::value::Kind;

const DEPARTMENTS: Part = Part {
    name: "departments",
    label: label("Evaluasi yang diharapkan", "Evaluations expected"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(1),
        Column::new("expected", label("Diharapkan", "Expected"), Kind::Count),
        Column::new("received", label("Masuk", "Received"), Kind::Count),
        Column::new("on_time", label("Tepat waktu", "On time"), Kind::Count),
        Column::new("missing", label("Belum masuk", "Missing"), Kind::Count),
        Column::new("share", label("Bagian masuk", "Share received"), Kind::Percent).rank(2),
    ],
};

const MISSING: Part = Part {
    name: "missing",
    label: label("Yang belum masuk", "What is missing"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(1),
        Column::new("period", label("Periode", "Period"), Kind::Period).rank(2),
        Column::new("assessor", label("Penilai", "Assessor"), Kind::Choice(ASSESSORS)),
        Column::new("due_on", label("Jatuh tempo", "Due on"), Kind::Date),
        Column::new("days_late", label("Terlambat (hari)", "Days late"), Kind::Count).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "evaluations-due",
    also: &["evaluasi-tertunggak"],
    label: DEPARTMENTS.label,
    about: label(
        "Evaluasi yang diharapkan, masuk, tepat waktu, dan yang belum masuk",
        "Evaluations expected, received, on time, and which are missing",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Only],
    parts: &[DEPARTMENTS, MISSING],
    example: "sinergi report evaluations-due --period 2025-S1",
    run,
};

/// How many evaluations were expected, and what came.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    expected: i64,
    received: i64,
    on_time: i64,
}

impl Tally {
    fn add(&mut self, owed: &Owed) {
        self.expected += 1;
        if let Some(day) = owed.answered_on {
            self.received += 1;
            self.on_time += i64::from(day <= owed.due_on);
        }
    }

    fn cells<'a>(&self, code: Option<&'a str>, name: &'a str) -> [Cell<'a>; 7] {
        #[expect(clippy::cast_precision_loss, reason = "counts of evaluations")]
        let share = (self.expected > 0).then(|| self.received as f64 / self.expected as f64);
        [
            code.into(),
            Cell::Text(name),
            Cell::Int(self.expected),
            Cell::Int(self.received),
            Cell::Int(self.on_time),
            Cell::Int(self.expected - self.received),
            share.map_or(Cell::Empty, Cell::Share),
        ]
    }
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let mut by_department: BTreeMap<Option<String>, Tally> = BTreeMap::new();
    let (mut all, mut spans) = (Tally::default(), BTreeMap::new());
    let left = left_out_of(store, ask, &mut |owed| {
        spans.entry(owed.period.clone()).or_insert(owed.due_on);
        all.add(&owed);
        by_department.entry(owed.department.clone()).or_default().add(&owed);
        Ok(())
    })?;
    let title = say!(
        lang,
        "{} {}, keadaan per {}",
        "{} {}, as of {}",
        DEPARTMENTS.label.get(lang),
        spans.keys().cloned().collect::<Vec<_>>().join(", "),
        long(ask.as_of, lang)
    );
    if ask.wants(DEPARTMENTS.name) {
        DEPARTMENTS.begin_titled(&title, ask, sink)?;
        let names = register_names(store)?;
        for (code, tally) in &by_department {
            let name = named(&names, code.as_deref(), UNKNOWN.get(lang));
            sink.row(&tally.cells(code.as_deref(), name))?;
        }
        let total = all.cells(None, label("Jumlah", "Total").get(lang)).to_vec();
        let notes = notes(store, ask, &left, &spans)?;
        let asked = ask.period.flag("period");
        let open = Some(ask.command(&format!("report evaluations-due --part missing{asked}")));
        sink.end(&Foot { total, notes, open })?;
    }
    if !ask.wants(MISSING.name) {
        return Ok(());
    }
    MISSING.begin_titled(MISSING.label.get(lang), ask, sink)?;
    let mut missing = 0;
    left_out_of(store, ask, &mut |owed| {
        if owed.answered_on.is_some() {
            return Ok(());
        }
        missing += 1;
        let late = i64::from(days_between(owed.due_on, ask.as_of));
        sink.row(&[
            Cell::Text(&owed.agreement),
            Cell::Text(&owed.title),
            owed.department.as_deref().into(),
            Cell::Text(&owed.period),
            Cell::Text(owed.assessor),
            Cell::Text(&owed.due_on.to_string()),
            if late > 0 { Cell::Int(late) } else { Cell::Empty },
        ])
    })?;
    let notes = vec![say!(lang, "Belum masuk: {}.", "Missing: {}.", missing)];
    sink.end(&Foot { notes, ..Foot::default() })
}

/// What is expected by whom and until when, and what was left out.
fn notes(
    store: &Store,
    ask: &Ask,
    left: &LeftOut,
    spans: &BTreeMap<String, jiff::civil::Date>,
) -> Result<Vec<String>> {
    let lang = ask.lang;
    let mut notes = Vec::new();
    let until: Vec<String> =
        spans.iter().map(|(name, day)| format!("{name}: {}", long(*day, lang))).collect();
    if until.is_empty() {
        notes.push(say!(
            lang,
            "Tidak ada periode yang sudah mulai dengan kerja sama yang perlu dievaluasi.",
            "No period has begun with an agreement to evaluate."
        ));
    } else {
        notes.push(say!(lang, "Tepat waktu sampai {}.", "On time until {}.", until.join("; ")));
    }
    let assessors = store.settings()?.assessors("");
    let assessors: Vec<String> = assessors.iter().map(|word| choice_label(word, ASSESSORS, lang)).collect();
    notes.push(say!(
        lang,
        "Per kerja sama dan penilai ({}); dokumen operasional, dan payung tanpa turunan.",
        "By agreement and assessor ({}); operative documents, and umbrellas with nothing under them.",
        assessors.join(", ")
    ));
    notes.extend(left.notes(lang));
    Ok(notes)
}

fn register_names(store: &Store) -> Result<Vec<(String, String)>> {
    crate::register::entity("department").map_or_else(|| Ok(Vec::new()), |e| names(store.conn(), e))
}

fn named<'n>(names: &'n [(String, String)], code: Option<&'n str>, unknown: &'n str) -> &'n str {
    let Some(code) = code else { return unknown };
    let found = names.binary_search_by_key(&code, |(known, _)| known.as_str());
    found.map_or(code, |at| names[at].1.as_str())
}

const OWING: Part = Part {
    name: "reporting",
    label: label("OPD yang belum melapor", "Departments that owe their report"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text),
        Column::new("liaison", label("PPKSD", "Liaison"), Kind::Text).rank(3),
        Column::new("expected", label("Diharapkan", "Expected"), Kind::Count),
        Column::new("received", label("Masuk", "Received"), Kind::Count),
        Column::new("missing", label("Belum masuk", "Missing"), Kind::Count),
        Column::new("agreements", label("Kerja sama yang belum", "Agreements missing"), Kind::Text).rank(1),
        Column::new("due_on", label("Jatuh tempo", "Due on"), Kind::Date).rank(2),
    ],
};

pub(super) static REPORTING: Report = Report {
    name: "reporting",
    also: &["belum-melapor"],
    label: OWING.label,
    about: label(
        "OPD yang belum menyampaikan evaluasinya untuk suatu periode",
        "Departments that have not handed in their evaluations of a period",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Only],
    parts: &[OWING],
    example: "sinergi report reporting --period 2025-S1",
    run: reporting,
};

/// What a department owes.
struct Owing {
    tally: Tally,
    missing: Vec<String>,
    due_on: jiff::civil::Date,
}

fn reporting(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let mut by_department: BTreeMap<String, Owing> = BTreeMap::new();
    let (mut nobody, mut periods) = (0, BTreeSet::new());
    let left = left_out_of(store, ask, &mut |owed| {
        if owed.assessor != "department" {
            return Ok(());
        }
        if !periods.contains(&owed.period) {
            periods.insert(owed.period.clone());
        }
        let Some(code) = owed.department.clone() else {
            nobody += i64::from(owed.answered_on.is_none());
            return Ok(());
        };
        let owing = by_department.entry(code).or_insert_with(|| Owing {
            tally: Tally::default(),
            missing: Vec::new(),
            due_on: owed.due_on,
        });
        owing.tally.add(&owed);
        if owed.answered_on.is_none() {
            owing.due_on = owing.due_on.min(owed.due_on);
            owing.missing.push(owed.agreement);
        }
        Ok(())
    })?;
    let title = say!(
        lang,
        "{} {}, keadaan per {}",
        "{} {}, as of {}",
        OWING.label.get(lang),
        periods.into_iter().collect::<Vec<_>>().join(", "),
        long(ask.as_of, lang)
    );
    OWING.begin_titled(&title, ask, sink)?;
    let names = register_names(store)?;
    let mut liaison = store.conn().prepare("SELECT liaison FROM department WHERE code = ?1")?;
    let (departments, mut owe) = (by_department.len(), 0);
    for (code, owing) in by_department.iter().filter(|(_, owing)| !owing.missing.is_empty()) {
        owe += 1;
        let contact: Option<String> = liaison.query_row([code], |r| r.get(0))?;
        let cells = owing.tally.cells(Some(code), named(&names, Some(code), code));
        let due_on = owing.due_on.to_string();
        let agreements = owing.missing.join(", ");
        sink.row(&[
            cells[0],
            cells[1],
            contact.as_deref().into(),
            cells[2],
            cells[3],
            cells[5],
            Cell::Text(&agreements),
            Cell::Text(&due_on),
        ])?;
    }
    let mut notes = vec![say!(
        lang,
        "Belum lengkap: {} dari {} OPD yang diharapkan melapor.",
        "Not complete: {} of {} departments that were to report.",
        owe,
        departments
    )];
    if nobody > 0 {
        notes.push(say!(
            lang,
            "Tidak dihitung: {} kerja sama tanpa OPD.",
            "Left out: {} agreements without a department.",
            nobody
        ));
    }
    notes.extend(left.notes(lang));
    let asked = ask.period.flag("period");
    let open = Some(ask.command(&format!("report evaluations-due{asked}")));
    sink.end(&Foot { notes, open, ..Foot::default() })
}
