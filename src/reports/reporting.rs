//! Which departments owe their evaluations of a period, and of which agreements.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::evaluations_due::{Tally, title};
use super::names::{named, names_of};
use super::owed::left_out_of;
use super::{Ask, Part, Report, Takes};
use crate::error::Result;
use crate::lang::label;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

const OWING: Part = Part {
    name: "reporting",
    label: label("OPD yang belum melapor", "Departments that owe their report"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(2),
        Column::new("liaison", label("PPKSD", "Liaison"), Kind::Text).rank(3),
        Column::new("expected", label("Diharapkan", "Expected"), Kind::Count),
        Column::new("received", label("Masuk", "Received"), Kind::Count),
        Column::new("missing", label("Belum masuk", "Missing"), Kind::Count),
        Column::new("agreements", label("Kerja sama yang belum", "Agreements missing"), Kind::Text).wraps(),
        Column::new("due_on", label("Jatuh tempo", "Due on"), Kind::Date).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
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
    run,
};

/// What a department owes.
struct Owing {
    tally: Tally,
    missing: Vec<String>,
    due_on: Date,
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
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
            // One that is missing in several periods is named once.
            if owing.missing.last() != Some(&owed.agreement) {
                owing.missing.push(owed.agreement);
            }
        }
        Ok(())
    })?;
    OWING.begin_titled(&title(OWING.label, periods.iter(), ask), ask, sink)?;
    let names = names_of(store, "department", ask)?;
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
