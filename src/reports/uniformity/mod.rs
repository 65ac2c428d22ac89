//! How uniformly departments follow an SOP, as the rounds found it: a matrix of departments and steps with the rate, what was
//! counted and left out, and the change since the round before.

mod found;

use self::found::{Found, Mark, Round, found, rounds};
use super::names::{named, names_of};
use super::{Ask, Part, Report, TOTAL, Takes, on_day};
use crate::error::{Error, Result};
use crate::lang::{choice_label, label};
use crate::register::RESULTS;
use crate::rules::procedure::{Sop, family};
use crate::rules::uniformity::Answers;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::store::{Store, sop};
use crate::value::Kind;

const MATRIX: Part = Part {
    name: "matrix",
    label: label("Keseragaman SOP", "Uniformity"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(9),
        Column::new("rate", label("Seragam", "Rate"), Kind::Percent),
        Column::new("change", label("Beda", "Change"), Kind::Count),
        Column::new("counted", label("Dinilai", "Counted"), Kind::Count),
        Column::new("open", label("Belum", "Open"), Kind::Count),
    ],
};

const STEPS: Part = Part {
    name: "steps",
    label: label("Keseragaman menurut langkah", "Uniformity by step"),
    columns: &[
        Column::new("sop", label("SOP", "SOP"), Kind::Code).rank(3),
        Column::new("period", label("Periode", "Period"), Kind::Period).rank(3),
        Column::new("number", label("No.", "No."), Kind::Count),
        Column::new("code", label("Kode", "Code"), Kind::Code).rank(2),
        Column::new("step", label("Langkah", "Step"), Kind::Text),
        Column::new("rate", label("Seragam", "Rate"), Kind::Percent),
        Column::new("change", label("Beda", "Change"), Kind::Count).rank(1),
        Column::new("met", label("Terpenuhi", "Met"), Kind::Count),
        Column::new("partly", label("Sebagian", "Partly"), Kind::Count),
        Column::new("not_met", label("Tidak", "Not met"), Kind::Count),
        Column::new("na", label("Tak berlaku", "N/A"), Kind::Count).rank(1),
        Column::new("open", label("Belum", "Open"), Kind::Count).rank(1),
        Column::new("waived", label("Dikecualikan", "Waived"), Kind::Count).rank(4),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "uniformity",
    also: &["keseragaman"],
    label: MATRIX.label,
    about: label(
        "Seberapa seragam OPD menjalankan SOP, langkah demi langkah",
        "How uniformly departments follow an SOP, step by step",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Department, Takes::Sop],
    parts: &[MATRIX, STEPS],
    example: "sinergi report uniformity --period 2025-S1",
    run,
};

/// The signs of the results in the matrix: short, so that a dozen steps stand side by side.
const SIGNS: [(&str, &str); 4] = [("met", "●"), ("partly", "◐"), ("not-met", "○"), ("na", "–")];

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let rounds = rounds(store, ask)?;
    let mut shown: Vec<(Round, Option<Round>)> = Vec::new();
    // The last round of each family is shown, against the one before it.
    for round in rounds {
        let same = shown.iter_mut().find(|(other, _)| family(&other.sop) == family(&round.sop));
        match same {
            Some((_, before)) if before.is_none() => *before = Some(round),
            Some(_) => {}
            None => shown.push((round, None)),
        }
    }
    let mut read = Vec::new();
    for (round, before) in &shown {
        let found = found(store, ask, round)?;
        let before = before
            .as_ref()
            .map(|before| Ok::<_, Error>((before, found::found(store, ask, before)?)))
            .transpose()?;
        read.push((round, sop(store.conn(), &round.sop)?, found, before));
    }
    if ask.wants(MATRIX.name) {
        if read.is_empty() {
            MATRIX.begin(ask, sink)?;
            let notes = vec![say!(
                ask.lang,
                "Belum ada putaran. Buka: {} sop round open --sop SOP-KSDPK.1 --period 2025-S1",
                "There is no round yet. Open one: {} sop round open --sop SOP-KSDPK.1 --period 2025-S1",
                ask.program
            )];
            sink.end(&Foot { notes, ..Foot::default() })?;
        }
        // A table of rows holds one matrix: that of the last round, or of the SOP that is named.
        let matrices = if ask.people { read.as_slice() } else { &read[..read.len().min(1)] };
        for (round, version, found, before) in matrices {
            matrix(store, ask, round, version, found, before.as_ref(), sink)?;
        }
    }
    if ask.wants(STEPS.name) {
        STEPS.begin(ask, sink)?;
        for (round, version, found, before) in &read {
            by_step(ask, round, version, found, before.as_ref().map(|(_, found)| found), sink)?;
        }
        sink.end(&Foot::default())?;
    }
    Ok(())
}

