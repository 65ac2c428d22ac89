//! `agreement attach`: an addendum that came in as a row of its own becomes an amendment of its agreement.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::register::{self, Entity};
use sinergi::store::{Store, find, read_row};
use sinergi::{Error, say};

use super::complete::by_code;
use super::fields;
use super::generic::code_arg;
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, help};

fn agreement() -> Option<&'static Entity> {
    register::entity("agreement")
}

pub(super) fn build(command: Command) -> Command {
    let Some(entity) = agreement() else { return command };
    let to = Arg::new("to").long("to").value_name("CODE").help(help(
        "kerja sama yang diubahnya; tanpa ini, induknya",
        "the agreement that it changes; without this, its parent",
    ));
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .arg(by_code(to, entity))
        .arg(dry_run())
        .after_help(examples("sinergi agreement attach KS-2025-0002 --to KS-2025-0001"))
}

pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = agreement() else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let of = |store: &Store, text: &str| find(store.conn(), entity, text);
    let addendum = of(&store, matches.get_one::<String>("CODE").map_or("", String::as_str))?
        .map_err(|fault| Error::Refused(String::new(), fault))?;
    let named = matches.get_one::<String>("to");
    let to = match named {
        Some(text) => of(&store, text)?.map_err(|fault| fields::refused("to", fault))?,
        None => parent_of(entity, &addendum, &store)?,
    };
    let dry = matches.get_flag("dry-run");
    let (code, _) = store.write(&office.entry(), dry, |door| door.attach(&addendum, &to))?;
    print_line(&code)?;
    office.tell(&if dry {
        say!(
            lang,
            "{} akan menjadi {}; tidak ada yang disimpan (--dry-run).",
            "{} would become {}; nothing was saved (--dry-run).",
            addendum,
            code
        )
    } else {
        say!(
            lang,
            "{} kini perubahan {}. Lihat: sinergi agreement show {}   Batalkan: sinergi undo",
            "{} is the amendment {} now. See it: sinergi agreement show {}   Take it back: sinergi undo",
            addendum,
            code,
            to
        )
    });
    Ok(())
}

/// The agreement that an addendum already says it belongs to.
fn parent_of(entity: &'static Entity, addendum: &str, store: &Store) -> Result<String> {
    let row = read_row(store.conn(), entity, addendum)?;
    let parent = row.and_then(|row| row.text("parent").map(str::to_owned));
    Ok(parent.ok_or_else(|| {
        Error::usage(
            "`--to` harus disebutkan: addendum ini tidak mempunyai induk",
            "`--to` is required: this addendum has no parent",
        )
        .with_hint(
            format!("contoh: sinergi agreement attach {addendum} --to KS-2025-0001"),
            format!("for example: sinergi agreement attach {addendum} --to KS-2025-0001"),
        )
    })?)
}
