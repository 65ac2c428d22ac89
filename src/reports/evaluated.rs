//! One evaluation with its arithmetic open: what was answered, what that is worth, how it adds up, and what is missing.

use rusqlite::OptionalExtension;

use super::scores::{Wanted, each};
use super::{Ask, Part};
use crate::calendar::period::of_name;
use crate::error::Result;
use crate::lang::{Lang, choice_label, label};
use crate::register::ASSESSORS;
use crate::render::cell_text;
use crate::rules::scoring::{AXES, Bands, NOT_APPLICABLE, Question, Scores, Tally, VERDICTS};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, instrument};
use crate::value::Kind;

const ANSWERS: Part = Part {
    name: "answers",
    label: label("Jawaban", "Answers"),
    columns: &[
        Column::new("axis", label("Segi", "Axis"), Kind::Choice(AXES)).rank(4),
        Column::new("question", label("Pertanyaan", "Question"), Kind::Code),
        Column::new("wording", label("Bunyi pertanyaan", "Wording"), Kind::Text).wraps(),
        Column::new("answer", label("Jawaban", "Answer"), Kind::Text).wraps(),
        Column::new("points", label("Nilai jawaban", "Points"), Kind::Count),
        Column::new("most", label("Nilai tertinggi", "Most points"), Kind::Count).rank(2),
        Column::new("weight", label("Bobot", "Weight"), Kind::Count).rank(1),
        Column::new("weighted", label("Nilai × bobot", "Points × weight"), Kind::Count).rank(1),
        Column::new("proof", label("Bukti", "Proof"), Kind::Text).rank(3),
        Column::new("carried_from", label("Terbawa dari", "Carried over from"), Kind::Period).rank(5),
    ],
};

const AXES_PART: Part = Part {
    name: "axes",
    label: label("Skor tiap segi", "Scores by axis"),
    columns: &[
        Column::new("axis", label("Segi", "Axis"), Kind::Choice(AXES_AND_TOTAL)),
        Column::new("points", label("Nilai", "Points"), Kind::Count),
        Column::new("most", label("Tertinggi", "Most"), Kind::Count),
        Column::new("score", label("Skor", "Score"), Kind::Percent),
        Column::new("verdict", label("Simpulan", "Verdict"), Kind::Choice(VERDICTS)),
        Column::new("answered", label("Terjawab", "Answered"), Kind::Count),
        Column::new("applicable", label("Berlaku", "Applicable"), Kind::Count),
        Column::new("without_proof", label("Tanpa bukti", "Without proof"), Kind::Percent).rank(1),
    ],
};

/// The axes, and all of them together.
const AXES_AND_TOTAL: &[crate::lang::Choice] =
    &[AXES[0], AXES[1], AXES[2], AXES[3], AXES[4], crate::lang::choice("total", "seluruhnya", "all axes")];

/// The names of the parts.
pub const EVALUATED_PARTS: &[&str] = &[AXES_PART.name, ANSWERS.name];

/// The code of the evaluation that counts of an agreement in a period: the secretariat's, else the department's, else the
/// partner's; `None` where there is none.
pub fn official_code(store: &Store, agreement: &str, period: &str) -> Result<Option<String>> {
    let sql = "SELECT code FROM evaluation WHERE agreement = ?1 AND period = ?2 \
               ORDER BY assessor = 'secretariat' DESC, assessor = 'department' DESC LIMIT 1";
    Ok(store.conn().query_row(sql, [agreement, period], |r| r.get(0)).optional()?)
}

/// Shows an evaluation and how it adds up.
pub fn evaluated(store: &Store, ask: &Ask, code: &str, sink: &mut dyn Sink) -> Result<()> {
    let mut found: Option<(Scores, Bands)> = None;
    each(store, ask, &Wanted::one(code), &mut |scored| {
        found = Some((scored.scores, scored.bands));
        Ok(())
    })?;
    let Some((scores, bands)) = found else { return Ok(()) };
    axes(store, ask, code, &scores, &bands, sink)?;
    if ask.wants(ANSWERS.name) {
        answers(store, ask, code, sink)?;
    }
    Ok(())
}

fn axes(
    store: &Store,
    ask: &Ask,
    code: &str,
    scores: &Scores,
    bands: &Bands,
    sink: &mut dyn Sink,
) -> Result<()> {
    if !ask.wants(AXES_PART.name) {
        return Ok(());
    }
    let lang = ask.lang;
    let sql = "SELECT e.agreement, e.period, e.assessor, e.instrument, e.answered_on, a.title, e.recommendation \
               FROM evaluation e JOIN agreement a ON a.code = e.agreement WHERE e.code = ?1";
    let told: [Option<String>; 7] = store.conn().query_row(sql, [code], |r| {
        Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?, r.get(6)?])
    })?;
    let [agreement, period, assessor, version, on, title, _] =
        told.map(std::option::Option::unwrap_or_default);
    let days = of_name(&period).map_or_else(String::new, |p| p.spelled(lang));
    let title = say!(
        lang,
        "{} {}\nPeriode {} ({}), penilai {}, dijawab {}, instrumen {}",
        "{} {}\nPeriod {} ({}), assessor {}, answered {}, instrument {}",
        agreement,
        title,
        period,
        days,
        choice_label(&assessor, ASSESSORS, lang),
        on,
        version
    );
    AXES_PART.begin_titled(&title, ask, sink)?;
    let lines = scores.axes.iter().copied().zip(AXES).filter(|(tally, _)| tally.applicable > 0);
    for (tally, axis) in lines {
        sink.row(&cells(axis.word, &tally, bands))?;
    }
    sink.row(&cells("total", &scores.total(), bands))?;
    let mut notes = vec![say!(
        lang,
        "Skor: Σ(nilai × bobot) ÷ Σ(nilai tertinggi × bobot) dari yang dijawab dan berlaku; baik mulai {} %, cukup mulai {} %, dinilai bila {} % terjawab.",
        "Score: Σ(points × weight) ÷ Σ(most points × weight) of what is answered and applies; good from {} %, fair from {} %, a verdict where {} % is answered.",
        bands.good,
        bands.fair,
        bands.answered
    )];
    match assessor.as_str() {
        "department" => notes.push(say!(
            lang,
            "Sementara: sekretariat mempunyai kata terakhir.",
            "Provisional: the secretariat has the last word."
        )),
        "partner" => notes.push(say!(
            lang,
            "Penilaian mitra; tidak pernah menjadi skor resmi sendirian.",
            "The partner's view; it is never the official score alone."
        )),
        _ => {}
    }
    sink.end(&Foot { notes, ..Foot::default() })
}

