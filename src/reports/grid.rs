//! The plan of a year by months: what was planned in each, what was done, and what was missed.

use super::left::{NOT_AGREED, left_out};
use super::plan::{planned, year_of};
use super::{Ask, Part, Report, Takes, on_day};
use crate::calendar::date::month_name;
use crate::error::Result;
use crate::lang::{Label, label};
use crate::rules::plan::{MARKS, Mark, State};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::store::Store;
use crate::value::Kind;

const KEYS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const GRID: Part = Part {
    name: "grid",
    label: label("Jadwal rencana kerja", "Work plan by months"),
    columns: &[
        Column::new("code", label("Kode", "Code"), Kind::Code).rank(2),
        Column::new("title", label("Aktivitas", "Activity"), Kind::Text),
        Column::new("owner", label("Penanggung jawab", "Owner"), Kind::Actor).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "grid",
    also: &["jadwal"],
    label: GRID.label,
    about: label(
        "Rencana kerja menurut bulan: direncanakan, terlaksana, terlambat",
        "The work plan by months: planned, done, late",
    ),
    command: false,
    takes: &[Takes::Year, Takes::Department],
    parts: &[GRID],
    example: "sinergi report grid --year 2025",
    run,
};

/// How a mark looks on a screen.
fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Planned => "o",
        Mark::Done => "v",
        Mark::Late => "!",
    }
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let (plan, not_yet) = planned(store, ask)?;
    let kind = if ask.people { Kind::Text } else { Kind::Choice(MARKS) };
    let mut columns = GRID.columns.to_vec();
    for (month, key) in (1..=12).zip(KEYS) {
        let of = |lang| &*month_name(month, lang).chars().take(3).collect::<String>().leak();
        let label = Label { id: of(crate::Lang::Id), en: of(crate::Lang::En) };
        columns.push(Column::new(key, label, kind));
    }
    let title = say!(lang, "{} tahun {}", "{}, {}", GRID.label.get(lang), year_of(ask));
    let title = on_day(&title, plan.day, lang);
    sink.begin(&Head { part: GRID.name, title: &title, columns: &columns, lang, record: false })?;
    let (mut counts, mut dropped) = ([0_i64; 3], 0);
    for line in &plan.lines {
        let one = &plan.activities[line.at];
        if one.facts.state(plan.day) == State::Dropped {
            dropped += 1;
            continue;
        }
        let indent = if ask.people { "  ".repeat(line.depth) } else { String::new() };
        let named = format!("{indent}{}", one.title);
        let mut cells = vec![Cell::Text(&one.code), Cell::Text(&named), one.owner.as_deref().into()];
        for month in 1..=12 {
            let mark = one.facts.month(month, plan.day);
            if let Some(mark) = mark {
                counts[mark as usize] += 1;
            }
            let word = mark.map(|mark| if ask.people { sign(mark) } else { mark.word() });
            cells.push(word.into());
        }
        sink.row(&cells)?;
    }
    let spoken: Vec<String> = [Mark::Planned, Mark::Done, Mark::Late]
        .into_iter()
        .map(|mark| {
            format!("{} {} ({})", sign(mark), MARKS[mark as usize].label.get(lang), counts[mark as usize])
        })
        .collect();
    let mut notes = vec![format!("{}.", spoken.join(", "))];
    notes.extend(left_out(not_yet, NOT_AGREED, lang));
    notes.extend(left_out(dropped, label("dibatalkan", "dropped"), lang));
    sink.end(&Foot {
        notes,
        open: Some(ask.command(&format!("report plan --year {}", year_of(ask)))),
        ..Foot::default()
    })
}
