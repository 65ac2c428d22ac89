//! Answers that stand in the rows of their evaluations: one column a question, headed by its code, and a proof for them all.
//! An empty cell is no answer; it never means no.

use std::collections::HashMap;

use super::headings::{Column, Target, folded};
use super::rows::Cells;
use super::update::{Update, update};
use super::{Allow, Problems, What};
use crate::calendar::period::of_name;
use crate::error::{Error, Fault, Result};
use crate::register::{Entity, Row, entity as register_of};
use crate::rules::scoring::{Instrument, NOT_APPLICABLE, looks_like_a_code};
use crate::store::{Door, instrument, instrument_on, read_row};
use crate::value::Value;

/// What columns of answers fill beside the questions themselves.
pub(super) const FOR_ALL: [&str; 2] = ["proof", "proof_at"];

/// The register of answers, where a register has them.
fn register(entity: &Entity) -> Option<&'static Entity> {
    register_of("answer").filter(|answer| answer.parent().is_some_and(|parent| parent.name == entity.name))
}

/// The codes of all questions, of whatever version; none where the register has no answers.
pub(super) fn questions(entity: &'static Entity, door: &Door<'_>) -> Result<Vec<String>> {
    if register(entity).is_none() {
        return Ok(Vec::new());
    }
    let mut statement = door.conn().prepare("SELECT DISTINCT code FROM question ORDER BY code")?;
    let codes = statement.query_map([], |r| r.get(0))?;
    Ok(codes.collect::<rusqlite::Result<_>>()?)
}

/// The question whose code a heading begins with: `EF1`, `EF1: How far …`; or what is said of all answers.
pub(super) fn asked(entity: &Entity, heading: &str, questions: &[String]) -> Option<Target> {
    let answer = register(entity)?;
    let text = folded(heading);
    let called = |register: &Entity, name: &str| {
        let label = register.field(name).map(|f| f.label);
        text == folded(name) || label.is_some_and(|l| text == folded(l.id) || text == folded(l.en))
    };
    if let Some(name) = FOR_ALL.into_iter().find(|name| called(answer, name)) {
        return Some(Target::ForAll(name));
    }
    // A form tells of which agreement and partner a row is; they are no answers.
    let told = [("agreement", "title"), ("party", "partner")];
    if told.into_iter().any(|(name, field)| register_of(name).is_some_and(|e| called(e, field))) {
        return Some(Target::Skip);
    }
    let begins = |code: &str| {
        let rest = text.strip_prefix(folded(code).as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':']))
    };
    // Of two codes that both stand there, the longer is meant.
    let found = questions.iter().enumerate().filter(|(_, code)| begins(code));
    found.max_by_key(|(_, code)| code.len()).map(|(at, _)| Target::Answer(at))
}

/// The refusal of a column that is headed like a question which no version asks.
pub(super) fn mistaken(entity: &Entity, heading: &str, questions: &[String]) -> Option<Error> {
    register(entity)?;
    let code = heading.trim().split([' ', ':']).next().filter(|code| looks_like_a_code(code))?;
    let known = questions.join(", ");
    Some(
        Error::usage(format!("tidak ada pertanyaan `{code}`"), format!("there is no question `{code}`"))
            .with_hint(
                format!("pertanyaannya: {known}; kolom yang bukan pertanyaan: --map \"{heading}=-\""),
                format!("the questions: {known}; for a column that is none: --map \"{heading}=-\""),
            ),
    )
}

/// Whether a field is filled by what the file itself holds where no column says it.
pub(super) fn fills(entity: &'static Entity, field: &str) -> bool {
    register(entity).is_some() && field == "instrument"
}

/// Says of an evaluation what its row does not: by which version it was made, which is its own where it is known and else the
/// one in use at the end of the period; and of a new one that comes with its answers, who entered it.
pub(super) fn complete(row: &mut Row, with_answers: bool, door: &Door<'_>) -> Result<()> {
    if register(row.entity()).is_none() {
        return Ok(());
    }
    let known = row.joined().map(|code| read_row(door.conn(), row.entity(), &code)).transpose()?.flatten();
    if row.get("instrument").is_null() {
        let version = match (&known, row.text("period").and_then(of_name).and_then(|p| p.to)) {
            (Some(known), _) => known.text("instrument").map(str::to_owned),
            (None, Some(to)) => instrument_on(door.conn(), to)?,
            (None, None) => None,
        };
        row.set("instrument", version.map_or(Value::Null, Value::Text));
    }
    if with_answers && known.is_none() && row.get("entered_by").is_null() {
        row.set("entered_by", door.actor());
    }
    Ok(())
}

