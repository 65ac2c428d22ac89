//! Where the assessors of an agreement differ: by axis, and by question, the widest apart first. That they differ is a
//! finding, not an error.

use std::collections::BTreeMap;

use super::scores::{Wanted, each};
use super::{Ask, Part, Report, Takes};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::rules::scoring::{AXES, NOT_APPLICABLE, Scores, Verdict};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, instrument};
use crate::value::Kind;

/// The axes, and all of them together.
const AXES_AND_TOTAL: &[Choice] =
    &[AXES[0], AXES[1], AXES[2], AXES[3], AXES[4], choice("total", "seluruhnya", "all axes")];

/// The columns of the three assessors, and how far apart they are.
macro_rules! apart {
    ($kind:expr) => {
        [
            Column::new("by_department", label("OPD", "Department"), $kind),
            Column::new("by_partner", label("Mitra", "Partner"), $kind),
            Column::new("by_secretariat", label("Sekretariat", "Secretariat"), $kind),
        ]
    };
}

const SCORES: Part = Part {
    name: "scores",
    label: label("Perbedaan skor antarpenilai", "Differing scores of the assessors"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text).rank(1),
        Column::new("period", label("Periode", "Period"), Kind::Period).rank(2),
        Column::new("axis", label("Segi", "Axis"), Kind::Choice(AXES_AND_TOTAL)),
        apart!(Kind::Percent)[0],
        apart!(Kind::Percent)[1],
        apart!(Kind::Percent)[2],
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
        apart!(Kind::Text)[0],
        apart!(Kind::Text)[1],
        apart!(Kind::Text)[2],
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

/// The place of an assessor in the columns.
fn place(assessor: &str) -> usize {
    match assessor {
        "department" => 0,
        "partner" => 1,
        _ => 2,
    }
}

/// The evaluations of an agreement in a period: of each assessor its scores, the percent that must be answered, and its code.
#[derive(Default)]
struct Sitting([Option<(Scores, String)>; 3]);

/// One line: the widest apart stand first.
struct Line {
    agreement: String,
    period: String,
    what: String,
    values: [Option<f64>; 3],
    words: [Option<String>; 3],
    apart: f64,
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let (mut scores, mut answers, mut alone) = (Vec::new(), Vec::new(), 0);
    let mut current: (String, String, Sitting) = Default::default();
    let mut bands = None;
    let mut close = |here: &(String, String, Sitting), bands| -> Result<()> {
        let several = here.2.0.iter().flatten().count() > 1;
        alone += i64::from(!several && !here.0.is_empty());
        if let Some(bands) = bands
            && several
        {
            by_axis(here, &bands, &mut scores);
            by_question(store, ask, here, &mut answers)?;
        }
        Ok(())
    };
    each(store, ask, &Wanted::asked(ask), &mut |one| {
        if current.0 != one.agreement || current.1 != one.period {
            close(&current, bands)?;
            current = (one.agreement.to_owned(), one.period.to_owned(), Sitting::default());
        }
        bands = Some(one.bands);
        current.2.0[place(one.assessor)] = Some((one.scores, one.code.to_owned()));
        Ok(())
    })?;
    close(&current, bands)?;
    let widest = |lines: &mut Vec<Line>| {
        lines.sort_by(|a, b| {
            let own = |l: &Line| (l.agreement.clone(), l.period.clone(), l.what.clone());
            b.apart.total_cmp(&a.apart).then_with(|| own(a).cmp(&own(b)))
        });
    };
    widest(&mut scores);
    widest(&mut answers);
    write_scores(store, ask, &scores, alone, sink)?;
    write_answers(store, ask, &answers, sink)
}

/// How far apart the known of three values are.
fn spread(values: &[Option<f64>; 3]) -> Option<f64> {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let (low, high) = (known.iter().copied().reduce(f64::min)?, known.iter().copied().reduce(f64::max)?);
    (known.len() > 1 && high > low).then_some(high - low)
}

fn by_axis(
    (agreement, period, sitting): &(String, String, Sitting),
    bands: &crate::rules::scoring::Bands,
    lines: &mut Vec<Line>,
) {
    for (at, axis) in AXES_AND_TOTAL.iter().enumerate() {
        let value = |one: &Option<(Scores, String)>| {
            let (scores, _) = one.as_ref()?;
            let tally = scores.axes.get(at).copied().unwrap_or_else(|| scores.total());
            tally.score().filter(|_| tally.verdict(bands) != Verdict::CannotSay)
        };
        let values = [value(&sitting.0[0]), value(&sitting.0[1]), value(&sitting.0[2])];
        if let Some(apart) = spread(&values) {
            lines.push(Line {
                agreement: agreement.clone(),
                period: period.clone(),
                what: axis.word.to_owned(),
                values,
                words: Default::default(),
                apart,
            });
        }
    }
}

/// The questions that were answered far apart; those of different versions are not compared.
fn by_question(
    store: &Store,
    ask: &Ask,
    (agreement, period, sitting): &(String, String, Sitting),
    lines: &mut Vec<Line>,
) -> Result<()> {
    let sql = "SELECT e.instrument, a.question, a.option FROM answer a JOIN evaluation e ON e.code = a.evaluation \
               WHERE a.evaluation = ?1";
    let mut statement = store.conn().prepare_cached(sql)?;
    let mut given: BTreeMap<(String, String), [Option<String>; 3]> = BTreeMap::new();
    for (at, (_, code)) in sitting.0.iter().enumerate().filter_map(|(at, one)| Some((at, one.as_ref()?))) {
        let mut rows = statement.query([code])?;
        while let Some(row) = rows.next()? {
            let option: String = row.get(2)?;
            if option != NOT_APPLICABLE {
                given.entry((row.get(0)?, row.get(1)?)).or_default()[at] = Some(option);
            }
        }
    }
    let mut version: Option<crate::rules::scoring::Instrument> = None;
    for ((code, question), options) in given {
        if version.as_ref().is_none_or(|known| known.code != code) {
            version = instrument(store.conn(), &code)?;
        }
        let Some(known) = version.as_ref().and_then(|v| v.question(&question)) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "points of a question")]
        let share = |word: &Option<String>| {
            let points = known.points(word.as_deref()?)?;
            (known.most() > 0).then(|| points as f64 / known.most() as f64)
        };
        let values = [share(&options[0]), share(&options[1]), share(&options[2])];
        let Some(apart) = spread(&values).filter(|apart| *apart >= FAR) else { continue };
        let label = |word: &Option<String>| {
            let answer = known.answers.iter().find(|a| Some(&a.word) == word.as_ref())?;
            Some(answer.label(ask.lang).to_owned())
        };
        lines.push(Line {
            agreement: agreement.clone(),
            period: period.clone(),
            what: format!("{code}/{question}"),
            values,
            words: [label(&options[0]), label(&options[1]), label(&options[2])],
            apart,
        });
    }
    Ok(())
}

