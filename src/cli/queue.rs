//! `complete`: asks for missing facts one by one, the most useful first. Enter skips; what was answered is written as one
//! operation at the end.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::calendar::term::{self, Start, Term};
use sinergi::register::{Entity, Field, Row, entity as register_of};
use sinergi::reports;
use sinergi::sheet::{Cell, Foot, Head, Sink};
use sinergi::store::{Store, checked, read_row};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Fault, say};

use super::asked::asked;
use super::edit::{self, Edits};
use super::form::Form;
use super::links::Linked;
use super::office::Office;
use super::tree::{examples, help};
use super::{fields, report};

/// How many questions a sitting has, unless it is said otherwise.
const SITTING: usize = 20;

pub(super) fn build(command: Command) -> Command {
    let limit = Arg::new("limit")
        .long("limit")
        .value_name("N")
        .help(help("paling banyak N pertanyaan (20)", "at most N questions (20)"));
    report::filters(command)
        .arg(limit)
        .arg(super::tree::dry_run())
        .after_help(examples("sinergi complete --limit 10"))
}

/// A fact that is missing.
struct Gap {
    field: String,
    code: String,
    title: String,
    source: String,
}

/// What was answered about one record.
enum Answer {
    Fields(String, Edits),
    Partner(String, Linked),
}

pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let Some(entity) = register_of("agreement") else { return Ok(()) };
    let limit = match matches.get_one::<String>("limit") {
        None => SITTING,
        Some(text) => text.parse().map_err(|_| fields::refused("limit", Fault::NotANumber(text.clone())))?,
    };
    let Some(missing) = reports::report("missing") else { return Ok(()) };
    let ask = asked(missing, matches, &store, office)?;
    let mut queue = Queue { keys: Vec::new(), gaps: Vec::new(), limit, all: 0 };
    missing.fill(&store, &ask, &mut queue)?;
    if queue.all == 0 {
        office.tell(&say!(lang, "Tidak ada yang kosong.", "Nothing is missing."));
        return Ok(());
    }
    if !office.may_ask() {
        return Err(Error::usage(
            "`complete` bertanya, dan di sini tidak ada yang dapat menjawab",
            "`complete` asks questions, and nobody can answer them here",
        )
        .with_hint("lihat daftarnya: sinergi report missing", "see the list: sinergi report missing")
        .into());
    }
    let (count, all) = (queue.gaps.len(), queue.all);
    let form = Form::new(&store, office);
    office.tell(&form.way_out());
    let mut answers = Vec::new();
    for (at, gap) in queue.gaps.iter().enumerate() {
        office.tell(&format!("\n{}/{count}  {}  {}", at + 1, gap.code, gap.title));
        if !gap.source.is_empty() {
            let words = sinergi::render::cell_text(&Cell::Text(&gap.source), Kind::Actor, lang);
            office.tell(&say!(lang, "   sumbernya: {}", "   the source says: {}", words));
        }
        answers.extend(question(entity, gap, &form, &store, office)?);
    }
    let answered = answers.len();
    let dry = matches.get_flag("dry-run");
    let ((), changes) = store.write(&office.entry(), dry, |door| {
        for answer in &mut answers {
            match answer {
                Answer::Fields(code, edits) => drop(door.edit(entity, code, edits)?),
                Answer::Partner(code, linked) => drop(linked.write_alone(door, code)?),
            }
        }
        Ok(())
    })?;
    edit::tell_changes(&changes, office);
    let left = all - answered;
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else if answered == 0 {
        say!(lang, "Tidak ada yang berubah.", "Nothing changed.")
    } else {
        say!(
            lang,
            "Terisi: {}. Masih kosong: {}. Batalkan: sinergi undo",
            "Filled in: {}. Still missing: {}. Take it back: sinergi undo",
            answered,
            left
        )
    });
    Ok(())
}

