//! `activity from RECORD`: a chosen solution, a recommendation, a decision or an obstacle becomes an activity; what is known of it
//! is taken over, so that nothing is entered twice.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::lang::choice_label;
use sinergi::register::{FUNDING_SOURCES, OUTCOME_WORDS, Row, entity as register_of};
use sinergi::store::{Store, read_row, resolve, resolve_value};
use sinergi::value::{Kind, Value, choose};
use sinergi::{Error, say};

use super::activity;
use crate::cli::actors;
use crate::cli::fields::{self, refused};
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::tree::{dry_run, examples, help};

/// Fills `activity from`.
pub(in crate::cli) fn build(command: Command) -> Command {
    let Some(entity) = activity() else { return command };
    let flags = fields::flags(entity).into_iter().filter(|arg| arg.get_id() != "origin");
    command
        .arg(Arg::new("RECORD").value_name(help("CATATAN", "RECORD")).required(true).help(help(
            "solusi, evaluasi, keputusan atau kendala: K-0001/1, KS-2025-0001/2025-S1/secretariat, decision/KS-2025-0001/1",
            "a solution, evaluation, decision or obstacle: K-0001/1, KS-2025-0001/2025-S1/secretariat, decision/KS-2025-0001/1",
        )))
        .args(flags)
        .arg(dry_run())
        .after_help(examples("sinergi activity from K-0026/1 --owner BAG-EKBANG"))
}

/// Makes an activity from a record.
pub(in crate::cli) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = activity() else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let typed = matches.get_one::<String>("RECORD").map_or("", String::as_str);
    let record = resolve_value(store.conn(), Kind::Record, typed)?
        .map_err(|fault| Error::Refused(String::new(), fault))?
        .unwrap_or_default();
    refuse_second(&store, &record)?;
    let mut row = Row::new(entity);
    row.set("origin", record.as_str());
    take_over(&mut row, &record, &store)?;
    fields::fill(&mut row, matches, office)?;
    if row.get("year").is_null() {
        let due = row.text("due_on").and_then(|day| day.get(..4)).map(str::to_owned);
        row.set("year", due.unwrap_or_else(|| office.today().year().to_string()).as_str());
    }
    if row.get("title").is_null() {
        return Err(Error::usage(
            format!("{record} tidak mengatakan apa yang dikerjakan"),
            format!("{record} does not say what is to be done"),
        )
        .with_hint("sebutkan: --title \"…\"", "say it: --title \"…\"")
        .into());
    }
    if let Some((field, fault)) = resolve(store.conn(), &mut row)?.into_iter().next() {
        return Err(refused(field, fault).into());
    }
    let dry = matches.get_flag("dry-run");
    let (code, _) = store.write(&office.entry(), dry, |door| door.add(&mut row))?;
    print_line(&code)?;
    let title = row.text("title").unwrap_or_default();
    let due =
        row.text("due_on").map_or_else(String::new, |due| say!(lang, ", jatuh tempo {}", ", due {}", due));
    office.tell(&say!(lang, "{}: {}{}.", "{}: {}{}.", code, title, due));
    actors::tell_plain(actors::of(&row), &store, office)?;
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "Berikutnya: sinergi activity progress {}   Batalkan: sinergi undo",
            "Next: sinergi activity progress {}   Take it back: sinergi undo",
            code
        )
    });
    Ok(())
}

/// Nothing becomes an activity twice.
fn refuse_second(store: &Store, record: &str) -> Result<()> {
    let Some(code) = store.activity_from(record)? else { return Ok(()) };
    Err(Error::usage(
        format!("{record} sudah menjadi aktivitas {code}"),
        format!("{record} is the activity {code} already"),
    )
    .with_hint(
        format!("lihat: sinergi activity show {code}"),
        format!("see it: sinergi activity show {code}"),
    )
    .into())
}

/// What the record says of it: what is to be done, by whom, by when, for how much.
fn take_over(row: &mut Row, record: &str, store: &Store) -> Result<()> {
    let Some((register, code)) = record.split_once('/') else { return Ok(()) };
    let Some(entity) = register_of(register) else { return Ok(()) };
    let Some(from) = read_row(store.conn(), entity, code)? else { return Ok(()) };
    let named = from.entity().field("agreement").and_then(|field| from.text(field.name));
    let agreement = named.map(|code| agreement(store, code)).transpose()?.flatten();
    let lead =
        || agreement.as_ref().and_then(|a| a.text("department")).map(|code| format!("department/{code}"));
    let about = || agreement.as_ref().and_then(|a| a.text("title")).unwrap_or_default().to_owned();
    let word = |name: &str| from.text(name).map(|word| choice_label(word, OUTCOME_WORDS, sinergi::Lang::Id));
    let mut take = |field: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            row.set(field, value);
        }
    };
    let text = |name: &str| from.text(name).map(|text| Value::from(first_line(text)));
    match entity.name {
        "solution" => {
            if from.get("chosen_on").is_null() {
                let plain = code.replace('/', " ");
                return Err(Error::usage(
                    format!("solusi {code} belum dipilih"),
                    format!("the solution {code} was not chosen"),
                )
                .with_hint(
                    format!("pilih dahulu: sinergi obstacle choose {plain}"),
                    format!("choose it first: sinergi obstacle choose {plain}"),
                )
                .into());
            }
            take("title", text("proposal"));
            take("owner", Some(from.get("owner").clone()));
            take("due_on", Some(from.get("due_on").clone()));
            take(
                "budget",
                Some(from.get("cost_to").clone())
                    .filter(|v| !v.is_null())
                    .or_else(|| Some(from.get("cost_from").clone())),
            );
            let source = from.text("cost_source").and_then(|text| choose(text, FUNDING_SOURCES).ok());
            take("source", source.map(|choice| choice.word.into()));
            take("agreed_on", Some(from.get("chosen_on").clone()));
        }
        "obstacle" => {
            take("title", text("title"));
            let own = from.text("department").map(|code| Value::Text(format!("department/{code}")));
            take("owner", Some(from.get("owner").clone()).filter(|v| !v.is_null()).or(own));
            take("due_on", Some(from.get("due_on").clone()));
        }
        "evaluation" => {
            let advised = text("advice");
            let recommended = word("recommendation").map(|word| Value::Text(format!("{}: {word}", about())));
            take("title", advised.or(recommended));
            take("owner", lead().map(Value::Text));
            take("agreed_on", Some(from.get("answered_on").clone()));
        }
        "decision" => {
            take("title", word("word").map(|word| Value::Text(format!("{}: {word}", about()))));
            take("owner", lead().map(Value::Text));
            take("due_on", Some(from.get("valid_until").clone()));
            take("agreed_on", Some(from.get("decided_on").clone()));
        }
        _ => {}
    }
    Ok(())
}

/// The first line of a text as a title, without the full stop of a sentence.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim().trim_end_matches('.')
}

fn agreement(store: &Store, code: &str) -> Result<Option<Row>> {
    let Some(entity) = register_of("agreement") else { return Ok(None) };
    Ok(read_row(store.conn(), entity, code)?)
}
