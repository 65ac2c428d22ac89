//! What was tried against obstacles and what came of it, by category: the share that worked, and how long it took.

use std::collections::BTreeMap;

use super::left::{OUTSIDE, left_out};
use super::{Ask, Part, Report, TOTAL, Takes, UNKNOWN, category_name};
use crate::calendar::date::iso;
use crate::error::Result;
use crate::lang::label;
use crate::rules::median::median;
use crate::rules::share::share;
use crate::rules::status::days_between;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

const PART: Part = Part {
    name: "solutions",
    label: label("Solusi menurut kategori kendala", "Solutions by category of obstacle"),
    columns: &[
        Column::new("category", label("Kode", "Code"), Kind::Code).rank(9),
        Column::new("name", label("Kategori", "Category"), Kind::Text),
        Column::new("proposed", label("Usulan", "Proposed"), Kind::Count),
        Column::new("tried", label("Dicoba", "Tried"), Kind::Count),
        Column::new("worked", label("Berhasil", "Worked"), Kind::Count),
        Column::new("partly", label("Sebagian", "Partly"), Kind::Count).rank(1),
        Column::new("failed", label("Gagal", "Failed"), Kind::Count).rank(1),
        Column::new("share", label("Bagian", "Share"), Kind::Percent),
        Column::new("days", label("Hari", "Days"), Kind::Count),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "solutions",
    also: &["solusi"],
    label: PART.label,
    about: label(
        "Apa yang dicoba dan apa yang berhasil, menurut kategori kendala",
        "What was tried and what worked, by category of obstacle",
    ),
    command: false,
    takes: &[Takes::Period],
    parts: &[PART],
    example: "sinergi report solutions --period 2025..2026",
    run,
};

#[derive(Default)]
struct Tally {
    proposed: i64,
    worked: i64,
    partly: i64,
    failed: i64,
    /// From being raised to having worked, in days.
    days: Vec<i64>,
}

impl Tally {
    fn tried(&self) -> i64 {
        self.worked + self.partly + self.failed
    }

    fn add(&mut self, outcome: Option<&str>, days: Option<i64>) {
        self.proposed += 1;
        match outcome {
            Some("worked") => {
                self.worked += 1;
                self.days.extend(days);
            }
            Some("partly") => self.partly += 1,
            Some("failed") => self.failed += 1,
            _ => {}
        }
    }

    fn cells<'a>(&mut self, key: Option<&'a str>, name: &'a str) -> [Cell<'a>; 9] {
        let tried = self.tried();
        let share = Cell::share(share(self.worked, tried));
        [
            key.into(),
            Cell::Text(name),
            Cell::Int(self.proposed),
            Cell::Int(tried),
            Cell::Int(self.worked),
            Cell::Int(self.partly),
            Cell::Int(self.failed),
            share,
            median(&mut self.days).into(),
        ]
    }
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let name = category_name(lang);
    let sql = format!(
        "SELECT k.code, {name}, s.outcome, s.outcome_on, o.raised_on FROM solution s \
         JOIN obstacle o ON o.code = s.obstacle LEFT JOIN category k ON k.code = o.category WHERE o.raised_on <= as_of() \
         AND (s.proposed_on IS NULL OR s.proposed_on <= as_of())"
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let none = UNKNOWN.get(lang);
    let mut lines: BTreeMap<(bool, Option<String>, String), Tally> = BTreeMap::new();
    let (mut all, mut outside) = (Tally::default(), 0);
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let known = text(3)?.and_then(iso).filter(|day| *day <= ask.as_of);
        // Of a period, those whose outcome became known in it.
        let all_days = ask.period.from.is_none() && ask.period.to.is_none();
        if !all_days && known.is_none_or(|day| !ask.period.contains(day)) {
            outside += 1;
            continue;
        }
        let outcome = text(2)?.filter(|_| known.is_some());
        let days = known.zip(text(4)?.and_then(iso)).map(|(to, from)| i64::from(days_between(from, to)));
        let (code, name) = (text(0)?.map(str::to_owned), text(1)?.unwrap_or(none).to_owned());
        let key = (code.is_none(), code, name);
        lines.entry(key).or_default().add(outcome, days);
        all.add(outcome, days);
    }
    let title = say!(
        lang,
        "{}, hasil diketahui dalam {}",
        "{}, outcomes known in {}",
        PART.label.get(lang),
        ask.period.spelled(lang)
    );
    PART.begin_on_day(&title, ask, sink)?;
    for ((_, code, name), mut tally) in lines {
        sink.row(&tally.cells(code.as_deref(), &name))?;
    }
    let total = all.cells(None, TOTAL.get(lang)).to_vec();
    let mut notes = vec![say!(
        lang,
        "Bagian: yang berhasil di antara yang dicoba; Hari: nilai tengah sejak kendala muncul. Belum dicoba: {}.",
        "Share: those that worked among those tried; Days: the median since the obstacle was raised. Not tried yet: {}.",
        all.proposed - all.tried()
    )];
    notes.extend(left_out(outside, OUTSIDE, lang));
    sink.end(&Foot { total, notes, open: None })
}
