//! One evaluation being made or corrected: what is there, what was typed or answered, and writing it whole.

use anyhow::Result;
use clap::ArgMatches;
use jiff::civil::Date;
use sinergi::calendar::date;
use sinergi::register::{self, OUTCOME_WORDS, Row};
use sinergi::rules::scoring::Instrument;
use sinergi::store::{Door, Store, find, instrument, instrument_on, of_register, read_row, resolve};
use sinergi::value::{Value, choose};
use sinergi::{Error, say};

use super::typed::{Given, Reply, no_version, typed};
use super::{Place, ask, described, entity, told};
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::{days, fields, same};

/// An evaluation that is made or corrected.
pub(super) struct Sitting {
    /// The evaluation as it is to be.
    pub(super) row: Row,
    /// As it was, where it is there already.
    pub(super) before: Option<Row>,
    /// Its answers so far.
    pub(super) known: Vec<Row>,
    /// The answers of the same assessor in the period before, and that period.
    pub(super) last: Option<(String, Vec<Row>)>,
    pub(super) instrument: Instrument,
    /// Whether its version was named by whoever typed.
    pub(super) named: bool,
    pub(super) place: Place,
}

impl Sitting {
    /// What is there of the assessor's evaluation, and the version it is made by.
    pub(super) fn open(
        store: &Store,
        place: Place,
        assessor: &'static str,
        matches: &ArgMatches,
        office: &Office,
    ) -> Result<Self> {
        let (Some(entity), Some(answer)) = (entity(), register::entity("answer")) else {
            return Err(no_version().into());
        };
        let code = format!("{}/{}/{assessor}", place.code, place.period);
        let before = read_row(store.conn(), entity, &code)?;
        let version = version(store, before.as_ref(), &place, matches)?;
        let Some(instrument) = instrument(store.conn(), &version)? else { return Err(no_version().into()) };
        let mut row = before.clone().unwrap_or_else(|| Row::new(entity));
        row.set("agreement", place.code.as_str());
        row.set("period", place.period.as_str());
        row.set("assessor", assessor);
        row.set("instrument", version.as_str());
        if before.is_none() {
            row.set("answered_on", office.today());
            row.set("entered_by", office.entry().actor.as_str());
        }
        let known = if before.is_some() { of_register(store.conn(), answer, &code)? } else { Vec::new() };
        let last = place.days.previous().and_then(|p| p.name());
        let last = last.map(|period| {
            let rows = of_register(store.conn(), answer, &format!("{}/{period}/{assessor}", place.code))?;
            Ok::<_, Error>((period, rows))
        });
        let last = last.transpose()?.filter(|(_, rows)| !rows.is_empty());
        let named = matches.contains_id("instrument");
        Ok(Self { row, before, known, last, instrument, named, place })
    }

    /// The code of the evaluation.
    pub(super) fn code(&self) -> String {
        self.row.joined().unwrap_or_default()
    }

    /// The answer to a question so far.
    pub(super) fn answer(&self, question: &str) -> Option<&Row> {
        self.known.iter().find(|row| row.text("question") == Some(question))
    }
}

/// The version that the evaluation keeps, the one that was named, or the one in use at the end of the period.
fn version(store: &Store, before: Option<&Row>, place: &Place, matches: &ArgMatches) -> Result<String> {
    let typed = matches.get_one::<String>("instrument");
    let named = match (typed, register::entity("instrument")) {
        (Some(text), Some(entity)) => {
            Some(find(store.conn(), entity, text)?.map_err(|fault| fields::refused("instrument", fault))?)
        }
        _ => None,
    };
    if let Some(kept) = before.and_then(|row| row.text("instrument")) {
        return match named {
            Some(other) if other != kept => Err(Error::usage(
                format!("evaluasi ini dibuat dengan {kept}; versinya tidak dapat diganti dengan {other}"),
                format!("this evaluation was made with {kept}; its version cannot become {other}"),
            )
            .into()),
            _ => Ok(kept.to_owned()),
        };
    }
    let day = place.days.to.unwrap_or(Date::MAX);
    match named {
        Some(code) => Ok(code),
        None => Ok(instrument_on(store.conn(), day)?.ok_or_else(no_version)?),
    }
}