/// The columns of answers, and the versions that were read for them.
pub(super) struct Answers<'c> {
    entity: &'static Entity,
    columns: Vec<(&'c Column, &'c str)>,
    for_all: [Option<&'c Column>; 2],
    versions: HashMap<String, Option<Instrument>>,
}

impl<'c> Answers<'c> {
    /// Those that the columns of a file speak of.
    pub(super) fn of(
        entity: &'static Entity,
        columns: &'c [Column],
        questions: &'c [String],
    ) -> Option<Self> {
        let answer = register(entity)?;
        let asked = columns.iter().filter_map(|column| match column.target {
            Target::Answer(at) => Some((column, questions.get(at)?.as_str())),
            _ => None,
        });
        let for_all = FOR_ALL.map(|name| columns.iter().find(|c| c.target == Target::ForAll(name)));
        let columns: Vec<_> = asked.collect();
        (!columns.is_empty()).then(|| Self { entity: answer, columns, for_all, versions: HashMap::new() })
    }

    /// Whether a row of a form is one that nobody filled in.
    pub(super) fn is_unanswered(&self, cells: &Cells<'_>, row: &Row) -> bool {
        let said = ["recommendation", "findings", "advice", "note"];
        self.columns.iter().all(|(column, _)| cells.text(column).trim().is_empty())
            && said.iter().all(|name| row.get(name).is_null())
    }

    /// The answers of a row, and how many of its cells are bad.
    pub(super) fn read(
        &mut self,
        cells: &Cells<'_>,
        row: &Row,
        door: &Door<'_>,
        problems: &mut Problems,
    ) -> Result<(Vec<Row>, usize)> {
        let code = row.text("instrument").unwrap_or_default();
        if !self.versions.contains_key(code) {
            self.versions.insert(code.to_owned(), instrument(door.conn(), code)?);
        }
        let Some(Some(version)) = self.versions.get(code) else { return Ok((Vec::new(), 0)) };
        let proof = self.for_all.map(|column| {
            let text = column.map(|column| cells.text(column).trim().to_owned()).unwrap_or_default();
            if text.is_empty() { Value::Null } else { Value::Text(text) }
        });
        let (mut given, mut bad) = (Vec::new(), 0);
        for (column, question) in &self.columns {
            let text = cells.text(column);
            if text.trim().is_empty() {
                continue;
            }
            let read = match version.question(question) {
                Some(question) => question.read(text.trim()),
                None => Err(Fault::Contradiction(
                    format!("{code} tidak menanyakan {question}"),
                    format!("{code} does not ask {question}"),
                )),
            };
            match read {
                Ok(word) => {
                    let mut answer = Row::new(self.entity);
                    answer.set("question", *question);
                    answer.set("option", word.as_str());
                    for (name, value) in FOR_ALL.into_iter().zip(&proof).filter(|_| word != NOT_APPLICABLE) {
                        answer.set(name, value.clone());
                    }
                    given.push(answer);
                }
                Err(fault) => {
                    problems.push(cells.line, &column.heading, &text, What::Fault(fault));
                    bad += 1;
                }
            }
        }
        Ok((given, bad))
    }

    /// Writes the answers under their evaluation; says whether anything differed.
    pub(super) fn store(
        &self,
        door: &mut Door<'_>,
        given: Vec<Row>,
        evaluation: &str,
        allow: Allow,
        line: u64,
        problems: &mut Problems,
    ) -> Result<bool> {
        let mut differs = false;
        for mut answer in given {
            answer.set("evaluation", evaluation);
            let code = answer.code();
            let Some(known) = read_row(door.conn(), self.entity, &code)? else {
                door.add(&mut answer)?;
                differs = true;
                continue;
            };
            // The proof of a row is for what has none yet.
            if FOR_ALL.into_iter().any(|name| !known.get(name).is_null()) {
                for name in FOR_ALL {
                    answer.set(name, Value::Null);
                }
            }
            let how = Update { allow, columns: &[], filled: &[], set: &[], line };
            differs |= update(door, &answer, &code, &how, problems)?;
        }
        Ok(differs)
    }
}