/// Asks for one fact until it can be taken, or is skipped.
fn question(
    entity: &'static Entity,
    gap: &Gap,
    form: &Form<'_>,
    store: &Store,
    office: &Office,
) -> Result<Option<Answer>> {
    if gap.field == "partner" {
        return Ok(form.partner()?.map(|linked| Answer::Partner(gap.code.clone(), linked)));
    }
    let Some(field) = entity.field(&gap.field) else { return Ok(None) };
    let Some(row) = read_row(store.conn(), entity, &gap.code)? else { return Ok(None) };
    loop {
        let edits = match field.kind {
            Kind::Date => end(field, &row, form, office)?,
            _ => match form.ask(field, "", false)? {
                Value::Null => None,
                value => Some(vec![(field.name, value)]),
            },
        };
        let Some(edits) = edits else { return Ok(None) };
        // What contradicts the record is told at once, so that no answer is lost at the end.
        let lang = office.lang();
        match tried(&row, &edits, store)? {
            Err(fault) => office.tell_fault(&fault),
            Ok(row) if field.kind == Kind::Date && is_open(&row) => office.tell_failure(&say!(
                lang,
                "jawaban itu belum memberi tanggal berakhir: hari mulainya tidak diketahui; tulis tanggalnya",
                "that answer gives no end yet: the day it counts from is not known; write the day"
            )),
            Ok(_) => return Ok(Some(Answer::Fields(gap.code.clone(), edits))),
        }
    }
}

/// An end: a day, or the words of a term that say when or that there is none. Words that the source left stay as they are.
fn end(field: &'static Field, row: &Row, form: &Form<'_>, office: &Office) -> Result<Option<Edits>> {
    let lang = office.lang();
    let prompt = say!(
        lang,
        "{}: tanggal, atau jangka waktunya (boleh kosong)",
        "{}: a day, or the words of its term (may stay empty)",
        field.label.get(lang)
    );
    let read = |text: &str| -> Result<Edits, Fault> {
        match field.kind.parse(text, office.today()) {
            Ok(value) => Ok(vec![(field.name, value)]),
            Err(fault) => in_words(text, row).ok_or(fault),
        }
    };
    let text = form.text(&prompt, &|text| match read(text) {
        Err(fault) if !text.is_empty() => {
            let hint = say!(
                lang,
                "; atau \"3 tahun sejak ditandatangani\", \"tanpa batas waktu\"",
                "; or \"3 years from signing\", \"open-ended\""
            );
            Err((fault.say(lang), fault.hint(lang) + &hint))
        }
        _ => Ok(()),
    })?;
    if text.is_empty() {
        return Ok(None);
    }
    Ok(Some(read(&text).map_err(|fault| fields::refused(field.name, fault))?))
}

/// What the words of a term say about the end; `None` where they do not settle it.
fn in_words(text: &str, row: &Row) -> Option<Edits> {
    let rule = |word: &str| ("end_rule", Value::from(word));
    let mut edits = match term::read(text) {
        Term::Until(day) => vec![("ends_on", day.into())],
        Term::OpenEnded => vec![rule("open-ended")],
        Term::Conditional => vec![rule("conditional")],
        Term::Months { months, from } => {
            let from = match from {
                Start::Signing => "from-signing",
                Start::Effect => "from-effect",
                Start::Unstated => return None,
            };
            vec![("term_months", Value::Int(months.into())), rule(from)]
        }
        Term::Unread => return None,
    };
    if row.get("term_text").is_null() {
        edits.push(("term_text", text.into()));
    }
    Some(edits)
}

/// The record as the answer would make it, or what the register has against that.
fn tried(row: &Row, edits: &Edits, store: &Store) -> Result<Result<Row, Fault>> {
    let mut tried = row.clone();
    for (name, value) in edits {
        tried.set(name, value.clone());
    }
    let done = checked(store.conn(), store.settings()?, &mut tried, Some(row))?;
    Ok(done.map(|()| tried).map_err(|(_, fault)| fault))
}

/// Whether nobody would know yet when it ends.
fn is_open(row: &Row) -> bool {
    row.get("ends_on").is_null() && !matches!(row.text("end_rule"), Some("open-ended" | "conditional"))
}

/// Keeps the first rows of the report of what is missing, and counts them all.
struct Queue {
    keys: Vec<&'static str>,
    gaps: Vec<Gap>,
    limit: usize,
    all: usize,
}

impl Sink for Queue {
    fn begin(&mut self, head: &Head<'_>) -> sinergi::Result<()> {
        self.keys = head.columns.iter().map(|column| column.key).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> sinergi::Result<()> {
        self.all += 1;
        if self.gaps.len() < self.limit {
            let text = |key: &str| match self.keys.iter().zip(cells).find(|(k, _)| **k == key) {
                Some((_, Cell::Text(text))) => (*text).to_owned(),
                _ => String::new(),
            };
            let gap = Gap {
                field: text("field"),
                code: text("code"),
                title: text("title"),
                source: text("source"),
            };
            self.gaps.push(gap);
        }
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> sinergi::Result<()> {
        Ok(())
    }
}