/// How many points of a hundred a rate changed; unknown where one of the two is.
fn change(now: &Answers, before: Option<&Answers>) -> Option<i64> {
    let (now, before) = (now.rate()?, before?.rate()?);
    #[expect(clippy::cast_possible_truncation, reason = "points of a hundred")]
    Some(((now - before) * 100.0).round() as i64)
}

fn matrix(
    store: &Store,
    ask: &Ask,
    round: &Round,
    version: &Sop,
    found: &Found,
    before: Option<&(&Round, Found)>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let lang = ask.lang;
    let mut columns = MATRIX.columns.to_vec();
    columns.extend(version.steps.iter().map(|step| {
        let heading = if ask.people { step.number.to_string() } else { step.code.clone() };
        Column::headed(heading, Kind::Code)
    }));
    let title = say!(lang, "{} {}, {}", "{} of {}, {}", MATRIX.label.get(lang), round.sop, round.period);
    let title = &on_day(&title, ask.as_of, lang);
    sink.begin(&Head { part: MATRIX.name, title, columns: &columns, lang, record: false })?;
    let names = names_of(store, "department", ask)?;
    for (department, answers) in &found.departments {
        let before = before.and_then(|(_, found)| found.departments.get(department));
        let mut cells = figures(answers, before, department, named(&names, Some(department), department));
        cells.extend(version.steps.iter().map(|step| {
            let key = (department.clone(), step.code.clone());
            match found.cells.get(&key) {
                Some(Mark::Result(Some(word))) if ask.people => {
                    Cell::Text(SIGNS.iter().find(|(known, _)| known == word).map_or("?", |(_, sign)| sign))
                }
                Some(Mark::Result(Some(word))) => Cell::Text(word),
                Some(Mark::Waived) => Cell::Text(if ask.people { "w" } else { "waived" }),
                Some(Mark::Result(None)) | None => Cell::Empty,
            }
        }));
        sink.row(&cells)?;
    }
    let all = &found.all;
    let total = TOTAL.get(lang);
    let mut total = figures(all, before.map(|(_, found)| &found.all), total, "");
    total[1] = Cell::Empty;
    let signs: Vec<String> =
        SIGNS.iter().map(|(word, sign)| format!("{sign} {}", choice_label(word, RESULTS, lang))).collect();
    let mut notes = vec![
        say!(
            lang,
            "{}; w dikecualikan; kosong belum dijawab.",
            "{}; w waived; empty is not answered.",
            signs.join(", ")
        ),
        say!(
            lang,
            "Seragam: (terpenuhi + ½ sebagian) ÷ yang berlaku dan dijawab. Dinilai: {}; tidak dihitung: {} tidak berlaku, {} belum dijawab, {} dikecualikan.",
            "Rate: (met + ½ partly) ÷ what applies and was answered. Counted: {}; left out: {} not applicable, {} not answered, {} waived.",
            all.counted(),
            all.na,
            all.open,
            all.waived
        ),
    ];
    if let Some((before, _)) = before {
        notes.push(say!(
            lang,
            "Beda: poin persen terhadap putaran {}.",
            "Change: percentage points against the round {}.",
            before.code
        ));
    }
    let open = Some(ask.command(&format!("sop finding list --round {}", round.code)));
    sink.end(&Foot { total, notes, open })
}

fn figures<'a>(
    answers: &Answers,
    before: Option<&Answers>,
    department: &'a str,
    name: &'a str,
) -> Vec<Cell<'a>> {
    vec![
        Cell::Text(department),
        Cell::Text(name),
        Cell::share(answers.rate()),
        change(answers, before).into(),
        Cell::Int(answers.counted()),
        Cell::Int(answers.open),
    ]
}

fn by_step(
    ask: &Ask,
    round: &Round,
    version: &Sop,
    found: &Found,
    before: Option<&Found>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let none = Answers::default();
    for step in &version.steps {
        let answers = found.steps.get(&step.code).unwrap_or(&none);
        let before = before.and_then(|found| found.steps.get(&step.code));
        sink.row(&[
            Cell::Text(&round.sop),
            Cell::Text(&round.period),
            Cell::Int(step.number),
            Cell::Text(&step.code),
            Cell::Text(step.named(ask.lang)),
            Cell::share(answers.rate()),
            change(answers, before).into(),
            Cell::Int(answers.met),
            Cell::Int(answers.partly),
            Cell::Int(answers.not_met),
            Cell::Int(answers.na),
            Cell::Int(answers.open),
            Cell::Int(answers.waived),
        ])?;
    }
    Ok(())
}
