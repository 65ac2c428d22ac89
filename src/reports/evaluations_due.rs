//! Which evaluations were expected of a period: by department how many came, how many in time, and which are missing.

use std::collections::BTreeMap;

use super::names::{named, names_of};
use super::owed::left_out_of;
use super::{Ask, LeftOut, Owed, Part, Report, TOTAL, Takes, UNKNOWN, on_day};
use crate::calendar::date::long;
use crate::error::Result;
use crate::lang::{Label, choice_label, label};
use crate::register::{ASSESSORS, KINDS};
use crate::rules::share::share;
use crate::rules::status::days_between;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
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
pub(super) struct Tally {
    pub(super) expected: i64,
    pub(super) received: i64,
    on_time: i64,
}

impl Tally {
    pub(super) fn add(&mut self, owed: &Owed) {
        self.expected += 1;
        if let Some(day) = owed.answered_on {
            self.received += 1;
            self.on_time += i64::from(day <= owed.due_on);
        }
    }

    pub(super) fn cells<'a>(&self, code: Option<&'a str>, name: &'a str) -> [Cell<'a>; 7] {
        let share = share(self.received, self.expected);
        [
            code.into(),
            Cell::Text(name),
            Cell::Int(self.expected),
            Cell::Int(self.received),
            Cell::Int(self.on_time),
            Cell::Int(self.expected - self.received),
            Cell::share(share),
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
    let title = title(DEPARTMENTS.label, spans.keys(), ask);
    if ask.wants(DEPARTMENTS.name) {
        DEPARTMENTS.begin_titled(&title, ask, sink)?;
        let names = names_of(store, "department", ask)?;
        for (code, tally) in &by_department {
            let name = named(&names, code.as_deref(), UNKNOWN.get(lang));
            sink.row(&tally.cells(code.as_deref(), name))?;
        }
        let total = all.cells(None, TOTAL.get(lang)).to_vec();
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

/// The title of a report over some periods, which it names where there are any.
pub(super) fn title<'p>(label: Label, periods: impl Iterator<Item = &'p String>, ask: &Ask) -> String {
    let (lang, mut title) = (ask.lang, label.get(ask.lang).to_owned());
    let periods = periods.cloned().collect::<Vec<_>>().join(", ");
    if !periods.is_empty() {
        title = format!("{title} {periods}");
    }
    on_day(&title, ask.as_of, lang)
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
    let until: Vec<String> = spans
        .iter()
        .map(|(name, day)| say!(lang, "{} sampai {}", "{} until {}", name, long(*day, lang)))
        .collect();
    if until.is_empty() {
        notes.push(say!(
            lang,
            "Tidak ada periode yang sudah mulai dengan kerja sama yang perlu dievaluasi.",
            "No period has begun with an agreement to evaluate."
        ));
    } else {
        notes.push(say!(lang, "Tepat waktu: {}.", "On time: {}.", until.join("; ")));
    }
    let settings = store.settings()?;
    let called = |kind: &str| {
        let words = settings.assessors(kind);
        words.iter().map(|word| choice_label(word, ASSESSORS, lang)).collect::<Vec<_>>().join(", ")
    };
    notes.push(say!(
        lang,
        "Per kerja sama dan penilai ({}); dokumen operasional, dan payung tanpa turunan.",
        "By agreement and assessor ({}); operative documents, and umbrellas with nothing under them.",
        called("")
    ));
    let apart = KINDS.iter().filter(|kind| settings.assessors(kind.word) != settings.assessors(""));
    notes.extend(apart.map(|kind| {
        say!(
            lang,
            "Untuk {} penilainya: {}.",
            "For {} the assessors are: {}.",
            kind.label.get(lang),
            called(kind.word)
        )
    }));
    notes.extend(left.notes(lang));
    Ok(notes)
}
