//! Which papers the steps of running requests need and do not have, or have and must be repaired.

use super::names::{named, names_of};
use super::stuck::{REQUEST_FACTS, REQUESTS_ON};
use super::{Ask, DEPARTMENT, Part, Report, Takes};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::rules::procedure::Walks;
use crate::rules::status::{State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, Travel, Traveller, facts};
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
    let sql = format!(
        "SELECT title, {DEPARTMENT}, {REQUEST_FACTS}, {} FROM agreement WHERE {REQUESTS_ON} AND {} ORDER BY agreement.code",
        Traveller::COLUMNS,
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let (mut looked, mut lacking, mut without) = (0, 0, 0);
    while let Some(row) = rows.next()? {
        if state(&facts(row, 2)?, ask.as_of, 0) != State::InProcess {
            continue;
        }
        let traveller = Traveller::from_row(row, 10)?;
        let Some((sop, path)) = travel.path(&traveller, ask.as_of)? else {
            without += 1;
            continue;
        };
        looked += 1;
        let there = travel.papers(&traveller.code)?;
        let walker = traveller.walker();
        let last = path.standing().map_or(sop.steps.len(), |pass| pass.step);
        let mut lacks = false;
        for (at, step) in sop.steps.iter().enumerate().take(last.saturating_add(1)).skip(path.start) {
            if walker.walks(step) != Walks::Itself || path.left_as(at).is_some_and(|word| !word.answers()) {
                continue;
            }
            for paper in &step.papers {
                let stands = match there.stands(paper, ask.as_of) {
                    None => "missing",
                    Some(true) => "to-repair",
                    Some(false) => continue,
                };
                lacks = true;
                let step = step.spoken(ask.lang);
                sink.row(&[
                    Cell::Text(&traveller.code),
                    Cell::Text(row.get_ref(0)?.as_str().unwrap_or_default()),
                    row.get_ref(1)?.as_str_or_null().unwrap_or_default().into(),
                    Cell::Text(&step),
                    Cell::Text(paper),
                    Cell::Text(named(&names, Some(paper), paper)),
                    Cell::Text(stands),
                ])?;
            }
        }
        lacking += i64::from(lacks);
    }
    let mut notes = vec![say!(
        ask.lang,
        "Permohonan yang dilihat: {}, kurang lengkap: {}. Dilihat sampai langkah yang sedang dijalani.",
        "Requests looked at: {}, lacking papers: {}. Looked at up to the step in which each stands.",
        looked,
        lacking
    )];
    if without > 0 {
        notes.push(say!(
            ask.lang,
            "Tidak dihitung: {} (permohonan tanpa catatan perjalanan).",
            "Left out: {} (requests without a path).",
            without
        ));
    }
    sink.end(&Foot { notes, ..Foot::default() })
}
