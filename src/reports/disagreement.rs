//! Where the assessors of an agreement differ: by axis, and by question, the widest apart first. That they differ is a
//! finding, not an error.

use std::collections::BTreeMap;

use super::scores::{Scored, Wanted, each};
use super::{Ask, Part, Report, Takes};
use crate::error::Result;
use crate::lang::label;
use crate::rules::scoring::{AXES_AND_TOTAL, Bands, Instrument, NOT_APPLICABLE, Scores, Verdict};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

const SCORES: Part = Part {
    name: "scores",
    label: label("Perbedaan skor antarpenilai", "Differing scores of the assessors"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text).rank(1),
        Column::new("period", label("Periode", "Period"), Kind::Period).rank(2),
        Column::new("axis", label("Segi", "Axis"), Kind::Choice(AXES_AND_TOTAL)),
        Column::new("by_department", label("OPD", "Department"), Kind::Percent),
        Column::new("by_partner", label("Mitra", "Partner"), Kind::Percent),
        Column::new("by_secretariat", label("Sekretariat", "Secretariat"), Kind::Percent),
        Column::new("apart", label("Selisih", "Apart"), Kind::Percent),
    ],
};

const ANSWERS: Part = Part {
    name: "answers",
    label: label("Jawaban yang berlawanan", "Answers that are far apart"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("period", label("Periode", "Period"), Kind::Period).rank(2),
        Column::new("question", label("Pertanyaan", "Question"), Kind::Code),
        Column::new("wording", label("Bunyi pertanyaan", "Wording"), Kind::Text).rank(1),
        Column::new("by_department", label("OPD", "Department"), Kind::Text),
        Column::new("by_partner", label("Mitra", "Partner"), Kind::Text),
        Column::new("by_secretariat", label("Sekretariat", "Secretariat"), Kind::Text),
        Column::new("apart", label("Selisih", "Apart"), Kind::Percent).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "disagreement",
    also: &["perbedaan"],
    label: SCORES.label,
    about: label(
        "Di mana OPD, mitra dan sekretariat berbeda penilaian, yang terjauh lebih dahulu",
        "Where department, partner and secretariat differ, the widest apart first",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Only],
    parts: &[SCORES, ANSWERS],
    example: "sinergi report disagreement --period 2025-S1",
    run,
};

/// From what part of the most points on two answers are far apart.
const FAR: f64 = 0.5;

/// The assessors, in the order of the columns.
const ASSESSORS: [&str; 3] = ["department", "partner", "secretariat"];

/// The evaluations of an agreement in a period, each with its scores and bands, in the order of the assessors.
#[derive(Default)]
struct Sitting {
    /// `KS-2025-0001/2025-S1`.
    place: String,
    found: [Option<(Scores, Bands)>; 3],
}

/// How far apart the assessors are on one thing: on an axis by its number, or on a question of a version.
struct Apart<T> {
    place: String,
    what: T,
    values: [Option<f64>; 3],
    width: f64,
}

/// The question of a version.
type Asked = (String, String);

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let instruments = store.instruments()?;
    let mut given = store
        .conn()
        .prepare("SELECT question, option, (SELECT instrument FROM evaluation WHERE code = ?1) FROM answer WHERE evaluation = ?1")?;
    let (mut scores, mut answers, mut alone) = (Vec::new(), Vec::new(), 0);
    let mut sitting = Sitting::default();
    let mut close = |sitting: &Sitting| -> Result<()> {
        if sitting.found.iter().flatten().count() < 2 {
            alone += i64::from(!sitting.place.is_empty());
            return Ok(());
        }
        if ask.wants(SCORES.name) {
            by_axis(sitting, &mut scores);
        }
        if ask.wants(ANSWERS.name) {
            by_question(sitting, &instruments, &mut given, &mut answers)?;
        }
        Ok(())
    };
    each(store, ask, &Wanted::asked(ask), &mut |one: &Scored<'_>| {
        let place = one.code.rsplit_once('/').map_or(one.code, |(place, _)| place);
        if sitting.place != place {
            close(&sitting)?;
            sitting = Sitting { place: place.to_owned(), ..Sitting::default() };
        }
        if let Some(at) = ASSESSORS.iter().position(|word| *word == one.assessor) {
            sitting.found[at] = Some((one.scores, one.bands));
        }
        Ok(())
    })?;
    close(&sitting)?;
    scores.sort_by(|a: &Apart<usize>, b| {
        b.width.total_cmp(&a.width).then_with(|| (&a.place, a.what).cmp(&(&b.place, b.what)))
    });
    answers.sort_by(|a: &Apart<Asked>, b| {
        b.width.total_cmp(&a.width).then_with(|| (&a.place, &a.what).cmp(&(&b.place, &b.what)))
    });
    write_scores(store, ask, &scores, alone, sink)?;
    write_answers(store, ask, &instruments, &answers, sink)
}

/// How far apart the known of three values are.
fn spread(values: &[Option<f64>; 3]) -> Option<f64> {
    let known = || values.iter().flatten().copied();
    let (low, high) = (known().reduce(f64::min)?, known().reduce(f64::max)?);
    (high > low).then_some(high - low)
}

