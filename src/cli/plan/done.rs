//! `activity done`: an activity is done, and what it came from is closed with it where somebody says so.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::lang::{Choice, choice_also};
use sinergi::register::{self, OUTCOMES, Row, entity as register_of};
use sinergi::store::{Door, Store, of_register, read_row};
use sinergi::value::{Value, choose};
use sinergi::{Error, say};

use super::activity;
use crate::cli::fields::refused;
use crate::cli::generic::{code_arg, code_of};
use crate::cli::office::{Office, flag_and_value};
use crate::cli::output::print_line;
use crate::cli::prompter::Prompter;
use crate::cli::tree::{dry_run, examples, help};
use crate::cli::{acts, days, edit, same};

/// What may be said of an obstacle that an activity came from.
const SOLVED: &[Choice] = &[choice_also("solved", "selesai", "solved", &["worked", "berhasil"])];

/// What may be said of a decision.
const CARRIED_OUT: &[Choice] = &[choice_also("carried-out", "dilaksanakan", "carried out", &["closed"])];

/// Fills `activity done`.
pub(in crate::cli) fn build(command: Command) -> Command {
    let Some(entity) = activity() else { return command };
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).num_args(1).help(about).allow_hyphen_values(true)
    };
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .arg(text("on", "DATE", help("harinya; tanpa ini hari ini", "the day; today where it is not named")))
        .arg(text("outcome", "TEXT", help("apa hasilnya", "what came of it")))
        .arg(text(
            "origin",
            "WORD",
            help(
                "tutup juga asalnya: worked, partly, failed (solusi); solved (kendala); carried-out (keputusan)",
                "close what it came from, too: worked, partly, failed (a solution); solved (an obstacle); carried-out (a decision)",
            ),
        ))
        .arg(dry_run())
        .after_help(examples("sinergi activity done KEG-2025-0001 --outcome \"Laporan diserahkan kepada Sekda\""))
}

/// Records that an activity is done.
pub(in crate::cli) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = activity() else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let Some(before) = read_row(store.conn(), entity, &code)? else { return Ok(()) };
    if let Some(on) = before.text("done_on") {
        return Err(Error::usage(
            format!("{code} sudah selesai pada {on}"),
            format!("{code} was done on {on}"),
        )
        .with_hint(
            format!("bila keliru, perbaiki: sinergi activity edit {code} --done-on …"),
            format!("if that is wrong, correct it: sinergi activity edit {code} --done-on …"),
        )
        .into());
    }
    let on = days::typed_or_today("on", matches, office)?;
    let mut outcome = matches.get_one::<String>("outcome").map(|text| text.trim().to_owned());
    let origin = Origin::of(&store, before.text("origin"))?;
    let mut word = match (matches.get_one::<String>("origin"), &origin) {
        (None, _) => None,
        (Some(text), Some(origin)) => {
            Some(choose(text, origin.words()).map_err(|fault| refused("origin", fault))?.word)
        }
        (Some(_), None) => {
            return Err(Error::usage(
                format!("{code} tidak berasal dari sesuatu yang masih terbuka"),
                format!("{code} comes from nothing that is still open"),
            )
            .into());
        }
    };
    let mut asked = false;
    if office.may_ask() && (outcome.is_none() || (word.is_none() && origin.is_some())) {
        let prompter = Prompter::new(lang);
        office.tell(&prompter.way_out());
        if outcome.is_none() {
            let prompt = say!(lang, "Hasilnya (boleh kosong)", "What came of it (may stay empty)");
            outcome = Some(prompter.text(&prompt, "", false, &|_| Ok(()))?);
            asked = true;
        }
        if let (None, Some(origin)) = (word, &origin) {
            let mut items: Vec<String> =
                origin.words().iter().map(|c| c.label.get(lang).to_owned()).collect();
            items.push(say!(lang, "(belum, biarkan terbuka)", "(not yet, leave it open)"));
            let prompt = say!(lang, "Asalnya, {}", "What it came from, {}", origin.code);
            word = origin.words().get(prompter.pick(&prompt, &items, Some(0))?).map(|choice| choice.word);
            asked = true;
        }
    }
    let outcome = outcome.filter(|text| !text.is_empty());
    let dry = matches.get_flag("dry-run");
    let done = store.write(&office.entry(), dry, |door| {
        let note = outcome.as_deref().map_or(Value::Null, Value::from);
        door.edit(entity, &code, &[("done_on", on.into()), ("outcome", note)])?;
        match (&origin, word) {
            (Some(origin), Some(word)) => origin.close(door, word, on, &code),
            _ => Ok(()),
        }
    });
    let ((), changes) = done.map_err(|error| match error {
        Error::Refused(place, fault) if place.ends_with("_on`") => refused("on", fault),
        other => other,
    })?;
    print_line(&code)?;
    edit::tell_changes(&changes, office);
    if asked {
        let said = [("outcome", outcome.as_deref()), ("origin", word)];
        let flags =
            said.iter().filter_map(|(flag, text)| Some(format!(" {}", flag_and_value(flag, (*text)?))));
        let line = format!("sinergi activity done {code} --on {on}{}", flags.collect::<String>());
        same::tell(&line, office);
    }
    acts::tell_saved(changes.is_empty(), dry, office, lang);
    if word.is_none() && !dry {
        tell_origin(&store, before.text("origin"), office)?;
    }
    Ok(())
}

