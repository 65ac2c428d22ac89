//! The questions of an evaluation one by one: the answer, its points, its proof, and what was said to it.

use rusqlite::{OptionalExtension, Row};

use crate::error::Result;
use crate::lang::{Lang, label};
use crate::reports::{Ask, Part};
use crate::rules::scoring::{AXES, NOT_APPLICABLE, Question};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, instrument};
use crate::value::Kind;

pub(super) const ANSWERS: Part = Part {
    name: "answers",
    label: label("Jawaban", "Answers"),
    columns: &[
        Column::new("axis", label("Segi", "Axis"), Kind::Choice(AXES)).rank(4),
        Column::new("question", label("Pertanyaan", "Question"), Kind::Code),
        Column::new("wording", label("Bunyi pertanyaan", "Wording"), Kind::Text).wraps(),
        Column::new("answer", label("Jawaban", "Answer"), Kind::Text).wraps(),
        Column::new("points", label("Nilai", "Points"), Kind::Count),
        Column::new("most", label("Tertinggi", "Most"), Kind::Count),
        Column::new("weight", label("Bobot", "Weight"), Kind::Count),
        Column::new("weighted", label("Nilai × bobot", "Points × weight"), Kind::Count).rank(1),
        Column::new("proof", label("Bukti", "Proof"), Kind::Text).rank(2).wraps(),
        Column::new("note", label("Catatan", "Note"), Kind::Text).rank(3).wraps(),
        Column::new("carried_from", label("Terbawa dari", "Carried over from"), Kind::Period).rank(5),
    ],
};

/// What was said to a question.
#[derive(Default)]
struct Said {
    option: Option<String>,
    proof: Option<String>,
    note: Option<String>,
    carried_from: Option<String>,
}

impl Said {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let proof: [Option<String>; 2] = [row.get(1)?, row.get(2)?];
        let proof = proof.into_iter().flatten().collect::<Vec<_>>().join("; ");
        Ok(Self {
            option: row.get(0)?,
            proof: Some(proof).filter(|text| !text.is_empty()),
            note: row.get(3)?,
            carried_from: row.get(4)?,
        })
    }
}

/// Writes every question of the version with what was said to it.
pub(super) fn answers(store: &Store, ask: &Ask, code: &str, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let version: String =
        store.conn().query_row("SELECT instrument FROM evaluation WHERE code = ?1", [code], |r| r.get(0))?;
    let Some(instrument) = instrument(store.conn(), &version)? else { return Ok(()) };
    ANSWERS.begin_titled(ANSWERS.label.get(lang), ask, sink)?;
    let sql = "SELECT option, proof, proof_at, note, carried_from FROM answer WHERE evaluation = ?1 AND question = ?2";
    let mut statement = store.conn().prepare(sql)?;
    let (mut missing, mut not_applicable) = (Vec::new(), Vec::new());
    for question in instrument.in_order() {
        let said = statement.query_row([code, &question.code], Said::read).optional()?.unwrap_or_default();
        let wording = store.wording(&version, &question.code)?;
        let word = said.option.as_deref();
        match word {
            None => missing.push(question.code.as_str()),
            Some(NOT_APPLICABLE) => not_applicable.push(question.code.as_str()),
            Some(_) => {}
        }
        let points = word.and_then(|word| question.points(word));
        sink.row(&[
            Cell::Text(AXES[question.axis].word),
            Cell::Text(&question.code),
            Cell::Text(wording.as_ref().map_or("", |w| w.get(lang))),
            shown(question, word, ask.people, lang),
            points.into(),
            Cell::Int(question.most()),
            Cell::Int(question.weight),
            points.map(|points| points * question.weight).into(),
            said.proof.as_deref().into(),
            said.note.as_deref().into(),
            said.carried_from.as_deref().into(),
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

/// An answer as a person reads it; a file holds its word, and nothing where nothing is answered.
fn shown<'a>(question: &'a Question, word: Option<&'a str>, people: bool, lang: Lang) -> Cell<'a> {
    match word {
        None if people => Cell::Text(label("(belum dijawab)", "(not answered)").get(lang)),
        Some(word) if people => Cell::Text(question.label(word, lang).unwrap_or(word)),
        word => word.into(),
    }
}