/// Takes what was typed, or asks, and writes it; tells whether there was anything to write.
pub(super) fn run(
    store: &mut Store,
    mut sitting: Sitting,
    matches: &ArgMatches,
    office: &mut Office,
) -> Result<bool> {
    let lang = office.lang();
    let last = sitting.last.as_ref().map(|(period, _)| period.as_str());
    let (mut given, note) = typed(matches, &sitting.instrument, last)?;
    let mut said = fill(&mut sitting, matches, office)?;
    if let Some(note) = note {
        sitting.row.set("note", text_or_null(&note));
        said = true;
    }
    // Beside findings alone, the questions of a new evaluation are still to be asked.
    let asked = given.is_empty() && office.may_ask() && (sitting.before.is_none() || !said);
    said |= !given.is_empty();
    if !said && !asked {
        return Err(Error::usage(
            "`--answer` harus disebutkan bila tidak ada tanya jawab",
            "`--answer` is required when not running interactively",
        )
        .with_hint("contoh: --answer EF1=all EF2=partly", "for example: --answer EF1=all EF2=partly")
        .into());
    }
    if let Some((field, fault)) = resolve(store.conn(), &mut sitting.row)?.into_iter().next() {
        return Err(fields::refused(field, fault).into());
    }
    days::refuse_days_ahead(&sitting.row, office).map_err(as_typed)?;
    if asked {
        // What cannot be done at all is said before the first question, not after the last.
        let dry = store.write(&office.entry(), true, |door| write(door, &sitting, &[]));
        dry.map_err(as_typed)?;
        given = ask::all(store, &mut sitting, office)?;
        days::refuse_days_ahead(&sitting.row, office).map_err(as_typed)?;
        if sitting.before.is_none() && given.iter().all(|one| one.reply.word().is_none()) {
            office.tell(&say!(
                lang,
                "Tidak ada yang dijawab, jadi tidak ada yang disimpan.",
                "Nothing was answered, so nothing was saved."
            ));
            return Ok(false);
        }
    }
    let entry = office.entry();
    let dry = matches.get_flag("dry-run");
    let ((), changes) = store.write(&entry, dry, |door| write(door, &sitting, &given)).map_err(as_typed)?;
    let code = sitting.code();
    print_line(&code)?;
    told::tell(store, &sitting, &changes, dry, office)?;
    if asked {
        same::tell(&told::command(&sitting, &given, office), office);
    }
    if !dry {
        let (agreement, period) = (&sitting.place.code, &sitting.place.period);
        let assessor = sitting.row.text("assessor").unwrap_or_default();
        office.tell(&say!(
            lang,
            "Lihat: sinergi evaluate {} --period {} --as {} --show   Batalkan: sinergi undo",
            "See it: sinergi evaluate {} --period {} --as {} --show   Take it back: sinergi undo",
            agreement,
            period,
            assessor
        ));
    }
    Ok(true)
}

/// Puts the fields that were typed into the evaluation; tells whether there were any.
fn fill(sitting: &mut Sitting, matches: &ArgMatches, office: &Office) -> Result<bool> {
    let (row, mut said) = (&mut sitting.row, false);
    for field in described() {
        if let Some(text) = matches.get_one::<String>(field.name) {
            row.set(field.name, fields::read(field, text, office)?);
            said = true;
        }
    }
    if let Some(text) = matches.get_one::<String>("recommend") {
        let word = choose(text, OUTCOME_WORDS).map_err(|fault| fields::refused("recommend", fault))?;
        row.set("recommendation", word.word);
        said = true;
    }
    if let Some(text) = matches.get_one::<String>("on") {
        row.set(
            "answered_on",
            date::typed(text, office.today()).map_err(|fault| fields::refused("on", fault))?,
        );
        // The day alone says nothing of a new one, but may correct one that is there.
        said |= sitting.before.is_some();
    }
    Ok(said)
}

fn text_or_null(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::from(text) }
}

/// A refusal, under the flag by which the field is typed here.
fn as_typed(error: Error) -> Error {
    match error {
        Error::Refused(place, fault) => Error::Refused(
            match place.as_str() {
                "`answered_on`" | "`--answered-on`" => "`--on`".to_owned(),
                "`period`" => "`--period`".to_owned(),
                "`option`" | "`question`" => "`--answer`".to_owned(),
                "`proof`" => "`--proof`".to_owned(),
                "`proof_at`" => "`--proof-at`".to_owned(),
                _ => place,
            },
            fault,
        ),
        other => other,
    }
}

/// Writes the evaluation and its answers; children that are made with it stand in its row of history.
fn write(door: &mut Door<'_>, sitting: &Sitting, given: &[Given]) -> sinergi::Result<()> {
    let (Some(entity), Some(answer)) = (entity(), register::entity("answer")) else { return Ok(()) };
    let code = sitting.code();
    match &sitting.before {
        None => {
            door.add(&mut sitting.row.clone())?;
        }
        Some(before) => {
            let differing = before.pairs().zip(sitting.row.values()).filter(|((_, old), new)| old != new);
            let edits: Vec<_> = differing.map(|((field, _), new)| (field.name, new.clone())).collect();
            door.edit(entity, &code, &edits)?;
        }
    }
    for one in given {
        let known = sitting.answer(&one.question);
        let own = format!("{code}/{}", one.question);
        match (known, &one.reply) {
            (Some(_), Reply::Back) => door.remove(answer, &own)?,
            (None, Reply::Back) => {}
            (Some(row), _) => {
                let mut after = row.clone();
                put(&mut after, one);
                let differing = row.pairs().zip(after.values()).filter(|((_, old), new)| old != new);
                let edits: Vec<_> = differing.map(|((field, _), new)| (field.name, new.clone())).collect();
                door.edit(answer, &own, &edits)?;
            }
            (None, Reply::Word(_)) => {
                let mut row = Row::new(answer);
                row.set("evaluation", code.as_str());
                row.set("question", one.question.as_str());
                put(&mut row, one);
                if sitting.before.is_none() {
                    door.add_within(&mut row)?;
                } else {
                    door.add(&mut row)?;
                }
            }
            (None, Reply::Unsaid) => {
                return Err(Error::usage(
                    format!("{} belum dijawab, jadi tidak ada yang dibuktikan", one.question),
                    format!("{} is not answered, so there is nothing to prove", one.question),
                )
                .with_hint(
                    format!("sebutkan jawabannya: --answer {}=…", one.question),
                    format!("name its answer: --answer {}=…", one.question),
                ));
            }
        }
    }
    Ok(())
}

fn put(row: &mut Row, given: &Given) {
    if let Some(word) = given.reply.word() {
        row.set("option", word);
        // What is answered anew is no longer carried over.
        row.set("carried_from", given.carried_from.as_deref().map_or(Value::Null, Value::from));
    }
    for (name, text) in [("note", &given.note), ("proof", &given.proof), ("proof_at", &given.proof_at)] {
        if let Some(text) = text {
            row.set(name, text_or_null(text));
        }
    }
}