fn by_axis(sitting: &Sitting, lines: &mut Vec<Apart<usize>>) {
    for what in 0..AXES_AND_TOTAL.len() {
        let values = sitting.found.map(|one| {
            let (scores, bands) = one?;
            let tally = scores.axes.get(what).copied().unwrap_or_else(|| scores.total());
            tally.score().filter(|_| tally.verdict(&bands) != Verdict::CannotSay)
        });
        if let Some(apart) = spread(&values) {
            lines.push(Apart { place: sitting.place.clone(), what, values, width: apart });
        }
    }
}

/// The questions that were answered far apart; those of different versions are not compared.
fn by_question(
    sitting: &Sitting,
    instruments: &[Instrument],
    given: &mut rusqlite::Statement<'_>,
    lines: &mut Vec<Apart<Asked>>,
) -> Result<()> {
    let mut worth: BTreeMap<Asked, [Option<f64>; 3]> = BTreeMap::new();
    for (at, assessor) in ASSESSORS.iter().enumerate().filter(|(at, _)| sitting.found[*at].is_some()) {
        let mut rows = given.query([format!("{}/{assessor}", sitting.place)])?;
        while let Some(row) = rows.next()? {
            let (question, option, version): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let known = instruments.iter().find(|i| i.code == version).and_then(|i| i.question(&question));
            let Some(known) = known.filter(|known| option != NOT_APPLICABLE && known.most() > 0) else {
                continue;
            };
            #[expect(clippy::cast_precision_loss, reason = "points of a question")]
            let share = known.points(&option).map(|points| points as f64 / known.most() as f64);
            worth.entry((version, question)).or_default()[at] = share;
        }
    }
    for (what, values) in worth {
        if let Some(apart) = spread(&values).filter(|apart| *apart >= FAR) {
            lines.push(Apart { place: sitting.place.clone(), what, values, width: apart });
        }
    }
    Ok(())
}

fn write_scores(
    store: &Store,
    ask: &Ask,
    lines: &[Apart<usize>],
    alone: i64,
    sink: &mut dyn Sink,
) -> Result<()> {
    if !ask.wants(SCORES.name) {
        return Ok(());
    }
    let lang = ask.lang;
    SCORES.begin_of_period(ask, sink)?;
    let mut title = store.conn().prepare("SELECT title FROM agreement WHERE code = ?1")?;
    for line in lines {
        let (agreement, period) = parted(&line.place);
        let title: String = title.query_row([agreement], |r| r.get(0))?;
        sink.row(&[
            Cell::Text(agreement),
            Cell::Text(&title),
            Cell::Text(period),
            Cell::Text(AXES_AND_TOTAL[line.what].word),
            Cell::share(line.values[0]),
            Cell::share(line.values[1]),
            Cell::share(line.values[2]),
            Cell::Share(line.width),
        ])?;
    }
    let mut notes = vec![say!(
        lang,
        "Selisih antara skor tertinggi dan terendah; hanya yang dapat dinilai.",
        "Apart: from the highest score to the lowest, of those that can be said."
    )];
    if alone > 0 {
        notes.push(say!(
            lang,
            "Tidak dibandingkan: {} yang dinilai satu penilai saja.",
            "Not compared: {} that one assessor alone has evaluated.",
            alone
        ));
    }
    sink.end(&Foot { notes, ..Foot::default() })
}

fn parted(place: &str) -> (&str, &str) {
    place.rsplit_once('/').unwrap_or((place, ""))
}

fn write_answers(
    store: &Store,
    ask: &Ask,
    instruments: &[Instrument],
    lines: &[Apart<Asked>],
    sink: &mut dyn Sink,
) -> Result<()> {
    if !ask.wants(ANSWERS.name) {
        return Ok(());
    }
    ANSWERS.begin_of_period(ask, sink)?;
    let sql = "SELECT (SELECT option FROM answer WHERE evaluation = ?1 || '/' || ?2 AND question = ?3)";
    let mut option = store.conn().prepare(sql)?;
    for line in lines {
        let (agreement, period) = parted(&line.place);
        let (version, question) = &line.what;
        let known = instruments.iter().find(|i| i.code == *version).and_then(|i| i.question(question));
        let mut words = [None, None, None];
        for (word, assessor) in words.iter_mut().zip(ASSESSORS) {
            let found: Option<String> =
                option.query_row([line.place.as_str(), assessor, question.as_str()], |r| r.get(0))?;
            // A person reads labels, a program words.
            *word = found.map(|word| match known.and_then(|q| q.label(&word, ask.lang)) {
                Some(label) if ask.people => label.to_owned(),
                _ => word,
            });
        }
        let wording = store.wording(version, question)?;
        sink.row(&[
            Cell::Text(agreement),
            Cell::Text(period),
            Cell::Text(question),
            Cell::Text(wording.as_ref().map_or("", |w| w.get(ask.lang))),
            words[0].as_deref().into(),
            words[1].as_deref().into(),
            words[2].as_deref().into(),
            Cell::Share(line.width),
        ])?;
    }
    let notes = vec![say!(
        ask.lang,
        "Hanya yang berselisih sedikitnya separuh dari nilai tertinggi.",
        "Only those that are apart by half of the most points or more."
    )];
    sink.end(&Foot { notes, ..Foot::default() })
}