/// Says by which command that is closed which an activity came from, where it is still open.
pub(super) fn tell_origin(store: &Store, origin: Option<&str>, office: &Office) -> Result<()> {
    if let Some(origin) = Origin::of(store, origin)? {
        office.tell(&say!(
            office.lang(),
            "Asalnya masih terbuka. Tutup: {}",
            "What it came from is still open. Close it: {}",
            origin.command()
        ));
    }
    Ok(())
}

/// What an activity came from and is still open.
struct Origin {
    register: &'static str,
    code: String,
}

impl Origin {
    fn of(store: &Store, origin: Option<&str>) -> Result<Option<Self>> {
        let Some((register, code)) = origin.and_then(|origin| origin.split_once('/')) else {
            return Ok(None);
        };
        let Some(entity) = register_of(register) else { return Ok(None) };
        let Some(row) = read_row(store.conn(), entity, code)? else { return Ok(None) };
        let open = match entity.name {
            "solution" => row.get("outcome").is_null(),
            "decision" => row.get("closed_on").is_null(),
            "obstacle" => of_register(store.conn(), register_of("handling").unwrap_or(entity), code)?
                .iter()
                .max_by_key(|handling| (handling.date("handled_on"), handling.int("position")))
                .is_none_or(|last| !matches!(last.text("word"), Some("solved" | "accepted"))),
            _ => false,
        };
        Ok(open.then(|| Self { register: entity.name, code: code.to_owned() }))
    }

    fn words(&self) -> &'static [Choice] {
        match self.register {
            "solution" => OUTCOMES,
            "decision" => CARRIED_OUT,
            _ => SOLVED,
        }
    }

    fn command(&self) -> String {
        let plain = self.code.replace('/', " ");
        match self.register {
            "solution" => format!("sinergi obstacle outcome {plain} worked"),
            "decision" => format!("sinergi agreement decision edit {} --closed-on today", self.code),
            _ => format!("sinergi obstacle resolve {plain}"),
        }
    }

    fn close(&self, door: &mut Door<'_>, word: &str, on: Date, activity: &str) -> sinergi::Result<()> {
        let Some(entity) = register_of(self.register) else { return Ok(()) };
        match self.register {
            "solution" => {
                let note = Value::from(activity);
                let fields =
                    [("outcome", Value::from(word)), ("outcome_on", on.into()), ("outcome_note", note)];
                door.edit(entity, &self.code, &fields).map(drop)
            }
            "decision" => door.edit(entity, &self.code, &[("closed_on", on.into())]).map(drop),
            _ => {
                let mut row = Row::new(register_of("handling").unwrap_or(register::ALL[0]));
                row.set_at(0, Value::from(self.code.as_str()));
                row.set("word", "solved");
                row.set("handled_on", on);
                row.set("note", activity);
                door.add(&mut row).map(drop)
            }
        }
    }
}
