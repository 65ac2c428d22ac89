//! `meeting result`: what came of one item, without questions.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::lang::choice_label;
use sinergi::register::{ITEM_RESULTS, OUTCOME_WORDS, Row, entity as register_of};
use sinergi::store::{read_row, resolve_value};
use sinergi::value::{Kind, choose};
use sinergi::{Error, Fault, Lang, say};

use super::outcome::{Outcome, held, write};
use super::{meeting, not_before, open, spoken_on};
use crate::cli::complete::{by_code, by_kind};
use crate::cli::fields::refused;
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::tree::{dry_run, examples, help};
use crate::cli::{actors, acts, days, edit};

/// Fills `meeting result`.
pub(in crate::cli) fn build(command: Command) -> Command {
    let (Some(entity), Some(item)) = (meeting(), register_of("item")) else { return command };
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).num_args(1).help(about).allow_hyphen_values(true)
    };
    let mut word = Arg::new("RESULT").value_name(help("HASIL", "RESULT")).required(true).help(help(
        "decided (diputuskan), noted (dicatat), postponed (ditunda), withdrawn (ditarik)",
        "decided, noted, postponed, withdrawn",
    ));
    if let Some(field) = item.field("result") {
        word = by_kind(word, field);
    }
    command
        .arg(by_code(Arg::new("CODE").value_name(help("KODE", "CODE")).required(true).help(help("rapatnya", "the meeting")), entity))
        .arg(Arg::new("NUMBER").value_name("N").required(true).help(help("nomor butirnya", "the number of the item")))
        .arg(word)
        .arg(text("resolution", "TEXT", help("apa yang diputuskan", "what was decided")))
        .arg(text("owner", "WHO", help("siapa yang mengerjakan; menjadi aktivitas", "who carries it out; it becomes an activity")))
        .arg(text("due", "DATE", help("paling lambat", "by which day")))
        .arg(text("decision", "WORD", help(
            "keputusan atas kerja samanya: continue, extend, amend, widen, end, lapse",
            "what is decided about its agreement: continue, extend, amend, widen, end, lapse",
        )))
        .arg(text("on", "DATE", help("hari rapatnya; tanpa ini hari terselenggaranya, atau hari ini", "the day of the meeting; without it the day it was held, or today")))
        .arg(dry_run())
        .after_help(examples(
            "sinergi meeting result RPT-2025-0001 1 decided --resolution \"Menyusun SOP seragam\" --owner BAG-TAPEM --due 2025-03-31",
        ))
}

/// Records what came of one item.
pub(in crate::cli) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(items) = register_of("item") else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let typed = |name: &str| matches.get_one::<String>(name).map(|text| text.trim());
    let row = open(typed("CODE").unwrap_or_default(), &store, office.today())?;
    let number = typed("NUMBER").unwrap_or_default();
    let place = format!("{}/{number}", row.code());
    let Some(item) = read_row(store.conn(), items, &place)? else {
        return Err(Error::usage(
            format!("rapat {} tidak mempunyai butir {number}", row.code()),
            format!("the meeting {} has no item {number}", row.code()),
        )
        .with_hint(
            format!("lihat: sinergi meeting agenda {}", row.code()),
            format!("see: sinergi meeting agenda {}", row.code()),
        )
        .into());
    };
    refuse_second(&item)?;
    let result = choose(typed("RESULT").unwrap_or_default(), ITEM_RESULTS)
        .map_err(|fault| Error::Refused(String::new(), fault))?;
    let owner = match typed("owner") {
        Some(text) => {
            let found =
                resolve_value(store.conn(), Kind::Actor, text)?.map_err(|fault| refused("owner", fault))?;
            Some(found.unwrap_or_else(|| text.to_owned()))
        }
        None => None,
    };
    let word = typed("decision")
        .map(|text| choose(text, OUTCOME_WORDS).map_err(|fault| refused("decision", fault)))
        .transpose()?
        .map(|choice| choice.word);
    let outcome = Outcome {
        result: result.word,
        resolution: typed("resolution").filter(|text| !text.is_empty()).map(str::to_owned),
        owner,
        due_on: days::typed("due", matches, office)?,
        word,
    };
    refuse_discord(&outcome, item.text("record"))?;
    let on = spoken_on(&row, matches, office)?;
    not_before(on, outcome.due_on).map_err(|fault| refused("due", fault))?;
    let dry = matches.get_flag("dry-run");
    let another = match item.text("record").filter(|_| outcome.promises()) {
        Some(record) => store.activity_from(record)?,
        None => None,
    };
    let written = store.write(&office.entry(), dry, |door| {
        held(door, &row, on)?;
        write(door, &row, &item, &outcome, on)
    });
    let (made, changes) = written.map_err(|error| match error {
        Error::Refused(place, fault) if place == "`due_on`" => refused("due", fault),
        Error::Refused(place, fault) if place == "`held_on`" => refused("on", fault),
        other => other,
    })?;
    print_line(&place)?;
    edit::tell_changes(&changes, office);
    if let Some(owner) = &outcome.owner {
        actors::tell_plain([owner.as_str()], &store, office)?;
    }
    if let Some(code) = &made {
        office.tell(&say!(
            office.lang(),
            "Aktivitasnya {}. Lihat: sinergi activity show {}",
            "Its activity is {}. See it: sinergi activity show {}",
            code,
            code
        ));
    }
    if let Some(code) = another {
        office.tell(&say!(
            office.lang(),
            "Dari catatan yang sama sudah ada aktivitas {}; bila sama, batalkan: sinergi undo",
            "Of the same record there is the activity {} already; if it is the same, take this back: sinergi undo",
            code
        ));
    }
    acts::tell_saved(changes.is_empty(), dry, office, office.lang());
    Ok(())
}

/// What came of an item is said once.
fn refuse_second(item: &Row) -> Result<()> {
    let Some(known) = item.text("result") else { return Ok(()) };
    let (code, word) = (item.code(), |lang| choice_label(known, ITEM_RESULTS, lang));
    Err(Error::usage(
        format!("hasil butir {code} sudah dicatat: {}", word(Lang::Id)),
        format!("what came of the item {code} is recorded already: {}", word(Lang::En)),
    )
    .with_hint(
        format!("bila keliru, batalkan (sinergi undo) atau perbaiki: sinergi meeting item edit {code} --result …"),
        format!("if that is wrong, take it back (sinergi undo) or correct it: sinergi meeting item edit {code} --result …"),
    )
    .into())
}

/// A promise is made by deciding, and a decision is one about an agreement.
fn refuse_discord(outcome: &Outcome, record: Option<&str>) -> Result<()> {
    let decided = outcome.result == "decided";
    if decided && outcome.resolution.is_none() {
        return Err(refused("resolution", Fault::Empty("resolution")).into());
    }
    if !decided && (outcome.promises() || outcome.word.is_some()) {
        return Err(Error::usage(
            "`--owner`, `--due` dan `--decision` hanya untuk yang diputuskan",
            "`--owner`, `--due` and `--decision` are for what is decided",
        )
        .with_hint("tulis: decided", "write: decided")
        .into());
    }
    if outcome.word.is_some() && record.is_none_or(|record| !record.starts_with("agreement/")) {
        return Err(Error::usage(
            "butir ini bukan tentang suatu kerja sama, jadi tidak ada yang diputuskan atasnya",
            "this item is about no agreement, so nothing is decided about one",
        )
        .with_hint("tanpa --decision", "leave out --decision")
        .into());
    }
    Ok(())
}
