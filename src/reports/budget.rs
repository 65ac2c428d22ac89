//! The money of a work plan: planned, as revised, spent, and what is left, by source and by department. A budget that stands above
//! pays for what hangs under it, so that nothing is counted twice.

use std::collections::BTreeMap;

use super::left::{NOT_AGREED, left_out};
use super::names::Actors;
use super::plan::{chosen, year_of};
use super::{Ask, Part, Report, TOTAL, Takes, UNKNOWN, on_day};
use crate::error::Result;
use crate::lang::{choice_label, label};
use crate::register::FUNDING_SOURCES;
use crate::rules::share::share;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::{Kind, actor_code};

macro_rules! columns {
    ($key:literal, $id:literal, $en:literal) => {
        &[
            Column::new($key, label("Kode", "Code"), Kind::Code).rank(2),
            Column::new("name", label($id, $en), Kind::Text),
            Column::new("activities", label("Aktivitas", "Activities"), Kind::Count).rank(1),
            Column::new("planned", label("Rencana (Rp)", "Planned (Rp)"), Kind::Rupiah),
            Column::new("revised", label("Perubahan (Rp)", "Revised (Rp)"), Kind::Rupiah),
            Column::new("spent", label("Terpakai (Rp)", "Spent (Rp)"), Kind::Rupiah),
            Column::new("rest", label("Sisa (Rp)", "Rest (Rp)"), Kind::Rupiah),
            Column::new("share", label("Serapan", "Absorbed"), Kind::Percent),
        ]
    };
}

const BY_SOURCE: Part = Part {
    name: "sources",
    label: label("Anggaran menurut sumber", "Budget by source"),
    columns: columns!("source", "Sumber dana", "Source of money"),
};

const BY_DEPARTMENT: Part = Part {
    name: "departments",
    label: label("Anggaran menurut penanggung jawab", "Budget by owner"),
    columns: columns!("owner", "Penanggung jawab", "Owner"),
};

pub(super) static REPORT: Report = Report {
    name: "budget",
    also: &["anggaran"],
    label: label("Anggaran rencana kerja", "Budget of the work plan"),
    about: label(
        "Anggaran rencana kerja menurut sumber dan penanggung jawab: rencana, terpakai, sisa",
        "The budget of the work plan by source and owner: planned, spent, rest",
    ),
    command: false,
    takes: &[Takes::Year, Takes::Department],
    parts: &[BY_SOURCE, BY_DEPARTMENT],
    example: "sinergi report budget --year 2025",
    run,
};

/// The money of one line.
#[derive(Clone, Copy, Default)]
struct Money {
    activities: i64,
    planned: i64,
    revised: i64,
    spent: i64,
}

impl Money {
    fn cells(&self) -> [Cell<'static>; 6] {
        [
            Cell::Int(self.activities),
            Cell::Int(self.planned),
            Cell::Int(self.revised),
            Cell::Int(self.spent),
            Cell::Int(self.revised - self.spent),
            Cell::share(share(self.spent, self.revised)),
        ]
    }
}

/// What a key is called.
type Name<'n> = &'n dyn Fn(&str) -> String;

type Lines<'a> = BTreeMap<(bool, Option<&'a str>), Money>;

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    // What is spent on a part is paid by the budget above it: a department is asked about as the one that pays.
    let only = ask.only.department.as_deref();
    let (plan, not_yet) =
        chosen(store, ask, |_, payer| only.is_none_or(|only| payer.department() == Some(only)))?;
    let (mut sources, mut owners, mut all) = (Lines::new(), Lines::new(), Money::default());
    let mut unbudgeted = 0;
    for line in &plan.lines {
        let one = &plan.activities[line.at];
        let spent = one.spent_between(plan.from, plan.day);
        let payer = &plan.activities[line.holder.unwrap_or(line.at)];
        if line.holder.is_none() {
            unbudgeted += i64::from(spent > 0);
            if spent == 0 {
                continue;
            }
        }
        let counted = Money {
            activities: i64::from(line.is_counted()),
            planned: if line.is_counted() { one.first_budget.unwrap_or_default() } else { 0 },
            revised: if line.is_counted() { one.budget.unwrap_or_default() } else { 0 },
            spent,
        };
        let (source, owner) = (payer.source.as_deref(), payer.owner.as_deref());
        for money in [
            sources.entry((source.is_none(), source)).or_default(),
            owners.entry((owner.is_none(), owner)).or_default(),
            &mut all,
        ] {
            money.activities += counted.activities;
            money.planned += counted.planned;
            money.revised += counted.revised;
            money.spent += counted.spent;
        }
    }
    let actors = Actors::of(store, ask)?;
    let source_name = |code: &str| choice_label(code, FUNDING_SOURCES, lang);
    let owner_name = |owner: &str| actors.name(owner).to_owned();
    let spoken: [(&Part, &Lines<'_>, Name<'_>); 2] =
        [(&BY_SOURCE, &sources, &source_name), (&BY_DEPARTMENT, &owners, &owner_name)];
    for (part, lines, name) in spoken {
        if !ask.wants(part.name) {
            continue;
        }
        let title = say!(lang, "{} tahun {}", "{}, {}", part.label.get(lang), year_of(ask));
        part.begin_titled(&on_day(&title, plan.day, lang), ask, sink)?;
        for ((_, key), money) in lines {
            let name = key.map_or_else(|| UNKNOWN.get(lang).to_owned(), name);
            let mut row = vec![key.map(actor_code).into(), Cell::Text(&name)];
            row.extend(money.cells());
            sink.row(&row)?;
        }
        let mut total = vec![Cell::Empty, Cell::Text(TOTAL.get(lang))];
        total.extend(all.cells());
        let mut notes = Vec::new();
        if unbudgeted > 0 && part.name == BY_SOURCE.name {
            notes.push(say!(
                lang,
                "Terpakai tanpa anggaran: {} aktivitas.",
                "Spent without a budget: {} activities.",
                unbudgeted
            ));
        }
        notes.extend(left_out(not_yet, NOT_AGREED, lang));
        let department = only.map_or_else(String::new, |only| format!(" --department {only}"));
        let open = format!("report plan --year {}{department}", year_of(ask));
        sink.end(&Foot { total, notes, open: Some(ask.command(&open)) })?;
    }
    Ok(())
}
