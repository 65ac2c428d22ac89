//! `agreement sheet`: one agreement as a report in nine parts.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::Error;
use sinergi::register;
use sinergi::render::Format;
use sinergi::reports::{Ask, SHEET_PARTS, agreement_sheet};

use super::complete::by_name;
use super::generic::{code_arg, code_of};
use super::office::Office;
use super::tree::{examples, help};

/// Fills `agreement sheet`.
pub(super) fn build(command: Command) -> Command {
    let Some(entity) = register::entity("agreement") else { return command };
    let about = format!("{}: {}", help("hanya satu bagian", "one part only"), SHEET_PARTS.join(", "));
    let part = Arg::new("part").long("part").value_name("NAME").help(about);
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .arg(by_name(part, SHEET_PARTS.to_vec()))
        .after_help(examples("sinergi agreement sheet KS-2025-0001"))
}

/// Writes the nine parts.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = register::entity("agreement") else { return Ok(()) };
    let store = office.open()?;
    let code = code_of(entity, matches, &store)?;
    let mut ask = Ask::new(office.as_of()?, office.lang());
    ask.part = part(matches, office, &SHEET_PARTS)?;
    office.output.only(ask.part.clone());
    office.output.answer(&store, true, |sink| agreement_sheet(&store, &ask, &code, sink))
}

/// The part that was asked for; a table of rows holds one, so it must be named there.
pub(super) fn part(matches: &ArgMatches, office: &Office, names: &[&str]) -> Result<Option<String>> {
    let list = names.join(", ");
    match matches.get_one::<String>("part") {
        Some(name) if names.contains(&name.as_str()) => Ok(Some(name.clone())),
        Some(name) => {
            Err(Error::usage(format!("tidak ada bagian `{name}`"), format!("there is no part `{name}`"))
                .with_hint(format!("bagiannya: {list}"), format!("its parts are: {list}"))
                .into())
        }
        None if matches!(office.output.format, Format::Csv | Format::Code) => Err(Error::usage(
            "laporan ini terdiri atas beberapa bagian; bentuk ini memuat satu",
            "this report has several parts; this format holds one",
        )
        .with_hint(format!("tambahkan --part: {list}"), format!("add --part: {list}"))
        .into()),
        None => Ok(None),
    }
}