/// The scores of an evaluation in one line: each axis with its verdict.
pub fn verdicts(store: &Store, as_of: jiff::civil::Date, code: &str, lang: Lang) -> Result<String> {
    let mut line = String::new();
    each(store, &Ask::new(as_of, lang), &Wanted::one(code), &mut |scored| {
        let axes = scored.scores.axes.iter().zip(AXES).filter(|(tally, _)| tally.applicable > 0);
        let told: Vec<String> = axes
            .map(|(tally, axis)| {
                let share = tally.score().map_or(Cell::Empty, Cell::Share);
                let percent = cell_text(&share, Kind::Percent, lang);
                let verdict = choice_label(tally.verdict(&scored.bands).word(), VERDICTS, lang);
                format!("{} {percent} {verdict}", axis.label.get(lang)).replace("  ", " ")
            })
            .collect();
        line = told.join("; ");
        Ok(())
    })?;
    Ok(line)
}

fn cells(axis: &'static str, tally: &Tally, bands: &Bands) -> [Cell<'static>; 8] {
    let share = |share: Option<f64>| share.map_or(Cell::Empty, Cell::Share);
    [
        Cell::Text(axis),
        Cell::Int(tally.points),
        Cell::Int(tally.most),
        share(tally.score()),
        Cell::Text(tally.verdict(bands).word()),
        Cell::Int(tally.answered),
        Cell::Int(tally.applicable),
        share(tally.without_proof()),
    ]
}

fn answers(store: &Store, ask: &Ask, code: &str, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let version: String =
        store.conn().query_row("SELECT instrument FROM evaluation WHERE code = ?1", [code], |r| r.get(0))?;
    let Some(instrument) = instrument(store.conn(), &version)? else { return Ok(()) };
    ANSWERS.begin_titled(ANSWERS.label.get(lang), ask, sink)?;
    let sql =
        "SELECT option, proof, proof_at, carried_from FROM answer WHERE evaluation = ?1 AND question = ?2";
    let mut statement = store.conn().prepare(sql)?;
    let (mut missing, mut not_applicable) = (Vec::new(), Vec::new());
    for question in instrument.in_order() {
        let given = statement
            .query_row([code, &question.code], |r| Ok((r.get(0)?, [r.get(1)?, r.get(2)?], r.get(3)?)))
            .optional()?;
        let (option, proof, carried): (Option<String>, [Option<String>; 2], Option<String>) =
            given.unwrap_or_default();
        let wording = store.wording(&version, &question.code)?;
        let points = option.as_deref().and_then(|word| question.points(word));
        let proof = proof.into_iter().flatten().collect::<Vec<_>>().join("; ");
        let shown = shown(question, option.as_deref(), lang);
        match option.as_deref() {
            None => missing.push(question.code.as_str()),
            Some(NOT_APPLICABLE) => not_applicable.push(question.code.as_str()),
            Some(_) => {}
        }
        let counts = |number: i64| if points.is_some() { Cell::Int(number) } else { Cell::Empty };
        sink.row(&[
            Cell::Text(AXES[question.axis].word),
            Cell::Text(&question.code),
            Cell::Text(wording.as_ref().map_or("", |w| w.get(lang))),
            Cell::Text(&shown),
            points.into(),
            counts(question.most()),
            counts(question.weight),
            counts(points.unwrap_or_default() * question.weight),
            if proof.is_empty() { Cell::Empty } else { Cell::Text(&proof) },
            carried.as_deref().into(),
        ])?;
    }
    let mut notes = Vec::new();
    if !missing.is_empty() {
        notes.push(say!(lang, "Belum dijawab: {}.", "Not answered: {}.", missing.join(", ")));
    }
    if !not_applicable.is_empty() {
        notes.push(say!(lang, "Tidak berlaku: {}.", "Not applicable: {}.", not_applicable.join(", ")));
    }
    sink.end(&Foot { notes, ..Foot::default() })
}

/// An answer as a person reads it.
fn shown(question: &Question, word: Option<&str>, lang: Lang) -> String {
    match word {
        None => label("(belum dijawab)", "(not answered)").get(lang).to_owned(),
        Some(NOT_APPLICABLE) => label("tidak berlaku", "not applicable").get(lang).to_owned(),
        Some(word) => question
            .answers
            .iter()
            .find(|a| a.word == word)
            .map_or_else(|| word.to_owned(), |a| a.label(lang).to_owned()),
    }
}