fn write_scores(store: &Store, ask: &Ask, lines: &[Line], alone: i64, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(SCORES.name) {
        return Ok(());
    }
    let lang = ask.lang;
    SCORES.begin_of_period(ask, sink)?;
    let mut title = store.conn().prepare("SELECT title FROM agreement WHERE code = ?1")?;
    for line in lines {
        let share = |at: usize| line.values[at].map_or(Cell::Empty, Cell::Share);
        let title: String = title.query_row([&line.agreement], |r| r.get(0))?;
        sink.row(&[
            Cell::Text(&line.agreement),
            Cell::Text(&title),
            Cell::Text(&line.period),
            Cell::Text(&line.what),
            share(0),
            share(1),
            share(2),
            Cell::Share(line.apart),
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

fn write_answers(store: &Store, ask: &Ask, lines: &[Line], sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(ANSWERS.name) {
        return Ok(());
    }
    ANSWERS.begin_of_period(ask, sink)?;
    for line in lines {
        let (version, question) = line.what.rsplit_once('/').unwrap_or(("", line.what.as_str()));
        let wording = store.wording(version, question)?;
        let word = |at: usize| line.words[at].as_deref().into();
        sink.row(&[
            Cell::Text(&line.agreement),
            Cell::Text(&line.period),
            Cell::Text(question),
            Cell::Text(wording.as_ref().map_or("", |w| w.get(ask.lang))),
            word(0),
            word(1),
            word(2),
            Cell::Share(line.apart),
        ])?;
    }
    let notes = vec![say!(
        ask.lang,
        "Hanya yang berselisih sedikitnya separuh dari nilai tertinggi.",
        "Only those that are apart by half of the most points or more."
    )];
    sink.end(&Foot { notes, ..Foot::default() })
}
