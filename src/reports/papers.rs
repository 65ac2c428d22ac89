//! Which papers the steps of running requests need and do not have, or have and must be repaired.

use super::left::{NO_PATH, left_out};
use super::names::{named, names_of};
use super::requests::each;
use super::{Ask, DEPARTMENT, Part, Report, Takes};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::rules::procedure::Walks;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, Travel, cell};
use crate::value::Kind;

/// How a needed paper stands; the words stand in CSV and JSON.
const STANDS: &[Choice] =
    &[choice("missing", "belum ada", "missing"), choice("to-repair", "perlu diperbaiki", "to repair")];

const PART: Part = Part {
    name: "papers",
    label: label("Kelengkapan yang kurang", "Papers missing"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(1),
        Column::new("step", label("Langkah", "Step"), Kind::Text),
        Column::new("paper", label("Jenis kelengkapan", "Kind of paper"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(2),
        Column::new("stands", label("Keadaan", "State"), Kind::Choice(STANDS)),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "papers",
    also: &["kelengkapan"],
    label: PART.label,
    about: label(
        "Kelengkapan yang dibutuhkan langkah permohonan dan belum ada atau perlu diperbaiki",
        "Papers that the steps of requests need and that are missing or to be repaired",
    ),
    command: false,
    takes: &[Takes::Only],
    parts: &[PART],
    example: "sinergi report papers --department DLH",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    PART.begin(ask, sink)?;
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let names = names_of(store, "paper", ask)?;
    let (mut looked, mut lacking, mut without) = (0, 0, 0);
    each(store, ask, &travel, &["title", DEPARTMENT], "ORDER BY code", &mut |found| {
        let Some((sop, path)) = found.path else {
            without += 1;
            return Ok(());
        };
        looked += 1;
        let there = travel.papers(&found.traveller.code)?;
        let walker = found.traveller.walker();
        let last = path.standing().map_or(sop.steps.len(), |pass| pass.step);
        let mut lacks = false;
        for (at, step) in sop.steps.iter().enumerate().take(last.saturating_add(1)).skip(path.start) {
            if walker.walks(step) != Walks::Itself || path.left_as(at).is_some_and(|word| !word.answers()) {
                continue;
            }
            let spoken = step.spoken(ask.lang);
            for paper in &step.papers {
                let stands = match there.stands(paper, ask.as_of) {
                    None => "missing",
                    Some(true) => "to-repair",
                    Some(false) => continue,
                };
                lacks = true;
                sink.row(&[
                    Cell::Text(&found.traveller.code),
                    cell(found.row, 0)?,
                    cell(found.row, 1)?,
                    Cell::Text(&spoken),
                    Cell::Text(paper),
                    Cell::Text(named(&names, Some(paper), paper)),
                    Cell::Text(stands),
                ])?;
            }
        }
        lacking += i64::from(lacks);
        Ok(())
    })?;
    let mut notes = vec![say!(
        ask.lang,
        "Permohonan yang dilihat: {}, kurang lengkap: {}. Dilihat sampai langkah yang sedang dijalani.",
        "Requests looked at: {}, lacking papers: {}. Looked at up to the step in which each stands.",
        looked,
        lacking
    )];
    notes.extend(left_out(without, NO_PATH, ask.lang));
    sink.end(&Foot { notes, ..Foot::default() })
}
